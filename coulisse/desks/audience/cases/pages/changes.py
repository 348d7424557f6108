"""« Changed because of you »: the register of a production, one recommendation, its closing letter."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.cases.access import access_recommendation
from coulisse.desks.audience.cases.actions import changes as actions
from coulisse.desks.audience.cases.actions.post import Wording
from coulisse.desks.audience.cases.day import day_of
from coulisse.desks.audience.cases.forms import (
    DecisionForm,
    EffectForm,
    InForceForm,
    RecommendationForm,
    WordingForm,
)
from coulisse.desks.audience.cases.letters import closing_wording
from coulisse.desks.audience.cases.pages.placing import place
from coulisse.desks.audience.cases.queries.cases import open_choices
from coulisse.desks.audience.cases.queries.changes import one_change, register_of
from coulisse.desks.audience.cases.queries.closing import to_tell
from coulisse.desks.audience.cases.queries.people import readers_of
from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.intake.models import Family
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

CHANGE = "audience:cases:change"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk)
    day = day_of(production, timezone.localdate())
    weeks = register_of(production, day=day)
    lines = [line for week in weeks for line in week.lines]
    context = {
        "production": production,
        "weeks": weeks,
        "done": sum(line.done_on is not None for line in lines),
        "awaited": sum(line.state in ("awaited", "late") for line in lines),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "audience/cases/changes.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk, to="change")
    initial = {name: request.GET.get(name, "") for name in ("family", "case", "topic", "title")}
    form = RecommendationForm(
        request.POST or None,
        people=readers_of(production.pk, timezone.localdate()),
        families=_families(production),
        cases=open_choices(request.user, production),
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.recommend(
                production=production, values=form.values(), by=request.user, at=timezone.now()
            )
        except actions.CannotRead:
            form.add_error("owner", _("This person does not read what the public writes to this production."))
        else:
            done(request, _("Recommendation entered"))
            return redirect(CHANGE, row.pk)
    context = {"form": form, "production": production}
    return render(request, "audience/cases/change_add.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_recommendation(request.user, pk)
    place(request, found.production_id)
    may_change = request.user.may("change", desk=Desk.AUDIENCE, production=found.production_id)
    day = day_of(found.production, timezone.localdate())
    group = to_tell(found) if may_change else None
    context = {
        "line": one_change(found, day=day),
        "row": found,
        "production": found.production,
        "group": group,
        "may_change": may_change,
        "may_answer": may_change or found.owner_id == request.user.pk,
        "decision_form": DecisionForm(initial={"version": found.version}),
        "force_form": InForceForm(
            initial={
                "version": found.version,
                "done_on": found.done_on,
                "what_changed": found.what_changed or found.title,
            }
        ),
        "effect_form": EffectForm(),
        "closing_form": WordingForm(
            languages=group.languages if group else (),
            initial=closing_wording(found, group.languages if group else ()),
        ),
    }
    return render(request, "audience/cases/change.html", context)


@door(MEMBER)
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The production's decision, by whoever it was asked of."""
    found = access_recommendation(request.user, pk, to="answer")
    form = DecisionForm(request.POST)
    if not form.is_valid():
        refused(request, _("Choose a decision and write the answer."))
        return redirect(CHANGE, pk)
    try:
        actions.answer(
            recommendation=found,
            decision=form.cleaned_data["decision"],
            text=form.cleaned_data["text"],
            read_version=form.read_version(),
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as stale:
        return stale_answer(request, stale, back=reverse(CHANGE, args=[pk]))
    done(request, _("Answer noted"))
    return redirect(CHANGE, pk)


@door(MEMBER)
@require_POST
def in_force(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_recommendation(request.user, pk, to="change")
    form = InForceForm(request.POST)
    if not form.is_valid():
        refused(request, _("Write since when, and what was changed."))
        return redirect(CHANGE, pk)
    try:
        actions.put_in_force(
            recommendation=found,
            done_on=form.cleaned_data["done_on"],
            what_changed=form.cleaned_data["what_changed"],
            read_version=form.read_version(),
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as stale:
        return stale_answer(request, stale, back=reverse(CHANGE, args=[pk]))
    done(request, _("Change noted"))
    return redirect(CHANGE, pk)


@door(MEMBER)
@require_POST
def measure(request: SignedInRequest, pk: int) -> HttpResponse:
    """A figure before and after: typed, or counted from the messages on the topic."""
    found = access_recommendation(request.user, pk, to="change")
    if request.POST.get("count"):
        return _count(request, pk)
    form = EffectForm(request.POST)
    if not form.is_valid():
        refused(request, _("Write what is measured, both figures and their source."))
        return redirect(CHANGE, pk)
    actions.measure(recommendation=found, values=form.cleaned_data, by=request.user, at=timezone.now())
    done(request, _("Effect noted"))
    return redirect(CHANGE, pk)


def _count(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_recommendation(request.user, pk, to="change")
    day = day_of(found.production, timezone.localdate())
    try:
        actions.count_weeks(recommendation=found, weeks=4, until=day, by=request.user, at=timezone.now())
    except actions.NothingChanged:
        refused(request, _("Say first since when the change is in force."))
    except actions.FigureMissing:
        refused(request, _("Messages can be counted where the recommendation has a topic."))
    else:
        done(request, _("Counted: four weeks before and after"))
    return redirect(CHANGE, pk)


@door(MEMBER)
@require_POST
def tell(request: SignedInRequest, pk: int) -> HttpResponse:
    """The closing letter, to everybody who wrote about it."""
    found = access_recommendation(request.user, pk, to="change")
    wordings = {
        language: Wording(
            request.POST.get(f"subject_{language}", "")[:250], request.POST.get(f"text_{language}", "")[:20_000]
        )
        for language in ("fr", "nl", "en")
    }
    try:
        told = actions.tell_back(recommendation=found, wordings=wordings, by=request.user, at=timezone.now())
    except actions.NothingChanged:
        refused(request, _("Say first what was changed, and since when."))
    except actions.NobodyLeftToTell:
        refused(request, _("Everybody who can be reached was told."))
    except actions.TooMany:
        refused(request, _("More than 2,000 people at once: choose a shorter period."))
    except actions.NotTranslated as problem:
        said = _("The text in %(language)s still holds something between braces: translate it, then send.")
        refused(request, said % {"language": problem.language.upper()})
    except actions.WordingMissing as problem:
        refused(request, _("Write subject and text in %(language)s too.") % {"language": problem.language.upper()})
    else:
        count = told.mailed + told.posted
        words = ngettext("%(n)s person told", "%(n)s people told", count) % {"n": count}
        if told.unreachable:
            words += " · " + ngettext("%(n)s left no address", "%(n)s left no address", len(told.unreachable)) % {
                "n": len(told.unreachable)
            }
        done(request, words)
    return redirect(CHANGE, pk)


def _families(production: Production) -> list[tuple[int, str]]:
    found = Family.objects.filter(production=production, size__gte=2, joined_to__isnull=True)
    return [(row.pk, f"{row} ({row.size})") for row in found.order_by("-last_at", "-id")[:40]]
