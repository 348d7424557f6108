"""What the public opens without an account: coming to an evening, answering a questionnaire, giving an idea."""

from base64 import b64encode
from io import BytesIO

import qrcode
import qrcode.image.svg
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.meetings.access import (
    invited,
    own_registration,
    public_evening,
    public_questionnaire,
)
from coulisse.desks.audience.meetings.actions import evenings as actions
from coulisse.desks.audience.meetings.actions import ideas as idea_actions
from coulisse.desks.audience.meetings.actions import questionnaires as questionnaire_actions
from coulisse.desks.audience.meetings.forms import ComingForm, IdeaForm, ReplyForm
from coulisse.desks.audience.meetings.letters import LANGUAGES, title_in
from coulisse.desks.audience.meetings.models import PanelInvitation, Question, Questionnaire
from coulisse.desks.audience.meetings.pages.evenings import secret_root
from coulisse.desks.audience.meetings.queries.evenings import rank_of
from coulisse.desks.audience.meetings.queries.voices import ideas_of, results_of
from coulisse.foundation.accounts.limits import GUEST_LINKS, Limit, limited
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import ANYONE, GUEST, door

FORMS = Limit("meeting-forms", amount=40, seconds=600)


def asked_language(request: HttpRequest) -> str:
    """`?lang=` in the address, else the reader's."""
    wished = request.GET.get("lang", "")
    return wished if wished in LANGUAGES else (get_language() or "fr")[:2]


@door(ANYONE)
@limited(FORMS)
@require_http_methods(["GET", "POST"])
def coming(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of an evening; a place, or a rank on the waiting list."""
    evening, at, language = public_evening(slug), timezone.now(), asked_language(request)
    with translation.override(language):
        form = ComingForm(request.POST or None, evening=evening)
        if request.method == "POST" and form.is_valid():
            if form.is_machine:
                return redirect("audience:meetings:public", slug)
            try:
                _made, token = actions.register(
                    evening=evening,
                    coming=form.coming(language),
                    root=secret_root(request, "audience:meetings:mine"),
                    at=at,
                )
            except actions.RegisteredAlready:
                said = _("This address is registered already: open the link in the mail that we sent you.")
                form.add_error("email", said)
            except actions.RegistrationsClosed:
                form.add_error(None, _("Registrations are closed."))
            except actions.TooManyPlaces as refused:
                form.add_error("seats", _("At most %(most)s places.") % {"most": refused.most})
            else:
                return private(redirect("audience:meetings:mine", token))
        free = actions.free_seats(evening)
        context = {
            "evening": evening,
            "title": title_in(evening.titles, language),
            "intro": title_in(evening.intros, language),
            "notice": title_in(evening.notices, language),
            "form": form,
            "is_open": evening.is_open and at < evening.closes_at,
            "free": max(free, 0),
            "languages": [one for one in LANGUAGES if one in evening.titles],
            "language": language,
        }
        return render(request, "audience/meetings/public.html", context, status=422 if form.errors else 200)


@door(GUEST)
@limited(GUEST_LINKS)
@require_GET
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """One's own registration, with the square to show at the door."""
    found = own_registration(token)
    address = settings.PUBLIC_URL + reverse("audience:meetings:arrive", args=[token])
    with translation.override(found.language):
        context = {
            "registration": found,
            "evening": found.evening,
            "title": title_in(found.evening.titles, found.language),
            "rank": rank_of(found) if found.state == "waiting" else 0,
            "square": square_of(address) if found.state == "confirmed" else "",
            "token": token,
        }
        return private(render(request, "audience/meetings/mine.html", context))


def square_of(address: str) -> str:
    """The address as a picture that any telephone reads."""
    drawn = BytesIO()
    qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage, border=2).save(drawn)
    return "data:image/svg+xml;base64," + b64encode(drawn.getvalue()).decode()


@door(GUEST)
@limited(GUEST_LINKS)
@require_POST
def give_up(request: HttpRequest, token: str) -> HttpResponse:
    """The place goes to whoever waits."""
    found = own_registration(token)
    actions.cancel(registration=found, by=None, at=timezone.now())
    return private(redirect("audience:meetings:mine", token))


@door(ANYONE)
@limited(FORMS)
@require_http_methods(["GET", "POST"])
def questionnaire(request: HttpRequest, slug: str) -> HttpResponse:
    found = public_questionnaire(slug)
    return _questionnaire(request, found, None, reverse("audience:meetings:questionnaire-public", args=[slug]))


@door(GUEST)
@limited(GUEST_LINKS)
@require_http_methods(["GET", "POST"])
def questionnaire_by_panel(request: HttpRequest, token: str) -> HttpResponse:
    """A member of a panel answers once."""
    invitation = invited(token)
    here = reverse("audience:meetings:questionnaire-panel", args=[token])
    return private(_questionnaire(request, invitation.questionnaire, invitation, here))


def _questionnaire(
    request: HttpRequest, found: Questionnaire, invitation: PanelInvitation | None, here: str
) -> HttpResponse:
    language, at = asked_language(request), timezone.now()
    with translation.override(language):
        questions: list[Question] = list(found.questions.all())
        typed = request.POST if request.method == "POST" else None
        form = ReplyForm(typed, questions=questions, language=language)
        is_sent = request.GET.get("sent") == "1" or (invitation is not None and hasattr(invitation, "reply"))
        if request.method == "POST" and form.is_valid() and not form.is_machine:
            try:
                questionnaire_actions.reply(
                    questionnaire=found, said=form.said(), language=language, at=at, invitation=invitation
                )
            except questionnaire_actions.NotOpen:
                form.add_error(None, _("This questionnaire is closed."))
            except questionnaire_actions.AnsweredAlready:
                form.add_error(None, _("You answered already, thank you."))
            else:
                return redirect(f"{here}?sent=1&lang={language}")
        context = {
            "questionnaire": found,
            "title": title_in(found.titles, language),
            "intro": title_in(found.intros, language),
            "notice": title_in(found.notices, language),
            "form": form,
            "fields": [form[f"q{one.pk}"] for one in questions],
            "is_sent": is_sent,
            "results": results_of(found, language=language) if found.published_at else (),
            "languages": [one for one in LANGUAGES if one in found.titles],
            "language": language,
        }
        status = 422 if form.errors else 200
        return render(request, "audience/meetings/questionnaire_public.html", context, status=status)


@door(ANYONE)
@limited(FORMS)
@require_http_methods(["GET", "POST"])
def ideas(request: HttpRequest, code: str) -> HttpResponse:
    """The box for ideas of a production: what others proposed and what came of it, and one's own."""
    production = get_object_or_404(Production, code=code)
    language = asked_language(request)
    with translation.override(language):
        form = IdeaForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            if not form.is_machine:
                idea_actions.put_in(
                    production=production,
                    text=form.cleaned_data["text"],
                    language=language,
                    name=form.cleaned_data["name"],
                    email=form.cleaned_data["email"],
                    at=timezone.now(),
                )
            here = reverse("audience:meetings:ideas-public", args=[code])
            return redirect(f"{here}?sent=1&lang={language}")
        context = {
            "production": production,
            "form": form,
            "ideas": ideas_of(production, shown_only=True),
            "is_sent": request.GET.get("sent") == "1",
            "languages": LANGUAGES,
            "language": language,
        }
        return render(request, "audience/meetings/ideas_public.html", context, status=422 if form.errors else 200)
