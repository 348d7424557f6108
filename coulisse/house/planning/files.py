"""The papers of a plan as files of a folder: all of them are made before the first is written."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coulisse.formats.fdx import write_fdx
from coulisse.formats.fountain import write_fountain
from coulisse.house.planning.boards import board_of, joined, presence_of
from coulisse.house.planning.breakdown import breakdown_book
from coulisse.house.planning.call_sheet import sheet_of
from coulisse.house.planning.records import Plan
from coulisse.house.planning.words import WORDS
from coulisse.papers.call_sheet import call_sheet
from coulisse.papers.dood import dood, dood_xlsx
from coulisse.papers.one_liner import one_liner
from coulisse.papers.shooting_plan import shooting_plan, shooting_plan_xlsx

PAPERS: Final[dict[str, Callable[[Plan, str], bytes]]] = {
    "breakdown": breakdown_book,
    "plan": lambda plan, language: shooting_plan(joined(board_of(plan, language)), language),
    "plan-book": lambda plan, language: shooting_plan_xlsx(board_of(plan, language), language),
    "dood": lambda plan, language: dood(presence_of(plan, language), language),
    "dood-book": lambda plan, language: dood_xlsx(presence_of(plan, language), language),
    "one-liner": lambda plan, language: one_liner(board_of(plan, language), language),
    "call-sheet": lambda plan, language: call_sheet(sheet_of(plan, language), language),
    "fdx": lambda plan, _language: write_fdx(plan.manuscript),
    "fountain": lambda plan, _language: write_fountain(plan.manuscript),
}


class WouldReplaceTheScript(Exception):
    """One of the files to be written is the screenplay that was read."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the folder; `replaced` tells that another one of that name was there."""

    file: str
    size: int
    replaced: bool


def papers_of(plan: Plan, language: str) -> dict[str, bytes]:
    """The contents of every file by its name, in `language` (fr, nl or en)."""
    names: dict[str, str] = WORDS[language]["files"]
    return {names[key]: make(plan, language) for key, make in PAPERS.items()}


def write_files(folder: Path, files: Mapping[str, bytes], *, script: Path | None = None) -> list[Written]:
    """Write them, replacing those of the same name, each whole or not at all. Raises OSError.

    Raises WouldReplaceTheScript, before anything is written, where one of them is `script`.
    """
    for name in files:
        path = folder / name
        if script is not None and path.exists() and path.samefile(script):
            raise WouldReplaceTheScript(name)
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / name, content) for name, content in files.items()]


def _write(path: Path, content: bytes) -> Written:
    replaced = path.exists()
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return Written(path.name, len(content), replaced)
