"""Hours as French, Dutch and English name them."""

from typing import Final

_DIAL: Final = (
    ("une", "een", "one"),
    ("deux", "twee", "two"),
    ("trois", "drie", "three"),
    ("quatre", "vier", "four"),
    ("cinq", "vijf", "five"),
    ("six", "zes", "six"),
    ("sept", "zeven", "seven"),
    ("huit", "acht", "eight"),
    ("neuf", "negen", "nine"),
    ("dix", "tien", "ten"),
    ("onze", "elf", "eleven"),
    ("douze", "twaalf", "twelve"),
)
_LATER: Final = (
    "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt", "vingt et une",
    "vingt-deux", "vingt-trois",
)  # fmt: skip
HOURS: Final = (
    {word: hour for hour, words in enumerate(_DIAL, 1) for word in words}
    | {word: hour for hour, word in enumerate(_LATER, 13)}
    | {"vingt-et-une": 21}
)
"""1 to 12 in the three languages, 13 to 23 in French, which counts to midnight: `HOURS["vingt et une"]` is 21."""
