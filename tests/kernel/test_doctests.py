"""The examples in the kernel's own pages are true."""

import doctest
import importlib
import pkgutil

import pytest

from coulisse import kernel

MODULES = sorted(module.name for module in pkgutil.iter_modules(kernel.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    module = importlib.import_module(f"coulisse.kernel.{name}")
    assert doctest.testmod(module).failed == 0
