"""The four kinds of link, as decorators. A file of `coulisse.links` uses them; nothing else does.

    @reaction(to=DayCancelled)            def propose_costs(happened: Happened[DayCancelled]) -> None
    @brake(on=CrisisOpened)               def pause_posts(happened: Happened[CrisisOpened]) -> None
    @gate(answers=MayPublish)             def image_rights(question: MayPublish) -> Answer
    @window(in_="floor.callsheet.person") def contract_status(user: User, subject_id: int) -> SafeString | None

A reaction is named by its module and function; the name is stored in the delivery row, so it does not change.

Order: one reaction hears its facts in the order of their rows, as far as none fails; a failed one is heard again
later, after others that it does not hold up. Two facts of two transactions that ran side by side have the order of
their rows, not of their commits. A reaction is idempotent by `happened.source`.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from django.db import transaction
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coulisse.foundation.journal.facts import Fact

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

logger = logging.getLogger(__name__)

F_co = TypeVar("F_co", bound=Fact, covariant=True)
F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Happened(Generic[F_co]):
    """A fact as a link hears it. `at` is when it happened, `now` when the link hears it."""

    fact: F_co
    entry_id: int
    at: datetime
    now: datetime
    by: "User | None" = None
    production: int | None = None
    client: int | None = None

    @property
    def source(self) -> str:
        """What makes the effect idempotent: one text for one fact, for ever."""
        return f"journal:{self.entry_id}"


@dataclass(frozen=True, slots=True)
class Question:
    """What a desk asks of the others before it acts. A desk's `questions.py` holds frozen subclasses."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not, or why: a code and its values. The page makes the sentence."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether, why, and the papers behind it (addresses or references of the objects that were read)."""

    allowed: bool
    reasons: tuple[Reason, ...] = ()
    sources: tuple[str, ...] = ()


Q = TypeVar("Q", bound=Question)
Reaction = Callable[[Happened[Any]], None]
Brake = Callable[[Happened[Any]], None]
Gate = Callable[[Any], Answer | None]
Window = Callable[["User", int], SafeString | str | None]

NOBODY_ANSWERS: Final = "gate.nobody-answers"
NO_ANSWER: Final = "gate.no-answer"
GATE_FAILED: Final = "gate.failed"


class NotAtOnce(Exception):
    """A brake on a fact that is not announced `at_once` would never be pulled."""


class TwoLinksOfOneName(Exception):
    """Two links would be told apart by nothing in their delivery rows."""


@dataclass(frozen=True, slots=True)
class Registry:
    """The links of this house, by what they listen to, in the order in which their files were read."""

    reactions: dict[str, tuple[type[Fact], Reaction]] = field(default_factory=dict)
    brakes: dict[str, tuple[type[Fact], Brake]] = field(default_factory=dict)
    gates: dict[str, tuple[type[Question], Gate]] = field(default_factory=dict)
    windows: dict[str, tuple[str, Window]] = field(default_factory=dict)

    def reactions_to(self, happened: Fact) -> list[str]:
        return [name for name, (fact, _link) in self.reactions.items() if isinstance(happened, fact)]

    def brakes_on(self, happened: Fact) -> list[Brake]:
        return [link for fact, link in self.brakes.values() if isinstance(happened, fact)]

    def gates_for(self, question: Question) -> dict[str, Gate]:
        return {name: link for name, (asked, link) in self.gates.items() if isinstance(question, asked)}

    def windows_in(self, slot: str) -> dict[str, Window]:
        return {name: link for name, (into, link) in self.windows.items() if into == slot}


REGISTRY: Final = Registry()


def name_of(link: Callable[..., Any]) -> str:
    """The stored name of a link: its file and its function."""
    return f"{link.__module__.rpartition('.')[2]}.{link.__name__}"


