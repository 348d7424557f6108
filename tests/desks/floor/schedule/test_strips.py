"""Moving, splitting, joining; banners; what was moved meanwhile is refused, and every step can be taken back."""

import pytest

from coulisse.desks.floor.schedule.actions import history, strips
from coulisse.desks.floor.schedule.actions.boards import lock
from coulisse.desks.floor.schedule.actions.steps import GAP, BoardIsLocked, BoardIsPast, UnknownRow
from coulisse.desks.floor.schedule.models import Board, Edit, Strip
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.queries import sentence_of
from coulisse.foundation.journal.versions import StaleWrite
from tests.cast import AT, Cast
from tests.desks.floor.la_drache import Drache

pytestmark = pytest.mark.django_db


def move(drache: Drache, cast: Cast, scenes: list[str], day: int | None, before: str | None = None) -> None:
    strips.move(
        board=drache.v8,
        strips=[drache.strip(drache.v8, scene).pk for scene in scenes],
        day=drache.day(drache.v8, day).pk if day else None,
        before=drache.strip(drache.v8, before).pk if before else None,
        by=cast.bastien,
        at=AT,
    )


def test_strips_go_where_they_are_put_in_the_order_given(drache: Drache, cast: Cast) -> None:
    move(drache, cast, ["41", "43"], 15, before="33A")
    assert drache.numbers(drache.v8, 15) == ["27", "28", "41", "43", "33A", "34"]
    assert drache.numbers(drache.v8, 16) == ["42"]
    move(drache, cast, ["27"], 15)
    assert drache.numbers(drache.v8, 15) == ["28", "41", "43", "33A", "34", "27"]
    move(drache, cast, ["34"], None, before="32")
    assert drache.numbers(drache.v8, None) == ["34", "32", "33", "40", "53"]


def test_only_the_moved_strips_are_written_until_no_room_is_left(drache: Drache, cast: Cast) -> None:
    before = dict(Strip.objects.filter(board=drache.v8).values_list("pk", "version"))
    move(drache, cast, ["41"], 15, before="28")
    written = [pk for pk, version in Strip.objects.values_list("pk", "version") if version != before.get(pk, 1)]
    assert written == [drache.strip(drache.v8, "41").pk]
    for turn in range(40):
        move(drache, cast, [("42", "43")[turn % 2]], 15, before="28")
    assert drache.numbers(drache.v8, 15) == ["27", "41", "42", "43", "28", "33A", "34"]
    positions = list(Strip.objects.filter(day__number=15, board=drache.v8).values_list("position", flat=True))
    assert len(set(positions)) == 7 and max(positions) <= 8 * GAP


def test_a_move_is_told_with_its_scenes_and_its_day(drache: Drache, cast: Cast) -> None:
    move(drache, cast, ["41", "42"], 21)
    entry = Entry.objects.get(kind="floor.schedule.strips-moved")
    assert (entry.production_id, entry.desk) == (cast.drache.pk, "floor")
    told = sentence_of(entry, "Bastien")
    assert "41, 42" in told and "25/03/2027" in told


def test_a_strip_moved_by_somebody_else_is_not_moved_again_unseen(drache: Drache, cast: Cast) -> None:
    strip = drache.strip(drache.v8, "41")
    seen = {strip.pk: strip.version}
    move(drache, cast, ["41"], 21)
    with pytest.raises(StaleWrite) as refused:
        strips.move(
            board=drache.v8,
            strips=[strip.pk],
            day=drache.day(drache.v8, 3).pk,
            versions=seen,
            by=cast.solange,
            at=AT,
        )
    [difference] = refused.value.differences
    assert (difference.stored, difference.refused) == (
        drache.day(drache.v8, 21).pk,
        drache.day(drache.v8, 3).pk,
    )
    assert drache.numbers(drache.v8, 21)[-1] == "41"


def test_where_the_neighbour_has_left_the_strips_come_at_the_end(drache: Drache, cast: Cast) -> None:
    move(drache, cast, ["28"], 3)
    move(drache, cast, ["41"], 15, before="28")
    assert drache.numbers(drache.v8, 15)[-1] == "41"


