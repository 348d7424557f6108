"""Files for the police and for Unia: of chosen comments, kept with their hash, handed over as PDF and folder."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.community.current import access_owned, on_production
from coulisse.desks.community.moderation.access import access_file, chosen
from coulisse.desks.community.moderation.actions.reporting import NothingChosen, make_report
from coulisse.desks.community.moderation.exports import report_zip
from coulisse.desks.community.moderation.forms import ReportForm
from coulisse.desks.community.moderation.models import ReportFile
from coulisse.desks.community.moderation.queries.files import candidates, file_lines, pieces_of
from coulisse.foundation.documents.names import attachment
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

ADD: Final = "community:moderation:file-add"
MOST: Final = 200


@on_production
@require_GET
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    access_owned(request.user, production=production.pk, client=None, to="change")
    context = {"production": production, "lines": file_lines(production.pk)}
    return render(request, "community/moderation/files.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    """Choose the comments, say for whom and what happened."""
    access_owned(request.user, production=production.pk, client=None, to="change")
    form = ReportForm(request.POST or None, initial={"to": "police", "language": request.user.language})
    picked = _picked(request)
    if request.method == "POST" and form.is_valid():
        if not picked:
            refused(request, _("Tick the comments first."))
        else:
            return _make(request, production, form, picked)
    context = {
        "production": production,
        "form": form,
        "picked": set(picked),
        "lines": candidates(request.user, production=production.pk, picked=picked, at=timezone.now()),
    }
    return render(request, "community/moderation/file_add.html", context, status=422 if form.errors else 200)


def _picked(request: SignedInRequest) -> list[int]:
    told = request.POST if request.method == "POST" else request.GET
    return [int(one) for one in told.getlist("comment")[:MOST] if one.isdigit() and len(one) < 18]


def _make(request: SignedInRequest, production: Production, form: ReportForm, picked: list[int]) -> HttpResponse:
    try:
        made = make_report(
            comments=chosen(request.user, picked),
            production=production,
            to=form.cleaned_data["to"],
            language=form.cleaned_data["language"],
            facts=form.cleaned_data["facts"],
            by=request.user,
            at=timezone.now(),
        )
    except NothingChosen:
        refused(request, _("These comments are of another production."))
        return redirect(ADD)
    done(request, _("File %(code)s made; its hash is kept") % {"code": made.code})
    return redirect("community:moderation:file", made.pk)


@door(MEMBER)
@require_GET
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_file(request.user, pk)
    context = {"production": row.production, "file": row, "pieces": pieces_of(row)}
    return render(request, "community/moderation/file.html", context)


@door(MEMBER)
@require_GET
@never_cache
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The bytes as they were kept."""
    row = access_file(request.user, pk)
    return _handed(bytes(row.pdf), "application/pdf", row, "pdf")


@door(MEMBER)
@require_GET
@never_cache
def packed(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_file(request.user, pk)
    return _handed(report_zip(row), "application/zip", row, "zip")


def _handed(content: bytes, kind: str, row: ReportFile, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = attachment(f"{row.code}.{ending}")
    return answer
