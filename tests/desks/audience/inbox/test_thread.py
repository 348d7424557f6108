"""The thread: words in order, quoted history apart, the fate of answers, files, what surrounds it."""

import io
import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.audience.inbox.queries.around import around
from coulisse.desks.audience.inbox.queries.thread import thread
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.desks.audience.intake.models import Attachment, Conversation, Message
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.vault import vault
from coulisse.foundation.mailroom.models import Letter, Recipient
from tests.cast import AT, TODAY, Cast
from tests.desks.audience.families.rows import a_broadcast, items, somebody
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(cast: Cast) -> Browser:
    return browser_of(cast.marc_olivier)


def browser_of(user: User) -> Browser:
    User.objects.filter(pk=user.pk).update(language="en")
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def words(answer: object) -> str:
    content: bytes = getattr(answer, "content", b"")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content.decode()).replace("\u00a0", " "))


def message(
    conversation: Conversation, direction: str, own: str, *, minutes: int = 1, whole: str = "", **fields: object
) -> Message:
    values: dict[str, object] = {"new_text": own, "sender": "Quelqu’un", "channel": "mail", **fields}
    return Message.objects.create(
        conversation=conversation,
        direction=direction,
        at=AT + timedelta(minutes=minutes),
        text=whole or own,
        key=f"{conversation.pk}-{direction}-{minutes}",
        **values,
    )


def a_file(conversation: Conversation, content: bytes, name: str, media_type: str) -> Attachment:
    stored = vault().store(content)
    first = conversation.messages.order_by("at").first()
    assert first is not None
    return Attachment.objects.create(
        message=first, name=name, media_type=media_type, size=stored.size, sha256=stored.sha256
    )


def test_words_in_order_with_the_quoted_history_apart(cast: Cast) -> None:
    one = a_conversation(cast)
    message(one, "out", "Nous regardons cela.", minutes=5, by=cast.marc_olivier)
    message(one, "in", "Merci.", minutes=9, whole="Merci.\n\n> Nous regardons cela.")
    message(one, "note", "Vu avec la rédaction.", minutes=7, by=cast.marc_olivier)
    shown = thread(one, today=TODAY)
    assert [entry.direction for entry in shown.entries] == ["in", "out", "note", "in"]
    last = shown.entries[-1]
    assert (last.own, last.rest) == ("Merci.", "Merci.\n\n> Nous regardons cela.")
    assert shown.entries[0].rest == "" and shown.entries[1].who == "Marc-Olivier Lejeune"


def test_the_fate_of_an_answer_is_the_mailroom_s(cast: Cast) -> None:
    one = a_conversation(cast)
    letter = Letter.objects.create(
        subject="Re", text="x", sender="public@meuse.example", language="fr", posted_at=AT, leaves_at=AT
    )
    to = Recipient.objects.create(
        letter=letter,
        address="h@public.example",
        state="failed",
        message_id="<a@b>",
        not_before=AT,
        error="550 non",
    )
    message(one, "out", "Réponse", minutes=2, recipient=to)
    fate = thread(one, today=TODAY).entries[-1].fate
    assert fate is not None and (fate.tone, fate.error) == ("stop", "550 non")


def test_a_long_thread_shows_the_latest_hundred(cast: Cast) -> None:
    one = a_conversation(cast)
    for n in range(1, 105):
        message(one, "in", f"n° {n}", minutes=n)
    shown = thread(one, today=TODAY)
    assert len(shown.entries) == 100 and shown.has_earlier and shown.entries[-1].own == "n° 104"
    assert len(thread(one, today=TODAY, whole=True).entries) == 105


def test_the_running_order_around_the_minute(cast: Cast) -> None:
    slot = a_broadcast(cast)
    items(slot, "Titres", "Les éclusiers", "Archives de la rue Haute", "Débat", "Météo")
    at = slot.starts_at + timedelta(minutes=20)
    one = a_conversation(cast, broadcast=slot, on_air_at=at, on_air_why=["hier à 20h52"])
    a_conversation(cast, writer=somebody("Anne"), broadcast=slot, on_air_at=at + timedelta(minutes=1))
    a_conversation(cast, writer=somebody("Paul"), broadcast=slot, on_air_at=at + timedelta(minutes=9))
    shown = around(one, user=cast.marc_olivier)
    assert shown.on_air is not None
    assert [item.title for item in shown.on_air.items if item.is_hit] == ["Archives de la rue Haute"]
    assert [other.name for other in shown.of_minute] == ["Anne"]
    assert shown.on_air.why == ("hier à 20h52",)


