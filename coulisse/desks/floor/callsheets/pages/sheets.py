"""One sheet: as it stands, each block edited in place, what stands in its way, its validation."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.floor.breakdown.models import Element
from coulisse.desks.floor.callsheets.access import access_call_sheet
from coulisse.desks.floor.callsheets.actions import preparing, validating
from coulisse.desks.floor.callsheets.forms import (
    BlockForm,
    MemberCallForm,
    RoleCallForm,
    ValidateForm,
    editor_for,
)
from coulisse.desks.floor.callsheets.models import Block, Call, CallSheet
from coulisse.desks.floor.callsheets.queries import derive
from coulisse.desks.floor.callsheets.queries.brakes import Brake, Brakes, brakes_on
from coulisse.desks.floor.callsheets.queries.compose import Composed, compose
from coulisse.desks.floor.callsheets.queries.sheets import job_of, versions_of
from coulisse.desks.floor.callsheets.queries.view import board_of
from coulisse.desks.floor.callsheets.words import broken, lacking
from coulisse.desks.floor.crew.models import CrewMember
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.papers.call_sheet import call_sheet as print_call_sheet
from coulisse.papers.call_sheet import change_lines, current

LANGUAGES = ("fr", "nl", "en")


def _may(user: User, to: str, sheet: CallSheet) -> bool:
    return user.may(to, desk=Desk.FLOOR, production=sheet.production_id)


@door(MEMBER)
@require_GET
def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_call_sheet(request.user, pk)
    return render(request, "floor/callsheets/sheet.html", _context(request, found))


def _context(request: SignedInRequest, found: CallSheet, **more: Any) -> dict[str, Any]:
    composed = compose(found, at=timezone.now())
    brakes = brakes_on(composed)
    language = (get_language() or "fr")[:2]
    return {
        "sheet": found,
        "production": found.production,
        "composed": composed,
        "now": composed.now,
        "board": board_of(composed),
        "brakes": brakes,
        "lacking": [lacking(one) for one in brakes.missing],
        "lights": [(light, broken(light)) for light in brakes.stopping],
        "notices": _notices(brakes),
        "headline": _headline(found, composed, brakes),
        "changes": change_lines(composed.changes, language),
        "versions": versions_of(found),
        "languages": LANGUAGES,
        "is_draft": found.state == CallSheet.State.DRAFT,
        "may_change": _may(request.user, "change", found),
        "may_validate": _may(request.user, "manage", found),
        "job": job_of(request.user, found.production),
        "reason": "",
        **more,
    }


def _notices(brakes: Brakes) -> list[tuple[str, list[Brake]]]:
    """What is only shown, one line a rule however many people it holds."""
    found: dict[str, list[Brake]] = {}
    for light in brakes.lights:
        if not light.stops:
            found.setdefault(broken(light), []).append(light)
    return list(found.items())


def _headline(sheet: CallSheet, composed: Composed, brakes: Brakes) -> str:
    """The answer first: may it be validated, and if not, why."""
    number = {"number": sheet.number}
    if sheet.state == CallSheet.State.SENT:
        return _("Call sheet no. %(number)s is sent") % number
    if sheet.state == CallSheet.State.VALIDATED:
        return _("Call sheet no. %(number)s is validated and not sent yet") % number
    if brakes.missing:
        count = len(brakes.missing)
        return ngettext(
            "Call sheet no. %(number)s cannot be validated: %(count)s thing is missing",
            "Call sheet no. %(number)s cannot be validated: %(count)s things are missing",
            count,
        ) % {**number, "count": count}
    if brakes.stopping:
        light = brakes.stopping[0]
        why = f"{broken(light)} ({light.who})"
        return _("Call sheet no. %(number)s cannot be validated: %(why)s") % {**number, "why": why}
    if composed.last is not None and not composed.changes:
        return _("The rectification of call sheet no. %(number)s changes nothing yet") % number
    return _("Call sheet no. %(number)s can be validated") % number


@door(MEMBER)
@require_GET
def preview(request: SignedInRequest, pk: int, language: str) -> HttpResponse:
    """The paper of this moment, in one of the languages."""
    found = access_call_sheet(request.user, pk)
    if language not in LANGUAGES:
        raise Http404
    content = print_call_sheet(compose(found, at=timezone.now()).now, language)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="call-sheet-{found.number}-{language}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


# ---- blocks ---------------------------------------------------------------------------------------------------


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def block(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """One block to type over, in its place on the sheet; alone on a page where there is no script."""
    found = access_call_sheet(request.user, pk, to="change")
    if kind not in Block.Kind.values:
        raise Http404
    composed = compose(found, at=timezone.now())
    stands = composed.blocks.get(kind)
    version = stands.version if stands else 0
    editor = editor_for(
        kind, composed.now, version=version, data=request.POST if request.method == "POST" else None
    )
    context = {
        "sheet": found,
        "editor": editor,
        "label": Block.Kind(kind).label,
        "stands": stands,
        "anchor": f"block-{kind}",
    }
    if request.method == "POST" and editor.is_valid:
        try:
            preparing.type_block(
                sheet=found,
                kind=kind,
                content=editor.content(composed.now, composed.derived),
                read_version=editor.read_version,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            _read_again(editor.form, stale)
            return _fragment(request, "block", {**context, "stale": stale.row}, status=409)
        except preparing.NotADraft:
            return _locked(request, found)
        return _saved(request, found, f"block-{kind}")
    return _fragment(request, "block", context, status=422 if request.method == "POST" else 200)


@door(MEMBER)
@require_POST
def plan_again(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """Leave what was typed in a block: the plan speaks again."""
    found = access_call_sheet(request.user, pk, to="change")
    if kind not in Block.Kind.values:
        raise Http404
    try:
        preparing.take_plan_again(sheet=found, kind=kind, by=request.user, at=timezone.now())
    except preparing.NotADraft:
        return _locked(request, found)
    return _saved(request, found, f"block-{kind}")


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def member_call(request: SignedInRequest, pk: int, member: int) -> HttpResponse:
    """A technician's hour."""
    found = access_call_sheet(request.user, pk, to="change")
    row = get_object_or_404(CrewMember.objects.select_related("contact"), pk=member, production=found.production)
    composed = compose(found, at=timezone.now())
    call = next((one for one in composed.calls if one.member_id == row.pk), None)
    planned = derive.crew_call(row, composed.plan.day)
    initial = {
        "version": call.version if call else 0,
        "is_called": call.is_called if call else True,
        "call": (call.hours.get("call") if call else "") or "",
    }
    form = MemberCallForm(request.POST or None, initial=initial)
    title = {"name": row.contact.name, "job": row.function, "planned": planned, "anchor": f"member-{row.pk}"}
    return _person(request, found, form, call, {"member": row}, planned, title)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def role_call(request: SignedInRequest, pk: int, role: int) -> HttpResponse:
    """An actor's pick-up, dressing, make-up, hair, PAT and wrap."""
    found = access_call_sheet(request.user, pk, to="change")
    row = get_object_or_404(Element, pk=role, production=found.production)
    composed = compose(found, at=timezone.now())
    planned = {one.element_id: line for one, line in derive.cast_of(composed.plan)}.get(row.pk)
    if planned is None:
        raise Http404
    call = next((one for one in composed.calls if one.role_id == row.pk), None)
    number = planned.number
    stands = next((line for line in composed.now.cast if line.number == number), planned)
    pick_up = current(stands.pick_up)
    initial = {
        "version": call.version if call else 0,
        "is_called": call.is_called if call else True,
        "pick_up": pick_up.hour if pick_up else None,
        "pick_up_at": pick_up.place if pick_up else "",
    } | {name: current(getattr(stands, name)) for name in ("dressing", "make_up", "hair", "pat", "wrap")}
    form = RoleCallForm(request.POST or None, initial=initial)
    title = {"name": planned.actor or planned.name, "job": planned.name, "anchor": f"role-{row.pk}"}
    return _person(request, found, form, call, {"role": row}, planned, title)


