"""Tables of rows: CSV, XLSX and ODS in as one `Sheet`, CSV and XLSX out.

CSV (RFC 4180 and what spreadsheets make of it): encoding and delimiter are found and declared, an Excel
`sep=` line is obeyed, numbers and dates stay text. XLSX (ECMA-376) and ODS (OASIS OpenDocument): cells keep
their type; the file is measured before it is opened, because a few kilobytes can announce billions of cells.

Rows are numbered as a spreadsheet numbers them, the header being 1 when nothing stands above it; so an error
on row 17 is found on row 17.

Formulas: a text which a spreadsheet would run as a formula is written with an apostrophe before it, and the
reader takes that apostrophe away again, so that what was written is what is read.

>>> from coulisse.formats.tabular import Column, Table, read_table, write_csv
>>> data = write_csv(Table("Crew", (Column("Name"), Column("Note")), (("Solange", "=1+1"),)))
>>> data.decode("utf-8-sig").splitlines()
['Name;Note', "Solange;'=1+1"]
>>> reading = read_table(data)
>>> reading.records.header, reading.records.rows[0].cells
(('Name', 'Note'), ('Solange', '=1+1'))
>>> read_table(b"")
Traceback (most recent call last):
coulisse.formats.problems.Unreadable: empty
"""

from coulisse.formats.tabular.csv_read import read_csv
from coulisse.formats.tabular.csv_write import write_csv
from coulisse.formats.tabular.dates import as_date
from coulisse.formats.tabular.read import read_table
from coulisse.formats.tabular.records import Cell, Column, Formula, OutCell, Row, Sheet, Table
from coulisse.formats.tabular.workbook_read import read_workbook, sheet_names
from coulisse.formats.tabular.workbook_write import CellTooLong, write_xlsx

__all__ = [
    "Cell",
    "CellTooLong",
    "Column",
    "Formula",
    "OutCell",
    "Row",
    "Sheet",
    "Table",
    "as_date",
    "read_csv",
    "read_table",
    "read_workbook",
    "sheet_names",
    "write_csv",
    "write_xlsx",
]