def test_without_a_running_order_the_slot_is_told(cast: Cast) -> None:
    one = a_conversation(cast, broadcast=a_broadcast(cast))
    shown = around(one, user=cast.marc_olivier).on_air
    assert shown is not None and shown.items == () and shown.programme == "Plein Jour"
    assert around(a_conversation(cast), user=cast.marc_olivier).on_air is None


def test_the_same_person_s_other_conversations_stay_within_reach(cast: Cast) -> None:
    one = a_conversation(cast)
    a_conversation(cast, "Encore moi", writer=one.writer)
    a_conversation(cast, "Ailleurs", writer=one.writer, production=cast.gel)
    assert [other.line for other in around(one, user=cast.solange).of_writer] == ["Encore moi"]
    assert len(around(one, user=cast.marc_olivier).of_writer) == 2


def test_opening_marks_as_read_peeking_and_reading_roles_do_not(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast)
    assert officer.get(f"/audience/inbox/{one.pk}?peek=1", headers={"HX-Request": "true"}).status_code == 200
    browser_of(cast.solange).get(f"/audience/inbox/{one.pk}")
    one.refresh_from_db()
    assert one.is_new
    assert officer.get(f"/audience/inbox/{one.pk}").status_code == 200
    one.refresh_from_db()
    assert not one.is_new


def test_the_page_shows_number_words_and_what_may_be_done(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast, kind="image_right", due_on=TODAY + timedelta(days=40))
    page = words(officer.get(f"/audience/inbox/{one.pk}"))
    assert f"File {one.reference}" in page and "Right to one’s image" in page
    assert "pourquoi n’y avait-il pas d’avertissement" in page and "answer due on" in page
    reading = officer.get(f"/audience/inbox/{one.pk}", headers={"HX-Request": "true"})
    assert b"<html" not in reading.content and b'id="open"' in reading.content


def test_a_folded_text_is_not_in_the_page(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast, "horreurindicible", is_folded=True, gist="threat", kind="threat")
    for address in ("/audience/inbox/", f"/audience/inbox/{one.pk}"):
        assert "horreurindicible" not in officer.get(address).content.decode()


def test_somebody_who_only_reads_is_offered_no_act(cast: Cast) -> None:
    one = a_conversation(cast)
    page = browser_of(cast.solange).get(f"/audience/inbox/{one.pk}").content.decode()
    assert "/note" not in page and 'name="conversation"' not in page
    assert browser_of(cast.solange).post(f"/audience/inbox/{one.pk}/close").status_code == 403
    assert browser_of(cast.pascaline).get(f"/audience/inbox/{one.pk}").status_code == 404


def test_a_file_is_saved_and_never_run(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast)
    page = a_file(one, b"<html><script>alert(1)</script>", "photo.jpg.html", "text/html")
    answer = officer.get(f"/audience/inbox/files/{page.pk}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert (
        answer.headers["X-Content-Type-Options"] == "nosniff"
        and "sandbox" in answer.headers["Content-Security-Policy"]
    )
    assert officer.get(f"/audience/inbox/files/{page.pk}/picture").status_code == 404
    assert browser_of(cast.pascaline).get(f"/audience/inbox/files/{page.pk}").status_code == 404


def test_a_picture_is_drawn_anew(cast: Cast, officer: Browser) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (900, 600), "#8f4506").save(drawn, "JPEG", comment=b"secret")
    one = a_conversation(cast)
    photo = a_file(one, drawn.getvalue(), "photo.jpg", "image/jpeg")
    answer = officer.get(f"/audience/inbox/files/{photo.pk}/picture")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file is streamed
    assert answer.headers["Content-Type"] == "image/webp" and b"secret" not in content
    Conversation.objects.filter(pk=one.pk).update(is_folded=True)
    assert officer.get(f"/audience/inbox/files/{photo.pk}/picture").status_code == 404


def test_a_thread_takes_few_queries_however_long(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one = a_conversation(cast, broadcast=a_broadcast(cast), on_air_at=AT)
    cast.marc_olivier.scope()
    for count in (1, 20):
        for n in range(count):
            message(one, "in", "encore", minutes=100 * count + n)
            a_file(one, f"{count}-{n}".encode(), "a.txt", "text/plain")
        with django_assert_num_queries(6):
            found = access_conversation(cast.marc_olivier, one.pk)
            thread(found, today=TODAY)
            around(found, user=cast.marc_olivier)
