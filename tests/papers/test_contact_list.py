"""The contact list: what it was given, in the reader's language, in our typefaces, always the same bytes."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from coulisse.papers.contact_list import ContactList, Group, Line, contact_list

AT = datetime(2027, 3, 16, 7, 10, tzinfo=ZoneInfo("Europe/Brussels"))
RECORD = ContactList(
    title="La Drache",
    house="Meuse & Fils Films SRL",
    at=AT,
    groups=[
        Group("Régie", [Line("Frédéric Magnée", "Régisseur général", "0470 12 34 56", "f.magnee@meuse.example")]),
        Group(
            "Image",
            [
                Line("Dirk Van Acker", "Chef opérateur"),
                Line("#strong[x]", "$1+1$", organisation="Œuvre & Cie"),
            ],
        ),
    ],
)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_it_holds_everybody_and_reads_no_markup() -> None:
    text = text_of(contact_list(RECORD, "fr"))
    for words in (
        "La Drache",
        "Frédéric Magnée",
        "0470 12 34 56",
        "#strong[x]",
        "$1+1$",
        "Œuvre & Cie",
        "2 personnes",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Établie le 16/03/2027 à 07:10"),
        ("nl", "Opgemaakt op 16/03/2027 om 07:10"),
        ("en", "Made on 16/03/2027 at 07:10"),
    ],
)
def test_it_speaks_the_language_of_its_reader(language: str, words: str) -> None:
    assert words in text_of(contact_list(RECORD, language))


def test_only_our_typefaces_are_in_it() -> None:
    pdf = contact_list(RECORD, "fr")
    names = {name for page in pypdfium2.PdfDocument(pdf) for name in fonts_of(page)}
    assert names
    assert all(
        name.startswith(("Source Sans 3", "SourceSans3", "Source Serif 4", "SourceSerif4")) for name in names
    )


def fonts_of(page: pypdfium2.PdfPage) -> set[str]:
    return {obj.get_font().get_family_name() for obj in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])}


def test_the_same_list_gives_the_same_bytes() -> None:
    assert contact_list(RECORD, "nl") == contact_list(RECORD, "nl")
