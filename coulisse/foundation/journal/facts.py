"""What a room announces: a fact, in the past tense, frozen, made of ids, plain values and ISO dates.

A room declares its facts in its `facts.py`:

    @fact("foundation.people.contacts-merged", _("%(by)s merged %(gone)s into %(kept)s"))
    @dataclass(frozen=True, slots=True, kw_only=True)
    class ContactsMerged(Fact):
        kept_id: int
        kept: str
        gone: str

The kind and the version are for machines and never change; the sentence is made when it is read, in the
reader's language, from the fields (`%(by)s` is whoever did it). A field is a text, a number, a truth, a date, a
moment, or a tuple of those; it comes back from its row with the type that it was declared with.
"""

import dataclasses
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, TypeVar, Union, get_args, get_origin, get_type_hints

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened."""

    kind: ClassVar[str] = ""
    version: ClassVar[int] = 1
    sentence: ClassVar[Promise | str] = ""
    at_once: ClassVar[bool] = False
    """A brake hears it in the same transaction; if the brake fails, the whole act fails."""
    says: ClassVar[Mapping[str, Callable[[Any], object]]] = {}
    """How a field that holds a code is put into words, in the language of the moment."""

    def payload(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)}


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"a fact holds ids, texts and ISO dates, not {type(value).__name__}")


class UnknownFact(Exception):
    """A kind or a version that no room of this release declares, or a row that does not fit it."""


F = TypeVar("F", bound=Fact)

REGISTRY: dict[tuple[str, int], type[Fact]] = {}


def fact(
    kind: str,
    sentence: Promise | str,
    *,
    version: int = 1,
    at_once: bool = False,
    says: Mapping[str, Callable[[Any], object]] | None = None,
) -> Callable[[type[F]], type[F]]:
    """Give a fact its kind, its sentence and its place in the registry."""

    def declare(cls: type[F]) -> type[F]:
        known = REGISTRY.get((kind, version))
        if known is not None and known.__qualname__ != cls.__qualname__:
            raise ValueError(f"two facts are called {kind} version {version}")
        cls.kind, cls.version, cls.sentence, cls.at_once = kind, version, sentence, at_once
        cls.says = says or {}
        REGISTRY[kind, version] = cls
        return cls

    return declare


def revive(kind: str, version: int, payload: Mapping[str, Any]) -> Fact:
    """The fact again, from its row."""
    try:
        cls = REGISTRY[kind, version]
    except KeyError:
        raise UnknownFact(f"{kind} version {version}") from None
    hints = _hints(kind, version)
    try:
        return cls(**{name: _typed(value, hints[name]) for name, value in payload.items()})
    except (KeyError, TypeError, ValueError) as problem:
        raise UnknownFact(f"{kind} version {version} is not what its row holds") from problem


@cache
def _hints(kind: str, version: int) -> dict[str, Any]:
    return get_type_hints(REGISTRY[kind, version])


def _typed(value: Any, hint: Any) -> Any:
    """A JSON value as the declared type: dates and moments from ISO, lists as tuples."""
    if value is None:
        return None
    if get_origin(hint) in {Union, types.UnionType}:
        return _typed(value, _first(get_args(hint)))
    if hint in {date, datetime}:
        return hint.fromisoformat(value)
    if isinstance(value, list):
        item = _first(get_args(hint)) if get_args(hint) else object
        return tuple(_typed(each, item) for each in value)
    return value


def _first(hints: Iterable[Any]) -> Any:
    """The type beside `None` in `date | None`, or of the items in `tuple[date, ...]`."""
    return next(hint for hint in hints if hint is not types.NoneType)
