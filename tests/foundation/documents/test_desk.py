"""What a desk keeps for itself: read, found and told of by the people of that desk alone."""

from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from coulisse.desks.office.financing.actions.dossiers import keep_pdf, open_dossier
from coulisse.desks.office.financing.models import DossierBuild
from coulisse.desks.office.ledger.actions import post
from coulisse.desks.office.ledger.entries import Entry
from coulisse.desks.office.spending.actions.quotes import ask, receive
from coulisse.foundation.documents.access import access_document
from coulisse.foundation.documents.actions import attach, keep
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.queries import about, trashed_for, visible_to
from coulisse.foundation.journal.queries import Filter, list_entries
from coulisse.foundation.search.queries import find
from tests.cast import AT, TODAY, Cast, give

pytestmark = pytest.mark.django_db


def quote(cast: Cast) -> Document:
    request = ask(production=cast.drache, values={"account": "31", "title": "Caméra"}, by=cast.nadia, at=AT)
    values: dict[str, Any] = {
        "supplier": "Caméra Sambre",
        "net_cents": 1_845_000,
        "vat_percent": 21,
        "received_on": TODAY,
    }
    made = receive(
        request=request, values=values, paper=b"devis confidentiel", paper_name="devis.txt", by=cast.nadia, at=AT
    )
    assert made.paper is not None
    return made.paper


def dossier_pdf(cast: Cast) -> Document:
    dossier = open_dossier(
        production=cast.drache, fund="vaf", title="Confidentiel", language="nl", by=cast.nadia, at=AT
    )
    row = DossierBuild.objects.create(dossier=dossier, number=1, by=cast.nadia, at=AT)
    made = keep_pdf(build=row, content=b"%PDF-1.7 x", pages=1, rows=[], missing=[], name="d.pdf", at=AT)
    assert made.document is not None
    return made.document


def handed_in_on_a_line(cast: Cast) -> Document:
    entry = Entry(
        nature="actual", day=TODAY, account="33", label="Grue", net_cents=1, source="test", source_id="1"
    )
    [line] = post(production=cast.drache, entries=[entry], by=cast.nadia, at=AT)
    return keep(b"facture", name="facture.txt", title="Confidentiel", about=line, by=cast.nadia, at=AT)


@pytest.mark.parametrize("made", [quote, dossier_pdf, handed_in_on_a_line])
def test_the_papers_of_the_books_are_not_read_from_the_set(cast: Cast, made: Any) -> None:
    paper: Document = made(cast)
    attach(document=paper, row=cast.drache, by=cast.nadia, at=AT)
    give(cast.achille, "production_assistant", production=cast.drache)
    give(cast.achille, "production_administrator", production=cast.gel)
    for reader in (cast.nadia, cast.solange, cast.odile):
        assert access_document(reader, paper.pk, to="change") == paper
        assert paper in visible_to(reader) and paper in about(cast.drache, reader)
        assert find(reader, paper.title)
    for stranger in (cast.bastien, cast.pascaline, cast.marc_olivier, cast.achille, cast.kobe):
        with pytest.raises(Http404):
            access_document(stranger, paper.pk)
        assert paper not in visible_to(stranger) and paper not in about(cast.drache, stranger)
        assert "documents.document" not in {hit.kind for hit in find(stranger, paper.title)}
        told = " ".join(line.sentence for line in list_entries(stranger, Filter()).lines)
        assert paper.title not in told
    Document.objects.filter(pk=paper.pk).update(trashed_at=AT)
    assert paper in trashed_for(cast.nadia) and paper not in trashed_for(cast.bastien)


def test_nor_through_any_address(cast: Cast) -> None:
    paper = quote(cast)
    client = Client()
    client.force_login(cast.bastien, backend="django.contrib.auth.backends.ModelBackend")
    for name, args in (
        ("detail", [paper.pk]),
        ("download", [paper.pk, 1]),
        ("thumbnail", [paper.pk, 1]),
        ("page", [paper.pk, 1, 1]),
    ):
        assert client.get(reverse(f"documents:{name}", args=args)).status_code == 404, name
    assert paper.title not in client.get(reverse("documents:list")).content.decode()
    assert paper.title not in client.get(reverse("productions:detail", args=[cast.drache.pk])).content.decode()
