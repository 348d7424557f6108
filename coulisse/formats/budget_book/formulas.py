"""Formulas between the house (`SEM*5+@31/100`) and a spreadsheet (`SEM*5+ACC_31/100`, names of cells).

A spreadsheet reads some names as cells (`SEM1`) or as words of its own (`TRUE`): those get an underscore. Names
there know no case, so `a` and `A` are told apart the same way. What a spreadsheet's formula says beyond numbers,
+ − × ÷, parentheses, min, max, round and the names of the book has no counterpart: None, and its value is taken.

>>> names = Names(("SEM", "SEM1"))
>>> names.out("max(SEM×2;SEM1)+round(@31.2)"), names.back("=MAX(SEM*2,SEM1_)+ROUND(ACC_31.2,0)")
('MAX(SEM*2,SEM1_)+ROUND(ACC_31.2,0)', 'max(SEM*2,SEM1)+round(@31.2,0)')
>>> names.back("of:=SUM([.A1:.A3])") is None
True
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

ACCOUNT: Final = "ACC_"
RATE: Final = "RATE_"
LONGEST: Final = 8_000
_CELL: Final = re.compile(r"[A-Za-z]{1,3}[0-9]+|[RrCcLlZzKk][0-9]*(?:[CcSsKk][0-9]*)?")
_SAFE: Final = re.compile(r"[^\W\d]\w*")
_WORDS: Final = frozenset({"true", "false", "vrai", "faux", "waar", "onwaar"})
_FUNCTIONS: Final = {"min": "MIN", "max": "MAX", "round": "ROUND"}
_SIGNS: Final = {"−": "-", "×": "*", "÷": "/", ";": ","}
_STORED: Final = re.compile(
    r"[ \t\u00a0\u202f\u2009]*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|@(?P<account>\w+(?:\.\w+)*)"
    r"|(?P<name>[^\W\d]\w*)|(?P<mark>[-+−*×/÷(),;])|(?P<end>\Z)|(?P<other>.))",
    re.DOTALL,
)
_CELLS: Final = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)(?P<percent>%*)"
    r"|(?P<name>[^\W\d][\w.]*)|(?P<mark>[-+*/(),;])|(?P<end>\Z)|(?P<other>.))",
    re.DOTALL,
)


class Names:
    """The names of one book: of its globals here, of their cells there."""

    def __init__(self, names: Iterable[str]) -> None:
        self.cells: dict[str, str] = {}
        """By the name of a global, the name of its cell."""
        self._globals: dict[str, str] = {}
        for name in names:
            # Of what begins as our own names do, an underscore before it makes another name.
            cell = f"_{name}" if name.upper().startswith((ACCOUNT, RATE)) else name
            while not _is_free(cell) or cell.casefold() in self._globals:
                cell += "_"
            if _SAFE.fullmatch(name) and name not in self.cells:
                self.cells[name] = cell
                self._globals[cell.casefold()] = name

    def out(self, stored: str) -> str | None:
        """A stored formula for a cell, without its `=`; None where it cannot be one."""
        text, written, opened = stored.strip().removeprefix("="), "", []
        for found in _STORED.finditer(text):
            piece = self._piece_out(found, written)
            if piece is None:
                return None
            if piece == "(":
                opened.append(_one_argument(written))
            elif piece == "," and opened:
                opened[-1] = False
            elif piece == ")" and opened and opened.pop():
                piece = ",0)"
            written += piece
        return written or None

    def back(self, formula: str) -> str | None:
        """What a cell's formula is in the house, or None where it uses what the house does not know."""
        text, written = formula.strip(), ""
        text = text.removeprefix("of:").removeprefix("msoxl:").removeprefix("=")
        if len(text) > LONGEST:
            return None
        for found in _CELLS.finditer(text):
            piece = self._piece_back(found)
            if piece is None:
                return None
            written += piece
        return written or None

    def _piece_out(self, found: re.Match[str], before: str) -> str | None:
        match found.lastgroup:
            case "number":
                return found["number"]
            case "account":
                return f"{ACCOUNT}{found['account']}"
            case "name":
                return _FUNCTIONS.get(found["name"]) or self.cells.get(found["name"])
            case "mark":
                return _SIGNS.get(found["mark"], found["mark"])
            case "end":
                return ""
        return None

    def _piece_back(self, found: re.Match[str]) -> str | None:
        if found["number"] is not None:
            plain = f"{Decimal(found['number']):f}"
            return plain + "/100" * len(found["percent"]) if len(plain) <= 80 else None
        if found["name"] is not None:
            return self._name_back(found["name"])
        if found["mark"] is not None:
            return "," if found["mark"] == ";" else found["mark"]
        return "" if found["end"] is not None else None

    def _name_back(self, name: str) -> str | None:
        if name.casefold() in self._globals:
            return self._globals[name.casefold()]
        if name.casefold() in _FUNCTIONS:
            return name.casefold()
        if name.upper().startswith(ACCOUNT):
            return f"@{name[len(ACCOUNT) :]}"
        return None


def rate_name(currency: str) -> str:
    return f"{RATE}{currency}"


def accounts_in(stored: str) -> set[str]:
    """The accounts that a stored formula refers to."""
    return {found["account"] for found in _STORED.finditer(stored) if found["account"]} if "@" in stored else set()


def _one_argument(before: str) -> bool:
    """Whether what was just opened is a `round` that has no places yet."""
    return before.endswith("ROUND")


def _is_free(name: str) -> bool:
    """Whether a spreadsheet reads nothing else in it."""
    return name.casefold() not in _WORDS | _FUNCTIONS.keys() and not _CELL.fullmatch(name)
