"""One answer leaves in its thread, and can be taken back until it does."""

import pytest

from coulisse.desks.audience.answers.actions import answer, look, recall, save_draft
from coulisse.desks.audience.answers.actions.drafts import OwnText
from coulisse.desks.audience.answers.actions.sending import AlreadyRecalled
from coulisse.desks.audience.answers.addressing import envelope
from coulisse.desks.audience.answers.models import Answer, Draft
from coulisse.desks.audience.answers.queries.editor import editor
from coulisse.desks.audience.answers.refusals import (
    Expired,
    FieldsLeft,
    IsSpam,
    NoAddress,
    NotApproved,
    NothingSaid,
    NotTheLine,
    SecondReader,
    ToAMachine,
)
from coulisse.desks.audience.answers.salutations import salutation
from coulisse.desks.audience.answers.texts import hash_of_text
from coulisse.desks.audience.care.models import Restriction
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.desks.audience.intake.models import Message
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.mailroom.models import Recipient, State
from tests.cast import AT, TODAY, Cast, give, person
from tests.desks.audience.answers.rows import a_box, a_family, a_locked_line, a_member, a_wording
from tests.desks.audience.scene import a_conversation, a_writer

pytestmark = pytest.mark.django_db


def test_an_answer_is_posted_in_its_thread_from_its_mailbox(cast: Cast) -> None:
    found = a_conversation(cast, mailbox=a_box(), subject="RE: Votre émission")
    said = answer(found, text="Bonjour,\n\nMerci.", by=cast.marc_olivier, at=AT)
    letter = Recipient.objects.get().letter
    assert letter.subject == f"Re: Votre émission [{found.reference}]"
    assert letter.sender == "=?utf-8?q?M=C3=A9diane_TV?= <publics@mediane.example>"
    incoming = found.messages.get(direction="in")
    assert (letter.in_reply_to, letter.references) == (incoming.message_id, incoming.message_id)
    posted = Recipient.objects.get()
    assert (said.direction, said.recipient, said.message_id) == ("out", posted, posted.message_id)
    found.refresh_from_db()
    assert (found.state, found.answered_at, found.is_new) == ("answered", AT, False)
    assert Entry.objects.filter(kind="audience.answers.answered").count() == 1


def test_it_can_be_taken_back_and_all_is_as_before(cast: Cast) -> None:
    found = a_conversation(cast, mailbox=a_box(), state="waiting")
    save_draft(conversation=found, text="Merci.", language="fr", read_version=0, by=cast.marc_olivier, at=AT)
    answer(found, text="Merci bien.", by=cast.marc_olivier, at=AT)
    assert not Draft.objects.exists()
    row = Answer.objects.get()
    recall(answer=row, by=cast.marc_olivier, at=AT)
    found.refresh_from_db()
    assert (found.state, found.answered_at) == ("waiting", None)
    assert found.last_at == found.messages.get().at
    assert Draft.objects.get().text == "Merci bien."
    assert Recipient.objects.get().state == State.RECALLED
    with pytest.raises(AlreadyRecalled):
        recall(answer=row, by=cast.marc_olivier, at=AT)


def test_what_has_left_is_not_taken_back(cast: Cast) -> None:
    found = a_conversation(cast, mailbox=a_box())
    answer(found, text="Merci.", by=cast.marc_olivier, at=AT)
    Recipient.objects.update(state=State.SENT)
    with pytest.raises(AlreadyRecalled):
        recall(answer=Answer.objects.get(), by=cast.marc_olivier, at=AT)
    assert Message.objects.filter(direction="out").count() == 1


def test_refusals(cast: Cast) -> None:
    found = a_conversation(cast, mailbox=a_box())
    for text, refused in (("  ", NothingSaid), ("Bonjour {prénom},", FieldsLeft)):
        with pytest.raises(refused):
            answer(found, text=text, by=cast.marc_olivier, at=AT)
    silent = a_conversation(cast, writer=a_writer("Anne", "anne@public.example"))
    silent.writer.addresses.all().delete()
    with pytest.raises(NoAddress):
        answer(silent, text="Merci.", by=cast.marc_olivier, at=AT)
    machine = a_conversation(cast)
    machine.messages.update(is_automatic=True)
    with pytest.raises(ToAMachine):
        answer(machine, text="Merci.", by=cast.marc_olivier, at=AT)
    with pytest.raises(IsSpam):
        answer(a_conversation(cast, state="spam"), text="Merci.", by=cast.marc_olivier, at=AT)
    assert not Recipient.objects.exists()


def test_an_address_that_came_back_is_not_written_to(cast: Cast) -> None:
    found = a_conversation(cast)
    found.writer.addresses.update(bounced_at=AT)
    with pytest.raises(NoAddress) as refused:
        answer(found, text="Merci.", by=cast.marc_olivier, at=AT)
    assert refused.value.bounced == "hubert@public.example"
    shown = editor(found, user=cast.marc_olivier, at=AT)
    assert "hubert@public.example" in shown.refused


