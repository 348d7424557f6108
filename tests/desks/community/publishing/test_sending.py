"""What becomes of a publication, whatever the network answers, and whenever somebody dies or intervenes."""

from datetime import datetime, timedelta

import pytest

from coulisse.desks.community.publishing.actions import publications as actions
from coulisse.desks.community.publishing.health import check
from coulisse.desks.community.publishing.models import NetworkAccount, Publication, Try
from coulisse.desks.community.publishing.networks.contract import (
    Absent,
    CannotTell,
    Confirmed,
    Found,
    NotYet,
    Reason,
    Refused,
    TokenHealth,
    TokenState,
    Unknown,
)
from coulisse.desks.community.publishing.queries.due import due, in_doubt
from coulisse.desks.community.publishing.sending import look_up_one, send_one
from coulisse.desks.community.publishing.watching import warn_of_ends, watch
from coulisse.foundation.journal.models import Entry
from tests.cast import Cast
from tests.desks.community.publishing.rows import DUE, an_account, armed
from tests.desks.community.publishing.scripted import NEVER, Scripted

pytestmark = pytest.mark.django_db
STATE = Publication.State
THERE = Confirmed("https://bsky.example/post/1", "at://did:plc:x/app.bsky.feed.post/1", DUE)


class Clock:
    """The hour that the test says."""

    def __init__(self, at: datetime = DUE) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **delta: int) -> None:
        self.at += timedelta(**delta)


def again(row: Publication) -> Publication:
    return Publication.objects.get(pk=row.pk)


def test_it_leaves_at_its_moment_and_not_a_second_before() -> None:
    row, network = armed(an_account()), Scripted([THERE])
    clock = Clock(DUE - timedelta(seconds=1))
    assert due(clock(), 10) == []
    assert not send_one(row.pk, now=clock, connect=network)
    clock.passes(seconds=1)
    assert due(clock(), 10) == [row.pk]
    assert send_one(row.pk, now=clock, connect=network)
    told = again(row)
    assert (told.state, told.address, told.tries) == (STATE.CONFIRMED, THERE.address, 1)
    assert network.made[0].key == str(row.key)
    assert Entry.objects.filter(kind="community.publishing.published").count() == 1
    assert not send_one(row.pk, now=clock, connect=network)


def test_what_is_already_there_when_its_caller_died_is_confirmed_and_not_repeated() -> None:
    """Killed between the call and what was known of it."""
    row = armed(an_account(), state=STATE.SENDING, tries=1, first_tried_at=DUE, tried_at=DUE)
    Try.objects.create(publication=row, number=1, at=DUE)
    network, clock = Scripted(lookups=[Found(THERE)]), Clock(DUE + timedelta(seconds=3))
    assert in_doubt(clock(), 10) == [row.pk]
    assert look_up_one(row.pk, now=clock, connect=network)
    assert again(row).state == STATE.CONFIRMED
    assert network.made == []
    assert Try.objects.get().outcome == "found"


def test_a_call_that_is_being_made_is_left_to_its_caller() -> None:
    row = armed(an_account(), state=STATE.SENDING, tries=1, first_tried_at=DUE, tried_at=DUE)
    assert in_doubt(DUE + timedelta(seconds=1), 10) == []
    assert not look_up_one(row.pk, now=Clock(DUE + timedelta(seconds=1)), connect=Scripted())


def test_an_unknown_outcome_is_looked_up_before_anything_else() -> None:
    row, clock = armed(an_account()), Clock()
    network = Scripted([Unknown(Reason.TIMEOUT), THERE], [Absent()])
    send_one(row.pk, now=clock, connect=network)
    assert again(row).state == STATE.UNKNOWN
    assert due(clock(), 10) == [], "never a blind repetition"
    look_up_one(row.pk, now=clock, connect=network)
    assert again(row).state == STATE.ARMED, "absent, and the same call makes nothing twice"
    send_one(row.pk, now=clock, connect=network)
    told = again(row)
    assert (told.state, told.tries) == (STATE.CONFIRMED, 2)
    assert len({one.key for one in network.made}) == 1
    assert [one.outcome for one in Try.objects.order_by("number")] == ["unknown", "confirmed"]


