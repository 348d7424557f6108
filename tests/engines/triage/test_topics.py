"""Seed words in one walk: the longest of a topic first, each once; many texts as one by one."""

from coulisse.engines.triage.kinds import kinds_of, kinds_of_all
from coulisse.engines.triage.learner import Example, Learner
from coulisse.engines.triage.topics import propose, propose_all, read_sets

SETS = read_sets(
    [
        {
            "code": "house",
            "labels": {"fr": "Maison"},
            "topics": [
                {"code": "house.sound", "labels": {}, "words": {"fr": ["trop fort", "fort", "inaudib*", "son ?"]}},
                {"code": "house.host", "labels": {}, "words": {"fr": ["invité*", "trop long"], "nl": ["gast*"]}},
            ],
        }
    ]
)


def test_the_longest_seed_wins_and_is_counted_once() -> None:
    assert propose("C’était trop fort, trop fort !", SETS)[0].words == ("trop fort",)
    assert propose("Invités et INVITÉE, trop long", SETS)[0].words == ("invites", "invitee", "trop long")


def test_a_draw_proposes_nothing() -> None:
    assert propose("Trop fort, et l’invité ?", SETS) == ()


def test_many_texts_are_proposed_as_one_by_one() -> None:
    texts = ["Trop fort", "Les invités", "Rien", "Le générique défile", "gasten en geluid", ""] * 20
    examples = [Example(f"Le générique défile {at}", "house.host") for at in range(9)]
    learner = Learner(["house.host", "house.sound"], [*examples, Example("Le son", "house.sound")])
    learned = {"house": learner}
    assert propose_all(texts, SETS, learned) == [propose(text, SETS, learned) for text in texts]
    kinds = Learner(["praise", "question"], [Example("Bravo", "praise"), Example("Pourquoi ?", "question")])
    assert kinds_of_all(texts, kinds) == [kinds_of(text, kinds) for text in texts]
    assert kinds_of_all(texts) == [kinds_of(text) for text in texts]


def test_a_label_that_comes_later_is_as_if_it_had_been_there() -> None:
    examples = [Example("Bravo à tous", "praise"), Example("Quelle honte", "complaint")]
    late = Learner(["praise"])
    late.learn("Bravo à tous", "praise")
    late.add_label("complaint")
    late.add_label("complaint")
    late.learn("Quelle honte", "complaint")
    assert late.labels == ("complaint", "praise")
    assert late.examples == examples
    assert late.guess("Bravo").label == "praise"
