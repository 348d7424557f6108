"""Validating freezes, sending reaches each with their own call, and a rectification tells only whom it touches."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from coulisse.desks.floor.callsheets.actions import preparing, sending, validating
from coulisse.desks.floor.callsheets.content import sheet_of
from coulisse.desks.floor.callsheets.models import CallSheet, Delivery, Revision
from coulisse.desks.floor.callsheets.queries.brakes import brakes_on
from coulisse.desks.floor.callsheets.queries.compose import compose
from coulisse.desks.floor.callsheets.queries.receipts import receipts_of
from coulisse.desks.floor.crew.actions.red_lights import lift, raise_obstacle
from coulisse.desks.floor.crew.models import CrewMember, Obstacle
from coulisse.desks.floor.schedule.models import Day
from coulisse.foundation.accounts.actions.guest_links import LinkRevokedAlready, find
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.documents.models import Document
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.mailroom.models import Letter, Recipient, State
from coulisse.papers import call_sheet as paper
from coulisse.papers.call_sheet import current
from tests.desks.floor.callsheets.drache import EVE, J15, Stage

MORNING = datetime(2027, 3, 17, 6, 0, tzinfo=UTC)
"""07:00 in Brussels."""
Sign = Callable[[], Revision]


def rectify(stage: Stage, sheet: CallSheet, *, at: datetime = MORNING) -> Revision:
    """« Rectificatif »: PAT half an hour later, another pick-up for Victor, the base elsewhere."""
    by = stage.cast.bastien
    preparing.reopen(sheet=sheet, by=by, at=at)
    preparing.type_block(
        sheet=sheet, kind="hours", content=paper.Hours(pat=time(8, 30)), read_version=0, by=by, at=at
    )
    preparing.type_call(
        sheet=sheet, role=stage.roles[2], hours={"pick_up": "06:50"}, is_called=True, read_version=0, by=by, at=at
    )
    places = list(paper.unmarked(compose(sheet, at=at).now).places)
    places[2] = paper.Place("C", "Base", "Centre culturel, rue Grande 37")
    moved = {"places": tuple(places), "base": "C"}
    preparing.type_block(sheet=sheet, kind="places", content=moved, read_version=0, by=by, at=at)
    return validating.validate(sheet=sheet, job="Directrice de production", by=stage.cast.solange, at=at)


def permit_missing(stage: Stage, name: str = "Mireille Collignon") -> Obstacle:
    return raise_obstacle(
        production=stage.cast.drache,
        contact=stage.contacts[name],
        kind="work_permit",
        rule="loi du 15/12/1980",
        source="Office des étrangers",
        checked_on=J15,
        by=stage.cast.nadia,
        at=EVE,
    )


def test_validation_freezes_the_sheet_and_prints_it_in_three_languages(
    j15: Stage, sheet: CallSheet, validated: Sign
) -> None:
    revision = validated()
    frozen = sheet_of(revision.content)
    assert (revision.number, revision.plan_version, len(revision.touched)) == (0, 9, 40)
    assert frozen.validation == paper.Validation("Solange De Backer", "Directrice de production", frozen.at)
    assert frozen.revision is None
    prints = {print_.language: print_.version for print_ in revision.prints.all()}
    assert sorted(prints) == ["en", "fr", "nl"]
    assert {version.media_type for version in prints.values()} == {"application/pdf"}
    Day.objects.filter(pk=j15.day.pk).update(ready_at=time(9))
    assert sheet_of(Revision.objects.get(pk=revision.pk).content).hours.pat == time(8)
    assert Entry.objects.filter(kind="floor.callsheets.sheet-validated").count() == 1


def test_a_validated_sheet_is_locked(j15: Stage, sheet: CallSheet, validated: Sign) -> None:
    validated()
    with pytest.raises(preparing.NotADraft):
        preparing.type_block(sheet=sheet, kind="needs", content=(), read_version=0, by=j15.cast.bastien, at=EVE)
    with pytest.raises(preparing.NotADraft):
        preparing.type_call(
            sheet=sheet, role=j15.roles[1], hours={}, is_called=False, read_version=0, by=j15.cast.bastien, at=EVE
        )
    with pytest.raises(preparing.NotADraft):
        validated()


def test_what_is_mandatory_is_asked_for_whatever_the_reason_given(j15: Stage, sheet: CallSheet) -> None:
    Day.objects.filter(pk=j15.day.pk).update(meal_at=None)
    with pytest.raises(validating.Incomplete) as refused:
        validating.validate(sheet=sheet, job="", by=j15.cast.solange, at=EVE, reason="On mangera bien un jour.")
    assert [one.code for one in refused.value.missing] == ["meal"]
    assert not sheet.revisions.exists()


def test_a_red_light_blocks_until_somebody_answers_for_it(j15: Stage, sheet: CallSheet) -> None:
    light = permit_missing(j15)
    with pytest.raises(validating.UnderRedLight) as refused:
        validating.validate(sheet=sheet, job="Directrice", by=j15.cast.solange, at=EVE)
    brake = refused.value.lights[0]
    assert (brake.who, brake.scenes, brake.rule, brake.light) == (
        "Mireille Collignon",
        ("34",),
        "loi du 15/12/1980",
        light.pk,
    )
    revision = validating.validate(
        sheet=sheet, job="Directrice", by=j15.cast.solange, at=EVE, reason="Permis reçu par courriel à 18:35."
    )
    assert revision.override_reason == "Permis reçu par courriel à 18:35."
    assert [one["who"] for one in revision.overridden] == ["Mireille Collignon"]
    told = Entry.objects.get(kind="floor.callsheets.red-light-overridden")
    assert (told.payload["reason"], told.by) == ("Permis reçu par courriel à 18:35.", j15.cast.solange)


def test_a_light_that_was_lifted_or_of_other_days_or_people_does_not_block(j15: Stage, sheet: CallSheet) -> None:
    lift(obstacle=permit_missing(j15), why="Permis reçu", by=j15.cast.nadia, at=EVE)
    later = permit_missing(j15, "Yvan Grosjean")
    Obstacle.objects.filter(pk=later.pk).update(starts_on=date(2027, 3, 18))
    assert brakes_on(compose(sheet, at=EVE)).stopping == ()


def test_a_call_too_soon_after_the_wrap_of_the_day_before_is_a_red_light(
    j15: Stage, sheet: CallSheet, validated: Sign
) -> None:
    """Wrap at 18:30, real wrap at 20:45: called at 06:30 the next day, 9 h 45 of rest instead of 11 h."""
    validated()
    following = Day.objects.get(board=j15.board, number=16)
    tomorrow = preparing.prepare(day=following, by=j15.cast.bastien, at=EVE)
    assert brakes_on(compose(tomorrow, at=EVE)).stopping == ()
    preparing.note_wrap(sheet=sheet, wrapped_at=datetime(2027, 3, 17, 19, 45, tzinfo=UTC))
    lights = brakes_on(compose(tomorrow, at=EVE)).stopping
    late = next(light for light in lights if light.who == "Hélène Poncelet")
    assert (late.code, late.measured, late.limit) == (
        "daily-rest",
        timedelta(hours=9, minutes=45),
        timedelta(hours=11),
    )
    assert "Arnaud Delvigne" in {light.who for light in lights}, "07:30 is 10 h 45 after"
    assert "Nadia Verhaeghen" not in {light.who for light in lights}, "she works at the office, without an hour"
    CrewMember.objects.filter(pk=j15.members["Hélène Poncelet"].pk).update(leaves_at=time(19))
    rested = {light.who for light in brakes_on(compose(tomorrow, at=EVE)).stopping}
    assert "Hélène Poncelet" not in rested, "she leaves at 19:00 whatever the wrap: 11 h 30"
    with pytest.raises(preparing.BeforeTheDay):
        preparing.note_wrap(sheet=sheet, wrapped_at=datetime(2027, 3, 16, 19, 45, tzinfo=UTC))


def test_each_person_gets_a_letter_with_their_own_call_and_link(
    sheet: CallSheet, validated: Sign, j15: Stage
) -> None:
    told = sending.send(revision=validated(), by=j15.cast.solange, at=EVE)
    assert len(told) == 40
    letter = Letter.objects.get(recipients__name="Yvan Grosjean")
    assert "06:20" in letter.text
    assert "/g/" in letter.text
    assert {enclosure.name for enclosure in letter.enclosures.all()} == {"La Drache 15.pdf", "call.ics"}
    assert b"BEGIN:VEVENT" in bytes(letter.enclosures.get(name="call.ics").content or b"")
    dutch = Letter.objects.get(recipients__name="Fien Baert")
    assert (dutch.language, "06:45" in dutch.text, "uw oproep" in dutch.text) == ("nl", True, True)
    assert GuestLink.objects.filter(kind="floor.callsheet").count() == 40
    with pytest.raises(sending.SentAlready):
        sending.send(revision=Revision.objects.get(), by=j15.cast.solange, at=EVE)


def test_a_rectification_marks_its_changes_and_tells_only_whom_it_touches(
    j15: Stage, sheet: CallSheet, validated: Sign
) -> None:
    sending.send(revision=validated(), by=j15.cast.solange, at=EVE)
    before = Letter.objects.count()
    preparing.reopen(sheet=sheet, by=j15.cast.bastien, at=MORNING)
    with pytest.raises(validating.NothingChanged):
        validating.validate(sheet=sheet, job="", by=j15.cast.solange, at=MORNING)
    preparing.type_call(
        sheet=sheet,
        role=j15.roles[2],
        hours={"pick_up": "06:50"},
        is_called=True,
        read_version=0,
        by=j15.cast.bastien,
        at=MORNING,
    )
    revision = validating.validate(sheet=sheet, job="Directrice", by=j15.cast.solange, at=MORNING)
    victor = j15.contacts["Yvan Grosjean"]
    assert (revision.number, revision.touched) == (1, [victor.pk])
    marked = sheet_of(revision.content)
    assert marked.cast[1].pick_up == paper.Changed(
        paper.PickUp(time(6, 50), "gare de Dinant"), paper.PickUp(time(6, 20), "gare de Dinant")
    )
    assert marked.revision is not None
    assert [(change.code, change.was, change.now) for change in marked.revision.changes] == [
        ("cast.pick_up", "06:20 gare de Dinant", "06:50 gare de Dinant")
    ]
    told = sending.send(revision=revision, by=j15.cast.solange, at=MORNING)
    assert [one.name for one in told] == ["Yvan Grosjean"]
    assert Letter.objects.count() == before + 1
    assert Document.objects.filter(title__contains="n° 15").count() == 1, "one document, two versions"
    assert Document.objects.get(title__contains="n° 15").versions.count() == 2


def test_whoever_is_called_no_longer_is_told_so(j15: Stage, sheet: CallSheet, validated: Sign) -> None:
    sending.send(revision=validated(), by=j15.cast.solange, at=EVE)
    preparing.reopen(sheet=sheet, by=j15.cast.bastien, at=MORNING)
    lou = j15.members["Lou Marchand"]
    preparing.type_call(
        sheet=sheet, member=lou, hours={}, is_called=False, read_version=0, by=j15.cast.bastien, at=MORNING
    )
    fewer = paper.Catering(0, 0, 0, guests=3, ordered=54)
    preparing.type_block(
        sheet=sheet, kind="catering", content=fewer, read_version=1, by=j15.cast.bastien, at=MORNING
    )
    revision = validating.validate(sheet=sheet, job="", by=j15.cast.solange, at=MORNING)
    told = sending.send(revision=revision, by=j15.cast.solange, at=MORNING)
    assert "Lou Marchand" in [one.name for one in told]
    letter = Letter.objects.filter(recipients__name="Lou Marchand").latest("pk")
    assert not letter.enclosures.exists()


def test_an_older_version_is_not_sent_once_a_newer_one_stands(
    j15: Stage, sheet: CallSheet, validated: Sign
) -> None:
    first = validated()
    second = rectify(j15, sheet)
    with pytest.raises(sending.Replaced):
        sending.send(revision=first, by=j15.cast.solange, at=MORNING)
    assert len(sending.send(revision=second, by=j15.cast.solange, at=MORNING)) == len(second.touched)


def test_only_those_who_have_not_answered_are_reminded_and_a_bounce_is_mended_first(
    j15: Stage, sheet: CallSheet, validated: Sign
) -> None:
    revision = validated()
    told = sending.send(revision=revision, by=j15.cast.solange, at=EVE)
    bounced, *others = told
    Recipient.objects.filter(letter=bounced.letter).update(state=State.FAILED, error="550 unknown user")
    for one in others[2:]:
        sending.acknowledge(delivery=one, link=None, at=MORNING)
    assert sending.remind(revision=revision, by=j15.cast.solange, at=MORNING) == 2
    table = receipts_of(revision, at=MORNING)
    assert (len(table.told), table.acknowledged, [line.name for line in table.bounced]) == (40, 37, [bounced.name])
    assert table.lines[0].name == bounced.name, "what is wrong stands first"
    sending.mend_address(delivery=bounced, email="bon@plateau.example", by=j15.cast.solange, at=MORNING)
    assert receipts_of(revision, at=MORNING).bounced == ()
    for one in told:
        sending.acknowledge(delivery=one, link=None, at=MORNING)
    with pytest.raises(sending.CannotBeReached):
        sending.remind(revision=revision, by=j15.cast.solange, at=MORNING)


def test_a_shared_message_holds_the_hour_and_a_link_of_its_own(
    j15: Stage, sheet: CallSheet, validated: Sign
) -> None:
    sending.send(revision=validated(), by=j15.cast.solange, at=EVE)
    victor = Delivery.objects.get(name="Yvan Grosjean")
    shared = sending.share(delivery=victor, by=j15.cast.bastien, at=EVE)
    assert "06:20" in shared.text
    assert shared.text.endswith(shared.address)
    assert shared.whatsapp.startswith("https://wa.me/32470000102?text=")
    assert shared.sms.startswith("sms:+32470000102?body=")
    assert find(shared.address.rstrip("/").rpartition("/")[2], EVE).object_id == victor.pk


def test_taking_back_closes_every_link_of_that_person_and_no_other(
    j15: Stage, sheet: CallSheet, validated: Sign
) -> None:
    sending.send(revision=validated(), by=j15.cast.solange, at=EVE)
    victor = Delivery.objects.get(name="Yvan Grosjean")
    shared = sending.share(delivery=victor, by=j15.cast.bastien, at=EVE)
    assert sending.take_links_back(delivery=victor, by=j15.cast.bastien, at=EVE) == 2
    with pytest.raises(LinkRevokedAlready):
        find(shared.address.rstrip("/").rpartition("/")[2], EVE)
    assert GuestLink.objects.filter(revoked_at__isnull=True).count() == 39


def test_a_receipt_counts_once(j15: Stage, sheet: CallSheet, validated: Sign) -> None:
    sending.send(revision=validated(), by=j15.cast.solange, at=EVE)
    victor = Delivery.objects.get(name="Yvan Grosjean")
    first = sending.acknowledge(delivery=victor, link=None, at=EVE)
    again = sending.acknowledge(delivery=victor, link=None, at=MORNING)
    assert first.acknowledged_at == again.acknowledged_at == EVE
    assert Entry.objects.filter(kind="floor.callsheets.receipt-given").count() == 1


def test_a_day_that_is_too_long_is_shown_and_does_not_block(j15: Stage, sheet: CallSheet) -> None:
    """Régie comes at 05:30 and leaves at 18:30, an hour's meal taken: 12 h of work for 11 h at most."""
    brakes = brakes_on(compose(sheet, at=EVE))
    assert brakes.stopping == ()
    assert brakes.is_clear
    long = {light.who: light.measured for light in brakes.lights if light.code == "daily-most"}
    assert long["Frédéric Magnée"] == timedelta(hours=12)


def test_hours_over_midnight_stay_on_the_sheets_day(j15: Stage, sheet: CallSheet) -> None:
    """A night: call at 18:00, wrap at 04:00 the next morning."""
    Day.objects.filter(pk=j15.day.pk).update(
        call_at=time(16, 30), ready_at=time(18), meal_at=time(22, 30), wrap_at=time(4, 30)
    )
    composed = compose(sheet, at=EVE)
    hours = composed.now.hours
    assert (current(hours.call), current(hours.wrap)) == (time(16, 30), time(4, 30))
    codes = {light.code for light in brakes_on(composed).lights}
    assert "daily-rest" not in codes
