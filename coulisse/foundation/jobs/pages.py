from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.foundation.jobs import actions, queries
from coulisse.foundation.jobs.access import access_job
from coulisse.foundation.jobs.exports import filter_as_params, journal_workbook
from coulisse.foundation.jobs.models import JobFile, State
from coulisse.foundation.journal.forms import FilterForm
from coulisse.foundation.ui.doors import SIGNED_IN, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

STATES = ["active", *(state.value for state in State)]


@door(SIGNED_IN)
@require_GET
def listing(request: SignedInRequest) -> HttpResponse:
    owner = request.user.may("manage")
    state = request.GET.get("state", "")
    everybody = owner and request.GET.get("whose") == "all"
    number = request.GET.get("page", "1")
    page = queries.list_jobs(
        request.user,
        at=timezone.now(),
        state=state if state in STATES else "",
        everybody=everybody,
        page=int(number) if number.isdecimal() and len(number) < 8 else 1,
    )
    return render(
        request,
        "jobs/list.html",
        {"page": page, "state": state, "owner": owner, "everybody": everybody, "states": State.choices},
    )


@door(SIGNED_IN)
@require_GET
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    job = access_job(request.user, pk)
    return render(request, "jobs/job.html", {"job": queries.one_job(job, at=timezone.now())})


@door(SIGNED_IN)
@require_GET
def progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """The part of the page that asks again by itself while the job runs."""
    job = access_job(request.user, pk)
    return render(request, "jobs/_progress.html", {"job": queries.one_job(job, at=timezone.now())})


@door(SIGNED_IN)
@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    job = access_job(request.user, pk, to="change")
    try:
        actions.ask_to_stop(job=job, by=request.user, at=timezone.now())
    except actions.AlreadyEnded:
        refused(request, _("“%(title)s” has ended meanwhile: there is nothing to stop.") % {"title": job.title})
    return redirect("jobs:one", pk=pk)


@door(SIGNED_IN)
@require_POST
def retry(request: SignedInRequest, pk: int) -> HttpResponse:
    job = access_job(request.user, pk, to="change")
    try:
        actions.retry(job=job, by=request.user, at=timezone.now())
    except actions.StillActive:
        refused(request, _("“%(title)s” has not failed: there is nothing to begin again.") % {"title": job.title})
    else:
        done(request, _("“%(title)s” queued again.") % {"title": job.title})
    return redirect("jobs:one", pk=pk)


@door(SIGNED_IN)
@require_GET
def file(request: SignedInRequest, pk: int) -> HttpResponse:
    made = get_object_or_404(JobFile, job=access_job(request.user, pk))
    response = HttpResponse(bytes(made.content), content_type=made.content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, made.name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@door(SIGNED_IN)
@require_POST
def journal_export(request: SignedInRequest) -> HttpResponse:
    """Begin the workbook that is too large for one request."""
    form = FilterForm(request.POST, user=request.user)
    form.is_valid()
    job = actions.begin(
        journal_workbook,
        by=request.user,
        at=timezone.now(),
        title=_("Journal as XLSX"),
        **filter_as_params(form.wanted()),
    )
    return redirect("jobs:one", pk=job.pk)
