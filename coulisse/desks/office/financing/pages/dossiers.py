"""Dossiers: the checklist of a fund, its missing pieces on top, and the PDF that is frozen."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.financing.access import access_build, access_dossier, access_piece
from coulisse.desks.office.financing.actions import dossiers
from coulisse.desks.office.financing.forms.calls import DossierForm, NewPieceForm, PieceForm
from coulisse.desks.office.financing.funds import funds
from coulisse.desks.office.financing.models import Call, Dossier, DossierPiece
from coulisse.desks.office.financing.papers_of_the_house import REFUSED, documents_for, keep_file
from coulisse.desks.office.financing.queries.dossiers import dossier_view, dossiers_of
from coulisse.foundation.documents.serving import download
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done

DOSSIER = "office:financing:dossier"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    context = {
        "production": production,
        "dossiers": dossiers_of(production),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "office/financing/dossiers.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def open_new(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    calls = Call.objects.filter(removed_at__isnull=True).order_by("day")
    offered = [(call.pk, f"{call.title}, {call.day:%d/%m/%Y}") for call in calls]
    form = DossierForm(request.POST or None, calls=offered, initial=_first(request, production))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = dossiers.open_dossier(
            production=production,
            fund=data["fund"],
            title=data["title"],
            language=data["language"],
            call=next((call for call in calls if call.pk == data["call"]), None),
            by=request.user,
            at=timezone.now(),
        )
        done(request, _("Dossier opened: %(title)s") % {"title": made.title})
        return redirect(DOSSIER, pk=made.pk)
    context = {"production": production, "form": form}
    return render(request, "office/financing/dossier_new.html", context, status=422 if form.errors else 200)


def _first(request: SignedInRequest, production: Production) -> dict[str, Any]:
    """From the calendar: the fund and the call that were clicked."""
    fund = funds().get(request.GET.get("fund", ""))
    call = request.GET.get("call", "")
    first: dict[str, Any] = {"call": int(call) if call.isdecimal() and len(call) < 18 else None}
    if fund is not None:
        first |= {"fund": fund.code, "language": fund.language, "title": f"{production.title} – {fund.name}"}
    return first


@door(MEMBER)
@require_GET
def dossier(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_dossier(request.user, pk)
    return _page(request, row, NewPieceForm())


def _page(
    request: SignedInRequest, row: Dossier, form: NewPieceForm, *, refused_piece: int = 0, refusal: str = ""
) -> HttpResponse:
    changes = may(request.user, "change", row.production_id)
    context = {
        "production": row.production,
        "dossier": dossier_view(row),
        "new_piece": form,
        "documents": documents_for(row.production, request.user) if changes else [],
        "may_change": changes,
        "refused_piece": refused_piece,
        "refusal": refusal,
    }
    bad = form.errors or refusal
    return render(request, "office/financing/dossier.html", context, status=422 if bad else 200)


@door(MEMBER)
@require_POST
def piece(request: SignedInRequest, pk: int) -> HttpResponse:
    """Fill one piece: a document of the house, a new file, or the reason why none is needed."""
    row = access_piece(request.user, pk, to="change")
    offered = documents_for(row.dossier.production, request.user)
    form = PieceForm(request.POST, request.FILES, documents=offered, chosen=row.document_id)
    if not form.is_valid():
        return _refused(request, row, _("Piece not saved: choose a document of the list, or send a file."))
    data = form.cleaned_data
    now = timezone.now()
    document = data["document"]
    if data["file"] is not None:
        try:
            kept = keep_file(
                data["file"], title=row.title, production=row.dossier.production, by=request.user, at=now
            )
        except REFUSED:
            return _refused(request, row, _("File refused: it is empty or too large. Choose another one."))
        document = kept.pk
    values = {"document_id": document, "waived": "" if document else data["waived"]}
    try:
        dossiers.fill_piece(
            piece=row,
            values=without_left(values, request.POST),
            read_version=data["version"],
            by=request.user,
            at=now,
        )
    except StaleWrite as stale:
        return stale_answer(request, stale, back=reverse(DOSSIER, args=[row.dossier_id]))
    done(request, _("Piece saved: %(title)s") % {"title": row.title})
    return redirect(DOSSIER, pk=row.dossier_id)


def _refused(request: SignedInRequest, row: DossierPiece, why: str) -> HttpResponse:
    dossier_row = access_dossier(request.user, row.dossier_id)
    return _page(request, dossier_row, NewPieceForm(), refused_piece=row.pk, refusal=why)


@door(MEMBER)
@require_POST
def add_piece(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_dossier(request.user, pk, to="change")
    form = NewPieceForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    data = form.cleaned_data
    dossiers.add_piece(
        dossier=row,
        title=data["title"],
        is_required=data["is_required"],
        by=request.user,
        at=timezone.now(),
    )
    done(request, _("Piece added: %(title)s") % {"title": data["title"]})
    return redirect(DOSSIER, pk=pk)


@door(MEMBER)
@require_POST
def build(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for the PDF: it is made in the background and frozen."""
    row = access_dossier(request.user, pk, to="change")
    title = _("PDF of the dossier %(title)s") % {"title": row.title}
    made = dossiers.ask_for_pdf(dossier=row, by=request.user, at=timezone.now(), title=title)
    done(request, _("PDF no. %(number)s is being made") % {"number": made.number})
    return redirect(DOSSIER, pk=pk)


@door(MEMBER)
@require_GET
def pdf(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The frozen file, as it was frozen: later versions of the document don't change it."""
    row = access_build(request.user, pk)
    version = row.document.versions.filter(sha256=row.sha256).first() if row.document else None
    if version is None:
        raise Http404
    return download(version)
