"""A dossier in one PDF: cover with its contents, a bookmark a piece, numbered pages, missing pieces by name."""

from datetime import datetime
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from coulisse.kernel.times import BRUSSELS
from coulisse.papers.dossier import PDF, Dossier, Piece, UnreadablePiece, bind
from coulisse.papers.financing_plan import financing_plan
from tests.papers.la_drache_financing import plan
from tests.papers.reading import text_of


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (600, 400), (90, 110, 130)).save(made, "JPEG")
    return made.getvalue()


def dossier(*pieces: Piece) -> Dossier:
    return Dossier(
        title="Aanvraag",
        production="La Drache",
        house="Meuse & Fils Films SRL",
        fund="VAF / Screen Flanders",
        call="",
        number=2,
        at=datetime(2027, 3, 16, tzinfo=BRUSSELS),
        pieces=pieces,
        missing=("Synopsis",),
        apart=(("Begroting", "begroting.xlsx"),),
    )


def test_every_piece_has_its_bookmark_and_every_page_its_number() -> None:
    pieces = Piece("Plan", financing_plan(plan(), "nl"), PDF, 2), Piece("Foto", picture(), "image/jpeg")
    made = bind(dossier(*pieces), "nl")
    assert (made.pages, made.begins) == (4, (2, 4))
    opened = pypdfium2.PdfDocument(made.content)
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in opened.get_toc()]
    assert marks[-2:] == [("Plan", 1), ("Foto", 3)]
    cover, page = (opened[at].get_textpage().get_text_range() for at in (0, 2))
    for words in ("Aanvraagdossier", "Versie 2, bevroren op dinsdag 16 maart 2027", "Synopsis", "begroting.xlsx"):
        assert words in cover, words
    assert "3 / 4" in page and "Samenvattende begroting" in page
    assert bind(dossier(*pieces), "nl").content == made.content, "the same pieces give the same bytes"


def test_a_page_keeps_its_size() -> None:
    wide = pypdfium2.PdfDocument.new()
    wide.new_page(1190, 842)
    held = BytesIO()
    wide.save(held)
    made = bind(dossier(Piece("A3", held.getvalue(), PDF, 1)), "fr")
    assert [round(side) for side in pypdfium2.PdfDocument(made.content)[1].get_size()] == [1190, 842]


def test_a_dossier_without_pieces_is_its_cover() -> None:
    made = bind(dossier(), "en")
    assert (made.pages, made.begins) == (1, ())
    assert "Missing pieces" in text_of(made.content)


def test_a_broken_file_is_named() -> None:
    good = Piece("Foto", picture(), "image/jpeg")
    with pytest.raises(UnreadablePiece) as refused:
        bind(dossier(good, Piece("Kapot", b"%PDF-1.7 nothing", PDF, 1)), "nl")
    assert refused.value.title == "Kapot"
