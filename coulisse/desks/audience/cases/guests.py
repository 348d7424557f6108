"""Without an account: a question of the audience desk is answered, a message handed over is read and received."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coulisse.desks.audience.cases.access import (
    handover_behind,
    lent_handover,
    lent_question,
    question_behind,
)
from coulisse.desks.audience.cases.actions.handovers import ReceivedAlready, note_received
from coulisse.desks.audience.cases.actions.questions import AnsweredAlready, QuestionMissing, Withdrawn, answer
from coulisse.desks.audience.cases.forms import AnswerForm
from coulisse.desks.audience.cases.queries.handovers import handed
from coulisse.desks.audience.cases.queries.questions import one_question
from coulisse.foundation.accounts.limits import GUEST_LINKS, limited
from coulisse.foundation.accounts.middleware import chosen_language
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.ui.doors import GUEST, door
from coulisse.foundation.ui.toasts import done, refused


def question_page(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """What the holder of the link sees; `settings.COULISSE_GUEST_PAGES` names this function."""
    question = question_behind(link)
    if question is None:
        return render(request, "audience/cases/guest_gone.html", {"link": link}, status=410)
    context = {
        "link": link,
        "token": _token(request),
        "question": question,
        "view": one_question(question, day=timezone.localdate()),
        "form": AnswerForm(),
    }
    return render(request, "audience/cases/guest_question.html", context)


def handover_page(request: HttpRequest, link: GuestLink) -> HttpResponse:
    """The message that was handed over, and « Bien reçu »."""
    handover = handover_behind(link)
    if handover is None:
        return render(request, "audience/cases/guest_gone.html", {"link": link}, status=410)
    context = {"link": link, "token": _token(request), "view": handed(handover)}
    return render(request, "audience/cases/guest_handover.html", context)


@door(GUEST)
@limited(GUEST_LINKS)
@require_POST
def answered(request: HttpRequest, token: str) -> HttpResponse:
    """The guest's answer goes into the thread."""
    at = timezone.now()
    link, question = lent_question(token, at)
    form = AnswerForm(request.POST)
    with translation.override(chosen_language(request) or link.language):
        try:
            if not form.is_valid():
                raise QuestionMissing
            answer(question=question, text=form.cleaned_data["text"], by=None, link=link, at=at)
        except QuestionMissing:
            refused(request, _("Write your answer."))
        except (AnsweredAlready, Withdrawn):
            refused(request, _("This question was answered or taken back meanwhile."))
        else:
            done(request, _("Thank you: your answer has arrived"))
    return private(redirect("accounts:guest", token=token))


@door(GUEST)
@limited(GUEST_LINKS)
@require_POST
def received(request: HttpRequest, token: str) -> HttpResponse:
    """« Bien reçu »."""
    at = timezone.now()
    link, handover = lent_handover(token, at)
    with translation.override(chosen_language(request) or link.language):
        try:
            note_received(handover=handover, how=_("on their page"), by=None, at=at)
        except ReceivedAlready:
            refused(request, _("The receipt is noted already."))
        else:
            done(request, _("Receipt noted, thank you"))
    return private(redirect("accounts:guest", token=token))


def _token(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""
