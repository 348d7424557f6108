"""The four kinds of link, each proven with the two test-only desks."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.template import Context, Template
from django.test import RequestFactory

from coulisse.foundation.journal import links
from coulisse.foundation.journal.actions import AlreadyDelivered, OutsideTransaction, announce, retry_delivery
from coulisse.foundation.journal.deliver import deliver_all, deliver_owed
from coulisse.foundation.journal.links import Happened, NotAtOnce, Reason, ask, brake, fill
from coulisse.foundation.journal.models import MAX_ATTEMPTS, Delivery, Entry
from coulisse.foundation.journal.queries import delivery_state, list_owed
from tests.cast import AT, Cast
from tests.doubles.desks.ledger import book
from tests.doubles.desks.ledger.weather import MENDED, GateJammed
from tests.doubles.desks.sluice.actions import let_pass, raise_alarm
from tests.doubles.desks.sluice.facts import BoatPassed
from tests.doubles.desks.sluice.questions import MayMoor, MayPass

pytestmark = pytest.mark.usefixtures("desks", "ledger")
TOLL = "passed_boat_pays_toll.book_toll"
SURVEY = "passed_wreck_breaks.survey"


def test_every_link_file_of_a_package_is_read() -> None:
    assert set(links.REGISTRY.reactions) == {TOLL, SURVEY}
    assert set(links.REGISTRY.brakes) == {"alarm_closes_gates.close_gates"}
    assert set(links.REGISTRY.gates) == {"unpaid_toll_guards_passing.toll_paid"}
    assert len(links.REGISTRY.windows) == 3


# Reaction


def test_a_fact_is_owed_to_each_of_its_reactions() -> None:
    entry = let_pass("Anna", at=AT)
    owed = Delivery.objects.filter(entry=entry).order_by("link").values_list("link", flat=True)
    assert list(owed) == [TOLL, SURVEY]
    assert book.lines() == []


def test_a_reaction_happens_and_happens_once() -> None:
    entry = let_pass("Anna", at=AT)
    first = deliver_owed(at=AT)
    second = deliver_owed(at=AT)
    assert (first.delivered, first.failed, first.more) == (2, 0, False)
    assert second.delivered == 0
    assert book.lines() == [(f"journal:{entry.pk}", "Anna")]


def test_a_reaction_hears_its_facts_in_order() -> None:
    for number in range(20):
        let_pass(f"boat {number}", at=AT)
    deliver_owed(at=AT)
    assert [line for _source, line in book.lines()] == [f"boat {number}" for number in range(20)]


def test_an_act_that_fails_owes_nothing() -> None:
    with pytest.raises(GateJammed), transaction.atomic():
        let_pass("Anna", at=AT)
        raise GateJammed
    assert not Entry.objects.exists()
    assert not Delivery.objects.exists()


def test_a_failing_link_neither_blocks_nor_repeats_its_neighbour() -> None:
    let_pass("wreck Delta", at=AT)
    let_pass("Anna", at=AT)
    done = deliver_owed(at=AT)
    assert (done.delivered, done.failed) == (3, 1)
    assert [line for _source, line in book.lines()] == ["wreck Delta", "Anna"]
    for hours in range(1, 4):
        deliver_owed(at=AT + timedelta(hours=hours))
    assert [line for _source, line in book.lines()] == ["wreck Delta", "Anna"]


def test_what_a_failing_link_wrote_is_taken_back() -> None:
    let_pass("wreck Delta", at=AT)
    deliver_owed(at=AT)
    assert all(not line.startswith("surveyed") for _source, line in book.lines())


def test_a_failure_waits_longer_each_time_then_is_stuck_and_seen() -> None:
    let_pass("wreck Delta", at=AT)
    waits, at = [], AT
    for _attempt in range(MAX_ATTEMPTS):
        deliver_owed(at=at)
        row = Delivery.objects.get(link=SURVEY)
        waits.append((row.not_before - at).total_seconds())
        at = row.not_before
    assert waits == [5.0 * 2**number for number in range(MAX_ATTEMPTS)]
    assert deliver_owed(at=at + timedelta(days=9)).failed == 0
    state = delivery_state()
    assert (state.owed, state.stuck, state.oldest_at) == (0, 1, AT)
    [stuck] = list_owed()
    assert stuck.stuck and stuck.link == SURVEY


def test_before_its_wait_is_over_a_failure_is_left_alone() -> None:
    let_pass("wreck Delta", at=AT)
    deliver_owed(at=AT)
    deliver_owed(at=AT + timedelta(seconds=4))
    assert Delivery.objects.get(link=SURVEY).attempts == 1


def test_the_error_is_kept_without_the_values_of_the_fact() -> None:
    let_pass("wreck Delta", at=AT)
    deliver_owed(at=AT)
    error = Delivery.objects.get(link=SURVEY).error
    assert error.startswith("Sunk (passed_wreck_breaks.py:")
    assert "lies on the ground" in error
    assert "Delta" not in error


def test_a_person_tries_a_stuck_one_again_and_it_arrives_once() -> None:
    let_pass("wreck Delta", at=AT)
    Delivery.objects.filter(link=SURVEY).update(attempts=MAX_ATTEMPTS)
    deliver_owed(at=AT)
    MENDED["yes"] = True
    stuck = Delivery.objects.get(link=SURVEY)
    retry_delivery(delivery_id=stuck.pk, at=AT)
    deliver_owed(at=AT)
    deliver_owed(at=AT)
    assert [line for _source, line in book.lines() if line.startswith("surveyed")] == ["surveyed wreck Delta"]
    with pytest.raises(AlreadyDelivered):
        retry_delivery(delivery_id=stuck.pk, at=AT)


def test_a_fact_of_another_release_is_a_failure_of_the_delivery_not_of_the_worker() -> None:
    entry = let_pass("Anna", at=AT)
    Entry.objects.filter(pk=entry.pk).update(version=9)
    assert deliver_owed(at=AT).failed == 2
    assert "UnknownFact" in Delivery.objects.filter(entry=entry).first().error  # type: ignore[union-attr]


def test_a_bite_stops_at_its_limit_and_says_that_there_is_more() -> None:
    for number in range(4):
        let_pass(f"boat {number}", at=AT)
    assert deliver_owed(at=AT, limit=5).more
    assert deliver_owed(at=AT, limit=5).delivered == 3


def test_what_is_announced_while_a_worker_has_the_turn_is_delivered_by_that_worker() -> None:
    """The second worker finds the turn taken and goes away; the first looks again before it ends."""
    moments = iter([AT, AT + timedelta(seconds=1), AT + timedelta(seconds=2), AT + timedelta(seconds=3)])

    def now() -> datetime:
        moment = next(moments)
        if moment == AT + timedelta(seconds=1):
            let_pass("late", at=moment)
        return moment

    let_pass("early", at=AT)
    assert not deliver_all(now=now, bites=3)
    assert [line for _source, line in book.lines()] == ["early", "late"]


def test_a_link_of_another_release_keeps_no_worker_busy() -> None:
    entry = let_pass("Anna", at=AT)
    Delivery.objects.create(entry=entry, link="gone.link", not_before=AT)
    assert not deliver_all(now=lambda: AT, bites=2)
    assert Delivery.objects.get(link="gone.link").attempts == 0


def test_a_fact_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(OutsideTransaction):
        announce(BoatPassed(boat="Anna"), by=None, at=AT)


# Brake


def test_a_brake_is_pulled_within_the_act() -> None:
    entry = raise_alarm("high water", at=AT)
    assert book.lines() == [("alarm", "high water"), (f"journal:{entry.pk}", "gates closed")]


def test_a_brake_that_fails_takes_the_whole_act_back() -> None:
    with pytest.raises(GateJammed):
        raise_alarm("jammed", at=AT)
    assert book.lines() == []
    assert not Entry.objects.exists()


def test_a_brake_on_a_fact_that_is_not_at_once_is_refused_when_it_is_written() -> None:
    with pytest.raises(NotAtOnce):

        @brake(on=BoatPassed)
        def never(happened: Happened[BoatPassed]) -> None: ...


# Gate


def test_a_gate_answers_from_fresh_papers_with_its_sources() -> None:
    refused = ask(MayPass(boat="Anna"))
    book.write("receipt 12", "paid Anna")
    allowed = ask(MayPass(boat="Anna"))
    assert not refused.allowed
    assert refused.reasons == (Reason("ledger.toll-unpaid", {"boat": "Anna"}),)
    assert allowed.allowed
    assert allowed.sources == ("receipt 12",)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (MayMoor(boat="Anna"), links.NOBODY_ANSWERS),
        (MayPass(boat="silent"), links.NO_ANSWER),
        (MayPass(boat="breaking"), links.GATE_FAILED),
    ],
)
def test_no_gate_no_answer_and_a_failing_gate_say_no_with_that_reason(question: links.Question, code: str) -> None:
    answer = ask(question)
    assert not answer.allowed
    assert [reason.code for reason in answer.reasons] == [code]
    assert links.explain(answer.reasons[0]) != code


# Window


def test_a_window_shows_with_the_readers_own_permissions(cast: Cast) -> None:
    assert fill("sluice.boat", user=cast.nadia, subject_id=7)[0] == "<b>toll of 7</b>"
    assert "<b>toll of 7</b>" not in fill("sluice.boat", user=cast.marc_olivier, subject_id=7)


def test_a_window_cannot_break_or_inject_into_the_page(cast: Cast) -> None:
    assert fill("sluice.boat", user=cast.nadia, subject_id=7)[1:] == ["&lt;script&gt;"]
    assert fill("nobody.here", user=cast.nadia, subject_id=7) == []


def test_the_window_tag_fills_a_slot_of_a_template(cast: Cast) -> None:
    request = RequestFactory().get("/")
    request.user = cast.nadia
    page = Template('{% load journal %}<p>{% window "sluice.boat" boat %}</p>')
    shown = page.render(Context({"request": request, "boat": 7}))
    assert shown == "<p><b>toll of 7</b>\n&lt;script&gt;</p>"