def _enter(book: dict[str, tuple[Any, Any]], listens_to: object, link: Callable[..., Any]) -> None:
    name = name_of(link)
    known = book.get(name)
    if known is not None and known[1].__module__ != link.__module__:
        raise TwoLinksOfOneName(name)
    book[name] = (listens_to, link)


def reaction(*, to: type[F]) -> Callable[[Callable[[Happened[F]], None]], Callable[[Happened[F]], None]]:
    """Afterwards: the worker delivers it, exactly once in effect."""

    def register(link: Callable[[Happened[F]], None]) -> Callable[[Happened[F]], None]:
        _enter(REGISTRY.reactions, to, link)
        return link

    return register


def brake(*, on: type[F]) -> Callable[[Callable[[Happened[F]], None]], Callable[[Happened[F]], None]]:
    """In the same transaction: if it raises, the whole act fails."""

    def register(link: Callable[[Happened[F]], None]) -> Callable[[Happened[F]], None]:
        if not on.at_once:
            raise NotAtOnce(on.kind)
        _enter(REGISTRY.brakes, on, link)
        return link

    return register


def gate(*, answers: type[Q]) -> Callable[[Callable[[Q], Answer | None]], Callable[[Q], Answer | None]]:
    """Fresh at the moment of decision."""

    def register(link: Callable[[Q], Answer | None]) -> Callable[[Q], Answer | None]:
        _enter(REGISTRY.gates, answers, link)
        return link

    return register


def window(*, in_: str) -> Callable[[Window], Window]:
    """Read-only, on display. More than three windows on a page ask for a read model instead."""

    def register(link: Window) -> Window:
        _enter(REGISTRY.windows, in_, link)
        return link

    return register


def ask(question: Question) -> Answer:
    """Put a question to every gate installed for it; all must say yes.

    No gate, a gate that fails and a gate that says nothing are a no, with that reason.
    """
    gates = REGISTRY.gates_for(question)
    if not gates:
        return Answer(False, (Reason(NOBODY_ANSWERS, {"question": type(question).__name__}),))
    answers = [_answer(name, link, question) for name, link in gates.items()]
    return Answer(
        allowed=all(answer.allowed for answer in answers),
        reasons=tuple(reason for answer in answers for reason in answer.reasons),
        sources=tuple(source for answer in answers for source in answer.sources),
    )


def _answer(name: str, link: Gate, question: Question) -> Answer:
    try:
        with transaction.atomic():
            answer = link(question)
    except Exception:
        # Whatever it is, an unanswered question is a no: the gate guards something that cannot be taken back.
        logger.exception("The gate %s failed", name)
        return Answer(False, (Reason(GATE_FAILED, {"link": name}),))
    return answer if answer is not None else Answer(False, (Reason(NO_ANSWER, {"link": name}),))


def explain(reason: Reason) -> str:
    """The sentence for the three reasons of the gates themselves; another code as it is written."""
    match reason.code:
        case "gate.nobody-answers":
            return _(
                "Refused: nothing is installed in this house to answer the question. Ask the owner of the house."
            )
        case "gate.failed":
            return _("Refused: the check could not be made. Try again; if it lasts, ask the owner of the house.")
        case "gate.no-answer":
            return _("Refused: the check gave no answer. Ask the owner of the house.")
        case code:
            return code


def fill(slot: str, *, user: "User", subject_id: int) -> list[SafeString]:
    """What the windows of a slot show to this reader. A window that fails is left out; the page stands."""
    shown = []
    for name, link in REGISTRY.windows_in(slot).items():
        try:
            with transaction.atomic():
                pane = link(user, subject_id)
        except Exception:
            # A window only shows: whatever breaks in it must not take the page of another desk along.
            logger.exception("The window %s failed", name)
            continue
        if pane:
            shown.append(conditional_escape(pane))
    return shown


def load(package: str) -> None:
    """Read every file of the house's package of links, so that each registers itself."""
    module = import_module(package)
    for found in iter_modules(module.__path__, prefix=f"{package}."):
        import_module(found.name)
