"""Kinds, tone and topics: tables of cases in three languages; abstaining; what was learned never hides a
threat."""

import json
from pathlib import Path

import pytest

from coulisse.engines import triage
from coulisse.engines.triage.kinds import KINDS, SERIOUS, kinds_of
from coulisse.engines.triage.learner import Example, Learner
from coulisse.engines.triage.tone import tone_of
from coulisse.engines.triage.topics import NoTopicSet, TopicSet, propose, read_sets

SHIPPED = Path(triage.__file__).parent / "topics.json"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("threat", "Je sais où habite votre présentateur et je vais lui casser la figure"),
        ("threat", "Si vous ne retirez rien, on viendra brûler vos voitures"),
        ("threat", "Tu vas le regretter, surveille tes arrières"),
        ("threat", "Vous allez payer pour ça"),
        ("threat", "Ik weet waar jullie presentator woont"),
        ("threat", "Wij zullen jullie studio in brand steken"),
        ("threat", "I will kill him, I know where you live"),
        ("legal", "Agissant au nom de mon client, je vous mets en demeure de retirer la séquence. Maître Colson"),
        ("legal", "Notre avocat déposera une citation au tribunal"),
        ("legal", "Hierbij stel ik u in gebreke"),
        ("legal", "Mijn advocaat neemt contact met u op"),
        ("legal", "You will hear from my lawyer"),
        ("press", "Journaliste au Courrier de la Senne, je prépare un article sur le sujet"),
        ("press", "Je suis journaliste pour un hebdomadaire"),
        ("press", "Ik ben journalist bij een weekblad"),
        ("press", "I'm a reporter with the local paper"),
        ("minor", "Bonjour j'ai 12 ans et j'ai eu très peur"),
        ("minor", "Ma fille de neuf ans est reconnaissable à l'écran"),
        ("minor", "Ik ben 13 jaar en ik vond het eng"),
        ("minor", "Mijn dochter van 8 werd gefilmd op school"),
        ("minor", "I am 14 years old"),
        ("privacy_request", "Veuillez effacer toutes mes données personnelles de vos fichiers"),
        ("privacy_request", "Gelieve mijn gegevens te wissen: verwijder al mijn gegevens"),
        ("privacy_request", "Please delete all my personal data"),
        ("image_right", "On me voit à l'écran sans mon autorisation, je n'ai rien signé"),
        ("image_right", "On me voit en gros plan, personne ne m’a demandé mon accord"),
        ("image_right", "Niemand heeft mij toestemming gevraagd voor die beelden"),
        ("image_right", "Mijn moeder werd gefilmd zonder haar toestemming"),
        ("image_right", "I was filmed without my consent"),
        ("complaint", "C'est un scandale, je me plains officiellement"),
        ("complaint", "Een schande, ik dien klacht in"),
        ("praise", "Bravo et merci pour ce reportage"),
        ("praise", "Proficiat met de prachtige uitzending"),
        ("criticism", "Dommage, la musique est trop forte"),
        ("suggestion", "Pourriez-vous sous-titrer le débat ?"),
        ("question", "Quelle était la musique du générique ?"),
        ("question", "Welke muziek was dat op het einde?"),
    ],
)
def test_a_kind_is_known_by_its_words(kind: str, text: str) -> None:
    found = {one.code: one for one in kinds_of(text)}
    assert kind in found
    assert found[kind].words
    assert 0.5 < found[kind].confidence < 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Il pleut à Namur.",
        "Je vais regarder l'émission demain avec mon mari",
        "Le film de hier soir parlait d'un avocat et d'une menace",
        "Ik ga morgen naar Gent",
        "My children love the show",
        "Le journal de 13 h",
    ],
)
def test_nothing_serious_is_seen_where_there_is_nothing(text: str) -> None:
    assert not {one.code for one in kinds_of(text)} & SERIOUS


def test_what_was_learned_adds_a_kind_and_never_hides_a_serious_one() -> None:
    praises = [Example(f"Je vais le tuer de rire, trop drôle numéro {number}", "praise") for number in range(40)]
    others = [Example(f"Question numéro {number}", "question") for number in range(40)]
    learner = Learner(KINDS, praises + others)
    found = [one.code for one in kinds_of("Je vais le tuer de rire, trop drôle", learner)]
    assert found == ["threat", "praise"]


@pytest.mark.parametrize(
    ("tone", "text"),
    [
        ("pos", "Quelle magnifique émission, merci"),
        ("neg", "Ce n'est pas bon du tout, honteux"),
        ("pos", "Helemaal niet slecht, proficiat"),
        ("neg", "Wat een schande"),
        ("neu", "L'émission commence à 20 h 25"),
        ("pos", "👏 👏"),
    ],
)
def test_the_tone_is_indicative(tone: str, text: str) -> None:
    assert tone_of(text).code == tone


def test_a_correction_of_tone_is_learned() -> None:
    learner = Learner(("neg", "neu", "pos"), [Example("sérieux les gars", "neg"), Example("au revoir", "neu")] * 6)
    assert tone_of("sérieux les gars", learner).code == "neg"


@pytest.fixture(scope="module")
def shipped() -> tuple[TopicSet, ...]:
    return read_sets(json.loads(SHIPPED.read_text("utf-8")))


def test_shipped_sets_have_labels_and_words_in_three_languages(shipped: tuple[TopicSet, ...]) -> None:
    assert [one.code for one in shipped] == ["csa", "cdj", "letter", "house"]
    for one in shipped:
        assert one.source
        for topic in one.topics:
            assert set(topic.labels) == set(topic.words) == {"fr", "nl", "en"}
            assert all(topic.words.values())


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("csa.minors", "Une scène choquante pour les enfants à une heure de grande écoute"),
        ("csa.advertising", "Encore trop de reclame, elk reclameblok duurt tien minuten"),
        ("cdj.privacy", "Filmé en caméra cachée, atteinte à la vie privée"),
        ("house.sound", "La musique de fond est trop fort, dialogues inaudible"),
        ("house.technical", "Le décodeur affiche une image figée"),
        ("house.music", "Welke muziek was dat, de titel van het lied?"),
    ],
)
def test_a_topic_is_proposed_with_the_words_that_spoke(
    topic: str, text: str, shipped: tuple[TopicSet, ...]
) -> None:
    found = {one.code: one.words for one in propose(text, shipped)}
    assert found[topic]


def test_topics_abstain(shipped: tuple[TopicSet, ...]) -> None:
    assert propose("Bonjour à tous", shipped) == ()


def test_a_correction_outweighs_a_seed_word(shipped: tuple[TopicSet, ...]) -> None:
    house = shipped[-1]
    learner = Learner([topic.code for topic in house.topics])
    for number in range(30):
        learner.learn(f"Le volume des ventes du concours {number}", "house.tickets")
        learner.learn(f"Quand passe la rediffusion {number}", "house.schedule")
    found = propose("Quel est le volume des ventes ?", [house], {"house": learner})
    assert [one.code for one in found] == ["house.tickets"]


@pytest.mark.parametrize("document", [None, {}, [{}], [{"code": "x", "labels": {}, "topics": [1]}]])
def test_what_is_no_set_is_refused(document: object) -> None:
    with pytest.raises(NoTopicSet):
        read_sets(document)
