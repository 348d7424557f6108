"""The spaces of French print, put in one place so that nobody types them by hand.

No-break (U+00A0): before `:` `»` `€` `%` and units, after `«`, between thousands. Narrow no-break (U+202F):
before `;` `!` `?`. A space already there is replaced by the right one; a missing one is added only where the
mark plainly ends a word, so that hours (`07:25`), addresses (`https://…?a=1`) and `C:\\` stay whole.
For text, before any escaping: in markup the `;` of `&amp;` would be taken for punctuation.
"""

import re

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_ANY = "[ \u00a0\u202f\u2009]"
_UNITS = "km|m|cm|mm|m²|ha|kg|g|l|h|min|s|W|kW|V|A|Hz|kHz|Ko|Mo|Go|To|px|°C"
# What may stand before a mark that lacks its space, and what may follow one.
_BEFORE = r"(?<=[\w)\]»”’%€…])"
# Other marks are among them, for their own space may come before or after this rule.
_AFTER = r"(?=[\s)\]»”.,…:;!?%€]|$)"

_RULES = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        # Thousands first, while every space is still as typed.
        (rf"(?<![\d,.])(?<!\d{_ANY})(\d{{1,3}}(?:{_ANY}\d{{3}})+)(?!\d)", None),
        (rf"«{_ANY}*", "«" + NO_BREAK),
        (rf"(?<=\S){_ANY}*»", NO_BREAK + "»"),
        (rf"(?<=\S){_ANY}+([:%€])", NO_BREAK + r"\1"),
        (rf"(?<=\d)([%€]){_AFTER}", NO_BREAK + r"\1"),
        (rf"{_BEFORE}:(?=[\s»;!?%€]|$)", NO_BREAK + ":"),
        (rf"(?<=\S){_ANY}+([;!?])", NARROW + r"\1"),
        (rf"{_BEFORE}([;!?]+){_AFTER}", NARROW + r"\1"),
        (rf"(?<=\d){_ANY}({_UNITS})(?![\w’'°²])", NO_BREAK + r"\1"),
        # « 20 h 25 » holds together on both sides of its h.
        (rf"(?<=\d{NO_BREAK}h){_ANY}(?=\d\d?(?!\d))", NO_BREAK),
    )
)


def french_spaces(text: str) -> str:
    """The text with French spaces; applying it twice changes nothing more.

    >>> french_spaces("« Déjà 1 284,37 € ? » : oui !").replace(NO_BREAK, "_").replace(NARROW, "·")
    '«_Déjà 1_284,37_€·?_»_: oui·!'
    """
    for pattern, put in _RULES:
        text = pattern.sub(put if put is not None else _joined, text)
    return text


def _joined(thousands: re.Match[str]) -> str:
    return re.sub(_ANY, NO_BREAK, thousands[0])
