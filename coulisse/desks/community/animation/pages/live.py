"""Whoever leads a quiz: questions released and closed by a key, the ranking as it grows; on a telephone too."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.community.animation.access import access_animation
from coulisse.desks.community.animation.actions import running
from coulisse.desks.community.animation.actions.telling import NotNow
from coulisse.desks.community.animation.forms import DelayForm
from coulisse.desks.community.animation.models import Animation, GameQuestion
from coulisse.desks.community.animation.pages.desk import reading_language
from coulisse.desks.community.animation.queries import desk as queries
from coulisse.desks.community.animation.queries.ranking import ranking_of
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

LIVE: Final = "community:animation:live"
TOP: Final = 10


@door(MEMBER)
@require_GET
def live(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_animation(request.user, pk, to="change")
    return render(request, "community/animation/live.html", _context(row))


@door(MEMBER)
@require_GET
def part(request: SignedInRequest, pk: int) -> HttpResponse:
    """What changes on the page while it runs."""
    row = access_animation(request.user, pk, to="change")
    answer = render(request, "community/animation/_live.html", _context(row))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _context(row: Animation) -> dict[str, Any]:
    at = timezone.now()
    questions = queries.asked_lines(row, at=at, language=reading_language())
    ranking = ranking_of(row, at=at) if row.is_game else ()
    return {
        "animation": row,
        "questions": questions,
        "next": next((one for one in questions if one.phase == "ready"), None),
        "running": next((one for one in questions if one.phase in ("open", "coming")), None),
        "ranking": ranking[:TOP],
        "players": row.entrants.filter(excluded="").count(),
        "left_out": row.entrants.exclude(excluded="").count(),
        "delay": DelayForm(initial={"seconds": row.delay_seconds}),
        "is_open": row.state == Animation.State.OPEN,
        "now": at,
    }


@door(MEMBER)
@require_POST
def act(request: SignedInRequest, pk: int) -> HttpResponse:
    """Release or close a question, or set the delay."""
    row = access_animation(request.user, pk, to="change")
    try:
        done(request, _act(request, row))
    except running.AnotherIsOpen as other:
        refused(request, _("Question %(number)s is still open: close it first.") % {"number": other.number})
    except running.ReleasedAlready:
        refused(request, _("This question was released already."))
    except running.DelayTooLong:
        refused(request, _("The delay is a number of seconds, a day at most."))
    except NotNow:
        refused(request, _("Meanwhile it is in another state: look again."))
    return redirect(LIVE, pk)


def _act(request: SignedInRequest, row: Animation) -> str:
    at = timezone.now()
    match request.POST.get("act", ""):
        case "release":
            running.release(question=_question(request, row), by=request.user, at=at)
            return pgettext("question", "Released")
        case "close":
            running.close_question(question=_question(request, row), by=request.user, at=at)
            return pgettext("question", "Closed")
        case "delay":
            form = DelayForm(request.POST)
            if not form.is_valid():
                raise running.DelayTooLong
            running.set_delay(animation=row, seconds=form.cleaned_data["seconds"])
            return _("Delay set for the next questions")
        case what:
            raise NotNow(what)


def _question(request: SignedInRequest, row: Animation) -> GameQuestion:
    number = request.POST.get("question", "")
    pk = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    return get_object_or_404(GameQuestion.objects.select_related("animation"), pk=pk, animation=row)
