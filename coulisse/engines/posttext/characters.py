"""Sets of characters that the rules of X name, for use inside square brackets of a pattern.

Source: twitter/twitter-text, rules for links, tags and names (read 2026-11-29).
"""

from typing import Final

DIRECTIONAL: Final = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that turn the direction of writing: they count, but separate nothing."""
SPACES: Final = r"\u0009-\u000d\u0020\u0085\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
NEVER: Final = r"\ufffe\ufeff\uffff"
"""Characters with which X refuses a text."""
LATIN_ACCENTED: Final = (
    r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0100-\u024f"
    r"\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
CYRILLIC: Final = r"\u0400-\u04ff"
ASCII_PUNCTUATION: Final = r"\-_!\"#$%&'()*+,./:;<=>?@\[\\\]^`{|}~"

# The private ranges hold letters that some systems had before Unicode did.
TAG_LETTERS: Final = r"\p{L}\p{M}\uf870-\uf87f\uf882\uf884-\uf89f\uf8b8\uf8c1-\uf8d6"
TAG_SIGNS: Final = (
    r"_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\u00b7"
)
"""Neither letters nor digits, but part of a tag: joiners, Hebrew and Tibetan points, Japanese dashes."""
IN_TAG: Final = TAG_LETTERS + r"\p{Nd}" + TAG_SIGNS
