"""Advertising that another desk knows of: put before the administrator once, and withdrawn while it waits."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from coulisse.desks.office.spending.actions.expenses import DecidedAlready, hand_in, refuse
from coulisse.desks.office.spending.models import Expense
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.models import Document
from coulisse.foundation.productions.models import Production


@dataclass(frozen=True, slots=True, kw_only=True)
class Advertising:
    """What advertisements cost, in euro cents without VAT, and the file that tells it.

    `key` names the source: the same one again adds nothing. `paper` is the document kept of the file.
    """

    key: str
    account: str
    cents: int
    first_on: date
    last_on: date
    supplier: str
    campaign: str
    file: str
    paper: int | None


def propose_advertising(*, production: Production, spent: Advertising, by: User, at: datetime) -> Expense | None:
    """An expense to validate, with its paper; None where its source was heard of before."""
    with transaction.atomic():
        Production.objects.select_for_update(no_key=True).get(pk=production.pk)
        if Expense.objects.filter(production=production, paper_hash=spent.key).exists():
            return None
        with override(production.language):
            supplier, label = spent.supplier or _("Advertising"), _label(spent)
        values = {
            "day": spent.last_on,
            "who": str(by),
            "supplier": supplier,
            "label": label,
            "gross_cents": spent.cents,
            # An ad manager tells what it bills without VAT; the invoice settles the rest.
            "vat_percent": Decimal(0),
            "account": spent.account,
            "paid_with": Expense.PaidWith.CARD,
        }
        expense = hand_in(production=production, values=values, by=by, at=at)
        expense.paper = None if spent.paper is None else Document.objects.filter(pk=spent.paper).first()
        expense.paper_hash = spent.key
        expense.save(update_fields=["paper", "paper_hash"])
    return expense


def withdraw_advertising(*, production: Production, key: str, file: str, by: User, at: datetime) -> bool:
    """Refuse what still waits, saying why; whether anything did. What was decided stays as decided."""
    waiting = Expense.objects.filter(production=production, paper_hash=key, state=Expense.State.TO_VALIDATE)
    expense = waiting.first()
    if expense is None:
        return False
    with override(production.language):
        reason = _("The import of « %(file)s » was taken back") % {"file": file}
    try:
        refuse(expense=expense, reason=reason, by=by, at=at)
    except DecidedAlready:
        return False
    return True


def _label(spent: Advertising) -> str:
    period = f"{spent.first_on:%d/%m/%Y} – {spent.last_on:%d/%m/%Y}"
    told = _("Advertising %(period)s, from %(file)s") % {"period": period, "file": spent.file}
    return (f"{spent.campaign} · {told}" if spent.campaign else told)[:200]
