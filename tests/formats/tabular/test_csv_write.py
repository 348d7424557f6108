"""CSV out: what a spreadsheet opens without running anything."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from coulisse.formats.tabular import Column, Formula, OutCell, Table, write_csv


def written(cell: OutCell) -> str:
    data = write_csv(Table("t", (Column("a"), Column("b")), ((cell, "z"),)))
    return data.decode("utf-8-sig").split("\r\n", 1)[1].removesuffix(";z\r\n")


@pytest.mark.parametrize("text", ["=1+1", "+32 475 12 34 56", "-SUM(A1)", "@x", "\tx", "-1+1", "＝1"])
def test_a_formula_becomes_text(text: str) -> None:
    assert written(text) == f"'{text}"


def test_a_leading_line_end_becomes_text() -> None:
    assert written("\r=1") == '"\'\r=1"'


@pytest.mark.parametrize("text", ["-12", "-12,50", "-1.234,56", "-12 %", "l'été", "1+1", "a=b"])
def test_plain_numbers_and_words_are_left_alone(text: str) -> None:
    assert written(text) == text


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, ""),
        (-12, "-12"),
        (Decimal("-1234.50"), "-1234,50"),
        (date(2027, 3, 18), "2027-03-18"),
        (datetime(2027, 3, 18, 7, 25), "2027-03-18 07:25:00"),
        (Formula("=SUM(A1:A9)", Decimal("12.00")), "12,00"),
        (Formula("=A1", "=evil"), "'=evil"),
    ],
)
def test_every_kind_of_cell_has_one_text(cell: OutCell, expected: str) -> None:
    assert written(cell) == expected


def test_titles_are_guarded_too() -> None:
    assert write_csv(Table("t", (Column("=1"),), ())).decode("utf-8-sig") == "'=1\r\n"
