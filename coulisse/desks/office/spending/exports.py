"""The analysis of the expenses as a workbook."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from coulisse.desks.office.spending.queries.analysis import Analysis, Group
from coulisse.formats.tabular import Column, Table, write_xlsx


def analysis_xlsx(found: Analysis, *, at: datetime) -> bytes:
    """A sheet by person, by account and by day; amounts are numbers."""
    sheets = ((_("By person"), found.people), (_("By account"), found.accounts), (_("By day"), found.days))
    return write_xlsx([_sheet(title, groups) for title, groups in sheets], created=at)


def _named(group: Group) -> str | date:
    """A day as a date, an account with its number, a person by name."""
    if group.on is not None:
        return group.on
    return f"{group.key} {group.name}" if group.key != group.name else group.name


def _sheet(title: str, groups: Iterable[Group]) -> Table:
    heads = (
        title,
        _("Tickets"),
        _("VAT included"),
        _("Net of VAT"),
        _("VAT"),
        _("Recoverable VAT"),
        _("Cost"),
        _("Ceilings passed"),
    )
    rows = tuple(
        (
            _named(group),
            group.tickets,
            group.gross.decimal,
            group.net.decimal,
            group.vat.decimal,
            group.recoverable.decimal,
            group.cost.decimal,
            group.passed,
        )
        for group in groups
    )
    return Table(title, tuple(Column(head) for head in heads), rows)
