"""Monday 11 January 2027: Nadia enters the financing plan (E4), reads the calendar (E5), builds a dossier (E6)."""

from datetime import date

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from coulisse.desks.office.financing.models import Call, Dossier, DossierBuild, Source, Tranche
from coulisse.desks.office.financing.queries.plan import plan_of
from coulisse.desks.office.financing.queries.tranches import tranches_of
from coulisse.foundation.documents.vault import vault
from coulisse.foundation.jobs.execution import run_now
from coulisse.foundation.jobs.models import Job
from coulisse.kernel.money import Money
from coulisse.papers.financing_plan import financing_plan
from tests.cast import AT, Cast
from tests.desks.office.financing.drache import agreed_budget_of
from tests.papers.la_drache_financing import plan

pytestmark = pytest.mark.django_db

SOURCES = (
    ("Centre du Cinéma (CCA)", "fund", "BE", "450.000,00", "letter", ("40", "40", "20")),
    ("Tax Shelter", "tax-shelter", "BE", "900 000,00", "signed", ("30", "20", "50")),
    ("Wallimage", "fund", "BE", "200000", "letter", ("50", "50")),
    ("screen.brussels", "fund", "BE", "80.000,00", "letter", ("60", "40")),
    ("VAF / Screen Flanders", "fund", "BE", "60.000,00", "asked", ("40", "30", "30")),
    ("Apport producteur", "own", "BE", "86.151,50", "paid", ("100",)),
    ("Ateliers du Canal (34 %)", "coproducer", "FR", "1.184.101,00", "signed", ("30", "30", "30", "10")),
    ("Alzette Images (15 %)", "coproducer", "LU", "522.397,50", "signed", ("50", "40", "10")),
)


@pytest.fixture
def nadia(cast: Cast) -> Browser:
    found = Browser()
    found.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    return found


def enter(nadia: Browser, name: str, kind: str, country: str, amount: str, status: str) -> Source:
    values = {"name": name, "kind": kind, "country": country, "amount": amount, "status": status}
    nadia.post("/office/financing/sources/add", values)
    return Source.objects.get(name=name)


def deal(nadia: Browser, source: Source, shares: tuple[str, ...]) -> None:
    data = {"version": "1", "t-TOTAL_FORMS": str(len(shares)), "t-INITIAL_FORMS": "0"}
    for at, share in enumerate(shares):
        data |= {f"t-{at}-percent": share, f"t-{at}-due_on": f"2027-0{at + 4}-15"}
    assert nadia.post(f"/office/financing/sources/{source.pk}/tranches", data).status_code == 302


def test_e4_the_plan_balances_and_says_its_risk(cast: Cast, nadia: Browser) -> None:
    agreed_budget_of(cast)
    for name, kind, country, amount, status, shares in SOURCES:
        deal(nadia, enter(nadia, name, kind, country, amount, status), shares)
    found = plan_of(cast.drache)
    assert (found.total, found.gap) == (Money.parse("3482650.00"), Money(0))
    assert found.risk == Money.parse("60000.00")
    assert found.risk_share.of(Money(100_00)) == Money(1_72), "1,72 %"
    assert Money.total(one.amount for one in tranches_of(cast.drache)) == found.total
    assert all(one.due_on for one in tranches_of(cast.drache))
    luxembourg = Source.objects.get(country="LU")
    nadia.post(
        f"/office/financing/sources/{luxembourg.pk}/conditions/add",
        {"text": "dépenses", "measure": "territory", "territory": "LU", "least": "522.397,50"},
    )
    page = nadia.get("/office/financing/").content.decode()
    for words in ("Le plan est bouclé", "60\xa0000,00\xa0€", "1,72\xa0%", "marge 0,00\xa0€", "Écart 0,00"):
        assert words in page, words
    nadia.post(f"/office/financing/sources/{Source.objects.get(kind='tax-shelter').pk}/remove")
    assert "Il manque 900\xa0000,00\xa0€" in nadia.get("/office/financing/").content.decode()


def test_e5_the_calendar_has_its_sources_and_a_stale_date_warns(cast: Cast, nadia: Browser) -> None:
    for fund in ("ccf", "wallimage", "screenbrussels", "vaf"):
        values = {
            "fund": fund,
            "kind": "deadline",
            "title": f"Dépôt {fund}",
            "day": "2099-03-01",
            "source": "https://fonds.example/appels",
            "verified_on": "2020-01-11",
            "confidence": "H",
        }
        nadia.post("/office/financing/calls/add", values)
    page = nadia.get("/office/financing/calls/").content.decode()
    assert page.count("https://fonds.example/appels</a>") == 4
    assert "4 dates sont à vérifier." in page and "11/01/2020" in page
    vaf = Call.objects.get(fund="vaf")
    moved = {"fund": "vaf", "kind": "deadline", "title": "Dépôt VAF", "day": "2099-02-01", "confidence": "H"}
    nadia.post(f"/office/financing/calls/{vaf.pk}/", {**moved, "version": "1"})
    vaf.refresh_from_db()
    assert vaf.day == date(2099, 2, 1)
    assert f"fund=vaf&amp;call={vaf.pk}" in nadia.get("/office/financing/calls/").content.decode()


def test_e6_one_paginated_pdf_with_bookmarks_frozen_with_its_hash(cast: Cast, nadia: Browser) -> None:
    nadia.post("/office/financing/dossiers/new", {"fund": "vaf", "title": "Aanvraag VAF", "language": "nl"})
    dossier = Dossier.objects.get()
    where = f"/office/financing/dossiers/{dossier.pk}/"
    page = nadia.get(where).content.decode()
    assert "Il manque 12 pièces" in page and "Regisseursnota" in page
    piece = dossier.pieces.get(code="intention")
    file = SimpleUploadedFile("nota.pdf", financing_plan(plan(), "nl"), "application/pdf")
    nadia.post(f"/office/financing/pieces/{piece.pk}/", {"version": "1", "waived": "", "file": file})
    nadia.post(f"{where}build")
    run_now(Job.objects.latest("pk"), at=AT)
    build = DossierBuild.objects.get()
    page = nadia.get(where).content.decode()
    assert build.sha256 in page and "Il manque 11 pièces" in page
    with vault().open(build.sha256) as kept:
        pdf = pypdfium2.PdfDocument(kept.read())
    assert [mark.get_title() for mark in pdf.get_toc()][-2:] == [
        "Regisseursnota",
        "Financieringsplan en samenvattende begroting",
    ]
    assert f"{len(pdf)} / {len(pdf)}" in pdf[len(pdf) - 1].get_textpage().get_text_range()
    nadia.post(f"/office/financing/pieces/{piece.pk}/", {"version": "2", "document": "", "waived": "al ingediend"})
    assert "changée depuis le PDF figé" in nadia.get(where).content.decode()
    build.refresh_from_db()
    assert build.sha256 in nadia.get(where).content.decode(), "what was frozen stays"


def test_e7_moving_the_tax_shelter_by_four_weeks_is_seen_at_once(cast: Cast, nadia: Browser) -> None:
    source = enter(nadia, "Tax Shelter", "tax-shelter", "BE", "900.000,00", "signed")
    deal(nadia, source, ("50", "50"))
    second = Tranche.objects.get(position=2)
    nadia.post(f"/office/financing/tranches/{second.pk}/move", {"due_on": "2027-06-12", "version": "1"})
    assert [one.due_on for one in tranches_of(cast.drache)] == [date(2027, 4, 15), date(2027, 6, 12)]