def test_where_nothing_is_harmless_an_absence_is_believed_only_later() -> None:
    row, clock = armed(an_account(network="facebook", server="")), Clock()
    network = Scripted([Unknown(Reason.LOST)], [Absent(), Absent(), Absent()], capabilities=NEVER)
    send_one(row.pk, now=clock, connect=network)
    look_up_one(row.pk, now=clock, connect=network)
    assert again(row).state == STATE.UNKNOWN
    clock.passes(minutes=5)
    look_up_one(row.pk, now=clock, connect=network)
    assert again(row).state == STATE.UNKNOWN
    clock.passes(minutes=11)
    look_up_one(row.pk, now=clock, connect=network)
    assert again(row).state == STATE.ARMED


def test_whoever_cannot_tell_for_hours_leaves_it_to_a_person(cast: Cast) -> None:
    row, clock = armed(an_account(network="facebook", server="")), Clock()
    network = Scripted([Unknown(Reason.LOST)], [CannotTell(Reason.SERVER)] * 2, capabilities=NEVER)
    send_one(row.pk, now=clock, connect=network)
    look_up_one(row.pk, now=clock, connect=network)
    clock.passes(hours=7)
    look_up_one(row.pk, now=clock, connect=network)
    told = again(row)
    assert told.asks
    assert in_doubt(clock(), 10) == []
    assert Entry.objects.filter(kind="community.publishing.asks").count() == 1
    actions.declare_absent(publication=told, at=clock())
    assert again(row).state == STATE.PAUSED
    with pytest.raises(actions.NotNow):
        actions.prove(publication=told, address=THERE.address, by=cast.ines, at=clock())


def test_not_now_is_tried_again_as_late_as_the_network_asks() -> None:
    row, clock = armed(an_account()), Clock()
    network = Scripted([NotYet(timedelta(minutes=3), Reason.LIMIT), THERE])
    send_one(row.pk, now=clock, connect=network)
    told = again(row)
    assert (told.state, told.reason, told.next_at) == (STATE.ARMED, "limit", DUE + timedelta(minutes=3))
    clock.passes(minutes=2)
    assert due(clock(), 10) == []
    clock.passes(minutes=1)
    send_one(row.pk, now=clock, connect=network)
    assert again(row).state == STATE.CONFIRMED


def test_a_refusal_for_good_is_told_and_tried_no_more() -> None:
    row, network = armed(an_account()), Scripted([Refused(Reason.CONTENT, True, "too rude")])
    send_one(row.pk, now=Clock(), connect=network)
    told = again(row)
    assert (told.state, told.reason, told.detail) == (STATE.FAILED, "content", "too rude")
    assert Entry.objects.get(kind="community.publishing.refused").payload["reason"] == "content"
    assert due(DUE + timedelta(minutes=9), 10) == []


def test_an_access_that_is_refused_is_told_once_with_what_it_puts_at_risk() -> None:
    account, clock = an_account(), Clock()
    rows = [armed(account, text=f"Numéro {number}") for number in range(3)]
    network = Scripted([], preparations=[Refused(Reason.TOKEN, False)] * 3)
    for row in rows:
        send_one(row.pk, now=clock, connect=network)
    account.refresh_from_db()
    assert account.access == NetworkAccount.Access.REFUSED
    assert Entry.objects.get(kind="community.publishing.access-lost").payload["at_risk"] == 3
    assert network.made == [], "nothing left"
    assert {again(row).state for row in rows} == {STATE.ARMED}, "it is tried again once somebody reconnects"


def test_a_fault_of_ours_after_the_call_is_never_a_second_call() -> None:
    row, clock = armed(an_account()), Clock()
    network = Scripted([ValueError("never met")], [Found(THERE)])
    send_one(row.pk, now=clock, connect=network)
    assert again(row).state == STATE.SENDING
    assert due(clock(), 10) == []
    clock.passes(seconds=30)
    look_up_one(row.pk, now=clock, connect=network)
    assert again(row).state == STATE.CONFIRMED
    assert len(network.made) == 1


