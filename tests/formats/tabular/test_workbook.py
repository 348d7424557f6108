"""XLSX and ODS in, XLSX out, and the bombs that look like them."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.formats.problems import Unreadable
from coulisse.formats.tabular import (
    CellTooLong,
    Column,
    Formula,
    OutCell,
    Table,
    read_table,
    read_workbook,
    sheet_names,
    write_xlsx,
)

CREATED = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OPENDOCUMENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Feuille1">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def table(*rows: tuple[OutCell, ...], name: str = "Équipe") -> Table:
    return Table(name, tuple(Column(f"c{number}") for number in range(len(rows[0]))), rows)


def workbook(*rows: tuple[OutCell, ...]) -> bytes:
    return write_xlsx([table(*rows)], created=CREATED)


def changed(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same archive with its parts passed through `change`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def with_sheet(xml: str) -> bytes:
    body = f'<worksheet xmlns="{MAIN}"><sheetData>{xml}</sheetData></worksheet>'.encode()
    return changed(workbook(("a",)), lambda name, data: body if name.endswith("sheet1.xml") else data)


def opendocument(rows: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", OPENDOCUMENT.format(rows=rows))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return out.getvalue()


def ods_cell(text: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_table(data)
    return refused.value.code


def test_cells_keep_their_type() -> None:
    cells: tuple[OutCell, ...] = (
        "Renée",
        12,
        Decimal("11284.6"),
        date(2027, 3, 18),
        datetime(2027, 3, 18, 7, 25),
        "0475",
        "=1+1",
        None,
        "12345678901234567890",
    )
    reading = read_table(workbook(cells, cells))
    assert [row.number for row in reading.records.rows] == [2, 3]
    assert reading.records.rows[0].cells == cells
    assert (reading.records.name, reading.problems) == ("Équipe", ())


def test_long_numbers_stay_exact_as_text() -> None:
    row = read_table(workbook((10**20, Decimal("1234567890123456.78")))).records.rows[0]
    assert row.cells == ("100000000000000000000", "1234567890123456.78")


def test_a_text_is_never_a_formula_and_a_formula_is() -> None:
    data = workbook(("=1+1", Formula("=SUM(B3:B9)", Decimal("12.50")), "https://example.org"))
    cells = openpyxl.load_workbook(io.BytesIO(data)).active[2]
    assert [(cell.value, cell.data_type) for cell in cells] == [
        ("=1+1", "s"),
        ("=SUM(B3:B9)", "f"),
        ("https://example.org", "s"),
    ]
    assert cells[2].hyperlink is None
    assert read_table(data).records.rows[0].cells[1] == Decimal("12.5")


def test_the_header_is_bold_frozen_and_filtered() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(("a", "b"), ("c", "d" * 30)))).active
    assert sheet["A1"].font.bold
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert sheet.column_dimensions["B"].width > 30


def test_names_of_sheets_are_made_acceptable() -> None:
    names = ["A/B", "a:b", "x" * 40, "", "'q'"]
    data = write_xlsx([table(("v",), name=name) for name in names], created=CREATED)
    assert sheet_names(data) == ("A B", "a b (2)", "x" * 31, "Sheet4", "q")


def test_the_same_table_gives_the_same_bytes() -> None:
    assert workbook(("a", 1)) == workbook(("a", 1))


def test_a_text_too_long_for_a_cell_is_refused_by_its_place() -> None:
    with pytest.raises(CellTooLong) as refused:
        workbook(("a", "x" * 32_768))
    assert (refused.value.row, refused.value.column) == (2, 2)


def test_a_sheet_is_found_by_its_name() -> None:
    data = write_xlsx([table(("a",), name="One"), table(("b",), name="Two")], created=CREATED)
    assert read_workbook(data, sheet="Two").records.rows[0].cells == ("b",)
    with pytest.raises(Unreadable) as refused:
        read_workbook(data, sheet="Three")
    assert (refused.value.code, refused.value.where.field) == ("sheet-missing", "Three")


def test_an_empty_first_sheet_is_passed_over() -> None:
    data = write_xlsx([Table("Empty", (), ()), table(("b",), name="Two")], created=CREATED)
    assert read_table(data).records.name == "Two"


def test_formulas_in_error_are_reported() -> None:
    data = with_sheet(
        '<row r="1"><c r="A1" t="str"><v>h</v></c></row><row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'
    )
    (found,) = read_table(data).problems
    assert (found.code, found.detail) == ("cells-in-error", (("count", 1),))


def test_an_opendocument_sheet_is_read() -> None:
    rows = (
        f"<table:table-row>{ods_cell('Nom')}{ods_cell('Cachet')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f"<table:table-row>{ods_cell('Aminata')}"
        '<table:table-cell office:value-type="float" office:value="142.5"/>'
        '<table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048572"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    sheet = read_table(opendocument(rows)).records
    assert sheet.header == ("Nom", "Cachet")
    assert [(row.number, row.cells) for row in sheet.rows] == [(4, ("Aminata", Decimal("142.5")))]


def test_twenty_thousand_rows_are_read() -> None:
    row: tuple[OutCell, ...] = ("Renée Dubois", "renee@example.org", "+32 475 12 34 56", 12, Decimal("1.5"))
    data = workbook(*([(*row, date(2027, 3, 18), "Liège", "régie", "oui", None)] * 20_000))
    sheet = read_table(data).records
    assert len(sheet.rows) == 20_000
    assert (sheet.rows[-1].number, len(sheet.header)) == (20_001, 10)


def test_two_distant_cells_are_refused_before_they_span_a_rectangle() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(with_sheet(far)) == "too-many-cells"
    by_row = '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'
    assert refusal(with_sheet(by_row)) == "too-many-cells"


def test_a_text_shared_by_too_many_cells_is_refused() -> None:
    def swell(name: str, data: bytes) -> bytes:
        if name.endswith("sharedStrings.xml"):
            return f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'.encode()
        if name.endswith("sheet1.xml"):
            cells = '<c t="s"><v>0</v></c>' * 100
            rows = f"<row>{cells}</row>" * 100
            return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
        return data

    assert refusal(changed(workbook(("a",)), swell)) == "too-much-text"


@pytest.mark.parametrize(
    "rows",
    [
        f'<table:table-row table:number-rows-repeated="1000000">{ods_cell("x") * 9}</table:table-row>',
        "<table:table-row>{}</table:table-row>".format(ods_cell("x", ' table:number-columns-repeated="99999999"')),
        "<table:table-row>{}</table:table-row>".format(ods_cell("x", ' table:number-columns-repeated="-1"')),
    ],
)
def test_repeated_cells_are_refused_before_they_are_repeated(rows: str) -> None:
    assert refusal(opendocument(rows)) == "too-many-cells"


def test_an_archive_is_refused_by_its_directory() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(9):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", bytes(30 * 1024 * 1024))
    assert refusal(bomb.getvalue()) == "too-large-unpacked"


def test_a_directory_that_lies_about_sizes_is_refused() -> None:
    data = bytearray(workbook(("a" * 100,)))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (1).to_bytes(4, "little")
    assert refusal(bytes(data)) == "not-a-workbook"


def test_entities_are_not_expanded() -> None:
    def poison(name: str, data: bytes) -> bytes:
        return b'<!DOCTYPE x [<!ENTITY a "b">]>' + data if name.endswith("sheet1.xml") else data

    assert refusal(changed(workbook(("a",)), poison)) == "not-a-workbook"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04", "not-a-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-or-encrypted"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_workbook_over_the_limit_is_refused() -> None:
    assert refusal(b"PK\x03\x04" + bytes(33 * 1024 * 1024)) == "too-large"


SAMPLE = workbook(("Renée", 12, Decimal("1.5"), date(2027, 3, 18)), ("x", 3, Decimal("2.5"), None))


@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_is_read_or_refused(at: int, damage: bytes) -> None:
    try:
        read_table(SAMPLE[:at] + damage + SAMPLE[at + len(damage) :])
    except Unreadable as refused:
        assert refused.code


@given(st.text(alphabet='<>/="abcrvsht1 0&;#XFD9'))
def test_a_damaged_sheet_is_read_or_refused(xml: str) -> None:
    try:
        read_table(with_sheet(xml))
    except Unreadable as refused:
        assert refused.code
