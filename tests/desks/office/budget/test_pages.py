"""The pages beside the grid: versions, comparison, forms, explanations, cross-cuts, history, library."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.office.budget.actions import comments, library, versions
from coulisse.desks.office.budget.charts import charts
from coulisse.desks.office.budget.models import Budget, BudgetFringe, BudgetGlobal, BudgetLine, LibraryLine
from coulisse.desks.office.budget.queries.crosscuts import cross_cut, partner_form
from coulisse.desks.office.budget.queries.library import prices
from coulisse.desks.office.budget.queries.versions import versions_of
from coulisse.foundation.parameters.actions import load as load_parameters
from coulisse.kernel.money import Money
from tests.cast import AT, TODAY, Cast
from tests.desks.office.budget.small import line_called, set_weeks, signed_in, small_budget


def url(name: str, *args: object) -> str:
    return reverse(f"office:budget:{name}", args=args)


def test_a_production_without_a_budget_is_led_to_a_template(cast: Cast) -> None:
    load_parameters(at=AT)
    client = signed_in(cast.nadia)
    assert client.get(url("grid")).headers["Location"] == url("begin")
    assert client.get(url("begin")).status_code == 200

    answer = client.post(url("begin"), {"chart": "feature-coproduction", "name": "Estimation"})

    budget = Budget.objects.get(production=cast.drache)
    assert answer.headers["Location"] == f"{url('grid')}?budget={budget.pk}"
    assert budget.accounts.count() == len(charts()["feature-coproduction"].accounts)
    worker = BudgetFringe.objects.get(budget=budget, code="OUV")
    assert worker.value == "27" and len(worker.parameters) == 2
    km = BudgetGlobal.objects.get(budget=budget, name="km")
    assert km.formula == "0.4449" and km.parameters


def test_the_list_says_the_distance_to_the_agreed_one_in_a_constant_number_of_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    budget = small_budget(cast)
    versions.lock(budget=budget, agreed_on=TODAY, by=cast.nadia, at=AT)
    copies = [versions.copy(budget=budget, name=f"Essai {n}", by=cast.nadia, at=AT) for n in range(3)]
    set_weeks(copies[0], "6.5", cast.nadia)
    versions_of(cast.drache)
    with django_assert_max_num_queries(3):
        found = {one.number: one for one in versions_of(cast.drache)}
    # Half a week: 1 175,00 + 740,00 + 1 050,00 of crew, and 27 % of it.
    assert found[2].variance == Money(117_500 + 74_000 + 105_000 + 28_350)
    assert found[3].variance == Money(0)
    page = signed_in(cast.nadia).get(url("versions")).content.decode()
    assert "+3\u00a0248,50" in page


def test_two_versions_side_by_side_say_which_line_moved_and_why(cast: Cast) -> None:
    budget = small_budget(cast)
    other = versions.copy(budget=budget, name="Autre", by=cast.nadia, at=AT)
    set_weeks(other, "6.5", cast.nadia)
    BudgetLine.objects.filter(budget=other, description="Essais caméra").delete()

    found = signed_in(cast.nadia).get(url("compare"), {"left": budget.pk, "right": other.pk}).context["found"]

    why = {line.description: (line.why, line.variance.cents) for line in found.lines}
    assert why["Corps caméra et viseur"] == ("follows", 117_500)
    assert [(one.name, one.left, one.right) for one in found.globals] == [("semaines_tournage", "6", "6.5")]
    assert found.variance == found.right_total - found.left_total


def test_locking_needs_the_right_to_manage_and_keeps_the_prices(cast: Cast) -> None:
    budget = small_budget(cast)
    refused = signed_in(cast.solange).post(url("lock", budget.pk), {"agreed_on": "2027-01-08"})
    assert refused.status_code in {403, 404}

    signed_in(cast.nadia).post(url("lock", budget.pk), {"agreed_on": "2027-01-08"})

    budget.refresh_from_db()
    assert (budget.state, budget.agreed_on) == (Budget.State.ORIGINAL, date(2027, 1, 8))
    kept = {row.description: (row.rate_cents, row.is_pay) for row in LibraryLine.objects.all()}
    assert kept["Corps caméra et viseur"] == (235_000, False)
    assert kept["Chef opérateur"] == (42_000, True)


def test_a_budget_with_a_line_that_cannot_be_counted_is_not_agreed(cast: Cast) -> None:
    budget = small_budget(cast)
    BudgetLine.objects.filter(budget=budget, description="Essais caméra").update(quantity="inconnu")
    budget = versions.copy(budget=budget, name="Faute", by=cast.nadia, at=AT)
    with pytest.raises(versions.HasProblems):
        versions.lock(budget=budget, agreed_on=TODAY, by=cast.nadia, at=AT)


def test_what_was_agreed_is_for_readers_of_those_books(cast: Cast) -> None:
    versions.lock(budget=small_budget(cast), agreed_on=TODAY, by=cast.nadia, at=AT)
    assert {one.description for one in prices(cast.nadia, words="operateur")} == {"Chef opérateur"}
    assert prices(cast.pascaline, words="operateur") == []
    assert prices(cast.pascaline, words="corps camera") == []
    assert {one.production for one in prices(cast.nadia, words="corps camera")} == {"La Drache"}


def test_a_price_becomes_a_line(cast: Cast) -> None:
    budget = small_budget(cast)
    kept = library.keep_price(
        description="Grue 12 m",
        rate=Money(224_050),
        unit="jours",
        supplier="Lux Grip",
        account="33",
        seen_on=TODAY,
        by=cast.nadia,
        at=AT,
    )
    signed_in(cast.nadia).post(url("library", budget.pk), {"price": kept.pk, "account": "33"})
    line = line_called(budget, "Grue 12 m")
    assert (line.rate, line.unit, line.account.number) == ("2240.50", "jours", "33")


def test_a_total_opens_down_to_its_pool_and_the_value_behind_it(cast: Cast) -> None:
    load_parameters(at=AT)
    budget = small_budget(cast)
    client = signed_in(cast.nadia)
    client.post(url("preset", budget.pk), {"preset": "worker"})
    line = line_called(budget, "Chef opérateur")

    account = client.get(url("explain", budget.pk), {"what": "account", "of": "27"}).context["found"]
    assert [(row.what, row.of, row.amount.cents) for row in account.rows] == [("fringe", "OUV", 340_200)]
    one = client.get(url("explain", budget.pk), {"what": "line", "of": str(line.pk)}).context["found"]
    assert one.amount == Money(1_260_000)
    [fringe] = [row for row in one.rows if row.what == "pool"]
    pool = client.get(url("explain", budget.pk), {"what": "pool", "of": fringe.of}).context["found"]
    assert pool.amount == Money(340_200)
    assert client.get(url("explain", budget.pk), {"what": "line", "of": "0"}).status_code == 404


def test_a_preset_shows_its_source_and_its_doubt(cast: Cast) -> None:
    load_parameters(at=AT)
    budget = small_budget(cast)
    client = signed_in(cast.nadia)
    client.post(url("preset", budget.pk), {"preset": "employee"})
    found = client.get(url("tables", budget.pk)).context["found"]
    [employee] = [one for one in found["fringes"] if one["code"] == "EMP"]
    assert (employee["value"], employee["confidence"], employee["to_confirm"]) == ("25", "L", True)
    assert employee["source"]


def test_every_cut_sums_to_the_total(cast: Cast) -> None:
    budget = small_budget(cast)
    for kind in ("territory", "group", "location", "set", "funder"):
        found = cross_cut(budget, kind)
        assert Money.total(found.totals) == found.total
    territory = cross_cut(budget, "territory")
    assert dict(zip(territory.codes, territory.totals, strict=True)) == {
        "BE": Money(1_410_000 + 452_880 + 1_260_000 + 340_200),
        "FR": Money(301_920),
        "LU": Money(133_200),
        "": Money(128_000),
    }


def test_the_form_of_each_partner_sums_to_the_total(cast: Cast) -> None:
    budget = small_budget(cast)
    for key in ("cnc", "anglo", "wallimage", "vaf", "screen"):
        found = partner_form(budget, key)
        assert Money.total(row.total for row in found.rows) + found.left_total == found.total
        assert found.left == ()


def test_a_renamed_global_is_followed_by_every_formula(cast: Cast) -> None:
    budget = small_budget(cast)
    row = BudgetGlobal.objects.get(budget=budget, name="semaines_tournage")
    data = {"name": "semaines", "label": "", "formula": "6", "unit": "sem.", "version": row.version}
    signed_in(cast.nadia).post(f"{url('table', budget.pk, 'globals')}?row={row.pk}", data)
    assert line_called(budget, "Chef opérateur").quantity == "semaines*5"


def test_a_global_in_use_is_not_removed(cast: Cast) -> None:
    budget = small_budget(cast)
    row = BudgetGlobal.objects.get(budget=budget, name="semaines_tournage")
    signed_in(cast.nadia).post(url("table-remove", budget.pk, "globals"), {"row": row.pk})
    assert BudgetGlobal.objects.filter(pk=row.pk).exists()


def test_a_line_shows_its_comments_and_who_changed_it(cast: Cast) -> None:
    budget = small_budget(cast)
    line = BudgetLine.objects.select_related("budget", "account").get(budget=budget, description="Essais caméra")
    comments.comment(line=line, text="Voir le devis de mars.", by=cast.solange, at=AT)
    page = signed_in(cast.nadia).get(url("line", line.pk))
    assert "Voir le devis de mars." in page.content.decode()
    assert page.context["steps"]
    history = signed_in(cast.nadia).get(url("history", budget.pk))
    assert [step.label for step in history.context["steps"]] == ["paste", "paste"]


@pytest.mark.parametrize("name", ["cuts", "tables", "history", "explain", "copy", "rename"])
def test_every_page_opens(cast: Cast, name: str) -> None:
    budget = small_budget(cast)
    assert signed_in(cast.nadia).get(url(name, budget.pk)).status_code == 200


def test_each_table_has_its_form(cast: Cast) -> None:
    budget = small_budget(cast)
    client = signed_in(cast.nadia)
    for kind, data in (
        ("globals", {"name": "jours", "formula": "6,5 × 5"}),
        ("fringes", {"code": "KIT", "kind": "flat", "value": "100,00", "cutoff": "3.000,00"}),
        ("charges", {"code": "IMP", "name": "Imprévus", "percent": "10", "bases": "30", "account": "90"}),
        ("rates", {"currency": "usd", "rate": "0,92", "day": "2027-01-04", "source": "BCE"}),
    ):
        assert client.get(url("table", budget.pk, kind)).status_code == 200
        assert client.post(url("table", budget.pk, kind), data).status_code == 302, kind
    assert BudgetGlobal.objects.get(budget=budget, name="jours").formula == "6.5*5"
    fringe = BudgetFringe.objects.get(budget=budget, code="KIT")
    assert (fringe.value, fringe.cutoff_cents) == ("100.00", 300_000)
    page = client.get(url("explain", budget.pk), {"what": "charge", "of": "IMP"})
    assert page.context["found"].amount == Money(242_600)
    assert client.get(url("line", 0)).status_code == 404
