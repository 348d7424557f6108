"""Rules and lists of words: written, tried on past comments, switched on as they were tried."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.community.current import access_owned, may, on_production, within_reach
from coulisse.desks.community.moderation.access import access_list, access_rule
from coulisse.desks.community.moderation.actions import rules as actions
from coulisse.desks.community.moderation.actions.starting import start_rules
from coulisse.desks.community.moderation.forms import ListForm, RuleForm
from coulisse.desks.community.moderation.models import ModerationRule, WordList
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
    context = {
        "production": production,
        "found": rules_page(production.pk),
        "may_change": may(request.user, "change", production=production.pk, client=None),
    }
    return render(request, "community/moderation/rules.html", context)


@on_production
@require_POST
def start(request: SignedInRequest, production: Production) -> HttpResponse:
    """The lists to begin with, in French and in Dutch, and rules that are off."""
    access_owned(request.user, production=production.pk, client=None, to="change")
    language = request.user.language
    made = start_rules(production=production, by=request.user, at=timezone.now(), language=language)
    if made:
        done(request, _("Lists and rules to begin with: read them, try them, then switch them on"))
    else:
        refused(request, _("They are there already."))
    return redirect(LIST)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_owned(request.user, production=production.pk, client=None, to="change")
    form = RuleForm(request.POST or None, user=request.user, production=production)
    if request.method == "POST" and form.is_valid():
        made = actions.write_rule(
            row=None,
            values=form.values(),
            lists=form.lists(),
            read_version=0,
            by=request.user,
            at=timezone.now(),
        )
        done(request, _("Rule written, and off: this is what it would have touched"))
        return redirect(TRY, made.pk)
    return _form(request, form, production, None)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_rule(request.user, pk, to="change")
    production = _of(request, row.production)
    form = RuleForm(request.POST or None, instance=row, user=request.user, production=production)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_rule(
                row=ModerationRule.objects.get(pk=pk),
                values=form.values(),
                lists=form.lists(),
                read_version=form.cleaned_data["read_version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=request.path)
        done(request, _("Rule written, and off: this is what it would have touched"))
        return redirect(TRY, pk)
    return _form(request, form, production, row)


def _of(request: SignedInRequest, production: Production | None) -> Production:
    found = production or within_reach(request.user).order_by("pk").first()
    assert found is not None  # a rule is reached through a production
    return found


def _form(
    request: SignedInRequest, form: RuleForm, production: Production, row: ModerationRule | None
) -> HttpResponse:
    context = {"form": form, "production": production, "rule": row}
    return render(request, "community/moderation/rule.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def dry_run(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the rule would have touched. Nothing of the comments is changed."""
    row = access_rule(request.user, pk, to="change")
    production = _tried_on(request, row)
    found = actions.dry_run(rule=row, production=production, at=timezone.now())
    context: dict[str, Any] = {
        "production": production,
        "rule": access_rule(request.user, pk),
        "found": tried(found, row, at=timezone.now()),
    }
    return render(request, "community/moderation/try.html", context)


def _tried_on(request: SignedInRequest, row: ModerationRule) -> Production:
    """Its own production; a rule of the house is tried on the one that is asked for."""
    asked = request.GET.get("production", "")
    if row.production is None and asked.isdigit() and len(asked) < 18:
        chosen = within_reach(request.user).filter(pk=int(asked)).first()
        if chosen is not None:
            return chosen
    return _of(request, row.production)


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
    return redirect(LIST)


@on_production
@require_http_methods(["GET", "POST"])
def list_add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_owned(request.user, production=production.pk, client=None, to="change")
    form = ListForm(request.POST or None, user=request.user, production=production)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        actions.write_list(row=None, values=form.values(), read_version=0, by=request.user, at=at)
        done(request, _("List kept"))
        return redirect(LIST)
    return _list_form(request, form, production, None)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def list_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_list(request.user, pk, to="change")
    production = _of(request, row.production)
    form = ListForm(request.POST or None, instance=row, user=request.user, production=production)
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
        return redirect(LIST)
    return _list_form(request, form, production, row)


def _list_form(
    request: SignedInRequest, form: ListForm, production: Production, row: WordList | None
) -> HttpResponse:
    context = {"form": form, "production": production, "row": row}
    return render(request, "community/moderation/words.html", context, status=422 if form.errors else 200)
