"""Files of strangers are decoded behind a wall: what comes out is ours, and nothing comes down."""

from pathlib import Path

import pytest
from PIL import Image

from coulisse.foundation.documents.darkroom.develop import draw, order
from coulisse.foundation.documents.darkroom.trouble import Trouble, Troubled
from tests.foundation.documents.files import HTML, SVG, bomb, locked_pdf, pdf, photo, png


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "source"


def test_a_photo_loses_all_but_its_pixels(source: Path, tmp_path: Path) -> None:
    source.write_bytes(photo(600, 400, turned=6))
    drawn = draw("picture", source, tmp_path / "out.jpg", side=0, form="JPEG")
    with Image.open(drawn) as picture:
        assert picture.size == (400, 600), "upright"
        assert dict(picture.getexif()) == {}
        assert not {"exif", "icc_profile", "comment"} & set(picture.info)
    assert b"Sigma" not in drawn.read_bytes()


def test_a_photo_tells_when_and_where(source: Path) -> None:
    source.write_bytes(photo(600, 400, turned=6))
    seen = order("look", source)
    assert (seen["width"], seen["height"]) == (400, 600)
    assert seen["taken_at"] == "2027-03-16T07:25:00"
    assert (round(seen["latitude"], 4), round(seen["longitude"], 4)) == (50.2606, 4.9122)


def test_a_small_picture_is_small_and_keeps_its_transparency(source: Path, tmp_path: Path) -> None:
    source.write_bytes(png(640, 480))
    with Image.open(draw("picture", source, tmp_path / "out", side=320, form="WEBP")) as picture:
        assert (picture.format, picture.size, picture.mode) == ("WEBP", (320, 240), "RGBA")


def test_the_pages_of_a_pdf_are_counted_read_and_drawn(source: Path, tmp_path: Path) -> None:
    source.write_bytes(pdf("Permis de tournage", "Plan du pont"))
    read = order("read", source)
    assert read["pages"] == 2
    assert "Permis de tournage" in read["text"]
    assert "Plan du pont" in read["text"]
    with Image.open(draw("page", source, tmp_path / "out", side=800, number=2)) as page:
        assert (page.format, max(page.size)) == ("WEBP", 800)


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_page_that_is_not_there(source: Path, tmp_path: Path, number: int) -> None:
    source.write_bytes(pdf("x", "y"))
    with pytest.raises(Troubled) as told:
        draw("page", source, tmp_path / "out", side=800, number=number)
    assert told.value.trouble is Trouble.NO_SUCH_PAGE


@pytest.mark.parametrize(
    ("do", "content", "trouble"),
    [
        ("picture", bomb(), Trouble.TOO_LARGE),
        ("picture", bomb(9000), Trouble.TOO_LARGE),
        ("picture", photo()[:2000], Trouble.BROKEN),
        ("picture", b"\xff\xd8\xff" + HTML, Trouble.BROKEN),
        ("picture", SVG, Trouble.BROKEN),
        ("picture", pdf("x"), Trouble.BROKEN),
        ("page", locked_pdf(), Trouble.ENCRYPTED),
        ("page", b"%PDF-1.7\n" + b"\x00" * 400, Trouble.BROKEN),
        ("page", b"%PDF-1.7 1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>", Trouble.BROKEN),
    ],
)
def test_hostile_files_are_refused_with_a_reason(
    source: Path, tmp_path: Path, do: str, content: bytes, trouble: Trouble
) -> None:
    source.write_bytes(content)
    details = {"number": 1} if do == "page" else {"form": "WEBP"}
    with pytest.raises(Troubled) as told:
        draw(do, source, tmp_path / "made" / "out", side=320, **details)
    # Some broken PDF open as an empty one: then there is no first page.
    assert told.value.trouble in {
        trouble,
        Trouble.NO_SUCH_PAGE if do == "page" and trouble is Trouble.BROKEN else trouble,
    }
    assert list((tmp_path / "made").iterdir()) == []


def test_a_page_of_a_mile_is_drawn_no_larger_than_asked(source: Path, tmp_path: Path) -> None:
    source.write_bytes(pdf("x").replace(b"[0 0 595 842]", b"[0 0 9e6 9e3]"))
    with Image.open(draw("page", source, tmp_path / "out", side=1600, number=1)) as page:
        assert max(page.size) <= 1600
