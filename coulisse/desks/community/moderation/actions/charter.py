"""The charter: what is asked of those who comment, and what happens otherwise."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from coulisse.desks.community.facts.moderation import CharterChanged
from coulisse.desks.community.moderation.models import Charter
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production

LANGUAGES: Final = ("fr", "nl", "en")


class SlugTaken(ValueError):
    """Another charter has this address."""


class NothingToShow(ValueError):
    """A public charter says something, in one language at least."""


@transaction.atomic
def write_charter(
    *,
    production: Production | None = None,
    client: Client | None = None,
    slug: str,
    texts: Mapping[str, str],
    is_public: bool,
    read_version: int,
    by: User,
    at: datetime,
) -> Charter:
    """Of a production or of a client. Raises `SlugTaken`, `NothingToShow`, `StaleWrite`."""
    said = {code: texts[code].strip() for code in LANGUAGES if texts.get(code, "").strip()}
    if is_public and not said:
        raise NothingToShow
    known = Charter.objects.select_for_update().filter(production=production, client=client).first()
    if Charter.objects.filter(slug=slug).exclude(pk=known.pk if known else 0).exists():
        raise SlugTaken(slug)
    values = {"slug": slug, "texts": said, "is_public": is_public, "changed_by": by, "changed_at": at}
    row = (
        Charter.objects.create(production=production, client=client, **values)
        if known is None
        else known.write(values, read_version=read_version)
    )
    announce(
        CharterChanged(charter_id=row.pk, is_public=row.is_public),
        by=by,
        at=at,
        about=row,
        production=row.production_id,
        client=row.client_id,
        desk=Desk.COMMUNITY,
    )
    return row
