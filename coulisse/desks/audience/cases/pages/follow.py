"""The follow-up of one conversation: service and day, case, recourse, question, handing over, material, letter."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.audience.cases.access import access_handover, access_material
from coulisse.desks.audience.cases.actions import handovers, material, terms
from coulisse.desks.audience.cases.actions import questions as question_actions
from coulisse.desks.audience.cases.actions import recourse as recourse_actions
from coulisse.desks.audience.cases.forms import (
    DueForm,
    FindingForm,
    HandOverForm,
    MaterialForm,
    QuestionForm,
    ReasonForm,
    RecourseForm,
)
from coulisse.desks.audience.cases.models import HouseContact
from coulisse.desks.audience.cases.pages.letters import mail_problem
from coulisse.desks.audience.cases.pages.placing import place
from coulisse.desks.audience.cases.queries import strip
from coulisse.desks.audience.cases.queries.cases import open_choices
from coulisse.desks.audience.cases.queries.follow import follow_of
from coulisse.desks.audience.cases.queries.people import readers_of
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.actions.guest_links import EndsBeforeItStarts
from coulisse.foundation.mailroom.actions import BadAddress, BadHeader, NoRecipient
from coulisse.foundation.tasks.actions import PersonCannotSee
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

FOLLOW = "audience:cases:follow"
WEEK = timedelta(days=7)


@door(MEMBER)
@require_GET
def follow(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_conversation(request.user, pk)
    place(request, found.production_id)
    followed = strip(found, user=request.user)
    today = timezone.localdate()
    asked = max(today, timezone.localdate(found.received_at))
    context: dict[str, Any] = {
        "conversation": found,
        "production": found.production,
        "strip": followed,
        "view": follow_of(found),
    }
    if followed.may_change:
        context |= {
            "due_form": DueForm(),
            "recourse_form": RecourseForm(initial={"asked_on": asked}),
            "question_form": QuestionForm(
                people=readers_of(found.production_id or 0, today), initial={"due_on": asked + WEEK}
            ),
            "handover_form": HandOverForm(contacts=_contacts(), initial={"contact": _likely(found)}),
            "material_form": MaterialForm(),
            "finding_form": FindingForm(initial={"person": found.writer.name}),
            "block_form": ReasonForm(),
            "cases": open_choices(request.user, found.production),
        }
    return render(request, "audience/cases/follow.html", context)


@door(MEMBER)
@require_POST
def service(request: SignedInRequest, pk: int) -> HttpResponse:
    """The fork."""
    found = access_conversation(request.user, pk, to="change")
    try:
        deadline = terms.set_service(
            conversation=found, service=request.POST.get("service", ""), by=request.user, at=timezone.now()
        )
    except terms.NotAService:
        refused(request, _("Choose service to the public or mediation."))
        return _back(request, pk)
    if deadline is None:
        done(request, _("Service noted; no rule gives a day: choose one by hand"))
    else:
        done(request, _("Answer due on %(day)s") % {"day": f"{deadline.due_on:%d/%m/%Y}"})
    return _back(request, pk)


@door(MEMBER)
@require_POST
def due(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another day, chosen by hand."""
    found = access_conversation(request.user, pk, to="change")
    form = DueForm(request.POST)
    if not form.is_valid():
        return _told(request, pk, form.errors)
    try:
        terms.set_due(conversation=found, **form.cleaned_data, by=request.user, at=timezone.now())
    except terms.DueBeforeArrival:
        refused(request, _("This day lies before the message came."))
    except terms.ReasonMissing:
        refused(request, _("Write why."))
    else:
        done(request, _("Day noted; the earlier one is kept"))
    return _back(request, pk)


@door(MEMBER)
@require_POST
def remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """A task on the day."""
    found = access_conversation(request.user, pk, to="change")
    try:
        task = terms.remind(conversation=found, person=None, by=request.user, at=timezone.now())
    except PersonCannotSee:
        refused(request, _("Whoever this is assigned to does not work on this production: assign it again."))
    else:
        done(request, _("Reminder in the tasks of %(name)s") % {"name": task.person})
    return _back(request, pk)


