"""What the text of a scene proposes, and what it does not."""

import pytest

from coulisse.engines.breakdown import Known, SceneText, Why, chosen_words, language_of, propose_all
from coulisse.kernel.language import Language
from coulisse.kernel.screenplay import Paragraph, ParagraphKind

K = ParagraphKind


def scene(key: str, *paragraphs: tuple[ParagraphKind, str]) -> SceneText:
    return SceneText(key, (Paragraph(K.HEADING, "INT. LIEU - JOUR"), *(Paragraph(*each) for each in paragraphs)))


def found(*actions: str, language: Language | None = Language.FR) -> set[tuple[str, str, int]]:
    text = scene("1", *((K.ACTION, action) for action in actions))
    return {(one.category, one.name, one.quantity) for one in propose_all((text,), language=language)["1"]}


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("Contre la porte, deux parapluies ruissellent.", ("prop", "parapluie", 2)),
        ("Il ouvre trois grandes valises.", ("prop", "valise", 3)),
        ("Une dizaine de passants attendent.", ("extra", "passants", 10)),
        ("Des chevaux traversent.", ("animal", "cheval", 1)),
        ("Le registre des crues est ouvert.", ("prop", "registre des crues", 1)),
        ("Une lampe à pétrole éclaire la table.", ("effect", "flamme nue : pompier de plateau", 1)),
        ("Il sort un **revolver**.", ("crew", "armurier", 1)),
    ],
)
def test_words_of_the_trade_with_their_number(action: str, expected: tuple[str, str, int]) -> None:
    assert expected in found(action)


@pytest.mark.parametrize(
    "action",
    [
        "Il est en train de dormir.",
        "Elle montre la mer.",
        "Il livre son secret.",
        "PLAN LARGE sur la Meuse.",
        "En 1993, tout change.",
    ],
)
def test_what_only_looks_like_an_element(action: str) -> None:
    assert found(action) == set()


@pytest.mark.parametrize(
    ("language", "action", "expected"),
    [
        (Language.NL, "Twee honden lopen naast drie fietsen.", {("animal", "hond", 2), ("vehicle", "fiets", 3)}),
        (
            Language.EN,
            "Three suitcases and a knife on a bed.",
            {("prop", "suitcase", 3)},
        ),
    ],
)
def test_dutch_and_english(language: Language, action: str, expected: set[tuple[str, str, int]]) -> None:
    assert expected <= found(action, language=language)


def test_what_is_only_said_needs_nobody() -> None:
    text = scene("1", (K.CHARACTER, "VICTOR"), (K.DIALOGUE, "J’ai vu un cheval et deux fusils."))
    assert [(one.category, one.name) for one in propose_all((text,))["1"]] == [("role", "Victor")]


def test_roles_are_known_across_scenes_by_name_and_by_introduction() -> None:
    scenes = (
        scene("1", (K.ACTION, "NOÉMIE (12 ans) attend Rose.")),
        scene("2", (K.CHARACTER, "ROSE (OFF)"), (K.DIALOGUE, "Non.")),
        scene("3", (K.ACTION, "Noémie et Rose courent. Une robe rose sèche.")),
    )
    every = propose_all(scenes)
    assert [(one.name, one.why) for one in every["3"] if one.category == "role"] == [
        ("Noémie", Why.NAMED),
        ("Rose", Why.NAMED),
    ]
    assert len(next(one for one in every["3"] if one.name == "Rose").anchors) == 1, "a colour is nobody"
    assert [one.is_voice_only for one in every["2"]] == [True]
    assert {(one.name, one.age) for one in every["1"] if one.category == "role"} == {
        ("Noémie", 12),
        ("Rose", None),
    }


def test_a_minor_calls_for_an_adult() -> None:
    assert ("crew", "accompagnant d’enfant", 1) in found("LÉA (9 ans) joue.")
    assert ("crew", "accompagnant d’enfant", 1) not in found("LÉA (39 ans) joue.")


def test_elements_of_the_film_keep_their_spelling_and_their_category() -> None:
    text = scene("1", (K.ACTION, "Les parapluies noirs. La cafetière émaillée fume."))
    known = (Known("set_dressing", "Parapluie"), Known("prop", "cafetière émaillée"))
    proposals = propose_all((text,), known=known)["1"]
    assert {(one.category, one.name, one.why) for one in proposals} >= {
        ("set_dressing", "Parapluie", Why.KNOWN),
        ("prop", "cafetière émaillée", Why.KNOWN),
    }


def test_anchors_are_the_words_themselves() -> None:
    action = "Le *registre des crues*, puis deux parapluies."
    text = scene("1", (K.ACTION, action))
    for one in propose_all((text,), language=Language.FR)["1"]:
        for anchor in one.anchors:
            assert action[anchor.start : anchor.end] == anchor.words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le chien est dans la rue avec une femme.", Language.FR),
        ("De hond loopt met een vrouw op straat en het regent.", Language.NL),
        ("The dog is in the street with a woman.", Language.EN),
        ("…", Language.FR),
    ],
)
def test_the_text_tells_its_language(text: str, language: Language) -> None:
    assert language_of((Paragraph(K.ACTION, text),)) is language


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("deux parapluies", ("parapluie", 2)),
        ("la fanfare", ("fanfare", 1)),
        ("les vieux journaux", ("vieux journal", 1)),
        ("12 chaises", ("chaise", 12)),
        ("les", ("les", 1)),
    ],
)
def test_chosen_words_become_a_name(words: str, expected: tuple[str, int]) -> None:
    assert chosen_words(words, Language.FR) == expected
