"""Monday 11 January, E7: the cash flow by week names its first negative week; a moved tranche changes it at once.

Nadia types the balance of the bank, sees the tranches of the financing plan in the curve, plans the payments, and
moves the Tax Shelter by four weeks: first as a trial, then for good. Then the coproducer's tranche.
"""

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse

from coulisse.desks.office.cashflow.models import PlannedMovement
from coulisse.desks.office.financing.models import Tranche
from tests.cast import Cast
from tests.desks.office.cashflow.drache import cash_of_la_drache

pytestmark = pytest.mark.django_db
CASH = "/office/cash/"


def words(answer: object) -> str:
    content: bytes = getattr(answer, "content", b"")
    return re.sub(r"[\s\u00a0\u202f]+", " ", re.sub(r"<[^>]*>", " ", content.decode()))


@pytest.fixture
def nadia(cast: Cast) -> Browser:
    found = Browser()
    found.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    return found


def moved(browser: Browser, tranche: Tranche, day: str) -> str:
    tranche.refresh_from_db()
    address = reverse("office:cash:move", args=[tranche.pk])
    return words(browser.post(address, {"due_on": day, "version": tranche.version}, follow=True))


def test_the_first_negative_week_is_named_and_follows_the_tranches(cast: Cast, nadia: Browser) -> None:
    """E7."""
    tranches = cash_of_la_drache(cast)
    page = words(nadia.get(CASH))
    assert "La caisse tient dix semaines" in page
    assert "Elle passe sous zéro en S21 (24–30 mai) , une semaine avant la tranche 1 du Tax Shelter." in page
    assert "Il manque 38 412,60 € pendant 7 jours." in page or "38 412,60 € manquent pendant 7 jours" in page

    tax_shelter = tranches["Tax Shelter"]
    tried = words(nadia.get(CASH, {"try": f"shift~tranche:{tax_shelter.pk}~28"}))
    assert "S21 (24–30 mai)" in tried
    assert "295 500,00 €" in tried
    assert "pendant 35 jours" in tried
    tax_shelter.refresh_from_db()
    assert str(tax_shelter.due_on) == "2027-05-31", "a trial changes nothing"

    page = moved(nadia, tax_shelter, "2027-06-28")
    assert "295 500,00 €" in page
    assert "cinq semaines avant la tranche 1 du Tax Shelter" in page
    page = moved(nadia, tax_shelter, "2027-05-31")
    assert "pendant 7 jours" in page

    page = moved(nadia, tranches["Ateliers du Canal"], "2027-05-10")
    assert "La caisse tient sept semaines" in page
    assert "S18 (3–9 mai)" in page
    assert "−31 900,00 €" in page


def test_a_payment_planned_by_hand_deepens_the_hole(cast: Cast, nadia: Browser) -> None:
    cash_of_la_drache(cast)
    typed = {
        "is_in": "out",
        "kind": "supplier",
        "label": "J14 à retourner",
        "net": "24 116,00",
        "day": "2027-04-20",
        "terms": "day",
        "every": "once",
        "is_certain": "on",
    }
    nadia.post(reverse("office:cash:add"), typed)
    page = words(nadia.get(CASH))
    assert "−62 528,60 €" in page
    row = PlannedMovement.objects.get(label="J14 à retourner")
    nadia.post(reverse("office:cash:drop", args=[row.pk]))
    assert "−38 412,60 €" in words(nadia.get(CASH))
