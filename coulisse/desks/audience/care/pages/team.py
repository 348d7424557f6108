"""The team's own page, one folded conversation, showing it, asking a colleague."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.care.access import access_day_off, access_reading, manages
from coulisse.desks.audience.care.actions import folds
from coulisse.desks.audience.care.forms import (
    AnswerReadingForm,
    AskForm,
    ContactForm,
    DaysOffForm,
    FoldForm,
    LimitForm,
    ReasonForm,
)
from coulisse.desks.audience.care.models import CareSettings
from coulisse.desks.audience.care.queries.covers import cover
from coulisse.desks.audience.care.queries.lists import folded_of, restriction_lines
from coulisse.desks.audience.care.queries.team import (
    colleagues,
    days_off,
    my_week,
    readings,
    weeks_of_the_team,
    whose_turn,
)
from coulisse.desks.audience.care.queries.threats import contacts, threat_lines
from coulisse.desks.audience.care.words import noun, title
from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, OWNER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HOME = "audience:care:home"
CONVERSATION = "audience:care:conversation"


@on_production
@require_GET
def home(request: SignedInRequest, production: Production) -> HttpResponse:
    """One's own week, what is folded, threat files, restrictions, contacts."""
    access_audience(request.user, production.pk)
    at = timezone.now()
    week, seen = my_week(request.user, at)
    looks_after = request.user.may("manage")
    house = request.user.may("read", desk="audience")
    context = {
        "production": production,
        "week": week,
        "seen": seen,
        "readings": readings(request.user),
        "folded": folded_of(production, request.user),
        "threats": threat_lines(request.user),
        "restrictions": restriction_lines(request.user, at) if house else (),
        "sees_restrictions": house,
        "contacts": contacts() if manages(request.user, production.pk) else [],
        "manages": request.user.may("manage", desk="audience"),
        "contact_form": ContactForm(),
        "days_off": days_off(request.user, localdate(at)),
        "days_form": DaysOffForm(),
        "looks_after": looks_after,
        "team": weeks_of_the_team(at) if looks_after else (),
        "limit_form": LimitForm(initial={"most": week.most}) if looks_after else None,
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "audience/care/home.html", context)


@door(MEMBER)
@require_GET
def conversation(request: SignedInRequest, pk: int) -> HttpResponse:
    """One conversation as its protection sees it: the cover, or the way to fold it; whom to ask."""
    found = access_conversation(request.user, pk)
    at = timezone.now()
    people = colleagues(found.production_id, but=request.user, day=localdate(at))
    proposed = whose_turn(people, at)
    week, _seen = my_week(request.user, at)
    context = {
        "conversation": found,
        "production": found.production,
        "cover": cover(found, user=request.user),
        "readings": readings(request.user, conversation=found),
        "ask_form": AskForm(people=people, proposed=proposed) if people else None,
        "proposed": proposed,
        "week": week,
        "fold_form": FoldForm(initial={"gist": found.kind}),
        "unfold_form": ReasonForm(),
        "may_change": request.user.may("change", desk="audience", production=found.production_id),
        "fold": found.folds.select_related("by").order_by("-at").first(),
    }
    return render(request, "audience/care/conversation.html", context)


