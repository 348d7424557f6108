"""One work: where it may be used and why not, who is seen in it, its licences, its chain."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.current import may
from coulisse.desks.office.financing.papers_of_the_house import documents_for
from coulisse.desks.office.rights.access import access_derivation, access_licence, access_work
from coulisse.desks.office.rights.actions import licences
from coulisse.desks.office.rights.actions import works as actions
from coulisse.desks.office.rights.forms.people import CrowdForm, ShowForm
from coulisse.desks.office.rights.forms.works import ChainForm, LicenceForm, UseForm, WorkForm
from coulisse.desks.office.rights.models import Concealment, Work
from coulisse.desks.office.rights.models.people import Purpose
from coulisse.desks.office.rights.pages.register import LIST, WORK
from coulisse.desks.office.rights.queries.clearing import what_uses
from coulisse.desks.office.rights.queries.obligations import obligations_of
from coulisse.desks.office.rights.queries.people import names_known, people_of
from coulisse.desks.office.rights.queries.works import chain_of, clearing_of, licences_of, people_in, works_of
from coulisse.desks.office.rights.wording import PLACES, land_name
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done
from coulisse.kernel.times import to_brussels

HEARS = (Work.Kind.FILM, Work.Kind.RECORDING)
"""Works that have a cue sheet."""


@door(MEMBER)
@require_GET
def work(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_work(request.user, pk)
    return work_page(request, found)


def work_page(request: SignedInRequest, found: Work, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page, with the form that was refused among `forms`."""
    today = to_brussels(timezone.now()).date()
    bar = UseForm(request.GET, today=today)
    clearing = clearing_of(found, bar.use())
    may_change = may(request.user, "change", found.production_id)
    open_, _done = obligations_of(found.production, today=today, work=found.pk)
    context = {
        "production": found.production,
        "work": found,
        "bar": bar,
        "clearing": clearing,
        "verdict": clearing.verdict,
        "purposes": Purpose.choices,
        "place": PLACES[clearing.verdict.use.network],
        "purpose": Purpose(clearing.verdict.use.purpose.value).label,
        "land": land_name(clearing.verdict.use.territory.code if clearing.verdict.use.territory else "*"),
        "people": people_in(found, clearing.verdict),
        "licences": licences_of(found, today=today),
        "chain": chain_of(found),
        "uses": what_uses(found.pk),
        "credits": list(found.credits.all()),
        "obligations": open_,
        "hears": found.kind in HEARS,
        "may_change": may_change,
        "ways_to_hide": Concealment.How.choices,
        "show_form": ShowForm(people=people_of(found.production_id)),
        "crowd_form": CrowdForm(),
        "chain_form": ChainForm(works=works_of(found.production_id, but=found.pk)),
        "names": names_known(found.production_id) if may_change else (),
        **forms,
    }
    return render(request, "office/rights/work.html", context, status=status)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_work(request.user, pk, to="change")
    documents = documents_for(found.production, request.user)
    form = WorkForm(request.POST or None, documents=documents, work=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                work=found,
                values=without_left(form.values(), request.POST),
                credits=form.credits(),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(WORK, args=[pk]))
        except actions.NeedsMissing:
            form.add_error("needs", _("Tick the licences that it needs: each of them must be covered."))
        else:
            done(request, _("Sheet saved"))
            return redirect(WORK, pk)
    context = {"production": found.production, "work": found, "form": form}
    return render(request, "office/rights/edit.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_work(request.user, pk, to="change")
    actions.remove(work=found, by=request.user, at=timezone.now())
    said = _("“%(title)s” is off the register: it is cleared for nothing") % {"title": found.title}
    done(request, said, undo=reverse("office:rights:restore", args=[pk]))
    return redirect(LIST)


@door(MEMBER)
@require_POST
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_work(request.user, pk, to="change")
    actions.restore(work=found, by=request.user, at=timezone.now())
    done(request, _("“%(title)s” is back on the register") % {"title": found.title})
    return redirect(WORK, pk)


@door(MEMBER)
@require_POST
def link(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the work is made from."""
    found = access_work(request.user, pk, to="change")
    form = ChainForm(request.POST, works=works_of(found.production_id, but=found.pk))
    if not form.is_valid():
        return work_page(request, found, chain_form=form, status=422)
    data = form.cleaned_data
    source = access_work(request.user, data["source"])
    try:
        made = actions.link(
            work=found,
            source=source,
            kind=data["kind"],
            has_people=data["has_people"],
            has_music=data["has_music"],
            by=request.user,
            at=timezone.now(),
        )
    except actions.MadeFromItself:
        form.add_error("source", _("“%(title)s” is made from this work itself.") % {"title": source.title})
    except actions.LinkedAlready:
        form.add_error("source", _("The chain says so already."))
    else:
        done(request, _("Chain written"), undo=reverse("office:rights:cut", args=[made.pk]))
        return redirect(WORK, pk)
    return work_page(request, found, chain_form=form, status=422)


@door(MEMBER)
@require_POST
def cut(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_derivation(request.user, pk, to="change")
    actions.cut(derivation=row, by=request.user, at=timezone.now())
    done(request, _("Taken out of the chain"))
    return redirect(WORK, row.work_id)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def add_licence(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_work(request.user, pk, to="change")
    now = timezone.now()
    form = LicenceForm(
        request.POST or None,
        documents=documents_for(found.production, request.user),
        today=to_brussels(now).date(),
    )
    if request.method == "POST" and form.is_valid():
        made = licences.enter(work=found, values=form.values(), by=request.user, at=now)
        said = _("Licence of %(who)s entered") % {"who": made.licensor}
        done(request, said, undo=reverse("office:rights:remove-licence", args=[made.pk]))
        return redirect(WORK, pk)
    context = {"production": found.production, "work": found, "form": form, "licence": None}
    return render(request, "office/rights/licence.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def licence(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_licence(request.user, pk, to="change")
    found = row.work
    form = LicenceForm(request.POST or None, documents=documents_for(found.production, request.user), licence=row)
    if request.method == "POST" and form.is_valid():
        try:
            licences.change(
                licence=row,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(WORK, args=[found.pk]))
        done(request, _("Licence saved"))
        return redirect(WORK, found.pk)
    context = {"production": found.production, "work": found, "form": form, "licence": row}
    return render(request, "office/rights/licence.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def remove_licence(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_licence(request.user, pk, to="change")
    licences.remove(licence=row, by=request.user, at=timezone.now())
    undo = reverse("office:rights:restore-licence", args=[pk])
    done(request, _("Licence of %(who)s taken away") % {"who": row.licensor}, undo=undo)
    return redirect(WORK, row.work_id)


@door(MEMBER)
@require_POST
def restore_licence(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_licence(request.user, pk, to="change")
    licences.restore(licence=row, by=request.user, at=timezone.now())
    done(request, _("Licence of %(who)s put back") % {"who": row.licensor})
    return redirect(WORK, row.work_id)
