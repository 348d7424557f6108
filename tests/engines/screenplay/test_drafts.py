"""Which scene is which, from one draft to the next."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.screenplay.drafts import (
    Fate,
    Mark,
    NewScene,
    OldScene,
    Reason,
    free_number,
    lines_paired,
    match,
    numbered,
    words_changed,
)

TEXTS = {
    "bar": ("INT. BAR - NUIT", ("Victor essuie un verre.", "La radio grésille, personne n’écoute.")),
    "quai": ("EXT. QUAI - JOUR", ("La fanfare passe sous la pluie.", "Noémie court vers le pont.")),
    "cabine": ("INT. CABINE - NUIT", ("Une lampe à pétrole.", "Le registre des crues est ouvert.")),
    "gare": ("INT. GARE - JOUR", ("Les trains partent.", "Un homme cherche sa valise.")),
}


def old(**numbers: str) -> list[OldScene]:
    return [OldScene(key, numbers[name], *TEXTS[name]) for key, name in enumerate(numbers, start=1)]


def new(*scenes: tuple[str | None, str]) -> list[NewScene]:
    return [NewScene(number, *TEXTS[name]) for number, name in scenes]


def told(first: Sequence[OldScene], second: Sequence[NewScene]) -> list[tuple[str, int | None, int | None]]:
    return [(str(pair.fate), pair.old, pair.new) for pair in match(first, second)]


def test_a_scene_between_two_others_is_new_and_the_rest_is_the_same() -> None:
    assert told(old(bar="1", cabine="2"), new(("1", "bar"), ("1A", "quai"), ("2", "cabine"))) == [
        ("same", 1, 0),
        ("new", None, 1),
        ("same", 2, 2),
    ]


def test_an_omitted_scene_stays_where_it_stood() -> None:
    assert told(old(bar="1", quai="2", cabine="3"), new(("1", "bar"), ("3", "cabine"))) == [
        ("same", 1, 0),
        ("omitted", 2, None),
        ("same", 3, 1),
    ]


def test_a_draft_may_say_that_a_scene_is_omitted() -> None:
    second = [NewScene("1", "SUPPRIMÉE", (), is_omitted=True), *new(("2", "quai"))]
    pairs = match(old(bar="1", quai="2"), second)
    assert [(pair.fate, pair.why) for pair in pairs] == [
        (Fate.OMITTED, Reason.SAID_OMITTED),
        (Fate.SAME, Reason.SAME_NUMBER),
    ]


def test_without_numbers_heading_and_text_speak() -> None:
    assert told(old(bar="1", quai="2", cabine="3"), new((None, "cabine"), (None, "bar"), (None, "gare"))) == [
        ("same", 3, 0),
        ("same", 1, 1),
        ("omitted", 2, None),
        ("new", None, 2),
    ]


def test_a_whole_script_renumbered_is_seen_and_not_taken_for_rewritten() -> None:
    pairs = match(
        old(bar="1", quai="2", cabine="3"), new(("1", "gare"), ("2", "bar"), ("3", "quai"), ("4", "cabine"))
    )
    assert [(pair.fate, pair.old, pair.new) for pair in pairs] == [
        (Fate.NEW, None, 0),
        (Fate.RENUMBERED, 1, 1),
        (Fate.RENUMBERED, 2, 2),
        (Fate.RENUMBERED, 3, 3),
    ]
    assert {pair.why for pair in pairs[1:]} == {Reason.TEXT_AGAINST_NUMBER}


def test_a_scene_rewritten_from_end_to_end_keeps_its_number() -> None:
    pairs = match(old(bar="1"), [NewScene("1", "EXT. PORT - AUBE", ("Rien de ce qui était.",))])
    assert [(pair.fate, pair.old) for pair in pairs] == [(Fate.CHANGED, 1)]


def test_quotes_and_dashes_change_nothing() -> None:
    first = [OldScene(1, "1", "INT. BAR – NUIT", ("L’eau “monte”.",))]
    assert match(first, [NewScene("1", "INT. BAR - NUIT", ('L\'eau "monte".',))])[0].fate is Fate.SAME


def test_a_scene_omitted_long_ago_may_come_back_and_is_not_told_again() -> None:
    gone = OldScene(1, "1", *TEXTS["bar"], is_omitted=True)
    assert match([gone], new(("1", "bar")))[0].fate is Fate.CHANGED
    assert match([gone], []) == ()


@given(st.permutations(list(TEXTS)), st.sets(st.sampled_from(list(TEXTS))))
def test_every_scene_is_told_once(order: list[str], dropped: set[str]) -> None:
    first = old(**{name: str(place) for place, name in enumerate(TEXTS, start=1)})
    second = new(*((None, name) for name in order if name not in dropped))
    pairs = match(first, second)
    assert sorted(pair.old for pair in pairs if pair.old is not None) == [1, 2, 3, 4]
    assert sorted(pair.new for pair in pairs if pair.new is not None) == list(range(len(second)))
    assert {pair.fate for pair in pairs} <= {Fate.SAME, Fate.OMITTED}


@pytest.mark.parametrize(
    ("before", "taken", "number"),
    [
        ("33", {"33", "34"}, "33A"),
        ("33", {"33", "33a"}, "33B"),
        ("33Z", {f"33{chr(code)}" for code in range(65, 91)}, "33AA"),
        (None, {"1"}, "A1"),
        ("PROLOGUE", {"1"}, "A1"),
    ],
)
def test_a_free_number_is_the_next_letter(before: str | None, taken: set[str], number: str) -> None:
    assert free_number(before, taken) == number


def test_a_first_draft_is_numbered_and_a_number_said_twice_is_not_kept_twice() -> None:
    assert numbered((None, None)) == ("1", "2")
    assert numbered(("1", "1", "2.")) == ("1", "1A", "2")


TEXT = st.text("abc é'’ ,.\n", max_size=40)


@given(TEXT, TEXT)
def test_words_changed_give_both_texts_back(before: str, after: str) -> None:
    runs = words_changed(before, after)
    assert "".join(run.text for run in runs if run.kind is not Mark.COME) == before
    assert "".join(run.text for run in runs if run.kind is not Mark.GONE) == after


@given(st.lists(TEXT, max_size=6), st.lists(TEXT, max_size=6))
def test_every_paragraph_stands_once_and_in_order(before: list[str], after: list[str]) -> None:
    pairs = lines_paired(before, after)
    assert [pair.before for pair in pairs if pair.before is not None] == list(range(len(before)))
    assert [pair.after for pair in pairs if pair.after is not None] == list(range(len(after)))
