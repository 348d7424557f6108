"""The screens of the intake, as somebody of the trade uses them."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from coulisse.desks.audience.intake import learning, topic_sets
from coulisse.desks.audience.intake.actions import receive
from coulisse.desks.audience.intake.models import Archive, Conversation, Correction, RunningItem, Topic, TopicSet
from tests.cast import AT, Cast
from tests.desks.audience.intake.messages import a_broadcast, a_mailbox, a_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def marc_olivier(cast: Cast, client: Client) -> Client:
    learning.forget_all()
    client.force_login(cast.marc_olivier)
    return client


def _words(response: Any) -> str:
    return str(response.content.decode())


def _at(name: str, cast: Cast, *args: int) -> str:
    return f"{reverse(f'audience:intake:{name}', args=args)}?production={cast.drache.pk}"


def test_the_ways_in(cast: Cast, marc_olivier: Client) -> None:
    box = a_mailbox(cast.drache)
    receive([a_message(mailbox=box), a_message("Bonjour la maison", number=4)], by=None, at=AT)
    said = _words(marc_olivier.get(_at("channels", cast)))
    assert "Publics" in said
    assert reverse("audience:intake:unfiled") in said


def test_mail_about_no_programme_is_filed(cast: Cast, marc_olivier: Client) -> None:
    row = receive([a_message("Bonjour la maison", number=4)], by=None, at=AT).conversations[0]
    assert row.reference in _words(marc_olivier.get(_at("unfiled", cast)))
    marc_olivier.post(_at("file", cast), {"conversation": [row.pk, "x"], "to": cast.drache.pk})
    row.refresh_from_db()
    assert row.production == cast.drache
    refused = marc_olivier.post(_at("file", cast), {"conversation": [row.pk], "to": "9" * 30}, follow=True)
    assert refused.status_code == 200


def test_a_topic_is_added_and_changed(cast: Cast, marc_olivier: Client) -> None:
    marc_olivier.get(_at("topics", cast))
    house = TopicSet.objects.get(code="house")
    labels = {"label_fr": "Accents", "label_nl": "Accenten", "label_en": "Accents"}
    values: dict[str, object] = {**labels, "words_fr": "accent*\nparl*, voix"}
    assert marc_olivier.post(_at("topic-add", cast, house.pk), values).status_code == 302
    made = Topic.objects.get(labels__fr="Accents")
    assert made.words["fr"] == ["accent*", "parl*", "voix"]
    assert marc_olivier.post(_at("topic-add", cast, house.pk), values).status_code == 422
    changed = {**values, "label_fr": "Voix et accents", "version": made.version}
    assert marc_olivier.post(_at("topic", cast, made.pk), changed).status_code == 302
    assert marc_olivier.post(_at("topic", cast, made.pk), changed).status_code == 409
    marc_olivier.post(reverse("audience:intake:topic-archive", args=[made.pk]))
    assert "Voix et accents" in _words(marc_olivier.get(_at("topics", cast)))


def test_a_running_order_is_pasted(cast: Cast, marc_olivier: Client) -> None:
    broadcast = a_broadcast(cast)
    assert "Plein Jour" in _words(marc_olivier.get(_at("orders", cast)))
    page = reverse("audience:intake:order", args=[broadcast.pk])
    refused = marc_olivier.post(page, {"order": "20:25 Ouverture\nDébat"})
    assert refused.status_code == 422
    assert not RunningItem.objects.exists()
    assert marc_olivier.post(page, {"order": "20:25 Ouverture\n20:52 Archives *"}).status_code == 302
    assert "Archives" in _words(marc_olivier.get(page))


def test_why_and_a_correction(cast: Cast, marc_olivier: Client) -> None:
    row = receive([a_message("Bravo pour cette superbe émission", mailbox=a_mailbox(cast.drache))], by=None, at=AT)
    made = row.conversations[0]
    page = reverse("audience:intake:why", args=[made.pk])
    assert "superbe" in _words(marc_olivier.get(page))
    data = {"about": "kind", "label": "suggestion", "version": made.version}
    correct = reverse("audience:intake:correct", args=[made.pk])
    assert marc_olivier.post(correct, data).url == page  # type: ignore[attr-defined]
    assert Correction.objects.get().label == "suggestion"
    marc_olivier.post(correct, {**data, "next": "//evil.example"})
    marc_olivier.post(correct, {"about": "kind", "label": "pigeon"})
    assert Correction.objects.get().label == "suggestion"


def test_a_folded_text_shows_no_word_on_the_why_page(cast: Cast, marc_olivier: Client) -> None:
    text = "Je sais où habite votre présentateur, je vais le tuer"
    row = receive([a_message(text, mailbox=a_mailbox(cast.drache))], by=None, at=AT).conversations[0]
    said = _words(marc_olivier.get(reverse("audience:intake:why", args=[row.pk])))
    assert "tuer" not in said
    assert "habite" not in said


def test_a_file_is_brought_and_looked_at(cast: Cast, marc_olivier: Client) -> None:
    table = "date;texte;canal\n08/03/2026;Le son;mail\nhier;Bonjour;mail\n"
    upload = SimpleUploadedFile("messages.csv", table.encode())
    data = {"file": upload, "channel": "mail", "production": cast.drache.pk}
    response = marc_olivier.post(_at("archives", cast), data)
    made = Archive.objects.get()
    assert response.status_code == 302
    said = _words(marc_olivier.get(reverse("audience:intake:archive", args=[made.pk])))
    assert "hier" in said
    broken = SimpleUploadedFile("x.csv", BytesIO(b"a;b\n1;2\n").read())
    assert marc_olivier.post(_at("archives", cast), {**data, "file": broken}).status_code == 422
    taken = marc_olivier.post(reverse("audience:intake:take-in", args=[made.pk]))
    assert taken.status_code == 302


def test_pages_read_a_constant_number_of_queries(
    cast: Cast, marc_olivier: Client, django_assert_max_num_queries: object
) -> None:
    topic_sets.sets()
    box = a_mailbox(cast.drache)
    receive([a_message(f"Question {n} sur le son ?", number=n, mailbox=box) for n in range(30)], by=None, at=AT)
    receive([a_message(f"Bonjour {n}", number=100 + n) for n in range(30)], by=None, at=AT)
    a_broadcast(cast)
    one = Conversation.objects.latest("pk")
    pages = [_at(name, cast) for name in ("channels", "unfiled", "topics", "orders", "archives")]
    for page in (*pages, reverse("audience:intake:why", args=[one.pk])):
        marc_olivier.get(page)
        with django_assert_max_num_queries(22):  # type: ignore[operator]
            assert marc_olivier.get(page).status_code == 200
