"""The dated parameters are in the house: delays are counted from them."""

import pytest

from coulisse.foundation.parameters.actions import load
from tests.cast import AT


@pytest.fixture(autouse=True)
def parameters(db: None) -> None:
    load(at=AT)
