"""Names from outside: harmless in a header, on a disk and on a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.foundation.documents.names import LONGEST, attachment, clean_name, title_of, with_ending


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("contrat.pdf", "contrat.pdf"),
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ('feuille "16".pdf', "feuille _16_.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("nul\x00.txt", "nul.txt"),
        ("", "document"),
        ("...", "document"),
        ("/", "document"),
        ("été.pdf", "été.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("a\u200bb.pdf", "ab.pdf"),
    ],
)
def test_cleaned(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_name("x" * 400 + ".tar")
    assert len(name) == LONGEST
    assert name.endswith(".tar")


@given(st.text(max_size=300))
def test_any_name_makes_one_safe_header_line(name: str) -> None:
    header = attachment(name)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    plain = header.split('"')[1]
    assert not set(plain) & set('/\\;%"')
    assert plain not in {"", ".", ".."}


@given(st.text(max_size=300))
def test_cleaning_twice_is_cleaning_once(name: str) -> None:
    assert clean_name(clean_name(name)) == clean_name(name)


def test_titles_and_endings() -> None:
    assert title_of("Autorisation_pont.v2.pdf") == "Autorisation pont.v2"
    assert title_of("") == "document"
    assert with_ending("IMG_1.HEIC", ".jpg") == "IMG_1.jpg"
