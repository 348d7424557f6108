"""Formulas: what they are worth, what is wrong and at which character, and how people write them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.budget import FormulaProblem, canonical, evaluate, localise
from coulisse.engines.budget.arithmetic import rounded, share
from coulisse.kernel import Language, largest_remainder, round_half_away

NAMES = {"SEM": Fraction(13, 2), "durée_été": Fraction(3), "@31": Fraction(1000), "@31.10": Fraction(7)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6.5", "6.5"),
        ("=6.5*5", "32.5"),
        ("1 + 2 × 3 − 4 ÷ 8", "6.5"),
        ("-(2-5)*-2", "-6"),
        ("--3", "3"),
        ("SEM*5", "32.5"),
        ("durée_été+1", "4"),
        ("@31*0.015+@31.10", "22"),
        ("min(4, SEM, 5)", "4"),
        ("max(4; SEM)", "6.5"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(2/3, 2)", "0.67"),
        ("round(1250, -2)", "1300"),
        ("min(-1/3*-3, 7)", "1"),
        ("1-2-3", "-4"),
        ("8/2/2", "2"),
    ],
)
def test_worth(text: str, value: str) -> None:
    assert evaluate(text, NAMES) == Fraction(value)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "empty", 0),
        ("=", "empty", 1),
        ("2*", "unfinished", 2),
        ("(1+2", "unfinished", 4),
        ("1 2", "unexpected", 2),
        ("5..2", "unexpected", 1),
        ("1e5", "unexpected", 1),
        ("2*NAAM", "unknown-name", 2),
        ("1+@99", "unknown-account", 2),
        ("4/(SEM-6.5)", "division-by-zero", 1),
        ("min()", "unexpected", 4),
        ("min+1", "unexpected", 3),
        ("round(1,2,3)", "arguments", 0),
        ("round(1, 0.5)", "places", 0),
        ("round(1, 99)", "places", 0),
        ("(1,2)", "unexpected", 2),
        ("__import__('os')", "unexpected", 10),
        ("SEM.real", "unexpected", 3),
        ("1;DROP", "unexpected", 1),
        ("9" * 501, "too-long", 500),
        ("(" * 60 + "1" + ")" * 60, "too-deep", 40),
        ("9" * 400, "too-large", 0),
        ("inf\n", "unexpected", 3),
    ],
)
def test_wrong_and_where(text: str, code: str, place: int) -> None:
    with pytest.raises(FormulaProblem) as caught:
        evaluate(text, NAMES)
    assert (caught.value.code, caught.value.place) == (code, place)


@given(st.text(max_size=60))
def test_any_text_is_worth_something_or_a_problem(text: str) -> None:
    try:
        evaluate(text, NAMES)
    except FormulaProblem as problem:
        assert 0 <= problem.place <= len(text)


@pytest.mark.parametrize(
    ("typed", "language", "stored"),
    [
        ("6,5*5", "fr", "6.5*5"),
        ("1.234,56", "fr", "1234.56"),
        ("1\u202f234,56", "nl", "1234.56"),
        ("1.234", "fr", "1234"),
        ("1.234", "en", "1.234"),
        ("1,234.56", "en", "1234.56"),
        ("=semaines_tournage*5", "fr", "semaines_tournage*5"),
        ("2 350,00 €", "fr", "2350.00"),
        ("−5", "fr", "-5"),
        ("1 200,5 × SEM", "fr", "1200.5*SEM"),
        ("max(1,5;SEM)", "fr", "max(1.5,SEM)"),
        ("max(A,B)", "nl", "max(A,B)"),
        ("max(1.5,2)", "en", "max(1.5,2)"),
        ("round(@31.10 ÷ 3 ; 2)", "fr", "round(@31.10/3,2)"),
    ],
)
def test_what_is_typed_is_stored_with_the_dot(typed: str, language: str, stored: str) -> None:
    assert canonical(typed, Language(language)) == stored
    assert canonical(localise(stored, Language(language)), Language(language)) == stored


@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [("12 34", "unexpected", 3), ("2 × (3 +", "unfinished", 8), ("SEM * 1.23.4", "number", 6), ("=", "empty", 1)],
)
def test_what_cannot_be_read_is_refused_where_it_was_typed(typed: str, code: str, place: int) -> None:
    with pytest.raises(FormulaProblem) as caught:
        canonical(typed, Language.FR)
    assert (caught.value.code, caught.value.place) == (code, place)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=3), st.sampled_from(["fr", "nl", "en"]))
def test_a_number_comes_back_as_it_was(number: Decimal, language: str) -> None:
    stored = f"{number:f}*SEM+{abs(number):f}"
    assert canonical(localise(stored, Language(language)), Language(language)) == canonical(stored, Language.EN)


@given(st.integers(), st.integers(min_value=1))
def test_rounding_is_that_of_the_kernel(numerator: int, denominator: int) -> None:
    assert rounded(numerator, denominator) == round_half_away(Fraction(numerator, denominator))


@given(st.integers(), st.lists(st.integers(min_value=0, max_value=10**9), min_size=1))
def test_sharing_is_that_of_the_kernel(total: int, weights: list[int]) -> None:
    if any(weights):
        assert tuple(share(total, weights)) == largest_remainder(total, weights)
        assert share(total, [-one for one in weights]) == list(largest_remainder(total, weights))


@given(st.integers(), st.lists(st.integers(min_value=-(10**6), max_value=10**6), min_size=1))
def test_sharing_among_credits_too_loses_nothing(total: int, weights: list[int]) -> None:
    assert sum(share(total, weights)) == (total if sum(weights) else 0)
