"""Which conversations stand behind one figure, by its name: `week`, `night`, `topic:house.schedule`, `bar:3` …

The same rows and the same conditions as the count, so that a list is always as long as its figure says.
"""

from collections.abc import Callable, Sequence
from typing import Final

from coulisse.engines.digest.records import OTHER, SERIOUS, Frame, Row
from coulisse.engines.digest.telling import Told, is_answered
from coulisse.kernel.times import elapsed, to_brussels

QUARTER_SECONDS: Final = 15 * 60


def behind(rows: Sequence[Row], before: Sequence[Row], frame: Frame, told: Told, figure: str) -> tuple[Row, ...]:
    """The rows of one figure in the order of arrival; none where no figure has that name."""
    name, _, code = figure.partition(":")
    name, is_before = (name.removesuffix("-before"), name.endswith("-before"))
    found = [row for row in rows if frame.starts <= row.received < frame.ends]
    if name == "before" or is_before:
        found = [row for row in before if frame.before_starts <= row.received < frame.before_ends]
    holds = _condition(name, code, frame, told)
    if holds is None:
        return ()
    return tuple(sorted((row for row in found if holds(row)), key=lambda row: (row.received, row.key)))


def _condition(name: str, code: str, frame: Frame, told: Told) -> Callable[[Row], bool] | None:
    family = told.family.key if told.family is not None else None
    kept = {one.code for one in told.topics} - {OTHER}
    conditions: dict[str, Callable[[Row], bool]] = {
        "week": lambda row: True,
        "before": lambda row: True,
        "night": lambda row: in_night(row, told),
        "family": lambda row: row.family == family and (told.curve is None or in_night(row, told)),
        "family-language": lambda row: row.family == family and row.language == code and _near(row, told),
        "answered": lambda row: is_answered(row, frame),
        "open": lambda row: not is_answered(row, frame) and not row.is_closed,
        "late": lambda row: (
            not is_answered(row, frame)
            and not row.is_closed
            and row.due is not None
            and row.due < to_brussels(frame.as_of).date()
        ),
        "topic": lambda row: row.topic == code if code != OTHER else row.topic not in kept,
        "channel": lambda row: row.channel == code,
        "language": lambda row: row.language == code,
        "kind": lambda row: row.kind == code,
        "tone": lambda row: row.tone == code,
        "bar": lambda row: in_night(row, told) and str(_bar(row, told)) == code,
        "after": lambda row: in_night(row, told) and _bar(row, told) >= len(told.curve.bars if told.curve else ()),
        "apart": lambda row: (
            in_night(row, told)
            and row.family != family
            and (row.kind == code if code != OTHER else row.kind not in SERIOUS)
        ),
        "month": lambda row: f"{to_brussels(row.received):%Y-%m}" == code,
        "complaints": lambda row: row.kind == "complaint" or row.service == "mediation",
    }
    return conditions.get(name)


def in_night(row: Row, told: Told) -> bool:
    return told.curve is not None and told.curve.starts <= row.received < told.curve.until


def _near(row: Row, told: Told) -> bool:
    return told.curve is None or in_night(row, told)


def _bar(row: Row, told: Told) -> int:
    if told.curve is None:
        return -1
    return int(elapsed(told.curve.starts, row.received).total_seconds() // QUARTER_SECONDS)
