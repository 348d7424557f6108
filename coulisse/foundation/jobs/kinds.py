"""The kinds of job of this release, declared by a decorator beside the function that does the work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from coulisse.foundation.jobs.run import Run

Work = Callable[[Run], "dict[str, Any] | None"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a job of this kind does, and what may be done when it breaks.

    `restartable`: may be run from the start again after its worker was killed, because doing twice is doing once.
    `retry_on`: problems that pass; tried `attempts` times in all, waiting longer each time.
    """

    name: str
    work: Work
    restartable: bool = False
    retry_on: tuple[type[Exception], ...] = field(default=())
    attempts: int = 5


class UnknownKind(Exception):
    """No room of this release declares this kind of job."""


KINDS: Final[dict[str, Kind]] = {}


def job(
    name: str, *, restartable: bool = False, retry_on: tuple[type[Exception], ...] = (), attempts: int = 5
) -> Callable[[Work], Kind]:
    """Declare a kind of job: `@job("people.import", retry_on=(ConnectionError,))` over `def work(run: Run)`.

    The function returns a JSON mapping, or None: `url` is where the result is shown, `text` what came of it.
    """

    def declare(work: Work) -> Kind:
        known = KINDS.get(name)
        if known is not None and known.work.__module__ != work.__module__:
            raise ValueError(f"two jobs are called {name}")
        KINDS[name] = Kind(name, work, restartable, retry_on, attempts)
        return KINDS[name]

    return declare


def kind_named(name: str) -> Kind:
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownKind(name) from None
