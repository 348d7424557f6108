"""`coulisse calendar read FILE`: the events of an iCalendar file."""

import argparse
from typing import Any

from coulisse.formats.ics import calendar_as_json, read_events
from coulisse.house.reading import read_and_print, reading_arguments


def arguments(parser: argparse.ArgumentParser) -> None:
    reading_arguments(parser, "the events of an iCalendar file")


def run(options: argparse.Namespace) -> int:
    return read_and_print(options, _document, _lines)


def _document(content: bytes) -> dict[str, Any]:
    return dict(calendar_as_json(read_events(content)))


def _lines(document: dict[str, Any]) -> list[str]:
    events = [f"{event['start'] or '?':25}  {event['summary']}" for event in document["events"]]
    return events + [f"! {warning['code']} {warning['where']}" for warning in document["warnings"]]
