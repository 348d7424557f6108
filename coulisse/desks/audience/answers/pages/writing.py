"""Writing the answer to one conversation: the draft, the spelling, sending and taking back."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.audience.answers import actions, words
from coulisse.desks.audience.answers.access import access_answer, access_version
from coulisse.desks.audience.answers.actions.drafts import NothingToLookAt, OwnText, TextTooLong
from coulisse.desks.audience.answers.actions.public import NotPublic, answer_in_public
from coulisse.desks.audience.answers.actions.sending import AlreadyRecalled
from coulisse.desks.audience.answers.addressing import envelope
from coulisse.desks.audience.answers.fields import fill_known
from coulisse.desks.audience.answers.forms import DraftForm
from coulisse.desks.audience.answers.models import WordingVersion
from coulisse.desks.audience.answers.queries.editor import editor
from coulisse.desks.audience.answers.refusals import NotSent, sentence
from coulisse.desks.audience.answers.spelling import Checked, NotOpenYet, check_text, warm
from coulisse.desks.audience.answers.texts import hash_of_text
from coulisse.desks.audience.care.queries import cover
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.foundation.accounts.limits import Limit, TooMany, count
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.mailroom.actions import BadAddress, BadHeader
from coulisse.foundation.productions.current import show_as_current
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import stale_page, without_left
from coulisse.foundation.ui.toasts import done, refused

CHECKS = Limit("audience-spelling", amount=120, seconds=60)
PATIENCE = 6.0
"""Seconds that sending waits for a dictionary that is being opened; the editor began to open it before."""


@door(MEMBER)
@require_GET
def write(request: SignedInRequest, pk: int) -> HttpResponse:
    """The editor on a page of its own, under the last word of the writer."""
    return _page(request, access_conversation(request.user, pk))


@door(MEMBER)
@require_POST
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep the draft; with `insert`, put a wording into it first; with `mend`, its typography."""
    found = access_conversation(request.user, pk, to="change")
    form = DraftForm(request.POST)
    if not form.is_valid():
        refused(request, _("The draft is longer than any letter. Shorten it."))
        return _back(request, found)
    return _keep(request, found, form)


@door(MEMBER)
@require_POST
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send and follow. Words to check stop it once; « send anyway » is a second click on the same text."""
    found = access_conversation(request.user, pk, to="change")
    form = DraftForm(request.POST)
    if not form.is_valid():
        refused(request, _("The draft is longer than any letter. Shorten it."))
        return _back(request, found)
    text, at = str(form.cleaned_data["text"]), timezone.now()
    if "text" not in without_left({"text": text}, request.POST):
        return _back(request, found)  # the colleague's text was preferred: nothing leaves unread
    if request.POST.get("anyway") != hash_of_text(text):
        try:
            checked = check_text(text, _language(form, found), _known(form, found), wait=PATIENCE)
        except NotOpenYet:
            said = _("Not sent yet: the dictionary is still being opened. Send again in a moment, or send anyway.")
            return _page(request, found, typed=form, problem=said, may_insist=True, status=422)
        if checked.words:
            return _page(request, found, typed=form, checked=checked, may_insist=True, status=422)
    try:
        actions.answer(
            found,
            subject=form.cleaned_data["subject"],
            text=text,
            wording=_version(request, form.cleaned_data["wording"]),
            read_version=form.cleaned_data["version"] or 0,
            by=request.user,
            at=at,
        )
    except NotSent as stays:
        return _page(request, found, typed=form, problem=sentence(stays), status=422)
    except (BadAddress, BadHeader):
        said = _("Not sent: the address of this person is no e-mail address. Correct it on the card.")
        return _page(request, found, typed=form, problem=said, status=422)
    except StaleWrite as late:
        return _stale(request, found, late)
    undo = reverse("audience:answers:recall-last", args=[found.pk])
    said = _("Answer to %(reference)s on its way") % {"reference": found.reference}
    done(request, said, undo=undo)
    return _back(request, found)


@door(MEMBER)
@require_POST
def in_public(request: SignedInRequest, pk: int) -> HttpResponse:
    """The answer to what was said under a publication: the community desk publishes it."""
    found = access_conversation(request.user, pk, to="change")
    try:
        answer_in_public(found, text=request.POST.get("text", ""), by=request.user, at=timezone.now())
    except NotPublic:
        refused(request, _("This conversation did not begin under a publication."))
    except NotSent as stays:
        refused(request, sentence(stays))
    else:
        done(request, _("Answer given: the community desk publishes it under the comment"))
    return _back(request, found)


@door(MEMBER)
@require_POST
def recall(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take one answer back while it waits."""
    row = access_answer(request.user, pk)
    return _recall(request, row.conversation, row.pk)


@door(MEMBER)
@require_POST
def recall_last(request: SignedInRequest, pk: int) -> HttpResponse:
    """Undo the answer that was just sent."""
    found = access_conversation(request.user, pk, to="change")
    waiting = editor(found, user=request.user, at=timezone.now()).waiting
    return _recall(request, found, waiting.pk if waiting else None)


