"""The topics that this house follows, beside the sets that every house begins with."""

from typing import Final

from coulisse.desks.audience.intake.models import Topic, TopicSet
from coulisse.desks.audience.intake.topic_sets import bring_shipped

TOPICS: Final[tuple[tuple[str, dict[str, str], dict[str, list[str]]], ...]] = (
    (
        "house.warning",
        {
            "fr": "Séquence montrée sans avertissement",
            "nl": "Beelden getoond zonder waarschuwing",
            "en": "Sequence shown without warning",
        },
        {"fr": ["avertissement", "prévenir"], "nl": ["waarschuwing", "waarschuwen"], "en": ["warning"]},
    ),
    (
        "house.guest",
        {"fr": "Question sur un invité", "nl": "Vraag over een gast", "en": "Question about a guest"},
        {"fr": ["invité*", "témoin*", "nom complet"], "nl": ["gast", "wie was"], "en": ["guest"]},
    ),
    (
        "house.subtitles",
        {
            "fr": "Sous-titres et langue des signes",
            "nl": "Ondertiteling en gebarentaal",
            "en": "Subtitles and sign language",
        },
        {
            "fr": ["sous-titr*", "langue des signes", "malentendant*", "interprète"],
            "nl": ["ondertitel*", "gebarentolk", "gebarentaal"],
            "en": ["subtitle*", "sign language"],
        },
    ),
    (
        "house.thanks",
        {"fr": "Félicitations", "nl": "Felicitaties", "en": "Praise"},
        {
            "fr": ["bravo", "félicitations", "merci à toute l’équipe"],
            "nl": ["proficiat", "bedankt voor"],
            "en": [],
        },
    ),
    (
        "house.fact",
        {"fr": "Erreur de fait signalée", "nl": "Feitelijke fout gemeld", "en": "Factual error reported"},
        {"fr": ["erreur", "rectification", "fausse", "corriger"], "nl": ["fout", "verkeerd"], "en": ["mistake"]},
    ),
    ("house.other", {"fr": "Autres", "nl": "Andere", "en": "Other"}, {"fr": [], "nl": [], "en": []}),
)


def add_the_topics() -> None:
    bring_shipped()
    house = TopicSet.objects.get(code="house")
    Topic.objects.filter(code="house.schedule").update(
        labels={"fr": "Horaire, rediffusion", "nl": "Uurrooster, heruitzending", "en": "Schedule, repeat"},
        version=2,
    )
    Topic.objects.bulk_create(
        Topic(within=house, code=code, labels=labels, words=words, position=20 + number)
        for number, (code, labels, words) in enumerate(TOPICS)
    )
