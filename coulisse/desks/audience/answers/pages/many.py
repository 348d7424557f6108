"""One answer to many: to a family by its approved line, or to a choice by a wording of the library."""

from collections.abc import Callable
from datetime import timedelta
from secrets import randbelow
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.answers.access import access_bulk, access_version
from coulisse.desks.audience.answers.actions import bulk as actions
from coulisse.desks.audience.answers.actions import wordings
from coulisse.desks.audience.answers.addressing import NEEDED
from coulisse.desks.audience.answers.fields import FIELDS, EmptyFields, UnknownFields
from coulisse.desks.audience.answers.forms import PrepareForm, TextsForm
from coulisse.desks.audience.answers.lines import leading, line_of_family
from coulisse.desks.audience.answers.models import BulkAnswer, Wording, WordingVersion
from coulisse.desks.audience.answers.queries.family import Plan, families_of, family_plan, pace, plan, samples
from coulisse.desks.audience.answers.queries.library import sendable, wordings_for
from coulisse.desks.audience.answers.queries.progress import SHOWS, letters_of, progress
from coulisse.desks.audience.answers.refusals import NotSent, sentence
from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.families.queries import name_of
from coulisse.desks.audience.intake.access import access_family, visible_to
from coulisse.desks.audience.intake.models import Family
from coulisse.foundation.mailroom.actions import BadAddress, BadHeader, send_delay
from coulisse.foundation.productions.current import show_as_current
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

SEEDS = 1_000_000


