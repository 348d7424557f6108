"""The page set: whatever it is told, it stays one A4; what is too long is cut and says so."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from coulisse.kernel.language import Language
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_amount, write_number
from coulisse.papers import press
from coulisse.papers.direction_page.records import DirectionRecord, FigureTold, ObjectiveTold, PostTold
from coulisse.papers.direction_page.words import WORDS
from coulisse.papers.reporting.blocks import spaced

MOST_FIGURES: Final = 4
MOST_POSTS: Final = 3
MOST_STEPS: Final = 3
LONGEST_NAME: Final = 90
LONGEST_POST: Final = 150
LONGEST_STEP: Final = 140
LONGEST_SOURCE: Final = 60
LONGEST_DEFINITION: Final = 130


def direction_page(record: DirectionRecord, language: str) -> bytes:
    """The page as a PDF in `language` (fr, nl or en)."""
    words: dict[str, Any] = WORDS[language]
    days = {"first": _day(record.first), "last": _day(record.last)}
    data = {
        "language": language,
        "title": _short(record.title, LONGEST_NAME),
        "kind": words["kind"],
        "period": words["period"].format(**days),
        "by": words["by"].format(writer=record.writer, at=_day(record.at.date()))
        if record.writer
        else _day(record.at.date()),
        "objective": _objective(record.objective, words, language),
        "figures": {
            "title": words["figures"],
            "items": [_figure(one, words, language) for one in record.figures[:MOST_FIGURES]],
        },
        "best": _posts(record.best, words["best"], record.n_posts, words, language),
        "worst": _posts(record.worst, words["worst"], record.n_posts, words, language),
        "spend": _spend(record, words, language),
        "steps": {
            "title": words["steps"],
            "rows": [_short(one, LONGEST_STEP) for one in record.steps[:MOST_STEPS]],
            "none": words["no_step"],
        },
        "note": words["note"],
    }
    spaced_data: dict[str, Any] = _spaced(data, language)
    spaced_data["doc"] = press.document(
        title=f"{record.title}, {words['kind']}",
        author=record.house,
        at=record.at,
        left=words["foot"].format(title=_short(record.title, 40), **days),
        middle=words["internal"].format(house=record.house),
        page=words["page"],
    )
    return press.pdf("direction-page", spaced_data)


def _objective(one: ObjectiveTold | None, words: dict[str, Any], language: str) -> dict[str, Any]:
    if one is None:
        return {"title": words["objective"], "there": False, "none": words["no_objective"]}
    value = words["missing"] if one.value is None else _count(one.value, language)
    return {
        "title": words["objective"],
        "there": True,
        "name": _short(one.name, LONGEST_NAME),
        "indicator": _short(one.indicator, LONGEST_NAME),
        "reached": words["reached"]
        .format(value=value, target=_count(one.target, language), unit=one.unit)
        .strip(),
        "pace": words["paces"][one.pace],
        "line": words["line"].format(
            on=_day(one.on), expected=_count(one.expected, language), ends=_day(one.ends_on)
        ),
        "source": words["source"].format(source=_short(one.source, LONGEST_SOURCE)) if one.source else "",
        "done": _part(one.value, one.target),
        "due": _part(one.expected, one.target),
    }


def _part(value: Decimal | None, whole: Decimal) -> float:
    """Of the bar, from 0 to 1."""
    return 0.0 if value is None or not whole else max(0.0, min(1.0, float(value / whole)))


def _figure(one: FigureTold, words: dict[str, Any], language: str) -> dict[str, Any]:
    tongue = Language(language)
    if one.value is None:
        value = words["missing"]
    else:
        number = write_number(one.value, tongue, one.places)
        value = {"money": f"{number}\u00a0€", "share": f"{number}\u00a0%"}.get(one.unit, number)
    n_words = words["n_lines" if one.of_ads else "n_posts"]
    period = " – ".join(f"{day:%d/%m}" for day in (one.first, one.last) if day)
    n = n_words[one.n > 1].format(n=write_number(one.n, tongue))
    return {
        "value": value,
        "known": one.value is not None,
        "label": one.label,
        "side": words["sides"][one.side],
        "definition": _short(one.definition, LONGEST_DEFINITION),
        "beside": " · ".join(part for part in (n, period, _short(one.source, LONGEST_SOURCE)) if part),
    }


def _posts(posts: Sequence[PostTold], title: str, n: int, words: dict[str, Any], language: str) -> dict[str, Any]:
    return {
        "title": title,
        "note": words["posts_note"].format(n=write_number(n, Language(language))),
        "rows": [
            [
                write_number(one.value, Language(language)),
                _short(" ".join(one.text.split()), LONGEST_POST),
                f"{_short(one.account, 40)}, {_day(one.on)}",
            ]
            for one in posts[:MOST_POSTS]
        ],
        "unit": words["interactions"],
        "none": words["no_post"],
    }


def _spend(record: DirectionRecord, words: dict[str, Any], language: str) -> dict[str, Any]:
    spend = record.spend
    facts = [
        [words["spent"], _euros(spend.spent, words, language)],
        [words["budget"], _euros(spend.budget, words, language)],
    ]
    part = 0.0
    if spend.spent is not None and spend.budget is not None:
        left = spend.budget - spend.spent
        facts.append([words["left"] if left.cents >= 0 else words["over"], _euros(abs(left), words, language)])
        part = min(1.0, spend.spent.cents / spend.budget.cents) if spend.budget.cents else 1.0
    source = words["source"].format(source=_short(spend.source, LONGEST_SOURCE)) if spend.source else ""
    return {"title": words["spend"], "facts": facts, "part": part, "source": source}


def _spaced(value: Any, language: str) -> Any:
    """The spaces of French print, in every text of the page."""
    if isinstance(value, str):
        return spaced(value, language)
    if isinstance(value, dict):
        return {key: _spaced(one, language) for key, one in value.items()}
    return [_spaced(one, language) for one in value] if isinstance(value, list) else value


def _count(value: Decimal, language: str) -> str:
    return write_number(value, Language(language), 0 if value == value.to_integral_value() else 1)


def _euros(money: Money | None, words: dict[str, Any], language: str) -> str:
    return words["missing"] if money is None else f"{write_amount(money, Language(language))}\u00a0€"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _short(text: str, most: int) -> str:
    """What would take the page past its end is cut, and says so."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