@door(MEMBER)
@require_POST
def announce(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody goes further."""
    found = access_conversation(request.user, pk, to="change")
    form = RecourseForm(request.POST)
    if not form.is_valid():
        return _told(request, pk, form.errors)
    try:
        row = recourse_actions.announce(
            conversation=found, **form.cleaned_data, by=request.user, at=timezone.now()
        )
    except recourse_actions.AnnouncedAlready:
        refused(request, _("A recourse to this body is open already."))
        return _back(request, pk)
    done(request, _("Recourse announced"))
    return redirect("audience:cases:recourse", row.pk)


@door(MEMBER)
@require_POST
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """A question to a production."""
    found = access_conversation(request.user, pk, to="change")
    if found.production is None:
        refused(request, _("This message belongs to no production yet: give it one first."))
        return _back(request, pk)
    form = QuestionForm(request.POST, people=readers_of(found.production.pk, timezone.localdate()))
    if not form.is_valid():
        return _told(request, pk, form.errors)
    read = form.cleaned_data
    try:
        question_actions.route_question(
            conversation=found,
            production=found.production,
            text=read["text"],
            due_on=read["due_on"],
            to=read["to"],
            guest_name=read["guest_name"],
            guest_email=read["guest_email"],
            language=found.production.language,
            address=guest_address(request),
            by=request.user,
            at=timezone.now(),
        )
    except question_actions.DueInThePast:
        refused(request, _("The day by which to answer lies before today."))
    except question_actions.CannotRead:
        refused(request, _("This person does not read what the public writes to this production."))
    except (BadAddress, BadHeader, NoRecipient):
        refused(request, _("This is not an e-mail address."))
    else:
        done(request, _("Question asked"))
    return _back(request, pk)


@door(MEMBER)
@require_POST
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """To the press desk, the lawyers, security, rights."""
    found = access_conversation(request.user, pk, to="change")
    form = HandOverForm(request.POST, contacts=_contacts())
    if not form.is_valid():
        return _told(request, pk, form.errors)
    try:
        row = handovers.hand_over(
            conversation=found,
            contact=form.cleaned_data["contact"],
            due_at=form.cleaned_data["due_at"],
            note=form.cleaned_data["note"],
            address=guest_address(request),
            by=request.user,
            at=timezone.now(),
        )
    except handovers.ThreatGoesThroughCare:
        refused(request, _("This one is handed over from its own file, where its evidence is frozen."))
    except (handovers.DueInThePast, EndsBeforeItStarts):
        refused(request, _("This hour is past."))
    except (BadAddress, BadHeader, NoRecipient):
        refused(request, mail_problem())
    else:
        done(request, _("Handed over to %(name)s") % {"name": row.name})
    return _back(request, pk)


@door(MEMBER)
@require_POST
def received(request: SignedInRequest, pk: int) -> HttpResponse:
    """They said that they have it."""
    row = access_handover(request.user, pk, to="change")
    how = request.POST.get("how", "").strip() or _("by telephone")
    try:
        handovers.note_received(handover=row, how=how, by=request.user, at=timezone.now())
    except handovers.ReceivedAlready:
        refused(request, _("The receipt is noted already."))
    else:
        done(request, _("Receipt noted"))
    return _back(request, row.conversation_id)


@door(MEMBER)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_handover(request.user, pk, to="change")
    handovers.take_back(handover=row, by=request.user, at=timezone.now())
    done(request, _("Taken back from %(name)s; the link opens nothing any more") % {"name": row.name})
    return _back(request, row.conversation_id)


@door(MEMBER)
@require_POST
def propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """Material that should be held back."""
    found = access_conversation(request.user, pk, to="change")
    form = MaterialForm(request.POST)
    if not form.is_valid():
        return _told(request, pk, form.errors)
    material.propose(conversation=found, **form.cleaned_data, by=request.user, at=timezone.now())
    done(request, _("Noted as to be blocked"))
    return _back(request, pk, "material")


@door(MEMBER)
@require_POST
def block(request: SignedInRequest, pk: int) -> HttpResponse:
    """All that is proposed, in one act."""
    found = access_conversation(request.user, pk, to="change")
    reason = request.POST.get("reason", "").strip() or _("Right in one’s image claimed, %(reference)s") % {
        "reference": found.reference
    }
    try:
        rows = material.block_all(conversation=found, reason=reason, by=request.user, at=timezone.now())
    except material.NothingToBlock:
        refused(request, _("Nothing is left to block: somebody did it meanwhile."))
    else:
        done(request, ngettext("%(n)s item blocked", "%(n)s items blocked", len(rows)) % {"n": len(rows)})
    return _back(request, pk)


@door(MEMBER)
@require_POST
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_material(request.user, pk, to="change")
    try:
        material.release(material=row, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now())
    except material.ReasonMissing:
        refused(request, _("Write why it may be shown again."))
    except material.NotBlocked:
        refused(request, _("This is not blocked any more."))
    else:
        done(request, _("“%(label)s” may be shown again") % {"label": row.label})
    return _back(request, row.conversation_id, "material")


@door(MEMBER)
@require_POST
def finding(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was found of an agreement to be shown."""
    found = access_conversation(request.user, pk, to="change")
    form = FindingForm(request.POST)
    if not form.is_valid():
        return _told(request, pk, form.errors)
    material.note_finding(conversation=found, **form.cleaned_data, by=request.user, at=timezone.now())
    done(request, _("Finding noted"))
    return _back(request, pk, "release")


@door(MEMBER)
@require_POST
def bind(request: SignedInRequest, pk: int) -> HttpResponse:
    """The dossier of one conversation."""
    found = access_conversation(request.user, pk, to="change")
    language = request.POST.get("language", "")
    asked = request.POST.get("recourse", "")
    numbered = asked.isascii() and asked.isdecimal() and len(asked) < 18
    export = recourse_actions.ask_dossier(
        about=found,
        language=language if language in ("fr", "nl", "en") else "fr",
        recourse=found.recourses.filter(pk=int(asked)).first() if numbered else None,
        by=request.user,
        at=timezone.now(),
    )
    return redirect("audience:cases:export", export.pk)


def guest_address(request: HttpRequest) -> Callable[[str], str]:
    """The whole address of a guest's page, from its token."""
    return lambda token: request.build_absolute_uri(reverse("accounts:guest", args=[token]))


def _contacts() -> QuerySet[HouseContact]:
    return HouseContact.objects.filter(archived_at__isnull=True)


def _likely(conversation: Conversation) -> int | None:
    """The desk that the kind of the message asks for."""
    wanted = {
        "press": "press",
        "legal": "legal",
        "image_right": "rights",
        "minor": "minors",
        "privacy_request": "privacy",
    }.get(conversation.kind, conversation.routed_to)
    found: int | None = _contacts().filter(desk=wanted).values_list("pk", flat=True).first() if wanted else None
    return found


def _told(request: SignedInRequest, pk: int, errors: Any) -> HttpResponse:
    """What was typed wrongly, field by field, on top of the page."""
    refused(request, " ".join(str(problem) for problems in errors.values() for problem in problems))
    return _back(request, pk)


def _back(request: SignedInRequest, pk: int, anchor: str = "") -> HttpResponse:
    """Where the strip stood, or the page of the follow-up."""
    wished = request.POST.get("next", "")
    if wished and url_has_allowed_host_and_scheme(
        wished, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return redirect(wished)
    return redirect(reverse(FOLLOW, args=[pk]) + (f"#{anchor}" if anchor else ""))