@door(MEMBER)
@require_GET
def family(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who gets the answer, who is out and why, five letters drawn at random, and the button."""
    found = access_family(request.user, pk)
    return _family_page(request, found)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def line(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the holding line of a family."""
    found = families_of(access_family(request.user, pk, to="change"))[0]
    known = line_of_family(found, today=timezone.localdate())
    if known is not None:
        return redirect("audience:answers:wording", known.wording_id)
    form = TextsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        title = _("Line: %(family)s") % {"family": name_of(found)[:140]}
        try:
            version = wordings.write_wording(
                texts=form.texts(),
                values={"title": request.POST.get("title", "").strip()[:160] or title},
                production=found.production,
                family=found,
                by=request.user,
                at=timezone.now(),
            )
        except wordings.LineAlready:
            return redirect("audience:answers:family", pk)
        done(request, _("The line is written: ask for its approval"))
        return redirect("audience:answers:wording", version.wording_id)
    if found.production_id is not None:
        show_as_current(request, found.production_id)
    context = {
        "production": found.production,
        "family": found,
        "families": families_of(found),
        "form": form,
        "fields": FIELDS,
        "title": _("Line: %(family)s") % {"family": name_of(found)[:140]},
    }
    return render(request, "audience/answers/line.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def prepare(request: SignedInRequest, pk: int) -> HttpResponse:
    """Prepare the answers of a family; they leave one after the other."""
    found = access_family(request.user, pk, to="change")
    form = PrepareForm(request.POST)
    back = redirect("audience:answers:family", pk)
    if not form.is_valid():
        refused(request, _("Choose a line, and how many leave a minute."))
        return back
    version = access_version(request.user, form.cleaned_data["wording"])
    read = form.cleaned_data

    def act() -> BulkAnswer:
        return actions.prepare_family(
            family=found,
            version=version,
            expected=read["expected"],
            per_minute=read["per_minute"],
            by=request.user,
            at=timezone.now(),
        )

    return _prepared(request, act, back)


@on_production
@require_GET
def chosen(request: SignedInRequest, production: Production) -> HttpResponse:
    """One answer to conversations chosen by hand (`?c=1&c=2`)."""
    access_audience(request.user, production.pk)
    keys = _keys(request.GET.getlist("c"))
    rows = list(
        visible_to(request.user)
        .filter(pk__in=keys, production=production)
        .select_related(*NEEDED)
        .order_by("received_at", "pk")
    )
    at = timezone.now()
    offered = [
        version
        for row in wordings_for(request.user, production)
        .filter(use=Wording.Use.ANSWER, archived_at__isnull=True)
        .prefetch_related("versions__wording")
        .order_by("title")[:200]
        if (version := sendable(row)) is not None
    ]
    asked = request.GET.get("wording", "")
    version = next((one for one in offered if str(one.pk) == asked), None)
    found = plan(rows, version, user=request.user, at=at)
    context = _plan_context(request, found, version, production) | {
        "offered": offered,
        "keys": [row.pk for row in rows],
        "action": reverse("audience:answers:prepare-chosen"),
    }
    return render(request, "audience/answers/chosen.html", context)


@on_production
@require_POST
def prepare_chosen(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk, to="change")
    form = PrepareForm(request.POST)
    keys = _keys(request.POST.getlist("c"))
    back = redirect(f"{reverse('audience:answers:chosen')}?{'&'.join(f'c={key}' for key in keys)}")
    if not form.is_valid():
        refused(request, _("Choose a wording, and how many leave a minute."))
        return back
    version = access_version(request.user, form.cleaned_data["wording"])
    mine = list(visible_to(request.user).filter(pk__in=keys, production=production).values_list("pk", flat=True))
    read = form.cleaned_data

    def act() -> BulkAnswer:
        return actions.prepare_chosen(
            conversations=mine,
            version=version,
            title=version.wording.title,
            expected=read["expected"],
            per_minute=read["per_minute"],
            by=request.user,
            at=timezone.now(),
        )

    return _prepared(request, act, back)


@door(MEMBER)
@require_GET
def bulk(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far it is; a script asks for the figures alone."""
    found = access_bulk(request.user, pk)
    if found.production_id is not None:
        show_as_current(request, found.production_id)
    asked = request.GET.get("show", "")
    seen = progress(found, user=request.user, at=timezone.now())
    first = next((name for name in ("bounced", "failed", "unknown", "waiting") if seen.counts[name]), "sent")
    show = asked if asked in SHOWS else first
    context = {
        "production": found.production,
        "progress": seen,
        "show": show,
        "letters": letters_of(found, show),
        "tabs": [(name, seen.counts[name]) for name in SHOWS],
    }
    part = request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request")
    template = "audience/answers/_progress.html" if part else "audience/answers/bulk.html"
    return render(request, template, context)


@door(MEMBER)
@require_POST
def pause(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_bulk(request.user, pk, to="change")
    try:
        count = actions.pause(bulk=found, by=request.user, at=timezone.now())
    except actions.NothingWaits:
        refused(request, _("Nothing to pause: no answer waits."))
    else:
        said = ngettext("%(count)s answer paused", "%(count)s answers paused", count) % {"count": count}
        done(request, said, undo=reverse("audience:answers:bulk-resume", args=[pk]))
    return redirect("audience:answers:bulk", pk)


@door(MEMBER)
@require_POST
def resume(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_bulk(request.user, pk, to="change")
    try:
        count = actions.resume(bulk=found, by=request.user, at=timezone.now())
    except actions.NothingWaits:
        refused(request, _("Nothing to let go on: no answer is held."))
    else:
        done(request, ngettext("%(count)s answer goes on", "%(count)s answers go on", count) % {"count": count})
    return redirect("audience:answers:bulk", pk)


@door(MEMBER)
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what has not left."""
    found = access_bulk(request.user, pk, to="change")
    try:
        count = actions.undo(bulk=found, by=request.user, at=timezone.now())
    except actions.NothingToUndo:
        refused(request, _("Too late: every answer has left, or was taken back."))
    else:
        said = ngettext("%(count)s answer taken back", "%(count)s answers taken back", count) % {"count": count}
        done(request, said)
    return redirect("audience:answers:bulk", pk)


@door(MEMBER)
@require_POST
def latecomers(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer those that came since, with the same words."""
    found = access_bulk(request.user, pk, to="change")
    typed = request.POST.get("expected", "")
    expected = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else None
    try:
        count = actions.add_latecomers(bulk=found, expected=expected, by=request.user, at=timezone.now())
    except (NotSent, actions.CountChanged, EmptyFields) as stays:
        refused(request, _why(stays))
    else:
        done(request, ngettext("%(count)s answer added", "%(count)s answers added", count) % {"count": count})
    return redirect("audience:answers:bulk", pk)


def _family_page(request: SignedInRequest, found: Family) -> HttpResponse:
    rows = families_of(found)
    head = rows[0]
    if head.production_id is not None:
        show_as_current(request, head.production_id)
    at = timezone.now()
    held = line_of_family(head, today=timezone.localdate(at), language=get_language() or "fr")
    version = None
    if held is not None and held.version_id is not None:
        version = WordingVersion.objects.select_related("wording").get(pk=held.version_id)
    plan_ = family_plan(head, version, user=request.user, at=at)
    running = BulkAnswer.objects.filter(family=leading(head)).select_related("wording").order_by("-pk")
    context = _plan_context(request, plan_, version, head.production) | {
        "family": head,
        "families": rows,
        "line": held,
        "running": [one for one in running if one.state != BulkAnswer.State.RECALLED],
        "action": reverse("audience:answers:prepare-family", args=[head.pk]),
    }
    return render(request, "audience/answers/family.html", context)


def _plan_context(
    request: SignedInRequest, found: Plan, version: WordingVersion | None, production: Production | None
) -> dict[str, Any]:
    """What both pages show; the draw is kept in the address, so that it can be shown again."""
    typed = request.GET.get("draw", "")
    seed = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else randbelow(SEEDS)
    kept = pace(found.goes)
    at = timezone.now()
    shown: tuple[object, ...] = ()
    problem = ""
    if version is not None:
        try:
            shown = samples(found, version, seed=seed)
        except (EmptyFields, UnknownFields) as empty:
            problem = sentence(empty)
    return {
        "production": production,
        "plan": found,
        "version": version,
        "samples": shown,
        "problem": problem,
        "seed": seed,
        "next_seed": randbelow(SEEDS),
        "pace": kept,
        "starts_at": at + send_delay(),
        "ends_at": at + send_delay() + timedelta(minutes=found.count / max(kept.per_minute, 1)),
        "may_change": production is not None and may(request.user, "change", production.pk),
    }


def _prepared(request: SignedInRequest, act: Callable[[], BulkAnswer], back: HttpResponse) -> HttpResponse:
    try:
        made = act()
    except actions.PreparedAlready as known:
        refused(request, _("These answers are prepared already: here they are."))
        return redirect("audience:answers:bulk", known.bulk.pk)
    except (NotSent, actions.CountChanged, EmptyFields, UnknownFields, BadAddress, BadHeader) as stays:
        refused(request, _why(stays))
        return back
    count = made.answers.count()
    said = ngettext("%(count)s answer prepared", "%(count)s answers prepared", count) % {"count": count}
    done(request, said, undo=reverse("audience:answers:bulk-undo", args=[made.pk]))
    return redirect("audience:answers:bulk", made.pk)


def _why(stays: Exception) -> str:
    match stays:
        case actions.CountChanged(expected=expected, found=found):
            said = _("Nothing prepared: %(expected)s were shown, %(found)s wait now. Look again, then prepare.")
            return said % {"expected": expected, "found": found}
        case BadAddress(address=address):
            return _("Nothing prepared: “%(address)s” is no e-mail address. Correct it on the card.") % {
                "address": address
            }
        case BadHeader():
            return _("Nothing prepared: a name or a subject holds a line break.")
        case _:
            return sentence(stays)


def _keys(typed: list[str]) -> list[int]:
    return [int(one) for one in typed[: actions.MOST] if one.isascii() and one.isdigit() and len(one) < 15]
