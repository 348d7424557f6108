"""Pages by the rules of the trade: nothing lost, nothing badly parted, and lengths that a ruler would give."""

import doctest
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.screenplay import A4, LETTER, Layout, Page, eighths_of, paginate, wrap
from coulisse.engines.screenplay import paginate as _paginate_function
from coulisse.engines.screenplay.wrap import wrapped
from coulisse.kernel.emphasis import plain
from coulisse.kernel.language import Language
from coulisse.kernel.screenplay import Manuscript, Paragraph, ParagraphKind

HEADING = Paragraph(ParagraphKind.HEADING, "INT. CUISINE - JOUR")
SENTENCE = "Il pleut sur la ville et personne ne sort. "


def action(lines: int, text: str = "x") -> Paragraph:
    return Paragraph(ParagraphKind.ACTION, "\n".join([text] * lines))


def speech(lines: int, cue: str = "NOÉMIE (OFF)") -> tuple[Paragraph, Paragraph]:
    words = Paragraph(ParagraphKind.DIALOGUE, "\n".join(f"mot {at}" for at in range(lines)))
    return Paragraph(ParagraphKind.CHARACTER, cue), words


def pages(*paragraphs: Paragraph, layout: Layout = A4) -> tuple[Page, ...]:
    return paginate(Manuscript((), paragraphs), layout=layout).pages


def shown(page: Page) -> list[str]:
    return [line.text for line in page.lines]


def test_the_examples_are_true() -> None:
    assert doctest.testmod(wrap).failed == 0
    assert _paginate_function is paginate


def test_where_each_kind_stands() -> None:
    (page,) = pages(
        HEADING,
        action(1),
        *speech(1, "VICTOR"),
        Paragraph(ParagraphKind.TRANSITION, "CUT TO:"),
        Paragraph(ParagraphKind.CENTERED, "FIN"),
    )
    assert [(line.row, line.column) for line in page.lines] == [(0, 0), (2, 0), (4, 22), (5, 10), (7, 53), (9, 28)]


def test_two_speeches_stand_side_by_side() -> None:
    cue, words = speech(2, "VICTOR")
    other = Paragraph(ParagraphKind.CHARACTER, "ADÈLE", dual=True)
    (page,) = pages(cue, words, other, Paragraph(ParagraphKind.DIALOGUE, "Non."))
    assert [(line.row, line.column, line.text) for line in page.lines] == [
        (0, 6, "VICTOR"), (0, 37, "ADÈLE"), (1, 0, "mot 0"), (1, 31, "Non."), (2, 0, "mot 1"),
    ]  # fmt: skip


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    first, second = pages(action(54), HEADING, action(8))
    assert shown(first) == ["x"] * 54
    assert shown(second)[0] == HEADING.text


def test_an_action_leaves_two_lines_and_sends_two() -> None:
    first, second = pages(action(55), action(8))
    assert (len(first.lines), len(second.lines)) == (57, 6)
    first, second = pages(action(56), action(8))
    assert (len(first.lines), len(second.lines)) == (56, 8)
    first, second = pages(action(55), action(3))
    assert (len(first.lines), len(second.lines)) == (55, 3)


def test_a_parted_speech_says_so_on_both_pages() -> None:
    first, second = pages(action(50), *speech(12))
    assert shown(first)[-2:] == ["mot 4", "(À SUIVRE)"]
    assert shown(second)[:2] == ["NOÉMIE (OFF) (SUITE)", "mot 5"]
    assert max(line.row for line in first.lines) == A4.lines - 1
    dutch = paginate(Manuscript((), (action(50), *speech(12))), language=Language.NL)
    assert dutch.pages[0].lines[-1].text == "(MEER)"


def test_a_short_speech_and_a_parenthetical_are_not_parted() -> None:
    first, second = pages(action(55), *speech(3))
    assert (len(first.lines), shown(second)[0]) == (55, "NOÉMIE (OFF)")
    cue, words = speech(2)
    aside = Paragraph(ParagraphKind.PARENTHETICAL, "(bas)")
    first, second = pages(action(52), cue, words, aside, words)
    assert "(bas)" in shown(second)


def test_a_transition_never_opens_a_page() -> None:
    first, second = pages(action(52), action(5, "y"), Paragraph(ParagraphKind.TRANSITION, "CUT TO:"))
    assert shown(second) == ["y", "y", "CUT TO:"]
    assert shown(first)[-1] == "y"


def test_a_page_break_is_one() -> None:
    assert len(pages(action(1), Paragraph(ParagraphKind.PAGE_BREAK), action(1))) == 2


def test_what_is_not_printed_takes_no_line() -> None:
    unprinted = [
        Paragraph(kind, "x") for kind in ParagraphKind if kind in {"section", "synopsis", "note", "boneyard"}
    ]
    (page,) = pages(*unprinted)
    assert page.lines == ()


@pytest.mark.parametrize(("lines", "eighths"), [(1, 1), (10, 1), (11, 2), (18, 2), (19, 3), (58, 8), (62, 9)])
def test_the_nearest_eighth_and_never_none(lines: int, eighths: int) -> None:
    assert eighths_of(lines, A4) == eighths


def test_the_length_of_a_scene_is_its_lines_with_those_above_it() -> None:
    pagination = paginate(Manuscript((), (HEADING, action(27), HEADING, action(60))), layout=LETTER)
    first, second = pagination.extents
    assert (first.lines, first.eighths, first.first_page, first.last_page) == (29, 4, 1, 1)
    # Two lines above the heading, one below it; nothing is added over the page.
    assert (second.paragraph, second.lines, second.eighths, second.last_page) == (2, 64, 9, 2)


MARKED = st.text("ab *_\\\né", max_size=60)


@given(MARKED, st.integers(4, 12))
def test_a_line_knows_where_it_stands_in_the_marked_text(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(len(line.text) <= width for line in lines)
    assert all(plain(text[line.start : line.end]).count(line.text) or line.text for line in lines if line.text)
    assert all(one.end <= other.start for one, other in pairwise(lines))
    assert "".join("".join(line.text for line in lines).split()) == "".join(plain(text).split())


KINDS = st.sampled_from(
    [kind for kind in ParagraphKind if kind not in {"section", "synopsis", "note", "boneyard"}]
)
PARAGRAPHS = st.lists(
    st.builds(
        Paragraph,
        kind=KINDS,
        text=st.integers(1, 90).map(lambda words: "mot " * words),
        dual=st.booleans(),
        blank_lines=st.integers(0, 2),
    ),
    max_size=40,
)


@given(PARAGRAPHS, st.sampled_from([A4, LETTER, Layout("tiny", 5)]))
def test_every_word_is_on_one_page_and_in_order(paragraphs: list[Paragraph], layout: Layout) -> None:
    pagination = paginate(Manuscript((), tuple(paragraphs)), layout=layout)
    lines = [line for page in pagination.pages for line in page.lines]
    printed = [one for one in paragraphs if one.kind is not ParagraphKind.PAGE_BREAK]
    assert sum(line.text.count("mot") for line in lines if line.paragraph is not None) == sum(
        one.text.count("mot") for one in printed
    )
    for page in pagination.pages:
        assert all(0 <= line.row < layout.lines for line in page.lines)
        cells = [(line.row, line.column) for line in page.lines]
        assert len(set(cells)) == len(cells)
    scenes = [at for at, one in enumerate(paragraphs) if one.kind is ParagraphKind.HEADING]
    assert [extent.paragraph for extent in pagination.extents] == scenes
