r"""Mailboxes in one file (mbox): the mails one after the other, each behind a line that begins with `From `.

The line that divides stands at the beginning of the file or behind an empty line, and ends as RFC 4155 and every
program write it: an address and a date, or at least a year. `>From ` in a text stands for `From ` (mboxrd
takes one
sign off; what mboxo left untouched stays). The file is gone through once, one mail in memory at a time.

>>> from io import BytesIO
>>> box = BytesIO(b"From a@x.be Mon Mar 15 08:00:00 2027\nSubject: Un\n\n>From ici\n\n"
...               b"From b@x.be Mon Mar 15 09:00:00 2027\nSubject: Deux\n\nFrom hier.\n")
>>> [(one.line, one.content) for one in read_mbox(box)]
[(1, b'Subject: Un\n\nFrom ici\n'), (6, b'Subject: Deux\n\nFrom hier.\n')]
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

MOST_BYTES: Final = 40 * 1024 * 1024
"""Of one mail; what is longer is given without content."""
DIVIDES: Final = re.compile(rb"From (?:\S.*\s)?(?:\d\d:\d\d(?::\d\d)?\s.*)?\d{4}\b.*")
ESCAPED: Final = re.compile(rb">+From ")


@dataclass(frozen=True, slots=True)
class Boxed:
    """One mail of a mailbox: the line on which it begins, and its bytes; none where it is too long."""

    line: int
    content: bytes | None


def looks_like_mbox(head: bytes) -> bool:
    """Whether a file that begins so is a mailbox.

    >>> looks_like_mbox(b"From a@x.be Mon Mar 15 08:00:00 2027\\n"), looks_like_mbox(b"From: a@x.be\\n")
    (True, False)
    """
    return DIVIDES.fullmatch(head.lstrip(b"\xef\xbb\xbf\r\n").partition(b"\n")[0].rstrip(b"\r")) is not None


def read_mbox(lines: Iterable[bytes]) -> Iterator[Boxed]:
    """The mails of a file opened in binary. What stands before the first dividing line is no mail."""
    began, size = 0, 0
    held: list[bytes] = []
    is_after_empty = True
    for number, line in enumerate(lines, 1):
        if is_after_empty and line.startswith(b"From ") and DIVIDES.fullmatch(line.rstrip(b"\r\n")):
            if began:
                yield _boxed(began, held, size)
            began, size, held = number, 0, []
            is_after_empty = False
            continue
        is_after_empty = not line.strip(b"\r\n")
        size += len(line)
        if began and size <= MOST_BYTES:
            held.append(line[1:] if ESCAPED.match(line) else line)
    if began:
        yield _boxed(began, held, size)


def _boxed(line: int, held: list[bytes], size: int) -> Boxed:
    """Without the empty line that divides it from the next."""
    if size > MOST_BYTES:
        return Boxed(line, None)
    if held and not held[-1].strip(b"\r\n"):
        held = held[:-1]
    return Boxed(line, b"".join(held))
