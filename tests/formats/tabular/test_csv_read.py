"""CSV as people send it: any encoding, any delimiter, and hostile."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.formats.problems import Unreadable
from coulisse.formats.tabular import Column, Table, read_csv, read_table, write_csv

MEGABYTE = 1024 * 1024


def codes(data: bytes) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.where.line) for problem in read_csv(data, file="a.csv").problems]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding_are_found_and_declared(delimiter: str, encoding: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in (("Nom", "Ville"), ("Renée", "Liège"), ("Aya", "Gand")))
    sheet = read_csv(text.encode(encoding)).records
    assert sheet.header == ("Nom", "Ville")
    assert [row.cells for row in sheet.rows] == [("Renée", "Liège"), ("Aya", "Gand")]
    assert sheet.delimiter == delimiter
    assert sheet.encoding == {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)


def test_decimal_commas_do_not_pass_for_delimiters() -> None:
    sheet = read_csv(b"Nom;Montant\nA;1,50\nB;2,75\n").records
    assert sheet.header == ("Nom", "Montant")
    assert sheet.rows[0].cells == ("A", "1,50")


def test_numbers_and_dates_stay_text() -> None:
    assert read_csv(b"a;b\n0475;18/03/2027\n").records.rows[0].cells == ("0475", "18/03/2027")


def test_the_line_of_excel_names_the_delimiter_and_is_no_row() -> None:
    sheet = read_csv(b"sep=|\na|b;c\n1|2;3\n").records
    assert (sheet.delimiter, sheet.header) == ("|", ("a", "b;c"))
    assert [row.number for row in sheet.rows] == [3]


def test_quoted_cells_hold_delimiters_quotes_and_line_ends() -> None:
    sheet = read_csv(b'a;b\n"x;""y""";"1\r\n2"\nz;\n').records
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ('x;"y"', "1\r\n2")), (3, ("z", None))]


def test_blank_rows_are_left_out_and_counted() -> None:
    sheet = read_csv(b"\n;;\na;b\n\n1;2\n").records
    assert [row.number for row in sheet.rows] == [5]


def test_ragged_rows_are_reported_by_their_number() -> None:
    data = b"a;b;c\n1;2;3\n1;2\n1;2;3;4\n1;2;3;\n"
    assert codes(data) == [("row-too-short", 3), ("row-too-long", 4)]
    assert [row.cells for row in read_csv(data).records.rows][1:3] == [("1", "2", None), ("1", "2", "3")]


def test_headers_that_cannot_be_told_apart_are_reported() -> None:
    assert codes(b"a;;a\n1;2;3\n") == [("column-unnamed", 1), ("column-repeated", 1)]
    ((number, record),) = read_csv(b"a;;a\n1;2;3\n").records.records()
    assert (number, record) == (2, {"a": "1", "": "2"})


def test_nul_characters_are_removed_and_reported() -> None:
    data = b"a;b\nx\x00y;2\n"
    assert codes(data) == [("nul-removed", 2)]
    assert read_csv(data).records.rows[0].cells == ("xy", "2")


def test_bytes_of_no_encoding_are_reported() -> None:
    assert codes(b"a;b\n\xe9\x81;2\n") == [("bytes-replaced", None)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'a;b\n1;"2\n3;4\n', ("quote-unclosed", 2)),
        (b'a;b\n1;2\n"x"y;4\n', ("quote-misplaced", 3)),
    ],
)
def test_broken_quoting_is_reported_where_it_begins(data: bytes, expected: tuple[str, int]) -> None:
    assert expected in codes(data)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" ; ;\n", b"\x00\x00"])
def test_a_file_without_a_header_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_csv(data, file="a.csv")
    assert (refusal.value.code, refusal.value.where.file) == ("empty", "a.csv")


class LongLine:
    """A gigabyte on one line, made as it is read."""

    def __init__(self) -> None:
        self.left, self.given = 1024 * MEGABYTE, 0

    def read(self, size: int, /) -> bytes:
        piece = b"x" * min(size, self.left)
        self.left -= len(piece)
        self.given += len(piece)
        return piece


@pytest.mark.parametrize("reader", [read_csv, read_table])
def test_a_line_of_a_gigabyte_is_refused_after_a_megabyte(reader) -> None:  # type: ignore[no-untyped-def]
    stream = LongLine()
    with pytest.raises(Unreadable) as refusal:
        reader(stream)
    assert (refusal.value.code, refusal.value.where.line) == ("line-too-long", 1)
    assert stream.given < 2 * MEGABYTE


def test_a_long_line_is_refused_with_its_number() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_csv(b"a;b\n1;2\n" + b"x" * (MEGABYTE + 1))
    assert (refusal.value.code, refusal.value.where.line) == ("line-too-long", 3)


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="too-large"):
        read_csv(b"a;b\n" * (17 * MEGABYTE))


def test_a_cell_over_the_limit_is_refused_with_its_row() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_csv(b"a;b\n1;" + b"x" * (csv.field_size_limit() + 1))
    assert (refusal.value.code, refusal.value.where.line) == ("cell-too-long", 2)


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(Unreadable, match="too-many-columns"):
        read_csv(b";".join(b"c%d" % number for number in range(2_000)))


def test_a_broken_export_is_not_buried_under_its_problems() -> None:
    problems = read_csv(b"a;b\n" + b"1\n" * 5_000).problems
    assert len(problems) == 1001
    assert (problems[-1].code, problems[-1].detail) == ("more-problems", (("count", 4000),))


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        sheet = read_table(io.BytesIO(data)).records
    except Unreadable:
        return
    assert all(len(row.cells) == len(sheet.header) for row in sheet.rows)


@given(st.text(alphabet="ab1;,\t|\"\n\r\0='-é"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        sheet = read_csv(text.encode()).records
    except Unreadable as refusal:
        assert refusal.code == "empty"
        return
    assert all(len(row.cells) == len(sheet.header) for row in sheet.rows)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)
risky = st.builds(str.__add__, st.sampled_from(["=", "+", "-", "@", "\t", "\r", "'", "'=", "''-", ""]), words)


@given(st.lists(st.tuples(risky, risky), min_size=1))
def test_what_was_written_is_what_is_read(rows: list[tuple[str, str]]) -> None:
    data = write_csv(Table("t", (Column("first"), Column("second")), tuple(rows)))
    reading = read_csv(data)
    assert [row.cells for row in reading.records.rows] == rows
    assert reading.problems == ()
