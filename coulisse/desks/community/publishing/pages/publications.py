"""Publications: what is coming, one of them with its calls, and what a person does with it."""

from collections.abc import Callable
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.desks.community.publishing.access import (
    access_account,
    access_publication,
    may_publish_on,
    publications_within_reach,
)
from coulisse.desks.community.publishing.actions import publications as actions
from coulisse.desks.community.publishing.forms import PauseForm, ProofForm, PublicationForm
from coulisse.desks.community.publishing.guarding import may_publish
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.overrides import RIGHTS
from coulisse.desks.community.publishing.packs import pack_of
from coulisse.desks.community.publishing.queries import pages as queries
from coulisse.desks.community.publishing.words import why
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.names import attachment
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE: Final = "community:publishing:publication"
REFUSED: Final = "community:composing:refused"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    view = request.GET.get("view", "")
    view = view if view in queries.VIEWS else "coming"
    context = {
        "production": production,
        "view": view,
        "found": queries.listing(request.user, production=production.pk, view=view),
        "may_change": may(request.user, "change", production=production.pk, client=None),
        "has_accounts": NetworkAccount.objects.filter(closed_at__isnull=True).exists(),
    }
    return render(request, "community/publishing/list.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_owned(request.user, production=production.pk, client=None, to="change")
    form = PublicationForm(request.POST or None, user=request.user, production=production)
    if request.method == "POST" and form.is_valid():
        account = access_account(request.user, form.cleaned_data["account"].pk, to="change")
        made = actions.write(
            account=account, values=form.values(), files=form.attached(), by=request.user, at=timezone.now()
        )
        done(request, _("Draft written: arm it when it may leave"))
        return redirect(HERE, made.pk)
    return _form(request, form, production, None)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_publication(request.user, pk, to="change")
    production = row.production or row.account.production or Production.objects.order_by("pk").first()
    assert production is not None  # a desk page asks for one before anything is written
    form = PublicationForm(request.POST or None, user=request.user, production=production, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rewrite(
                publication=row,
                values=form.values(),
                files=form.attached(),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=request.path)
        except actions.NotNow:
            refused(request, _("It has left, or is about to: nothing was changed."))
        else:
            done(request, _("Saved as a draft: arm it again when it may leave"))
        return redirect(HERE, pk)
    return _form(request, form, production, row)


def _form(
    request: SignedInRequest, form: PublicationForm, production: Production, row: Publication | None
) -> HttpResponse:
    context = {"form": form, "production": production, "publication": row}
    return render(request, "community/publishing/edit.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def publication(request: SignedInRequest, pk: int) -> HttpResponse:
    return _one(request, access_publication(request.user, pk), ProofForm())


def _one(request: SignedInRequest, row: Publication, proof: ProofForm, status: int = 200) -> HttpResponse:
    production = row.production_id or row.account.production_id
    within_reach = may(request.user, "change", production=production, client=row.account.client_id)
    may_change = within_reach and may_publish_on(request.user, row.account)
    context = {
        "found": queries.one(row, may_change=may_change),
        "proof": proof,
        "may_change": may_change,
        "is_past": row.due_at <= timezone.now(),
    }
    return render(request, "community/publishing/publication.html", context, status=status)


@door(MEMBER)
@require_POST
def act(request: SignedInRequest, pk: int) -> HttpResponse:
    """Arm, pause, take by hand, cancel, or say that it is not there."""
    row = access_publication(request.user, pk, to="change")
    doing = ACTS.get(request.POST.get("act", ""))
    if doing is None:
        refused(request, _("There is no such act."))
        return redirect(HERE, pk)
    try:
        done(request, doing(row, request.user))
    except actions.NotNow:
        refused(request, _("Meanwhile it is in another state: look again."))
    except actions.NotCleared as stopped:
        return _stopped(request, pk, stopped)
    return redirect(HERE, pk)


def _stopped(request: SignedInRequest, pk: int, stopped: actions.NotCleared) -> HttpResponse:
    """The reasons in words; what the register of rights has against it has a page, with the ways out."""
    refused(request, " ".join(dict.fromkeys(why(one.code) for one in stopped.reasons)))
    is_of_rights = any(one.code.startswith(RIGHTS) for one in stopped.reasons)
    return redirect(REFUSED if is_of_rights else HERE, pk)


def _arm(row: Publication, user: User) -> str:
    at = timezone.now()
    actions.arm(publication=row, by=user, at=at, due_at=max(row.due_at, at))
    return _("Armed: it leaves at its moment")


def _pause(row: Publication, user: User) -> str:
    only = Publication.objects.filter(pk=row.pk)
    if not actions.pause(publications=only, why="", by=user, at=timezone.now()):
        raise actions.NotNow(row.state)
    return _("Paused")


def _by_hand(row: Publication, user: User) -> str:
    actions.take_by_hand(publication=row, by=user, at=timezone.now())
    return _("To be published by hand: the pack has its text and its files")


def _cancel(row: Publication, user: User) -> str:
    actions.cancel(publication=row)
    return _("Cancelled")


def _absent(row: Publication, user: User) -> str:
    actions.declare_absent(publication=row, at=timezone.now())
    return _("Noted: it is not there. It waits until somebody arms it again")


ACTS: Final[dict[str, Callable[[Publication, User], str]]] = {
    "arm": _arm,
    "pause": _pause,
    "by-hand": _by_hand,
    "cancel": _cancel,
    "absent": _absent,
}


@door(MEMBER)
@require_POST
def prove(request: SignedInRequest, pk: int) -> HttpResponse:
    """The address of the post: without it nothing counts as published."""
    row = access_publication(request.user, pk, to="change")
    form = ProofForm(request.POST)
    if not form.is_valid():
        return _one(request, row, form, 422)
    try:
        actions.prove(publication=row, address=form.cleaned_data["address"], by=request.user, at=timezone.now())
    except actions.AddressTaken:
        form.add_error("address", _("This address proves another publication already."))
        return _one(request, row, form, 422)
    except actions.NotNow:
        refused(request, _("Meanwhile it is in another state: look again."))
    else:
        done(request, _("Published, with its proof"))
    return redirect(HERE, pk)


@on_production
@require_http_methods(["GET", "POST"])
def pause_all(request: SignedInRequest, production: Production) -> HttpResponse:
    """The brake of a production: everything armed stops, and is taken up again one by one."""
    access_owned(request.user, production=production.pk, client=None, to="change")
    form = PauseForm(request.POST or None)
    rows = publications_within_reach(request.user, "change").filter(production=production)
    if request.method == "POST" and form.is_valid():
        n = actions.pause(publications=rows, why=form.cleaned_data["why"], by=request.user, at=timezone.now())
        words = ngettext("%(n)s publication paused", "%(n)s publications paused", n) % {"n": n}
        done(request, _("%(paused)s. Think of paid advertisements: they run at the networks.") % {"paused": words})
        return redirect("community:publishing:list")
    armed = rows.filter(state__in=actions.STOPPABLE).count()
    context = {"form": form, "production": production, "armed": armed}
    return render(request, "community/publishing/pause.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def pack(request: SignedInRequest, pk: int) -> HttpResponse:
    """Text and files, to be published by hand from a telephone or a computer, if it may be at this moment."""
    row = access_publication(request.user, pk)
    answer_of_gate = may_publish(row, at=timezone.now())
    if not answer_of_gate.allowed:
        return _stopped(request, pk, actions.NotCleared(answer_of_gate.reasons))
    answer = HttpResponse(pack_of(row), content_type="application/zip")
    name = f"{row.account.network} {timezone.localtime(row.due_at):%Y-%m-%d %H.%M}.zip"
    answer["Content-Disposition"] = attachment(name)
    return answer
