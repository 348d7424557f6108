"""The forms of the house, for their keepers."""

from dataclasses import dataclass

from django.db.models import F, Q

from coulisse.desks.audience.intake.forms_public.models import PublicForm
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.companies.models import Company
from coulisse.foundation.mailroom.models import Mailbox
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


@dataclass(frozen=True, slots=True)
class Human:
    """How a person is reached without the form."""

    email: str
    """Of the mailbox that people read; empty: there is none."""
    name: str
    lines: tuple[str, ...]
    """The postal address; empty: none is known."""


def human_of(form: PublicForm) -> Human:
    """The mailbox of the form, else the oldest of its production; the company's post. Three queries at most."""
    mailbox = form.mailbox
    if mailbox is None:
        ours = Mailbox.objects.filter(Q(production_id=form.production_id) | Q(production_id__isnull=True))
        mailbox = ours.order_by(F("production_id").asc(nulls_last=True), "pk").first()
    company = form.production.company if form.production else Company.objects.order_by("pk").first()
    email = mailbox.address if mailbox else ""
    if company is None:
        return Human(email, "", ())
    town = " ".join(part for part in (company.postcode, company.city) if part)
    return Human(email, str(company), tuple(line for line in (company.street, town) if line))


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
