"""What the rooms above bring to a production, without the productions knowing them.

A room that keeps rows of a production writes an `annex.py` with one `Annex` and registers it there:

    annexes.register(Annex("tasks", _("Tasks"), begin=…, duplicate=…, unfinished=…, panel=…))

Django's start-up finds every `annex.py`. All of it runs in the transaction of the act: a production begins with
its first tasks, or does not begin.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from coulisse.foundation.productions.blueprints import Blueprint

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User
    from coulisse.foundation.productions.models import Production


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Something still open when a production is about to be closed: what, how many, and where to look."""

    sentence: str
    address: str


@dataclass(frozen=True, slots=True)
class Annex:
    """One room's part in the life of a production. What is None, the room does not do."""

    code: str
    label: Promise
    order: int = 50
    begin: "Callable[[Production, Blueprint, User, datetime], None] | None" = None
    duplicate: "Callable[[Production, Production, User, datetime], None] | None" = None
    """Copy the rows of the first production into the second; offered as a tick when one duplicates."""
    unfinished: "Callable[[Production], Iterable[Unfinished]] | None" = None
    panel: "Callable[[User, Production, date], SafeString] | None" = None
    """A section of the production's page, drawn with the reader's own rights."""


class TwoAnnexes(Exception):
    """Two rooms gave their annex the same code."""


_ANNEXES: dict[str, Annex] = {}


def register(annex: Annex) -> None:
    if _ANNEXES.setdefault(annex.code, annex) is not annex:
        raise TwoAnnexes(annex.code)


def annexes() -> list[Annex]:
    """All of them, in the order of their panels."""
    return sorted(_ANNEXES.values(), key=lambda annex: (annex.order, annex.code))
