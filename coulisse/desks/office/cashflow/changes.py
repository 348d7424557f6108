"""The changes of a scenario, between the address, the row and the engine.

In an address: `shift~tranche:12~28`, `spread~planned:3:2027-05-24~14`, `drop~committed:8`,
`add~-2411600~2027-04-20~J14 à retourner`. In a row: the same as a small JSON object.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from coulisse.engines.cashflow import Add, Change, Drop, Kind, Movement, Shift, Spread
from coulisse.foundation.ui.days import FIRST, LAST
from coulisse.kernel.money import Money

MARK: Final = "~"
MOST: Final = 40
FARTHEST: Final = 3650
LONGEST_KEY: Final = 80
LONGEST_LABEL: Final = 160
MOST_CENTS: Final = 10**14


class UnreadableChange(ValueError):
    """A change in an address or a row that means nothing."""


def read(text: str) -> dict[str, Any]:
    """One change of an address. Raises `UnreadableChange`."""
    verb, _mark, rest = text.partition(MARK)
    parts = rest.split(MARK)
    try:
        if verb in ("shift", "spread") and len(parts) == 2:
            return checked({"do": verb, "key": parts[0], "days": int(parts[1])})
        if verb == "drop" and len(parts) == 1:
            return checked({"do": verb, "key": parts[0]})
        if verb == "add" and len(parts) >= 3:
            label = MARK.join(parts[2:])
            return checked({"do": verb, "cents": int(parts[0]), "day": parts[1], "label": label})
    except ValueError as error:
        raise UnreadableChange(text) from error
    raise UnreadableChange(text)


def write(change: dict[str, Any]) -> str:
    """The inverse of `read`."""
    if change["do"] == "add":
        return MARK.join(("add", str(change["cents"]), change["day"], change["label"]))
    parts = [change["do"], change["key"]]
    return MARK.join([*parts, str(change["days"])] if "days" in change else parts)


def checked(change: dict[str, Any]) -> dict[str, Any]:
    """The change itself if it is one. Raises `UnreadableChange`."""
    if change["do"] == "add":
        good = FIRST <= date.fromisoformat(change["day"]) <= LAST
        good = good and 0 < abs(change["cents"]) <= MOST_CENTS
        good = good and 0 < len(change["label"].strip()) <= LONGEST_LABEL
    else:
        good = 0 < len(change["key"]) <= LONGEST_KEY and abs(change.get("days", 0)) <= FARTHEST
        good = good and (change["do"] != "spread" or change["days"] > 0)
    if not good:
        raise UnreadableChange(str(change))
    return change


def read_all(texts: Iterable[str]) -> tuple[list[dict[str, Any]], int]:
    """What could be read, and how many could not."""
    found, lost = [], 0
    for text in texts:
        try:
            found.append(read(text))
        except UnreadableChange:
            lost += 1
    return found[:MOST], lost + max(0, len(found) - MOST)


def to_engine(changes: Sequence[dict[str, Any]]) -> list[Change]:
    """What the engine applies."""
    return [_one(number, change) for number, change in enumerate(changes)]


def _one(number: int, change: dict[str, Any]) -> Change:
    if change["do"] == "shift":
        return Shift(change["key"], change["days"])
    if change["do"] == "spread":
        return Spread(change["key"], days=change["days"])
    if change["do"] == "drop":
        return Drop(change["key"])
    day = date.fromisoformat(change["day"])
    return Add(
        Movement(f"added:{number}", day, Money(change["cents"]), Kind.OTHER, change["label"], source="scenario")
    )
