"""Cost report no. 6 of La Drache (A2, A13, E1): every cell, what stands behind it, and its proof.

The office of the sample house is filled as an administrator fills it: budget v11, the books up to 15/03/2027,
ticket n° 0311, the quote of Caméra Sambre, the cancelled fourteenth day. The report must say what the
reference says, to the cent; the bill of Lux Grip is there in three parts; the forecast can be taken out again, and
the closed report stays.
"""

import pytest
from django.test import Client as Browser

from coulisse.desks.office.costs.models import ClosedReport
from coulisse.desks.office.costs.queries.closed import prove, situation_closed
from coulisse.desks.office.costs.queries.report import cost_report
from coulisse.desks.office.ledger.models import Posting
from coulisse.desks.office.ledger.queries import verify_chain
from coulisse.engines.costs import Figures, Report
from coulisse.foundation.parameters.actions import load as load_parameters
from coulisse.house.sample.moments import Moments
from coulisse.house.sample.office.budget import type_the_budget
from coulisse.house.sample.office.costs import SITUATION, follow_the_costs
from coulisse.house.sample.office.ledger import keep_the_ledger
from coulisse.kernel import Money
from tests.cast import AT, Cast
from tests.papers.la_drache_costs import report_no_6

pytestmark = pytest.mark.django_db
COLUMNS = ("budget", "actual", "committed", "to_date", "to_complete", "final", "variance", "movement")


@pytest.fixture
def film(cast: Cast) -> Cast:
    people = {"odile": cast.odile, "nadia": cast.nadia, "solange": cast.solange, "bastien": cast.bastien}
    moments = Moments(AT)
    load_parameters(at=AT)
    for step in (type_the_budget, keep_the_ledger, follow_the_costs):
        step(production=cast.drache, people=people, moments=moments)
    return cast


def cells(figures: Figures) -> list[int]:
    return [getattr(figures, name).cents for name in COLUMNS]


def told(report: Report) -> dict[str, list[int]]:
    """Each group and the total; a group is what the paper prints, whatever stands under it."""
    return {group.number: cells(group.figures) for group in report.groups} | {"": cells(report.total)}


def test_the_report_is_that_of_the_paper_to_the_cent(film: Cast) -> None:
    found, expected = cost_report(film.drache, SITUATION), report_no_6()
    assert told(found) == told(expected)
    assert found.total.final == Money(348_215_405)
    assert found.total.variance == Money(-49_595)
    rows = {row.number: cells(row.figures) for row in expected.rows() if row.number not in {"81", "91"}}
    assert {number: cells(row.figures) for number in rows if (row := found.row(number))} == rows


def test_the_bill_of_lux_grip_stands_there_in_three_parts(film: Cast) -> None:
    parts = Posting.objects.filter(supplier="Lux Grip Sàrl").order_by("line").values_list("territory", "net_cents")
    assert list(parts) == [("BE", 6_122), ("FR", 4_082), ("LU", 1_801)]


def test_reports_no_5_and_no_6_are_closed_and_computed_again_to_the_same_figures(film: Cast) -> None:
    assert verify_chain(film.drache).holds
    closed = list(ClosedReport.objects.order_by("number"))
    assert [(one.number, one.until.isoformat()) for one in closed] == [(5, "2027-03-07"), (6, "2027-03-15")]
    assert all(prove(one).is_identical for one in closed)
    sixth = situation_closed(closed[1])
    assert sixth.contingency is not None
    assert sixth.contingency.figures.final == Money(3_165_020)
    assert (sixth.week.number, len(sixth.notes)) == (10, 5)


def test_nadia_takes_the_cancelled_day_out_again_and_the_closed_report_stays(film: Cast) -> None:
    nadia = Browser()
    nadia.force_login(film.nadia)
    line = Posting.objects.filter(nature="forecast", account="23").get()
    values = {"source": line.source, "source_id": line.source_id, "reason": "Jour rattrapé le dimanche"}
    nadia.post("/office/costs/forecasts/withdraw", values)
    report = cost_report(film.drache, SITUATION)
    crew = report.row("23")
    assert crew is not None
    assert crew.figures.variance == Money(0)
    assert report.total.variance == Money(-49_595)
    sixth = ClosedReport.objects.get(number=6)
    proof = prove(sixth)
    assert proof.is_identical
    assert {each.number: each.final.cents for each in proof.since}["23"] == -1_128_460
    page = nadia.get(f"/office/costs/closed/{sixth.pk}/").content.decode()
    assert "Identique." in page
