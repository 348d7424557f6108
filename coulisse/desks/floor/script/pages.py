"""Scénario: drafts, the comparison of a new one, scenes and sets."""

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.floor.current import on_production
from coulisse.desks.floor.script import actions, queries
from coulisse.desks.floor.script.access import access_draft, access_scene, access_set
from coulisse.desks.floor.script.comparing import comparison_of
from coulisse.desks.floor.script.forms import DraftForm, SceneFilter, SceneForm, SetForm
from coulisse.desks.floor.script.merging import plan
from coulisse.desks.floor.script.models import Draft
from coulisse.desks.floor.script.troubles import refusal, sentences
from coulisse.formats.fdx import write_fdx
from coulisse.formats.fountain import write_fountain
from coulisse.formats.problems import Unreadable
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.vault import EmptyFile, FileTooLarge
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.places.queries import visible_to as places_visible_to
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused

PER_PAGE = 50
WRITERS = {"fountain": (write_fountain, "text/plain; charset=utf-8"), "fdx": (write_fdx, "application/xml")}


def may_change(user: User, production: Production) -> bool:
    return user.may("change", desk=Desk.FLOOR, production=production.pk)


@on_production
@require_http_methods(["GET", "POST"])
def drafts(request: SignedInRequest, production: Production) -> HttpResponse:
    """The drafts, and a place to drop the next one."""
    today = timezone.localdate()
    if request.method == "POST":
        require(request.user, "change", desk=Desk.FLOOR, production=production.pk)
        form = DraftForm(request.POST, request.FILES)
        if form.is_valid() and (draft := _received(request, production, form)) is not None:
            return redirect(_after(draft))
    else:
        form = _empty_form(production, today)
    lines = queries.drafts_of(production)
    waiting = next((line for line in lines if line.state == Draft.State.WAITING), None)
    context = {
        "production": production,
        "drafts": lines,
        "waiting": waiting,
        "current": next((line for line in lines if line.state == Draft.State.CURRENT), None),
        "totals": queries.totals(queries.scenes_of(production)),
        "form": form,
        "may_change": may_change(request.user, production),
        "tab": "drafts",
    }
    return render(request, "floor/script/drafts.html", context, status=400 if form.errors else 200)


def _empty_form(production: Production, today: date) -> DraftForm:
    return DraftForm(initial={"paper": queries.next_paper(production), "dated_on": today})


def _received(request: SignedInRequest, production: Production, form: DraftForm) -> Draft | None:
    """The draft; None with the reason on the form."""
    file = form.cleaned_data["file"]
    try:
        draft = actions.receive(
            production=production,
            content=file.read(),
            name=file.name,
            title=form.cleaned_data["title"],
            paper=form.cleaned_data["paper"],
            dated_on=form.cleaned_data["dated_on"],
            by=request.user,
            at=timezone.now(),
        )
    except Unreadable as unreadable:
        form.add_error("file", refusal(unreadable))
    except (EmptyFile, FileTooLarge):
        form.add_error(
            "file", _("The file is empty or too large. Export the screenplay again, then drop it here.")
        )
    except actions.NoScene:
        form.add_error(
            "file",
            _("No scene heading in this file (INT., EXT. …). Export the screenplay as Fountain or FDX."),
        )
    except actions.AnotherDraftWaits as waits:
        sentence = _("The draft %(draft)s waits to be merged. Merge it or set it aside, then drop this one.")
        form.add_error(None, sentence % {"draft": actions.draft_name(waits.draft)})
    else:
        return draft
    return None


def _after(draft: Draft) -> str:
    if draft.state == Draft.State.WAITING:
        return reverse("floor:script:compare", args=[draft.pk])
    return reverse("floor:script:draft", args=[draft.pk])


