"""Tuesday 16 March 2027: the rain cancels J14. Nadia counts it, foresees it, and spends none of it.

Morning: six tickets of Monday wait (A1). 07:25, Solange cancels the day; the impact is there within the minute
(A2), half the meals comes back, the rest goes into the forecast (A3). 09:00, the tickets are validated, the
duplicate refused (A6). 11:40, Caméra Sambre comes down by 12 % (A13). 14:00, the pack for the partners (A15).
"""

import re
import time
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client as Browser

from coulisse.desks.floor.schedule.models import Board, Day
from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.costs.impact_models import Impact
from coulisse.desks.office.costs.queries.report import cost_report
from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.desks.office.ledger.queries import verify_chain
from coulisse.desks.office.spending.actions.expenses import validate
from coulisse.desks.office.spending.models import Expense, Meeting, OpenDecision, QuoteRequest
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.deliver import deliver_owed
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.tasks.models import Task
from coulisse.kernel.money import Money
from coulisse.papers.press import page_count
from tests.cast import AT, TODAY, Cast
from tests.desks.office.costs.agreed import a_budget
from tests.desks.office.costs.impact.rows import J14, LINES, NET, TOTAL, type_the_costs
from tests.desks.office.spending.rows import MONDAY, contingency, ticket

pytestmark = pytest.mark.django_db(transaction=True)

ACCOUNTS = (
    ("23", "Équipe – préparation et tournage", "", "742600"),
    ("25", "Interprétation – rôles", "", "268300"),
    ("26", "Figuration", "", "61200"),
    ("31", "Image – caméra", "", "118450"),
    ("33", "Machinerie", "", "52100"),
    ("34", "Son", "", "28400"),
    ("41", "Décors", "", "196400"),
    ("51", "Transports", "", "88200"),
    ("52", "Hébergement", "", "76400"),
    ("53", "Repas et cantine", "", "69300"),
    ("54", "Régie, autorisations", "", "42700"),
    ("91", "Imprévus", "", "55250"),
)
TICKETS = (
    ("Brico Marche", 18240, 21, "41"),
    ("Traiteur La Cense", 31200, 12, "53"),
    ("Cuisine Mobile Mosane", 29400, 12, "53"),
    ("Locason Namur", 9857, 21, "34"),
    ("Hôtel de la Meuse", 33600, 12, "52"),
    ("Station-service Marche-en-Famenne", 6140, 21, "51"),
)
A_MINUTE = 60


def browser_of(user: User) -> Browser:
    User.objects.filter(pk=user.pk).update(language="fr")
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def words(answer: object) -> str:
    """What one reads, with plain spaces."""
    content: bytes = getattr(answer, "content", b"")
    text = re.sub(r"<[^>]*>", " ", content.decode()).replace("&nbsp;", " ").replace("\u202f", " ")
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def row_of(cast: Cast, account: str) -> Money:
    row = cost_report(cast.drache, TODAY).row(account)
    assert row is not None
    return row.figures.variance


@pytest.fixture
def house(cast: Cast) -> Cast:
    """La Drache on the evening of Monday 15 March."""
    a_budget(cast, ACCOUNTS)
    contingency(cast)
    type_the_costs(cast)
    first = ticket(
        cast, "Station Marche-en-Famenne", 6140, number=311, day=date(2027, 3, 12), account="51", label="Gasoil"
    )
    validate(expense=first, by=cast.nadia, at=AT)
    for supplier, cents, vat, account in TICKETS:
        ticket(cast, supplier, cents, vat_percent=Decimal(vat), account=account, day=MONDAY)
    board = Board.objects.create(
        production=cast.drache, number=8, state=Board.State.APPROVED, made_by=cast.solange, made_at=AT
    )
    Day.objects.create(board=board, date=J14, number=14)
    return cast


