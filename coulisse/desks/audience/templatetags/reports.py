"""Shares and measures, as people read them."""

from fractions import Fraction

from django import template
from django.utils.translation import get_language

from coulisse.foundation.ui.templatetags.coulisse import not_available
from coulisse.foundation.ui.translated import reading_language
from coulisse.kernel.rate import Rate
from coulisse.kernel.writing import write_number, write_rate
from coulisse.papers.monday_letter.proposals import delay_in_words
from coulisse.papers.monday_letter.words import WORDS

register = template.Library()


@register.filter
def thousandths(value: int) -> str:
    """823 → 82,3 %."""
    return write_rate(Rate(Fraction(value, 1000)), reading_language(get_language() or "fr"), 1)


@register.filter
def measured(value: int | None, measure: str) -> str:
    """A cell of a table: a number, a share, or a delay."""
    language = reading_language(get_language() or "fr")
    if value is None:
        return not_available() if measure != "delay" else "–"
    if measure == "share":
        return thousandths(value)
    if measure == "delay":
        return delay_in_words(value, WORDS[str(language)])
    return write_number(value, language)
