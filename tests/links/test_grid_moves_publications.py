"""« Plein Jour » moves by forty minutes: four posts move along and stay armed, the one that says 20 h 25 stops."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from coulisse.desks.community.calendar.models import CalendarMove
from coulisse.desks.community.publishing.agreement import content_hash
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.strategy.models import Idea
from coulisse.foundation.grid import actions as grid
from coulisse.foundation.grid.facts import BroadcastMoved
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.journal.deliver import deliver_owed
from coulisse.foundation.journal.links import Happened
from coulisse.foundation.journal.models import Delivery, Entry
from coulisse.foundation.tasks.models import Task
from coulisse.links.grid_moves_publications import move_what_is_tied
from tests.cast import AT, Cast
from tests.desks.community.publishing.rows import an_account, armed

pytestmark = pytest.mark.django_db(transaction=True)
STATE = Publication.State
ANNOUNCED = datetime.fromisoformat("2027-04-18T20:25:00+02:00")
LATER = datetime.fromisoformat("2027-04-18T21:05:00+02:00")
GRID = """<?xml version="1.0" encoding="UTF-8"?><tv><channel id="mediane.example">
<display-name>Médiane TV</display-name></channel>
<programme start="20270418193000 +0200" stop="20270418202500 +0200" channel="mediane.example">
<title lang="fr">Le Journal</title></programme>
<programme start="{start} +0200" stop="{stop} +0200" channel="mediane.example"><title lang="fr">{title}</title>
</programme></tv>"""
OFFSETS = (-505, -115, -60, 0, 75)
TEXTS = (
    "Ce soir, les éclusiers de la Meuse.",
    "Ce soir à 20 h 25, Plein Jour descend la Meuse.",
    "Dans une heure, l’écluse de Rivière.",
    "On est à l’antenne.",
    "Merci d’avoir regardé !",
)


def put(
    cast: Cast, start: datetime = ANNOUNCED, title: str = "Plein Jour", lasts: int = 65, at: datetime = AT
) -> Broadcast:
    ends = start + timedelta(minutes=lasts)
    content = GRID.format(title=title, start=f"{start:%Y%m%d%H%M%S}", stop=f"{ends:%Y%m%d%H%M%S}")
    file = grid.bring(content=content.encode(), name="grille.xml", by=cast.marc_olivier, at=at)
    grid.put_on_the_grid(file, by=cast.marc_olivier, at=at)
    return Broadcast.objects.get(programme__key="plein jour")


def tied(
    cast: Cast, slot: Broadcast, offset: int, text: str, account: NetworkAccount | None = None, **values: Any
) -> Publication:
    return armed(
        account or NetworkAccount.objects.first() or an_account(production=cast.drache),
        due_at=slot.starts_at + timedelta(minutes=offset),
        text=text,
        broadcast=slot,
        offset_minutes=offset,
        created_by=cast.ines,
        **values,
    )


def five(cast: Cast) -> list[Publication]:
    slot = put(cast)
    return [tied(cast, slot, offset, text) for offset, text in zip(OFFSETS, TEXTS, strict=True)]


def again(row: Publication) -> Publication:
    return Publication.objects.get(pk=row.pk)


def kinds() -> list[str]:
    return list(CalendarMove.objects.order_by("publication", "pk").values_list("kind", flat=True))


def test_four_move_by_forty_minutes_and_stay_armed_the_fifth_stops_and_asks(cast: Cast) -> None:
    rows = five(cast)
    put(cast, LATER)
    deliver_owed(at=AT)
    now = [again(row) for row in rows]
    assert {fresh.due_at - row.due_at for fresh, row in zip(now, rows, strict=True)} == {timedelta(minutes=40)}
    assert [row.state for row in now] == ["armed", "paused", "armed", "armed", "armed"]
    assert now[1].paused_why == "grid.stated:20 h 25"
    assert kinds() == ["moved", "stated", "moved", "moved", "moved"]
    [task] = Task.objects.filter(subject="community.publication")
    assert (task.person, task.subject_id) == (cast.ines, rows[1].pk)
    assert "20 h 25" in task.title


def test_delivered_twice_it_happens_once(cast: Cast) -> None:
    rows = five(cast)
    put(cast, LATER)
    deliver_owed(at=AT)
    entry = Entry.objects.get(kind=BroadcastMoved.kind)
    versions = [again(row).version for row in rows]
    move_what_is_tied(Happened(BroadcastMoved(**entry.payload), entry.pk, at=AT, now=AT))
    assert [again(row).version for row in rows] == versions
    assert CalendarMove.objects.count() == 5
    assert Task.objects.filter(subject="community.publication").count() == 1


def test_a_failing_calendar_leaves_the_grid_changed_and_tries_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_values: object) -> None:
        raise RuntimeError("the calendar is away")

    rows = five(cast)
    with monkeypatch.context() as patch:
        patch.setattr("coulisse.links.grid_moves_publications.follow", broken)
        slot = put(cast, LATER)
        assert deliver_owed(at=AT).failed == 1
    assert slot.starts_at == LATER
    assert [again(row).due_at for row in rows] == [row.due_at for row in rows]
    Delivery.objects.update(not_before=AT)
    deliver_owed(at=AT)
    assert kinds().count("moved") == 4


def test_a_cancelled_broadcast_stops_everything_and_back_on_the_grid_nothing_leaves_unseen(cast: Cast) -> None:
    rows = five(cast)
    put(cast, title="Gala")
    deliver_owed(at=AT)
    assert {(again(row).state, again(row).paused_why) for row in rows} == {("paused", "grid.cancelled")}
    put(cast, LATER)
    deliver_owed(at=AT)
    now = [again(row) for row in rows]
    assert {(row.state, row.paused_why) for row in now} == {("paused", "grid.back")}
    assert [row.due_at for row in now] == [LATER + timedelta(minutes=offset) for offset in OFFSETS]
    assert kinds() == ["cancelled", "back"] * 5


def test_what_is_out_already_is_shown_and_not_touched(cast: Cast) -> None:
    slot = put(cast)
    out = tied(
        cast,
        slot,
        -60,
        "Dans une heure.",
        state=STATE.CONFIRMED,
        address="https://bsky.example/post/1",
        confirmed_at=ANNOUNCED,
    )
    leaving = tied(cast, slot, 0, "On est à l’antenne.", state=STATE.SENDING)
    put(cast, LATER)
    deliver_owed(at=AT)
    assert [again(row).due_at for row in (out, leaving)] == [out.due_at, leaving.due_at]
    assert kinds() == ["out", "out"]
    assert Task.objects.filter(subject="community.publication").count() == 2


def test_a_new_moment_that_is_past_or_under_embargo_stops(cast: Cast) -> None:
    slot = put(cast)
    late = tied(cast, slot, -120, "Bientôt.")
    idea = Idea.objects.create(title="Jury", not_before=ANNOUNCED - timedelta(minutes=20), created_at=AT)
    early = tied(cast, slot, -10, "Le jury est connu.", idea=idea)
    put(cast, ANNOUNCED - timedelta(minutes=30), at=ANNOUNCED - timedelta(minutes=140))
    deliver_owed(at=ANNOUNCED - timedelta(minutes=140))
    assert [(again(row).state, again(row).paused_why) for row in (late, early)] == [
        ("paused", "grid.past"),
        ("paused", "grid.embargo"),
    ]


def test_handed_over_too_early_it_waits_for_the_new_moment(cast: Cast) -> None:
    slot = put(cast)
    account = an_account(production=cast.drache, handle="insta", way=NetworkAccount.Way.BY_HAND)
    row = tied(cast, slot, -60, "Dans une heure.", account, state=STATE.BY_HAND)
    put(cast, LATER)
    deliver_owed(at=AT)
    assert (again(row).state, again(row).due_at) == ("armed", LATER - timedelta(minutes=60))


def test_only_its_end_moves_and_nothing_is_said(cast: Cast) -> None:
    rows = five(cast)
    put(cast, lasts=95)
    deliver_owed(at=AT)
    assert [again(row).version for row in rows] == [row.version for row in rows]
    assert kinds() == []


def test_to_another_day_the_name_of_the_old_one_stops_it(cast: Cast) -> None:
    slot = put(cast)
    row = tied(cast, slot, -60, "Dimanche, les éclusiers de la Meuse.")
    other = tied(cast, slot, -30, "Tout à l’heure, les éclusiers.")
    after = ANNOUNCED + timedelta(days=1)
    Broadcast.objects.filter(pk=slot.pk).update(starts_at=after, ends_at=after + timedelta(hours=1))
    fact = BroadcastMoved(
        broadcast_id=slot.pk,
        programme_id=slot.programme_id,
        channel="Médiane TV",
        programme="Plein Jour",
        was_starts_at=ANNOUNCED.isoformat(),
        was_ends_at=ANNOUNCED.isoformat(),
        starts_at=ANNOUNCED.isoformat(),
        ends_at=ANNOUNCED.isoformat(),
        was="",
        now="",
    )
    move_what_is_tied(Happened(fact, 1, at=AT, now=AT))
    assert (again(row).paused_why, again(other).state) == ("grid.stated:Dimanche", "armed")


def test_approvals_stand_when_the_grid_moves(cast: Cast) -> None:
    from_before = five(cast)[0]
    agreed = content_hash(from_before)
    put(cast, LATER)
    deliver_owed(at=AT)
    assert content_hash(again(from_before)) == agreed


def test_what_somebody_paused_moves_and_keeps_its_reason(cast: Cast) -> None:
    slot = put(cast)
    row = tied(cast, slot, -60, "Ce soir, 20 h 25.", state=STATE.PAUSED, paused_why="Le chef veut relire.")
    put(cast, LATER)
    deliver_owed(at=AT)
    assert (again(row).paused_why, again(row).due_at) == ("Le chef veut relire.", LATER - timedelta(minutes=60))
    assert kinds() == ["stated"], "it is told all the same"


def test_a_draft_moves_and_stays_a_draft(cast: Cast) -> None:
    slot = put(cast)
    row = tied(cast, slot, 0, "On est à l’antenne.", state=STATE.DRAFT)
    put(cast, LATER)
    deliver_owed(at=AT)
    assert (again(row).state, again(row).due_at) == ("draft", LATER)
