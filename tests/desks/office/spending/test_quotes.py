"""Caméra Sambre comes down by 12 %: both quotes stay, the account feels it at once."""

from datetime import date

import pytest

from coulisse.desks.office.costs.queries.report import cost_report
from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.desks.office.ledger.queries import balances, open_commitments, verify_chain
from coulisse.desks.office.spending.actions.quotes import (
    ChosenAlready,
    NothingChosen,
    ReasonMissing,
    choose,
    note,
    take_choice_back,
)
from coulisse.desks.office.spending.queries.quotes import comparison, requests_of
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate
from tests.cast import AT, TODAY, Cast
from tests.desks.office.costs.agreed import a_budget
from tests.desks.office.spending.rows import quote, request

pytestmark = pytest.mark.django_db


def variance(cast: Cast) -> Money:
    row = cost_report(cast.drache, TODAY).row("31")
    assert row is not None
    return row.figures.variance


def test_the_choice_commits_and_moves_the_variance(cast: Cast) -> None:
    a_budget(cast, [("31", "Image – caméra", "", "118450")])
    asked = request(cast)
    quote(cast, asked, 1845000)
    better = quote(cast, asked, 1623600, received_on=date(2027, 2, 4))
    assert variance(cast) == Money(0)

    choose(quote=better, reason="−12 % par téléphone", day=TODAY, by=cast.nadia, at=AT)
    assert balances(cast.drache, until=None) == {("31", "committed"): 1623600, ("31", "forecast"): -221400}
    assert variance(cast) == Money(-221400)
    (commitment,) = open_commitments(cast.drache)
    assert (commitment.net, commitment.vat, commitment.supplier) == (
        Money(1623600),
        Money(340956),
        "Caméra Sambre",
    )

    found = comparison(asked.__class__.objects.get(pk=asked.pk), today=TODAY)
    assert [line.net for line in found.quotes] == [Money(1845000), Money(1623600)]
    assert found.saving == Money(221400)
    assert found.saving_rate == Rate.percent(-12)
    assert found.chosen is not None and found.chosen.pk == better.pk
    (line,) = requests_of(cast.drache)
    assert (line.quotes, line.saving) == (2, Money(221400))


def test_it_is_taken_back_by_reversal(cast: Cast) -> None:
    a_budget(cast, [("31", "Image – caméra", "", "118450")])
    asked = request(cast)
    quote(cast, asked, 1845000)
    better = quote(cast, asked, 1623600, received_on=date(2027, 2, 4))
    choose(quote=better, reason="−12 %", day=TODAY, by=cast.nadia, at=AT)
    with pytest.raises(ChosenAlready):
        choose(quote=better, reason="encore", day=TODAY, by=cast.nadia, at=AT)

    take_choice_back(request=asked, why="le fournisseur se dédit", by=cast.nadia, at=AT)
    assert set(balances(cast.drache, until=None).values()) == {0}
    assert variance(cast) == Money(0)
    assert open_commitments(cast.drache) == ()
    assert asked.quotes.count() == 2
    with pytest.raises(NothingChosen):
        take_choice_back(request=asked, why="encore", by=cast.nadia, at=AT)

    choose(quote=better, reason="il revient", day=TODAY, by=cast.nadia, at=AT)
    assert variance(cast) == Money(-221400)
    assert verify_chain(cast.drache).holds


def test_what_was_typed_as_counted_is_what_is_saved_against(cast: Cast) -> None:
    asked = request(cast, expected_cents=2000000)
    only = quote(cast, asked, 1623600)
    choose(quote=only, reason="seul", day=TODAY, by=cast.nadia, at=AT)
    assert Posting.objects.get(nature=Nature.FORECAST).net_cents == -376400


def test_a_dearer_choice_costs_more(cast: Cast) -> None:
    asked = request(cast)
    quote(cast, asked, 1000000)
    dear = quote(cast, asked, 1200000, "Autre Optique", received_on=date(2027, 2, 9))
    choose(quote=dear, reason="seul disponible", day=TODAY, by=cast.nadia, at=AT)
    assert Posting.objects.get(nature=Nature.FORECAST).net_cents == 200000


def test_a_choice_wants_a_reason(cast: Cast) -> None:
    only = quote(cast, request(cast), 1000)
    with pytest.raises(ReasonMissing):
        choose(quote=only, reason=" ", day=TODAY, by=cast.nadia, at=AT)
    assert not Posting.objects.exists()


def test_the_history_shows_the_prices_of_before(cast: Cast) -> None:
    before = request(cast, title="Caméra, repérages")
    quote(cast, before, 90000, "Caméra Sambre", received_on=date(2026, 11, 2))
    asked = request(cast)
    quote(cast, asked, 1845000)
    note(request=asked, day=date(2027, 2, 3), text="Propose −12 % contre un acompte", by=cast.nadia, at=AT)
    found = comparison(asked, today=TODAY)
    assert [(one.supplier, one.amount) for one in found.history] == [("Caméra Sambre", Money(90000))]
    assert [one.text for one in found.notes] == ["Propose −12 % contre un acompte"]


def test_the_list_is_read_in_two_queries(cast: Cast, django_assert_num_queries: object) -> None:
    for _turn in range(4):
        quote(cast, request(cast), 1000)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(requests_of(cast.drache)) == 4
