"""What every test may ask for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

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


@pytest.fixture(autouse=True, scope="session")
def counted_lists_say_their_order() -> Iterator[None]:
    """A list counted by group has the order it names, or names none with `order_by()`.

    Django forgets that of the model's table: such a list comes in any order, and often in the right one.
    """
    from django.db.models.sql.compiler import SQLCompiler

    write = SQLCompiler.as_sql

    def heard(self: SQLCompiler, *args: Any, **kwargs: Any) -> Any:
        written = write(self, *args, **kwargs)
        forgotten = self._meta_ordering and self.query.group_by is not None  # type: ignore[attr-defined]
        assert not forgotten, f"{self.query.model}: counted by group, in no order"
        return written

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "as_sql", heard)
        yield


@pytest.fixture(autouse=True)
def cheap_passwords(settings: "Settings") -> None:
    """Hash passwords the cheap way: strong hashing would be most of the run."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
