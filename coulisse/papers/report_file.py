"""Dossier de signalement / meldingsdossier / report file: comments frozen as evidence, for the police or for Unia.

The text of each comment is printed, since those who receive the file must read it. An index with pages leads to
the pieces; the chronology says who knew what when, and what was done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from coulisse.papers import press

WORDS: Final[dict[str, dict[str, Any]]] = {
    "fr": {
        "kind": "Dossier de signalement",
        "to": {"police": "À l’attention de la police", "unia": "À l’attention d’Unia"},
        "facts": ("Établi le", "Par", "Maison", "Programme"),
        "warning": "Ce dossier reproduit des propos menaçants ou haineux.",
        "what": "Exposé des faits",
        "index": "Index des pièces",
        "index_heads": ("Pièce", "Auteur", "Écrit le", "Nature", "Page"),
        "pieces": "Pièces",
        "piece": "Pièce",
        "frame": (
            "Réseau et compte",
            "Auteur",
            "Nom affiché",
            "Identifiant de l’auteur",
            "Adresse",
            "Identifiant du commentaire",
            "Écrit le",
            "Reçu par la maison",
            "Figé le",
            "Empreinte SHA-256",
        ),
        "frozen": "La base de données refuse de modifier ou de supprimer une pièce figée.",
        "exact": "Un signe que nos caractères n’ont pas est imprimé □ ; le texte exact est dans le fichier "
        "JSON de la pièce, dont l’empreinte est celle imprimée ici.",
        "chronology": "Chronologie",
        "heads": ("Date et heure", "Pièce", "Acte", "Remarque", "Par"),
        "rule": "règle",
        "page": "Page",
        "secret": "Confidentiel",
    },
    "nl": {
        "kind": "Meldingsdossier",
        "to": {"police": "Ter attentie van de politie", "unia": "Ter attentie van Unia"},
        "facts": ("Opgemaakt op", "Door", "Huis", "Programma"),
        "warning": "Dit dossier bevat bedreigende of haatdragende uitlatingen.",
        "what": "Uiteenzetting van de feiten",
        "index": "Index van de stukken",
        "index_heads": ("Stuk", "Auteur", "Geschreven op", "Aard", "Blz."),
        "pieces": "Stukken",
        "piece": "Stuk",
        "frame": (
            "Netwerk en account",
            "Auteur",
            "Getoonde naam",
            "Identificatie van de auteur",
            "Adres",
            "Identificatie van de reactie",
            "Geschreven op",
            "Ontvangen door het huis",
            "Bevroren op",
            "SHA-256",
        ),
        "frozen": "De databank weigert een bevroren stuk te wijzigen of te wissen.",
        "exact": "Een teken dat onze letters niet hebben, wordt als □ gedrukt; de exacte tekst staat in het "
        "JSON-bestand van het stuk, waarvan de hash hier gedrukt is.",
        "chronology": "Chronologie",
        "heads": ("Datum en uur", "Stuk", "Handeling", "Opmerking", "Door"),
        "rule": "regel",
        "page": "Blz.",
        "secret": "Vertrouwelijk",
    },
    "en": {
        "kind": "Report file",
        "to": {"police": "To the police", "unia": "To Unia"},
        "facts": ("Made on", "By", "House", "Programme"),
        "warning": "This file reproduces threatening or hateful words.",
        "what": "What happened",
        "index": "Index of the pieces",
        "index_heads": ("Piece", "Author", "Written on", "Nature", "Page"),
        "pieces": "Pieces",
        "piece": "Piece",
        "frame": (
            "Network and account",
            "Author",
            "Name shown",
            "Identifier of the author",
            "Address",
            "Identifier of the comment",
            "Written on",
            "Received by the house",
            "Frozen on",
            "SHA-256",
        ),
        "frozen": "The database refuses to change or to delete a frozen piece.",
        "exact": "A sign that our typefaces do not have is printed as □; the exact text is in the JSON file "
        "of the piece, whose hash is printed here.",
        "chronology": "Chronology",
        "heads": ("Date and hour", "Piece", "Act", "Remark", "By"),
        "rule": "rule",
        "page": "Page",
        "secret": "Confidential",
    },
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One frozen comment. Moments are in Brussels."""

    network: str
    account: str
    author: str
    author_name: str
    author_id: str
    address: str
    remote_id: str
    severity: str
    said_at: datetime
    arrived_at: datetime
    frozen_at: datetime
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the chronology; `piece` is the number of the comment."""

    at: datetime
    piece: int
    what: str
    note: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """All that the file says. `to` is police or unia."""

    code: str
    to: str
    house: str
    programme: str
    made_at: datetime
    made_by: str
    facts: str
    frames: Sequence[Frame]
    chronology: Sequence[Happened]


def report_file(paper: ReportPaper, language: str) -> bytes:
    """The file as a PDF in `language` (fr, nl or en)."""
    words = WORDS[language]
    values = (_moment(paper.made_at), paper.made_by, paper.house, paper.programme)
    told = [pair for pair in zip(words["facts"], values, strict=True) if pair[1]]
    return press.pdf(
        "report-file",
        {
            "doc": press.document(
                title=f"{paper.code}, {words['kind']}",
                author=paper.house,
                at=paper.made_at,
                left=f"{paper.code} · {paper.house}",
                middle=words["secret"],
                page=words["page"],
            ),
            "language": language,
            "title": paper.code,
            "kind": words["kind"],
            "to": words["to"][paper.to],
            "facts": told,
            "warning": words["warning"],
            "what": {"title": words["what"], "text": paper.facts.splitlines()},
            "index": {
                "title": words["index"],
                "heads": list(words["index_heads"]),
                "rows": [
                    [str(number), one.author, _moment(one.said_at), one.severity]
                    for number, one in enumerate(paper.frames, 1)
                ],
            },
            "pieces": {
                "title": words["pieces"],
                "note": f"{words['frozen']} {words['exact']}",
                "frames": [_frame(number, one, words) for number, one in enumerate(paper.frames, 1)],
            },
            "steps": {
                "title": words["chronology"],
                "heads": list(words["heads"]),
                "rows": [
                    [_moment(one.at), str(one.piece), one.what, one.note, one.by] for one in paper.chronology
                ],
            },
        },
    )


def _frame(number: int, one: Frame, words: dict[str, Any]) -> dict[str, Any]:
    values = (
        f"{one.network} · {one.account}",
        one.author,
        one.author_name,
        one.author_id,
        one.address,
        one.remote_id,
        _moment(one.said_at),
        _moment(one.arrived_at),
        _moment(one.frozen_at),
        one.sha256,
    )
    lines = [[name, value] for name, value in zip(words["frame"], values, strict=True) if value]
    title = f"{words['piece']} {number} · {one.severity}"
    return {"title": title, "lines": lines, "text": one.text.splitlines() or [""]}


def _moment(at: datetime) -> str:
    return f"{at:%d/%m/%Y %H:%M:%S}"
