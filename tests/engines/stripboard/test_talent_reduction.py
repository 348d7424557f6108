"""A casting made smaller: what is merged, left out and set apart, and that costs stay what they are."""

from fractions import Fraction
from itertools import permutations

from hypothesis import given, settings

from coulisse.engines.stripboard.talent import Casting
from coulisse.engines.stripboard.talent.reduction import reduce_casting
from tests.engines.stripboard.castings import castings, least_cost


def casting(durations: list[int], *actors: tuple[int, set[int]]) -> Casting:
    return Casting(
        tuple(map(Fraction, durations)),
        tuple(Fraction(rate) for rate, _ in actors),
        tuple(frozenset(scenes) for _, scenes in actors),
    )


def test_scenes_with_the_same_actors_become_one() -> None:
    (piece,) = reduce_casting(casting([1, 2, 3, 4], (5, {0, 1, 2}), (7, {0, 1, 3}), (9, {2, 3}))).pieces
    assert piece.members == ((0, 1), (2,), (3,))
    assert piece.durations == (3, 3, 4)


def test_actors_always_together_become_one_paid_the_sum() -> None:
    (piece,) = reduce_casting(casting([1, 1, 1], (5, {0, 1}), (7, {0, 1}), (9, {1, 2}), (2, {0, 2}))).pieces
    assert sorted(piece.rates) == [2, 9, 12]


def test_who_plays_once_or_costs_nothing_is_left_out_and_that_goes_on() -> None:
    # The third actor plays once; without her scenes 0 and 1 are alike, and then the others play once too.
    reduced = reduce_casting(casting([1, 1, 1], (5, {0, 1}), (0, {1, 2}), (9, {1})))
    assert reduced.pieces == ()
    assert sorted(reduced.loose) == [0, 1, 2]


def test_what_shares_no_actor_falls_apart() -> None:
    triangle = ((1, {0, 1}), (1, {1, 2}), (1, {0, 2}), (1, {3, 4}), (1, {4, 5}), (1, {3, 5}))
    pieces = reduce_casting(casting([1] * 6, *triangle)).pieces
    assert [piece.members for piece in pieces] == [((0,), (1,), (2,)), ((3,), (4,), (5,))]


def test_an_instant_follows_a_scene_that_has_all_its_actors() -> None:
    reduced = reduce_casting(casting([1, 1, 1, 0], (1, {0, 1, 3}), (1, {1, 2}), (1, {0, 2})))
    assert [piece.members for piece in reduced.pieces] == [((0, 3), (1,), (2,))]


def test_fractions_become_whole_numbers() -> None:
    actors = (
        (Fraction(1, 3), frozenset({0, 1})),
        (Fraction(1, 2), frozenset({1, 2})),
        (Fraction(1), frozenset({0, 2})),
    )
    halves = Casting((Fraction(1, 2),) * 3, tuple(a for a, _ in actors), tuple(b for _, b in actors))
    (piece,) = reduce_casting(halves).pieces
    assert (piece.durations, piece.rates, piece.unit) == ((1, 1, 1), (2, 3, 6), 12)


@settings(max_examples=150, deadline=None)
@given(castings(most_scenes=6))
def test_the_least_cost_is_own_cost_plus_the_waits_of_the_pieces(whole: Casting) -> None:
    waits = Fraction(0)
    order: list[int] = []
    for piece in reduce_casting(whole).pieces:
        played = tuple(
            frozenset(scene for scene, cast in enumerate(piece.casts) if actor in cast)
            for actor in range(len(piece.rates))
        )
        part = Casting(tuple(map(Fraction, piece.durations)), tuple(map(Fraction, piece.rates)), played)
        cheapest = min(permutations(range(len(piece.durations))), key=part.cost_of)
        waits += (part.cost_of(cheapest) - part.own_cost) / piece.unit
        order.extend(member for scene in cheapest for member in piece.members[scene])
    order.extend(reduce_casting(whole).loose)
    assert least_cost(whole) == whole.own_cost + waits == whole.cost_of(order)
