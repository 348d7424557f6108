"""The alarm on the story's night, on calm nights, while it grows, without history, and with a call to write."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from coulisse.desks.audience.crisis.actions.alarms import AlarmOver, put_on_call, stay_on_watch, watch
from coulisse.desks.audience.crisis.models import Alarm, Usual
from coulisse.desks.audience.crisis.queries.cockpit import alarms_of, cockpit, headline
from coulisse.desks.audience.crisis.queries.slots import coming
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.mailroom.models import Letter
from tests.cast import Cast
from tests.desks.audience.crisis.nights import (
    BEGAN,
    LOOK,
    ON_AIR,
    QUARTERS,
    REST,
    TOTAL,
    a_slot,
    calm_weeks,
    some,
    the_night,
)

pytestmark = pytest.mark.django_db


def test_the_night_of_412_is_one_alarm_tied_to_its_slot_and_its_cause(cast: Cast) -> None:
    calm_weeks(cast.drache)
    night = the_night(cast)
    (alarm,) = watch(production=cast.drache, at=LOOK)
    assert (alarm.messages, alarm.same_cause, alarm.writers, alarm.families) == (TOTAL, 400, TOTAL, 1)
    assert (alarm.broadcast, alarm.cause, alarm.family) == (night.broadcast, night.cause, night.french)
    assert alarm.began_at == BEGAN
    assert alarm.peak_at == BEGAN + timedelta(hours=1)
    assert alarm.compared_with == 5 and alarm.expected < 20
    assert alarm.state == Alarm.State.PROPOSED
    assert "one_text" in {sign["code"] for sign in alarm.signs} and alarm.is_organised


def test_the_headline_says_the_answer(cast: Cast) -> None:
    calm_weeks(cast.drache)
    the_night(cast)
    (alarm,) = watch(production=cast.drache, at=LOOK)
    with override("en"):
        assert headline(alarm) == "412 messages in one night, 400 about the same sequence"
    with override("fr"):
        assert headline(alarm) == "412 messages en une nuit, 400 pour la même séquence"


def test_watching_twice_is_watching_once(cast: Cast) -> None:
    calm_weeks(cast.drache)
    the_night(cast)
    watch(production=cast.drache, at=LOOK)
    (again,) = watch(production=cast.drache, at=LOOK + timedelta(minutes=5))
    assert Alarm.objects.count() == 1 and again.version == 1
    assert Entry.objects.filter(kind="audience.crisis.alarm-raised").count() == 1
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("each", [0, 3, 9, 14])
def test_a_calm_sunday_raises_nothing(cast: Cast, each: int) -> None:
    calm_weeks(cast.drache)
    a_slot(cast.drache)
    some(cast.drache, [ON_AIR + timedelta(minutes=9 * place + 4) for place in range(each)], start=9000)
    assert watch(production=cast.drache, at=LOOK) == []


def test_a_calm_night_without_history_raises_nothing(cast: Cast) -> None:
    a_slot(cast.drache)
    some(cast.drache, [ON_AIR + timedelta(minutes=9 * place) for place in range(18)])
    assert watch(production=cast.drache, at=LOOK) == []
    assert Usual.objects.get().days < 7


def test_a_flood_without_history_is_still_seen(cast: Cast) -> None:
    the_night(cast)
    (alarm,) = watch(production=cast.drache, at=LOOK)
    assert alarm.messages == TOTAL and alarm.compared_with == 0


def test_an_alarm_grows_and_is_proposed_again_when_it_doubles(cast: Cast) -> None:
    calm_weeks(cast.drache)
    night = the_night(cast)
    late = Conversation.objects.filter(production=cast.drache, received_at__gt=BEGAN + timedelta(minutes=60))
    kept = list(late.values_list("pk", flat=True))
    Conversation.objects.filter(pk__in=kept).update(production=cast.gel)
    (alarm,) = watch(production=cast.drache, at=LOOK)
    assert alarm.messages == sum(QUARTERS[:4])
    stay_on_watch(alarm=alarm, by=cast.marc_olivier, at=LOOK)
    Conversation.objects.filter(pk__in=kept).update(production=night.production)
    (grown,) = watch(production=cast.drache, at=LOOK + timedelta(hours=1))
    assert (grown.pk, grown.messages, grown.state) == (alarm.pk, TOTAL, Alarm.State.PROPOSED)
    assert Entry.objects.filter(kind="audience.crisis.alarm-grew").count() == 1
    grown.state = Alarm.State.CRISIS
    grown.save()
    with pytest.raises(AlarmOver):
        stay_on_watch(alarm=grown, by=cast.marc_olivier, at=LOOK)


def test_one_link_in_many_mails_is_a_sign(cast: Cast) -> None:
    calm_weeks(cast.drache)
    a_slot(cast.drache)
    moments = [ON_AIR + timedelta(seconds=41 * place + (place * place) % 37) for place in range(60)]
    some(cast.drache, moments, start=9000, text="Signez ici: https://petition.example/archives !")
    (alarm,) = watch(production=cast.drache, at=LOOK)
    assert {"one_link"} <= {sign["code"] for sign in alarm.signs}


def test_unwanted_mail_raises_nothing(cast: Cast) -> None:
    calm_weeks(cast.drache)
    a_slot(cast.drache)
    moments = [ON_AIR + timedelta(seconds=40 * place) for place in range(90)]
    some(cast.drache, moments, start=9000, state="spam")
    assert watch(production=cast.drache, at=LOOK) == []


def test_who_is_on_call_is_written_to(cast: Cast) -> None:
    calm_weeks(cast.drache)
    night = the_night(cast)
    put_on_call(
        broadcast=night.broadcast, person=cast.odile, production=cast.drache.pk, by=cast.marc_olivier, at=LOOK
    )
    watch(production=cast.drache, at=LOOK)
    assert [one.address for one in Letter.objects.get().recipients.all()] == ["odile@meuse.example"]


def test_the_next_broadcast_says_what_to_expect_or_that_too_little_is_known(cast: Cast) -> None:
    calm_weeks(cast.drache, weeks=2)
    the_night(cast)
    a_slot(cast.drache, ON_AIR + timedelta(days=7))
    (first,) = coming(cast.drache, LOOK)
    assert first.compared_with == 3 and first.hours
    assert first.total < 40  # the middle of three, not the night of the alarm
    Broadcast.objects.filter(starts_at__lt=ON_AIR - timedelta(days=10)).delete()
    (less,) = coming(cast.drache, LOOK)
    assert (less.hours, less.compared_with, less.total) == ((), 2, 0)
    calm_weeks(cast.drache, weeks=4, last=ON_AIR - timedelta(days=14), number=30000)
    (second,) = coming(cast.drache, LOOK)
    assert second.hours and second.compared_with >= 3
    assert second.total < 60  # the night of the alarm is one among many


def test_the_cockpit_counts_what_the_database_holds(cast: Cast) -> None:
    calm_weeks(cast.drache)
    the_night(cast)
    (alarm,) = watch(production=cast.drache, at=LOOK)
    shown = cockpit(alarm, user=cast.marc_olivier, at=LOOK)
    assert [row.count for row in shown.rows] == [*QUARTERS, REST]
    assert (shown.same_cause, shown.apart, dict(shown.languages)) == (400, 12, {"fr": 371, "nl": 29})
    wide, air, night = shown.curves
    assert len(wide.bars) == 16 and wide.rest_label is not None and wide.rest_label.text == "34"
    assert wide.rest_hours is not None and wide.rest_hours.text.startswith("00:15")
    assert wide.finding is not None and "63" in wide.finding.text
    assert wide.cause is not None and wide.cause.text == "20:52 · 14 minutes"
    assert len(air.bars) + len(night.bars) == 17 and not night.items


def test_the_cockpit_costs_the_same_for_a_large_night(cast: Cast) -> None:
    calm_weeks(cast.drache)
    the_night(cast)
    watch(production=cast.drache, at=LOOK)
    (alarm,) = alarms_of(cast.drache)
    cockpit(alarm, user=cast.marc_olivier, at=LOOK)
    with CaptureQueriesContext(connection) as few:
        cockpit(alarm, user=cast.marc_olivier, at=LOOK)
    some(cast.drache, [ON_AIR + timedelta(seconds=place) for place in range(500)], start=20000)
    watch(production=cast.drache, at=LOOK)
    (alarm,) = alarms_of(cast.drache)
    with CaptureQueriesContext(connection) as many:
        cockpit(alarm, user=cast.marc_olivier, at=LOOK)
    assert alarm.messages == TOTAL + 500
    assert len(many) == len(few) <= 12
