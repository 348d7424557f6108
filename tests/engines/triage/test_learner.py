"""Learning: felt at once, the same every time, in any order where it can be, and forgotten without a trace."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.engines.triage.features import SIZE, hashed, word_features
from coulisse.engines.triage.learner import SMOOTHING, UNIT, Example, Learner, NeverLearned, UnknownLabel

SHOWN = (
    Example("Bravo à toute l'équipe, quelle belle émission", "praise"),
    Example("Merci pour ce reportage magnifique", "praise"),
    Example("C'est une honte, je porte plainte", "complaint"),
    Example("Scandaleux, j'exige des excuses", "complaint"),
    Example("Quelle était la musique du générique ?", "question"),
)
LABELS = ("praise", "complaint", "question")
texts = st.text(alphabet="abcdé ,.!?'", max_size=60)
examples = st.lists(st.builds(Example, texts, st.sampled_from(LABELS)), min_size=1, max_size=8)


def test_one_correction_changes_the_next_guess() -> None:
    learner = Learner(LABELS, SHOWN)
    text = "Le décodeur affiche une mire bleue"
    for _ in range(3):
        learner.learn(text, "question")
    assert learner.guess("le décodeur montre une mire").label == "question"


def test_a_guess_names_the_words_that_spoke() -> None:
    guess = Learner(LABELS, SHOWN).guess("Une honte, cette séquence !")
    assert guess.label == "complaint"
    assert guess.words[0] == "honte"


def test_with_few_examples_it_is_not_sure() -> None:
    assert Learner(LABELS, SHOWN).guess("Une honte, je porte plainte").confidence < 0.45
    assert Learner(LABELS).guess("Bravo").confidence == pytest.approx(1 / 3)


def test_an_unknown_label_is_refused_and_leaves_nothing() -> None:
    learner = Learner(LABELS, SHOWN)
    with pytest.raises(UnknownLabel):
        learner.learn("x", "other")
    assert len(learner.examples) == len(SHOWN)


def test_what_was_never_learned_cannot_be_forgotten() -> None:
    with pytest.raises(NeverLearned):
        Learner(LABELS, SHOWN).forget("x", "praise")


def test_many_are_guessed_as_one_by_one() -> None:
    learner = Learner(LABELS, SHOWN * 6)
    many = ["Une honte, cette séquence !", "", "Merci à l'équipe", "Quelle musique ?", "zzz"] * 30
    alone = [learner.guess(text) for text in many]
    assert [one.words[:1] for one in alone[:4]] == [("honte",), (), ("equipe",), ("musique",)]
    together = learner.guess_all(many, least=0.0)
    assert [(one.label, one.words) for one in together] == [(one.label, one.words) for one in alone]
    assert [one.confidence for one in together] == pytest.approx([one.confidence for one in alone])
    assert not any(one.words for one in learner.guess_all(many, least=1.0))


@settings(max_examples=25, deadline=None)
@given(examples, examples)
def test_sums_kept_while_learning_are_those_of_all_counts(first: list[Example], then: list[Example]) -> None:
    learner = Learner(LABELS, first)
    for one in then:
        learner.learn(one.text, one.label)
    rarity = np.log((1 + len(learner.examples)) / (1.0 + learner._texts_with)) + 1.0
    sums = rarity @ learner._counts / UNIT
    assert learner._of_others() == pytest.approx(sums.sum() - sums + SMOOTHING * SIZE)


@settings(max_examples=25, deadline=None)
@given(examples, texts)
def test_the_same_examples_give_the_same_guess(given_examples: list[Example], text: str) -> None:
    first, second = Learner(LABELS, given_examples), Learner(LABELS, given_examples)
    assert first.guess(text) == second.guess(text)


@settings(max_examples=25, deadline=None)
@given(examples, texts, texts)
def test_forgetting_leaves_no_trace(given_examples: list[Example], secret: str, text: str) -> None:
    without = Learner(LABELS, given_examples)
    learner = Learner(LABELS, given_examples)
    learner.learn(secret, "praise")
    learner.forget(secret, "praise")
    assert np.array_equal(without.likely(hashed([text])), learner.likely(hashed([text])))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=6))
def test_a_text_has_the_same_features_alone_and_among_others(given_texts: list[str]) -> None:
    together = hashed(given_texts)
    for number, text in enumerate(given_texts):
        alone = hashed([text]).row(0)
        assert np.array_equal(alone[0], together.row(number)[0])
        assert np.array_equal(alone[1], together.row(number)[1])


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_the_weights_of_a_text_have_length_one(text: str) -> None:
    _, weights = hashed([text]).row(0)
    assert not len(weights) or float(np.square(weights.astype(float)).sum()) == pytest.approx(1, abs=1e-5)


def test_features_are_the_same_on_every_machine() -> None:
    assert word_features("émission").tolist() == word_features("EMISSION").tolist()
    assert word_features("son").tolist() == [14809, 29423, 73767, 133493, 139395, 183412, 213417, 227949]
