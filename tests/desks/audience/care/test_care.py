"""Folding, showing, reading together, threat files and restrictions: what each promises to the team."""

import io
import re
import zipfile
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coulisse.desks.audience.care.actions import folds, restrictions, threats
from coulisse.desks.audience.care.models import Appeal, Evidence, Exposure, Restriction, ThreatFile
from coulisse.desks.audience.care.queries import cover, covers, restriction_of
from coulisse.desks.audience.care.queries.team import my_week, whose_turn
from coulisse.desks.audience.care.queries.threats import pieces_of
from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.desks.audience.intake.searching import query
from coulisse.foundation.accounts.actions.guest_links import lend
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.mailroom.models import Letter
from tests.cast import AT, TODAY, Cast, give, person
from tests.desks.audience.care.rows import (
    NEVER,
    RAW,
    a_colleague,
    a_contact,
    a_file,
    a_reading,
    a_restriction,
    a_threat,
    an_appeal,
    token_in,
)
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


def browser_of(user: User) -> Browser:
    User.objects.filter(pk=user.pk).update(language="en")
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def text_of(answer: object) -> str:
    content: bytes = getattr(answer, "content", b"")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content.decode()).replace("\u00a0", " "))


def leaks(content: str) -> list[str]:
    return [words for words in NEVER if words in content]


def test_a_folded_message_has_a_cover_and_a_plain_one_has_none(cast: Cast) -> None:
    assert cover(a_conversation(cast), user=cast.marc_olivier) is None
    found = cover(a_threat(cast), user=cast.marc_olivier)
    assert found is not None
    assert (found.gist, found.is_heavy, found.is_frozen, found.shown_to_me) == ("threat", True, False, 0)


def test_covers_of_many_cost_the_same(cast: Cast) -> None:
    many = []
    for number in range(6):
        one = a_threat(cast)
        Message.objects.filter(conversation=one).update(key=f"k{number}")
        threats.open_file(conversation=one, by=cast.marc_olivier, at=AT)
        many.append(one)
    with CaptureQueriesContext(connection) as queries:
        found = covers([Conversation.objects.get(pk=one.pk) for one in many], user=cast.marc_olivier)
    assert len(found) == 6
    assert len(queries) - 6 <= 5  # one of them reads the roles held


def test_folding_takes_the_words_out_of_list_and_search(cast: Cast) -> None:
    conversation = a_threat(cast, folded=False)
    written = folds.fold(conversation=conversation, gist="threat", reason="Menace", by=cast.marc_olivier, at=AT)
    assert (written.preview, written.subject, written.is_folded) == ("", "", True)
    assert not leaks(str(written.kinds))
    found = Message.objects.extra(where=["words @@ %s::tsquery"], params=[query("genoux")])
    assert not found.exists()
    back = folds.unfold(conversation=written, reason="Citation d’un film", by=cast.marc_olivier, at=AT)
    assert back.preview.startswith("Je sais") and not back.is_folded
    assert Message.objects.extra(where=["words @@ %s::tsquery"], params=[query("genoux")]).exists()


def test_folding_needs_a_reason_and_happens_once(cast: Cast) -> None:
    conversation = a_threat(cast, folded=False)
    with pytest.raises(folds.ReasonMissing):
        folds.fold(conversation=conversation, gist="insult", reason="  ", by=cast.marc_olivier, at=AT)
    folds.fold(conversation=conversation, gist="insult", reason="Insulte", by=cast.marc_olivier, at=AT)
    with pytest.raises(folds.FoldedAlready):
        folds.fold(conversation=conversation, gist="insult", reason="Insulte", by=cast.marc_olivier, at=AT)


def test_no_page_of_care_shows_the_text_before_it_is_asked_for(cast: Cast) -> None:
    file = a_file(cast)
    a_contact(cast)
    threats.pass_on(
        file=file, contact=a_contact(cast, name="Police", role="police"), note="", by=cast.marc_olivier, at=AT
    )
    browser = browser_of(cast.marc_olivier)
    pk = file.conversation_id
    for address in (
        f"/audience/care/?production={cast.drache.pk}",
        f"/audience/care/conversations/{pk}",
        f"/audience/care/threats/{file.pk}",
        f"/audience/care/conversations/{pk}/restrict",
        f"/journal/?production={cast.drache.pk}",
    ):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert not leaks(answer.content.decode()), address
    for letter in Letter.objects.all():
        assert not leaks(letter.text + letter.subject)