def _person(
    request: SignedInRequest,
    found: CallSheet,
    form: MemberCallForm | RoleCallForm,
    call: Call | None,
    who: dict[str, Any],
    planned: Any,
    title: dict[str, Any],
) -> HttpResponse:
    context = {"sheet": found, "form": form, "call": call, **title}
    if request.method == "POST" and form.is_valid():
        at, read_version = timezone.now(), form.cleaned_data["version"] or 0
        try:
            if "again" in request.POST:
                if call is not None:
                    preparing.take_call_again(call=call, by=request.user, at=at)
            else:
                preparing.type_call(
                    sheet=found,
                    **who,
                    hours=form.hours(planned),
                    is_called=form.cleaned_data["is_called"],
                    read_version=read_version,
                    by=request.user,
                    at=at,
                )
        except StaleWrite as stale:
            _read_again(form, stale)
            return _fragment(request, "call", {**context, "stale": stale.row}, status=409)
        except preparing.NotADraft:
            return _locked(request, found)
        return _saved(request, found, "people")
    return _fragment(request, "call", context, status=422 if request.method == "POST" else 200)


def _read_again(form: BlockForm, stale: StaleWrite) -> None:
    """What was typed stays; saving again is then done knowing what stands."""
    form.data = {**form.data, "version": str(stale.row.version)}


