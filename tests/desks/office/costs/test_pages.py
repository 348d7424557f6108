"""The cost report through its pages: what is read, what is written, and by whom."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coulisse.desks.office.costs.actions.overspends import ask
from coulisse.desks.office.costs.models import ClosedReport, CostNote, Estimate, Overspend
from coulisse.foundation.accounts.models import User
from coulisse.kernel import Money
from tests.cast import AT, TODAY, Cast
from tests.desks.office.costs.agreed import a_budget
from tests.desks.office.costs.test_actions import spend, unforeseen

pytestmark = pytest.mark.django_db
REPORT = "/office/costs/"


@pytest.fixture
def film(cast: Cast) -> Cast:
    a_budget(cast)
    return cast


def browser(user: User) -> Client:
    made = Client()
    made.force_login(user)
    return made


@pytest.fixture
def nadia(film: Cast) -> Client:
    return browser(film.nadia)


def text(response: Any) -> str:
    return str(response.content.decode()).replace("\u00a0", " ")


def test_the_finding_is_the_title_and_every_figure_opens_to_its_lines(nadia: Client, film: Cast) -> None:
    assert "Le film finit sur son budget" in text(nadia.get(REPORT))
    spend(film, 1, 350_000)
    page = text(nadia.get(REPORT))
    assert "Le film finit 500,00 € au-dessus du budget" in page
    opened = f"/office/ledger/?account=33&amp;nature=actual&amp;until={TODAY.isoformat()}"
    assert opened in page
    assert "3 500,00" in text(nadia.get(opened.replace("&amp;", "&")))


def test_the_report_takes_as_many_queries_with_many_lines_as_with_one(nadia: Client, film: Cast) -> None:
    spend(film, 0, 1)
    nadia.get(REPORT)
    counts = []
    for more in (0, 40):
        for number in range(more):
            spend(film, number + 1, 100, account=("31", "33", "53", "99")[number % 4], territory="BE")
        unforeseen(film, str(more))
        with CaptureQueriesContext(connection) as queries:
            nadia.get(REPORT)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("by", ["day", "group", "territory"])
def test_it_is_cut_by_day_group_and_territory(nadia: Client, film: Cast, by: str) -> None:
    spend(film, 1, 5_100, territory="BE", group="BLOC 1", shooting_day=TODAY)
    assert "51,00" in text(nadia.get(REPORT, {"by": by}))


def test_an_estimate_is_typed_in_the_belgian_hand(nadia: Client, film: Cast) -> None:
    spend(film, 1, 100_000)
    address = f"{REPORT}accounts/33/estimate"
    nadia.post(address, {"what": "rest", "amount": "2.500,50", "reason": "Grue deux jours de plus", "read": "0"})
    assert Estimate.objects.get().final_cents == 350_050
    assert "3 500,50" in text(nadia.get(f"{REPORT}accounts/33/"))


def test_an_estimate_without_an_amount_or_a_reason_is_refused_in_place(nadia: Client, film: Cast) -> None:
    page = nadia.post(f"{REPORT}accounts/33/estimate", {"what": "final", "amount": "", "reason": ""})
    assert page.status_code == 422
    assert "Indiquez le montant ou revenez à la règle." in text(page)
    assert not Estimate.objects.exists()


def test_two_people_estimate_one_account_and_the_later_sees_both(nadia: Client, film: Cast) -> None:
    solange = browser(film.solange)
    address = f"{REPORT}accounts/33/estimate"
    solange.post(address, {"what": "final", "amount": "3100", "reason": "Rail", "read": "0"})
    late = nadia.post(address, {"what": "final", "amount": "3200", "reason": "Grue", "read": "0"})
    assert late.status_code == 409
    assert "Solange De Backer a estimé ce compte entre-temps (Rail)" in text(late)
    again = {"what": "final", "amount": "3200", "reason": "Grue", "read": str(Estimate.objects.get().pk)}
    nadia.post(address, again)
    assert Estimate.objects.count() == 2


def test_a_note_is_written_changed_and_taken_off(nadia: Client) -> None:
    nadia.post(f"{REPORT}notes/add", {"text": "Deux offres", "accounts": "31, 33"})
    note = CostNote.objects.get()
    assert note.accounts == ["31", "33"]
    typed = {"text": "Trois offres", "accounts": "31", "version": note.version}
    nadia.post(f"{REPORT}notes/{note.pk}/edit", typed)
    assert nadia.post(f"{REPORT}notes/{note.pk}/edit", typed).status_code == 409
    assert "Trois offres" in text(nadia.get(REPORT))
    nadia.post(f"{REPORT}notes/{note.pk}/remove")
    assert "Trois offres" not in text(nadia.get(REPORT))


def test_a_note_on_an_account_that_is_not_there_is_refused(nadia: Client) -> None:
    page = nadia.post(f"{REPORT}notes/add", {"text": "Deux offres", "accounts": "31, 77"})
    assert "Le compte 77 n’est pas dans le rapport" in text(page)
    assert not CostNote.objects.exists()


def test_an_overspend_is_asked_and_answered_from_the_screen(nadia: Client, film: Cast) -> None:
    spend(film, 1, 500_000)
    nadia.post(f"{REPORT}overspends/ask", {"account": "33", "asked_of": film.odile.pk, "reason": "Grue"})
    question = Overspend.objects.get()
    assert question.over_cents == 200_000
    nadia.post(f"{REPORT}overspends/{question.pk}/answer", {"approved": "yes"})
    assert Overspend.objects.get().state == Overspend.State.ASKED
    odile = browser(film.odile)
    asked = odile.get(f"{REPORT}?production={film.drache.pk}")
    assert "vous demande d’approuver 2 000,00 € de plus au compte 33" in text(asked)
    odile.post(f"{REPORT}overspends/{question.pk}/answer", {"approved": "no", "reason": "Trop cher"})
    assert "Trop cher" in text(nadia.get(f"{REPORT}overspends/"))


def test_an_account_within_its_budget_asks_nobody(nadia: Client, film: Cast) -> None:
    nadia.post(f"{REPORT}overspends/ask", {"account": "33", "asked_of": film.odile.pk, "reason": "Grue"})
    assert not Overspend.objects.exists()


def test_only_who_manages_closes_answers_and_sets(film: Cast) -> None:
    solange = browser(film.solange)
    over = Money(100)
    values: dict[str, Any] = {"production": film.drache, "account": "33", "over": over, "reason": "Grue"}
    question = ask(**values, asked_of=film.nadia, by=film.solange, at=AT)
    assert solange.get(REPORT).status_code == 200
    assert solange.get(f"{REPORT}close").status_code in {403, 404}
    assert solange.get(f"{REPORT}watch").status_code in {403, 404}
    answered = solange.post(f"{REPORT}overspends/{question.pk}/answer", {"approved": "yes"})
    assert answered.status_code in {403, 404}


def test_a_week_is_closed_and_proved_on_its_page(nadia: Client, film: Cast) -> None:
    spend(film, 1, 100_000)
    typed = {"until": TODAY.isoformat(), "days_shot": "13", "days_planned": "32", "cash": "214.880,12"}
    page = nadia.post(f"{REPORT}close", typed, follow=True)
    assert "Identique." in text(page)
    closed = ClosedReport.objects.get()
    assert closed.content["facts"] == {"days_shot": 13, "days_planned": 32, "cash": 21_488_012}
    spend(film, 2, 5_000)
    later = text(nadia.get(f"{REPORT}closed/{closed.pk}/"))
    assert "Identique." in later
    assert "Entré depuis pour des jours de ce rapport" in later
    nadia.post(f"{REPORT}close", {"until": (TODAY + timedelta(days=7)).isoformat()})
    second = ClosedReport.objects.get(number=2)
    assert "+50,00" in text(nadia.get(f"{REPORT}closed/{second.pk}/", {"with": 1}))
    paper = nadia.get(f"{REPORT}closed/{closed.pk}/paper.pdf")
    assert paper.content.startswith(b"%PDF")


def test_the_workbook_of_the_moment_has_living_sums(nadia: Client, film: Cast) -> None:
    spend(film, 1, 100_000)
    book = openpyxl.load_workbook(BytesIO(nadia.get(f"{REPORT}paper.xlsx").content))
    formulas = [cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.data_type == "f"]
    assert "=SUM(C2:C3)" in formulas


def test_a_forecast_is_taken_out_from_the_page_of_an_account(nadia: Client, film: Cast) -> None:
    unforeseen(film)
    assert "J14 annulé" in text(nadia.get(f"{REPORT}accounts/91/"))
    values = {"source": "test", "source_id": "j14"}
    nadia.post(f"{REPORT}forecasts/withdraw", values)
    assert "−282,62" in text(nadia.get(f"{REPORT}accounts/91/"))
    nadia.post(f"{REPORT}forecasts/withdraw", {**values, "reason": "Jour rattrapé"})
    assert "−282,62" not in text(nadia.get(f"{REPORT}accounts/91/"))
