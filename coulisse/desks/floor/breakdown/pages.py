"""Dépouillement: the list of scenes, the page of one scene, elements and their reports."""

from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.floor.breakdown import exports, queries
from coulisse.desks.floor.breakdown.access import access_companion, access_element, access_tag
from coulisse.desks.floor.breakdown.actions import elements as element_actions
from coulisse.desks.floor.breakdown.actions import proposals, tags
from coulisse.desks.floor.breakdown.categories import LETTERS
from coulisse.desks.floor.breakdown.forms import ElementForm, OtherElementForm, TagChangeForm, TagForm
from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.breakdown.script_page import page_of
from coulisse.desks.floor.breakdown.sheet import sheet_of
from coulisse.desks.floor.breakdown.windows import placed
from coulisse.desks.floor.current import on_production
from coulisse.desks.floor.script import actions as script_actions
from coulisse.desks.floor.script.access import access_scene
from coulisse.desks.floor.script.forms import SceneFilter
from coulisse.desks.floor.script.models import Scene
from coulisse.desks.floor.script.queries import listed
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.queries import attached_to
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused

PER_PAGE = 50


def may_change(user: User, production: int) -> bool:
    return user.may("change", desk=Desk.FLOOR, production=production)


# Scenes


@on_production
@require_GET
def scenes(request: SignedInRequest, production: Production) -> HttpResponse:
    """Every scene with what it wants; what is left to read and to answer leads."""
    form = SceneFilter(request.GET, production=production)
    wanted = form.wanted()
    page = Paginator(listed(production, wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "production": production,
        "form": form,
        "wanted": wanted,
        "page": page,
        "rows": queries.scene_rows(page.object_list),
        "progress": queries.progress_of(production),
        "proposals": queries.proposed_by_category(production),
        "next": queries.first_to_review(production),
        "filtered": any((wanted.words, wanted.set, wanted.int_ext, wanted.effect, wanted.state)),
        "may_change": may_change(request.user, production.pk),
        "tab": "scenes",
    }
    return render(request, "floor/breakdown/scenes.html", context)


@door(MEMBER)
@require_GET
def scene(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_scene(request.user, pk)
    return _drawn(request, found, "floor/breakdown/scene.html")


def _drawn(request: SignedInRequest, found: Scene, template: str, status: int = 200) -> HttpResponse:
    context = {
        "production": found.production,
        "scene": found,
        "sheet": sheet_of(found),
        "page": page_of(found, _asked_page(request)),
        "placed": placed([found.pk]).get(found.pk, ""),
        "may_change": may_change(request.user, found.production_id) and found.omitted_at is None,
        "categories": [(code.value, code.label, LETTERS[code]) for code in Category],
        "attached": attached_to(found, request.user),
    }
    return render(request, template, context, status=status)


def _asked_page(request: SignedInRequest) -> int | None:
    """`?page=` of this address, or of the page that a fragment is for."""
    query = request.GET or QueryDict(urlsplit(request.headers.get("HX-Current-URL", "")).query)
    asked = query.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else None


def _answer(request: SignedInRequest, found: Scene) -> HttpResponse:
    """After an act: both panes again for htmx, else back to the page. `here` is the scene that was being read."""
    here = request.POST.get("here", "")
    shown = int(here) if here.isascii() and here.isdigit() and len(here) < 18 else found.pk
    if request.headers.get("HX-Request"):
        return _drawn(request, access_scene(request.user, shown), "floor/breakdown/_work.html")
    return redirect("floor:breakdown:scene", pk=shown)


@door(MEMBER)
@require_POST
def tag(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add an element to the scene, from the page or by typing."""
    found = access_scene(request.user, pk, to="change")
    form = TagForm(request.POST, scene=found)
    if not form.is_valid():
        refused(request, _("Nothing added: choose a category and type a name of at most 160 characters."))
        return _answer(request, found)
    try:
        put = tags.put(scene=found, **form.values(), by=request.user, at=timezone.now())
    except tags.NameMissing:
        refused(request, _("Nothing added: a name holds at least one letter or figure."))
    else:
        undo = reverse("floor:breakdown:decline", args=[put.pk])
        said = {"name": form.cleaned_data["name"], "number": found.number}
        done(request, _("“%(name)s” added to scene %(number)s") % said, undo=undo)
    return _answer(request, found)


@door(MEMBER)
@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_tag(request.user, pk, to="change")
    tags.confirm(tag=found, by=request.user, at=timezone.now())
    return _answer(request, found.scene)


@door(MEMBER)
@require_POST
def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_tag(request.user, pk, to="change")
    was = found.state
    tags.decline(tag=found, by=request.user, at=timezone.now())
    route = "floor:breakdown:confirm" if was == Tag.State.CONFIRMED else "floor:breakdown:reopen"
    said = {"name": found.element.name, "number": found.scene.number}
    done(request, _("“%(name)s” left out of scene %(number)s") % said, undo=reverse(route, args=[pk]))
    return _answer(request, found.scene)


@door(MEMBER)
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_tag(request.user, pk, to="change")
    tags.reopen(tag=found, by=request.user, at=timezone.now())
    return _answer(request, found.scene)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def tag_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """How many, and a note."""
    found = access_tag(request.user, pk, to="change")
    first = {"quantity": found.quantity, "note": found.note, "version": found.version}
    form = TagChangeForm(request.POST or None, initial=first)
    back = reverse("floor:breakdown:scene", args=[found.scene_id])
    if request.method == "POST" and form.is_valid():
        try:
            tags.change(
                tag=found,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=back)
        done(request, _("“%(name)s” saved") % {"name": found.element.name})
        return redirect(back)
    context = {"production": found.scene.production, "tag": found, "form": form, "back": back}
    return render(request, "floor/breakdown/tag_edit.html", context, status=400 if form.errors else 200)


@door(MEMBER)
@require_POST
def confirm_scene(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every proposal of one scene at once."""
    found = access_scene(request.user, pk, to="change")
    count = tags.confirm_all(production=found.production, scene=found, by=request.user, at=timezone.now())
    sentence = ngettext("%(count)s proposal accepted", "%(count)s proposals accepted", count)
    done(request, sentence % {"count": count})
    return _answer(request, found)


@on_production
@require_POST
def confirm_category(request: SignedInRequest, production: Production) -> HttpResponse:
    """Every proposal of one category in the whole story: the roles, to begin with."""
    require(request.user, "change", desk=Desk.FLOOR, production=production.pk)
    category = request.POST.get("category", "")
    if category not in Category.values:
        raise Http404
    count = tags.confirm_all(production=production, categories=[category], by=request.user, at=timezone.now())
    sentence = ngettext("%(count)s proposal accepted", "%(count)s proposals accepted", count)
    done(request, sentence % {"count": count})
    return redirect("floor:breakdown:scenes")


@on_production
@require_POST
def propose(request: SignedInRequest, production: Production) -> HttpResponse:
    """Read the whole screenplay again."""
    require(request.user, "change", desk=Desk.FLOOR, production=production.pk)
    count = proposals.propose(production=production, by=request.user, at=timezone.now())
    sentence = ngettext("%(count)s new proposal", "%(count)s new proposals", count)
    done(request, sentence % {"count": count})
    return redirect("floor:breakdown:scenes")


@door(MEMBER)
@require_POST
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read through: on to the next scene that waits."""
    found = access_scene(request.user, pk, to="change")
    script_actions.mark_reviewed(scene=found, by=request.user, at=timezone.now())
    undo = reverse("floor:breakdown:unreview", args=[pk])
    done(request, _("Scene %(number)s marked as reviewed") % {"number": found.number}, undo=undo)
    return redirect("floor:breakdown:scene", pk=pk)


@door(MEMBER)
@require_POST
def unreview(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_scene(request.user, pk, to="change")
    script_actions.mark_to_review(scene=found, by=request.user, at=timezone.now())
    return redirect("floor:breakdown:scene", pk=pk)


@on_production
@require_GET
def completions(request: SignedInRequest, production: Production) -> HttpResponse:
    """Names known in the film, as options of a list: a fragment."""
    found = queries.completions(
        production, category=request.GET.get("category", ""), words=request.GET.get("name", "")[:80]
    )
    return render(request, "floor/breakdown/_completions.html", {"found": found})


# Elements


@on_production
@require_GET
def elements(request: SignedInRequest, production: Production) -> HttpResponse:
    category, words = request.GET.get("category", ""), request.GET.get("q", "")[:80]
    groups = queries.groups_of(production, category=category, words=words)
    context = {
        "production": production,
        "groups": groups,
        "count": sum(len(group.lines) for group in groups),
        "category": category,
        "words": words,
        "categories": Category.choices,
        "may_change": may_change(request.user, production.pk),
        "tab": "elements",
    }
    return render(request, "floor/breakdown/elements.html", context)


@door(MEMBER)
@require_GET
def element(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_element(request.user, pk)
    changes = may_change(request.user, found.production_id)
    context = {
        "production": found.production,
        "element": found,
        "letter": LETTERS[found.category],
        "wanting": queries.scenes_wanting(found),
        "brings": queries.brings(found),
        "brought_by": queries.brought_by(found),
        "age": found.minor_age if request.user.scope().may_private(production=found.production_id) else None,
        "attached": attached_to(found, request.user),
        "may_change": changes,
        "merge_form": OtherElementForm(others=_mergeable(found), prefix="merge") if changes else None,
        "link_form": OtherElementForm(others=_linkable(found), prefix="link") if changes else None,
        "tab": "elements",
    }
    return render(request, "floor/breakdown/element.html", context)


def _linkable(found: Element) -> object:
    return queries.elements_of(found.production_id).exclude(pk=found.pk).order_by("key")


def _mergeable(found: Element) -> object:
    return queries.elements_of(found.production_id).filter(category=found.category).exclude(pk=found.pk)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def element_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_element(request.user, pk, to="change")
    may_private = request.user.scope().may_private(production=found.production_id)
    form = ElementForm(request.POST or None, element=found, may_private=may_private)
    back = reverse("floor:breakdown:element", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            element_actions.edit(
                element=found,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=back)
        except element_actions.ElementNameTaken as taken:
            sentence = _("“%(name)s” exists in this category. Choose another name, or merge the two.")
            form.add_error("name", sentence % {"name": taken.other.name})
        except element_actions.RoleNumberTaken as taken:
            sentence = _("Number %(number)s is the role “%(name)s”. Choose a free number.")
            form.add_error("number", sentence % {"number": taken.other.number, "name": taken.other.name})
        else:
            done(request, _("“%(name)s” saved") % {"name": form.cleaned_data["name"]})
            return redirect(back)
    context = {"production": found.production, "element": found, "form": form, "tab": "elements"}
    return render(request, "floor/breakdown/element_edit.html", context, status=400 if form.errors else 200)


@door(MEMBER)
@require_POST
def element_merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another element of the category becomes part of this one."""
    kept = access_element(request.user, pk, to="change")
    form = OtherElementForm(request.POST, others=_mergeable(kept), prefix="merge")
    if not form.is_valid():
        refused(request, _("Nothing merged: choose the element that “%(name)s” replaces.") % {"name": kept.name})
        return redirect("floor:breakdown:element", pk=pk)
    gone = form.cleaned_data["other"]
    try:
        element_actions.merge(kept=kept, gone=gone, by=request.user, at=timezone.now())
    except element_actions.StillInUse as used:
        sentence = _("“%(gone)s” is still in use: %(holders)s. Free it there, then merge.")
        refused(request, sentence % {"gone": gone.name, "holders": ", ".join(used.holders)})
    else:
        done(request, _("“%(gone)s” merged into “%(kept)s”") % {"gone": gone.name, "kept": kept.name})
    return redirect("floor:breakdown:element", pk=pk)


@door(MEMBER)
@require_POST
def link(request: SignedInRequest, pk: int) -> HttpResponse:
    """Wherever this element is wanted, the other one is proposed."""
    found = access_element(request.user, pk, to="change")
    form = OtherElementForm(request.POST, others=_linkable(found), prefix="link")
    if not form.is_valid():
        refused(request, _("Nothing linked: choose what “%(name)s” brings along.") % {"name": found.name})
        return redirect("floor:breakdown:element", pk=pk)
    brings = form.cleaned_data["other"]
    made = element_actions.link(
        element=found, brings=brings, why=form.cleaned_data["why"], by=request.user, at=timezone.now()
    )
    undo = reverse("floor:breakdown:unlink", args=[made.pk])
    said = {"name": found.name, "brings": brings.name}
    done(request, _("“%(brings)s” now comes along with “%(name)s”") % said, undo=undo)
    return redirect("floor:breakdown:element", pk=pk)


@door(MEMBER)
@require_POST
def unlink(request: SignedInRequest, pk: int) -> HttpResponse:
    companion = access_companion(request.user, pk, to="change")
    element_actions.unlink(companion=companion, by=request.user, at=timezone.now())
    done(request, _("“%(brings)s” no longer comes along") % {"brings": companion.brings.name})
    return redirect("floor:breakdown:element", pk=companion.element_id)


@on_production
@require_POST
def number_roles(request: SignedInRequest, production: Production) -> HttpResponse:
    require(request.user, "change", desk=Desk.FLOOR, production=production.pk)
    count = element_actions.number_roles(production=production, by=request.user, at=timezone.now())
    sentence = ngettext("%(count)s role numbered", "%(count)s roles numbered", count)
    done(request, sentence % {"count": count})
    return redirect(f"{reverse('floor:breakdown:elements')}?category={Category.ROLE}")


@on_production
@require_GET
def export(request: SignedInRequest, production: Production, what: str, form: str) -> HttpResponse:
    if what not in exports.TABLES or form not in exports.FORMATS:
        raise Http404
    content = exports.write(production, what=what, form=form, at=timezone.now())
    response = HttpResponse(content, content_type=exports.FORMATS[form])
    name = exports.file_name(production, what)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
