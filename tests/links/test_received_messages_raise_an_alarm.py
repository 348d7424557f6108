"""What comes in is watched; heard twice, it raises one alarm; mail about no production is left alone."""

import pytest

from coulisse.desks.audience.crisis.models import Alarm
from coulisse.desks.audience.facts.intake import MessagesReceived
from coulisse.foundation.journal.links import Happened
from coulisse.links.received_messages_raise_an_alarm import look_for_a_burst
from tests.cast import Cast
from tests.desks.audience.crisis.nights import LOOK, calm_weeks, the_night

pytestmark = pytest.mark.django_db


def heard(production: int | None, *, new: int = 412) -> Happened[MessagesReceived]:
    fact = MessagesReceived(count=412, channel="mail", new=new)
    return Happened(fact, 1, at=LOOK, now=LOOK, production=production)


def test_a_burst_puts_one_alarm_before_the_officer(cast: Cast) -> None:
    calm_weeks(cast.drache)
    the_night(cast)
    look_for_a_burst(heard(None))
    look_for_a_burst(heard(cast.drache.pk, new=0))
    assert not Alarm.objects.exists()
    look_for_a_burst(heard(cast.drache.pk))
    look_for_a_burst(heard(cast.drache.pk))
    assert Alarm.objects.get().messages == 412
