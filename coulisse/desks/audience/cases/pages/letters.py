"""Letters by post: writing one or many, the outgoing register, the PDFs."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.cases.access import access_posted
from coulisse.desks.audience.cases.actions import post as actions
from coulisse.desks.audience.cases.day import day_of
from coulisse.desks.audience.cases.forms import LetterForm, SentForm
from coulisse.desks.audience.cases.letters import first_wording
from coulisse.desks.audience.cases.models import PostedLetter, Recourse
from coulisse.desks.audience.cases.pages.placing import place
from coulisse.desks.audience.cases.post import paper_of
from coulisse.desks.audience.cases.queries.letters import chosen, of_batch, register, row_of
from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.intake.access import visible_to
from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.audience.relations.models import WriterAddress
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.papers.window_letter import window_letter, window_letters

LETTERS = "audience:cases:letters"
LETTER = "audience:cases:letter"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    """The outgoing register."""
    access_audience(request.user, production.pk)
    to_post = request.GET.get("state") == "to-post"
    words = request.GET.get("q", "")[:100]
    context = {
        "production": production,
        "register": register(
            request.user, production, words=words, to_post=to_post, before=request.GET.get("before", "")
        ),
        "to_post": to_post,
        "words": words,
        "sent_form": SentForm(initial={"sent_on": day_of(production, timezone.localdate())}),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "audience/cases/letters.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def write(request: SignedInRequest, production: Production) -> HttpResponse:
    """One letter, or one for each message of a selection (`c`), each in the language of its reader."""
    access_audience(request.user, production.pk, to="change")
    rows = _chosen(request, production)
    if not rows:
        refused(request, _("Choose the messages that are answered by post."))
        return redirect(LETTERS)
    languages = tuple(dict.fromkeys(_language(one) for one in rows))
    kind = request.GET.get("kind", PostedLetter.Kind.ACKNOWLEDGEMENT)
    initial = {
        "kind": kind,
        "dated_on": day_of(production, timezone.localdate()),
        "signed": request.user.name,
        **first_wording(kind, languages, told=_told(request, rows)),
    }
    form = LetterForm(request.POST or None, languages=languages, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = _written(request, form, rows)
        if made:
            done(
                request,
                ngettext("%(n)s letter in the register", "%(n)s letters in the register", len(made))
                % {"n": len(made)},
            )
            return redirect(
                f"{reverse(LETTERS)}?{urlencode([('state', 'to-post'), ('production', str(production.pk))])}"
            )
    context = {
        "form": form,
        "rows": _with_addresses(rows),
        "production": production,
        "languages": languages,
        "fields": actions.FIELDS,
    }
    return render(request, "audience/cases/write.html", context, status=422 if form.errors else 200)


def _told(request: SignedInRequest, rows: list[Conversation]) -> str:
    """Where a complainant may go, from their announced recourse (`recourse`)."""
    asked = _numbers([request.GET.get("recourse", "")])
    found = Recourse.objects.filter(pk__in=asked, conversation__in=[one.pk for one in rows]).first()
    if found is None:
        return ""
    return "\n\n".join(part for part in (found.told.get("text", ""), found.told.get("address", "")) if part)


def _written(request: SignedInRequest, form: LetterForm, rows: list[Conversation]) -> list[PostedLetter]:
    read = form.cleaned_data
    try:
        return actions.write_letters(
            conversations=rows,
            wordings={
                language: actions.Wording(read[f"subject_{language}"], read[f"text_{language}"])
                for language in form.languages
            },
            kind=read["kind"],
            dated_on=read["dated_on"],
            signed=read["signed"],
            is_registered=read["is_registered"],
            addresses={one.pk: request.POST.get(f"address_{one.pk}", "")[:500] for one in rows},
            by=request.user,
            at=timezone.now(),
        )
    except actions.LettersRefused as problem:
        for reference, why in problem.problems:
            said = {
                "no-address": _("%(reference)s: write the postal address."),
                "no-day": _("%(reference)s: no day by which to answer is known; set one, or leave it out."),
                "too-long": _("%(reference)s: the address has more than six lines."),
            }[why]
            form.add_error(None, said % {"reference": reference})
    except actions.UnknownField as problem:
        form.add_error(None, _("%(field)s cannot be filled in.") % {"field": problem.field})
    except actions.TooMany:
        form.add_error(None, _("At most 500 letters at once."))
    return []


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    """One letter of the register; posted, the day it left and bpost's number."""
    found = access_posted(request.user, pk, to="change" if request.method == "POST" else "read")
    place(request, found.conversation.production_id)
    form = SentForm(request.POST or None, initial={"sent_on": found.dated_on})
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["registered_number"]
        try:
            if found.sent_on is None:
                _leave(request, [found], form, {found.pk: number} if number else {})
            else:
                actions.note_registered(
                    letter=found, number=number, read_version=found.version, by=request.user, at=timezone.now()
                )
                done(request, _("Number of bpost noted"))
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(LETTER, args=[pk]))
        return redirect(LETTER, pk)
    context = {
        "row": row_of(found),
        "letter": found,
        "production": found.conversation.production,
        "form": form,
        "may_change": request.user.may("change", desk=Desk.AUDIENCE, production=found.conversation.production_id),
    }
    return render(request, "audience/cases/letter.html", context, status=422 if form.errors else 200)


