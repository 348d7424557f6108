"""Figures to plain JSON values and back, so that a report that was frozen shows the same years later.

>>> from coulisse.engines.digest.counting import Count
>>> revived(Count, plain(Count("mail", 448, 90, 922)))
Count(code='mail', n=448, before=90, share=922)
"""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def plain(value: Any) -> Any:
    """Dataclasses as mappings, tuples as lists, moments in ISO and in UTC."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def revived(kind: type[T], value: Any) -> T:
    """The record again. A field that a later release added takes its default. Raises TypeError, ValueError."""
    hints = _hints(kind)  # type: ignore[arg-type]  # a class is hashable, a type variable is not known to be
    return kind(**{name: _typed(hints[name], given) for name, given in value.items() if name in hints})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in {Union, UnionType}:
        hint = next(one for one in get_args(hint) if one is not NoneType)
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return tuple(_typed(inner, one) for one in value)
    if is_dataclass(hint):
        return revived(hint, value)  # type: ignore[arg-type]
    if hint in {datetime, date}:
        return hint.fromisoformat(value)
    return value