@door(MEMBER)
@require_POST
def look(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that one has read a colleague's draft."""
    found = access_conversation(request.user, pk, to="change")
    try:
        actions.look(conversation=found, sha256=request.POST.get("sha256", ""), by=request.user, at=timezone.now())
    except NothingToLookAt:
        refused(request, _("The draft changed meanwhile. Read it again."))
    except OwnText:
        refused(request, _("You wrote this draft: a colleague has to read it."))
    else:
        done(request, _("Draft read"))
    return _back(request, found)


@door(MEMBER)
@require_POST
def spelling(request: SignedInRequest, pk: int) -> JsonResponse:
    """The words to check of what is being typed, for the editor; 202 while the dictionary is being opened."""
    found = access_conversation(request.user, pk)
    try:
        count(CHECKS, f"user {request.user.pk}", at=timezone.now())
    except TooMany as many:
        return JsonResponse({"wait": many.retry_after}, status=429)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse({}, status=422)
    try:
        checked = check_text(str(form.cleaned_data["text"]), _language(form, found), _known(form, found))
    except NotOpenYet:
        return JsonResponse({"opening": True}, status=202)
    return JsonResponse(
        {
            "missing": checked.missing,
            "words": [
                {"start": one.start, "end": one.end, "word": one.word, "code": one.code, "put": one.suggestions}
                for one in checked.words
            ],
            "mends": len(checked.mends),
            "mended": checked.mended,
        }
    )


@door(MEMBER)
@require_POST
def add_word(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept a word from now on."""
    found = access_conversation(request.user, pk, to="change")
    try:
        word = words.add_word(
            word=request.POST.get("word", ""),
            language=request.POST.get("language", "")[:2],
            by=request.user,
            at=timezone.now(),
        )
    except words.NotAWord:
        refused(request, _("Only single words go into the dictionary of the house."))
    else:
        if request.headers.get("X-Island"):
            return HttpResponse(status=204)
        done(request, _("“%(word)s” is in the dictionary of the house") % {"word": word.word})
    return _back(request, found)


def _keep(request: SignedInRequest, found: Conversation, form: DraftForm) -> HttpResponse:
    read = form.cleaned_data
    text, wording = str(read["text"]), _version(request, read["wording"])
    if (chosen := _version(request, read["insert"])) is not None:
        packed = envelope(found)
        filled = fill_known(str(chosen.texts.get(packed.language, "")), packed.values)
        text, wording = f"{text.rstrip()}\n\n{filled}" if text.strip() else filled, chosen
    if "mend" in request.POST:
        text = check_mends(text, _language(form, found))
    values = {"text": text, "subject": read["subject"]}
    values = without_left(values, request.POST)
    if "text" not in values:
        return _back(request, found)
    try:
        kept = actions.save_draft(
            conversation=found,
            text=values["text"],
            subject=values.get("subject", ""),
            language=_language(form, found),
            wording=wording,
            read_version=read["version"] or 0,
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as late:
        if request.headers.get("X-Island"):
            return JsonResponse({"stale": True}, status=409)
        return _stale(request, found, late)
    except TextTooLong:
        refused(request, _("The draft is longer than any letter. Shorten it."))
        return _back(request, found)
    if request.headers.get("X-Island"):
        return JsonResponse({"version": kept.version if kept else 0})
    done(request, _("Draft kept") if kept else _("Draft put away"))
    return _back(request, found)


def check_mends(text: str, language: str) -> str:
    """The text as it is printed."""
    try:
        return check_text(text, language, (), suggesting=False).mended
    except NotOpenYet:
        return check_text(text, language, (), suggesting=False, wait=PATIENCE).mended


def _language(form: DraftForm, found: Conversation) -> str:
    return str(form.cleaned_data.get("language") or envelope(found).language)


def _known(form: DraftForm, found: Conversation) -> frozenset[str]:
    language = str(form.cleaned_data.get("language") or "fr")
    return words.accepted(language, near=found.writer.name)


def _version(request: SignedInRequest, pk: int | None) -> WordingVersion | None:
    return access_version(request.user, pk) if pk else None


def _recall(request: SignedInRequest, found: Conversation, pk: int | None) -> HttpResponse:
    try:
        if pk is None:
            raise AlreadyRecalled
        actions.recall(answer=access_answer(request.user, pk), by=request.user, at=timezone.now())
    except AlreadyRecalled:
        refused(request, _("Too late: the answer has left, or was taken back."))
    else:
        done(request, _("Answer taken back: it is your draft again"))
    return _back(request, found)


def _stale(request: SignedInRequest, found: Conversation, late: StaleWrite) -> HttpResponse:
    row: Any = late.row
    return stale_page(
        request,
        late,
        title=_("Answer to %(reference)s") % {"reference": found.reference},
        back=reverse("audience:answers:write", args=[found.pk]),
        who=str(row.by or ""),
        when=row.at,
    )


def _page(
    request: SignedInRequest,
    found: Conversation,
    *,
    typed: DraftForm | None = None,
    checked: Checked | None = None,
    problem: str = "",
    may_insist: bool = False,
    status: int = 200,
) -> HttpResponse:
    if found.production_id is not None:
        show_as_current(request, found.production_id)
    shown = editor(found, user=request.user, at=timezone.now())
    warm([shown.language])
    last = (
        Message.objects.filter(conversation=found, direction=Message.Direction.IN)
        .only("new_text", "at", "sender")
        .order_by("-at", "-pk")
        .first()
    )
    hidden = cover(found, user=request.user)
    context = {
        "production": found.production,
        "conversation": found,
        "editor": shown,
        "typed": typed.cleaned_data if typed is not None else None,
        "typed_hash": hash_of_text(str(typed.cleaned_data["text"])) if typed is not None else "",
        "checked": checked,
        "problem": problem,
        "may_insist": may_insist,
        "cover": hidden,
        "last": None if hidden is not None else last,
        "back_to": _next(request) or reverse("audience:inbox:thread", args=[found.pk]),
    }
    return render(request, "audience/answers/write.html", context, status=status)


def _next(request: SignedInRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next", "")
    good = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if good else ""


def _back(request: SignedInRequest, found: Conversation) -> HttpResponse:
    return redirect(_next(request) or reverse("audience:answers:write", args=[found.pk]))
