"""The examples in the docstrings of the papers hold."""

import doctest
from importlib import import_module

import pytest

MODULES = (
    "coulisse.papers.call_sheet.changes",
    "coulisse.papers.call_sheet.names",
    "coulisse.papers.call_sheet.words",
    "coulisse.papers.days",
    "coulisse.papers.production_report.page",
    "coulisse.papers.sides",
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    found = doctest.testmod(import_module(name))
    assert found.attempted > 0
    assert found.failed == 0
