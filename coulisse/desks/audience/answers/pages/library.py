"""The library of wordings, and their approval by seats."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.answers.access import access_decision, access_wording
from coulisse.desks.audience.answers.actions import wordings as actions
from coulisse.desks.audience.answers.fields import FIELDS, UnknownFields
from coulisse.desks.audience.answers.forms import AskForm, ConditionsForm, TextsForm
from coulisse.desks.audience.answers.models import Wording
from coulisse.desks.audience.answers.queries.desk import desk
from coulisse.desks.audience.answers.queries.library import library
from coulisse.desks.audience.answers.queries.seats import seats_for
from coulisse.desks.audience.answers.queries.wording import wording_page
from coulisse.desks.audience.answers.refusals import sentence
from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.current import show_as_current
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import stale_page
from coulisse.foundation.ui.toasts import done, refused

SHOWS = ("in-force", "waiting", "over", "archived")


@on_production
@require_GET
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    """What waits for the reader, what is on its way, and the library."""
    access_audience(request.user, production.pk)
    asked = request.GET.get("show", "")
    show = asked if asked in SHOWS else "in-force"
    find = request.GET.get("q", "").strip()[:80]
    today = timezone.localdate()
    context = {
        "production": production,
        "desk": desk(production, user=request.user),
        "lines": library(production, user=request.user, today=today, find=find, show=show),
        "show": show,
        "find": find,
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "audience/answers/list.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    """A new wording."""
    access_audience(request.user, production.pk, to="change")
    everywhere = request.user.may("change", desk=Desk.AUDIENCE)
    conditions = ConditionsForm(request.POST or None, may_everywhere=everywhere)
    texts = TextsForm(request.POST or None)
    if request.method == "POST" and conditions.is_valid() & texts.is_valid():
        for_all = everywhere and conditions.cleaned_data["everywhere"]
        version = actions.write_wording(
            texts=texts.texts(),
            values=conditions.values(),
            production=None if for_all else production,
            by=request.user,
            at=timezone.now(),
        )
        done(request, _("“%(title)s” is in the library") % {"title": version.wording.title})
        return redirect("audience:answers:wording", version.wording_id)
    refusal = bool(conditions.errors or texts.errors)
    context = {"production": production, "conditions": conditions, "texts": texts, "fields": FIELDS}
    return render(request, "audience/answers/add.html", context, status=422 if refusal else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def wording(request: SignedInRequest, pk: int) -> HttpResponse:
    """One wording: its text, its versions, who approves it; posting writes the text."""
    found = access_wording(request.user, pk, to="change" if request.method == "POST" else "read")
    if request.method == "POST":
        return _rewrite(request, found)
    return _wording_page(request, found)


@door(MEMBER)
@require_POST
def conditions(request: SignedInRequest, pk: int) -> HttpResponse:
    """When it is proposed, until when it is valid, what replaces it."""
    found = access_wording(request.user, pk, to="change")
    form = ConditionsForm(request.POST, others=_others(found), may_everywhere=False)
    if not form.is_valid():
        return _wording_page(request, found, form=form, status=422)
    values = form.values()
    if found.use == Wording.Use.LINE:
        values["needs_approval"] = True
    try:
        actions.set_conditions(
            wording=found,
            values=values,
            read_version=form.cleaned_data["version"] or 0,
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as late:
        return stale_page(request, late, title=found.title, back=request.path.rpartition("/")[0])
    done(request, _("Conditions kept"))
    return redirect("audience:answers:wording", pk)


@door(MEMBER)
@require_POST
def archive(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_wording(request.user, pk, to="change")
    actions.archive(wording=found, by=request.user, at=timezone.now())
    done(request, _("“%(title)s” is put away") % {"title": found.title})
    return redirect("audience:answers:wording", pk)


@door(MEMBER)
@require_POST
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_wording(request.user, pk, to="change")
    try:
        actions.restore(wording=found, by=request.user, at=timezone.now())
    except actions.LineAlready:
        refused(request, _("The family has another line since. Put that one away first."))
    else:
        done(request, _("“%(title)s” is in use again") % {"title": found.title})
    return redirect("audience:answers:wording", pk)


@door(MEMBER)
@require_POST
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask seats to decide on the exact text."""
    found = access_wording(request.user, pk, to="change")
    form = AskForm(request.POST, seats=seats_for(found.production_id))
    if not form.is_valid():
        refused(request, _("Choose who approves."))
        return redirect("audience:answers:wording", pk)
    version = found.versions.order_by("-number")[0]
    if request.POST.get("sha256") != version.sha256:
        refused(request, _("The text changed meanwhile. Read it again before you ask."))
        return redirect("audience:answers:wording", pk)
    try:
        actions.ask_approval(version=version, seats=form.cleaned_data["seats"], by=request.user, at=timezone.now())
    except actions.SeatEmpty as empty:
        refused(request, _("Nobody sits as %(seat)s. Say who does, then ask again.") % {"seat": empty.seat})
    except actions.VersionLocked:
        refused(request, _("This version is approved already."))
    else:
        done(request, _("Approval asked"))
    return redirect("audience:answers:wording", pk)


