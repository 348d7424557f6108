"""A table as CSV and as a workbook. What a spreadsheet would run as a formula is made harmless."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from coulisse.desks.audience.reports.queries.pivots import DIMENSIONS, MEASURES, Cell, PivotTable
from coulisse.desks.audience.reports.queries.seasons import Seasons, as_rows
from coulisse.formats.tabular import Column, OutCell, Table, write_csv, write_xlsx


def pivot_csv(table: PivotTable) -> bytes:
    return write_csv(_table(table))


def pivot_xlsx(table: PivotTable, *, at: datetime) -> bytes:
    return write_xlsx([_table(table)], created=at)


def _table(table: PivotTable) -> Table:
    spec = table.spec
    title = str(MEASURES[spec.measure])
    head = str(DIMENSIONS[spec.rows])
    columns = (Column(head, width=34), *(Column(label) for _key, label in table.columns), Column(_("Total")))
    rows: list[tuple[OutCell, ...]] = [
        (line.label, *(_value(table, cell) for cell in line.cells), _value(table, line.total))
        for line in table.lines
    ]
    rows.append((_("Total"), *(_value(table, cell) for cell in table.totals), _value(table, table.total)))
    return Table(title[:31], columns, tuple(rows))


def _value(table: PivotTable, cell: Cell) -> OutCell:
    """Shares in per cent, delays in minutes."""
    if cell.value is None:
        return None
    return Decimal(cell.value) / 10 if table.is_share else cell.value


def seasons_csv(found: Seasons) -> bytes:
    """Week by week, this season and the one before."""
    heads = (_("Week"), _("Monday"), _("Messages"), _("Monday, a year before"), _("Messages, a year before"))
    return write_csv(Table(_("Seasons"), tuple(Column(head) for head in heads), tuple(as_rows(found))))
