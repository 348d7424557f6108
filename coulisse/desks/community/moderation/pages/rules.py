"""Rules and lists of words: written, tried on past comments, switched on as they were tried."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.community.current import access_owned, on_production, within_reach
from coulisse.desks.community.moderation.access import access_list, access_rule, comments_within_reach
from coulisse.desks.community.moderation.actions import rules as actions
from coulisse.desks.community.moderation.actions.starting import start_rules
from coulisse.desks.community.moderation.forms import ListForm, RuleForm
from coulisse.desks.community.moderation.models import ModerationRule, WordList
from coulisse.desks.community.moderation.places import Place, place_asked, place_of
from coulisse.desks.community.moderation.queries.rules import rules_page, tried
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

LIST: Final = "community:moderation:rules"
TRY: Final = "community:moderation:try"


@on_production
@require_GET
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    place = place_asked(request, production)
    context = {
        "production": production,
        "place": place,
        "found": rules_page(request.user, place),
        "may_change": place.home.may(request.user, "change"),
    }
    return render(request, "community/moderation/rules.html", context)


@on_production
@require_POST
def start(request: SignedInRequest, production: Production) -> HttpResponse:
    """The lists to begin with, in French and in Dutch, and rules that are off."""
    place = _to_change(request, production)
    made = start_rules(**place.home.values, by=request.user, at=timezone.now(), language=request.user.language)
    if made:
        done(request, _("Lists and rules to begin with: read them, try them, then switch them on"))
    else:
        refused(request, _("They are there already."))
    return _back(place)


def _to_change(request: SignedInRequest, production: Production) -> Place:
    place = place_asked(request, production)
    home = place.home
    access_owned(request.user, production=home.production_id, client=home.client_id, to="change")
    return place


def _back(place: Place) -> HttpResponse:
    return redirect(f"{reverse(LIST)}?{place.query}")


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    place = _to_change(request, production)
    form = RuleForm(request.POST or None, user=request.user, place=place)
    if request.method == "POST" and form.is_valid():
        made = _written(request, form, None)
        if made is not None:
            asked = f"?{place.query}" if made.is_house else ""
            return redirect(f"{reverse(TRY, args=[made.pk])}{asked}")
    return _form(request, form, place, None)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_rule(request.user, pk, to="change")
    place = _place_of(request, row)
    form = RuleForm(request.POST or None, instance=row, user=request.user, place=place)
    if request.method == "POST" and form.is_valid():
        try:
            made = _written(request, form, ModerationRule.objects.get(pk=pk))
        except StaleWrite as stale:
            return stale_answer(request, stale, back=request.path)
        if made is not None:
            return redirect(TRY, pk)
    return _form(request, form, place, row)


def _written(request: SignedInRequest, form: RuleForm, row: ModerationRule | None) -> ModerationRule | None:
    """None where a list is somebody else's: the form says which. Raises `StaleWrite`."""
    try:
        made = actions.write_rule(
            row=row,
            values=form.values(),
            lists=form.lists_chosen(),
            read_version=form.cleaned_data["read_version"] or 0,
            by=request.user,
            at=timezone.now(),
        )
    except actions.ListOfAnother as other:
        told = _("“%(list)s” is of somebody else: a rule uses its own lists and those of the house.")
        form.add_error("lists", told % {"list": other.row})
        return None
    done(request, _("Rule written, and off: this is what it would have touched"))
    return made


def _place_of(request: SignedInRequest, row: ModerationRule | WordList) -> Place:
    """Its own; the house's are looked at from the place that is asked for, else from any within reach."""
    if row.client is not None:
        return Place(client=row.client)
    if row.production is not None:
        return place_of(request.user, row.production)
    asked = request.GET.get("production", "")
    reached = within_reach(request.user).order_by("pk")
    chosen = reached.filter(pk=int(asked)).first() if asked.isdigit() and len(asked) < 18 else None
    production = chosen or reached.first()
    assert production is not None  # whoever changes what is the house's reaches all of them
    return place_asked(request, production)


def _list_with(request: SignedInRequest, row: ModerationRule | WordList) -> HttpResponse:
    """The page where it stands; what is the house's stands wherever one works."""
    return redirect(LIST) if row.is_house else _back(_place_of(request, row))


def _form(request: SignedInRequest, form: RuleForm, place: Place, row: ModerationRule | None) -> HttpResponse:
    context = {"form": form, "place": place, "rule": row}
    return render(request, "community/moderation/rule.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def dry_run(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the rule would have touched. Nothing of the comments is changed."""
    row = access_rule(request.user, pk, to="change")
    place = _place_of(request, row)
    home, among = place.home, comments_within_reach(request.user)
    found = actions.dry_run(
        rule=row, production=home.production, client=home.client, among=among, at=timezone.now()
    )
    context: dict[str, Any] = {
        "place": place,
        "rule": access_rule(request.user, pk),
        "found": tried(found, row, at=timezone.now()),
    }
    return render(request, "community/moderation/try.html", context)


@door(MEMBER)
@require_POST
def switch(request: SignedInRequest, pk: int) -> HttpResponse:
    row, at = access_rule(request.user, pk, to="change"), timezone.now()
    match request.POST.get("to", ""):
        case "on":
            try:
                actions.switch(rule=row, is_on=True, by=request.user, at=at)
            except actions.NotTried:
                refused(request, _("It was changed since it was tried: look first at what it would touch."))
                return redirect(TRY, pk)
            done(request, _("Switched on: it judges what comes in from now on"))
        case "archive":
            actions.archive(rule=row, by=request.user, at=at)
            done(request, _("Put away"))
        case _:
            actions.switch(rule=row, is_on=False, by=request.user, at=at)
            done(request, _("Switched off"))
    return _list_with(request, row)


@on_production
@require_http_methods(["GET", "POST"])
def list_add(request: SignedInRequest, production: Production) -> HttpResponse:
    place = _to_change(request, production)
    form = ListForm(request.POST or None, user=request.user, place=place)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        actions.write_list(row=None, values=form.values(), read_version=0, by=request.user, at=at)
        done(request, _("List kept"))
        return _back(place)
    return _list_form(request, form, place, None)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def list_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_list(request.user, pk, to="change")
    place = _place_of(request, row)
    form = ListForm(request.POST or None, instance=row, user=request.user, place=place)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_list(
                row=WordList.objects.get(pk=pk),
                values=form.values(),
                read_version=form.cleaned_data["read_version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse("community:moderation:list-edit", args=[pk]))
        done(request, _("List kept; rules with other words are off until they are tried again"))
        return _list_with(request, row)
    return _list_form(request, form, place, row)


def _list_form(request: SignedInRequest, form: ListForm, place: Place, row: WordList | None) -> HttpResponse:
    context = {"form": form, "place": place, "row": row}
    return render(request, "community/moderation/words.html", context, status=422 if form.errors else 200)
