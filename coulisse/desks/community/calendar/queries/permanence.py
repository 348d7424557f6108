"""Who is on call: for the house, for a production, for a client."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from coulisse.desks.community.calendar.models import LentCalendar, OnCall
from coulisse.desks.community.calendar.periods import Stretch
from coulisse.desks.community.calendar.scope import Whose
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk


def on_call_within_reach(user: User) -> QuerySet[OnCall]:
    """What is for the whole house is read by everybody who reads this desk: they must know whom to ring."""
    scope = user.scope()
    productions = scope.productions("read", desk=Desk.COMMUNITY)
    clients = scope.clients("read", desk=Desk.COMMUNITY)
    of_house = Q(production__isnull=True, client__isnull=True)
    own = Q(production__isnull=False) if productions is None else Q(production__in=productions)
    theirs = Q(client__isnull=False) if clients is None else Q(client__in=clients)
    return OnCall.objects.filter(of_house | own | theirs).select_related("person", "production", "client")


def on_call_of(user: User, whose: Whose, stretch: Stretch) -> QuerySet[OnCall]:
    rows = on_call_within_reach(user).filter(starts_on__lte=stretch.last, ends_on__gte=stretch.first)
    of_house = Q(production__isnull=True, client__isnull=True)
    if whose.client is not None:
        return rows.filter(of_house | Q(client=whose.client) | Q(production__client=whose.client))
    if whose.production is not None:
        theirs = Q(production=whose.production)
        if whose.production.client_id is not None:
            theirs |= Q(client=whose.production.client_id)
        return rows.filter(of_house | theirs)
    return rows


def on_call_by_day(user: User, whose: Whose, stretch: Stretch) -> Mapping[date, Sequence[str]]:
    """The names by day; one query."""
    return _names(on_call_of(user, whose, stretch), stretch)


def _names(rows: Iterable[OnCall], stretch: Stretch) -> Mapping[date, Sequence[str]]:
    found: dict[date, list[str]] = defaultdict(list)
    for row in rows:
        day = max(row.starts_on, stretch.first)
        while day <= min(row.ends_on, stretch.last):
            if (name := str(row.person.name)) not in found[day]:
                found[day].append(name)
            day += timedelta(days=1)
    return found


def on_call_lent(lent: LentCalendar, stretch: Stretch) -> Mapping[date, Sequence[str]]:
    """The names that the holder of a lent calendar reads."""
    theirs = Q(production__isnull=True, client__isnull=True)
    if lent.client_id is not None:
        theirs |= Q(client=lent.client_id) | Q(production__client=lent.client_id)
    else:
        theirs |= Q(production=lent.production_id)
    rows = OnCall.objects.filter(theirs, starts_on__lte=stretch.last, ends_on__gte=stretch.first)
    return _names(rows.select_related("person"), stretch)
