"""Dossier de menace / dreigingsdossier / threat file: what was frozen, its hashes, and what was done about it.

The text of the message is not printed: its bytes go apart, for those who must read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from coulisse.papers import press

WORDS: Final[dict[str, dict[str, Any]]] = {
    "fr": {
        "kind": "Dossier de menace",
        "facts": ("Message reçu", "Ouvert le", "Ouvert par", "État"),
        "evidence": "Preuves figées",
        "evidence_note": "la base de données refuse de les modifier ou de les supprimer",
        "raw": "courriel, octets d’origine",
        "text": "texte encodé",
        "bytes": "octets",
        "headers": "lignes d’en-tête figées",
        "sender": "Expéditeur",
        "addresses": "Adresses connues",
        "received": "Reçu",
        "frozen": "Figé",
        "hash": "Empreinte SHA-256",
        "chain": "Chaîne",
        "attachments": "Pièces jointes",
        "steps": "Ce qui a été fait",
        "heads": ("Date et heure", "Acte", "Contact", "Remarque", "Par"),
        "police": "N° de procès-verbal",
        "whole": "La chaîne des empreintes est intacte.",
        "broken": "La chaîne des empreintes est rompue : ne vous fiez pas à ce dossier.",
        "apart": "Le texte n’est pas imprimé ici. Les octets se trouvent dans le fichier ZIP du dossier.",
        "page": "Page",
        "secret": "Confidentiel : lecture réservée aux personnes nommées",
    },
    "nl": {
        "kind": "Dreigingsdossier",
        "facts": ("Bericht ontvangen", "Geopend op", "Geopend door", "Toestand"),
        "evidence": "Bevroren bewijs",
        "evidence_note": "de databank weigert het te wijzigen of te wissen",
        "raw": "mail, oorspronkelijke bytes",
        "text": "ingevoerde tekst",
        "bytes": "bytes",
        "headers": "bevroren kopregels",
        "sender": "Afzender",
        "addresses": "Gekende adressen",
        "received": "Ontvangen",
        "frozen": "Bevroren",
        "hash": "SHA-256",
        "chain": "Keten",
        "attachments": "Bijlagen",
        "steps": "Wat er gedaan werd",
        "heads": ("Datum en uur", "Handeling", "Contact", "Opmerking", "Door"),
        "police": "Nummer van het proces-verbaal",
        "whole": "De keten van hashes is intact.",
        "broken": "De keten van hashes is gebroken: vertrouw dit dossier niet.",
        "apart": "De tekst is hier niet afgedrukt. De bytes zitten in het ZIP-bestand van het dossier.",
        "page": "Blz.",
        "secret": "Vertrouwelijk: enkel voor de genoemde personen",
    },
    "en": {
        "kind": "Threat file",
        "facts": ("Message received", "Opened on", "Opened by", "State"),
        "evidence": "Frozen evidence",
        "evidence_note": "the database refuses to change or to delete it",
        "raw": "e-mail, its very bytes",
        "text": "typed text",
        "bytes": "bytes",
        "headers": "header lines frozen",
        "sender": "Sender",
        "addresses": "Known addresses",
        "received": "Received",
        "frozen": "Frozen",
        "hash": "SHA-256",
        "chain": "Chain",
        "attachments": "Attachments",
        "steps": "What was done",
        "heads": ("Date and hour", "Act", "Contact", "Remark", "By"),
        "police": "Number of the police report",
        "whole": "The chain of hashes is whole.",
        "broken": "The chain of hashes is broken: do not rely on this file.",
        "apart": "The text is not printed here. The bytes are in the ZIP of the file.",
        "page": "Page",
        "secret": "Confidential: for the named people only",
    },
}


@dataclass(frozen=True, slots=True)
class FrozenPiece:
    """One frozen message, without its text."""

    sequence: int
    sender: str
    addresses: Sequence[str]
    received_at: datetime
    frozen_at: datetime
    size: int
    headers: int
    is_raw: bool
    sha256: str
    chain: str
    attachments: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """One line of what was done."""

    at: datetime
    act: str
    contact: str
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class ThreatPaper:
    """All that the paper says. Moments are in Brussels."""

    code: str
    noun: str
    reference: str
    house: str
    received_at: datetime
    opened_at: datetime
    opened_by: str
    state: str
    is_whole: bool
    made_at: datetime
    pieces: Sequence[FrozenPiece]
    done: Sequence[Done]
    police_number: str = ""


def threat_file(paper: ThreatPaper, language: str) -> bytes:
    """The file as a PDF in `language` (fr, nl or en)."""
    words = WORDS[language]
    values = (_moment(paper.received_at), _moment(paper.opened_at), paper.opened_by, paper.state)
    return press.pdf(
        "threat-file",
        {
            "doc": press.document(
                title=f"{paper.code}, {words['kind']}",
                author=paper.house,
                at=paper.made_at,
                left=f"{paper.code} · {paper.reference}",
                middle=words["secret"],
                page=words["page"],
            ),
            "language": language,
            "title": paper.code,
            "kind": words["kind"],
            "noun": f"{paper.noun} · {paper.reference}",
            "facts": list(zip(words["facts"], values, strict=True)),
            "police": f"{words['police']} : {paper.police_number}" if paper.police_number else "",
            "chain": words["whole"] if paper.is_whole else words["broken"],
            "apart": words["apart"],
            "evidence": {
                "title": words["evidence"],
                "note": words["evidence_note"],
                "pieces": [_piece(one, words) for one in paper.pieces],
            },
            "steps": {
                "title": words["steps"],
                "heads": list(words["heads"]),
                "rows": [[_moment(one.at), one.act, one.contact, one.note, one.by] for one in paper.done],
            },
        },
    )


def _piece(one: FrozenPiece, words: dict[str, Any]) -> dict[str, Any]:
    kind = words["raw"] if one.is_raw else words["text"]
    said = f"{kind}, {one.size} {words['bytes']}"
    if one.headers:
        said += f", {one.headers} {words['headers']}"
    lines = [
        [words["sender"], one.sender],
        [words["addresses"], ", ".join(one.addresses)],
        [words["received"], _moment(one.received_at)],
        [words["frozen"], _moment(one.frozen_at)],
        [words["hash"], one.sha256],
        [words["chain"], one.chain],
    ]
    if one.attachments:
        lines.append([words["attachments"], " ; ".join(one.attachments)])
    return {"title": f"{one.sequence}. {said}", "lines": [line for line in lines if line[1]]}


def _moment(at: datetime) -> str:
    return f"{at:%d/%m/%Y %H:%M}"
