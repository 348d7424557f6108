"""What figures are about: a period, and a campaign, programme, objective or account where one is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Self
from urllib.parse import urlencode

from django.db.models import Max, Min, Q, QuerySet

from coulisse.desks.community.performance.access import files_of, records_of
from coulisse.desks.community.performance.models import AdLine, DataFile, PostRecord
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.kernel.period import Period
from coulisse.kernel.times import Never, Twice, in_brussels, to_brussels

NAMES = ("campaign", "programme", "objective", "account")


@dataclass(frozen=True, slots=True)
class Scope:
    """Both days are inside. At most one of the four is asked for at once; all may be empty."""

    production: Production
    first: date
    last: date
    campaign: int | None = None
    programme: int | None = None
    objective: int | None = None
    account: int | None = None

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)

    @property
    def query(self) -> str:
        """As an address carries it."""
        kept = {name: value for name in NAMES if (value := getattr(self, name)) is not None}
        return urlencode({"production": self.production.pk, "from": self.first, "until": self.last, **kept})

    @classmethod
    def of(cls, asked: Mapping[str, str], user: User, production: Production, *, today: date) -> Self:
        """As an address asks; without a period, all that is known."""
        first, last = _day(asked.get("from", "")), _day(asked.get("until", ""))
        if first is None or last is None:
            known = all_known(user, production)
            first = first or known.first or today - timedelta(days=89)
            last = last or known.last or today
        if last < first:
            first, last = last, first
        numbers = {
            name: int(text) for name in NAMES if (text := asked.get(name, "")).isdecimal() and len(text) < 12
        }
        return cls(production, first, last, **numbers)

    def during(self, first: date, last: date) -> Self:
        return replace(self, first=first, last=last)


def all_known(user: User, production: Production) -> Period:
    """From the first day that any figure of a production tells of to the last; open where there is none."""
    posts = records_of(user, production).aggregate(first=Min("published_at"), last=Max("published_at"))
    ads = _lines(user, production).aggregate(first=Min("first_on"), last=Max("last_on"))
    firsts = [one for one in (_local(posts["first"]), ads["first"]) if one]
    lasts = [one for one in (_local(posts["last"]), ads["last"]) if one]
    return Period(min(firsts, default=None), max(lasts, default=None))


def records_in(scope: Scope, user: User) -> QuerySet[PostRecord]:
    """Posts published in the period, and about what is asked."""
    found = records_of(user, scope.production).filter(
        published_at__gte=_midnight(scope.first), published_at__lt=_midnight(scope.last + timedelta(days=1))
    )
    if scope.campaign is not None:
        found = found.filter(campaign=scope.campaign)
    if scope.objective is not None:
        pillar = Q(publication__idea__pillar__objective=scope.objective)
        found = found.filter(Q(campaign__objective=scope.objective) | pillar)
    if scope.programme is not None:
        found = found.filter(broadcast__programme=scope.programme)
    if scope.account is not None:
        found = found.filter(account=scope.account)
    return found.order_by("-published_at", "-pk")


def lines_in(scope: Scope, user: User) -> QuerySet[AdLine]:
    """Lines of ad managers that touch the period; none where an account or a programme is asked for."""
    found = _lines(user, scope.production).filter(first_on__lte=scope.last, last_on__gte=scope.first)
    if scope.account is not None or scope.programme is not None:
        return found.none()
    if scope.campaign is not None:
        found = found.filter(campaign=scope.campaign)
    if scope.objective is not None:
        found = found.filter(campaign__objective=scope.objective)
    return found.select_related("file", "campaign").order_by("first_on", "file_id", "line")


def _lines(user: User, production: Production) -> QuerySet[AdLine]:
    files = files_of(user, production).filter(kind=DataFile.Kind.ADS)
    return AdLine.objects.filter(file__in=files)


def _local(moment: object) -> date | None:
    return to_brussels(moment).date() if moment is not None else None  # type: ignore[arg-type]  # of an aggregate


def _midnight(day: date) -> datetime:
    return in_brussels(day, time(0), twice=Twice.EARLIER, never=Never.SHIFT)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