@door(MEMBER)
@require_POST
def approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Agree, for the seat that one holds."""
    return _decide(request, pk, actions.approve, _("Approved"))


@door(MEMBER)
@require_POST
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say no, and why."""
    return _decide(request, pk, actions.refuse, _("Refused, with your words"))


def _decide(request: SignedInRequest, pk: int, act: Callable[..., object], said: str) -> HttpResponse:
    found = access_decision(request.user, pk)
    words = request.POST.get("words", "").strip()[:300]
    try:
        act(
            decision=found,
            sha256=request.POST.get("sha256", ""),
            words=words,
            by=request.user,
            at=timezone.now(),
        )
    except actions.TextChanged:
        refused(request, _("The text changed meanwhile. Read it again before you decide."))
    except actions.DecidedAlready:
        refused(request, _("This seat has decided already."))
    except actions.WordsMissing:
        refused(request, _("Say why: whoever writes it again reads it."))
    else:
        done(request, said)
    return redirect("audience:answers:wording", found.version.wording_id)


def _rewrite(request: SignedInRequest, found: Wording) -> HttpResponse:
    form = TextsForm(request.POST)
    if not form.is_valid():
        return _wording_page(request, found, texts=form, status=422)
    read = found.versions.filter(pk=form.cleaned_data["read"]).first() or found.versions.order_by("-number")[0]
    try:
        written = actions.rewrite(
            wording=found,
            texts=form.texts(),
            why=form.cleaned_data["why"],
            read=read,
            read_version=form.cleaned_data["version"] or 0,
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as late:
        form.add_error(
            None, _("Somebody wrote a new text meanwhile: it stands beside yours, below. Nothing is lost.")
        )
        return _wording_page(request, found, texts=form, late=late, status=409)
    except UnknownFields as names:
        form.add_error(None, sentence(names))
        return _wording_page(request, found, texts=form, status=422)
    done(request, _("Version %(number)s kept") % {"number": written.number})
    return redirect("audience:answers:wording", found.pk)


def _wording_page(
    request: SignedInRequest,
    found: Wording,
    *,
    form: ConditionsForm | None = None,
    texts: TextsForm | None = None,
    late: StaleWrite | None = None,
    status: int = 200,
) -> HttpResponse:
    if found.production_id is not None:
        show_as_current(request, found.production_id)
    page = wording_page(found, user=request.user, today=timezone.localdate())
    latest = page.latest
    if texts is None:
        initial = {**latest.texts, "version": latest.version, "read": latest.pk}
        texts = TextsForm(initial=initial)
    if form is None:
        names = ("title", "purpose", "languages", "kinds", "topics", "channels", "valid_from", "valid_until")
        initial = {name: getattr(found, name) for name in (*names, "needs_approval", "superseded_by", "version")}
        initial["topics"] = [str(pk) for pk in found.topics]
        form = ConditionsForm(initial=initial, others=_others(found), may_everywhere=False)
    context = {
        "production": found.production,
        "page": page,
        "wording": found,
        "texts": texts,
        "form": form,
        "ask_form": AskForm(seats=seats_for(found.production_id)),
        "fields": FIELDS,
        "late": late.row if late else None,
    }
    return render(request, "audience/answers/wording.html", context, status=status)


def _others(found: Wording) -> object:
    return Wording.objects.filter(production=found.production_id, use=found.use, archived_at__isnull=True).exclude(
        pk=found.pk
    )
