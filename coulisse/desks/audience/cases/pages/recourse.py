"""A recourse: what is told, what is known, whether it could be heard; and the table of what is told."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.answers.actions import save_draft
from coulisse.desks.audience.answers.salutations import salutation
from coulisse.desks.audience.cases.access import access_house_tables, access_recourse
from coulisse.desks.audience.cases.actions import recourse as actions
from coulisse.desks.audience.cases.addressees import LANGUAGES, addressee_on, history_of, table_on
from coulisse.desks.audience.cases.day import day_of
from coulisse.desks.audience.cases.forms import AddresseeForm, CheckForm, MoveForm
from coulisse.desks.audience.cases.models.recourse import Body
from coulisse.desks.audience.cases.pages.placing import place
from coulisse.desks.audience.cases.queries.checks import check
from coulisse.desks.audience.cases.queries.recourses import recourses_of
from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.engines.deadlines.admissible import characters
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused

RECOURSE = "audience:cases:recourse"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    """Who goes further, and what is told of each body today."""
    access_audience(request.user, production.pk)
    day = day_of(production, timezone.localdate())
    context = {
        "production": production,
        "rows": recourses_of(production, day=day),
        "table": table_on(day),
        "bodies": Body.choices,
        "day": day,
        "may_change": may(request.user, "change", production.pk),
        "may_house": request.user.may("change", desk=Desk.AUDIENCE),
    }
    return render(request, "audience/cases/recourses.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def recourse(request: SignedInRequest, pk: int) -> HttpResponse:
    """The check of admissibility; posted, what is known of the complaint."""
    found = access_recourse(request.user, pk, to="change" if request.method == "POST" else "read")
    place(request, found.conversation.production_id)
    form = CheckForm(request.POST or None, recourse=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.complete(
                recourse=found,
                values=without_left(form.values(), request.POST),
                read_version=form.read_version(),
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(RECOURSE, args=[pk]))
        done(request, _("Checked again"))
        return redirect(RECOURSE, pk)
    conversation = found.conversation
    context = {
        "row": found,
        "conversation": conversation,
        "production": conversation.production,
        "check": check(found),
        "characters": characters(found.text),
        "form": form,
        "move_form": MoveForm(),
        "languages": LANGUAGES,
        "may_change": request.user.may("change", desk=Desk.AUDIENCE, production=conversation.production_id),
    }
    return render(request, "audience/cases/recourse.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_recourse(request.user, pk, to="change")
    form = MoveForm(request.POST)
    if not form.is_valid():
        refused(request, _("Choose a state."))
        return redirect(RECOURSE, pk)
    try:
        actions.move(
            recourse=found,
            to=form.cleaned_data["state"],
            outcome=form.cleaned_data["outcome"],
            by=request.user,
            at=timezone.now(),
        )
    except actions.OutcomeMissing:
        refused(request, _("Write what was decided."))
    else:
        done(request, _("State of the recourse noted"))
    return redirect(RECOURSE, pk)


@door(MEMBER)
@require_POST
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is told becomes the draft of an answer by mail, to be read before it leaves."""
    found = access_recourse(request.user, pk, to="change")
    conversation, language = found.conversation, found.told.get("language", "fr")
    told = "\n\n".join(part for part in (found.told.get("text", ""), found.told.get("address", "")) if part)
    try:
        save_draft(
            conversation=conversation,
            text=f"{salutation(conversation.writer.name, language)}\n\n{told}",
            language=language,
            read_version=0,
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite:
        refused(request, _("An answer is being written already: what is told can be copied from here."))
        return redirect(RECOURSE, pk)
    done(request, _("Draft ready: read it, then send it"))
    return redirect("audience:inbox:thread", conversation.pk)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def addressee(request: SignedInRequest, body: str, language: str) -> HttpResponse:
    """What the house tells of one body in one language; the earlier texts stay below."""
    access_house_tables(request.user, to="change" if request.method == "POST" else "read")
    if body not in Body.values or language not in LANGUAGES:
        raise Http404
    today = timezone.localdate()
    told = addressee_on(body, language, today)
    names = ("name", "address", "site", "text", "source", "read_on", "confidence")
    initial = {name: getattr(told, name) for name in names} | {"from_day": today}
    form = AddresseeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in names}
        actions.write_addressee(
            body=body,
            language=language,
            from_day=form.cleaned_data["from_day"],
            values=values,
            by=request.user,
            at=timezone.now(),
        )
        done(request, _("Text kept; the earlier one stays in the history"))
        return redirect("audience:cases:addressee", body, language)
    context = {
        "body": Body(body).label,
        "language": language,
        "form": form,
        "history": history_of(body, language),
        "may_change": request.user.may("change", desk=Desk.AUDIENCE),
    }
    return render(request, "audience/cases/addressee.html", context, status=422 if form.errors else 200)
