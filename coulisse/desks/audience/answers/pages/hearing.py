"""The one question to whoever was answered: public, behind a signed address, in the language of the answer."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from coulisse.desks.audience.answers.actions.hearing import NotAnswered, TooLate, check, say
from coulisse.desks.audience.answers.addressing import language_of
from coulisse.desks.audience.answers.forms import HeardForm
from coulisse.desks.audience.answers.heard import NoSuchLink, conversation_of
from coulisse.desks.audience.answers.models import Heard
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.limits import Limit, limited
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.ui.doors import ANYONE, door

HEARINGS = Limit("answers-heard", amount=30, seconds=600)
SPEAKS = ("fr", "nl", "en")


@door(ANYONE)
@limited(HEARINGS)
@require_http_methods(["GET", "POST"])
def heard(request: HttpRequest, token: str) -> HttpResponse:
    """Nothing of the conversation is shown but its number and the production."""
    try:
        pk = conversation_of(token)
    except NoSuchLink:
        raise Http404 from None
    found = Conversation.objects.select_related("production", "writer", "mailbox").filter(pk=pk).first()
    wished = request.GET.get("lang", "")
    if found is None:
        raise Http404
    chosen = (translation.get_language() or "")[:2] if settings.LANGUAGE_COOKIE_NAME in request.COOKIES else ""
    language = next((code for code in (wished, chosen) if code in SPEAKS), language_of(found))
    with translation.override(language):
        return private(_page(request, found, language))


def _page(request: HttpRequest, found: Conversation, language: str) -> HttpResponse:
    now = timezone.now()
    said = Heard.objects.filter(conversation=found).first()
    form = HeardForm(request.POST if request.method == "POST" else None)
    over = False
    try:
        check(found, now)
        if request.method == "POST" and form.is_valid():
            read = form.cleaned_data
            say(conversation=found.pk, helped=read["helped"], words=read["words"], reopen=read["reopen"], at=now)
            return redirect(f"{request.path}?said=1")
    except NotAnswered:
        raise Http404 from None
    except TooLate:
        over = True
    context = {
        "found": found,
        "form": form,
        "said": said,
        "just_said": "said" in request.GET and said is not None,
        "over": over,
        "language": language,
    }
    return render(request, "audience/answers/heard.html", context, status=422 if form.errors else 200)
