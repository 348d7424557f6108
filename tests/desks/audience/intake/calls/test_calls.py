"""A call noted is one conversation, whoever presses twice; it is rung back once."""

from datetime import date, time

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coulisse.desks.audience.intake.calls import actions
from coulisse.desks.audience.intake.calls.models import Call
from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.audience.relations.actions import writer_for
from coulisse.desks.audience.relations.models import Writer
from coulisse.foundation.journal.models import Entry
from tests.cast import AT, Cast
from tests.desks.audience.intake.calls.calling import a_call
from tests.desks.audience.intake.messages import MORNING, a_broadcast

pytestmark = pytest.mark.django_db
KEY = "0d9c1d0e-7b1c-4d53-9a76-0e1f6f3f8a10"


@pytest.fixture
def browser(cast: Cast) -> Browser:
    signed_in = Browser()
    signed_in.force_login(cast.marc_olivier, backend="django.contrib.auth.backends.ModelBackend")
    return signed_in


def test_a_call_is_a_conversation_with_its_number_and_caller(cast: Cast) -> None:
    call = a_call(cast, by_relay=True)
    conversation = call.conversation
    assert (conversation.channel, conversation.production, conversation.state) == ("call", cast.drache, "open")
    assert not conversation.is_new
    assert conversation.writer.addresses.get().key == "+32470123456"
    assert (call.by_relay, call.ring_back_on, call.taken_by) == (True, date(2027, 3, 16), cast.marc_olivier)
    assert Entry.objects.filter(kind="audience.channels.call-logged").count() == 1


def test_the_same_form_sent_twice_is_one_call(cast: Cast) -> None:
    one, two = a_call(cast, key=KEY), a_call(cast, key=KEY)
    assert one == two
    assert Conversation.objects.count() == 1
    assert Entry.objects.filter(kind="audience.channels.call-logged").count() == 1


def test_whoever_is_chosen_in_the_list_is_the_caller(cast: Cast) -> None:
    known = writer_for(name="Paul Wauters", email="paul@public.example", at=AT)
    call = a_call(cast, writer=known, name="Paul Wauters", phone="0471 99 88 77")
    assert call.conversation.writer == known
    assert {row.kind for row in known.addresses.all()} == {"email", "phone"}


def test_somebody_without_any_address_can_be_chosen_too(cast: Cast) -> None:
    known = writer_for(name="Dame de Liège", at=AT)
    call = a_call(cast, writer=known, name="Dame de Liège", phone="")
    assert call.conversation.writer == known
    assert Writer.objects.count() == 1


def test_a_minor_is_marked(cast: Cast) -> None:
    call = a_call(cast, is_minor=True)
    assert call.conversation.writer.is_minor
    assert call.conversation.kind == "minor"


def test_the_minute_typed_is_that_of_the_latest_broadcast(cast: Cast) -> None:
    broadcast = a_broadcast(cast, cast.drache)
    call = a_call(cast, minute=time(20, 52), received_at=MORNING)
    assert call.conversation.broadcast == broadcast
    assert call.conversation.on_air_at is not None
    assert call.conversation.on_air_at.isoformat() == "2027-03-14T19:52:00+00:00"


def test_nothing_said_is_refused(cast: Cast) -> None:
    with pytest.raises(actions.NothingSaid):
        a_call(cast, text="  ")
    assert not Conversation.objects.exists()


def test_it_is_rung_back_once_and_can_be_taken_back(cast: Cast) -> None:
    call = a_call(cast)
    actions.ring_back_done(call=call, by=cast.marc_olivier, at=AT)
    with pytest.raises(actions.AlreadyRungBack):
        actions.ring_back_done(call=call, by=cast.odile, at=AT)
    actions.ring_back_undone(call=call, by=cast.marc_olivier, at=AT)
    moved = actions.ring_back_later(call=call, on=date(2027, 3, 18), by=cast.marc_olivier, at=AT)
    assert (moved.ring_back_on, moved.rung_back_at) == (date(2027, 3, 18), None)


def test_the_form_saves_and_leads_to_the_conversation(browser: Browser, cast: Cast) -> None:
    page = browser.get(reverse("audience:intake:call"))
    form = page.context["form"]
    data = {
        "key": form["key"].value(),
        "channel": "call",
        "name": "Groupe sourds de Liège",
        "phone": "0470 55 44 33",
        "text": "Pas de traduction gestuelle hier",
        "production": cast.drache.pk,
        "by_relay": "on",
        "ring_back": "on",
        "ring_back_on": "2027-03-17",
    }
    answer = browser.post(reverse("audience:intake:call"), data)
    call = Call.objects.get()
    assert answer.headers["Location"] == reverse("audience:inbox:thread", args=[call.conversation_id])
    assert (call.by_relay, call.ring_back_on) == (True, date(2027, 3, 17))
    browser.post(reverse("audience:intake:call"), data)
    assert Call.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", "x"),
        ("key", ""),
        ("channel", "mail"),
        ("production", "99999"),
        ("minute", "99:99"),
        ("writer", "-3"),
    ],
)
def test_hostile_values_are_refused_with_the_form(browser: Browser, cast: Cast, field: str, value: str) -> None:
    data = {"key": KEY, "channel": "call", "text": "Bonjour", "production": cast.drache.pk, field: value}
    answer = browser.post(reverse("audience:intake:call"), data)
    assert answer.status_code == 422
    assert not Conversation.objects.exists()


def test_an_empty_form_says_what_is_missing(browser: Browser, cast: Cast) -> None:
    answer = browser.post(reverse("audience:intake:call"), {"key": KEY, "channel": "call"})
    assert answer.status_code == 422
    assert "text" in answer.context["form"].errors


def test_another_production_cannot_be_chosen_by_whoever_does_not_reach_it(cast: Cast) -> None:
    from tests.cast import give

    give(cast.bastien, "audience_officer", production=cast.drache)
    signed_in = Browser()
    signed_in.force_login(cast.bastien, backend="django.contrib.auth.backends.ModelBackend")
    data = {"key": KEY, "channel": "call", "text": "Bonjour", "production": cast.gel.pk}
    assert signed_in.post(reverse("audience:intake:call"), data).status_code == 422
    data["production"] = ""
    assert signed_in.post(reverse("audience:intake:call"), data).status_code == 403


def test_the_list_costs_the_same_few_queries(browser: Browser, cast: Cast) -> None:
    a_call(cast)
    browser.get(reverse("audience:intake:calls"))
    with CaptureQueriesContext(connection) as few:
        browser.get(reverse("audience:intake:calls"))
    for number in range(12):
        a_call(cast, name=f"Personne {number}", phone=f"0471 00 00 {number:02}")
    with CaptureQueriesContext(connection) as many:
        page = browser.get(reverse("audience:intake:calls"))
    assert len(page.context["found"].to_return) == 13
    assert len(many) == len(few) <= 20  # two of its own, the rest is the frame of every page


def test_the_list_for_the_house_holds_calls_about_no_programme(browser: Browser, cast: Cast) -> None:
    a_call(cast, production=None)
    page = browser.get(reverse("audience:intake:calls"))
    assert len(page.context["found"].to_return) == 1


def test_every_page_of_the_desk_offers_to_note_a_call(browser: Browser, cast: Cast) -> None:
    page = browser.get(reverse("audience:intake:calls")).content.decode()
    assert f'href="{reverse("audience:intake:call")}" data-key="t"' in page
