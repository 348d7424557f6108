"""Topics and their words, reading messages again, comparing by meaning."""

from datetime import date, datetime, time, timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.intake import meaning
from coulisse.desks.audience.intake.access import access_topic
from coulisse.desks.audience.intake.actions import topics as actions
from coulisse.desks.audience.intake.forms import PeriodForm, TopicForm
from coulisse.desks.audience.intake.jobs import begin_meaning, begin_tagging
from coulisse.desks.audience.intake.models import TopicSet
from coulisse.desks.audience.intake.pages.channels import whole_house
from coulisse.desks.audience.intake.queries.topics import topics_screen
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.times import Never, Twice, in_brussels

LIST = "audience:intake:topics"


@on_production
@require_GET
def topics(request: SignedInRequest, production: Production) -> HttpResponse:
    """The sets, what corrections have taught, and what can be done with it."""
    access_audience(request.user, production.pk)
    return _screen(request, production, PeriodForm())


def _screen(request: SignedInRequest, production: Production, form: PeriodForm) -> HttpResponse:
    context = {
        "production": production,
        "tab": "topics",
        "screen": topics_screen(),
        "period": form,
        "has_meaning": meaning.is_installed(),
        "package": meaning.NAME,
        "may_change": may(request.user, "change", production.pk),
        "may_edit": whole_house(request.user, "change"),
        "is_whole_house": whole_house(request.user),
    }
    return render(request, "audience/intake/topics.html", context, status=422 if form.errors else 200)


@on_production
@require_http_methods(["GET", "POST"])
def topic_add(request: SignedInRequest, production: Production, pk: int) -> HttpResponse:
    """One more topic of a set."""
    require(request.user, "change", desk=Desk.AUDIENCE, seen=may(request.user, "read", production.pk))
    within = get_object_or_404(TopicSet, pk=pk)
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_topic(
                within=within, labels=form.labels(), words=form.words(), by=request.user, at=timezone.now()
            )
        except actions.TopicExists:
            form.add_error("label_fr", _("This set has a topic of that name. Choose another name."))
        except actions.TooManyTopics:
            form.add_error(
                None, _("A set has 200 topics at most. Archive some, or say it with words of another one.")
            )
        else:
            done(request, _("Topic “%(name)s” added") % {"name": made})
            return redirect(f"{reverse(LIST)}?production={production.pk}")
    context = {"form": form, "production": production, "within": within, "tab": "topics"}
    return render(request, "audience/intake/topic.html", context, status=422 if form.errors else 200)


@on_production
@require_http_methods(["GET", "POST"])
def topic(request: SignedInRequest, production: Production, pk: int) -> HttpResponse:
    """Another name, other words."""
    found = access_topic(request.user, pk, to="change")
    form = TopicForm(request.POST or None, topic=found)
    if request.method == "POST" and form.is_valid():
        try:
            written = actions.change_topic(
                topic=found,
                labels=form.labels(),
                words=form.words(),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse("audience:intake:topic", args=[pk]))
        except actions.TopicExists:
            form.add_error("label_fr", _("This set has a topic of that name. Choose another name."))
        else:
            done(request, _("Topic “%(name)s” saved") % {"name": written})
            return redirect(f"{reverse(LIST)}?production={production.pk}")
    context = {"form": form, "production": production, "topic": found, "within": found.within, "tab": "topics"}
    return render(request, "audience/intake/topic.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def topic_archive(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_topic(request.user, pk, to="change")
    actions.archive_topic(topic=found, by=request.user, at=timezone.now())
    undo = reverse("audience:intake:topic-back", args=[pk])
    done(request, _("Topic “%(name)s” archived: it is proposed no more") % {"name": found}, undo=undo)
    return redirect(LIST)


@door(MEMBER)
@require_POST
def topic_back(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_topic(request.user, pk, to="change")
    actions.bring_back_topic(topic=found, by=request.user, at=timezone.now())
    done(request, _("Topic “%(name)s” is proposed again") % {"name": found})
    return redirect(LIST)


@on_production
@require_POST
def tag_again(request: SignedInRequest, production: Production) -> HttpResponse:
    """Read messages of the production again, in the background."""
    access_audience(request.user, production.pk, to="change")
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _screen(request, production, form)
    read = form.cleaned_data
    is_period = read["what"] == PeriodForm.PERIOD
    begun = begin_tagging(
        title=_("Messages of %(title)s read again") % {"title": production.title},
        production=production.pk,
        since=_midnight(read["since"]) if is_period and read["since"] else None,
        until=_midnight(read["until"] + timedelta(days=1)) if is_period and read["until"] else None,
        by=request.user,
        at=timezone.now(),
    )
    return redirect("jobs:one", begun.pk)


@on_production
@require_POST
def compare(request: SignedInRequest, production: Production) -> HttpResponse:
    """Compare by meaning, in the background, where that is installed."""
    access_audience(request.user, production.pk, to="change")
    title = _("Families and topics of %(title)s compared by meaning") % {"title": production.title}
    try:
        begun = begin_meaning(title=title, production=production.pk, by=request.user, at=timezone.now())
    except meaning.NotInstalled:
        refused(request, _("The sentence encoder is not installed on this machine: nothing was compared."))
        return redirect(f"{reverse(LIST)}?production={production.pk}")
    return redirect("jobs:one", begun.pk)


def _midnight(day: date) -> datetime:
    return in_brussels(day, time(0), twice=Twice.EARLIER, never=Never.SHIFT)
