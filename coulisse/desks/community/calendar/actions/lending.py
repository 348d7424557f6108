"""The calendar lent to a client: a link that opens the publications of one owner, with a word under each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.desks.community.calendar.access import KIND
from coulisse.desks.community.calendar.models import CalendarComment, LentCalendar
from coulisse.desks.community.facts.calendar import CalendarLent, PublicationCommented
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.publishing.telling import about, tell
from coulisse.foundation.accounts.actions import guest_links
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.actions import To, post

LASTS: Final = timedelta(days=60)
LONGEST: Final = 2_000


class CommentMissing(ValueError):
    """A comment has words."""


@dataclass(frozen=True, slots=True)
class Lent:
    """The row, with the secret of its address: known now and never again."""

    row: LentCalendar
    token: str


@transaction.atomic
def lend(*, values: Mapping[str, Any], by: User, at: datetime) -> Lent:
    """`values` are client or production, name, email, language, starts_on, ends_on and zone."""
    row = LentCalendar.objects.create(**values, lent_by=by, lent_at=at)
    owner = row.client or row.production
    lent = guest_links.lend(
        KIND,
        row.pk,
        row.name,
        expires_at=at + LASTS,
        by=by,
        at=at,
        email=row.email,
        language=row.language,
        production=row.production_id,
        client=row.client_id,
        desk=Desk.COMMUNITY,
    )
    row.link = lent.link
    row.save(update_fields=["link"])
    if row.email:
        _write_to(row, lent.token, by=by, at=at)
    announce(
        CalendarLent(lent_id=row.pk, whose=str(owner), name=row.name),
        by=by,
        at=at,
        production=row.production_id,
        client=row.client_id,
        desk=Desk.COMMUNITY,
    )
    return Lent(row, lent.token)


def _write_to(row: LentCalendar, token: str, *, by: User, at: datetime) -> None:
    """The address, in the language of whoever gets it."""
    address = settings.PUBLIC_URL + reverse("accounts:guest", args=[token])
    with translation.override(row.language):
        owner = row.client or row.production
        subject = _("Publications of %(owner)s, from %(first)s to %(last)s") % {
            "owner": owner,
            "first": f"{row.starts_on:%d/%m/%Y}",
            "last": f"{row.ends_on:%d/%m/%Y}",
        }
        context = {"row": row, "owner": owner, "address": address, "writer": by.name}
        text = render_to_string("community/calendar/letters/lent.txt", context)
    post(
        subject=subject[:250],
        text=text,
        to=[To(row.email, row.name)],
        by=by,
        at=at,
        language=row.language,
        production=row.production_id,
        about=row.production if row.production is not None else row.client,
    )


def take_back(*, lent: LentCalendar, by: User, at: datetime) -> None:
    """Its address opens nothing any more; what was said stays."""
    if lent.link is not None:
        guest_links.revoke(link=lent.link, by=by, at=at)


def comment(
    *, publication: Publication, text: str, by: User | None, lent: LentCalendar | None, at: datetime
) -> CalendarComment:
    """A guest says something (`lent`), or the team answers (`by`). Raises `CommentMissing`."""
    words = text.strip()[:LONGEST]
    if not words:
        raise CommentMissing
    name = lent.name if lent is not None else str(by.name) if by is not None else ""
    with transaction.atomic():
        row = CalendarComment.objects.create(
            publication=publication,
            lent=lent,
            by=by,
            name=name,
            text=words,
            at=at,
            settled_at=at if by is not None else None,
            settled_by=by,
        )
        tell(publication, PublicationCommented(name=name, text=words[:200], **about(publication)), at, by)
    return row


def settle(*, publication: Publication, by: User, at: datetime) -> int:
    """What guests said of it is dealt with. How many comments that were."""
    open_ones = CalendarComment.objects.filter(publication=publication, settled_at__isnull=True)
    return open_ones.update(settled_at=at, settled_by=by)
