"""Which slot is which broadcast: cases, and what holds for any two grids."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coulisse.foundation.grid.matching import FURTHEST, Known, Slot, pair

SUNDAY = datetime(2027, 3, 14, 19, 25, tzinfo=UTC)
HOUR = timedelta(hours=1)


def slot(programme: str, at: datetime, episode: str = "") -> Slot:
    return Slot(programme, episode, at, at + HOUR)


def known(pk: int, programme: str, at: datetime, episode: str = "", *, cancelled: bool = False) -> Known:
    return Known(pk, programme, episode, at, at + HOUR, cancelled)


def test_a_broadcast_that_moves_keeps_its_number() -> None:
    paired = pair([known(7, "plein jour", SUNDAY)], [slot("plein jour", SUNDAY + 40 * timedelta(minutes=1))])
    assert [(ours.pk, found.starts_at) for ours, found in paired.kept] == [(7, SUNDAY + timedelta(minutes=40))]
    assert not paired.new
    assert not paired.gone


def test_two_episodes_that_change_places_are_told_apart_by_their_number() -> None:
    ours = [known(1, "serie", SUNDAY, "e1"), known(2, "serie", SUNDAY + HOUR, "e2")]
    paired = pair(ours, [slot("serie", SUNDAY, "e2"), slot("serie", SUNDAY + HOUR, "e1")])
    assert {(ours.pk, found.episode) for ours, found in paired.kept} == {(1, "e1"), (2, "e2")}


def test_another_episode_in_the_same_slot_at_the_same_hour_is_the_same_broadcast() -> None:
    paired = pair([known(1, "serie", SUNDAY, "e1")], [slot("serie", SUNDAY, "e9")])
    assert [ours.pk for ours, _ in paired.kept] == [1]


def test_another_episode_at_another_hour_is_another_broadcast() -> None:
    paired = pair([known(1, "serie", SUNDAY, "e1")], [slot("serie", SUNDAY + HOUR, "e9")])
    assert not paired.kept
    assert [ours.pk for ours in paired.gone] == [1]


def test_next_weeks_edition_is_not_this_weeks_moved() -> None:
    paired = pair([known(1, "plein jour", SUNDAY)], [slot("plein jour", SUNDAY + timedelta(days=7))])
    assert not paired.kept


def test_a_cancelled_broadcast_is_not_cancelled_again() -> None:
    paired = pair([known(1, "plein jour", SUNDAY, cancelled=True)], [slot("autre", SUNDAY)])
    assert paired.gone == ()


NAMES = st.sampled_from(["a", "b", "c"])
EPISODES = st.sampled_from(["", "1", "2"])
MOMENTS = st.integers(0, 72).map(lambda hours: SUNDAY + hours * HOUR)


@given(
    st.lists(st.tuples(NAMES, MOMENTS, EPISODES), max_size=12),
    st.lists(st.tuples(NAMES, MOMENTS, EPISODES), max_size=12, unique=True),
)
def test_nothing_is_lost_and_nothing_used_twice(
    ours: list[tuple[str, datetime, str]], theirs: list[tuple[str, datetime, str]]
) -> None:
    held = [known(pk, *one) for pk, one in enumerate(ours)]
    slots = [slot(*one) for one in theirs]
    paired = pair(held, slots)
    assert sorted([*(one.pk for one, _ in paired.kept), *(one.pk for one in paired.gone)]) == list(
        range(len(held))
    )
    assert len(paired.kept) + len(paired.new) == len(slots)
    assert {found for _, found in paired.kept} | set(paired.new) == set(slots)
    for one, found in paired.kept:
        assert one.programme == found.programme
        assert abs(one.starts_at - found.starts_at) <= FURTHEST or one.episode == found.episode != ""


@given(st.lists(st.tuples(NAMES, MOMENTS, EPISODES), max_size=12, unique=True))
def test_the_same_grid_again_changes_nothing(grid: list[tuple[str, datetime, str]]) -> None:
    paired = pair([known(pk, *one) for pk, one in enumerate(grid)], [slot(*one) for one in grid])
    assert not paired.new
    assert not paired.gone
    assert all(ours.starts_at == found.starts_at for ours, found in paired.kept)