def test_the_morning_shows_what_waits_and_the_rain_costs_within_the_minute(house: Cast) -> None:
    """A1, A2, A3."""
    nadia, solange = browser_of(house.nadia), browser_of(house.solange)
    matin = words(nadia.get("/"))
    assert "6 dépenses à valider" in matin and "1 284,37 €" in matin and "Doublon du n° 0311" in matin

    day = Day.objects.get()
    began = time.monotonic()
    solange.post(f"/floor/schedule/days/{day.pk}/cancel", {"reason": "drache", "version": day.version})
    deliver_owed(at=AT)
    impact = Impact.objects.get()
    page = nadia.get(f"/office/costs/impact/{impact.pk}")
    shown = words(page)
    assert time.monotonic() - began < A_MINUTE
    assert "J14 annulé coûte 24 116,00 €" in shown and "8 lignes" in shown
    assert "Assurance : pas encore suivie ici" in shown and "18 599" not in shown
    for _kind, label, *_figures, source in LINES:
        assert label in shown and source in shown
    opened = re.findall(r'href="(/office/costs/impact/costs/\d+)"', page.content.decode())
    assert len(opened) == 8
    for address, (_kind, label, *_figures, source) in zip(opened, LINES, strict=True):
        paper = words(nadia.get(address))
        assert label in paper and source in paper and "Engagement extérieur" in paper
    assert not Posting.objects.filter(nature=Nature.FORECAST).exists()

    # Half the catering comes back; the net goes into the forecast, from the contingency, never into the actual.
    meals = impact.lines.get(kind="meals")
    nadia.post(
        f"/office/costs/impact/lines/{meals.pk}",
        {"version": meals.version, "recoverable": "516,20", "why": "moitié"},
    )
    actual = cost_report(house.drache, TODAY).total.actual
    nadia.post(f"/office/costs/impact/{impact.pk}/foresee")
    shown = words(nadia.get(f"/office/costs/impact/{impact.pk}"))
    assert "23 599,80 €" in shown and "Repris au 91 Imprévus −23 599,80" in shown
    report = cost_report(house.drache, TODAY)
    assert (report.total.actual, report.total.variance) == (actual, Money(0))
    assert (row_of(house, "23"), row_of(house, "53")) == (Money(1128460), Money(51620))
    assert row_of(house, "91") == Money(-NET)
    assert "imprévu" in words(nadia.get("/office/costs/")).lower()

    # Taken back and foreseen again: nothing is lost, nothing doubles.
    nadia.post(f"/office/costs/impact/{impact.pk}/take-back", {"reason": "on attend l’assureur"})
    assert row_of(house, "91") == Money(0)
    nadia.post(f"/office/costs/impact/{impact.pk}/foresee")
    assert row_of(house, "91") == Money(-NET)
    assert verify_chain(house.drache).holds
    assert sum(line.cents for line in impact.lines.all()) == TOTAL
    kinds = set(Entry.objects.filter(production_id=house.drache.pk).values_list("kind", flat=True))
    assert {
        "office.costs.impact-proposed",
        "office.costs.impact-foreseen",
        "office.costs.impact-taken-back",
    } <= kinds


def test_five_tickets_are_posted_and_the_duplicate_is_refused(house: Cast) -> None:
    """A6."""
    nadia = browser_of(house.nadia)
    shown = words(nadia.get("/office/spending/"))
    assert "6 dépenses à valider" in shown and "1 ressemble à un doublon" in shown and "1 284,37 €" in shown

    before = Posting.objects.count()
    twice = Expense.objects.get(supplier__startswith="Station-service")
    refused = nadia.post(
        f"/office/spending/tickets/{twice.pk}/refuse", {"reason": "Doublon du n° 0311", "version": twice.version}
    )
    assert refused.status_code == 302
    for expense in Expense.objects.filter(state=Expense.State.TO_VALIDATE):
        nadia.post(f"/office/spending/tickets/{expense.pk}/validate", {"version": expense.version})
    assert Posting.objects.count() == before + 5
    posted = Expense.objects.filter(state=Expense.State.POSTED, day=MONDAY)
    assert sum(expense.gross_cents for expense in posted) == 128437 - 6140
    assert "Rien n’attend de validation" in words(nadia.get("/office/spending/"))
    refused_page = words(nadia.get(f"/office/spending/tickets/{twice.pk}"))
    assert "Doublon du n° 0311" in refused_page and "Rien de ce ticket n’est dans les livres" in refused_page

    # The set has no business here.
    bastien = browser_of(house.bastien)
    assert bastien.get(f"/office/spending/tickets/{twice.pk}").status_code == 404
    assert bastien.post(f"/office/spending/tickets/{twice.pk}/validate").status_code == 404


