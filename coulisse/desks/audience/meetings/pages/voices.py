"""Questionnaires, panels and ideas, as the desk keeps them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.meetings.access import (
    access_idea,
    access_panel,
    access_panelist,
    access_questionnaire,
)
from coulisse.desks.audience.meetings.actions import ideas as idea_actions
from coulisse.desks.audience.meetings.actions import panels as panel_actions
from coulisse.desks.audience.meetings.actions import questionnaires as actions
from coulisse.desks.audience.meetings.forms import AskPanelForm, IdeaAnswerForm, PanelForm, QuestionnaireForm
from coulisse.desks.audience.meetings.models import Evening
from coulisse.desks.audience.meetings.pages.evenings import reading_language, secret_root
from coulisse.desks.audience.meetings.queries.voices import ideas_of, members_of, replies_table, results_of
from coulisse.formats.tabular import write_csv
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE = "audience:meetings:questionnaire"


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk, to="change")
    evenings = Evening.objects.filter(production=production)
    form = QuestionnaireForm(request.POST or None, evenings=evenings)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write(
                production=production,
                values=form.values(),
                questions=form.asked(),
                by=request.user,
                at=timezone.now(),
            )
        except actions.SlugTaken:
            form.add_error("slug", _("Another questionnaire has this address: choose another one."))
        else:
            done(request, _("Questionnaire written: open it when it is ready"))
            return redirect(HERE, made.pk)
    context = {"form": form, "production": production, "back": reverse("audience:meetings:list")}
    return render(
        request, "audience/meetings/questionnaire_edit.html", context, status=422 if form.errors else 200
    )


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_questionnaire(request.user, pk, to="change")
    evenings = Evening.objects.filter(production_id=found.production_id)
    form = QuestionnaireForm(request.POST or None, evenings=evenings, row=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rewrite(
                questionnaire=found,
                values=form.values(),
                questions=form.asked(),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except actions.SlugTaken:
            form.add_error("slug", _("Another questionnaire has this address: choose another one."))
        except actions.AnsweredAlready:
            form.add_error(
                None, _("People have answered: the questions can’t change any more. Write another one.")
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(HERE, args=[pk]))
        else:
            done(request, _("Questionnaire saved"))
            return redirect(HERE, pk)
    context = {
        "form": form,
        "production": found.production,
        "back": reverse(HERE, args=[pk]),
        "questionnaire": found,
    }
    return render(
        request, "audience/meetings/questionnaire_edit.html", context, status=422 if form.errors else 200
    )


@door(MEMBER)
@require_GET
def questionnaire(request: SignedInRequest, pk: int) -> HttpResponse:
    """The figures, the words, and what the public sees."""
    found = access_questionnaire(request.user, pk)
    address = reverse("audience:meetings:questionnaire-public", args=[found.slug])
    context = {
        "questionnaire": found,
        "production": found.production,
        "replies": found.replies.count(),
        "results": results_of(found, language=reading_language()),
        "address": request.build_absolute_uri(address),
        "may_change": may(request.user, "change", found.production_id),
    }
    return render(request, "audience/meetings/questionnaire.html", context)


@door(MEMBER)
@require_POST
def act(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open it, close it, publish its figures."""
    found, at = access_questionnaire(request.user, pk, to="change"), timezone.now()
    match request.POST.get("act"):
        case "open":
            try:
                actions.open_up(questionnaire=found, by=request.user, at=at)
            except actions.NothingToAsk:
                refused(request, _("Write a question first."))
            else:
                done(request, _("Open: the public can answer"))
        case "close":
            actions.close(questionnaire=found, by=request.user, at=at)
            done(request, _("Closed"))
        case "publish":
            actions.publish(questionnaire=found, by=request.user, at=at)
            done(request, _("Everybody may read the figures; the free words stay here"))
        case _:
            refused(request, _("Choose what to do."))
    return redirect(HERE, pk)