def test_a_family_under_a_line_gets_nothing_else(cast: Cast) -> None:
    family = a_family(cast)
    found = a_member(cast, family, 0)
    a_locked_line(cast, family)
    with pytest.raises(NotTheLine) as refused:
        answer(found, text="Bonjour, mon propre texte.", by=cast.marc_olivier, at=AT)
    assert refused.value.is_locked
    shown = editor(found, user=cast.marc_olivier, at=AT)
    assert shown.is_bound and shown.line_text.startswith("Bonjour Hubert Lambot,")
    answer(found, text=shown.line_text.replace("’", "'"), by=cast.marc_olivier, at=AT)


def test_a_line_that_waits_holds_everything_back(cast: Cast) -> None:
    family = a_family(cast)
    found = a_member(cast, family, 0)
    version = a_wording(cast, title="Ligne", family=family)
    answer_text = "Bonjour."
    version.state = "asked"
    version.save()
    with pytest.raises(NotTheLine) as refused:
        answer(found, text=answer_text, by=cast.marc_olivier, at=AT)
    assert not refused.value.is_locked
    beside = a_conversation(cast, beside=family, writer=a_writer("Paul", "paul@public.example"))
    answer(beside, text=answer_text, by=cast.marc_olivier, at=AT)


def test_an_expired_or_unapproved_wording_stays(cast: Cast) -> None:
    found = a_conversation(cast)
    old = a_wording(cast, valid_until=TODAY.replace(year=TODAY.year - 1))
    with pytest.raises(Expired):
        answer(found, text="Merci.", wording=old, by=cast.marc_olivier, at=AT)
    asks = a_wording(cast, title="Autre", needs_approval=True)
    with pytest.raises(NotApproved):
        answer(found, text="Merci.", wording=asks, by=cast.marc_olivier, at=AT)


def test_a_restricted_writer_is_answered_after_a_second_reading(cast: Cast) -> None:
    found = a_conversation(cast)
    Restriction.objects.create(
        writer=found.writer,
        scope=Restriction.Scope.REVIEW,
        reason="menaces",
        ends_on=TODAY.replace(year=TODAY.year + 1),
        state=Restriction.State.IN_FORCE,
        asked_at=AT,
        asked_by=cast.marc_olivier,
        decided_by=cast.odile,
        decided_at=AT,
    )
    save_draft(conversation=found, text="Merci.", language="fr", read_version=0, by=cast.marc_olivier, at=AT)
    with pytest.raises(SecondReader):
        answer(found, text="Merci.", by=cast.marc_olivier, at=AT)
    with pytest.raises(OwnText):
        look(conversation=found, sha256=hash_of_text("Merci."), by=cast.marc_olivier, at=AT)
    delphine = person("Delphine Wauthier", "delphine@meuse.example")
    give(delphine, "audience_officer")
    look(conversation=found, sha256=hash_of_text("Merci."), by=delphine, at=AT)
    with pytest.raises(SecondReader):
        answer(found, text="Merci beaucoup.", by=cast.marc_olivier, at=AT)
    answer(found, text="Merci.", by=cast.marc_olivier, at=AT)


def test_a_draft_changed_meanwhile_is_shown_and_not_lost(cast: Cast) -> None:
    found = a_conversation(cast)
    kept = save_draft(conversation=found, text="A", language="fr", read_version=0, by=cast.marc_olivier, at=AT)
    assert kept is not None and kept.version == 1
    save_draft(conversation=found, text="B", language="fr", read_version=1, by=cast.odile, at=AT)
    with pytest.raises(StaleWrite) as late:
        save_draft(conversation=found, text="C", language="fr", read_version=1, by=cast.marc_olivier, at=AT)
    assert [(one.stored, one.refused) for one in late.value.differences] == [("B", "C")]
    with pytest.raises(StaleWrite):
        answer(found, text="C", read_version=1, by=cast.marc_olivier, at=AT)
    assert save_draft(conversation=found, text=" ", language="fr", read_version=2, by=cast.odile, at=AT) is None


def test_the_editor_reads_in_a_bounded_number_of_queries(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    family = a_family(cast)
    found = a_member(cast, family, 0)
    a_locked_line(cast, family)
    for number in range(6):
        a_wording(cast, title=f"T{number}")
    user = cast.marc_olivier
    assert user.may("read", desk=Desk.AUDIENCE)
    bound, free = (access_conversation(user, one.pk) for one in (found, a_conversation(cast, mailbox=a_box())))
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        editor(bound, user=user, at=AT)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        shown = editor(free, user=user, at=AT)
    assert len(shown.suggestions) == 6


def test_a_signature_says_each_thing_once(cast: Cast) -> None:
    box = a_box(sender_name="Plein Jour, relations avec le public")
    found = a_conversation(cast, mailbox=box)
    assert envelope(found).values["signature"] == "Plein Jour, relations avec le public"
    box.sender_name = "Médiane TV"
    found.mailbox = box
    assert envelope(found).values["signature"] == "Relations avec le public\nMédiane TV"


def test_whom_somebody_writes_for_is_not_greeted() -> None:
    assert salutation("Anne Delcourt, Le Courrier de la Senne", "fr") == "Bonjour Anne Delcourt,"
    assert salutation("Anne Delcourt, Le Courrier de la Senne", "nl") == salutation("Anne Delcourt", "nl")
    assert salutation("Delcourt, Anne", "fr") != "Bonjour Delcourt,"
