"""Cases: the list, one case, and what is done to it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.cases.access import access_case, access_export, visible_cases
from coulisse.desks.audience.cases.actions import cases as actions
from coulisse.desks.audience.cases.actions.recourse import ask_dossier
from coulisse.desks.audience.cases.actions.terms import NotAService, set_case_service
from coulisse.desks.audience.cases.day import day_of
from coulisse.desks.audience.cases.forms import ActForm, CaseForm, CloseForm, EditCaseForm
from coulisse.desks.audience.cases.models import Case, Recourse
from coulisse.desks.audience.cases.pages.placing import place
from coulisse.desks.audience.cases.queries.cases import export_row, figures, listed, one_case
from coulisse.desks.audience.cases.queries.people import officers_of
from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.intake.access import access_conversation, visible_to
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents import serving
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.tasks.actions import PersonCannotSee
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused

LANGUAGES = ("fr", "nl", "en")
STATES = ("open", "late", "closed", "all")
LIST = "audience:cases:list"
CASE = "audience:cases:case"
MOST = 500


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk)
    day = day_of(production, timezone.localdate())
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    words = request.GET.get("q", "")[:100]
    context = {
        "production": production,
        "page": listed(
            request.user, production, day=day, state=state, words=words, before=request.GET.get("before", "")
        ),
        "figures": figures(request.user, production, day=day),
        "state": state,
        "states": STATES,
        "words": words,
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "audience/cases/list.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    """A new case, empty or from messages named by their numbers or chosen in a list (`c`)."""
    access_audience(request.user, production.pk, to="change")
    people = officers_of(production.pk, timezone.localdate())
    chosen = _chosen(request)
    initial = {
        "owner": request.user.pk,
        "conversations": ", ".join(one.reference for one in chosen),
        "title": chosen[0].subject if len(chosen) == 1 else "",
    }
    form = CaseForm(request.POST or None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        named, unknown = _named(request.user, form.cleaned_data["conversations"])
        if unknown:
            form.add_error("conversations", _("Not found: %(numbers)s.") % {"numbers": ", ".join(unknown)})
        else:
            made = _opened(request, production, form, named)
            if made is not None:
                done(request, _("Case %(number)s opened") % {"number": made.number})
                return redirect(CASE, made.pk)
    context = {"form": form, "production": production}
    return render(request, "audience/cases/add.html", context, status=422 if form.errors else 200)


def _opened(
    request: SignedInRequest, production: Production, form: CaseForm, named: list[Conversation]
) -> Case | None:
    try:
        return actions.open_case(
            title=form.cleaned_data["title"],
            production=production,
            conversations=named,
            owner=form.cleaned_data["owner"],
            service=form.cleaned_data["service"],
            by=request.user,
            at=timezone.now(),
        )
    except actions.InAnotherCase as problem:
        form.add_error("conversations", _other_case(problem))
    except PersonCannotSee:
        form.add_error("owner", _("This person does not work on this production."))
    return None


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def case(request: SignedInRequest, pk: int) -> HttpResponse:
    """One case; posted, its title and who follows it."""
    found = access_case(request.user, pk, to="change" if request.method == "POST" else "read")
    place(request, found.production_id)
    people = officers_of(found.production_id, timezone.localdate())
    form = EditCaseForm(request.POST or None, people=people, case=found)
    if request.method == "POST" and form.is_valid():
        values = {"title": form.cleaned_data["title"], "owner": form.cleaned_data["owner"]}
        try:
            actions.edit(
                case=found,
                values=without_left(values, request.POST),
                read_version=form.read_version(),
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(CASE, args=[pk]))
        done(request, _("Case saved"))
        return redirect(CASE, pk)
    context = {
        "view": one_case(found),
        "case": found,
        "production": found.production,
        "form": form,
        "act_form": ActForm(),
        "close_form": CloseForm(),
        "languages": LANGUAGES,
        "may_change": request.user.may("change", desk=Desk.AUDIENCE, production=found.production_id),
    }
    return render(request, "audience/cases/case.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def service(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_case(request.user, pk, to="change")
    try:
        deadline = set_case_service(
            case=found, service=request.POST.get("service", ""), by=request.user, at=timezone.now()
        )
    except NotAService:
        refused(request, _("Choose service to the public or mediation."))
    else:
        _say_due(request, deadline.due_on if deadline else None)
    return redirect(CASE, pk)


def _say_due(request: SignedInRequest, due_on: object) -> None:
    if due_on is None:
        done(request, _("Service noted; no rule gives a day: choose one by hand"))
    else:
        done(request, _("Service noted, the day is reckoned anew"))


@door(MEMBER)
@require_POST
def act(request: SignedInRequest, pk: int) -> HttpResponse:
    """A note, an act, an opinion or a paper."""
    found = access_case(request.user, pk, to="change")
    form = ActForm(request.POST, request.FILES)
    if not form.is_valid():
        refused(request, " ".join(str(problem) for problems in form.errors.values() for problem in problems))
        return redirect(CASE, pk)
    upload = form.cleaned_data["paper"]
    try:
        actions.act(
            case=found,
            kind=form.cleaned_data["kind"],
            text=form.cleaned_data["text"],
            paper=upload.chunks() if upload else None,
            paper_name=upload.name if upload else "",
            by=request.user,
            at=timezone.now(),
        )
    except actions.TitleMissing:
        refused(request, _("Write something, or join a paper."))
    else:
        done(request, _("Entered in the chronology"))
    return redirect(CASE, pk)


@door(MEMBER)
@require_POST
def join(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add messages by their numbers."""
    found = access_case(request.user, pk, to="change")
    named, unknown = _named(request.user, request.POST.get("conversations", "")[:4000])
    if unknown:
        refused(request, _("Not found: %(numbers)s.") % {"numbers": ", ".join(unknown)})
        return redirect(CASE, pk)
    try:
        count = actions.join(case=found, conversations=named, by=request.user, at=timezone.now())
    except actions.InAnotherCase as problem:
        refused(request, _other_case(problem))
    except actions.CaseIsShut:
        refused(request, _("This case is closed: open it again first."))
    else:
        done(request, ngettext("%(n)s message added", "%(n)s messages added", count) % {"n": count})
    return redirect(CASE, pk)