@door(MEMBER)
@require_POST
@never_cache
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The text, as the answer to having asked for it: counted, and never kept by the browser."""
    found = access_conversation(request.user, pk)
    at = timezone.now()
    try:
        messages = folds.show(conversation=found, by=request.user, at=at)
    except folds.NotFolded:
        return redirect(CONVERSATION, pk)
    week, _seen = my_week(request.user, at)
    people = colleagues(found.production_id, but=request.user, day=localdate(at)) if week.is_full else []
    context = {
        "conversation": found,
        "production": found.production,
        "messages_in": messages,
        "noun": noun(found.gist),
        "title": title(found.gist),
        "week": week,
        "turn": whose_turn(people, at) if people else None,
    }
    whole = not request.headers.get("HX-Request")
    answer = render(request, "audience/care/shown.html" if whole else "audience/care/_shown.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@door(MEMBER)
@require_POST
def fold(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_conversation(request.user, pk, to="change")
    form = FoldForm(request.POST)
    if not form.is_valid():
        refused(request, _said(form))
        return redirect(CONVERSATION, pk)
    try:
        folds.fold(conversation=found, **form.cleaned_data, by=request.user, at=timezone.now())
    except folds.FoldedAlready:
        refused(request, _("Somebody folded this conversation meanwhile."))
    except folds.ReasonMissing:
        refused(request, _("Say why."))
    else:
        done(request, _("%(reference)s is folded") % {"reference": found.reference})
    return redirect(CONVERSATION, pk)


@door(MEMBER)
@require_POST
def unfold(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_conversation(request.user, pk, to="change")
    try:
        folds.unfold(
            conversation=found,
            reason=request.POST.get("reason", "")[:300],
            by=request.user,
            at=timezone.now(),
        )
    except folds.ReasonMissing:
        refused(request, _("Say why the text may be shown to everybody of the desk."))
    except folds.NotFolded:
        refused(request, _("Somebody unfolded this conversation meanwhile."))
    else:
        done(request, _("%(reference)s is unfolded") % {"reference": found.reference})
    return redirect(CONVERSATION, pk)


@door(MEMBER)
@require_POST
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask a colleague to read with one, or in one's place."""
    found = access_conversation(request.user, pk, to="change")
    people = colleagues(found.production_id, but=request.user, day=localdate(timezone.now()))
    form = AskForm(request.POST, people=people, proposed=None)
    if not form.is_valid():
        refused(request, _said(form))
        return redirect(CONVERSATION, pk)
    try:
        row = folds.ask_to_read(conversation=found, **form.cleaned_data, by=request.user, at=timezone.now())
    except folds.AskedAlready:
        refused(request, _("This colleague was asked already and has not answered yet."))
    except folds.NotAColleague:
        refused(request, _("This person does not read the public of this production."))
    else:
        done(request, _("%(name)s was asked") % {"name": row.reader})
    return redirect(CONVERSATION, pk)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def answer_reading(request: SignedInRequest, pk: int) -> HttpResponse:
    """The colleague says what to know, or declines without a reason."""
    reading = access_reading(request.user, pk)
    form = AnswerReadingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            folds.answer_reading(reading=reading, **form.cleaned_data, by=request.user, at=timezone.now())
        except folds.AnsweredAlready:
            refused(request, _("It was answered already."))
        except folds.NotAColleague:
            refused(request, _("Only the colleague who was asked answers."))
        else:
            done(request, _("Answered"))
        return redirect(HOME)
    context = {
        "reading": reading,
        "form": form,
        "production": reading.conversation.production,
        "cover": cover(reading.conversation, user=request.user),
        "is_mine": reading.reader_id == request.user.pk and reading.answered_at is None,
        "gist": noun(reading.conversation.gist),
    }
    return render(request, "audience/care/reading.html", context, status=422 if form.errors else 200)


@door(OWNER)
@require_POST
def limit(request: SignedInRequest) -> HttpResponse:
    form = LimitForm(request.POST)
    if form.is_valid():
        row: CareSettings = folds.set_most_a_week(
            most=form.cleaned_data["most"], by=request.user, at=timezone.now()
        )
        done(request, _("From %(count)s texts in a week it is proposed to pass on") % {"count": row.most_a_week})
    else:
        refused(request, _said(form))
    return redirect(HOME)


@on_production
@require_POST
def say_days_off(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk)
    form = DaysOffForm(request.POST)
    if form.is_valid():
        folds.say_days_off(**form.cleaned_data, by=request.user, at=timezone.now())
        done(request, _("On these days nothing folded is proposed to you"))
    else:
        refused(request, _said(form))
    return redirect(HOME)


@door(MEMBER)
@require_POST
def take_days_back(request: SignedInRequest, pk: int) -> HttpResponse:
    folds.take_days_back(days=access_day_off(request.user, pk), by=request.user, at=timezone.now())
    done(request, _("Days taken back"))
    return redirect(HOME)


def _said(form: object) -> str:
    errors = getattr(form, "errors", {})
    return " ".join(str(text) for texts in errors.values() for text in texts)
