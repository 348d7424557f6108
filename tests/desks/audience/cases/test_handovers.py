"""Handing over: a letter with a link and the hour, a receipt, the way back; threats go another way."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from coulisse.desks.audience.cases.actions import handovers as actions
from coulisse.desks.audience.cases.queries import strip
from coulisse.foundation.mailroom.models import Letter
from tests.cast import AT, Cast
from tests.desks.audience.cases.verdicts import Heard, a_contact, a_handover
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


def test_the_press_desk_gets_a_link_and_the_hour(cast: Cast) -> None:
    heard = Heard()
    row = a_handover(cast, address=heard, due_at=AT + timedelta(hours=4), note="Bouclage à 11 h")
    letter = Letter.objects.get()
    assert "16/03/2027, 11:10" in letter.subject and heard.token in letter.text and "Bouclage" in letter.text
    row.conversation.refresh_from_db()
    assert row.conversation.routed_to == "press" and row.conversation.routed_at == AT
    page = Browser().get(heard.page).content.decode()
    assert "avertissement" in page and "hubert@public.example" in page
    Browser().post(f"/audience/cases/guest/{heard.token}/received")
    (line,) = strip(row.conversation, user=cast.marc_olivier).handovers
    assert line.received_at is not None
    with pytest.raises(actions.ReceivedAlready):
        actions.note_received(handover=row, how="", by=cast.marc_olivier, at=AT)


def test_a_threat_goes_through_its_own_file(cast: Cast) -> None:
    for fields in ({"kind": "threat"}, {"is_folded": True}):
        with pytest.raises(actions.ThreatGoesThroughCare):
            a_handover(cast, conversation=a_conversation(cast, **fields))
    assert not Letter.objects.exists()


def test_taken_back_the_link_opens_nothing(cast: Cast) -> None:
    heard = Heard()
    row = a_handover(cast, address=heard)
    actions.take_back(handover=row, by=cast.marc_olivier, at=AT)
    row.conversation.refresh_from_db()
    assert row.conversation.routed_to == "" and Browser().get(heard.page).status_code == 410


def test_an_hour_that_is_past_and_a_contact_that_is_gone(cast: Cast) -> None:
    with pytest.raises(actions.DueInThePast):
        a_handover(cast, due_at=AT - timedelta(minutes=1))
    gone = a_contact(cast, archived_at=AT)
    with pytest.raises(actions.ContactGone):
        a_handover(cast, contact=gone)


def test_the_letter_speaks_the_language_of_the_desk(cast: Cast) -> None:
    a_handover(cast, contact=a_contact(cast, language="nl", desk="legal"))
    assert "Hello" not in Letter.objects.get().text
