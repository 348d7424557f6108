"""What every reader says besides its records: problems are values that carry their place.

A reader returns `Reading(records, problems)`. A problem is a code and a place, never a sentence: the screens
and the command line find the words, in the reader's language. Only a file of which nothing at all can be
used raises `Unreadable`, with the same code and place.

>>> found = problem("row-too-long", line=17, field="amount", cells=9)
>>> found.code, str(found.where), dict(found.detail)
('row-too-long', '17:amount', {'cells': 9})
>>> as_json(found)
{'code': 'row-too-long', 'where': '17:amount', 'detail': {'cells': 9}}
"""

from dataclasses import dataclass, replace
from typing import Generic, TypeAlias, TypedDict, TypeVar

Records = TypeVar("Records")
Detail: TypeAlias = tuple[tuple[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file. `line` counts from 1: a row in a sheet, a line in a text file."""

    file: str = ""
    line: int | None = None
    field: str = ""

    def __str__(self) -> str:
        parts = (self.file, "" if self.line is None else str(self.line), self.field)
        return ":".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read as it stands; the rest of the file was."""

    code: str
    where: Where = Where()
    detail: Detail = ()


@dataclass(frozen=True, slots=True)
class Reading(Generic[Records]):
    """What a reader found, and what it stumbled over on the way."""

    records: Records
    problems: tuple[Problem, ...] = ()


class Unreadable(Exception):
    """Nothing of the file can be used: too large, broken, or another format altogether."""

    def __init__(self, code: str, where: Where = Where(), detail: Detail = ()) -> None:
        super().__init__(code, where, detail)
        self.code = code
        self.where = where
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.code} at {self.where}" if str(self.where) else self.code


class ProblemJson(TypedDict):
    """A problem as the command line prints it, before the words are put to it."""

    code: str
    where: str
    detail: dict[str, str | int]


def problem(
    code: str, *, file: str = "", line: int | None = None, field: str = "", **detail: str | int
) -> Problem:
    """A problem in one call; `detail` holds the values that its sentence will need."""
    return Problem(code, Where(file, line, field), tuple(detail.items()))


def unreadable(
    code: str, *, file: str = "", line: int | None = None, field: str = "", **detail: str | int
) -> Unreadable:
    """The exception for a wholly unreadable file; the caller raises it."""
    return Unreadable(code, Where(file, line, field), tuple(detail.items()))


def in_file(file: str, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The same problems, each naming the file it lies in."""
    return tuple(replace(one, where=replace(one.where, file=file)) for one in problems)


def as_json(found: Problem) -> ProblemJson:
    """The JSON object of a problem; the caller may add its message in a language."""
    return {"code": found.code, "where": str(found.where), "detail": dict(found.detail)}
