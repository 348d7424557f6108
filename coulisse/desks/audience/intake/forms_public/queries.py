"""The forms of the house, for their keepers."""

from dataclasses import dataclass

from django.db.models import Q

from coulisse.desks.audience.intake.forms_public.models import PublicForm
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form of the list."""

    pk: int
    title: str
    slug: str
    languages: tuple[str, ...]
    production: str
    is_open: bool
    mailbox: str


def forms_of(production: Production, *, user: User) -> tuple[FormLine, ...]:
    """Those of a production; those of the house too, for whoever holds it. One query."""
    wanted = Q(production=production)
    if user.may("read", desk=Desk.AUDIENCE):
        wanted |= Q(production__isnull=True)
    rows = PublicForm.objects.filter(wanted).select_related("production", "mailbox")
    return tuple(
        FormLine(
            row.pk,
            str(row),
            row.slug,
            tuple(code.upper() for code in ("fr", "nl", "en") if row.titles.get(code)),
            str(row.production) if row.production else "",
            row.is_open,
            str(row.mailbox) if row.mailbox else "",
        )
        for row in rows[:200]
    )
