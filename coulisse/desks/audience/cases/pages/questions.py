"""Questions put to a production: the list, and the page where the production answers."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.cases.access import access_question
from coulisse.desks.audience.cases.actions import questions as actions
from coulisse.desks.audience.cases.day import day_of
from coulisse.desks.audience.cases.forms import AnswerForm
from coulisse.desks.audience.cases.pages.placing import place
from coulisse.desks.audience.cases.queries.questions import one_question, questions_of
from coulisse.desks.audience.current import access_audience, on_production
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

QUESTION = "audience:cases:question"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk)
    day = day_of(production, timezone.localdate())
    context = {"production": production, "rows": questions_of(production, day=day), "day": day}
    return render(request, "audience/cases/questions.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def question(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whoever reads the public of the production answers here."""
    found = access_question(request.user, pk)
    place(request, found.production_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(question=found, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
        except actions.AnsweredAlready:
            refused(request, _("Somebody answered meanwhile."))
        except actions.Withdrawn:
            refused(request, _("The question was taken back meanwhile."))
        else:
            done(request, _("Thank you: the answer is with the message"))
        return redirect(QUESTION, pk)
    today = timezone.localdate()
    context = {
        "view": one_question(found, day=today),
        "production": found.production,
        "form": form,
        "may_change": request.user.may("change", desk=Desk.AUDIENCE, production=found.production_id),
    }
    return render(request, "audience/cases/question.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_question(request.user, pk, to="change")
    try:
        actions.withdraw(question=found, by=request.user, at=timezone.now())
    except actions.AnsweredAlready:
        refused(request, _("It was answered meanwhile."))
    else:
        done(request, _("Question taken back"))
    return redirect("audience:cases:follow", found.conversation_id)
