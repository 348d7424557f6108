"""Rows of the crisis, made quickly."""

from datetime import timedelta

from coulisse.desks.audience.crisis.actions.alarms import put_on_call
from coulisse.desks.audience.crisis.actions.crises import open_crisis
from coulisse.desks.audience.crisis.models import Alarm, Crisis, OnCall, Verbatim
from coulisse.desks.audience.crisis.verbatims import validate
from tests.cast import AT, Cast
from tests.desks.audience.crisis.nights import BEGAN, a_slot
from tests.desks.audience.scene import a_conversation

SAID = "Mes enfants étaient à table. Deux mots avant auraient suffi."


def an_alarm(cast: Cast) -> Alarm:
    """One that stands, without its messages."""
    return Alarm.objects.create(
        production=cast.drache,
        broadcast=a_slot(cast.drache),
        began_at=BEGAN,
        ended_at=BEGAN + timedelta(hours=3),
        peak_at=BEGAN + timedelta(hours=1),
        messages=180,
        writers=178,
        families=2,
        expected=9.0,
        surprise=40.0,
        raised_at=AT,
        counted_at=AT,
        told_count=180,
    )


def a_crisis(cast: Cast) -> Crisis:
    return open_crisis(
        production=cast.drache,
        alarm=an_alarm(cast),
        title="Archives de la rue Haute",
        reason="La presse appelle",
        by=cast.marc_olivier,
        at=AT,
    )


def a_verbatim(cast: Cast) -> Verbatim:
    return validate(
        conversation=a_conversation(cast, SAID), text=SAID, reason="Dit l’essentiel", by=cast.marc_olivier, at=AT
    )


def a_duty(cast: Cast) -> OnCall:
    return put_on_call(
        broadcast=a_slot(cast.drache),
        person=cast.odile,
        production=cast.drache.pk,
        by=cast.marc_olivier,
        at=AT,
    )
