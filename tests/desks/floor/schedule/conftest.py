"""*La Drache* on its boards, for the tests of the plan."""

import pytest

from tests.cast import Cast
from tests.desks.floor.la_drache import Drache, shoot


@pytest.fixture
def drache(cast: Cast) -> Drache:
    return shoot(cast)
