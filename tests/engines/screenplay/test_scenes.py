"""From a manuscript to its scenes: numbers kept as written, people in order, doubts said."""

import doctest

from coulisse.engines.screenplay import Scene, paginate, scenes, scenes_of
from coulisse.kernel.screenplay import IntExt, Manuscript, Paragraph, ParagraphKind


def heading(
    text: str, number: str | None = None, eighths: int | None = None, page: str | None = None
) -> Paragraph:
    return Paragraph(ParagraphKind.HEADING, text, number=number, eighths=eighths, page=page)


def cue(text: str) -> Paragraph:
    return Paragraph(ParagraphKind.CHARACTER, text)


def of(*paragraphs: Paragraph) -> tuple[Scene, ...]:
    manuscript = Manuscript((), paragraphs)
    return scenes_of(manuscript, paginate(manuscript))


def test_the_examples_are_true() -> None:
    assert doctest.testmod(scenes).failed == 0


def test_a_script_without_a_heading_has_no_scene() -> None:
    assert of() == of(Paragraph(ParagraphKind.ACTION, "Il pleut.")) == ()


def test_numbers_are_never_made_up_nor_changed() -> None:
    found = of(heading("INT. A - JOUR", "A12"), heading("INT. B - JOUR"), heading("INT. C - JOUR", "12A"))
    assert [scene.number for scene in found] == ["A12", None, "12A"]


def test_people_in_order_of_appearance_without_extensions() -> None:
    (scene,) = of(
        heading("INT. A - JOUR"), cue("Noémie (OFF)"), cue("VICTOR"), cue("NOÉMIE (SUITE)"), cue("(OFF)")
    )
    assert scene.characters == ("NOÉMIE", "VICTOR")


def test_the_length_of_the_file_wins_over_ours() -> None:
    stated, measured = of(heading("INT. A - JOUR", eighths=11, page="12A"), heading("INT. B - JOUR"))
    assert (stated.eighths, stated.is_measured, stated.first_page) == (11, False, "12A")
    assert (measured.eighths, measured.is_measured, measured.first_page) == (1, True, "1")


def test_a_heading_without_a_side_is_of_the_set_before_and_says_so() -> None:
    found = of(heading("VU DU TOIT"), heading("EXT. RUE - NUIT"), heading("VU DU TOIT"))
    assert [scene.int_ext for scene in found] == [IntExt.INT, IntExt.EXT, IntExt.EXT]
    assert [[doubt.code for doubt in scene.doubts] for scene in found] == [
        ["int-ext-assumed"],
        [],
        ["int-ext-assumed"],
    ]


def test_a_scene_that_goes_on_keeps_the_light_of_the_one_before() -> None:
    found = of(heading("INT. A - NUIT"), heading("INT. B - SUITE"), heading("INT. C"))
    assert [str(scene.effect) for scene in found] == ["night", "night", "None"]


def test_an_omitted_scene_keeps_its_number_and_has_no_length() -> None:
    omitted, scene = of(heading("OMIS", "7"), heading("INT. A - JOUR", "8"))
    assert (omitted.number, omitted.is_omitted, omitted.eighths, omitted.doubts) == ("7", True, 0, ())
    assert not scene.is_omitted


def test_a_number_that_comes_twice_is_said_twice() -> None:
    found = of(heading("INT. A - JOUR", "7"), heading("INT.", "7"))
    assert [[doubt.code for doubt in scene.doubts] for scene in found] == [
        ["number-repeated"],
        ["set-missing", "number-repeated"],
    ]


def test_a_scene_holds_all_that_stands_until_the_next_heading() -> None:
    synopsis = Paragraph(ParagraphKind.SYNOPSIS, "Il pleut.")
    first, second = of(heading("INT. A - JOUR"), synopsis, cue("VICTOR"), heading("INT. B - JOUR"))
    assert [len(scene.paragraphs) for scene in (first, second)] == [3, 1]
    assert (first.synopsis, first.paragraph, second.paragraph) == ("Il pleut.", 0, 3)
