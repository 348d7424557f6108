"""The books out: one row a posting, for a spreadsheet, the accountant or a financier."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from coulisse.desks.office.ledger.listing import Line
from coulisse.formats.tabular import Cell, Column, Table, write_csv, write_xlsx

FORMATS: Final = {
    "csv": ("csv", "text/csv; charset=utf-8"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""Extension and content type of each way out."""


def write_lines(lines: Iterable[Line], *, form: str, at: datetime) -> bytes:
    heads = (
        _("No."),
        _("Date"),
        _("Nature"),
        _("Account"),
        _("Label"),
        _("Supplier"),
        _("Paper"),
        _("Due on"),
        _("Territory"),
        _("Group"),
        _("Shooting day"),
        _("Net of VAT"),
        _("VAT"),
        _("Recoverable VAT"),
        _("Cost"),
        _("Cash"),
    )
    table = Table(_("Ledger"), tuple(Column(head) for head in heads), tuple(_rows(lines)))
    return write_csv(table) if form == "csv" else write_xlsx([table], created=at)


def _rows(lines: Iterable[Line]) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        amounts: tuple[Decimal, ...] = tuple(
            money.decimal for money in (line.net, line.vat, line.recoverable, line.cost, line.cash)
        )
        yield (
            line.sequence,
            line.day,
            line.nature_words,
            line.account,
            line.label,
            line.supplier or None,
            line.paper or None,
            line.due_on,
            line.territory or None,
            line.group or None,
            line.shooting_day,
            *amounts,
        )
