"""Tests run in a transaction that never ends: an open budget is read as if each step had committed."""

import pytest

from coulisse.desks.office.budget.queries import opened


@pytest.fixture(autouse=True)
def steps_count_as_committed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "_is_written_here", lambda _budget: False)