@on_production
@require_POST
def leave(request: SignedInRequest, production: Production) -> HttpResponse:
    """A selection of the register went to the post."""
    access_audience(request.user, production.pk, to="change")
    form = SentForm(request.POST)
    rows = chosen(request.user, production, _numbers(request.POST.getlist("letter")))
    if not rows or not form.is_valid():
        refused(request, _("Choose the letters, and the day on which they left."))
    else:
        _leave(request, rows, form, {})
    return redirect(LETTERS)


def _leave(request: SignedInRequest, rows: list[PostedLetter], form: SentForm, registered: dict[int, str]) -> None:
    try:
        count = actions.mark_left(
            letters=rows,
            sent_on=form.cleaned_data["sent_on"],
            registered=registered,
            by=request.user,
            at=timezone.now(),
        )
    except actions.LeftAlready:
        refused(request, _("One of these letters has left already."))
    except actions.LeftBeforeWritten:
        refused(request, _("A letter does not leave before its date."))
    else:
        done(request, ngettext("%(n)s letter left", "%(n)s letters left", count) % {"n": count})


@door(MEMBER)
@require_GET
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """The PDF of one letter."""
    found = access_posted(request.user, pk)
    return _pdf(window_letter(paper_of(found)), found.number)


@on_production
@require_GET
def papers(request: SignedInRequest, production: Production) -> HttpResponse:
    """One PDF of a selection (`letter`), or of those that were written together (`batch`)."""
    access_audience(request.user, production.pk)
    try:
        batch = UUID(request.GET["batch"]) if "batch" in request.GET else None
    except ValueError:
        raise Http404 from None
    if batch is not None:
        rows = of_batch(request.user, production, batch)
    else:
        rows = chosen(request.user, production, _numbers(request.GET.getlist("letter")))
    if not rows:
        refused(request, _("Choose the letters to print."))
        return redirect(LETTERS)
    span = rows[0].number if len(rows) == 1 else f"{rows[0].number}-{rows[-1].number}"
    return _pdf(window_letters([paper_of(row) for row in rows], title=span), span)


def mail_problem() -> str:
    return _("The address of this contact is not one to write to: correct it in the table of contacts.")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _chosen(request: SignedInRequest, production: Production) -> list[Conversation]:
    asked = _numbers(request.POST.getlist("c") or request.GET.getlist("c"))
    found = visible_to(request.user).filter(pk__in=asked)
    return list(
        found.select_related("writer", "production__company", "broadcast__programme").order_by("received_at", "id")
    )


def _with_addresses(rows: list[Conversation]) -> list[dict[str, object]]:
    found = WriterAddress.objects.filter(
        writer__in=[one.writer_id for one in rows], kind=WriterAddress.Kind.POSTAL
    )
    postal = dict(found.order_by("-id").values_list("writer_id", "value"))
    return [
        {
            "pk": one.pk,
            "reference": one.reference,
            "name": one.writer.name,
            "language": _language(one),
            "address": _lines(one.writer.name, postal.get(one.writer_id, "")),
        }
        for one in rows
    ]


def _lines(name: str, postal: str) -> str:
    return f"{name}\n{postal}" if postal and not postal.casefold().startswith(name.casefold()) else postal


def _language(conversation: Conversation) -> str:
    return conversation.language if conversation.language in actions.LANGUAGES else "fr"


def _numbers(typed: list[str]) -> list[int]:
    return [int(one) for one in typed[:500] if one.isascii() and one.isdecimal() and len(one) < 18]
