"""The paper's records as JSON and back: what a block and a frozen revision are kept as.

A record is an object with its class under `$`; hours, dates and moments are objects of one key. What a later
release adds to a record takes its default when an old row is read; what it takes away is left out.
"""

from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from typing import Any, Final

from coulisse.papers import call_sheet as paper
from coulisse.papers.call_sheet import CallSheet, Changed, Mark, MarkKind

CLASSES: Final[dict[str, type[Any]]] = {
    cls.__name__: cls
    for cls in (
        paper.Ahead,
        paper.AheadLine,
        paper.CallSheet,
        paper.Catering,
        paper.Change,
        paper.Changed,
        paper.Channel,
        paper.Contact,
        paper.Department,
        paper.Diet,
        paper.Extras,
        paper.Hospital,
        paper.Hours,
        paper.Mark,
        paper.Member,
        paper.Need,
        paper.PickUp,
        paper.Place,
        paper.Revision,
        paper.Ride,
        paper.Role,
        paper.Scene,
        paper.Span,
        paper.Sun,
        paper.Validation,
        paper.Weather,
        paper.WeatherHour,
    )
}
RECORD, HOUR, DAY, MOMENT = "$", "$hour", "$day", "$moment"


class UnknownRecord(ValueError):
    """A row names a record that this release does not have."""


def as_json(value: object) -> Any:
    """A record, a tuple of them or a plain value, as JSON."""
    match value:
        case MarkKind():
            return value.value
        case None | str() | int() | float():
            return value
        case time():
            return {HOUR: value.isoformat("minutes")}
        case datetime():
            return {MOMENT: value.isoformat()}
        case date():
            return {DAY: value.isoformat()}
        case tuple() | list():
            return [as_json(one) for one in value]
        case dict():
            return {name: as_json(one) for name, one in value.items()}
    if is_dataclass(value) and type(value).__name__ in CLASSES:
        return {RECORD: type(value).__name__} | {
            field.name: as_json(getattr(value, field.name)) for field in fields(value)
        }
    raise UnknownRecord(type(value).__name__)


def from_json(value: Any) -> Any:
    """What `as_json` wrote; lists come back as tuples. Raises `UnknownRecord`."""
    if isinstance(value, list):
        return tuple(from_json(one) for one in value)
    if not isinstance(value, dict):
        return value
    if HOUR in value:
        return time.fromisoformat(value[HOUR])
    if MOMENT in value:
        return datetime.fromisoformat(value[MOMENT])
    if DAY in value:
        return date.fromisoformat(value[DAY])
    if RECORD not in value:
        return {name: from_json(one) for name, one in value.items()}
    return _record(value)


def _record(value: dict[str, Any]) -> Any:
    cls = CLASSES.get(value[RECORD])
    if cls is None:
        raise UnknownRecord(value[RECORD])
    known = {field.name for field in fields(cls)}
    kept = {name: from_json(one) for name, one in value.items() if name in known}
    if cls is Mark:
        return Mark(MarkKind(kept["kind"]), kept["colour"])
    if cls is Changed:
        return Changed(kept["now"], kept["was"])
    return cls(**kept)


def sheet_of(content: Any) -> CallSheet:
    """The whole paper out of a revision's content."""
    found = from_json(content)
    if not isinstance(found, CallSheet):
        raise UnknownRecord(type(found).__name__)
    return found
