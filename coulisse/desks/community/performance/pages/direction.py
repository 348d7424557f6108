"""The page for the direction: made, looked at, printed, sent, and set on its day."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.desks.community.performance.access import access_page, access_schedule, objectives_of
from coulisse.desks.community.performance.actions import direction as actions
from coulisse.desks.community.performance.forms import (
    PageForm,
    RecipientsForm,
    ScheduleForm,
    addresses_in,
)
from coulisse.desks.community.performance.models import DirectionPage, PageSchedule
from coulisse.desks.community.performance.queries.direction import record_of
from coulisse.desks.community.performance.queries.scope import all_known
from coulisse.foundation.documents.names import attachment
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.foundation.ui.translated import reading_language
from coulisse.papers.direction_page import direction_page

HERE = "community:performance:page"


@on_production
@require_http_methods(["GET", "POST"])
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    """Pages made and the schedules; a new page is made here."""
    is_new = request.method == "POST"
    access_owned(request.user, production=production.pk, client=None, to="change" if is_new else "read")
    last = all_known(request.user, production).last or timezone.localdate()
    first = last - timedelta(days=6)
    initial = {"first_on": first, "last_on": last, "objective": objectives_of(request.user, production).first()}
    form = PageForm(request.POST or None, user=request.user, production=production, initial=initial)
    if is_new and form.is_valid():
        values = form.cleaned_data
        made = actions.make(
            production=production,
            first_on=values["first_on"],
            last_on=values["last_on"],
            objective=values["objective"],
            next_steps=values["next_steps"],
            by=request.user,
            at=timezone.now(),
        )
        done(request, _("Page made: look at it before you send it"))
        return redirect(HERE, made.pk)
    return _listed(request, production, form, ScheduleForm(user=request.user, production=production))


def _listed(
    request: SignedInRequest, production: Production, form: PageForm, schedule_form: ScheduleForm
) -> HttpResponse:
    pages = DirectionPage.objects.filter(production=production).select_related("made_by", "schedule")
    schedules = PageSchedule.objects.filter(production=production, stopped_at__isnull=True)
    context = {
        "production": production,
        "tab": "pages",
        "form": form,
        "schedule_form": schedule_form,
        "pages": pages[:60],
        "schedules": schedules.select_related("objective", "set_by").order_by("language"),
        "may_change": may(request.user, "change", production=production.pk, client=None),
    }
    wrong = form.errors or schedule_form.errors
    return render(request, "community/performance/pages.html", context, status=422 if wrong else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page on screen; POST sends it."""
    row = access_page(request.user, pk, to="change" if request.method == "POST" else "read")
    form = RecipientsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.send(
            page=row,
            to=addresses_in(form.cleaned_data["recipients"]),
            language=_language(request.POST.get("language", "")),
            by=request.user,
            at=timezone.now(),
        )
        done(request, _("On its way, with the page as a PDF"))
        return redirect(HERE, pk)
    language = _language("")
    context = {
        "production": row.production,
        "tab": "pages",
        "row": row,
        "record": record_of(row, language),
        "form": form,
        "language": language,
        "may_change": may(request.user, "change", production=row.production_id, client=None),
    }
    return render(request, "community/performance/page.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_page(request.user, pk)
    language = _language(request.GET.get("language", ""))
    answer = HttpResponse(direction_page(record_of(row, language), language), content_type="application/pdf")
    answer["Content-Disposition"] = attachment(f"{row.production.title} {row.last_on:%Y-%m-%d} {language}.pdf")
    return answer


@on_production
@require_POST
def schedule(request: SignedInRequest, production: Production) -> HttpResponse:
    access_owned(request.user, production=production.pk, client=None, to="change")
    form = ScheduleForm(request.POST, user=request.user, production=production)
    if not form.is_valid():
        return _listed(request, production, PageForm(user=request.user, production=production), form)
    values = form.cleaned_data
    row = actions.set_schedule(
        production=production,
        every=values["every"],
        language=values["language"],
        recipients=values["recipients"],
        objective=values["objective"],
        by=request.user,
        at=timezone.now(),
    )
    done(request, _("Set: the next one leaves on %(day)s") % {"day": f"{row.next_on:%d/%m/%Y}"})
    return redirect("community:performance:pages")


@door(MEMBER)
@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_schedule(request.user, pk, to="change")
    if row.stopped_at is not None:
        refused(request, _("It was stopped already."))
    actions.stop_schedule(schedule=row, at=timezone.now())
    done(request, _("Stopped: nothing more is sent by itself"))
    return redirect("community:performance:pages")


def _language(asked: str) -> str:
    return asked if asked in {"fr", "nl", "en"} else reading_language(get_language() or "fr").value
