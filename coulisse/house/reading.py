"""What two reading commands share: a file in, one document out, an unreadable file refused with its place."""

import argparse
from collections.abc import Callable
from typing import Any

from coulisse.formats.problems import Unreadable
from coulisse.house.outcome import Refused, print_json
from coulisse.house.source import read_source


def reading_arguments(parser: argparse.ArgumentParser, what: str) -> None:
    """`read FILE`, the only verb so far."""
    parser.add_argument("verb", choices=["read"], help=f"read {what}")
    parser.add_argument("file", help="a file, or - for standard input")


def read_and_print(
    options: argparse.Namespace,
    build: Callable[[bytes], dict[str, Any]],
    lines: Callable[[dict[str, Any]], list[str]],
) -> int:
    """Print what the file holds: as one JSON document, or a line each."""
    content = read_source(options.file)
    try:
        document = build(content)
    except Unreadable as error:
        place = ":".join(part for part in (options.file, str(error.where)) if part)
        raise Refused(error.code, f"{place}: this file cannot be read ({error.code})", place) from error
    if options.json:
        print_json(document)
    else:
        print("\n".join(lines(document)))
    return 0
