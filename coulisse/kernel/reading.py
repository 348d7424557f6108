"""Numbers and amounts as people type and paste them.

`1.234,56`, `1 234,56` and `1234,56` are read in every language of the house, and so is `1,234.56`: where two
marks stand, the last one is the decimal mark. One mark alone leaves a doubt, and there the language decides:

- French, Dutch and German: a comma is decimal; a dot and exactly three digits groups (`1.234` is 1234), any
  other dot is decimal (`12.5`).
- English: the reverse.

A number in groups never starts with zero, nor with more than three digits, so `0.125` and `1234.567` are
decimals everywhere. Whoever asked shows at once what was understood. Spaces that group: the ordinary one,
U+00A0, U+202F and U+2009. The minus is `-` or U+2212. The command line reads none of this: see `plain`.
"""

import re
from decimal import Decimal
from enum import StrEnum

from coulisse.kernel.language import Language, spoken
from coulisse.kernel.money import EUR, CurrencyMismatch, FractionOfACent, Money

LONGEST = 40
SPACES = " \u00a0\u202f\u2009"
MINUS = "\N{MINUS SIGN}"

_SHAPE = re.compile(rf"(?P<sign>[-+{MINUS}]?)(?P<body>[0-9.,{SPACES}]+)")
_SPACED = re.compile(rf"[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?")
_ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_BARE = re.compile(r"[0-9]*(?:[.,][0-9]+)?")
_UNIT = re.compile(rf"(?P<before>€|[A-Z]{{3}})?[{SPACES}]*(?P<number>.*?)[{SPACES}]*(?P<after>€|[A-Z]{{3}})?")
_SIGN_THEN_UNIT = re.compile(rf"(?P<sign>[-+{MINUS}])[{SPACES}]*(?P<unit>€|[A-Z]{{3}})[{SPACES}]*(?=[0-9.,])")


class Unreadable(StrEnum):
    """Why a typed number was refused."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    NOT_A_NUMBER = "not-a-number"
    GROUPING = "grouping"  # digits and marks, but not in groups of three
    TWO_UNITS = "two-units"
    FRACTION_OF_A_CENT = "fraction-of-a-cent"


class UnreadableNumber(ValueError):
    """A typed number that was refused: `text` as typed, `why` as a code to be put in the reader's words."""

    def __init__(self, text: str, why: Unreadable) -> None:
        super().__init__(f"{why}: {text[:LONGEST]!r}")
        self.text = text
        self.why = why


def read_number(text: str, language: Language) -> Decimal:
    """Read a typed number; raises UnreadableNumber.

    >>> read_number("1.234", Language.FR), read_number("1.234", Language.EN)
    (Decimal('1234'), Decimal('1.234'))
    >>> read_number("1 234,56", Language.NL), read_number("1.234,56", Language.EN)
    (Decimal('1234.56'), Decimal('1234.56'))
    """
    typed = text.strip()
    if not typed:
        raise UnreadableNumber(text, Unreadable.EMPTY)
    if len(typed) > LONGEST:
        raise UnreadableNumber(text, Unreadable.TOO_LONG)
    shape = _SHAPE.fullmatch(typed)
    if shape is None or not any(mark.isdigit() for mark in typed):
        raise UnreadableNumber(text, Unreadable.NOT_A_NUMBER)
    plain = _plain(shape["body"].strip(), language)
    if plain is None:
        raise UnreadableNumber(text, Unreadable.GROUPING)
    value = Decimal(plain)
    return -value if shape["sign"] in ("-", MINUS) and value else value


def read_money(text: str, language: Language, currency: str = EUR) -> Money:
    """Read a typed amount, with or without its unit: `1 234,56 €`, `€1,234.56`, `EUR 12`.

    Raises UnreadableNumber (also for a third decimal that isn't zero) and CurrencyMismatch where the unit
    written isn't `currency`.

    >>> read_money("1 234,56 €", Language.FR)
    Money(cents=123456, currency='EUR')
    """
    if len(text.strip()) > 2 * LONGEST:
        raise UnreadableNumber(text, Unreadable.TOO_LONG)
    number, unit = _without_unit(text)
    if unit not in ("", currency):
        raise CurrencyMismatch(currency, unit)
    try:
        return Money.exactly(read_number(number, language), currency)
    except FractionOfACent:
        raise UnreadableNumber(text, Unreadable.FRACTION_OF_A_CENT) from None
    except UnreadableNumber as refused:
        raise UnreadableNumber(text, refused.why) from None


def _without_unit(text: str) -> tuple[str, str]:
    """The number, its sign first, and the currency written beside it, or an empty string."""
    found = _UNIT.fullmatch(_SIGN_THEN_UNIT.sub(r"\g<unit>\g<sign>", text.strip(), count=1))
    if found is None:
        return text, ""
    if found["before"] and found["after"]:
        raise UnreadableNumber(text, Unreadable.TWO_UNITS)
    unit = found["before"] or found["after"] or ""
    return found["number"], EUR if unit == "€" else unit


def _plain(body: str, language: Language) -> str | None:
    """Digits with at most one dot, or None where the groups don't hold."""
    if _SPACED.fullmatch(body):
        return re.sub(f"[{SPACES}]", "", body).replace(",", ".")
    if _GROUPED.fullmatch(body) and not _is_decimal(body, language):
        decimal = max(body.rfind(","), body.rfind("."))
        whole, rest = (body[:decimal], body[decimal:]) if len({*body} & {*",."}) == 2 else (body, "")
        return re.sub("[.,]", "", whole) + rest.replace(",", ".")
    return body.replace(",", ".") if _BARE.fullmatch(body) else None


def _is_decimal(body: str, language: Language) -> bool:
    """Whether the one mark of a number such as `1.234` or `0,125` is a decimal mark for the reader."""
    marks = [mark for mark in body if mark in ",."]
    if len(marks) != 1:
        return False
    own = "." if spoken(language) is Language.EN else ","
    return marks[0] == own or not _ONE_GROUP.fullmatch(body)
