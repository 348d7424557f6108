"""One comment: its pane, what is done to it, its folded text for whoever asks, its answer, its second reader."""

from typing import Any, Final

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.community.composing.access import access_snippet
from coulisse.desks.community.composing.queries.ideas import snippets_for
from coulisse.desks.community.current import COMMUNITY, may
from coulisse.desks.community.facts.moderation import act_in_words
from coulisse.desks.community.moderation.access import access_comment
from coulisse.desks.community.moderation.actions import answering, reading
from coulisse.desks.community.moderation.actions.deciding import (
    Act,
    NothingChanges,
    ReasonMissing,
    TooMany,
    decide,
    mark_seen,
    sort_anew,
)
from coulisse.desks.community.moderation.actions.handing import hand_over
from coulisse.desks.community.moderation.forms import AddressForm, AnswerForm, ReaderForm, ReadForm, SortForm
from coulisse.desks.community.moderation.models import Comment, CommentReading
from coulisse.desks.community.moderation.pages.listing import back, list_context, say_done, sentence
from coulisse.desks.community.moderation.queries.listing import listing, read_filters
from coulisse.desks.community.moderation.queries.one import charter_of, colleagues, my_week, one
from coulisse.foundation.productions.current import safe_next, show_as_current
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE: Final = "community:moderation:comment"


@door(MEMBER)
@require_GET
def comment(request: SignedInRequest, pk: int) -> HttpResponse:
    """The pane alone for the list that stays, else both. Whoever opens it has seen it."""
    row, at = access_comment(request.user, pk), timezone.now()
    if _may_change(request, row) and "peek" not in request.GET:
        mark_seen(comment=row, by=request.user, at=at)
    context = _context(request, row)
    if request.headers.get("HX-Request"):
        return render(request, "community/moderation/_open.html", context)
    production = _production(request, row)
    filters = read_filters(request.GET)
    shown = listing(request.user, production=production.pk, filters=filters, place="", at=at)
    whole = list_context(request, production, filters, shown, at, open_pk=row.pk)
    return render(request, "community/moderation/list.html", {**whole, **context})


def _production(request: SignedInRequest, row: Comment) -> Production:
    found = row.production or row.account.production or COMMUNITY.current(request)
    if found is None:
        raise Http404
    show_as_current(request, found.pk)
    return found


def _may_change(request: SignedInRequest, row: Comment) -> bool:
    production = row.production_id or row.account.production_id
    return may(request.user, "change", production=production, client=row.account.client_id)


def _context(request: SignedInRequest, row: Comment, **more: Any) -> dict[str, Any]:
    at = timezone.now()
    may_change = _may_change(request, row)
    found = one(row, user=request.user, may_change=may_change, at=at)
    people = colleagues(row, but=request.user, day=timezone.localdate(at)) if row.is_folded else []
    written = found.answer.text if found.answer else found.transfer.answer if found.transfer else ""
    return {
        "open": found,
        "open_pk": row.pk,
        "production": row.production,
        "filters": read_filters(request.GET),
        "may_change": may_change,
        "answer_form": AnswerForm(
            initial={"text": written, "is_warning": bool(found.answer and found.answer.is_warning)}
        ),
        "address_form": AddressForm(),
        "snippets": list(snippets_for(request.user, production=row.production_id, client=row.account.client_id))
        if may_change
        else [],
        "sort_form": SortForm(initial={"severity": row.severity}),
        "reader_form": ReaderForm(people=people) if people else None,
        "read_form": ReadForm(),
        "charter": charter_of(row),
        **more,
    }


@door(MEMBER)
@require_POST
def act(request: SignedInRequest, pk: int) -> HttpResponse:
    """Left standing, hidden, folded, blocked, reported, noted."""
    row = access_comment(request.user, pk, to="change")
    code = request.POST.get("act", "")
    if code not in set(Act):
        refused(request, _("There is no such act."))
        return _onwards(request, pk)
    try:
        note = request.POST.get("note", "")
        decided = decide(comments=[row.pk], act=Act(code), note=note, by=request.user, at=timezone.now())
    except (NothingChanges, ReasonMissing, TooMany) as problem:
        refused(request, sentence(problem))
        return redirect(HERE, pk)
    say_done(request, decided)
    return _onwards(request, pk)


