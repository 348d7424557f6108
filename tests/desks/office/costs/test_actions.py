"""Forecasts, estimates, notes, approvals and closed weeks."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from coulisse.desks.office.costs.actions import estimates, notes, overspends
from coulisse.desks.office.costs.actions.closing import BeforeTheLast, NoBudget, close_report
from coulisse.desks.office.costs.actions.forecasts import ForecastLine, forecast_unforeseen, withdraw_forecast
from coulisse.desks.office.costs.models import ClosedReport, Estimate
from coulisse.desks.office.costs.queries.closed import prove
from coulisse.desks.office.costs.queries.report import Cut, cost_report, situation_of
from coulisse.desks.office.costs.queries.slices import slices_of
from coulisse.desks.office.costs.queries.watching import log_of, overspent, settings_of
from coulisse.desks.office.ledger.actions import NoReason, close_period, post
from coulisse.desks.office.ledger.entries import Entry
from coulisse.desks.office.ledger.models import LedgerHead, Posting
from coulisse.engines.costs import Figures
from coulisse.foundation.journal.models import Entry as JournalEntry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.kernel import Money
from tests.cast import AT, TODAY, Cast
from tests.desks.office.costs.agreed import a_budget

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(cast: Cast) -> Cast:
    a_budget(cast)
    return cast


def spend(cast: Cast, number: int, net: int, nature: str = "actual", **values: Any) -> Posting:
    fields: dict[str, Any] = {"day": TODAY, "account": "33", "label": "Grue", "source": "test", **values}
    entry = Entry(nature=nature, net_cents=net, source_id=str(number), **fields)
    return post(production=cast.drache, entries=[entry], by=cast.nadia, at=AT)[0]


def figures(cast: Cast, account: str, until: date = TODAY) -> Figures:
    row = cost_report(cast.drache, until).row(account)
    assert row is not None
    return row.figures


def unforeseen(cast: Cast, source_id: str = "j14") -> list[Posting]:
    return forecast_unforeseen(
        production=cast.drache,
        label="J14 annulé",
        lines=[
            ForecastLine(account="33", label="Matériel", amount=Money(23_100)),
            ForecastLine(account="53", label="Repas", amount=Money(5_162)),
        ],
        taken_from="91",
        source="test",
        source_id=source_id,
        day=TODAY,
        by=cast.nadia,
        at=AT,
    )


def test_a_report_holds_the_books_against_the_agreed_budget(film: Cast) -> None:
    spend(film, 1, 100_000)
    spend(film, 2, 50_000, "committed")
    found = figures(film, "33")
    assert (found.budget, found.to_date, found.final) == (Money(300_000), Money(150_000), Money(300_000))
    report = cost_report(film.drache, TODAY)
    assert report.total.budget == Money(1_000_000)
    assert [group.number for group in report.groups] == ["30", "50"]


def test_cost_is_net_of_the_vat_that_comes_back(film: Cast) -> None:
    spend(film, 1, 10_000, vat_cents=2_100, recoverable_cents=1_050)
    assert figures(film, "33").actual == Money(11_050)


def test_what_comes_later_does_not_count_but_forecasts_do(film: Cast) -> None:
    unforeseen(film)
    spend(film, 1, 100_000)
    found = figures(film, "33", TODAY - timedelta(days=1))
    assert (found.actual, found.final) == (Money(0), Money(323_100))


def test_the_movement_is_that_of_the_last_whole_week(film: Cast) -> None:
    for number, day in enumerate((7, 8, 14, 15)):
        spend(film, number, 1_000, day=date(2027, 3, day))
    found = figures(film, "33", date(2027, 3, 15))
    assert (found.actual, found.movement) == (Money(4_000), Money(2_000))


def test_an_account_that_only_the_books_know_is_in_the_report(film: Cast) -> None:
    spend(film, 1, 700, account="99")
    assert figures(film, "99").variance == Money(700)
    assert cost_report(film.drache, TODAY).total.actual == Money(700)


def test_what_is_posted_on_a_heading_counts_under_it(film: Cast) -> None:
    spend(film, 1, 700, account="30")
    report = cost_report(film.drache, TODAY)
    assert report.groups[0].figures.actual == Money(700)
    assert report.total.budget == Money(1_000_000)


def test_a_forecast_moves_the_final_cost_and_the_total_stays(film: Cast) -> None:
    unforeseen(film)
    assert figures(film, "33").final == Money(323_100)
    assert figures(film, "91").final == Money(100_000 - 28_262)
    total = cost_report(film.drache, TODAY).total
    assert (total.final, total.actual, total.committed) == (Money(1_000_000), Money(0), Money(0))


def test_a_forecast_is_posted_once_and_withdrawn_whole(film: Cast) -> None:
    first, again = unforeseen(film), unforeseen(film)
    assert [row.pk for row in first] == [row.pk for row in again]
    assert JournalEntry.objects.filter(kind="office.costs.forecast-made").count() == 1
    values: dict[str, Any] = {"production": film.drache, "source": "test", "source_id": "j14"}
    with pytest.raises(NoReason):
        withdraw_forecast(**values, why="", by=film.nadia, at=AT)
    assert len(withdraw_forecast(**values, why="Jour rattrapé", by=film.nadia, at=AT)) == 3
    assert figures(film, "33").final == figures(film, "33").budget
    assert figures(film, "91").variance == Money(0)
    assert unforeseen(film)[0].round == 2


def expect(cast: Cast, final: int | None, read: int | None = None) -> Estimate:
    return estimates.estimate(
        production=cast.drache,
        account="33",
        final=None if final is None else Money(final),
        reason="Facture Lux Grip",
        read=read,
        by=cast.solange,
        at=AT,
    )


def test_an_estimate_includes_the_forecasts_of_its_day_and_follows_those_to_come(film: Cast) -> None:
    unforeseen(film)
    expect(film, 350_000)
    assert figures(film, "33").final == Money(350_000)
    unforeseen(film, "j15")
    assert figures(film, "33").final == Money(373_100)
    expect(film, None)
    assert figures(film, "33").final == Money(346_200)


def test_two_people_on_one_estimate_the_later_is_told(film: Cast) -> None:
    first = expect(film, 310_000, read=0)
    with pytest.raises(estimates.EstimatedMeanwhile) as meanwhile:
        expect(film, 320_000, read=0)
    assert meanwhile.value.newest.pk == first.pk
    assert figures(film, "33").final == Money(310_000)
    expect(film, 320_000, read=first.pk)
    assert figures(film, "33").final == Money(320_000)


def test_notes_are_numbered_and_stand_beside_their_accounts(film: Cast) -> None:
    values: dict[str, Any] = {"production": film.drache, "by": film.nadia, "at": AT}
    first = notes.write_note(text="Deux offres", accounts=["31"], **values)
    notes.write_note(text="J14", accounts=["31", "33"], **values)
    row = cost_report(film.drache, TODAY).row("31")
    assert row is not None
    assert row.notes == (1, 2)
    with pytest.raises(StaleWrite):
        notes.edit_note(note=first, text="x", accounts=[], read_version=9, by=film.nadia, at=AT)
    notes.remove_note(note=first, by=film.nadia, at=AT)
    assert [note.number for note in situation_of(film.drache, TODAY).notes] == [2]


def test_an_overspend_is_asked_of_one_person_who_answers_alone(film: Cast) -> None:
    spend(film, 1, 500_000)
    report = cost_report(film.drache, TODAY)
    over = overspent(report, settings_of(film.drache), log_of(film.drache))
    assert [(each.account, each.variance.cents, each.needs) for each in over] == [("33", 200_000, True)]
    values: dict[str, Any] = {"production": film.drache, "account": "33", "over": Money(200_000), "at": AT}
    asked = overspends.ask(**values, reason="Grue", asked_of=film.odile, by=film.nadia)
    with pytest.raises(overspends.AskedAlready):
        overspends.ask(**values, reason="Grue", asked_of=film.nadia, by=film.solange)
    with pytest.raises(overspends.NotTheOneAsked):
        overspends.answer(overspend=asked, approved=True, why="", by=film.nadia, at=AT)
    with pytest.raises(NoReason):
        overspends.answer(overspend=asked, approved=False, why=" ", by=film.odile, at=AT)
    overspends.answer(overspend=asked, approved=True, why="", by=film.odile, at=AT)
    with pytest.raises(overspends.AnsweredAlready):
        overspends.answer(overspend=asked, approved=False, why="Non", by=film.odile, at=AT)
    (settled,) = overspent(report, settings_of(film.drache), log_of(film.drache))
    assert not settled.needs
    spend(film, 2, 1)
    (passed,) = overspent(cost_report(film.drache, TODAY), settings_of(film.drache), log_of(film.drache))
    assert passed.needs


def close(cast: Cast, until: date = TODAY, **values: Any) -> ClosedReport:
    return close_report(production=cast.drache, until=until, by=cast.nadia, at=AT, **values)


def test_a_closed_report_is_computed_again_to_identical_figures(film: Cast) -> None:
    spend(film, 1, 100_000)
    expect(film, 310_000)
    closed = close(film)
    assert prove(closed).is_identical
    assert prove(closed).since == ()
    spend(film, 2, 20_000, account="31")
    expect(film, 330_000)
    later = prove(ClosedReport.objects.get())
    assert later.is_identical
    assert [(each.number, each.actual.cents, each.final.cents) for each in later.since] == [
        ("31", 20_000, 0),
        ("33", 0, 20_000),
    ]


def test_a_frozen_report_that_was_changed_from_outside_is_found_out(film: Cast) -> None:
    spend(film, 1, 100_000)
    close(film)
    with pytest.raises(DatabaseError, match="final"), transaction.atomic():
        ClosedReport.objects.update(number=7)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE office_closedreport DISABLE TRIGGER USER")
        cursor.execute("UPDATE office_closedreport SET content = jsonb_set(content, '{rows,0,actual}', '1')")
        cursor.execute("ALTER TABLE office_closedreport ENABLE TRIGGER USER")
    proof = prove(ClosedReport.objects.get())
    assert not proof.is_untouched
    assert not proof.is_identical


def test_reports_are_numbered_and_go_forward(film: Cast) -> None:
    assert close(film, number=5).number == 5
    assert close(film, TODAY + timedelta(days=7)).number == 6
    with pytest.raises(BeforeTheLast):
        close(film)
    with pytest.raises(BeforeTheLast):
        close(film, TODAY + timedelta(days=14), number=6)


def test_closing_may_close_the_books_too(film: Cast) -> None:
    close(film, and_the_books=True)
    assert LedgerHead.objects.get().closed_until == TODAY
    close_period(production=film.drache, day=TODAY + timedelta(days=9), by=film.nadia, at=AT)
    close(film, TODAY + timedelta(days=7), and_the_books=True)
    assert LedgerHead.objects.get().closed_until == TODAY + timedelta(days=9)


def test_without_a_budget_nothing_is_closed(cast: Cast) -> None:
    with pytest.raises(NoBudget):
        close(cast)
    assert not ClosedReport.objects.exists()


def test_the_costs_are_cut_by_day_group_and_territory(film: Cast) -> None:
    spend(film, 1, 5_100, territory="BE", group="BLOC 1", shooting_day=TODAY)
    spend(film, 2, 3_400, "committed", territory="FR", group="BLOC 1")
    spend(film, 3, 100)
    by = {each.key: each for each in slices_of(film.drache, TODAY, "territory")}
    assert (by["BE"].actual, by["FR"].committed, by[""].to_date) == (Money(5_100), Money(3_400), Money(100))
    assert by["BE"].budget == Money(510_000)
    assert [each.key for each in slices_of(film.drache, TODAY, "day")] == [TODAY.isoformat(), ""]
    for kind in ("day", "group", "territory"):
        assert sum(each.to_date.cents for each in slices_of(film.drache, TODAY, kind)) == 8_600
    cut = situation_of(film.drache, TODAY, cut=Cut(territory="BE")).report
    assert (cut.total.actual, cut.total.budget) == (Money(5_100), Money(510_000))
