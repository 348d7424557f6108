"""The only ways to a slot, a line of the on-call table and a lent calendar; publications have their own."""

from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.desks.community.calendar.models import LentCalendar, OnCall, PostSlot
from coulisse.desks.community.calendar.periods import Stretch
from coulisse.desks.community.calendar.scope import Whose
from coulisse.desks.community.current import access_owned
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.accounts.actions.guest_links import LinkRefused, find
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.accounts.roles import Desk

KIND: Final = "community.calendar"
"""What a link to a calendar opens, in `settings.COULISSE_GUEST_PAGES`; its object is a `LentCalendar`."""


def access_slot(user: User, pk: int, *, to: str = "change") -> PostSlot:
    row = get_object_or_404(PostSlot.objects.select_related("account"), pk=pk)
    access_owned(user, production=row.account.production_id, client=row.account.client_id, to=to)
    return row


def access_on_call(user: User, pk: int, *, to: str = "change") -> OnCall:
    row = get_object_or_404(OnCall, pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def access_lent(user: User, pk: int, *, to: str = "change") -> LentCalendar:
    row = get_object_or_404(LentCalendar.objects.select_related("link"), pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def lent_within_reach(user: User) -> QuerySet[LentCalendar]:
    scope = user.scope()
    productions = scope.productions("read", desk=Desk.COMMUNITY)
    clients = scope.clients("read", desk=Desk.COMMUNITY)
    own = Q(production__isnull=False) if productions is None else Q(production__in=productions)
    theirs = Q(client__isnull=False) if clients is None else Q(client__in=clients)
    return LentCalendar.objects.filter(own | theirs).select_related("link", "production", "client", "lent_by")


def lent_behind(link: GuestLink) -> LentCalendar | None:
    if link.kind != KIND:
        return None
    found = LentCalendar.objects.select_related("client", "production__client", "production__company")
    return found.filter(pk=link.object_id).first()


def access_guest(token: str, at: datetime) -> tuple[GuestLink, LentCalendar]:
    """What the holder of a link may see; unknown, ended, taken back or of another kind: 404, all alike."""
    try:
        link = find(token, at)
    except LinkRefused:
        raise Http404 from None
    lent = lent_behind(link)
    if lent is None:
        raise Http404
    return link, lent


def _lent_owns(lent: LentCalendar) -> Q:
    """A production's calendar shows nothing of its client's other work."""
    if lent.client is not None:
        return Whose(client=lent.client).owns()
    own = Q(production=lent.production)
    return own | Q(production__isnull=True, account__production=lent.production, account__client__isnull=True)


def publications_lent(lent: LentCalendar) -> QuerySet[Publication]:
    """Of that owner only, of these days only; what is cancelled is nobody's business any more."""
    stretch = Stretch(lent.starts_on, lent.ends_on)
    rows = Publication.objects.filter(_lent_owns(lent), due_at__gte=stretch.begins, due_at__lt=stretch.ends)
    rows = rows.exclude(state=Publication.State.CANCELLED)
    return rows.select_related("account", "idea", "broadcast__programme").order_by("due_at", "pk")
