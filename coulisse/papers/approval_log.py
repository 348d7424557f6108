"""Journal de validation / goedkeuringslogboek / approval log: who approved what, when, on which content. A4.

The lines come in the paper's language already; the paper has the words of its heads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from coulisse.papers import press
from coulisse.papers.days import day_in_figures, hour_in_figures

WORDS: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "kind": "Journal de validation",
        "of": "Au {date} à {hour}",
        "roles": "Rôles",
        "role": "Rôle",
        "state": "État",
        "who": "Qui",
        "when": "Quand",
        "log": "Ce qui s’est passé",
        "what": "Quoi",
        "content": "Ce qui est validé",
        "hash": "Empreinte du contenu (SHA-256)",
        "page": "page",
    },
    "nl": {
        "kind": "Goedkeuringslogboek",
        "of": "Op {date} om {hour}",
        "roles": "Rollen",
        "role": "Rol",
        "state": "Stand",
        "who": "Wie",
        "when": "Wanneer",
        "log": "Wat er gebeurde",
        "what": "Wat",
        "content": "Wat goedgekeurd wordt",
        "hash": "Vingerafdruk van de inhoud (SHA-256)",
        "page": "blz.",
    },
    "en": {
        "kind": "Approval log",
        "of": "On {date} at {hour}",
        "roles": "Roles",
        "role": "Role",
        "state": "State",
        "who": "Who",
        "when": "When",
        "log": "What happened",
        "what": "What",
        "content": "What is approved",
        "hash": "Fingerprint of the content (SHA-256)",
        "page": "page",
    },
}


@dataclass(frozen=True, slots=True)
class RoleLine:
    """`at` in Brussels; None where nobody was asked yet."""

    role: str
    state: str
    who: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class LogLine:
    """`more`: reasons, notes, what was changed; one paragraph each."""

    at: datetime
    what: str
    who: str
    more: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One publication: where, when, and its whole text."""

    where: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class ApprovalLog:
    house: str
    title: str
    state: str
    roles: Sequence[RoleLine]
    lines: Sequence[LogLine]
    content: Sequence[ContentLine]
    sha256: str
    at: datetime


def approval_log(record: ApprovalLog, language: str) -> bytes:
    """The log as a PDF in `language` (fr, nl or en)."""
    words = WORDS[language]
    printed = words["of"].format(date=day_in_figures(record.at), hour=hour_in_figures(record.at))
    return press.pdf(
        "approval-log",
        {
            "doc": press.document(
                title=f"{words['kind']}, {record.title}",
                author=record.house,
                at=record.at,
                left=f"{record.house} · {printed}",
                middle=record.title,
                page=words["page"],
            ),
            "language": language,
            "title": record.title,
            "kind": words["kind"],
            "state": record.state,
            "roles": {
                "title": words["roles"],
                "heads": [words["role"], words["state"], words["who"], words["when"]],
                "rows": [[one.role, one.state, one.who, _moment(one.at)] for one in record.roles],
            },
            "log": {
                "title": words["log"],
                "heads": [words["when"], words["what"], words["who"]],
                "rows": [
                    {"when": _moment(one.at), "what": one.what, "who": one.who, "more": list(one.more)}
                    for one in record.lines
                ],
            },
            "content": {
                "title": words["content"],
                "rows": [{"where": one.where, "when": one.when, "text": one.text} for one in record.content],
            },
            "hash": [words["hash"], record.sha256],
        },
    )


def _moment(at: datetime | None) -> str:
    return "" if at is None else f"{day_in_figures(at)} {hour_in_figures(at)}"
