"""The books through their pages."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coulisse.desks.office.ledger.models import Nature, PeriodClosing, Posting
from coulisse.foundation.accounts.models import User
from coulisse.foundation.companies.actions import set_recovery
from tests.cast import AT, TODAY, Cast
from tests.desks.office.costs.agreed import a_budget
from tests.desks.office.ledger.test_actions import entry, promise, put

pytestmark = pytest.mark.django_db
BOOKS = "/office/ledger/"
TYPED = {
    "nature": "committed",
    "account": "33",
    "label": "Grue",
    "supplier": "Machino Hesbaye SRL",
    "net": "1.000,00",
    "vat_rate": "21",
    "day": "2027-03-16",
    "token": "abc",
}


def browser(user: User) -> Client:
    made = Client()
    made.force_login(user)
    return made


@pytest.fixture
def nadia(cast: Cast) -> Client:
    a_budget(cast)
    return browser(cast.nadia)


def text(response: Any) -> str:
    return str(response.content.decode()).replace("\u00a0", " ")


def test_an_amount_is_typed_once_however_often_it_is_sent(nadia: Client, cast: Cast) -> None:
    set_recovery(company=cast.company, starts_on=date(2027, 1, 1), percent=Decimal(50), by=cast.odile, at=AT)
    for _ in range(2):
        assert nadia.post(f"{BOOKS}add", TYPED).status_code == 302
    made = Posting.objects.get()
    assert (made.net_cents, made.vat_cents, made.recoverable_cents) == (100_000, 21_000, 10_500)
    page = text(nadia.get(BOOKS))
    assert "1 105,00" in page
    assert "1 210,00" in page


def test_an_amount_is_split_by_territory(nadia: Client) -> None:
    nadia.post(f"{BOOKS}add", {**TYPED, "net": "120,05", "split": "BE 51, FR 34, LU 15"})
    parts = Posting.objects.order_by("line").values_list("territory", "net_cents")
    assert list(parts) == [("BE", 6_122), ("FR", 4_082), ("LU", 1_801)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"net": "12,345"}, "plus de deux décimales"),
        ({"net": "0"}, "différent de zéro"),
        ({"due_on": "2027-03-01"}, "L’échéance précède la date"),
        ({"split": "BE beaucoup"}, "ne se lit pas comme une part"),
        ({"split": "77 1, 33 1"}, "Le compte 77 n’est pas au budget"),
        ({"account": "99"}, "99"),
    ],
)
def test_what_cannot_be_posted_is_refused_in_place(nadia: Client, wrong: dict[str, str], said: str) -> None:
    page = nadia.post(f"{BOOKS}add", {**TYPED, **wrong})
    assert page.status_code == 422
    assert said in text(page)
    assert not Posting.objects.exists()


def test_the_bill_of_a_commitment_eats_it(nadia: Client, cast: Cast) -> None:
    held = promise(cast)
    assert "100,00" in text(nadia.get(f"{BOOKS}{held.pk}/bill"))
    values = {name: value for name, value in TYPED.items() if name != "nature"}
    nadia.post(f"{BOOKS}{held.pk}/bill", {**values, "net": "60,00"})
    consumed = Posting.objects.get(follows__isnull=False)
    assert (consumed.nature, consumed.net_cents) == (Nature.COMMITTED, -6_000)
    assert "40,00 €" in text(nadia.get(f"{BOOKS}{held.pk}/"))
    nadia.post(f"{BOOKS}{held.pk}/release", {"reason": "Fini"})
    assert "Encoder la facture" not in text(nadia.get(f"{BOOKS}{held.pk}/"))


def test_a_line_is_reversed_with_a_reason_and_its_page_says_so(nadia: Client, cast: Cast) -> None:
    made = put(cast, entry())[0]
    nadia.post(f"{BOOKS}{made.pk}/reverse", {"reason": ""})
    assert Posting.objects.count() == 1
    nadia.post(f"{BOOKS}{made.pk}/reverse", {"reason": "Encodé deux fois"})
    page = text(nadia.get(f"{BOOKS}{made.pk}/"))
    assert "Extournée par" in page
    assert 'data-opens="reverse"' not in page


def test_a_closed_day_is_refused_in_place(nadia: Client, cast: Cast) -> None:
    put(cast, entry())
    nadia.post(f"{BOOKS}close", {"day": TODAY.isoformat()})
    assert PeriodClosing.objects.count() == 1
    page = nadia.post(f"{BOOKS}add", TYPED)
    assert "Les écritures sont clôturées jusqu’au 16/03/2027" in text(page)
    again = nadia.post(f"{BOOKS}close", {"day": TODAY.isoformat()})
    assert again.status_code == 422


def test_only_who_manages_closes_a_period(nadia: Client, cast: Cast) -> None:
    assert browser(cast.solange).get(f"{BOOKS}close").status_code in {403, 404}


def test_the_list_is_narrowed_and_its_sums_follow(nadia: Client, cast: Cast) -> None:
    put(
        cast,
        entry(supplier="Lux Grip Sàrl", territory="LU", vat_cents=0, recoverable_cents=0),
        entry(source_id="2", account="53", label="Cantine", net_cents=5_000, vat_cents=0, recoverable_cents=0),
    )
    assert "150,00" in text(nadia.get(BOOKS))
    for asked in ({"account": "53"}, {"q": "cantine"}, {"nature": "actual", "q": "cant"}):
        page = text(nadia.get(BOOKS, asked))
        assert "1 écriture trouvée" in page
        assert "Lux Grip" not in page
    for asked in ({"supplier": "lux"}, {"territory": "LU"}, {"q": "rail grip"}):
        assert "Cantine" not in text(nadia.get(BOOKS, asked))
    assert "Rien ne correspond" in text(nadia.get(BOOKS, {"since": "2027-03-17"}))


def test_the_list_takes_as_many_queries_with_many_lines_as_with_one(nadia: Client, cast: Cast) -> None:
    put(cast, entry(territory="BE"))
    nadia.get(BOOKS)
    counts = []
    for more in (0, 60):
        put(cast, *(entry(source_id=f"{more}-{number}", territory="BE") for number in range(more)))
        with CaptureQueriesContext(connection) as queries:
            nadia.get(BOOKS)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_pages_follow_one_another(nadia: Client, cast: Cast) -> None:
    put(cast, *(entry(source_id=str(number), label=f"Ligne {number}") for number in range(101)))
    assert ">Ligne 0<" not in text(nadia.get(BOOKS))
    assert ">Ligne 0<" in text(nadia.get(BOOKS, {"page": 2}))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_books_are_taken_along(nadia: Client, cast: Cast, form: str) -> None:
    put(cast, entry(supplier="Lux Grip Sàrl"))
    answer = nadia.get(f"{BOOKS}export.{form}")
    assert answer.status_code == 200
    if form == "csv":
        assert "Lux Grip Sàrl" in answer.content.decode("utf-8-sig")


def test_the_chain_is_walked_on_its_page(nadia: Client, cast: Cast) -> None:
    put(cast, entry())
    assert "La chaîne tient" in text(nadia.get(f"{BOOKS}chain"))
