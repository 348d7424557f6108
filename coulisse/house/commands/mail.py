"""`coulisse mail read FILE…`: what mails hold, a line each."""

import argparse
import sys
from typing import Any

from coulisse.engines.triage.language import language_of
from coulisse.formats.eml import MOST_BYTES, message_as_json, read_message
from coulisse.formats.problems import Unreadable
from coulisse.house.outcome import Refused, print_json
from coulisse.house.source import read_source


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["read"], help="read mails (RFC 5322)")
    parser.add_argument("files", nargs="+", metavar="FILE", help="files, or - for standard input")


def run(options: argparse.Namespace) -> int:
    refused = False
    for file in options.files:
        try:
            document = _document(file)
        except Refused as error:
            refused = True
            said = {"code": error.code, "message": error.message, "where": error.where}
            document = {"file": file, "error": said}
            print(error.message, file=sys.stderr)
        if options.json:
            print_json(document)
        elif "error" not in document:
            print("\n".join(_lines(document)))
    return int(refused)


def _document(file: str) -> dict[str, Any]:
    try:
        reading = read_message(read_source(file, most=MOST_BYTES))
    except Unreadable as error:
        raise Refused(error.code, f"{file}: this file cannot be read ({error.code})", file) from error
    language = str(language_of(reading.records.new_text or reading.records.subject))
    return {"file": file, **message_as_json(reading, language=language)}


def _lines(document: dict[str, Any]) -> list[str]:
    shown = [
        f"{document['file']}  {document['date'] or '?':25}  {document['language']}  {document['from']}",
        f"  {document['subject']}",
        *(f"  | {line}" for line in document["new_text"].split("\n")),
    ]
    shown += [f"  + {one['name'] or one['type']} ({one['bytes']})" for one in document["attachments"]]
    return shown + [f"  ! {warning['code']} {warning['where']}" for warning in document["warnings"]]