@door(MEMBER)
@require_GET
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """One draft: what it changed and what its reader stumbled over."""
    found = access_draft(request.user, pk)
    production = found.production
    line = next(line for line in queries.drafts_of(production) if line.id == found.pk)
    context = {
        "production": production,
        "line": line,
        "problems": sentences(found.problems),
        "totals": queries.totals(queries.scenes_of(production)),
        "may_change": may_change(request.user, production),
        "proposes_numbers": found.number == 1 and not any(each.get("number") for each in found.paragraphs),
        "tab": "drafts",
    }
    return render(request, "floor/script/draft.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """The waiting draft beside the story as it stands; merging is the answer."""
    found = access_draft(request.user, pk, to="read" if request.method == "GET" else "change")
    if found.state != Draft.State.WAITING:
        return redirect("floor:script:draft", pk=found.pk)
    apart = _places(request.POST if request.method == "POST" else request.GET, "apart")
    problem = ""
    if request.method == "POST" and request.POST.get("act") == "merge":
        try:
            merged = actions.merge(
                draft=found, numbers=_numbers(request.POST), apart=apart, by=request.user, at=timezone.now()
            )
        except actions.NumberTaken as taken:
            problem = _("Two scenes would be number %(number)s. Give one of them another number.") % {
                "number": taken.number
            }
        except actions.NumberUnfit:
            problem = _("A scene has no number, or one longer than 12 characters. Complete it, then merge.")
        except actions.DraftNotWaiting:
            return redirect("floor:script:drafts")
        else:
            done(request, _merged_sentence(merged))
            return redirect("floor:script:draft", pk=found.pk)
    typed = _numbers(request.POST) if request.POST.get("act") == "merge" else {}
    comparison = comparison_of(plan(found, apart=apart), typed)
    context = {
        "production": found.production,
        "draft": found,
        "name": actions.draft_name(found),
        "comparison": comparison,
        "apart": apart,
        "problem": problem,
        "problems": sentences(found.problems),
        "may_change": may_change(request.user, found.production),
        "tab": "drafts",
    }
    return render(request, "floor/script/compare.html", context, status=400 if problem else 200)


def _merged_sentence(merged: actions.Merged) -> str:
    counts = {name: len(getattr(merged, name)) for name in ("new", "changed", "omitted")}
    return _("Draft merged: %(new)s new, %(changed)s changed, %(omitted)s omitted, no tag lost") % counts


def _places(data: QueryDict, name: str) -> set[int]:
    return {int(text) for text in data.getlist(name) if text.isdecimal() and len(text) < 6}


def _numbers(data: QueryDict) -> dict[int, str]:
    """The numbers typed on the comparison, by the scene's place in the draft."""
    found = {}
    for name in data:
        place = name.removeprefix("number-")
        if place != name and place.isdecimal() and len(place) < 6:
            found[int(place)] = data.get(name, "")
    return found


@door(MEMBER)
@require_POST
def set_aside(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_draft(request.user, pk, to="change")
    try:
        actions.set_aside(draft=found, by=request.user, at=timezone.now())
    except actions.DraftNotWaiting:
        refused(request, _("The draft %(draft)s is merged already.") % {"draft": actions.draft_name(found)})
    else:
        sentence = _("Draft %(draft)s set aside; its file stays among the documents")
        done(request, sentence % {"draft": actions.draft_name(found)})
    return redirect("floor:script:drafts")


@on_production
@require_GET
def export(request: SignedInRequest, production: Production, form: str) -> HttpResponse:
    """The story as it stands, with the numbers of the house."""
    manuscript = queries.current_manuscript(production)
    if manuscript is None or form not in WRITERS:
        raise Http404
    write, content_type = WRITERS[form]
    response = HttpResponse(write(manuscript), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(production.title)}.{form}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@on_production
@require_GET
def scenes(request: SignedInRequest, production: Production) -> HttpResponse:
    form = SceneFilter(request.GET, production=production)
    wanted = form.wanted()
    found = queries.listed(production, wanted)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "production": production,
        "form": form,
        "wanted": wanted,
        "page": page,
        "lines": [queries.line_of(scene) for scene in page.object_list],
        "totals": queries.totals(found),
        "filtered": any((wanted.words, wanted.set, wanted.int_ext, wanted.effect, wanted.state)),
        "may_change": may_change(request.user, production),
        "tab": "scenes",
    }
    return render(request, "floor/script/scenes.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def scene_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    scene = access_scene(request.user, pk, to="change")
    form = SceneForm(request.POST or None, scene=scene)
    back = reverse("floor:breakdown:scene", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_scene(
                scene=scene,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=back)
        except actions.NumberTaken as taken:
            sentence = _("Number %(number)s is taken by another scene. Choose another, as %(other)s.")
            form.add_error("number", sentence % {"number": taken.number, "other": f"{taken.number}A"})
        except actions.NumberUnfit:
            form.add_error("number", _("Give the scene a number of at most 12 characters."))
        else:
            done(request, _("Scene %(number)s saved") % {"number": form.cleaned_data["number"]})
            return redirect(back)
    context = {
        "production": scene.production,
        "scene": scene,
        "form": form,
        "sets": queries.set_choices(scene.production),
        "estimate": queries.estimated_seconds(scene.eighths),
        "tab": "scenes",
    }
    return render(request, "floor/script/scene_edit.html", context, status=400 if form.errors else 200)


@on_production
@require_GET
def sets(request: SignedInRequest, production: Production) -> HttpResponse:
    lines = queries.sets_of(production)
    context = {
        "production": production,
        "lines": lines,
        "without_place": sum(line.place is None and line.scenes > 0 for line in lines),
        "may_change": may_change(request.user, production),
        "tab": "sets",
    }
    return render(request, "floor/script/sets.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def set_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    one = access_set(request.user, pk, to="change")
    places = places_visible_to(request.user).filter(archived_at__isnull=True).order_by("sort_key")
    form = SetForm(request.POST or None, one=one, places=places)
    back = reverse("floor:script:sets")
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_set(
                one=one,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=back)
        except actions.SetNameTaken as taken:
            form.add_error(
                "name", _("“%(name)s” is another set already. Choose another name.") % {"name": taken.name}
            )
        else:
            done(request, _("Set saved: %(name)s") % {"name": form.cleaned_data["name"]})
            return redirect(back)
    context = {"production": one.production, "one": one, "form": form, "tab": "sets"}
    return render(request, "floor/script/set_edit.html", context, status=400 if form.errors else 200)
