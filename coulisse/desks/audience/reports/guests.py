"""The report for whoever got it, without an account: read it, say so, answer what is asked."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.audience.reports import papers
from coulisse.desks.audience.reports.access import access_lent, copy_behind
from coulisse.desks.audience.reports.actions import sending
from coulisse.desks.audience.reports.forms import ReplyForm
from coulisse.desks.audience.reports.models import ReportCopy
from coulisse.foundation.accounts.limits import GUEST_LINKS, limited
from coulisse.foundation.accounts.middleware import chosen_language
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.ui.doors import GUEST, door
from coulisse.foundation.ui.toasts import done, refused


def report_page(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """What the holder of the link sees; `settings.COULISSE_GUEST_PAGES` names this function."""
    copy = copy_behind(link)
    if copy is None:
        return render(request, "audience/reports/guest_gone.html", {"link": link}, status=410)
    at = timezone.now()
    sending.note_opened(copy=copy, at=at)
    language = chosen_language(request) or link.language
    token = request.resolver_match.kwargs["token"] if request.resolver_match else ""
    return render(request, "audience/reports/guest.html", context_of(copy, language, token))


def context_of(copy: ReportCopy, language: str, token: str) -> dict[str, Any]:
    report = copy.report
    document = papers.document_of(report, language, at=copy.sent_at)
    own = report.texts.get(language, {}).get("lead")
    said: dict[str, list[Any]] = {}
    for one in copy.replies.all():
        said.setdefault(one.what, []).append(one)
    asks = [
        ({**ask, "due": date.fromisoformat(ask["due"]) if ask["due"] else None}, said.get(ask["what"], []))
        for ask in report.content.get("asks", ())
    ]
    return {
        "copy": copy,
        "report": report,
        "document": document,
        "lead": own or papers.proposals_of(report, language, at=copy.sent_at)["lead"],
        "asks": asks,
        "whole": said.get("", []),
        "token": token,
        "form": ReplyForm(),
    }


@door(GUEST)
@limited(GUEST_LINKS)
@require_POST
def read(request: HttpRequest, token: str) -> HttpResponse:
    """« Lu »."""
    at = timezone.now()
    link, copy = access_lent(token, at)
    sending.note_read(copy=copy, at=at)
    with translation.override(chosen_language(request) or link.language):
        done(request, _("Noted, thank you"))
    return private(redirect("accounts:guest", token=token))


@door(GUEST)
@limited(GUEST_LINKS)
@require_POST
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """An answer to one thing that is asked; only what was asked may be answered."""
    at = timezone.now()
    link, copy = access_lent(token, at)
    form = ReplyForm(request.POST)
    with translation.override(chosen_language(request) or link.language):
        asked = {"", *(ask["what"] for ask in copy.report.content.get("asks", ()))}
        if not form.is_valid() or form.cleaned_data["what"] not in asked:
            refused(request, _("Write your answer first."))
        else:
            sending.reply(copy=copy, what=form.cleaned_data["what"], text=form.cleaned_data["text"], at=at)
            done(request, _("Answer sent to the audience desk"))
    return private(redirect("accounts:guest", token=token))


@door(GUEST)
@limited(GUEST_LINKS)
@require_GET
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """The PDF, in the reader's language."""
    at = timezone.now()
    link, copy = access_lent(token, at)
    language = chosen_language(request) or link.language
    return private(papers.answer(copy.report, form="pdf", language=language, at=at))
