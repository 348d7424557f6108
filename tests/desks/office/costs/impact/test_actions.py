"""J14 costs 24 116,00; half the catering comes back: 23 599,80 go into the forecast, nothing into the actual."""

from datetime import date
from typing import Any

import pytest

from coulisse.desks.office.costs.actions.forecasts import withdraw_forecast
from coulisse.desks.office.costs.actions.impact import (
    SOURCE,
    ForeseenAlready,
    MoreThanItCosts,
    NotForeseen,
    NothingToForesee,
    Offered,
    ReasonMissing,
    day_put_back,
    draw_again,
    foresee,
    judge,
    note_cost,
    propose,
    remove_cost,
    take_back,
)
from coulisse.desks.office.costs.impact_models import DayCost, Impact
from coulisse.desks.office.costs.impact_queries import costs_of, impacts_of, table_of
from coulisse.desks.office.costs.queries.report import cost_report
from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.desks.office.ledger.queries import balances
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.kernel.money import Money
from tests.cast import AT, TODAY, Cast
from tests.desks.office.costs.agreed import a_budget
from tests.desks.office.costs.impact.rows import J14, LINES, NET, TOTAL, proposed, type_the_costs
from tests.desks.office.spending.rows import contingency

pytestmark = pytest.mark.django_db

EIGHT = (
    ("23", "Équipe – préparation et tournage", "", "742600"),
    ("25", "Interprétation – rôles", "", "268300"),
    ("26", "Figuration", "", "61200"),
    ("33", "Machinerie", "", "52100"),
    ("51", "Transports", "", "88200"),
    ("52", "Hébergement", "", "76400"),
    ("53", "Repas et cantine", "", "69300"),
    ("54", "Régie, autorisations", "", "42700"),
    ("91", "Imprévus", "", "55250"),
)


def half_the_meals(cast: Cast, impact: Impact) -> None:
    line = impact.lines.get(kind="meals")
    judge(line=line, recoverable=Money(51620), why="moitié", read_version=line.version, by=cast.nadia, at=AT)


def test_eight_lines_sum_to_the_figure_of_the_scenario(cast: Cast) -> None:
    impact = proposed(cast)
    table = table_of(impact)
    assert (len(table.rows), table.total) == (8, Money(TOTAL))
    assert [line.kind for line in impact.lines.all()] == [line[0] for line in LINES]
    meals = next(row for row in table.rows if row.account == "53")
    assert (meals.quantity, meals.unit, meals.amount, meals.half) == (58, Money(1780), Money(103240), Money(51620))
    assert all(row.commitment_id and row.source for row in table.rows)
    assert not Posting.objects.exists()


def test_half_the_meals_comes_back_and_the_rest_is_foreseen_from_the_contingency(cast: Cast) -> None:
    a_budget(cast, EIGHT)
    contingency(cast)
    impact = proposed(cast)
    half_the_meals(cast, impact)
    assert table_of(impact).net == Money(NET)
    foresee(impact=impact, day=J14, by=cast.nadia, at=AT)

    assert not Posting.objects.exclude(nature=Nature.FORECAST).exists()
    assert Posting.objects.count() == 9
    sums = {account: cents for (account, _nature), cents in balances(cast.drache, until=None).items()}
    assert sums.pop("91") == -NET
    assert (len(sums), sum(sums.values()), sums["53"]) == (8, NET, 51620)
    report = cost_report(cast.drache, TODAY)
    assert report.total.variance == Money(0)
    assert report.total.actual == Money(0)
    crew, reserve = report.row("23"), report.row("91")
    assert crew is not None and crew.figures.variance == Money(1128460)
    assert reserve is not None and reserve.figures.final == Money(3165020)


def test_it_is_foreseen_once_and_taken_back_by_reversal(cast: Cast) -> None:
    contingency(cast)
    impact = proposed(cast)
    foresee(impact=impact, day=J14, by=cast.nadia, at=AT)
    with pytest.raises(ForeseenAlready):
        foresee(impact=impact, day=J14, by=cast.nadia, at=AT)
    with pytest.raises(ForeseenAlready):
        half_the_meals(cast, impact)
    with pytest.raises(ReasonMissing):
        take_back(impact=impact, why=" ", by=cast.nadia, at=AT)
    take_back(impact=impact, why="assuré", by=cast.nadia, at=AT)
    assert set(balances(cast.drache, until=None).values()) == {0}
    with pytest.raises(NotForeseen):
        take_back(impact=impact, why="encore", by=cast.nadia, at=AT)

    half_the_meals(cast, impact)
    foresee(impact=impact, day=J14, by=cast.nadia, at=AT)
    assert balances(cast.drache, until=None)["91", "forecast"] == -NET


def test_a_forecast_taken_out_on_the_cost_report_makes_it_a_proposal_again(cast: Cast) -> None:
    impact = foresee(impact=proposed(cast), day=J14, by=cast.nadia, at=AT)
    withdraw_forecast(
        production=cast.drache, source=SOURCE, source_id=str(impact.pk), why="erreur", by=cast.nadia, at=AT
    )
    assert not table_of(impact).is_foreseen
    foresee(impact=impact, day=J14, by=cast.nadia, at=AT)
    assert table_of(Impact.objects.get()).is_foreseen


