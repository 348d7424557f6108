"""Day 15 and its sheet, for every test of this room."""

from collections.abc import Callable

import pytest

from coulisse.desks.floor.callsheets.actions.validating import validate
from coulisse.desks.floor.callsheets.models import CallSheet, Revision
from tests.cast import Cast
from tests.desks.floor.callsheets.drache import EVE, Stage, complete, stage


@pytest.fixture
def j15(cast: Cast) -> Stage:
    return stage(cast)


@pytest.fixture
def sheet(j15: Stage) -> CallSheet:
    return complete(j15)


@pytest.fixture
def validated(j15: Stage, sheet: CallSheet) -> Callable[[], Revision]:
    """Validated by Solange that evening."""

    def sign() -> Revision:
        return validate(sheet=sheet, job="Directrice de production", by=j15.cast.solange, at=EVE)

    return sign