def test_a_strip_of_another_board_is_unknown_here(drache: Drache, cast: Cast) -> None:
    foreign = drache.strip(drache.v9, "41")
    with pytest.raises(UnknownRow):
        strips.move(board=drache.v8, strips=[foreign.pk], day=None, by=cast.bastien, at=AT)
    with pytest.raises(strips.NothingToMove):
        strips.move(board=drache.v8, strips=[], day=None, by=cast.bastien, at=AT)


def test_a_locked_board_and_a_past_one_stay_as_they_are(drache: Drache, cast: Cast) -> None:
    lock(board=drache.v8, by=cast.solange, at=AT)
    with pytest.raises(BoardIsLocked):
        move(drache, cast, ["41"], 21)
    Board.objects.filter(pk=drache.v8.pk).update(locked_at=None, state=Board.State.PAST)
    with pytest.raises(BoardIsPast):
        move(drache, cast, ["41"], 21)


def test_the_parts_of_a_scene_make_its_length_and_its_time(drache: Drache, cast: Cast) -> None:
    whole = drache.strip(drache.v8, "27")
    parts = strips.split(strip=whole, eighths=[4, 3, 3], by=cast.bastien, at=AT)
    assert [part.part for part in parts] == ["a", "b", "c"]
    assert [part.minutes for part in parts] == [66, 49, 50] and whole.minutes == 165
    rows = Strip.objects.filter(board=drache.v8, scene=whole.scene).order_by("position")
    assert [(row.part, row.eighths) for row in rows] == [("a", 4), ("b", 3), ("c", 3)]
    assert drache.numbers(drache.v8, 15) == ["27", "27", "27", "28", "33A", "34"]
    again = strips.split(strip=parts[1], eighths=[1, 2], by=cast.bastien, at=AT)
    assert [part.part for part in again] == ["b", "d"]
    joined = strips.join(strip=Strip.objects.get(pk=whole.pk), by=cast.bastien, at=AT)
    assert (joined.part, joined.eighths, joined.minutes) == ("", 10, 165)
    assert drache.numbers(drache.v8, 15) == ["27", "28", "33A", "34"]


@pytest.mark.parametrize("eighths", [[10], [4, 4], [11, -1], [10, 0]])
def test_parts_that_do_not_add_up_are_refused(drache: Drache, cast: Cast, eighths: list[int]) -> None:
    with pytest.raises(strips.PartsDoNotAddUp):
        strips.split(strip=drache.strip(drache.v8, "27"), eighths=eighths, by=cast.bastien, at=AT)


def test_only_a_split_scene_is_joined(drache: Drache, cast: Cast) -> None:
    with pytest.raises(strips.NotASplitScene):
        strips.join(strip=drache.strip(drache.v8, "27"), by=cast.bastien, at=AT)


def test_a_banner_is_added_changed_and_removed_and_a_scene_never_is(drache: Drache, cast: Cast) -> None:
    day = drache.day(drache.v8, 15)
    before = drache.strip(drache.v8, "34").pk
    banner = strips.add_banner(
        board=drache.v8, day=day.pk, text="Déplacement", minutes=45, before=before, by=cast.bastien, at=AT
    )
    assert drache.numbers(drache.v8, 15) == ["27", "28", "33A", "Déplacement", "34"]
    changed = strips.change_strip(strip=banner, values={"text": "Vers la salle"}, by=cast.bastien, at=AT)
    assert changed.text == "Vers la salle"
    with pytest.raises(strips.NotASplitScene):
        strips.join(strip=banner, by=cast.bastien, at=AT)
    strips.remove_banner(strip=banner, by=cast.bastien, at=AT)
    assert drache.numbers(drache.v8, 15) == ["27", "28", "33A", "34"]
    with pytest.raises(strips.NotABanner):
        strips.remove_banner(strip=drache.strip(drache.v8, "27"), by=cast.bastien, at=AT)


def test_minutes_are_set_under_the_version_that_was_read(drache: Drache, cast: Cast) -> None:
    strip = drache.strip(drache.v8, "27")
    strips.change_strip(strip=strip, values={"minutes": 150}, read_version=1, by=cast.bastien, at=AT)
    with pytest.raises(StaleWrite) as refused:
        strips.change_strip(strip=strip, values={"minutes": 90}, read_version=1, by=cast.solange, at=AT)
    [difference] = refused.value.differences
    assert (difference.stored, difference.refused) == (150, 90)


