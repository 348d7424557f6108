"""Dossiers: the checklist in its language, missing pieces on top, one frozen PDF, what changed since."""

import hashlib

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.office.financing.actions.dossiers import ask_for_pdf, fill_piece, open_dossier
from coulisse.desks.office.financing.funds import funds
from coulisse.desks.office.financing.models import Dossier, DossierBuild
from coulisse.desks.office.financing.queries.dossiers import dossier_view, dossiers_of
from coulisse.foundation.documents.actions import add_version, keep, trash
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.vault import vault
from coulisse.foundation.jobs.execution import run_now
from coulisse.foundation.jobs.models import Job
from coulisse.papers.financing_plan import financing_plan
from tests.cast import AT, Cast
from tests.desks.office.financing.drache import agreed_budget_of, plan_v6
from tests.desks.office.financing.test_pages import signed_in
from tests.papers.la_drache_financing import plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def vaf(cast: Cast) -> Dossier:
    return open_dossier(production=cast.drache, fund="vaf", title="Aanvraag", language="nl", by=cast.nadia, at=AT)


def a_pdf(cast: Cast, language: str = "nl") -> Document:
    content = financing_plan(plan(), language)
    return keep(content, name="nota.pdf", by=cast.nadia, at=AT, production=cast.drache.pk)


def fill(dossier: Dossier, code: str, document: Document | None, cast: Cast, waived: str = "") -> None:
    piece = dossier.pieces.get(code=code)
    values = {"document_id": document.pk if document else None, "waived": waived}
    fill_piece(piece=piece, values=values, read_version=piece.version, by=cast.nadia, at=AT)


def built(dossier: Dossier, cast: Cast) -> DossierBuild:
    build = ask_for_pdf(dossier=dossier, by=cast.nadia, at=AT, title="PDF")
    run_now(Job.objects.latest("pk"), at=AT)
    build.refresh_from_db()
    return build


def test_every_list_says_where_it_was_read_and_speaks_three_languages() -> None:
    for fund in funds().values():
        assert fund.confidence in {"H", "M", "L"} and fund.read_on and set(fund.source) == {"fr", "nl", "en"}
        codes = [piece.code for piece in fund.pieces]
        assert len(codes) == len(set(codes)) and codes
        assert all(set(piece.labels) == {"fr", "nl", "en"} for piece in fund.pieces)


def test_a_dossier_begins_with_its_missing_pieces_in_its_language(cast: Cast, vaf: Dossier) -> None:
    view = dossier_view(vaf)
    titles = [piece.title for piece in view.missing]
    assert "Scenario, gedateerde versie" in titles and "Ondertekend coproductiecontract" in titles
    assert [piece.title for piece in view.present] == ["Financieringsplan en samenvattende begroting"]
    assert len(view.blocking) == len(titles) - 1, "one of them is asked for later"


def test_a_waived_piece_is_not_missing_and_a_trashed_document_is(cast: Cast, vaf: Dossier) -> None:
    before = len(dossier_view(vaf).missing)
    document = a_pdf(cast)
    fill(vaf, "synopsis", document, cast)
    fill(vaf, "cv", None, cast, waived="Reeds bij het fonds")
    assert len(dossier_view(vaf).missing) == before - 2
    trash(documents=[document], by=cast.nadia, at=AT)
    assert len(dossier_view(vaf).missing) == before - 1


def test_the_pdf_is_frozen_with_its_fingerprint_and_says_what_changed_since(cast: Cast, vaf: Dossier) -> None:
    agreed_budget_of(cast)
    plan_v6(cast)
    note = a_pdf(cast)
    fill(vaf, "intention", note, cast)
    sheet = keep(b"A;B\n1;2\n", name="begroting.csv", by=cast.nadia, at=AT, production=cast.drache.pk)
    fill(vaf, "budget", sheet, cast)
    build = built(vaf, cast)
    assert (build.state, build.pages) == ("made", 5)
    with vault().open(build.sha256) as file:
        content = file.read()
    assert hashlib.sha256(content).hexdigest() == build.sha256
    marks = [mark.get_title() for mark in pypdfium2.PdfDocument(content).get_toc()]
    assert "Regisseursnota" in marks and "Financieringsplan en samenvattende begroting" in marks
    assert [(row["title"], row["page"]) for row in build.content] == [
        ("Regisseursnota", 2),
        ("Financieringsplan en samenvattende begroting", 4),
        ("Gedetailleerde begroting", 0),
    ]
    assert "Synopsis (één pagina)" in build.missing
    assert not dossier_view(vaf).changed
    add_version(financing_plan(plan(), "en"), document=note, name="nota.pdf", by=cast.nadia, at=AT)
    fill(vaf, "synopsis", a_pdf(cast, "fr"), cast)
    assert [piece.title for piece in dossier_view(vaf).changed] == ["Synopsis (één pagina)", "Regisseursnota"]
    assert dossier_view(vaf).builds[0].sha256 == build.sha256


def test_a_file_that_cannot_be_read_is_named_and_nothing_is_frozen(cast: Cast, vaf: Dossier) -> None:
    broken = keep(b"%PDF-1.7 nothing", name="stuk.pdf", by=cast.nadia, at=AT, production=cast.drache.pk)
    fill(vaf, "synopsis", broken, cast)
    build = built(vaf, cast)
    assert build.state == "failed" and build.document is None
    assert "Synopsis (één pagina)" in Job.objects.latest("pk").error


def test_numbers_of_pdfs_go_up(cast: Cast, vaf: Dossier) -> None:
    assert [built(vaf, cast).number, built(vaf, cast).number] == [1, 2]
    assert dossiers_of(cast.drache)[0].frozen == 2


def test_lists_ask_the_same_number_of_times(
    cast: Cast, vaf: Dossier, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        dossier_view(vaf)
    fill(vaf, "synopsis", a_pdf(cast), cast)
    fill(vaf, "screenplay", a_pdf(cast, "fr"), cast)
    vaf.refresh_from_db()
    with django_assert_num_queries(2):
        dossier_view(vaf)
    open_dossier(production=cast.drache, fund="ccf", title="CCA", language="fr", by=cast.nadia, at=AT)
    with django_assert_num_queries(1):
        assert len(dossiers_of(cast.drache)) == 2


def test_from_the_page_a_file_is_sent_and_the_pdf_asked_for(cast: Cast, vaf: Dossier) -> None:
    nadia = signed_in(cast.nadia)
    piece = vaf.pieces.get(code="synopsis")
    file = SimpleUploadedFile("synopsis.pdf", financing_plan(plan(), "fr"), "application/pdf")
    where = reverse("office:financing:piece", args=[piece.pk])
    nadia.post(where, {"version": "1", "document": "", "waived": "", "file": file})
    piece.refresh_from_db()
    assert piece.document is not None and piece.document.title == "Synopsis (één pagina)"
    stale = nadia.post(where, {"version": "1", "document": "", "waived": "no"})
    assert stale.status_code == 409
    strange = nadia.post(where, {"version": "2", "document": "999999", "waived": ""})
    assert strange.status_code == 422 and "choose a document of the list" in strange.content.decode()
    page = nadia.post(reverse("office:financing:build-dossier", args=[vaf.pk]), follow=True).content.decode()
    assert "PDF no. 1 is being made" in page
    run_now(Job.objects.latest("pk"), at=AT)
    build = DossierBuild.objects.get()
    sent = nadia.get(reverse("office:financing:dossier-pdf", args=[build.pk]))
    assert (
        b"".join(sent)[:5] == b"%PDF-"
        and build.sha256 in nadia.get(reverse("office:financing:dossier", args=[vaf.pk])).content.decode()
    )
