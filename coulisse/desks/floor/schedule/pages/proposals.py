"""Orders proposed for a board: asked for, looked for, explained, and made into a « what if » if one wants it."""

from contextlib import suppress
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.floor.current import on_production
from coulisse.desks.floor.schedule import plan_words
from coulisse.desks.floor.schedule.access import access_board, access_proposal
from coulisse.desks.floor.schedule.actions import proposals as actions
from coulisse.desks.floor.schedule.models import Proposal
from coulisse.desks.floor.schedule.pages.answers import address, may_change
from coulisse.desks.floor.schedule.pages.chosen import asked_board, head_of, is_private
from coulisse.desks.floor.schedule.queries.arrangement import Arrangement, arrangement_of
from coulisse.desks.floor.schedule.queries.comparing import Side, comparison
from coulisse.desks.floor.schedule.queries.costs import costs_of
from coulisse.desks.floor.schedule.queries.presence import attendance_of
from coulisse.desks.floor.schedule.queries.proposing import Found, Wishes, laid_out
from coulisse.desks.floor.schedule.tables import days_of
from coulisse.desks.floor.schedule.wishes_form import WishesForm
from coulisse.engines.stripboard.plan.records import CostLine
from coulisse.foundation.jobs.actions import AlreadyEnded, ask_to_stop
from coulisse.foundation.jobs.models import Job
from coulisse.foundation.jobs.queries import JobView, one_job
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.kernel.money import Money

LISTED = 20


@on_production
@require_GET
def proposals(request: SignedInRequest, production: Production) -> HttpResponse:
    """The proposals of a board, the newest first."""
    board = asked_board(request, production)
    if board is None:
        return redirect("floor:schedule:board")
    rows = Proposal.objects.filter(board=board).select_related("by", "made").order_by("-pk")[:LISTED]
    context = {**head_of(request, board), "proposals": [(row, _found(row)) for row in rows]}
    return render(request, "floor/schedule/proposals.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def propose(request: SignedInRequest, pk: int) -> HttpResponse:
    """What an order is to respect and what it is to save; then it is looked for in the background."""
    board = access_board(request.user, pk, to="change")
    form = WishesForm(request.POST or None, board=board, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        title = _("Order of the scenes of v%(number)s") % {"number": board.number}
        proposal = actions.ask(
            board=board,
            wishes=form.wishes(),
            key=form.cleaned_data["key"],
            title=title,
            by=request.user,
            at=timezone.now(),
        )
        return redirect("floor:schedule:proposal", proposal.pk)
    context = {"board": board, "form": form}
    return render(request, "floor/schedule/propose.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def proposal(request: SignedInRequest, pk: int) -> HttpResponse:
    """The search as it goes; then what was found, explained and compared with the board as it is now."""
    row = access_proposal(request.user, pk)
    found, asks_again = _found(row), "HX-Request" in request.headers
    if found is not None and asks_again:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context: dict[str, Any] = {
        "proposal": row,
        "board": row.board,
        "found": found,
        "job": _job(row),
        "may_manage": may_change(request, row.board.production_id),
    }
    if found is not None:
        context |= _explained(row, found, private=is_private(request, row.board))
    return render(request, f"floor/schedule/{'_search' if asks_again else 'proposal'}.html", context)


@require_POST
@door(MEMBER)
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """End the search; the cheapest order that it has found is kept."""
    row = access_proposal(request.user, pk, to="change")
    job = Job.objects.filter(pk=row.job_id or 0).first()
    with suppress(AlreadyEnded):
        if job is not None:
            ask_to_stop(job=job, by=request.user, at=timezone.now())
    return redirect("floor:schedule:proposal", row.pk)


@require_POST
@door(MEMBER)
def make(request: SignedInRequest, pk: int) -> HttpResponse:
    """A « what if » with the proposed order; the board that it was proposed for stays as it is."""
    row = access_proposal(request.user, pk, to="change")
    try:
        board = actions.make_board(
            proposal=row,
            name=_("Proposed order"),
            change=_("Order proposed from v%(number)s.") % {"number": row.board.number},
            by=request.user,
            at=timezone.now(),
        )
    except actions.AlreadyMade as made:
        return redirect(address(made.board.pk))
    except actions.NothingFound:
        toasts.refused(request, _("No board made: the order is still being looked for."))
        return redirect("floor:schedule:proposal", row.pk)
    toasts.done(request, _("Board v%(number)s made. The present one is untouched.") % {"number": board.number})
    return redirect(address(board.pk))


def proposal_address(pk: int) -> str:
    """Where a proposal is read."""
    return reverse("floor:schedule:proposal", args=[pk])


def _found(row: Proposal) -> Found | None:
    return Found.read(row.result) if row.result is not None else None


def _job(row: Proposal) -> JobView | None:
    job = Job.objects.select_related("by", "file").filter(pk=row.job_id or 0).first()
    return one_job(job, at=timezone.now()) if job else None


def _explained(row: Proposal, found: Found, *, private: bool) -> dict[str, Any]:
    """Lines of the price of both orders, where each comes from, and what moves."""
    present = arrangement_of(row.board)
    proposed = laid_out(present, found)
    sides = Side(present, attendance_of(present)), Side(proposed, attendance_of(proposed))
    weights = Wishes.read(row.asked).weights
    compared = comparison(*sides, private=private, weights=weights)
    context: dict[str, Any] = {
        "compared": compared,
        "is_overtaken": row.revision != row.board.revision,
        "minimised": plan_words.minimised_in_words(found.minimised),
        "problems": [(plan_words.PROBLEMS[one.code], one) for one in found.problems],
        "releases": any(terms.drop_after for terms in present.terms.values()),
    }
    if private and compared.priced:
        whys = _whys(costs_of(proposed, sides[1].attendance, weights), proposed)
        names = {str(role.pk): role.name for role in (*present.roles, *proposed.roles)}
        context |= {
            "lines": [
                plan_words.difference_line(line, names, whys.get((str(line.kind), line.what), ""))
                for line in compared.priced.lines
            ],
            "cost": Money(found.cents),
            "bound": Money(found.bound_cents),
        }
    return context


def _whys(lines: tuple[CostLine, ...], arrangement: Arrangement) -> dict[tuple[str, str], str]:
    """The days that each line of the proposed order comes from."""
    days = days_of(arrangement)
    return {(str(line.kind), line.what): plan_words.where_in_words(line, days) for line in lines}
