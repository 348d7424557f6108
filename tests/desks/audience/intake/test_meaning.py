"""Across languages, by a stand-in for the sentence encoder: a small table of words that says what it is."""

from collections.abc import Sequence

import numpy as np
import pytest

from coulisse.desks.audience.intake import learning, meaning
from coulisse.desks.audience.intake.actions import correct, receive
from coulisse.desks.audience.intake.jobs import begin_meaning, propose_topics, relate_families
from coulisse.desks.audience.intake.models import Conversation, Family
from tests.cast import AT, Cast
from tests.desks.audience.intake.messages import PETITION, many

pytestmark = pytest.mark.django_db

DUTCH = (
    "Goedendag, ik vraag uitleg over de reportage van zondagavond over het archief van de Hoogstraat, uitgezonden "
    "zonder enige waarschuwing terwijl kinderen nog keken op dat uur van de avond. De beelden waren erg hard."
)
WORDS = (
    ("archives", "archief"),
    ("avertissement", "waarschuwing"),
    ("sous-titres", "ondertitels"),
    ("son", "geluid"),
)


class StandIn:
    """No encoder: one number for each of four words, the same in French and in Dutch."""

    def __call__(self, texts: Sequence[str]) -> meaning.Array:
        rows = [[float(any(word in text.lower().split() for word in pair)) for pair in WORDS] for text in texts]
        return np.array(rows, np.float32)


def test_families_of_two_languages_are_proposed_as_one_cause(cast: Cast) -> None:
    texts = [PETITION, PETITION.replace("dures", "rudes"), DUTCH, DUTCH.replace("hard", "zwaar")]
    receive(many(texts), by=None, at=AT)
    assert relate_families(StandIn(), production=None) == 1
    kin = {row.language: [one["family"] for one in row.kin] for row in Family.objects.filter(size__gte=2)}
    pks = {row.language: row.pk for row in Family.objects.filter(size__gte=2)}
    assert kin == {"fr": [pks["nl"]], "nl": [pks["fr"]]}
    assert not Family.objects.filter(joined_to__isnull=False).exists()


def test_a_topic_taught_in_french_is_proposed_in_dutch(cast: Cast) -> None:
    learning.forget_all()
    texts = ["Les sous-titres manquent encore", "Le son est mal réglé", "Zijn er ondertitels voor deze film"]
    rows = receive(many(texts), by=None, at=AT).conversations
    Conversation.objects.update(topics=[], topic=None)
    for row, label in zip(rows, ("house.technical", "house.sound"), strict=False):
        correct(conversation=row, about="house", label=label, by=cast.odile, at=AT)
    Conversation.objects.filter(pk=rows[2].pk).update(topics=[], topic=None)
    assert propose_topics(StandIn(), production=None) == 1
    dutch = Conversation.objects.get(pk=rows[2].pk)
    assert dutch.topic is not None
    assert dutch.topic.code == "house.technical"
    assert dutch.topics[-1]["by"] == "meaning"
    assert dutch.confirmed_at is None


def test_without_the_package_the_job_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "PACKAGE", "no_such_package_of_ours")
    assert not meaning.is_installed()
    with pytest.raises(meaning.NotInstalled):
        meaning.load()
    with pytest.raises(meaning.NotInstalled):
        begin_meaning(title="x", production=None, by=cast.odile, at=AT)
