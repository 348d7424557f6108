"""Formulas between people and the store: `6,5*5` as typed in French or Dutch, `6.5*5` as kept.

Numbers are read as everywhere in the house (`kernel.reading`): the comma is decimal in French and Dutch, a dot and
three digits group. There `;` parts the arguments of a function, and so does a comma that no digit follows. In
English the comma parts arguments, so that a number inside a function carries no groups.
"""

import re
from contextlib import suppress
from typing import Final

from coulisse.engines.budget.formula import FormulaProblem, read_formula
from coulisse.kernel.language import Language, spoken
from coulisse.kernel.reading import MINUS, SPACES, UnreadableNumber, read_number

_NUMBER = re.compile(rf"[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*")
_ENGLISH_ARGUMENT = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WORD = re.compile(r"@\w+(?:\.\w+)*|[^\W\d]\w*")
_STORED = re.compile(rf"(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<word>{_WORD.pattern})|(?P<other>.)", re.DOTALL)
_SIGNS: Final = {MINUS: "-", "×": "*", "÷": "/", ";": ","}
_BLANK: Final = f"{SPACES}\t"


def canonical(typed: str, language: Language) -> str:
    """What is stored of what was typed: the decimal dot, no spaces, no `=`, no `€`.

    Raises FormulaProblem with the place in what was typed. Names are not looked up here.

    >>> canonical("=semaines_tournage*5", Language.FR), canonical("6,5 × 5", Language.FR)
    ('semaines_tournage*5', '6.5*5')
    >>> canonical("1.234,56", Language.NL), canonical("max(1 200,5 ; BASE)", Language.FR)
    ('1234.56', 'max(1200.5,BASE)')
    """
    number = typed.strip().strip("€").strip()
    with suppress(UnreadableNumber):
        return f"{read_number(number, language):f}"
    stored, places = _rewritten(typed.rstrip(), language)
    try:
        return read_formula(stored).text
    except FormulaProblem as problem:
        raise FormulaProblem(problem.code, places[min(problem.place, len(places) - 1)], problem.name) from None


def localise(stored: str, language: Language) -> str:
    """A stored formula as people of a language write it; typed again, it is stored the same again.

    >>> localise("max(1200.5,BASE)*2", Language.FR), localise("max(1200.5,BASE)*2", Language.EN)
    ('max(1200,5;BASE)*2', 'max(1200.5,BASE)*2')
    """
    if spoken(language) is Language.EN:
        return stored
    return "".join(_localised(found) for found in _STORED.finditer(stored))


def _localised(found: re.Match[str]) -> str:
    if found["number"]:
        return found["number"].replace(".", ",")
    return ";" if found["other"] == "," else found[0]


def _rewritten(text: str, language: Language) -> tuple[str, list[int]]:
    """The stored form, and for each of its characters (and its end) where it stands in the text."""
    written, at, operand = "", 0, False
    places: list[int] = []
    functions: list[bool] = []
    while at < len(text):
        number = _number_at(text, at, any(functions) and spoken(language) is Language.EN)
        word = _WORD.match(text, at)
        piece, end = _piece(text, at, number, word, language)
        if number or word:
            piece = f" {piece}" if operand else piece  # `12 34` stays two numbers, and is refused
        elif piece == "(":
            functions.append(operand)
        elif piece == ")" and functions:
            functions.pop()
        operand = operand if not piece else bool(number or word)
        written += piece
        places += [at] * len(piece)
        at = end
    return written, [*places, len(text)]


def _number_at(text: str, at: int, is_english_argument: bool) -> re.Match[str] | None:
    return (_ENGLISH_ARGUMENT if is_english_argument else _NUMBER).match(text, at)


def _piece(
    text: str, at: int, number: re.Match[str] | None, word: re.Match[str] | None, language: Language
) -> tuple[str, int]:
    if number:
        try:
            return f"{read_number(number[0], language):f}", number.end()
        except UnreadableNumber as refused:
            raise FormulaProblem("number", at, number[0]) from refused
    if word:
        return word[0], word.end()
    mark = text[at]
    is_nothing = mark in _BLANK or (mark == "=" and not text[:at].strip())
    return "" if is_nothing else _SIGNS.get(mark, mark), at + 1
