"""The audience desk of the sample house, in the order in which it happened."""

from collections.abc import Mapping

from coulisse.desks.audience.crisis.actions.alarms import watch
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.audience.answered import answer_what_came_before
from coulisse.house.sample.audience.night import MONDAY
from coulisse.house.sample.audience.received import (
    ADDRESS,
    Ether,
    receive_the_night,
    receive_two_weeks,
    tell_the_running_order,
)
from coulisse.house.sample.audience.topics import add_the_topics
from coulisse.house.sample.moments import Moments


def fill_the_audience(
    *, productions: Mapping[str, Production], people: Mapping[str, User], moments: Moments
) -> None:
    """Two weeks of letters, calls and mails, then the night of 14 March."""
    production, officer = productions["plein-jour"], people["marc_olivier"]
    add_the_topics()
    tell_the_running_order()
    mailbox = Mailbox.objects.create(
        name="Plein Jour",
        address=ADDRESS,
        sender_name="Plein Jour, relations avec le public",
        production_id=production.pk,
        is_active=False,
    )
    ether = Ether(production, mailbox, officer, moments)
    receive_two_weeks(ether)
    answer_what_came_before(production=production, by=officer)
    receive_the_night(ether)
    watch(production=production, at=moments.told(MONDAY, 8))
