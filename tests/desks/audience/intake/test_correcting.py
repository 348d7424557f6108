"""A label given or confirmed: kept, learned at once, tried on what resembles it; confirmed rows stay."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.audience.intake import learning, topic_sets
from coulisse.desks.audience.intake.actions import NothingWritten, UnknownLabel, correct, receive
from coulisse.desks.audience.intake.actions import topics as topic_actions
from coulisse.desks.audience.intake.jobs import begin_tagging
from coulisse.desks.audience.intake.models import Conversation, Correction, Topic, TopicSet
from coulisse.desks.audience.intake.tagging import tag_again
from coulisse.desks.audience.intake.understanding import knowledge
from coulisse.foundation.jobs.execution import run_now
from coulisse.foundation.journal.versions import StaleWrite
from tests.cast import AT, Cast
from tests.desks.audience.intake.messages import a_mailbox, a_message, many
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_learned() -> None:
    learning.forget_all()


def test_a_correction_is_felt_by_the_next_message(cast: Cast) -> None:
    texts = [f"Les lettres défilent trop vite pour lire les noms, numéro {number}" for number in range(6)]
    rows = receive(many(texts, mailbox=a_mailbox(cast.drache)), by=None, at=AT).conversations
    for number, row in enumerate(rows[:5]):
        when = AT + timedelta(number)
        correct(conversation=row, about="house", label="house.host", by=cast.marc_olivier, at=when)
    late = receive([a_message("Les lettres défilent trop vite !", key="late", number=40)], by=None, at=AT)
    assert late.conversations[0].topic is not None
    assert late.conversations[0].topic.code == "house.host"
    similar = Conversation.objects.get(pk=rows[5].pk)
    assert similar.topic is not None
    assert similar.topic.code == "house.host"
    assert similar.confirmed_at is None


def test_a_confirmed_row_is_never_overwritten(cast: Cast) -> None:
    row = receive([a_message("Bravo pour la musique, quel bonheur")], by=None, at=AT).conversations[0]
    corrected = correct(conversation=row, about="kind", label="suggestion", by=cast.marc_olivier, at=AT)
    assert tag_again([row.pk]) == 0
    row.refresh_from_db()
    assert (row.kind, row.confirmed_by) == ("suggestion", cast.marc_olivier)
    assert corrected.conversation.version == 2
    with pytest.raises(StaleWrite):
        correct(conversation=row, about="kind", label="praise", by=cast.marc_olivier, at=AT, read_version=1)


def test_many_are_read_and_written_at_once(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    texts = [f"Bravo pour la musique, quel bonheur, numéro {number}" for number in range(9)]
    keys = [row.pk for row in receive(many(texts), by=None, at=AT).conversations]
    Conversation.objects.update(kind="", kinds=[], topics=[], topic=None)
    known = knowledge()
    for some in (keys[:2], keys[2:]):
        with django_assert_num_queries(4):  # the rows, and one update between two savepoints
            assert tag_again(some, told=known) == len(some)
    assert set(Conversation.objects.values_list("kind", "version")) == {("praise", 2)}
    assert tag_again(keys, told=known) == 0


def test_another_label_takes_the_place_of_the_first(cast: Cast) -> None:
    row = a_conversation(cast)
    for at, label in enumerate(("question", "complaint")):
        correct(conversation=row, about="kind", label=label, by=cast.marc_olivier, at=AT + timedelta(minutes=at))
    assert [one.label for one in Correction.objects.all()] == ["complaint"]
    learned = learning.learner("kind")
    assert learned is not None
    assert [one.label for one in learned.examples] == ["complaint"]
    Correction.objects.all().delete()
    assert learning.learner("kind") is None


def test_what_does_not_exist_is_refused(cast: Cast) -> None:
    row = a_conversation(cast)
    for about, label in (("kind", "pigeon"), ("house", "csa.minors"), ("nowhere", "house.music")):
        with pytest.raises(UnknownLabel):
            correct(conversation=row, about=about, label=label, by=cast.marc_olivier, at=AT)
    row.messages.all().delete()
    with pytest.raises(NothingWritten):
        correct(conversation=row, about="kind", label="question", by=cast.marc_olivier, at=AT)


def test_a_changed_topic_is_proposed_by_its_new_words(cast: Cast) -> None:
    topic_sets.sets()
    house = TopicSet.objects.get(code="house")
    made = topic_actions.add_topic(
        within=house, labels={"fr": "Accents"}, words={"fr": ["accent*", "  ", "accent*"]}, by=cast.odile, at=AT
    )
    assert made.words["fr"] == ["accent*"]
    with pytest.raises(topic_actions.TopicExists):
        topic_actions.add_topic(within=house, labels={"fr": "accents"}, words={}, by=cast.odile, at=AT)
    row = receive([a_message("Quel accent ont vos comédiens ? Ces accents sonnent faux")], by=None, at=AT)
    assert row.conversations[0].topic == made
    topic_actions.archive_topic(topic=made, by=cast.odile, at=AT)
    row = receive([a_message("Encore ces accents ! Quel accent", number=2)], by=None, at=AT)
    assert row.conversations[0].topic != made
    topic_actions.bring_back_topic(topic=made, by=cast.odile, at=AT)
    assert Topic.objects.get(pk=made.pk).archived_at is None


def test_the_job_reads_open_messages_again(cast: Cast) -> None:
    box = a_mailbox(cast.drache)
    rows = receive(
        many(["Le son", "Bravo, superbe", "Pourquoi ce retard ?"], mailbox=box), by=None, at=AT
    ).conversations
    Conversation.objects.update(kind="", kinds=[], topics=[], topic=None)
    Conversation.objects.filter(pk=rows[0].pk).update(confirmed_at=AT)
    begun = begin_tagging(title="Relire", production=cast.drache.pk, by=cast.marc_olivier, at=AT)
    done = run_now(begun, at=AT)
    assert (done.state, done.done) == ("done", 2)
    assert list(Conversation.objects.order_by("pk").values_list("kind", flat=True)) == ["", "praise", "question"]
