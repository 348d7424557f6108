"""Two boards side by side."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from coulisse.desks.floor.current import on_production
from coulisse.desks.floor.schedule import plan_words
from coulisse.desks.floor.schedule.models import Board
from coulisse.desks.floor.schedule.pages.chosen import asked_board, head_of, is_private
from coulisse.desks.floor.schedule.queries.arrangement import arrangement_of
from coulisse.desks.floor.schedule.queries.comparing import Side, comparison
from coulisse.desks.floor.schedule.queries.presence import attendance_of
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest


@on_production
@require_GET
def compare(request: SignedInRequest, production: Production) -> HttpResponse:
    """What a second board does otherwise; unasked, the newest « what if » against the board of the shoot."""
    before = asked_board(request, production)
    if before is None:
        return redirect("floor:schedule:board")
    after = asked_board(request, before.production, name="with") if request.GET.get("with") else _other(before)
    if after is not None and after.production_id != before.production_id:
        raise Http404
    context = {**head_of(request, before), "before": before, "after": after}
    if after is not None and after.pk != before.pk:
        private = is_private(request, before) and is_private(request, after)
        sides = [side_of(before), side_of(after)]
        found = comparison(*sides, private=private)
        names = {str(role.pk): role.name for side in sides for role in side.arrangement.roles}
        context |= {
            "found": found,
            "lines": [plan_words.difference_line(line, names) for line in found.priced.changed]
            if found.priced
            else [],
        }
    return render(request, "floor/schedule/compare.html", context)


def side_of(board: Board) -> Side:
    arrangement = arrangement_of(board)
    return Side(arrangement, attendance_of(arrangement))


def _other(before: Board) -> Board | None:
    """The board that was made from this one, else the newest one besides."""
    rows = Board.objects.filter(production=before.production_id).exclude(pk=before.pk).order_by("-number")
    return rows.filter(based_on=before).first() or rows.first()
