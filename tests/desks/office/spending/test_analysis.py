"""Expenses by person, account and day; what passes a ceiling is told, not refused."""

from datetime import date

import pytest

from coulisse.desks.office.spending.actions.ceilings import lift_ceiling, set_ceiling
from coulisse.desks.office.spending.actions.expenses import refuse
from coulisse.desks.office.spending.exports import analysis_xlsx
from coulisse.desks.office.spending.models import Ceiling
from coulisse.desks.office.spending.queries.analysis import analysis
from coulisse.formats.tabular import read_workbook, sheet_names
from coulisse.kernel.money import Money
from tests.cast import AT, Cast
from tests.desks.office.spending.rows import ticket

pytestmark = pytest.mark.django_db


def some_tickets(cast: Cast) -> None:
    ticket(cast, "Brico Marche", 12100)
    ticket(cast, "Hôtel", 24200, who="Solange De Backer", account="52")
    ticket(cast, "Brico Marche", 6050, day=date(2027, 3, 12))
    refuse(expense=ticket(cast, "Fleurs", 99900), reason="privé", by=cast.nadia, at=AT)


def test_groups_sum_to_the_whole_and_leave_the_refused_out(cast: Cast) -> None:
    some_tickets(cast)
    found = analysis(cast.drache)
    assert (found.whole.tickets, found.whole.gross, found.whole.recoverable) == (3, Money(42350), Money(7350))
    for groups in (found.people, found.accounts, found.days):
        assert Money.total(group.gross for group in groups) == found.whole.gross
        assert Money.total(group.cost for group in groups) == found.whole.cost
    assert [(group.key, group.tickets) for group in found.people] == [
        ("Solange De Backer", 1),
        ("Bastien Crahay", 2),
    ]
    assert (found.refused, found.refused_total) == (1, Money(99900))


def test_a_period_narrows(cast: Cast) -> None:
    some_tickets(cast)
    found = analysis(cast.drache, first=date(2027, 3, 12), last=date(2027, 3, 12))
    assert found.whole.gross == Money(6050)


def test_ceilings_are_passed_by_ticket_person_and_account(cast: Cast) -> None:
    some_tickets(cast)
    for of, account, cents in (("ticket", "", 20000), ("person", "", 12100), ("account", "41", 12000)):
        set_ceiling(production=cast.drache, of=of, account=account, most=Money(cents), by=cast.nadia, at=AT)
    passed = {(one.of, one.what): one.over for one in analysis(cast.drache).passed}
    assert passed == {
        ("ticket", "n°\u00a00002 · Hôtel"): Money(4200),
        ("person", "Solange De Backer"): Money(12100),
        ("account", "41"): Money(100),
    }


def test_a_ceiling_set_again_replaces_and_is_lifted(cast: Cast) -> None:
    for cents in (100, 200):
        made = set_ceiling(
            production=cast.drache, of="ticket", account="", most=Money(cents), by=cast.nadia, at=AT
        )
    assert Ceiling.objects.get().cents == 200
    lift_ceiling(ceiling=made, by=cast.nadia, at=AT)
    assert not Ceiling.objects.exists()


def test_it_reads_in_a_constant_number_of_queries(cast: Cast, django_assert_num_queries: object) -> None:
    for _turn in range(12):
        ticket(cast)
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert analysis(cast.drache).whole.tickets == 12


def test_the_workbook_holds_the_same_sums(cast: Cast) -> None:
    some_tickets(cast)
    data = analysis_xlsx(analysis(cast.drache), at=AT)
    assert len(sheet_names(data)) == 3
    rows = [row.cells for row in read_workbook(data).records.rows]
    assert len(rows) == 2