@door(MEMBER)
@require_GET
def export(request: SignedInRequest, pk: int) -> HttpResponse:
    """A line a reply, a column a question."""
    found = access_questionnaire(request.user, pk)
    response = HttpResponse(write_csv(replies_table(found, reading_language())), content_type="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}.csv"'
    return response


@on_production
@require_http_methods(["GET", "POST"])
def add_panel(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk, to="change")
    form = PanelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = panel_actions.make(
            production=production, values=form.cleaned_data, by=request.user, at=timezone.now()
        )
        done(request, _("Panel made: take in those who agreed"))
        return redirect("audience:meetings:panel", made.pk)
    context = {"form": form, "production": production}
    return render(request, "audience/meetings/panel_add.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def panel(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_panel(request.user, pk)
    context = {
        "panel": found,
        "production": found.production,
        "members": members_of(found),
        "form": AskPanelForm(panel=found),
        "may_change": may(request.user, "change", found.production_id),
    }
    return render(request, "audience/meetings/panel.html", context)


@door(MEMBER)
@require_POST
def fill_panel(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_panel(request.user, pk, to="change")
    count = panel_actions.fill(panel=found, by=request.user, at=timezone.now())
    done(request, ngettext("%(count)s person joined", "%(count)s people joined", count) % {"count": count})
    return redirect("audience:meetings:panel", pk)


@door(MEMBER)
@require_POST
def leave_panel(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_panelist(request.user, pk)
    panel_actions.leave(panelist=found, at=timezone.now())
    done(request, _("Not in the panel any more"))
    return redirect("audience:meetings:panel", found.panel_id)


@door(MEMBER)
@require_POST
def ask_panel(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_panel(request.user, pk, to="change")
    form = AskPanelForm(request.POST, panel=found)
    if not form.is_valid():
        refused(request, _("Choose an open questionnaire."))
        return redirect("audience:meetings:panel", pk)
    root = secret_root(request, "audience:meetings:questionnaire-panel")
    try:
        count = panel_actions.ask(
            panel=found,
            questionnaire=form.cleaned_data["questionnaire"],
            root=root,
            by=request.user,
            at=timezone.now(),
        )
    except panel_actions.NobodyToAsk:
        refused(request, _("Nobody is left to ask: asked before, gone, or without an address."))
    except actions.NotOpen:
        refused(request, _("Open the questionnaire first."))
    else:
        done(
            request,
            ngettext("%(count)s letter in the mail", "%(count)s letters in the mail", count) % {"count": count},
        )
    return redirect("audience:meetings:panel", pk)


@on_production
@require_GET
def ideas(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk)
    rows = ideas_of(production)
    address = reverse("audience:meetings:ideas-public", args=[production.code])
    context = {
        "production": production,
        "ideas": [
            (
                one,
                IdeaAnswerForm(
                    initial={
                        "state": one.state,
                        "text": one.answer,
                        "is_shown": one.is_shown,
                        "version": one.version,
                    },
                    prefix=f"i{one.pk}",
                ),
            )
            for one in rows
        ],
        "address": request.build_absolute_uri(address),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "audience/meetings/ideas.html", context)


@door(MEMBER)
@require_POST
def answer_idea(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_idea(request.user, pk)
    back = f"{reverse('audience:meetings:ideas')}?production={found.production_id}"
    form = IdeaAnswerForm(request.POST, prefix=f"i{pk}")
    if not form.is_valid():
        refused(request, _("Choose a state."))
        return redirect(back)
    values = form.cleaned_data
    try:
        idea_actions.answer(
            idea=found,
            state=values["state"],
            text=values["text"],
            is_shown=values["is_shown"],
            read_version=values["version"],
            by=request.user,
            at=timezone.now(),
        )
    except idea_actions.NothingToShow:
        refused(request, _("Write an answer before the idea is shown to everybody."))
    except StaleWrite as stale:
        return stale_answer(request, stale, back=back)
    else:
        done(request, _("Idea answered"))
    return redirect(back)