@door(MEMBER)
@require_POST
def sort(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_comment(request.user, pk, to="change")
    form = SortForm(request.POST)
    if not form.is_valid():
        refused(request, _("Choose how grave it is."))
        return redirect(HERE, pk)
    sort_anew(comment=row, severity=form.cleaned_data["severity"], by=request.user, at=timezone.now())
    done(request, _("Comment %(act)s") % {"act": act_in_words("sort")})
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
@never_cache
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The folded text, as the answer to having asked for it: counted, and never kept by the browser."""
    row, at = access_comment(request.user, pk), timezone.now()
    try:
        text = reading.show(comment=row, by=request.user, at=at)
    except reading.NotFolded:
        return redirect(HERE, pk)
    seen, most = my_week(request.user, at)
    context = {"row": row, "text": text, "seen": seen, "is_full": seen >= most, "production": row.production}
    if request.headers.get("HX-Request"):
        return render(request, "community/moderation/_shown.html", context)
    return render(request, "community/moderation/shown.html", context)


@door(MEMBER)
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep the text: a person copies it, publishes it there, and gives its address."""
    row = access_comment(request.user, pk, to="change")
    form = AnswerForm(_with_saved_reply(request))
    if not form.is_valid():
        refused(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
        return redirect(HERE, pk)
    try:
        answering.write_answer(
            comment=row,
            text=form.cleaned_data["text"],
            is_warning=form.cleaned_data["is_warning"],
            by=request.user,
            at=timezone.now(),
        )
    except answering.Locked as locked:
        refused(
            request,
            _("The audience desk answers it (%(case)s): no second answer is written here.")
            % {"case": locked.reference or _("being opened")},
        )
    except (answering.NothingSaid, answering.ProvedAlready):
        refused(request, _("It is published already, or says nothing."))
    else:
        done(request, _("Answer kept: copy it, publish it there, then give its address"))
    return redirect(HERE, pk)


def _with_saved_reply(request: SignedInRequest) -> QueryDict:
    """What was typed, with a saved reply behind it where one was chosen."""
    told, wanted = request.POST.copy(), request.POST.get("insert", "")
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 18:
        saved = access_snippet(request.user, int(wanted)).text
        told["text"] = "\n\n".join(part for part in (told.get("text", "").strip(), saved) if part)
    return told


@door(MEMBER)
@require_POST
def prove(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_comment(request.user, pk, to="change")
    form = AddressForm(request.POST)
    if not form.is_valid():
        refused(request, " ".join(str(one) for one in form.errors["address"]))
        return redirect(HERE, pk)
    try:
        answering.prove_answer(
            comment=row, address=form.cleaned_data["address"], by=request.user, at=timezone.now()
        )
    except (answering.NothingSaid, answering.ProvedAlready):
        refused(request, _("There is no answer that waits for its proof."))
        return redirect(HERE, pk)
    done(request, _("Answered, with its proof"))
    return _onwards(request, pk)


@door(MEMBER)
@require_POST
def transfer(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_comment(request.user, pk, to="change")
    try:
        count = hand_over(comments=[row.pk], note=request.POST.get("note", ""), by=request.user, at=timezone.now())
    except NothingChanges as problem:
        refused(request, sentence(problem))
        return redirect(HERE, pk)
    words = ngettext(
        "%(n)s comment handed to the audience desk", "%(n)s comments handed to the audience desk", count
    )
    done(request, words % {"n": count})
    return _onwards(request, pk)


@door(MEMBER)
@require_POST
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """A colleague reads it with one, or in one's place."""
    row, at = access_comment(request.user, pk), timezone.now()
    people = colleagues(row, but=request.user, day=timezone.localdate(at))
    form = ReaderForm(request.POST, people=people)
    if not form.is_valid():
        refused(request, _("Choose a colleague."))
        return redirect(HERE, pk)
    reader = form.cleaned_data["reader"]
    try:
        reading.ask_to_read(comment=row, reader=reader, by=request.user, at=at)
    except (reading.NotAColleague, reading.AskedAlready):
        refused(request, _("This colleague was asked already, or may not read it."))
    else:
        done(request, _("%(name)s is asked to read it") % {"name": reader})
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def read(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the second reader says of it, in neutral words."""
    found = get_object_or_404(CommentReading.objects.select_related("comment"), pk=pk)
    access_comment(request.user, found.comment_id)
    form = ReadForm(request.POST)
    if not form.is_valid():
        refused(request, _("Say in neutral words what the others should know."))
        return redirect(HERE, found.comment_id)
    try:
        reading.answer_reading(
            reading=found, answer=form.cleaned_data["answer"], by=request.user, at=timezone.now()
        )
    except reading.NotAsked:
        raise Http404 from None
    done(request, _("Noted: whoever asked reads your words and not the text"))
    return redirect(HERE, found.comment_id)


def _onwards(request: SignedInRequest, pk: int) -> HttpResponse:
    """To the next comment of the list, where the form says so."""
    return back(request) if safe_next(request) else redirect(reverse(HERE, args=[pk]))
