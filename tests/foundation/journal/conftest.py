from collections.abc import Iterator
from typing import Any

import pytest

from coulisse.foundation.journal import links
from tests.doubles.desks.ledger import book
from tests.doubles.desks.ledger.weather import MENDED


@pytest.fixture
def desks() -> Iterator[None]:
    """The house with the two test-only desks and their links installed, and nothing else."""
    own = links.REGISTRY
    books: tuple[dict[str, Any], ...] = (own.reactions, own.brakes, own.gates, own.windows)
    before = [dict(each) for each in books]
    MENDED["yes"] = False
    for each in books:
        each.clear()
    links.load("tests.doubles.desks.links")
    _register_again()
    yield
    for each, content in zip(books, before, strict=True):
        each.clear()
        each.update(content)


def _register_again() -> None:
    """A module that was imported before does not run its decorators twice. Here, so that nothing else has them."""
    from tests.doubles.desks.links import (
        alarm_closes_gates,
        passed_boat_pays_toll,
        passed_wreck_breaks,
        toll_status_on_boat,
        unpaid_toll_guards_passing,
    )
    from tests.doubles.desks.sluice.facts import AlarmRaised, BoatPassed
    from tests.doubles.desks.sluice.questions import MayPass

    links.reaction(to=BoatPassed)(passed_boat_pays_toll.book_toll)
    links.reaction(to=BoatPassed)(passed_wreck_breaks.survey)
    links.brake(on=AlarmRaised)(alarm_closes_gates.close_gates)
    links.gate(answers=MayPass)(unpaid_toll_guards_passing.toll_paid)
    for pane in (toll_status_on_boat.toll_status, toll_status_on_boat.careless, toll_status_on_boat.broken):
        links.window(in_="sluice.boat")(pane)


@pytest.fixture
def ledger(db: None) -> None:
    """The bookkeeper's table, within the test's transaction."""
    book.open_book()


@pytest.fixture
def lasting_ledger(transactional_db: None) -> Iterator[None]:
    """The bookkeeper's table, seen by other processes."""
    book.open_book()
    yield
    book.close_book()
