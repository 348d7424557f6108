"""Each test keeps its files in a folder of its own."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_django import Settings


@pytest.fixture(autouse=True)
def own_vault(settings: "Settings", tmp_path: Path) -> Path:
    settings.DOCUMENTS = tmp_path / "documents"
    return Path(settings.DOCUMENTS)
