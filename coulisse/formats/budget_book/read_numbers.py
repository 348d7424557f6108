"""Numbers in somebody's sheet: typed cells as they are, texts in the hand of their writer."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from coulisse.formats.tabular import Cell
from coulisse.kernel.language import Language
from coulisse.kernel.reading import UnreadableNumber, read_number

_SIGNS: Final = " \u00a0\u202f€$£"
_FORMULA: Final = re.compile(r"[\w\s.@+\-*/(),;×÷−]{1,240}")
_NAME: Final = re.compile(r"(?<![\w.@])[^\W\d]\w*")
_ACCOUNT: Final = re.compile(r"@\w")


class NotANumber(ValueError):
    """A cell that holds something else."""


def number_of(cell: Cell, language: Language) -> Decimal | None:
    """The exact number; None for an empty cell, or a dash that stands for nothing. Raises NotANumber."""
    if cell is None:
        return None
    if isinstance(cell, int | Decimal):
        return Decimal(cell)
    text = str(cell).strip(_SIGNS)
    if text in {"", "-", "–", "—"}:
        return None
    negative = text.startswith("(") and text.endswith(")")
    try:
        value = read_number(text.strip("()").strip(_SIGNS) if negative else text, language)
    except UnreadableNumber:
        raise NotANumber(text[:60]) from None
    return -value if negative else value


def factor_of(cell: Cell, language: Language, names: frozenset[str]) -> str:
    """A number, or a formula over globals that are known, as stored. Raises NotANumber."""
    try:
        value = number_of(cell, language)
    except NotANumber:
        text = str(cell).strip().removeprefix("=")
        used = set(_NAME.findall(text)) - {"min", "max", "round"}
        is_formula = bool(_FORMULA.fullmatch(text)) and used <= names and (used or _ACCOUNT.search(text))
        if is_formula or (_FORMULA.fullmatch(text) and not used and re.search(r"[-+*/×÷]", text)):
            return text
        raise
    return "" if value is None else plain(value)


def plain(value: Decimal) -> str:
    """Without the zeros that say nothing.

    >>> plain(Decimal("12.50")), plain(Decimal("1E+3")), plain(Decimal("0.00"))
    ('12.5', '1000', '0')
    """
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def hand_of(cells: Iterable[Cell], otherwise: Language) -> Language:
    """In whose hand the texts write numbers: which mark stands before the last one or two digits.

    >>> hand_of(["1 234,56"], Language.EN), hand_of(["1,234.50", "12"], Language.FR)
    (<Language.FR: 'fr'>, <Language.EN: 'en'>)
    """
    texts = [cell.strip(_SIGNS) for cell in cells if isinstance(cell, str)]
    commas = sum(bool(re.search(r"\d,\d{1,2}$", text)) for text in texts)
    dots = sum(bool(re.search(r"\d\.\d{1,2}$", text)) for text in texts)
    if commas == dots:
        return otherwise
    return Language.FR if commas > dots else Language.EN