def test_showing_is_a_post_that_counts(cast: Cast) -> None:
    conversation = a_threat(cast)
    browser = browser_of(cast.marc_olivier)
    assert browser.get(f"/audience/care/conversations/{conversation.pk}/show").status_code == 405
    answer = browser.post(f"/audience/care/conversations/{conversation.pk}/show")
    assert leaks(answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    exposure = Exposure.objects.get()
    assert (exposure.person, exposure.conversation) == (cast.marc_olivier, conversation)
    browser.post(f"/audience/care/conversations/{conversation.pk}/show", headers={"HX-Request": "true"})
    assert Exposure.objects.count() == 1  # the same look, sent anew
    assert not leaks(browser.get(f"/audience/care/conversations/{conversation.pk}").content.decode())


def test_a_week_counts_seven_days_and_only_ones_own(cast: Cast) -> None:
    conversation = a_threat(cast)
    for days in (0, 3, 8):
        folds.show(conversation=conversation, by=cast.marc_olivier, at=AT - timedelta(days=days))
    week, seen = my_week(cast.marc_olivier, AT)
    assert (week.count, len(seen), week.is_full) == (2, 2, False)
    assert my_week(a_colleague(), AT)[0].count == 0
    folds.set_most_a_week(most=2, by=cast.odile, at=AT)
    assert my_week(cast.marc_olivier, AT)[0].is_full


def test_the_turn_goes_to_who_read_least_and_is_not_away(cast: Cast) -> None:
    delphine, third = a_colleague(), person("Anouk Léonard", "anouk@meuse.example")
    give(third, "audience_officer")
    folds.show(conversation=a_threat(cast), by=third, at=AT)
    assert whose_turn([delphine, third], AT) == delphine
    folds.say_days_off(first=TODAY, last=TODAY, by=delphine, at=AT)
    assert whose_turn([delphine, third], AT) == third
    assert whose_turn([], AT) is None


def test_the_teams_week_is_for_the_owner_alone(cast: Cast) -> None:
    folds.show(conversation=a_threat(cast), by=a_colleague(), at=AT)
    assert "The team’s week" in text_of(browser_of(cast.odile).get(f"/audience/care/?production={cast.drache.pk}"))
    shown = text_of(browser_of(cast.marc_olivier).get(f"/audience/care/?production={cast.drache.pk}"))
    assert "The team’s week" not in shown


def test_a_second_reader_answers_or_declines(cast: Cast) -> None:
    reading = a_reading(cast)
    with pytest.raises(folds.AskedAlready):
        folds.ask_to_read(
            conversation=reading.conversation,
            reader=a_colleague(),
            how="for",
            note="",
            by=cast.marc_olivier,
            at=AT,
        )
    with pytest.raises(folds.NotAColleague):
        folds.ask_to_read(
            conversation=reading.conversation, reader=cast.bastien, how="for", note="", by=cast.marc_olivier, at=AT
        )
    with pytest.raises(folds.NotAColleague):
        folds.answer_reading(reading=reading, answer="x", is_declined=False, by=cast.marc_olivier, at=AT)
    delphine = browser_of(a_colleague())
    assert delphine.post(f"/audience/care/readings/{reading.pk}", {"answer": " "}).status_code == 422
    assert delphine.post(f"/audience/care/readings/{reading.pk}", {"is_declined": "on"}).status_code == 302
    with pytest.raises(folds.AnsweredAlready):
        folds.answer_reading(reading=reading, answer="x", is_declined=False, by=a_colleague(), at=AT)
    assert browser_of(cast.odile).get(f"/audience/care/readings/{reading.pk}").status_code == 404


def test_evidence_is_the_very_bytes_and_the_database_keeps_it(cast: Cast) -> None:
    file = a_file(cast)
    (piece,) = pieces_of(file)
    assert piece.sha256 == sha256(RAW).hexdigest() and piece.holds and piece.headers == 5
    assert ("email", "rage@public.example") in piece.addresses
    for change in (
        lambda: Evidence.objects.update(sender="Someone else"),
        lambda: Evidence.objects.all().delete(),
        lambda: Evidence.objects.update(packed=b""),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Evidence.objects.get().sha256 == piece.sha256


def test_what_comes_later_joins_the_chain(cast: Cast) -> None:
    file = a_file(cast)
    assert threats.add_evidence(file=file, by=cast.marc_olivier, at=AT) == 0
    Message.objects.create(
        conversation=file.conversation,
        direction="in",
        channel="mail",
        at=AT + timedelta(hours=2),
        text="encore",
        new_text="encore",
        key="later",
    )
    assert threats.add_evidence(file=file, by=cast.marc_olivier, at=AT) == 1
    first, second = Evidence.objects.order_by("sequence")
    assert second.previous_hash == first.hash == pieces_of(file)[0].hash
    assert ThreatFile.objects.get().head == second.hash
    assert all(piece.holds for piece in pieces_of(file))


def test_a_file_is_opened_once_and_folds(cast: Cast) -> None:
    conversation = a_threat(cast, folded=False)
    file = threats.open_file(conversation=conversation, by=cast.marc_olivier, at=AT)
    assert Conversation.objects.get(pk=conversation.pk).is_folded
    with pytest.raises(threats.HasFileAlready) as known:
        threats.open_file(conversation=conversation, by=cast.marc_olivier, at=AT)
    assert known.value.file == file
    empty = a_conversation(cast)
    empty.messages.all().delete()
    with pytest.raises(threats.NothingToFreeze):
        threats.open_file(conversation=empty, by=cast.marc_olivier, at=AT)


def test_passing_on_writes_a_neutral_mail_and_notes_the_hour(cast: Cast) -> None:
    file, contact = a_file(cast), a_contact(cast)
    browser = browser_of(cast.marc_olivier)
    browser.post(f"/audience/care/threats/{file.pk}/pass-on", {"contact": contact.pk, "note": "Merci de rappeler"})
    letter = Letter.objects.get()
    assert f"/audience/care/threats/{file.pk}" in letter.text and "menace" in letter.text.lower()
    assert not leaks(letter.text + letter.subject)
    found = cover(Conversation.objects.get(pk=file.conversation_id), user=cast.marc_olivier)
    assert found is not None and found.passed_at is not None and found.is_frozen
    assert ThreatFile.objects.get().state == "passed-on"
    silent = a_contact(cast, name="Police", role="police", email="", phone="101")
    with pytest.raises(threats.NoAddress):
        threats.pass_on(file=file, contact=silent, note="", by=cast.marc_olivier, at=AT)
    with pytest.raises(threats.NoteMissing):
        threats.note_call(file=file, contact=silent, note="", by=cast.marc_olivier, at=AT)
    threats.note_call(file=file, contact=silent, note="Agent 12", by=cast.marc_olivier, at=AT)


def test_a_threat_file_is_stricter_than_its_production(cast: Cast) -> None:
    file = a_file(cast)
    address = f"/audience/care/threats/{file.pk}"
    assert browser_of(cast.solange).get(address).status_code == 404
    threats.name_reader(file=file, reader=cast.solange, by=cast.marc_olivier, at=AT)
    solange = browser_of(cast.solange)
    assert solange.get(address).status_code == 200
    assert solange.post(f"{address}/evidence").status_code == 403
    assert browser_of(cast.nadia).get(address).status_code == 404
    journal = text_of(browser_of(cast.marc_olivier).get(f"/journal/?production={cast.drache.pk}"))
    assert file.code not in journal


def test_the_file_leaves_as_pdf_and_zip_with_its_hashes(cast: Cast) -> None:
    file = a_file(cast)
    browser = browser_of(cast.marc_olivier)
    paper = browser.post(f"/audience/care/threats/{file.pk}/out/pdf")
    assert paper.content.startswith(b"%PDF")
    packed = zipfile.ZipFile(io.BytesIO(browser.post(f"/audience/care/threats/{file.pk}/out/zip").content))
    names = packed.namelist()
    assert [name for name in names if name.endswith(".eml")] and "SHA256SUMS" in names
    for line in packed.read("SHA256SUMS").decode().splitlines():
        hashed, name = line.split("  ")
        assert sha256(packed.read(name)).hexdigest() == hashed
    assert next(packed.read(name) for name in names if name.endswith(".eml")) == RAW
    assert file.steps.filter(kind="exported").count() == 2


def test_a_restriction_needs_two_people_and_ends_by_itself(cast: Cast) -> None:
    row = a_restriction(cast)
    assert restriction_of(row.writer_id, AT) is None
    with pytest.raises(restrictions.SamePerson):
        restrictions.approve(restriction=row, by=cast.marc_olivier, at=AT)
    restrictions.approve(restriction=row, by=a_colleague(), at=AT)
    found = restriction_of(row.writer_id, AT)
    assert found is not None and found.scope == "no-bulk"
    letter = Letter.objects.get()
    assert "Quarante messages" in letter.text and "30/06/2027" in letter.text
    assert restriction_of(row.writer_id, AT + timedelta(days=200)) is None
    assert Restriction.objects.get().told_at is not None


@pytest.mark.parametrize("ends_on", [date(2027, 3, 1), date(2028, 9, 1)])
def test_a_restriction_has_an_end_within_a_year(cast: Cast, ends_on: date) -> None:
    with pytest.raises(restrictions.EndsTooLate):
        restrictions.ask(
            writer=a_threat(cast).writer, scope="review", reason="x", ends_on=ends_on, by=cast.marc_olivier, at=AT
        )


def test_a_restriction_follows_a_merged_card(cast: Cast) -> None:
    row = a_restriction(cast, approved=True)
    other = a_conversation(cast, "Bonjour").writer
    other.merged_into = row.writer
    other.save()
    assert restriction_of(other.pk, AT) is not None


def test_an_appeal_is_decided_by_a_third_person(cast: Cast) -> None:
    appeal = an_appeal(cast)
    for somebody in (cast.marc_olivier, a_colleague()):
        with pytest.raises(restrictions.SamePerson):
            restrictions.decide_appeal(appeal=appeal, outcome="kept", reason="x", ends_on=None, by=somebody, at=AT)
    with pytest.raises(restrictions.AppealOpen):
        restrictions.record_appeal(
            restriction=appeal.restriction, text="x", received_on=TODAY, by=cast.marc_olivier, at=AT
        )
    restrictions.decide_appeal(
        appeal=appeal, outcome="lifted", reason="Trois messages en effet", ends_on=None, by=cast.odile, at=AT
    )
    assert restriction_of(appeal.restriction.writer_id, AT) is None
    assert Letter.objects.count() == 2


def test_the_writer_objects_by_the_link_of_the_letter(cast: Cast) -> None:
    row = a_restriction(cast)
    restrictions.approve(restriction=row, by=a_colleague(), at=timezone.now())
    letter = Letter.objects.get()
    page = reverse("accounts:guest", args=[token_in(letter.text)])
    assert settings.PUBLIC_URL + page in letter.text
    link = GuestLink.objects.get()
    assert (link.kind, link.email) == ("audience.restriction", "") and "Quelqu’un" not in link.lent_to
    anybody = Browser()
    shown = anybody.get(page).content.decode()
    assert "Quarante messages" in shown and "rage@public.example" not in shown
    send = reverse("audience:care:guest-appeal", args=[token_in(letter.text)])
    anybody.post(send, {"text": "  "})
    assert not Appeal.objects.exists()
    anybody.post(send, {"text": "Je n’ai écrit que trois fois."})
    anybody.post(send, {"text": "Encore."})
    appeal = Appeal.objects.get()
    assert appeal.text == "Je n’ai écrit que trois fois." and appeal.recorded_by is None
    assert "Je n’ai écrit que trois fois." in anybody.get(page).content.decode()
    assert "Je n’ai écrit" in browser_of(cast.odile).get(f"/audience/care/restrictions/{row.pk}").content.decode()
    fresh = Restriction.objects.get()
    restrictions.lift(restriction=fresh, reason="Erreur", by=cast.odile, at=timezone.now())
    assert anybody.get(page).status_code == 410
    assert anybody.post(send, {"text": "Encore."}).status_code == 404


def test_the_home_page_costs_the_same_with_more_rows(cast: Cast) -> None:
    a_colleague()
    a_file(cast)
    a_restriction(cast)
    browser = browser_of(cast.marc_olivier)
    address = f"/audience/care/?production={cast.drache.pk}"
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for _number in range(5):
        threats.open_file(conversation=a_threat(cast), by=cast.marc_olivier, at=AT)
        a_restriction(cast)
    with CaptureQueriesContext(connection) as many:
        browser.get(address)
    assert len(many) == len(few)


def test_the_link_of_another_kind_objects_to_nothing_even_with_its_number(cast: Cast) -> None:
    row = a_restriction(cast)
    restrictions.approve(restriction=row, by=a_colleague(), at=timezone.now())
    elsewhere = lend(
        "documents.document",
        row.pk,
        "Somebody else",
        expires_at=timezone.now() + timedelta(days=30),
        by=cast.odile,
        at=timezone.now(),
    )
    send = reverse("audience:care:guest-appeal", args=[elsewhere.token])
    assert Browser().post(send, {"text": "Non."}).status_code == 404
    assert not Appeal.objects.exists()
