"""`coulisse grid read FILE`: the channels and programmes of an XMLTV file."""

import argparse
from typing import Any

from coulisse.formats.xmltv import grid_as_json, read_grid
from coulisse.house.reading import read_and_print, reading_arguments


def arguments(parser: argparse.ArgumentParser) -> None:
    reading_arguments(parser, "a programme grid (XMLTV)")


def run(options: argparse.Namespace) -> int:
    return read_and_print(options, _document, _lines)


def _document(content: bytes) -> dict[str, Any]:
    return dict(grid_as_json(read_grid(content)))


def _lines(document: dict[str, Any]) -> list[str]:
    shown = [
        f"{programme['start']}  {programme['channel']:24}  {' / '.join(programme['titles'])}"
        for programme in document["programmes"]
    ]
    return shown + [f"! {warning['code']} {warning['where']}" for warning in document["warnings"]]
