"""Le dossier de réunion / vergaderdossier / meeting pack: where money goes, what is open, three ways on. One A4.

With minutes, a second part follows on a page of its own: what was said, decided, and who does what.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from coulisse.kernel.language import Language
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_amount
from coulisse.papers import press
from coulisse.papers.meeting_pack_words import WORDS

MOST_MOVERS: Final = 10
MOST_DECISIONS: Final = 6
MOST_SCENARIOS: Final = 3
MOST_OPTIONS: Final = 3
LONGEST: Final = 110
LONGEST_OPTION: Final = 44


@dataclass(frozen=True, slots=True)
class Mover:
    """One account that will not cost what was agreed."""

    number: str
    name: str
    budget: Money
    final: Money
    variance: Money


@dataclass(frozen=True, slots=True)
class Question:
    """An open decision."""

    question: str
    options: Sequence[str] = ()
    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One version of the budget beside the agreed one."""

    name: str
    change: str
    total: Money
    against: Money


@dataclass(frozen=True, slots=True)
class Decided:
    """What the meeting decided."""

    question: str
    answer: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Todo:
    """Who does what by when."""

    title: str
    person: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A cancelled day that stands in the figures as a forecast."""

    day: date
    net: Money
    number: int | None = None


@dataclass(frozen=True, slots=True)
class MeetingPack:
    """All that one sheet says; `minutes` empty before the meeting."""

    title: str
    house: str
    meeting: str
    starts_at: datetime
    made_at: datetime
    until: date
    budget: Money
    to_date: Money
    final: Money
    variance: Money
    contingency: Money | None
    movers: Sequence[Mover]
    questions: Sequence[Question]
    scenarios: Sequence[Scenario]
    place: str = ""
    people: str = ""
    foreseen: Sequence[Foreseen] = ()
    minutes: str = ""
    decided: Sequence[Decided] = ()
    todos: Sequence[Todo] = ()


def meeting_pack(pack: MeetingPack, language: str) -> bytes:
    """The pack as a PDF in `language` (fr, nl or en)."""
    words: dict[str, Any] = WORDS[language]
    at = pack.starts_at
    return press.pdf(
        "meeting-pack",
        {
            "doc": press.document(
                title=f"{pack.title}, {words['kind']}",
                author=pack.house,
                at=pack.made_at,
                left=words["foot"].format(title=pack.title, until=_day(pack.until)),
                middle=words["internal"].format(house=pack.house),
                page=words["page"],
            ),
            "language": language,
            "title": pack.title,
            "kind": words["kind"],
            "meeting": pack.meeting,
            "when": words["when"].format(day=_day(at.date()), hour=f"{at:%H:%M}"),
            "where": pack.place,
            "people": pack.people,
            "situation": words["situation"].format(until=_day(pack.until)),
            "facts": _facts(pack, words, language),
            "movers": _movers(pack, words, language),
            "questions": _questions(pack, words),
            "scenarios": _scenarios(pack, words, language),
            "minutes": _minutes(pack, words),
        },
    )


def _facts(pack: MeetingPack, words: dict[str, Any], language: str) -> list[list[str]]:
    facts = [
        [words["budget"], _euros(pack.budget, language)],
        [words["to_date"], _euros(pack.to_date, language)],
        [words["final"], _euros(pack.final, language)],
        [words["variance"], f"{_signed(pack.variance, language)}\N{NO-BREAK SPACE}€"],
    ]
    if pack.contingency is not None:
        facts.append([words["contingency"], _euros(pack.contingency, language)])
    return facts


def _movers(pack: MeetingPack, words: dict[str, Any], language: str) -> dict[str, Any]:
    """The largest first, whichever way; what is left out is counted and summed, so that the sheet adds up."""
    largest = sorted(pack.movers, key=lambda one: (-abs(one.variance.cents), one.number))
    shown, left = largest[:MOST_MOVERS], largest[MOST_MOVERS:]
    rows = [
        [
            one.number,
            one.name,
            _plain(one.budget, language),
            _plain(one.final, language),
            _signed(one.variance, language),
        ]
        for one in shown
    ]
    rest = Money.total(one.variance for one in left)
    return {
        "title": words["movers"],
        "heads": words["mover_heads"],
        "rows": rows,
        "rest": words["rest"].format(n=len(left)) if left else "",
        "rest_amount": _signed(rest, language) if left else "",
        "total": words["total"],
        "sum": _signed(Money.total(one.variance for one in pack.movers), language),
        "none": words["no_mover"],
        "note": " · ".join(_foreseen(one, words, language) for one in pack.foreseen[:2]),
    }


def _foreseen(one: Foreseen, words: dict[str, Any], language: str) -> str:
    name = words["day"].format(number=one.number) if one.number else _day(one.day)
    return str(words["foreseen"]).format(name=name, net=_euros(one.net, language))


def _questions(pack: MeetingPack, words: dict[str, Any]) -> dict[str, Any]:
    shown = pack.questions[:MOST_DECISIONS]
    left = len(pack.questions) - len(shown)
    return {
        "title": words["questions"],
        "heads": words["question_heads"],
        "rows": [
            {
                "question": _short(one.question),
                "options": [_short(option, LONGEST_OPTION) for option in one.options[:MOST_OPTIONS]],
                "owner": one.owner,
                "due": _day(one.due_on) if one.due_on else "",
            }
            for one in shown
        ],
        "left": words["left"].format(n=left) if left else "",
        "none": words["no_question"],
    }


def _scenarios(pack: MeetingPack, words: dict[str, Any], language: str) -> dict[str, Any]:
    return {
        "title": words["scenarios"],
        "heads": words["scenario_heads"],
        "rows": [
            [one.name, _short(one.change), _plain(one.total, language), _signed(one.against, language)]
            for one in pack.scenarios[:MOST_SCENARIOS]
        ],
        "none": words["no_scenario"],
    }


def _minutes(pack: MeetingPack, words: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": words["minutes"],
        "there": bool(pack.minutes or pack.decided or pack.todos),
        "paragraphs": [line for line in pack.minutes.splitlines() if line.strip()],
        "decided_title": words["decided"],
        "decided": [[one.question, one.answer, one.reason] for one in pack.decided],
        "todos_title": words["todos"],
        "todos": [[one.title, one.person, _day(one.due_on) if one.due_on else ""] for one in pack.todos],
    }


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _short(text: str, most: int = LONGEST) -> str:
    """What would take the sheet past its page is cut, and says so."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _plain(money: Money, language: str) -> str:
    return write_amount(money, Language(language))


def _euros(money: Money, language: str) -> str:
    return f"{_plain(money, language)}\u00a0€"


def _signed(money: Money, language: str) -> str:
    return f"+{_plain(money, language)}" if money.cents > 0 else _plain(money, language)