def _fragment(request: HttpRequest, name: str, context: dict[str, Any], *, status: int) -> HttpResponse:
    """In its place on the sheet for htmx, which swaps no refusal; else on a page of its own."""
    if not request.headers.get("HX-Request"):
        return render(request, f"floor/callsheets/{name}.html", context, status=status)
    response = render(request, f"floor/callsheets/_{name}_form.html", {**context, "in_place": True})
    if request.method == "POST":
        response.headers["HX-Retarget"] = f"#{context['anchor']}"
        response.headers["HX-Reswap"] = "outerHTML"
    return response


def _saved(request: SignedInRequest, found: CallSheet, anchor: str) -> HttpResponse:
    """The whole sheet again: an hour typed in one block moves others."""
    if request.headers.get("HX-Request"):
        return render(request, "floor/callsheets/_sheet.html", _context(request, found, saved=anchor))
    return redirect(f"{reverse('floor:callsheets:sheet', args=[found.pk])}#{anchor}")


def _locked(request: SignedInRequest, found: CallSheet) -> HttpResponse:
    refused(request, _("This version is validated: open a rectification to change it."))
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response.headers["HX-Redirect"] = reverse("floor:callsheets:sheet", args=[found.pk])
        return response
    return redirect("floor:callsheets:sheet", pk=found.pk)


# ---- validation -----------------------------------------------------------------------------------------------


@door(MEMBER)
@require_POST
def validate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign the sheet. Whoever manages the floor does; under a red light with a reason."""
    found = access_call_sheet(request.user, pk)
    if not _may(request.user, "manage", found):
        raise PermissionDenied
    form = ValidateForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        revision = validating.validate(
            sheet=found,
            job=job_of(request.user, found.production),
            by=request.user,
            at=timezone.now(),
            reason=reason,
        )
    except (validating.Incomplete, validating.UnderRedLight):
        context = _context(request, found, reason=reason, was_refused=True)
        return render(request, "floor/callsheets/sheet.html", context, status=422)
    except validating.NothingChanged:
        refused(request, _("Nothing changes since the last version: there is nothing to validate."))
        return redirect("floor:callsheets:sheet", pk=pk)
    except preparing.NotADraft:
        refused(request, _("This version is validated already."))
        return redirect("floor:callsheets:sheet", pk=pk)
    if revision.number:
        sentence = _("Rectification no. %(revision)s validated: it touches %(count)s people")
    else:
        sentence = _("Call sheet no. %(number)s validated for %(count)s people")
    said = {"number": found.number, "revision": revision.number, "count": len(revision.touched)}
    done(request, sentence % said)
    return redirect("floor:callsheets:sheet", pk=pk)


@door(MEMBER)
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_call_sheet(request.user, pk, to="change")
    try:
        preparing.reopen(sheet=found, by=request.user, at=timezone.now())
    except preparing.NotValidated:
        refused(request, _("This sheet is a draft already."))
    else:
        done(request, _("Rectification opened: the version that was sent stands until you validate the next one"))
    return redirect("floor:callsheets:sheet", pk=pk)