def test_a_supplier_comes_down_and_the_account_feels_it(house: Cast) -> None:
    """A13."""
    nadia = browser_of(house.nadia)
    nadia.post("/office/spending/quotes/add", {"title": "Caméra, 32 jours", "account": "31"})
    asked = QuoteRequest.objects.get()
    address = f"/office/spending/quotes/{asked.pk}"
    for amount, day in (("18.450,00", "2027-02-08"), ("16 236,00", "2027-03-16")):
        answer = nadia.post(
            address,
            {"supplier": "Caméra Sambre", "net": amount, "vat": "21", "received_on": day, "conditions": ""},
        )
        assert answer.status_code == 302
    nadia.post(f"{address}/note", {"day": "2027-03-16", "text": "11 h 40, au téléphone : −12 %"})
    best = asked.quotes.get(net_cents=1623600)
    nadia.post(f"{address}/choose", {"quote": best.pk, "reason": "−12 % par téléphone"})

    shown = words(nadia.get(address))
    assert "18 450,00 €" in shown and "16 236,00 €" in shown and "2 214,00 €" in shown and "−12 %" in shown
    assert "11 h 40, au téléphone" in shown
    assert row_of(house, "31") == Money(-221400)
    assert Posting.objects.get(nature=Nature.COMMITTED).net_cents == 1623600
    assert asked.quotes.count() == 2


def test_the_meeting_has_its_pack_and_leaves_decisions_and_tasks(house: Cast) -> None:
    """A15."""
    nadia = browser_of(house.nadia)
    for number, name in ((12, "une semaine de plus"), (13, "en studio")):
        Budget.objects.create(
            production=house.drache, number=number, name=name, state=Budget.State.WHAT_IF, change=name, made_at=AT
        )
    nadia.post(
        "/office/spending/decisions/ask", {"question": "Où tourner J14 ?", "options": "le 13/04\nau studio"}
    )
    nadia.post("/office/spending/meetings/add", {"title": "Coproducteurs", "starts_at": "2027-03-16T14:00"})
    held = Meeting.objects.get()
    address = f"/office/spending/meetings/{held.pk}"
    shown = words(nadia.get(address))
    assert "Où tourner J14 ?" in shown and "v11" in shown and "v12" in shown and "v13" in shown
    for language in ("fr", "nl", "en"):
        pack = nadia.get(f"{address}/pack-{language}.pdf")
        assert page_count(pack.content) == 1

    question = OpenDecision.objects.get()
    nadia.post(
        f"/office/spending/decisions/{question.pk}/decide",
        {"answer": "au studio", "reason": "pluie annoncée", "meeting": held.pk, "next": address},
    )
    nadia.post(
        f"{address}/tasks", {"title": "Réserver le plateau", "person": house.solange.pk, "due_on": "2027-03-18"}
    )
    nadia.post(
        address,
        {
            "title": held.title,
            "starts_at": "2027-03-16T14:00",
            "minutes": "Lille et Esch suivent.",
            "version": held.version,
        },
    )
    shown = words(nadia.get(address))
    assert "au studio" in shown and "Réserver le plateau" in shown and "Lille et Esch suivent." in shown
    assert Task.objects.get(title="Réserver le plateau").person == house.solange
    assert page_count(nadia.get(f"{address}/pack-fr.pdf").content) == 2
