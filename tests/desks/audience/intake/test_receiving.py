"""The only way in: once each, threaded, numbered, understood, placed."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coulisse.desks.audience.intake.actions import KeyMissing, UnknownChannel, receive
from coulisse.desks.audience.intake.incoming import Fate, IncomingFile
from coulisse.desks.audience.intake.keeping import unpacked
from coulisse.desks.audience.intake.models import Attachment, Conversation, Family, Message, RawMail
from coulisse.foundation.documents.vault import vault
from tests.cast import AT, Cast
from tests.desks.audience.intake.messages import PETITION, a_broadcast, a_mailbox, a_message, many

pytestmark = pytest.mark.django_db


def test_a_message_becomes_a_conversation_with_a_number(cast: Cast) -> None:
    mailbox = a_mailbox(cast.drache)
    got = receive([a_message(mailbox=mailbox)], by=None, at=AT)
    row = Conversation.objects.get()
    assert got.new == 1
    assert got.conversations == (row,)
    assert row.reference == "2027-0315-01"
    assert row.production == cast.drache
    assert row.language == "fr"
    assert row.state == "open"
    assert row.is_new
    assert row.family is not None
    assert row.preview.startswith("Bonjour, je demande")
    assert Message.objects.get().words


def test_the_same_key_is_one_message(cast: Cast) -> None:
    one = a_message(key="k1")
    got = receive([one, one, a_message(key="k2", number=2)], by=None, at=AT)
    assert [each.fate for each in got.outcomes] == [Fate.NEW, Fate.DUPLICATE, Fate.NEW]
    again = receive([one], by=None, at=AT)
    assert again.duplicates == 1
    assert again.outcomes[0].conversation == got.outcomes[0].conversation
    assert Message.objects.count() == 2


def test_an_answer_joins_its_conversation_and_opens_it_again(cast: Cast) -> None:
    first = receive([a_message(key="k1", message_id="a@x.example")], by=None, at=AT).conversations[0]
    Conversation.objects.update(state="answered", is_new=False)
    later = a_message(
        "Merci, mais ce n’est pas une réponse.",
        key="k2",
        in_reply_to="<a@x.example>",
        references=("<a@x.example>",),
    )
    got = receive([later], by=None, at=AT)
    first.refresh_from_db()
    assert got.added == 1
    assert (first.state, first.is_new, first.version) == ("open", True, 2)
    assert first.messages.count() == 2


def test_an_answer_in_the_same_batch_joins(cast: Cast) -> None:
    one = a_message(key="k1", message_id="a@x.example")
    two = a_message("Et encore ceci.", key="k2", number=1, references=("a@x.example",), message_id="b@x.example")
    three = a_message("Et cela.", key="k3", number=2, references=("a@x.example", "b@x.example"))
    got = receive([three, two, one], by=None, at=AT)
    assert [each.fate for each in got.outcomes] == [Fate.ADDED, Fate.ADDED, Fate.NEW]
    assert Conversation.objects.get().messages.count() == 3


def test_a_number_in_the_subject_needs_the_same_writer(cast: Cast) -> None:
    first = receive([a_message(key="k1", email="hubert@public.example")], by=None, at=AT).conversations[0]
    subject = f"Re: votre question ({first.reference})"
    own = a_message("Une précision.", key="k2", email="HUBERT@public.example", subject=subject)
    other = a_message("Moi aussi.", key="k3", number=7, subject=subject)
    got = receive([own, other], by=None, at=AT)
    assert [each.fate for each in got.outcomes] == [Fate.ADDED, Fate.NEW]


def test_a_robot_never_waits_for_an_answer(cast: Cast) -> None:
    first = receive([a_message(key="k1", message_id="a@x.example")], by=None, at=AT).conversations[0]
    Conversation.objects.update(state="answered", is_new=False)
    away = a_message(
        "Je suis absent jusqu’au 20 mars.",
        key="k2",
        in_reply_to="a@x.example",
        is_automatic=True,
        to_answer=False,
    )
    alone = a_message("Votre abonnement a été renouvelé.", key="k3", number=9, is_automatic=True, to_answer=False)
    receive([away, alone], by=None, at=AT)
    first.refresh_from_db()
    assert (first.state, first.is_new) == ("answered", False)
    other = Conversation.objects.exclude(pk=first.pk).get()
    assert (other.state, other.is_new, other.family) == ("closed", False, None)


def test_the_programme_spoken_of_gives_the_production(cast: Cast) -> None:
    broadcast = a_broadcast(cast, cast.gel)
    mailbox = a_mailbox(cast.drache)
    text = "Hier à 20h52 dans Plein Jour, vous avez montré des archives sans prévenir. Pourquoi ?"
    row = receive([a_message(text, mailbox=mailbox)], by=None, at=AT).conversations[0]
    assert (row.production, row.broadcast) == (cast.gel, broadcast)
    assert row.on_air_at is not None
    assert (row.on_air_at - broadcast.starts_at) == timedelta(minutes=27)
    assert {one["code"] for one in row.on_air_why} >= {"clock", "day", "title"}
    assert receive([a_message("Une question", number=3)], by=None, at=AT).conversations[0].production is None


def test_a_threat_is_folded_and_not_found_by_its_words(cast: Cast) -> None:
    row = receive(
        [a_message("Je sais où habite votre présentateur, je vais le tuer")], by=None, at=AT
    ).conversations[0]
    assert (row.kind, row.is_folded, row.gist) == ("threat", True, "threat")
    words = str(Message.objects.get().words)
    assert "tuer" not in words
    assert "personne" in words


def test_a_threat_in_a_later_message_folds_the_conversation(cast: Cast) -> None:
    first = receive([a_message(key="k1", message_id="a@x.example")], by=None, at=AT).conversations[0]
    receive([a_message("Je vais venir te tuer.", key="k2", in_reply_to="a@x.example")], by=None, at=AT)
    first.refresh_from_db()
    assert (first.kind, first.gist) == ("threat", "threat")


def test_attachments_go_to_the_vault_and_the_mail_is_kept(cast: Cast) -> None:
    raw = b"From: a@b.example\r\n\r\nBonjour"
    files = (IncomingFile("../../photo.png", b"\x89PNG\r\n\x1a\n..."), IncomingFile("vide.txt", b""))
    receive([a_message(raw=raw, attachments=files)], by=None, at=AT)
    kept = Attachment.objects.get()
    assert kept.media_type == "image/png"
    assert vault().holds(kept.sha256)
    assert unpacked(RawMail.objects.get()) == raw


def test_near_duplicates_are_one_family_over_several_batches(cast: Cast) -> None:
    texts = [PETITION.replace("très dures", word) for word in ("dures", "terribles", "insoutenables", "violentes")]
    receive(many(texts), by=None, at=AT)
    family = Conversation.objects.values_list("family", flat=True).distinct().get()
    later = PETITION + " Mon fils de neuf ans y apparaît sans mon accord, je veux un rendez-vous."
    receive(
        [a_message(PETITION, key="later", number=20), a_message(later, key="apart", number=21)], by=None, at=AT
    )
    row = Conversation.objects.get(writer__addresses__key="personne21@public.example")
    assert Conversation.objects.filter(family=family).count() == 5
    assert (row.family, row.beside_id) == (None, family)
    assert {one["reason"] for one in row.apart} >= {"added"}
    assert Family.objects.get(pk=family).size == 5


def test_languages_take_the_habit_of_the_writer(cast: Cast) -> None:
    receive(
        [a_message("Waarom werd de uitzending van gisteren geschrapt? Ik begrijp dat niet.", number=1)],
        by=None,
        at=AT,
    )
    row = receive([a_message("ok super", key="short", number=1)], by=None, at=AT).conversations[0]
    assert row.language == "nl"


def test_the_number_of_queries_does_not_depend_on_the_number_of_messages(cast: Cast) -> None:
    a_broadcast(cast)
    receive(many(["Une première question sur le son", "Bravo pour le film"]), by=None, at=AT)
    counts = []
    for size in (20, 60):
        texts = [
            f"Question {size}.{number} : à quelle heure passe le film numéro {number * 7} ?"
            for number in range(size)
        ]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            receive(many(texts, mailbox=None), by=None, at=AT + timedelta(minutes=size))
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 2


def test_what_cannot_be_kept_once_is_refused(cast: Cast) -> None:
    with pytest.raises(KeyMissing):
        receive([a_message(key="  ")], by=None, at=AT)
    with pytest.raises(UnknownChannel):
        receive([a_message(channel="pigeon")], by=None, at=AT)
    assert not Conversation.objects.exists()


def test_numbers_are_given_by_the_day_of_brussels(cast: Cast) -> None:
    moments = ["2027-03-14T22:59:00+00:00", "2027-03-14T23:01:00+00:00", "2027-03-14T23:02:00+00:00"]
    from datetime import datetime

    texts = ["Le son était trop fort", "Bravo à toute l’équipe", "Quand passe le prochain numéro ?"]
    batch = [
        a_message(text, number=at, received_at=datetime.fromisoformat(moment))
        for at, (text, moment) in enumerate(zip(texts, moments, strict=True), 1)
    ]
    receive(batch, by=None, at=AT)
    assert Counter(Conversation.objects.values_list("reference", flat=True)) == Counter(
        ["2027-0314-01", "2027-0315-01", "2027-0315-02"]
    )


def test_a_founder_with_something_of_his_own_is_taken_out_once_there_is_a_family(cast: Cast) -> None:
    own = PETITION + " Mon fils de neuf ans y apparaît sans que personne ne nous ait jamais rien demandé."
    first = receive([a_message(own, number=1)], by=None, at=AT).conversations[0]
    for number in range(2, 8):
        receive([a_message(PETITION, key=f"k{number}", number=number)], by=None, at=AT)
    first.refresh_from_db()
    family = Conversation.objects.exclude(pk=first.pk).values_list("family", flat=True).distinct().get()
    assert (first.family, first.beside_id) == (None, family)
    assert first.apart
    assert Family.objects.get(pk=family).size == 6
