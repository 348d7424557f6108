"""Foreign sheets and Movie Magic's exports: what each row is taken for, and what is said of the others."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from coulisse.formats.budget_book import is_own, read_file
from coulisse.formats.budget_book.read_movie_magic import is_movie_magic, read_movie_magic
from coulisse.formats.budget_book.read_table import Found, guess, read_rows
from coulisse.formats.problems import Unreadable
from coulisse.formats.tabular import Column, Table, write_xlsx
from coulisse.kernel.language import Language
from tests.formats.budget_book.test_write import AT

MOVIE_MAGIC = b"""My Film,,,,,,,
Account,Category Description,Page,Total
1100,Story & Rights,1,"$12,500"
1200,Producers,1,"30,000"
,Total Above-The-Line,,"42,500"
Account,Description,Amount,Units,X,Curr,Rate,Subtotal
1101,RIGHTS,,,,,,
,Option,1,Allow,1,,"12,500.00","12,500.00"
1201,PRODUCER,,,,,,
,Line producer,PREP,Weeks,1,USD,"2,500.00","20,000.00"
,Assistant,8,Weeks,,USD,"1,250.00","10,000"
,Total for 1201,,,,,,30000
Name,Description,Calculation,Units
PREP,Prep weeks,8,Weeks
ID,Description,%,Cutoff
FICA,Social security,6.2%,"118,500"
"""


def found_in(data: bytes, names: frozenset[str] = frozenset()) -> Found:
    grid = read_file(data).grids[0]
    found = Found(names)
    read_rows(grid, guess(grid, Language.FR), found)
    return found


def test_movie_magic_from_the_top_sheet_to_its_fringes() -> None:
    file = read_file(MOVIE_MAGIC)
    assert is_movie_magic(file) and not is_own(file)
    found = Found(frozenset())
    book = read_movie_magic(file, found)
    assert [(one.number, one.name, one.parent) for one in book.accounts] == [
        ("1100", "Story & Rights", ""),
        ("1200", "Producers", ""),
        ("1101", "RIGHTS", "1100"),
        ("1201", "PRODUCER", "1200"),
    ]
    assert [(line.account, line.quantity, line.multiplier, line.rate, line.currency) for line in book.lines] == [
        ("1101", "1", "1", "12500", ""),
        ("1201", "PREP", "1", "2500", "USD"),
        ("1201", "8", "", "1250", "USD"),
    ]
    assert [(one.name, one.formula) for one in book.globals] == [("PREP", "8")]
    assert [(one.code, one.value, one.cutoff) for one in book.fringes] == [("FICA", "6.2", 11_850_000)]
    assert [(one.code, one.where.line) for one in found.problems] == [("unmatched", 1)]


def test_numbers_in_both_hands_and_formulas_over_known_globals() -> None:
    data = "Compte;Description;Qté;Prix\n31;a;SEM*2;1 234,50\n31;b;3;1.234,56\n31;c;forfait;1\n".encode()
    found = found_in(data, frozenset({"SEM"}))
    assert [(line.quantity, line.rate) for line in found.lines] == [("SEM*2", "1234.5"), ("3", "1234.56")]
    assert [(one.code, one.where.line) for one in found.problems] == [("bad-number", 4)]


def test_a_number_and_a_name_in_one_cell_and_amounts_alone() -> None:
    found = found_in("Poste;Montant\n31 Décors et accessoires;\n;12,50\n".encode())
    assert [(one.number, one.name) for one in found.book().accounts] == [("31", "Décors et accessoires")]
    assert [(line.account, line.quantity, line.rate) for line in found.lines] == [("31", "1", "12.5")]


def test_the_head_is_found_below_titles_in_a_workbook() -> None:
    rows = ((None, None, None, None), ("Compte", "Libellé", "Quantité", "PU"), ("01", "Grue", 2, 12))
    data = write_xlsx([Table("Devis", tuple(Column(t) for t in ("Mon devis", "", "", "")), rows)], created=AT)
    found = found_in(data)
    assert [(line.account, line.quantity, line.rate, line.row) for line in found.lines] == [("01", "2", "12", 4)]


def test_rows_without_account_or_with_anything_else_are_told() -> None:
    found = found_in(b"Account;Description;Quantity;Rate;VAT\n;Lost;1;2;21\n31;x;1;2;250\n31;\0y;1;2;6\n")
    assert [(one.code, one.where.line) for one in found.problems] == [("no-account", 2), ("bad-vat", 3)]
    assert [line.description for line in found.lines] == ["y"]


def test_hostile_files_are_refused_with_a_reason() -> None:
    with pytest.raises(Unreadable) as long_line:
        read_file(b"a;b\n" + b"x" * 2_000_000)
    assert (long_line.value.code, long_line.value.where.line) == ("line-too-long", 2)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 300_000_000)
    with pytest.raises(Unreadable) as bomb:
        read_file(out.getvalue())
    assert bomb.value.code == "too-large-unpacked"
    for data, code in (
        (b"", "empty"),
        (b"PK\x03\x04...", "not-a-workbook"),
        (b"\xd0\xcf\x11\xe0", "old-or-encrypted"),
    ):
        with pytest.raises(Unreadable) as refused:
            read_file(data)
        assert refused.value.code == code


def test_utf_16_latin_and_nul_are_read_and_told() -> None:
    text = "Compte;Description;Quantité;Prix\n31;Été à Liège;1;2\n"
    for encoding in ("utf-16", "cp1252", "utf-8-sig"):
        found = found_in(text.encode(encoding))
        assert [line.description for line in found.lines] == ["Été à Liège"]
