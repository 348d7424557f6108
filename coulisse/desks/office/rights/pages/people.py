"""Who is seen in a work: a name, a crowd, somebody hidden, and the list being complete."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coulisse.desks.office.rights.access import (
    access_concealment,
    access_depiction,
    access_portrayed,
    access_work,
)
from coulisse.desks.office.rights.actions import people as actions
from coulisse.desks.office.rights.forms.people import CrowdForm, HideForm, ShowForm
from coulisse.desks.office.rights.models import Portrayed, Work
from coulisse.desks.office.rights.pages.register import WORK
from coulisse.desks.office.rights.pages.works import work_page
from coulisse.desks.office.rights.queries.people import people_of
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused


@door(MEMBER)
@require_POST
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody known, or somebody new with their age said."""
    found = access_work(request.user, pk, to="change")
    form = ShowForm(request.POST, people=people_of(found.production_id))
    if not form.is_valid():
        return work_page(request, found, show_form=form, status=422)
    try:
        made = actions.show(
            work=found,
            person=_person(request, found, form),
            where=form.cleaned_data["where"],
            by=request.user,
            at=timezone.now(),
        )
    except actions.ShownAlready:
        form.add_error("person", _("They are listed on this work already."))
        return work_page(request, found, show_form=form, status=422)
    done(
        request,
        _("%(who)s is seen in “%(title)s”") % {"who": made, "title": found.title},
        undo=reverse("office:rights:take-off", args=[made.pk]),
    )
    return redirect(WORK, pk)


def _person(request: SignedInRequest, work: Work, form: ShowForm) -> Portrayed:
    data = form.cleaned_data
    if data["person"]:
        return access_portrayed(request.user, data["person"])
    return actions.add_person(
        production=work.production,
        values={"name": data["name"], "is_minor": data["age"] == "minor"},
        by=request.user,
        at=timezone.now(),
    )


@door(MEMBER)
@require_POST
def crowd(request: SignedInRequest, pk: int) -> HttpResponse:
    """People whom nobody names, with what is decided about them."""
    found = access_work(request.user, pk, to="change")
    form = CrowdForm(request.POST)
    if not form.is_valid():
        return work_page(request, found, crowd_form=form, status=422)
    data = form.cleaned_data
    made = actions.show_crowd(
        work=found,
        decision=data["decision"],
        where=data["where"],
        reason=data["reason"],
        by=request.user,
        at=timezone.now(),
    )
    done(request, _("Crowd noted"), undo=reverse("office:rights:take-off", args=[made.pk]))
    return redirect(WORK, pk)


@door(MEMBER)
@require_POST
def decide_crowd(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_depiction(request.user, pk, to="change")
    form = CrowdForm(request.POST)
    if row.person_id is not None or not form.is_valid():
        refused(request, _("Say what is decided; an exception says which event, public life or news it is."))
        return redirect(WORK, row.work_id)
    data = form.cleaned_data
    try:
        actions.decide_crowd(
            depiction=row,
            decision=data["decision"],
            reason=data["reason"],
            read_version=data["version"] or 0,
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite:
        refused(request, _("Somebody decided about this crowd meanwhile: read it, then decide again."))
    else:
        done(request, _("Decided about the crowd"))
    return redirect(WORK, row.work_id)


@door(MEMBER)
@require_POST
def take_off(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_depiction(request.user, pk, to="change")
    actions.take_off(depiction=row, by=request.user, at=timezone.now())
    done(request, _("Taken off the list"))
    return redirect(WORK, row.work_id)


@door(MEMBER)
@require_POST
def hide(request: SignedInRequest, pk: int, depiction: int) -> HttpResponse:
    """Say that somebody of the source can't be recognised in this work."""
    found = access_work(request.user, pk, to="change")
    shown = access_depiction(request.user, depiction)
    form = HideForm(request.POST)
    if not form.is_valid():
        refused(request, _("Say how they are hidden: cut out, or blurred."))
        return redirect(WORK, pk)
    try:
        made = actions.hide(
            work=found, depiction=shown, how=form.cleaned_data["how"], by=request.user, at=timezone.now()
        )
    except actions.NotASource:
        refused(request, _("They are not seen in what this work is made from."))
    else:
        said = _("%(who)s cannot be recognised in “%(title)s”") % {"who": shown, "title": found.title}
        done(request, said, undo=reverse("office:rights:uncover", args=[made.pk]))
    return redirect(WORK, pk)


@door(MEMBER)
@require_POST
def uncover(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_concealment(request.user, pk, to="change")
    actions.uncover(concealment=row, by=request.user, at=timezone.now())
    done(request, _("They can be recognised after all"))
    return redirect(WORK, row.work_id)


@door(MEMBER)
@require_POST
def complete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everybody who can be recognised is listed, be it nobody."""
    found = access_work(request.user, pk, to="change")
    actions.list_is_complete(work=found, by=request.user, at=timezone.now())
    undo = reverse("office:rights:list-open", args=[pk])
    done(request, _("You said that the list is complete"), undo=undo)
    return redirect(WORK, pk)


@door(MEMBER)
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_work(request.user, pk, to="change")
    actions.list_is_open(work=found, by=request.user, at=timezone.now())
    done(request, _("The list is to be looked at again"))
    return redirect(WORK, pk)