@door(MEMBER)
@require_POST
def leave(request: SignedInRequest, pk: int, conversation: int) -> HttpResponse:
    found = access_case(request.user, pk, to="change")
    member = access_conversation(request.user, conversation, to="change")
    try:
        actions.leave(case=found, conversation=member, by=request.user, at=timezone.now())
    except (actions.NotAMember, actions.CaseIsShut):
        refused(request, _("This message is not in the case any more, or the case is closed."))
    else:
        done(request, _("%(reference)s taken out of the case") % {"reference": member.reference})
    return redirect(CASE, pk)


@on_production
@require_POST
def merge(request: SignedInRequest, production: Production) -> HttpResponse:
    """Several cases of the list become one."""
    access_audience(request.user, production.pk, to="change")
    pks = _numbers(request.POST.getlist("case"))
    rows = list(visible_cases(request.user).filter(pk__in=pks, production=production))
    try:
        kept = actions.merge(cases=rows, by=request.user, at=timezone.now())
    except actions.NothingToMerge:
        refused(request, _("Choose two open cases at least of this production."))
        return redirect(LIST)
    done(request, _("Merged: everything is in %(number)s") % {"number": kept.number})
    return redirect(CASE, kept.pk)


@door(MEMBER)
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_case(request.user, pk, to="change")
    form = CloseForm(request.POST)
    if not form.is_valid():
        refused(request, _("Choose the outcome and write the reason."))
        return redirect(CASE, pk)
    try:
        actions.close(case=found, **form.cleaned_data, by=request.user, at=timezone.now())
    except actions.CaseIsShut:
        refused(request, _("This case is closed already."))
    else:
        done(request, _("Case closed"), undo=reverse("audience:cases:reopen", args=[pk]))
    return redirect(CASE, pk)


@door(MEMBER)
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_case(request.user, pk, to="change")
    try:
        actions.reopen(case=found, by=request.user, at=timezone.now())
    except actions.NotClosed:
        refused(request, _("This case is open already."))
    else:
        done(request, _("Case open again"))
    return redirect(CASE, pk)


@door(MEMBER)
@require_POST
def bind(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have the dossier of a case bound, for a recourse or for ourselves."""
    found = access_case(request.user, pk, to="change")
    language = request.POST.get("language", "fr")
    asked = _numbers([request.POST.get("recourse", "")])
    recourse = Recourse.objects.filter(pk__in=asked, conversation__member__case=found).first()
    export = ask_dossier(
        about=found,
        language=language if language in LANGUAGES else "fr",
        recourse=recourse,
        by=request.user,
        at=timezone.now(),
    )
    return redirect("audience:cases:export", export.pk)


@door(MEMBER)
@require_GET
def export(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far the binding is, and the two files with their hashes."""
    found = access_export(request.user, pk)
    about = found.case or found.conversation
    place(request, about.production_id if about else None)
    context = {"export": export_row(found), "row": found, "about": about, "production": about and about.production}
    return render(request, "audience/cases/export.html", context)


@door(MEMBER)
@require_GET
def file(request: SignedInRequest, pk: int, what: str) -> HttpResponse:
    """The PDF or the archive."""
    found = access_export(request.user, pk)
    document = found.paper if what == "pdf" else found.archive
    if document is None or document.current is None or document.trashed_at is not None:
        refused(request, _("The dossier is not made yet."))
        return redirect("audience:cases:export", pk)
    return serving.download(document.current)  # type: ignore[return-value]


def _chosen(request: SignedInRequest) -> list[Conversation]:
    pks = _numbers(request.GET.getlist("c"))
    return list(visible_to(request.user).filter(pk__in=pks).order_by("received_at", "id")) if pks else []


def _named(user: User, typed: str) -> tuple[list[Conversation], list[str]]:
    """The conversations of these numbers within reach, and the numbers that name none."""
    numbers = list(dict.fromkeys(typed.replace(",", " ").replace(";", " ").split()))[:MOST]
    found = {one.reference: one for one in visible_to(user).filter(reference__in=numbers)}
    return [found[one] for one in numbers if one in found], [one for one in numbers if one not in found]


def _numbers(typed: list[str]) -> list[int]:
    return [int(one) for one in typed[:MOST] if one.isascii() and one.isdecimal() and len(one) < 18]


def _other_case(problem: actions.InAnotherCase) -> str:
    names = ", ".join(problem.references[:10])
    return _("In another open case: %(numbers)s. Merge the cases instead.") % {"numbers": names}
