"""What every test may ask for."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes depends on what else the machine does: no test may fail for that.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.cast import Cast


@pytest.fixture
def cast(db: None) -> "Cast":
    """The named people of tests/cast.py."""
    from tests.cast import gather

    return gather()


@pytest.fixture(autouse=True)
def cheap_passwords(settings: "Settings") -> None:
    """Hash passwords the cheap way: strong hashing would be most of the run."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
