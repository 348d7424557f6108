"""What people write in several languages: a mapping from language code to text, as a JSON field keeps it."""

from collections.abc import Mapping

from coulisse.kernel.language import Language
from coulisse.kernel.language import in_language as first_that_reads


def in_language(value: Mapping[str, str] | None, language: str) -> str:
    """The text for a reader of `language`, or the nearest that there is; empty where nothing was written.

    >>> in_language({"fr": "Décor", "nl": ""}, "nl")
    'Décor'
    """
    known = {Language(code): text for code, text in (value or {}).items() if code in set(Language)}
    return first_that_reads(known, reading_language(language)) or ""


def reading_language(code: str) -> Language:
    """`fr`, `fr-be` → French; what the house does not know → French."""
    short = code[:2].lower()
    return Language(short) if short in set(Language) else Language.FR
