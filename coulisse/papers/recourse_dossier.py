"""The dossier for a mediator, the CSA or the CDJ: cover, findings, chronology, exchange, papers.

Its date is that of its content, never of the day on which it is printed: the same content gives the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from coulisse.papers import press
from coulisse.papers.days import day_in_words

WORDS: Final[dict[str, dict[str, Any]]] = {
    "fr": {
        "kind": "Dossier de plainte",
        "to": "Destinataire",
        "complainant": "Plaignant",
        "programme": "Programme",
        "references": "Numéros",
        "service": "Suivi par",
        "outcome": "Issue à la maison",
        "closed": "Arrêté au {moment}",
        "findings": "Conditions de recevabilité, à titre indicatif",
        "findings_note": "L’autorité décide ; ce relevé dit ce que la maison sait.",
        "finding_heads": ("Condition", "Constat", "Relevé", "Limite", "Source"),
        "verdicts": {"met": "remplie", "unmet": "non remplie", "unknown": "inconnue"},
        "chronology": "Chronologie",
        "exchange": "L’échange",
        "papers": "Pièces, avec leur empreinte SHA-256",
        "paper_heads": ("N°", "Pièce", "Date", "Taille", "SHA-256"),
        "none": "Aucune pièce.",
        "no_finding": "Aucun recours n’est annoncé : rien n’a été vérifié.",
        "directions": {"in": "reçu", "out": "envoyé", "note": "note interne"},
        "foot": "{number} · dossier de plainte · arrêté au {moment}",
        "page": "page",
        "confidence": {"H": "fiable", "M": "moyennement fiable", "L": "à confirmer"},
    },
    "nl": {
        "kind": "Klachtendossier",
        "to": "Bestemmeling",
        "complainant": "Klager",
        "programme": "Programma",
        "references": "Nummers",
        "service": "Opgevolgd door",
        "outcome": "Uitkomst bij het huis",
        "closed": "Afgesloten op {moment}",
        "findings": "Ontvankelijkheidsvoorwaarden, ter informatie",
        "findings_note": "De instantie beslist; dit overzicht zegt wat het huis weet.",
        "finding_heads": ("Voorwaarde", "Vaststelling", "Gevonden", "Grens", "Bron"),
        "verdicts": {"met": "vervuld", "unmet": "niet vervuld", "unknown": "niet gekend"},
        "chronology": "Tijdlijn",
        "exchange": "De briefwisseling",
        "papers": "Stukken, met hun SHA-256-vingerafdruk",
        "paper_heads": ("Nr.", "Stuk", "Datum", "Grootte", "SHA-256"),
        "none": "Geen stukken.",
        "no_finding": "Er is geen beroep aangekondigd: er is niets nagegaan.",
        "directions": {"in": "ontvangen", "out": "verzonden", "note": "interne nota"},
        "foot": "{number} · klachtendossier · afgesloten op {moment}",
        "page": "blz.",
        "confidence": {"H": "betrouwbaar", "M": "matig betrouwbaar", "L": "te bevestigen"},
    },
    "en": {
        "kind": "Complaint dossier",
        "to": "To",
        "complainant": "Complainant",
        "programme": "Programme",
        "references": "Numbers",
        "service": "Followed by",
        "outcome": "Outcome in the house",
        "closed": "As of {moment}",
        "findings": "Conditions of admissibility, for information",
        "findings_note": "The authority decides; this list says what the house knows.",
        "finding_heads": ("Condition", "Finding", "Found", "Limit", "Source"),
        "verdicts": {"met": "met", "unmet": "not met", "unknown": "not known"},
        "chronology": "Chronology",
        "exchange": "The exchange",
        "papers": "Papers, with their SHA-256",
        "paper_heads": ("No.", "Paper", "Date", "Size", "SHA-256"),
        "none": "No paper.",
        "no_finding": "No recourse is announced: nothing was checked.",
        "directions": {"in": "received", "out": "sent", "note": "internal note"},
        "foot": "{number} · complaint dossier · as of {moment}",
        "page": "page",
        "confidence": {"H": "reliable", "M": "fairly reliable", "L": "to be confirmed"},
    },
}
UNITS: Final = ("B", "kB", "MB", "GB")


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition in words, as the engine found it."""

    condition: str
    verdict: str
    """met, unmet or unknown."""
    value: str
    limit: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the chronology."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One message, whole."""

    at: datetime
    direction: str
    """in, out or note."""
    channel: str
    reference: str
    sender: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of the dossier."""

    number: int
    name: str
    at: datetime
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RecourseDossier:
    """All that the dossier says. `at`: the moment of its latest content."""

    number: str
    title: str
    house: str
    body: str
    body_lines: Sequence[str]
    complainant: str
    complainant_lines: Sequence[str]
    programme: str
    references: Sequence[str]
    owner: str
    outcome: str
    outcome_reason: str
    at: datetime
    findings: Sequence[Finding]
    steps: Sequence[Step]
    messages: Sequence[Exchanged]
    papers: Sequence[Paper]


def recourse_dossier(record: RecourseDossier, language: str) -> bytes:
    """The dossier as a PDF in `language`. Moments are printed as they are given: in the time of Brussels."""
    words = WORDS[language]
    moment = _moment(record.at)
    return press.pdf(
        "recourse-dossier",
        {
            "doc": press.document(
                title=f"{record.number} – {record.title}",
                author=record.house,
                at=record.at,
                left=words["foot"].format(number=record.number, moment=moment),
                middle=record.house,
                page=words["page"],
            ),
            "language": language,
            "words": words,
            "number": record.number,
            "title": record.title,
            "closed": words["closed"].format(
                moment=f"{day_in_words(record.at.date(), language)}, {record.at:%H:%M}"
            ),
            "facts": _facts(record, words),
            "reason": record.outcome_reason,
            "findings": [
                [
                    one.condition,
                    words["verdicts"][one.verdict],
                    one.value,
                    one.limit,
                    f"{one.source} ({words['confidence'][one.confidence]})",
                    one.verdict,
                ]
                for one in record.findings
            ],
            "steps": [[_moment(one.at), one.who, one.what] for one in record.steps],
            "messages": [_message(one, words) for one in record.messages],
            "papers": [
                [str(one.number), one.name, _moment(one.at), _size(one.size), one.sha256] for one in record.papers
            ],
        },
    )


def _facts(record: RecourseDossier, words: dict[str, Any]) -> list[list[Any]]:
    facts: list[list[Any]] = [
        [words["to"], [record.body, *record.body_lines]],
        [words["complainant"], [record.complainant, *record.complainant_lines]],
        [words["programme"], [record.programme]],
        [words["references"], [", ".join(record.references)]],
        [words["service"], [record.owner]],
        [words["outcome"], [record.outcome]],
    ]
    return [[name, [line for line in lines if line]] for name, lines in facts if any(lines)]


def _message(one: Exchanged, words: dict[str, Any]) -> dict[str, Any]:
    return {
        "head": f"{_moment(one.at)} · {words['directions'][one.direction]} · {one.channel} · {one.reference}",
        "sender": one.sender,
        "subject": one.subject,
        "paragraphs": [part.split("\n") for part in one.text.strip().split("\n\n") if part.strip()],
        "is_note": one.direction == "note",
    }


def _moment(at: datetime) -> str:
    return f"{at:%d/%m/%Y, %H:%M}"


def _size(size: int) -> str:
    amount, unit = float(size), 0
    while amount >= 1000 and unit < len(UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.0f}\N{NO-BREAK SPACE}{UNITS[unit]}"