def test_new_scenes_come_into_the_reserve_once_and_omitted_ones_never(drache: Drache, cast: Cast) -> None:
    where = drache.scenes["27"].set
    rows = [("80", None), ("81", AT)]
    for order, (number, omitted_at) in enumerate(rows, start=2000):
        Scene.objects.create(
            production=cast.drache,
            number=number,
            order=order,
            heading="EXT. CROISETTE",
            set=where,
            eighths=4,
            omitted_at=omitted_at,
        )
    [taken] = strips.take_in_new_scenes(board=drache.v8, by=cast.bastien, at=AT)
    assert (taken.eighths, taken.day_id, taken.minutes) == (4, None, 4 * strips.MINUTES_AN_EIGHTH)
    assert drache.numbers(drache.v8, None) == ["32", "33", "40", "53", "80"]
    assert strips.take_in_new_scenes(board=drache.v8, by=cast.bastien, at=AT) == []


def everything(board: Board) -> list[tuple[object, ...]]:
    """All that a board holds, but for the counts of versions."""
    names = ("pk", "kind", "scene", "part", "eighths", "minutes", "text", "note", "day", "position")
    return list(Strip.objects.filter(board=board).order_by("pk").values_list(*names))


def test_every_step_is_taken_back_and_done_again(drache: Drache, cast: Cast) -> None:
    states = [everything(drache.v8)]
    move(drache, cast, ["41", "43"], 15, before="33A")
    states.append(everything(drache.v8))
    strips.split(strip=drache.strip(drache.v8, "27"), eighths=[4, 6], by=cast.bastien, at=AT)
    states.append(everything(drache.v8))
    strips.add_banner(board=drache.v8, day=None, text="Essais", by=cast.bastien, at=AT)
    states.append(everything(drache.v8))
    first = Strip.objects.get(board=drache.v8, scene=drache.scenes["27"], part="a")
    strips.join(strip=first, by=cast.bastien, at=AT)
    states.append(everything(drache.v8))
    for state in reversed(states[:-1]):
        history.undo(board=drache.v8, by=cast.bastien, at=AT)
        assert everything(drache.v8) == state
    with pytest.raises(history.NothingToUndo):
        history.undo(board=drache.v8, by=cast.bastien, at=AT)
    for state in states[1:]:
        history.redo(board=drache.v8, by=cast.bastien, at=AT)
        assert everything(drache.v8) == state
    with pytest.raises(history.NothingToRedo):
        history.redo(board=drache.v8, by=cast.bastien, at=AT)


def test_a_new_step_forgets_what_could_be_done_again(drache: Drache, cast: Cast) -> None:
    move(drache, cast, ["41"], 21)
    history.undo(board=drache.v8, by=cast.bastien, at=AT)
    move(drache, cast, ["42"], 21)
    with pytest.raises(history.NothingToRedo):
        history.redo(board=drache.v8, by=cast.bastien, at=AT)


def test_nobody_takes_back_what_somebody_else_has_moved_since(drache: Drache, cast: Cast) -> None:
    move(drache, cast, ["41"], 21)
    strip = drache.strip(drache.v8, "41")
    strips.move(board=drache.v8, strips=[strip.pk], day=None, by=cast.solange, at=AT)
    with pytest.raises(history.ChangedSince) as refused:
        history.undo(board=drache.v8, by=cast.bastien, at=AT)
    assert refused.value.edit is not None and refused.value.edit.by == cast.solange
    history.undo(board=drache.v8, by=cast.solange, at=AT)
    history.undo(board=drache.v8, by=cast.bastien, at=AT)
    assert drache.numbers(drache.v8, 16) == ["41", "42", "43"]


def test_a_step_that_changes_nothing_is_no_step(drache: Drache, cast: Cast) -> None:
    strips.change_strip(strip=drache.strip(drache.v8, "27"), values={"minutes": 165}, by=cast.bastien, at=AT)
    assert not Edit.objects.exists()
    assert Board.objects.get(pk=drache.v8.pk).revision == 1
