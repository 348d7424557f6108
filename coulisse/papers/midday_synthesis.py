"""La synthèse de midi / de middagsynthese: what the night of a broadcast brought, for the production.

The figures are those of the letter of Monday, over the night alone.
"""

from collections.abc import Iterator

from coulisse.kernel.times import to_brussels
from coulisse.papers.days import day_in_words
from coulisse.papers.monday_letter.compose import (
    answer_figures,
    apart_table,
    chart_of,
    foot_of,
    head_of,
    kind_table,
    method_of,
    themes_of,
    voices_of,
)
from coulisse.papers.monday_letter.proposals import number, one_or_many, share, text_of
from coulisse.papers.monday_letter.records import LetterRecord
from coulisse.papers.monday_letter.words import WORDS
from coulisse.papers.reporting.blocks import Aside, Block, Document, Figures, Heading, Paragraph


def midday_synthesis(record: LetterRecord, language: str) -> Document:
    """The synthesis in `language` (fr, nl or en)."""
    words = WORDS[language]
    day = day_in_words(to_brussels(record.frame.starts).date(), language)
    return Document(
        language=language,
        title=words["synthesis_title"].format(production=record.production, day=day),
        kind=words["synthesis"],
        foot=words["synthesis_foot"].format(kind=words["synthesis"], **_foot(record, language)),
        to=text_of(record, "to", language),
        blocks=tuple(_blocks(record, language)),
        **head_of(record, language),
    )


def _foot(record: LetterRecord, language: str) -> dict[str, str]:
    found = foot_of(record, WORDS[language])
    return {**found, "starts": f"{to_brussels(record.frame.starts):%d/%m/%Y %H:%M}"}


def _blocks(record: LetterRecord, language: str) -> Iterator[Block]:
    words, told = WORDS[language], record.told
    yield Paragraph(text_of(record, "lead", language), "lead")
    family = told.family
    beside = words["period_before"].format(n=number(told.before, language))
    if family is not None:
        part = share(family.size, told.n, language)
        beside = words["night_family"].format(n=number(family.size, language), share=part)
    received = (told.n, one_or_many(words["period_figure"], told.n, language), beside)
    themes = sum(1 for one in told.topics if one.n)
    theme_words = (themes, _themes_word(language, themes), "")
    yield Figures((received, theme_words, *answer_figures(record, language)))
    if told.curve is not None:
        yield from chart_of(record, told.curve, language)
    yield Heading(words["themes"])
    yield themes_of(record, told.topics, language, week=False)
    if family is not None:
        title = words["family_title"].format(n=number(family.size, language))
        yield Aside(title, text_of(record, "family", language))
    yield from voices_of(record, language)
    if told.apart:
        yield from apart_table(record, language)
    yield Heading(words["tone"])
    heads = (words["tone"], words["period_heads"][1], words["period_heads"][2])
    yield kind_table(told.tones, words["tones"], heads, words["total"])
    yield Paragraph(words["tone_note"], "small")
    yield from method_of(record, language)


def _themes_word(language: str, n: int) -> str:
    forms = {"fr": ("thème", "thèmes"), "nl": ("thema", "thema’s"), "en": ("theme", "themes")}
    return one_or_many(forms[language], n, language)