def test_no_more_comes_back_than_it_costs(cast: Cast) -> None:
    line = proposed(cast).lines.get(kind="meals")
    for wrong in (Money(103241), Money(-1)):
        with pytest.raises(MoreThanItCosts):
            judge(line=line, recoverable=wrong, why="", read_version=1, by=cast.nadia, at=AT)
    judge(line=line, recoverable=Money(103240), why="", read_version=1, by=cast.nadia, at=AT)
    with pytest.raises(StaleWrite):
        judge(line=line, recoverable=Money(1), why="", read_version=1, by=cast.solange, at=AT)


def test_a_second_delivery_changes_nothing(cast: Cast) -> None:
    first = proposed(cast)
    half_the_meals(cast, first)
    keys = list(first.lines.values_list("pk", flat=True))
    again = propose(production=cast.drache, day=J14, source="journal:1", number=14, by=cast.solange, at=AT)
    assert again.pk == first.pk and list(again.lines.values_list("pk", flat=True)) == keys


def test_a_what_if_that_becomes_real_stays_one_impact_and_keeps_what_was_judged(cast: Cast) -> None:
    type_the_costs(cast)
    wanted: dict[str, Any] = {
        "production": cast.drache,
        "day": J14,
        "number": 14,
        "by": cast.solange,
        "at": AT,
    }
    impact = propose(**wanted, source="journal:1", plan=9, is_real=False, reason="et si")
    assert not impact.is_real
    half_the_meals(cast, impact)
    impact = propose(**wanted, source="journal:2", plan=8, is_real=True, reason="drache")
    assert Impact.objects.count() == 1
    assert (impact.is_real, impact.plan, impact.reason) == (True, 8, "drache")
    assert table_of(impact).net == Money(NET)


def test_what_is_foreseen_is_not_drawn_anew(cast: Cast) -> None:
    impact = foresee(impact=proposed(cast), day=J14, by=cast.nadia, at=AT)
    DayCost.objects.all().delete()
    propose(production=cast.drache, day=J14, source="journal:2", by=cast.solange, at=AT)
    assert table_of(impact).total == Money(TOTAL)
    with pytest.raises(ForeseenAlready):
        draw_again(impact=impact, at=AT)


def test_the_other_desk_fills_the_kinds_that_nobody_typed(cast: Cast) -> None:
    offers = [
        Offered(
            kind=kind,
            label=f"offert {kind}",
            quantity=None,
            unit=None,
            amount=Money(1000),
            account="23",
            evidence="contract",
            source="liste technique",
            opens="/floor/crew/",
        )
        for kind in ("crew", "cast")
    ]
    wanted = {"kind": "crew", "label": "Équipe", "cents": 5000, "account": "23", "evidence": "contract"}
    note_cost(production=cast.drache, values={**wanted, "source": "contrats", "day": J14}, by=cast.nadia, at=AT)
    impact = propose(production=cast.drache, day=J14, source="journal:1", offered=offers, by=cast.solange, at=AT)
    assert [(line.label, line.opens) for line in impact.lines.all()] == [
        ("Équipe", ""),
        ("offert cast", "/floor/crew/"),
    ]
    note_cost(
        production=cast.drache,
        values={**wanted, "kind": "rooms", "label": "Chambres", "source": "hôtel", "day": J14},
        by=cast.nadia,
        at=AT,
    )
    draw_again(impact=impact, at=AT)
    assert [line.label for line in impact.lines.all()] == ["Équipe", "offert cast", "Chambres"]


def test_a_day_without_costs_has_nothing_to_foresee(cast: Cast) -> None:
    impact = propose(production=cast.drache, day=J14, source="journal:1", by=cast.solange, at=AT)
    with pytest.raises(NothingToForesee):
        foresee(impact=impact, day=J14, by=cast.nadia, at=AT)


def test_a_day_that_is_put_back_drops_the_proposal_and_leaves_the_forecast_to_a_person(cast: Cast) -> None:
    impact = proposed(cast)
    day_put_back(production=cast.drache, day=J14, unit="", at=AT)
    impact.refresh_from_db()
    assert impact.state == Impact.State.DROPPED
    propose(production=cast.drache, day=J14, source="journal:3", by=cast.solange, at=AT)
    impact.refresh_from_db()
    assert impact.state == Impact.State.PROPOSED and impact.back_at is None
    foresee(impact=impact, day=J14, by=cast.nadia, at=AT)
    day_put_back(production=cast.drache, day=J14, unit="", at=AT)
    table = table_of(Impact.objects.get())
    assert table.is_foreseen and table.back_at == AT
    assert day_put_back(production=cast.drache, day=date(2027, 4, 1), unit="", at=AT) is None


def test_lists_are_read_in_a_constant_number_of_queries(cast: Cast, django_assert_num_queries: object) -> None:
    a_budget(cast)
    impact = Impact.objects.select_related("production", "declared_by", "foreseen_by").get(pk=proposed(cast).pk)
    table_of(impact)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(costs_of(cast.drache, J14)) == 8
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert [line.total for line in impacts_of(cast.drache)] == [Money(TOTAL)]
    with django_assert_num_queries(3):  # type: ignore[operator]
        table_of(impact)


def test_a_commitment_is_removed_and_the_impact_keeps_its_figures(cast: Cast) -> None:
    impact = proposed(cast)
    remove_cost(cost=DayCost.objects.get(kind="rooms"), by=cast.nadia, at=AT)
    assert table_of(impact).total == Money(TOTAL)
    draw_again(impact=impact, at=AT)
    assert table_of(impact).total == Money(TOTAL - 184800)
