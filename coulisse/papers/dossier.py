"""A dossier for a fund: cover, table of contents and every piece in one numbered PDF, with a bookmark a piece.

Pieces are PDFs and pictures as they were handed in: their pages keep their size, and each gets the number that it
has in the whole. A strange PDF has no archival standard, so that the whole claims none either.
"""

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pypdfium2
import typst

from coulisse.papers import press
from coulisse.papers.days import day_in_words

WORDS: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "kind": "Dossier de candidature",
        "contents": "Table des matières",
        "piece": "Pièce",
        "page": "Page",
        "pages": "Pages",
        "missing": "Pièces manquantes",
        "apart": "Joint à part",
        "frozen": "Version {number}, figée le {day}",
        "to": "Adressé à",
        "by": "Présenté par",
        "call": "Appel",
        "nothing": "Aucune pièce ne manque.",
    },
    "nl": {
        "kind": "Aanvraagdossier",
        "contents": "Inhoudstafel",
        "piece": "Stuk",
        "page": "Bladzijde",
        "pages": "Bladzijden",
        "missing": "Ontbrekende stukken",
        "apart": "Apart bijgevoegd",
        "frozen": "Versie {number}, bevroren op {day}",
        "to": "Gericht aan",
        "by": "Ingediend door",
        "call": "Oproep",
        "nothing": "Er ontbreekt geen enkel stuk.",
    },
    "en": {
        "kind": "Application dossier",
        "contents": "Contents",
        "piece": "Piece",
        "page": "Page",
        "pages": "Pages",
        "missing": "Missing pieces",
        "apart": "Attached separately",
        "frozen": "Version {number}, frozen on {day}",
        "to": "To",
        "by": "From",
        "call": "Call",
        "nothing": "No piece is missing.",
    },
}
ENDINGS: Final[Mapping[str, str]] = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
}
"""What can be bound, by media type."""
PDF: Final = "application/pdf"
_BLAMED: Final = re.compile(r"piece-(\d+)\.")


class UnreadablePiece(Exception):
    """A piece that the typesetter cannot read: broken, or protected by a password."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece to bind: a PDF of so many pages, or a picture of one."""

    title: str
    content: bytes
    media_type: str
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Dossier:
    """The whole. `apart`: titles and file names of pieces that are no PDF; `missing`: titles."""

    title: str
    production: str
    house: str
    fund: str
    call: str
    number: int
    at: datetime
    pieces: Sequence[Piece]
    missing: Sequence[str] = ()
    apart: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """The PDF, how many pages it has, and on which page each piece begins."""

    content: bytes
    pages: int
    begins: tuple[int, ...]


@cache
def _typefaces() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(press.TYPEFACES)])


def bind(record: Dossier, language: str) -> Bound:
    """Make one PDF of all. Raises `UnreadablePiece`."""
    with TemporaryDirectory(prefix="coulisse-dossier-") as place:
        folder = Path(place)
        for layout in ("layout", "dossier"):
            shutil.copyfile(press.LAYOUTS / f"{layout}.typ", folder / f"{layout}.typ")
        files = [_file(folder, at, piece) for at, piece in enumerate(record.pieces)]
        data = _data(record, files, language)
        content = _typeset(folder, data, record)
    return Bound(content, press.page_count(content), _begins(content, len(record.pieces)))


def _file(folder: Path, at: int, piece: Piece) -> str:
    name = f"piece-{at}.{ENDINGS[piece.media_type]}"
    (folder / name).write_bytes(piece.content)
    return name


def _data(record: Dossier, files: Sequence[str], language: str) -> dict[str, Any]:
    words = WORDS[language]
    facts = [
        (words["to"], record.fund),
        (words["call"], record.call),
        (words["by"], record.house),
    ]
    return {
        "doc": press.document(
            title=f"{record.production} – {record.title}",
            author=record.house,
            at=record.at,
            left=f"{record.production} · {record.title}",
            middle=record.house,
            page=words["page"].lower(),
        ),
        "language": language,
        "words": words,
        "production": record.production,
        "title": record.title,
        "facts": [list(fact) for fact in facts if fact[1]],
        "frozen": words["frozen"].format(number=record.number, day=day_in_words(record.at.date(), language)),
        "missing": list(record.missing),
        "apart": [list(one) for one in record.apart],
        "pieces": [
            {"title": piece.title, "file": file, "pages": piece.pages, "pdf": piece.media_type == PDF}
            for piece, file in zip(record.pieces, files, strict=True)
        ],
    }


def _typeset(folder: Path, data: dict[str, Any], record: Dossier) -> bytes:
    try:
        content: bytes = typst.compile(
            input=str(folder / "dossier.typ"),
            root=str(folder),
            font_paths=_typefaces(),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    except typst.TypstError as error:
        raise UnreadablePiece(_blamed(error, record)) from error
    return content


def _blamed(error: Exception, record: Dossier) -> str:
    """The piece of which the typesetter complains; where it names none, each is tried alone."""
    found = _BLAMED.search(f"{error} {getattr(error, 'diagnostic', '')}")
    if found is not None and int(found[1]) < len(record.pieces):
        return record.pieces[int(found[1])].title
    return next((piece.title for piece in record.pieces if not _opens(piece)), record.title)


def _opens(piece: Piece) -> bool:
    if piece.media_type != PDF:
        return True
    try:
        with pypdfium2.PdfDocument(BytesIO(piece.content)) as opened:
            return len(opened) == piece.pages
    except pypdfium2.PdfiumError:
        return False


def _begins(content: bytes, count: int) -> tuple[int, ...]:
    """The pages of the last bookmarks: one a piece, after those of the cover."""
    with pypdfium2.PdfDocument(content) as opened:
        marks = [mark for mark in opened.get_toc() if mark.level == 0]
        found = [(mark.get_dest().get_index() or 0) + 1 for mark in marks]
    return tuple(found[-count:]) if count else ()
