"""D16: « Qui a volé la cloche ? », three questions, a ranking by skill; and draws that can be checked."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.quiz import (
    Answer,
    DrawNotAuthorised,
    EntrantTwice,
    Excluded,
    Player,
    PlayerTwice,
    Question,
    QuestionTwice,
    Ranking,
    SeedTooShort,
    TooManyPlaces,
    commitment,
    draw,
    excluded,
    rank,
    verify,
)
from coulisse.kernel.times import NaiveTime

LIVE = datetime.fromisoformat("2027-04-18T20:30:00+02:00")
QUESTIONS = [
    Question(
        f"q{number}",
        frozenset({"sexton"}),
        LIVE + timedelta(minutes=10 * number),
        LIVE + timedelta(minutes=10 * number, seconds=60),
    )
    for number in range(3)
]
BELL = Fraction(2450)
"""What the bell weighs, in kilograms: the tie-break."""


def _player(key: str, guess: int | None = None, **values: object) -> Player:
    given_: dict[str, object] = {"birth_year": 1990, "declares_age": True, "accepts_rules": True}
    return Player(key, guess=None if guess is None else Fraction(guess), **given_ | values)  # type: ignore[arg-type]


def _answers(player: str, *seconds: int | None, choice: str = "sexton") -> list[Answer]:
    return [
        Answer(player, question.key, choice, question.opens + timedelta(seconds=after))
        for question, after in zip(QUESTIONS, seconds, strict=False)
        if after is not None
    ]


def _rank(players: list[Player], answers: list[Answer]) -> Ranking:
    return rank(players, QUESTIONS, answers, tie_break=BELL, year=2027, least_age=16)


def _order(players: list[Player], answers: list[Answer]) -> list[tuple[int, str]]:
    return [(place.rank, place.player) for place in _rank(players, answers).places]


def test_points_then_the_guess_then_time() -> None:
    players = [_player("a", 2000), _player("b", 2400), _player("c", 2500), _player("d", 2450)]
    answers = [
        *_answers("a", 5, 5, 5),
        *_answers("b", 30, 30),
        *_answers("c", 9, 9),
        *_answers("d", 1),
    ]
    assert _order(players, answers) == [(1, "a"), (2, "c"), (3, "b"), (4, "d")]
    second = _rank(players, answers).places[1]
    assert (second.points, second.off, second.time) == (2, Fraction(50), timedelta(seconds=18))


def test_no_guess_comes_after_any_guess() -> None:
    assert _order([_player("a"), _player("b", 1)], _answers("a", 1) + _answers("b", 50)) == [(1, "b"), (2, "a")]


def test_what_is_equal_in_all_stays_equal() -> None:
    players = [_player("a", 2400), _player("b", 2500), _player("c", 1)]
    answers = _answers("a", 5) + _answers("b", 5) + _answers("c", 5)
    ranking = _rank(players, answers)
    assert [(place.rank, place.player, place.is_tied) for place in ranking.places] == [
        (1, "a", True),
        (1, "b", True),
        (3, "c", False),
    ]


@pytest.mark.parametrize(
    ("second", "choice", "points"),
    [(-1, "sexton", 0), (0, "sexton", 1), (59, "sexton", 1), (60, "sexton", 0), (5, "priest", 0)],
)
def test_an_answer_counts_while_its_question_is_open(second: int, choice: str, points: int) -> None:
    assert _rank([_player("a")], _answers("a", second, choice=choice)).places[0].points == points


def test_the_first_answer_is_the_answer() -> None:
    wrong_first = _answers("a", 5, choice="priest") + _answers("a", 6)
    assert _rank([_player("a")], wrong_first[::-1]).places[0].points == 0
    assert _rank([_player("a")], _answers("a", 5) + _answers("a", 6)).places[0].time == timedelta(seconds=5)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"birth_year": 1990, "declares_age": False}, None),
        ({"birth_year": 2012, "declares_age": True}, Excluded.UNDER_AGE),
        ({"birth_year": 2011, "declares_age": True}, None),
        ({"birth_year": 2011, "declares_age": False}, Excluded.AGE_NOT_DECLARED),
        ({"birth_year": None, "declares_age": True}, None),
        ({"birth_year": None, "declares_age": False}, Excluded.AGE_NOT_DECLARED),
        ({"accepts_rules": False}, Excluded.RULES_NOT_ACCEPTED),
    ],
)
def test_under_sixteen_are_excluded(values: dict[str, object], why: Excluded | None) -> None:
    player = _player("a", None, **values)
    assert excluded(player, year=2027, least_age=16) is why
    ranking = _rank([player, _player("b")], _answers("a", 1, 1, 1))
    assert [place.player for place in ranking.places] == (["a", "b"] if why is None else ["b"])
    assert ranking.excluded == (() if why is None else (("a", why),))


def test_mistakes_are_refused() -> None:
    with pytest.raises(PlayerTwice):
        _rank([_player("a"), _player("a")], [])
    with pytest.raises(QuestionTwice):
        rank([], [QUESTIONS[0], QUESTIONS[0]], [], tie_break=BELL, year=2027, least_age=16)
    with pytest.raises(QuestionTwice):
        rank([], [replace(QUESTIONS[0], closes=QUESTIONS[0].opens)], [], tie_break=BELL, year=2027, least_age=16)
    with pytest.raises(NaiveTime):
        _rank([_player("a")], [Answer("a", "q0", "sexton", datetime(2027, 4, 18))])


answers_ = st.lists(
    st.builds(
        Answer,
        st.sampled_from("abcd"),
        st.sampled_from(["q0", "q1", "q2", "q9"]),
        st.sampled_from(["sexton", "priest"]),
        st.integers(-5, 1300).map(lambda seconds: LIVE + timedelta(seconds=seconds)),
    ),
    max_size=40,
)


@given(answers_, st.lists(st.none() | st.integers(0, 5000), min_size=4, max_size=4), st.randoms())
def test_the_order_of_rows_changes_no_rank(
    answers: list[Answer], guesses: list[int | None], chance: random.Random
) -> None:
    players = [_player(key, guess) for key, guess in zip("abcd", guesses, strict=True)]
    expected = _rank(players, answers)
    chance.shuffle(players)
    chance.shuffle(answers)
    assert _rank(players, answers) == expected
    points = [place.points for place in expected.places]
    assert points == sorted(points, reverse=True)
    assert [place.rank for place in expected.places] == sorted(place.rank for place in expected.places)


# ---- draws

SEED = sha256(b"a seed kept in a drawer").digest()
CROWD = [f"entrant {number}" for number in range(50)]


def test_a_draw_without_an_authorisation_is_refused() -> None:
    for reference in ("", "  "):
        with pytest.raises(DrawNotAuthorised):
            draw(SEED, CROWD, 3, authorisation=reference)


def test_what_was_published_before_is_found_again_after() -> None:
    published_at_opening, published_at_closing = commitment(SEED), commitment(SEED, CROWD)
    drawn = draw(SEED, CROWD, 3, authorisation="Namur 2027/14")
    assert (drawn.seed_commitment, drawn.commitment) == (published_at_opening, published_at_closing)
    assert len(drawn.winners) == 3
    assert sorted(drawn.winners + drawn.reserves) == sorted(CROWD)
    assert verify(drawn, SEED, CROWD[::-1])


@pytest.mark.parametrize(
    ("seed", "entrants"),
    [
        (sha256(b"another").digest(), CROWD),
        (SEED, CROWD[:-1]),
        (SEED, [*CROWD, "late"]),
        (SEED, [*CROWD, CROWD[0]]),
        (b"short", CROWD),
    ],
)
def test_another_seed_or_list_is_noticed(seed: bytes, entrants: list[str]) -> None:
    drawn = draw(SEED, CROWD, 3, authorisation="Namur 2027/14")
    assert not verify(drawn, seed, entrants)
    assert not verify(replace(drawn, winners=drawn.winners[::-1]), SEED, CROWD)


def test_the_worked_example_of_the_page() -> None:
    drawn = draw(bytes(range(32)), ["ana", "bob", "cem", "dia"], 1, authorisation="Namur 2027/14")
    assert (drawn.commitment[:8], drawn.commitment[-7:]) == ("5aaa15b2", "d6ac6ed")
    assert (drawn.winners, drawn.reserves) == (("dia",), ("cem", "bob", "ana"))


def test_draws_that_make_no_sense() -> None:
    with pytest.raises(SeedTooShort):
        commitment(b"0123456789abcde")
    with pytest.raises(EntrantTwice, match="ana"):
        commitment(SEED, ["ana", "bob", "ana"])
    for places in (0, -1, 51):
        with pytest.raises(TooManyPlaces):
            draw(SEED, CROWD, places, authorisation="x")


@given(st.sets(st.text(), min_size=1, max_size=20), st.binary(min_size=16, max_size=40), st.randoms())
def test_a_draw_depends_on_seed_and_list_alone(names: set[str], seed: bytes, chance: random.Random) -> None:
    listed = sorted(names)
    drawn = draw(seed, listed, 1, authorisation="x")
    chance.shuffle(listed)
    assert draw(seed, listed, 1, authorisation="x") == drawn
    assert verify(drawn, seed, listed)


def test_everybody_has_the_same_chance() -> None:
    """Chi-square over ten entrants and 5,000 seeds: 27.9 is one chance in a thousand with nine degrees."""
    names = CROWD[:10]
    won = dict.fromkeys(names, 0)
    for number in range(5000):
        seed = sha256(number.to_bytes(4, "big")).digest()
        won[draw(seed, names, 1, authorisation="x").winners[0]] += 1
    assert sum((many - 500) ** 2 / 500 for many in won.values()) < 27.9


@given(st.binary(min_size=16, max_size=20), st.lists(st.text(max_size=3), max_size=3, unique=True))
def test_seed_and_list_do_not_run_into_each_other(seed: bytes, names: list[str]) -> None:
    assert commitment(seed, names) != commitment(seed + b"[", names)
    assert commitment(seed) == commitment(seed, [])
