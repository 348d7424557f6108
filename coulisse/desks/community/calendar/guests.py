"""The calendar for a client without an account: what goes out when, and a word under each publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.community.calendar.access import access_guest, lent_behind, publications_lent
from coulisse.desks.community.calendar.actions import lending
from coulisse.desks.community.calendar.exports import TYPES, answer, paper_of
from coulisse.desks.community.calendar.forms import CommentForm
from coulisse.desks.community.calendar.models import CalendarComment, LentCalendar
from coulisse.desks.community.calendar.periods import Stretch
from coulisse.desks.community.calendar.queries.days import MOST
from coulisse.desks.community.calendar.queries.permanence import on_call_lent
from coulisse.desks.community.calendar.queries.posts import comments_on
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.accounts.limits import GUEST_LINKS, limited
from coulisse.foundation.accounts.middleware import chosen_language
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.ui.doors import GUEST, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.papers.content_calendar import CalendarDay, CalendarPaper, Post


@dataclass(frozen=True, slots=True)
class Commented:
    """One publication as the guest reads it, with what was said under it."""

    pk: int
    post: Post
    comments: Sequence[CalendarComment]


def calendar_page(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """What the holder of the link sees; `settings.COULISSE_GUEST_PAGES` names this function."""
    lent = lent_behind(link)
    if lent is None:
        return render(request, "community/calendar/guest_gone.html", {"link": link}, status=410)
    token = str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
    context = {"link": link, "token": token, "lent": lent, **_seen(lent, _language(request, link))}
    return render(request, "community/calendar/guest.html", context)


def _seen(lent: LentCalendar, language: str) -> dict[str, Any]:
    rows = list(publications_lent(lent)[:MOST])
    record = _record(lent, rows, language)
    numbers = iter(rows)
    said = comments_on([row.pk for row in rows])
    days: list[tuple[CalendarDay, list[Commented]]] = []
    for day in record.days:
        listed = [Commented((row := next(numbers)).pk, post, said[row.pk]) for post in day.posts]
        if listed or day.holidays:
            days.append((day, listed))
    return {"record": record, "days": days}


def _record(lent: LentCalendar, rows: Sequence[Publication], language: str) -> CalendarPaper:
    stretch = Stretch(lent.starts_on, lent.ends_on)
    production = lent.production
    return paper_of(
        rows,
        owner=str(lent.client or production),
        house=production.company.name if production and production.company else "",
        stretch=stretch,
        on_call=on_call_lent(lent, stretch),
        language=language,
        at=timezone.now(),
        zone=lent.zone,
    )


def _language(request: HttpRequest, link: GuestLink) -> str:
    return chosen_language(request) or link.language


@door(GUEST)
@limited(GUEST_LINKS)
@require_POST
def comment(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """A word under one of the publications that are lent; of any other nothing is known."""
    at = timezone.now()
    link, lent = access_guest(token, at)
    publication = publications_lent(lent).filter(pk=pk).first()
    if publication is None:
        raise Http404
    form = CommentForm(request.POST)
    with translation.override(_language(request, link)):
        if form.is_valid():
            lending.comment(publication=publication, text=form.cleaned_data["text"], by=None, lent=lent, at=at)
            done(request, _("Thank you: the team reads it on its calendar"))
        else:
            refused(request, _("Write your comment first."))
    return private(redirect("accounts:guest", token=token))


@door(GUEST)
@limited(GUEST_LINKS)
@require_GET
def paper(request: HttpRequest, token: str, form: str) -> HttpResponse:
    """The same as a PDF or a workbook, in the reader's language."""
    link, lent = access_guest(token, timezone.now())
    if form not in TYPES:
        raise Http404
    language = _language(request, link)
    record = _record(lent, list(publications_lent(lent)[:MOST]), language)
    return private(answer(record, form=form, language=language))
