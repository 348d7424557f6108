"""Lists of addresses (RFC 5322, 3.4), as far as they can be understood; linear, whatever is written there.

>>> addresses('"Renard, Luc" <luc@rtbf.be>, Équipe: a@b.be, c@d.be (Chloé);')[0]
Address(address='luc@rtbf.be', name='Renard, Luc')
>>> [one.address for one in addresses("Équipe: a@b.be, c@d.be (Chloé);")]
['a@b.be', 'c@d.be']
>>> addresses("=?utf-8?q?Chlo=C3=A9=2C?= <c@d.be>")
(Address(address='c@d.be', name='Chloé,'),)
"""

import re
from collections.abc import Iterator
from typing import Final

from coulisse.formats.eml.headers import decoded, one_line
from coulisse.formats.eml.records import Address

MOST: Final = 2000
ADDRESS: Final = re.compile(r"[^\s<>\"'(),;:@\[\]]{1,128}@[^\s<>\"'(),;:@\]]{1,255}")
PIECE: Final = re.compile(r'"(?:[^"\\]|\\.){0,2000}"|<[^<>]*>|[(),;:<]|[^"(),;:<]+|"', re.DOTALL)
COMMENT: Final = re.compile(r"\([^()]*\)")
ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


def addresses(*values: str) -> tuple[Address, ...]:
    """The mailboxes of one or several headers of a name, in their order; groups are opened."""
    found: list[Address] = []
    for value in values:
        for pieces in _entries(value):
            entry = _address(pieces)
            if entry and len(found) < MOST:
                found.append(entry)
    return tuple(found)


def _entries(value: str) -> Iterator[list[str]]:
    """The pieces between commas; a comment is one piece, the name of a group is left out."""
    pieces: list[str] = []
    comment: list[str] = []
    depth = 0
    for found in PIECE.finditer(value):
        piece = found[0]
        if depth:
            depth += (piece == "(") - (piece == ")")
            comment.append(piece)
            if not depth:
                pieces.append("".join(comment))
                comment = []
        elif piece == "(":
            depth, comment = 1, ["("]
        elif piece in (",", ";"):
            yield pieces
            pieces = []
        elif piece == ":" and not any("@" in one for one in pieces):
            pieces = []
        else:
            pieces.append(piece)
    yield [*pieces, "".join(comment)] if comment else pieces


def _address(pieces: list[str]) -> Address | None:
    angled = [piece for piece in pieces if piece[0] == "<" and piece[-1] == ">" and len(piece) > 2]
    comments = [piece for piece in pieces if piece[:1] == "("]
    names = [_unquoted(piece) for piece in pieces if piece not in angled and piece not in comments]
    name = one_line(decoded("".join(names)))
    if angled:
        route = COMMENT.sub("", angled[-1][1:-1])
        address = one_line(decoded(route)).replace(" ", "").removeprefix("mailto:")
        return Address(address.rpartition(":")[2] if address[:1] == "@" else address, name)
    written = ADDRESS.search(name)
    if written is None:
        return Address("", name) if name else None
    rest = one_line(name.replace(written[0], "").replace("<>", "").strip(" <>\"'"))
    said = one_line(decoded(" ".join(piece.strip("()") for piece in comments)))
    return Address(written[0].strip("."), rest or said)


def _unquoted(piece: str) -> str:
    if len(piece) > 1 and piece[0] == piece[-1] == '"':
        return ESCAPED.sub(r"\1", piece[1:-1])
    return piece
