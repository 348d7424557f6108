"""Words that somebody chose on a page, as a list would write them.

>>> chosen_words("deux parapluies", Language.FR), chosen_words("LA PATRONNE", Language.FR, is_role=True)
(('parapluie', 2), ('La patronne', 1))
>>> chosen_words("le registre des crues", Language.FR), chosen_words("three old suitcases", Language.EN)
(('registre des crues', 1), ('old suitcase', 3))
"""

from coulisse.engines.breakdown import lexicon
from coulisse.engines.breakdown.names import case_of_name
from coulisse.engines.breakdown.words import ARTICLES, PLURALS, Word, number_of, singulars, words_of
from coulisse.kernel.language import Language

_SHORTEST = 4
"""A shorter word keeps its last letter: « bus », « gas »."""


def chosen_words(words: str, language: Language, *, is_role: bool = False) -> tuple[str, int]:
    """The name of what was chosen, without article and in the singular where a number says several; how many."""
    tidy = " ".join(words.replace("*", "").split())
    if is_role:
        return case_of_name(tidy), 1
    found = list(words_of(tidy))
    quantity, is_plural = 1, False
    while len(found) > 1 and (found[0].key in ARTICLES or number_of(found[0], language) is not None):
        value = number_of(found[0], language) or 1
        is_plural = is_plural or found[0].key in PLURALS or value > 1
        quantity = max(quantity, value)
        found = found[1:]
    rest = tidy[found[0].start :] if found else tidy
    return _singular(rest, language) if is_plural else rest, quantity


def _singular(words: str, language: Language) -> str:
    """In French every word of a noun and its adjectives bends; in Dutch and English the last one does."""
    found = words_of(words)
    if not found:
        return words
    if language is not Language.FR:
        return words[: found[-1].start] + _one(found[-1], language) + words[found[-1].end :]
    ends = [*(word.start for word in found[1:]), len(words)]
    return "".join(_one(word, language) + words[word.end : end] for word, end in zip(found, ends, strict=True))


def _one(word: Word, language: Language) -> str:
    """One word in the singular, its accents kept; the list of trade words knows best."""
    entries = lexicon.entries(language)
    known = next((key for key in singulars(word.key, language) if key in entries), None)
    if known is not None:
        return entries[known].name
    if len(word.text) < _SHORTEST:
        return word.text
    if language is Language.FR:
        return word.text[:-1] if word.text.endswith(("s", "eaux")) else word.text
    return (*singulars(word.text, language), word.text)[1]
