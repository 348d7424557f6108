"""`coulisse schedule order FILE`: scenes ordered so that actors, paid from first to last scene, cost least."""

import argparse
import json
import math
import signal
from decimal import Decimal
from fractions import Fraction
from time import monotonic
from typing import Any, Final, NoReturn

from coulisse.engines.stripboard.talent import BadCasting, Casting, Proposal, propose_order
from coulisse.engines.stripboard.talent.warming import warm
from coulisse.house.outcome import Refused, print_json
from coulisse.house.source import read_source

SECONDS: Final = 60.0
MOST_SCENES: Final = 2_000
MOST_ACTORS: Final = 500
MOST_DIGITS: Final = 18
WORDS: Final = {
    "json": "not a JSON document",
    "missing": "this key is missing",
    "number": "not a number",
    "sizes": "as many rows as actors and as many cells as scenes are needed",
    "appears": "0 or 1 is needed",
    "negative-duration": "a duration cannot be below zero",
    "negative-rate": "a rate cannot be below zero",
    "too-large": f"over {MOST_SCENES} scenes or {MOST_ACTORS} actors, or figures too long to be added up exactly",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["order"], help="order scenes so that actors wait little")
    parser.add_argument("file", help="scenes, actors, appears, cost and duration as JSON, or - for standard input")
    parser.add_argument(
        "--seconds", type=_seconds, default=SECONDS, metavar="N", help=f"stop after N seconds ({SECONDS:.0f})"
    )


def run(options: argparse.Namespace) -> int:
    try:
        casting = read_casting(read_source(options.file))
        warm()
        began = monotonic()
        proposal = _proposed(casting, began + options.seconds)
        seconds = monotonic() - began
    except BadCasting as bad:
        where = ":".join(part for part in (options.file, bad.where) if part)
        raise Refused(bad.code, f"{where}: {WORDS[bad.code]}", where) from bad
    if options.json:
        print_json(_document(proposal, seconds))
    else:
        print("\n".join(_lines(casting, proposal, seconds)))
    return 0


def read_casting(content: bytes) -> Casting:
    """The casting of a JSON document. Raises BadCasting: one of the codes above, and the place in the document."""
    try:
        document = json.loads(content, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadCasting("json", "") from error
    if not isinstance(document, dict):
        raise BadCasting("json", "")
    for key in ("scenes", "actors", "appears", "cost", "duration"):
        if key not in document:
            raise BadCasting("missing", key)
    scenes, actors = (_count(document[key], key) for key in ("scenes", "actors"))
    if scenes > MOST_SCENES or actors > MOST_ACTORS:
        raise BadCasting("too-large", "scenes" if scenes > MOST_SCENES else "actors")
    return Casting(
        tuple(_number(value, f"duration[{i}]") for i, value in enumerate(_row(document, "duration", scenes))),
        tuple(_number(value, f"cost[{i}]") for i, value in enumerate(_row(document, "cost", actors))),
        tuple(_played(row, f"appears[{i}]", scenes) for i, row in enumerate(_row(document, "appears", actors))),
    )


def _no_number(word: str) -> NoReturn:
    raise BadCasting("number", word)


def _count(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadCasting("number", where)
    return value


def _row(document: dict[str, Any], key: str, size: int) -> list[Any]:
    row = document[key]
    if not isinstance(row, list) or len(row) != size:
        raise BadCasting("sizes", key)
    return row


def _number(value: object, where: str) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise BadCasting("number", where)
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    # Checked before the number is written out: 1e999999999 is short, what it stands for is not.
    if not isinstance(exponent, int) or max(abs(exponent), number.adjusted()) > MOST_DIGITS:
        raise BadCasting("too-large", where)
    return Fraction(number)


def _played(row: object, where: str, scenes: int) -> frozenset[int]:
    if not isinstance(row, list) or len(row) != scenes:
        raise BadCasting("sizes", where)
    for scene, cell in enumerate(row):
        if cell not in (0, 1):
            raise BadCasting("appears", f"{where}[{scene}]")
    return frozenset(scene for scene, cell in enumerate(row) if cell)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not math.isfinite(seconds) or seconds < 0:
        raise argparse.ArgumentTypeError("a number of seconds, 0 or more, is needed")
    return seconds


def _proposed(casting: Casting, until: float) -> Proposal:
    """Search until the time is over; an interruption from the keyboard ends the search, not its result."""
    stopped = False

    def stop(signal_number: int, frame: object) -> None:
        nonlocal stopped
        stopped = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        return propose_order(casting, keep_going=lambda: not stopped and monotonic() < until)
    finally:
        signal.signal(signal.SIGINT, before)


def _document(proposal: Proposal, seconds: float) -> dict[str, Any]:
    return {
        "order": list(proposal.order),
        "cost": _plain(proposal.cost),
        "bound": _plain(proposal.bound),
        "optimal": proposal.optimal,
        "seconds": round(seconds, 3),
    }


def _lines(casting: Casting, proposal: Proposal, seconds: float) -> list[str]:
    waiting = _plain(proposal.cost - casting.own_cost)
    proof = (
        "Proved: with actors paid from first to last scene, no order costs less."
        if proposal.optimal
        else f"No order costs less than {_plain(proposal.bound)}: {float(proposal.gap):.1%} at most to be saved."
    )
    return [
        "Order: " + " ".join(map(str, proposal.order)),
        f"Cost: {_plain(proposal.cost)}, of which {waiting} for waiting, found in {seconds:.1f} s",
        proof,
    ]


def _plain(amount: Fraction) -> int | float:
    return int(amount) if amount.denominator == 1 else float(amount)
