"""`coulisse post measure --network NAME [FILE]`: how long texts are on a network and what it links, one a line."""

import argparse
import json
from dataclasses import replace
from typing import Any, Final

from coulisse.engines.posttext import Network, Rules, facets, measure, rules_of
from coulisse.house.outcome import Refused
from coulisse.house.source import read_source

MOST_BYTES: Final = 64 * 1024 * 1024
MOST_LETTERS: Final = 100_000
"""Of one text: the longest limit of a network is 63,206."""


def arguments(parser: argparse.ArgumentParser) -> None:
    # A verb of its own: beside a plain word, argparse takes no FILE that stands behind an option.
    verb = parser.add_subparsers(dest="verb", metavar="measure", required=True).add_parser(
        "measure", help="measure texts"
    )
    verb.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON and nothing else")
    networks = [str(one) for one in Network]
    verb.add_argument("--network", required=True, choices=networks, metavar="NAME", help=", ".join(networks))
    verb.add_argument(
        "--limit", type=_limit, metavar="N", help="the limit of this server, in place of the usual one"
    )
    verb.add_argument(
        "file", nargs="?", default="-", help='lines of {"id", "text", "cw"?}, or - for standard input'
    )


def run(options: argparse.Namespace) -> int:
    rules = rules_of(Network(options.network))
    if options.limit is not None:
        rules = replace(rules, limit=options.limit)
    for line in _lines_of(options.file):
        document = _measured(line, rules)
        if options.json:
            print(_json(document))
        else:
            print("\n".join(_shown(document)).encode("utf-8", "replace").decode("utf-8"))
    return 0


def _limit(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= MOST_LETTERS:
        raise argparse.ArgumentTypeError(f"a limit is a number from 1 to {MOST_LETTERS}")
    return int(written)


def _measured(line: dict[str, Any], rules: Rules) -> dict[str, Any]:
    text = line["text"]
    measured = measure(text, rules, warning=line.get("cw") or "")
    found = [
        {"start": one.start, "end": one.end, "type": str(one.kind), "value": one.value}
        for one in facets(text, rules)
    ]
    return {
        "id": line["id"],
        "length": measured.length,
        "limit": measured.limit,
        "valid": measured.valid,
        "facets": found,
    }


def _shown(document: dict[str, Any]) -> list[str]:
    mark = "" if document["valid"] else "  !"
    return [
        f"{document['id']}  {document['length']}/{document['limit']}{mark}",
        *(f"  {one['start']}-{one['end']}  {one['type']}  {one['value']}" for one in document["facets"]),
    ]


def _json(document: dict[str, Any]) -> str:
    """Accents as they are; half a surrogate pair escaped, as it was given."""
    written = json.dumps(document, ensure_ascii=False)
    is_whole = not any("\ud800" <= letter <= "\udfff" for letter in written)
    return written if is_whole else json.dumps(document)


def _lines_of(file: str) -> list[dict[str, Any]]:
    """One JSON object a line; empty lines are passed over. All are read before anything is printed."""
    lines = []
    for number, raw in enumerate(read_source(file, most=MOST_BYTES).split(b"\n"), 1):
        if not raw.strip():
            continue
        where = f"{file}:{number}"
        try:
            line = json.loads(raw.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise Refused("not-json", f"{where}: not a line of JSON in UTF-8", where) from error
        if not isinstance(line, dict) or "id" not in line or not isinstance(line.get("text"), str):
            raise Refused("wrong-line", f"{where}: an id and a text are needed", where)
        if not isinstance(line.get("cw") or "", str):
            raise Refused("wrong-line", f"{where}: the content warning is not a text", where)
        if len(line["text"]) + len(line.get("cw") or "") > MOST_LETTERS:
            raise Refused("too-large", f"{where}: over {MOST_LETTERS} letters, the most that is measured", where)
        lines.append(line)
    return lines
