"""Formula injection: a cell that a spreadsheet would run is text again behind an apostrophe.

The rule is its own inverse's mirror. A text that begins, after any apostrophes, with one of the triggers gets
one apostrophe more; reading takes one away from a text of that shape. So any text survives the round trip.

>>> protect("=HYPERLINK(1)"), protect("-12,50"), protect("-SUM(A1)"), protect("l'été")
("'=HYPERLINK(1)", '-12,50', "'-SUM(A1)", "l'été")
>>> unprotect(protect("'=1"))
"'=1"

A telephone number written +32… is protected too: left alone, a spreadsheet would make a number of it.
"""

import re

# What OWASP lists under CSV injection, with the full-width forms that spreadsheets fold to the plain ones.
TRIGGERS = "=+\\-@\t\r\n＝＋－＠"
RISKY = re.compile(f"'*[{TRIGGERS}]")
PROTECTED = re.compile(f"''*[{TRIGGERS}]")
PLAIN_NEGATIVE = re.compile(r"-\d+(?:[., \u00a0\u202f]\d+)*(?: ?%)?", re.ASCII)


def protect(text: str) -> str:
    """The text as it may stand in a CSV that a spreadsheet will open."""
    if PLAIN_NEGATIVE.fullmatch(text):
        return text
    return f"'{text}" if RISKY.match(text) else text


def unprotect(text: str) -> str:
    """The text as it was before `protect`."""
    return text[1:] if PROTECTED.match(text) else text