def test_what_somebody_paused_or_changed_meanwhile_does_not_leave(cast: Cast) -> None:
    """Between the upload and the call that cannot be taken back."""
    row, clock = armed(an_account()), Clock()

    class Meanwhile(Scripted):
        def prepare(self, publication, *, progress=""):  # type: ignore[no-untyped-def]  # as in Scripted
            actions.pause(publications=Publication.objects.all(), why="Crise", by=cast.ines, at=clock())
            return super().prepare(publication, progress=progress)

    network = Meanwhile([THERE])
    send_one(row.pk, now=clock, connect=network)
    assert network.made == []
    told = again(row)
    assert (told.state, told.paused_why) == (STATE.PAUSED, "Crise")


def test_without_an_address_nothing_counts_as_published() -> None:
    row, clock = armed(an_account()), Clock()
    network = Scripted([Confirmed("", "post-1", DUE)], [Found(THERE)])
    send_one(row.pk, now=clock, connect=network)
    assert again(row).state == STATE.SENT
    clock.passes(seconds=10)
    look_up_one(row.pk, now=clock, connect=network)
    assert again(row).state == STATE.CONFIRMED


def test_a_post_of_another_publication_is_never_taken_for_this_one() -> None:
    account = an_account()
    armed(account, state=STATE.CONFIRMED, remote_id="post-7", address="https://x.example/7", confirmed_at=DUE)
    row = armed(account, state=STATE.UNKNOWN, tries=1, first_tried_at=DUE, tried_at=DUE)
    network = Scripted(lookups=[Absent()])
    look_up_one(row.pk, now=Clock(), connect=network)
    assert network.looked == [frozenset({"post-7"})]


def test_two_minutes_late_is_told_once() -> None:
    row = armed(an_account())
    assert watch(at=DUE + timedelta(minutes=1)) == 0
    assert watch(at=DUE + timedelta(minutes=2)) == 1
    assert watch(at=DUE + timedelta(minutes=3)) == 0
    assert Entry.objects.get(kind="community.publishing.late").payload["publication_id"] == row.pk


def test_a_moment_long_gone_is_not_published_late_by_itself() -> None:
    row, late = armed(an_account()), DUE + timedelta(hours=1)
    assert due(late, 10) == []
    watch(at=late)
    told = again(row)
    assert (told.state, told.paused_why) == (STATE.PAUSED, "missed")


def test_what_people_publish_is_handed_to_them_and_counts_only_with_its_proof(cast: Cast) -> None:
    row = armed(an_account(network="instagram", server="", way=NetworkAccount.Way.BY_HAND))
    assert due(DUE, 10) == []
    watch(at=DUE)
    told = again(row)
    assert told.state == STATE.BY_HAND
    assert Entry.objects.filter(kind="community.publishing.handed").count() == 1
    actions.prove(publication=told, address="https://instagram.example/p/1", by=cast.ines, at=DUE)
    told = again(row)
    assert (told.state, told.address, told.proved_by) == (
        STATE.CONFIRMED,
        "https://instagram.example/p/1",
        cast.ines,
    )
    other = armed(row.account, state=STATE.BY_HAND)
    with pytest.raises(actions.AddressTaken):
        actions.prove(publication=other, address="https://instagram.example/p/1", by=cast.ines, at=DUE)


def test_an_access_that_ends_warns_at_fourteen_seven_and_one_day() -> None:
    account, ends = an_account(), DUE + timedelta(days=20)
    network = Scripted(health=TokenHealth(TokenState.GOOD, ends))
    armed(account)
    check(account, now=Clock(), connect=network)
    given = []
    for days in (15, 14, 13, 7, 6, 1, 0):
        warn_of_ends(at=ends - timedelta(days=days))
        given.append(Entry.objects.filter(kind="community.publishing.access-ends").count())
    assert given == [0, 1, 1, 2, 2, 3, 3]
