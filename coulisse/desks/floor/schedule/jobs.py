"""Looking for an order in the background: the engines load their solver and compiled code in the worker only."""

from threading import current_thread
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coulisse.desks.floor.schedule.actions import proposals
from coulisse.desks.floor.schedule.models import Board, Proposal
from coulisse.desks.floor.schedule.queries.proposing import NothingToOrder, Question, Wishes, question_of
from coulisse.desks.floor.schedule.wording import day_name
from coulisse.engines.stripboard.plan.propose import Effort, propose
from coulisse.engines.stripboard.plan.records import Plan
from coulisse.engines.stripboard.talent import Proposal as Order
from coulisse.engines.stripboard.talent import propose_order
from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.run import Refused, Run, Stopped
from coulisse.foundation.ui.translated import reading_language
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_money

ROUNDS: Final = 1_000
"""More than a time limit ever leaves room for."""
FOR_TALENT: Final = 4
"""The part of the time that goes to the exact order of the actors, at most: a quarter."""


class Watch:
    """The time of a search: says whether to go on, and tells the reader how far it is and what is at hand.

    A wish to stop ends the search and keeps what it has, instead of throwing it away.
    """

    def __init__(self, run: Run, seconds: int, *, private: bool) -> None:
        self._run = run
        self._seconds = seconds
        self._began = run.timer()
        self._private = private
        self._thread = current_thread()
        self._note = ""
        self.is_stopped = False

    def goes_on(self) -> bool:
        """Asked several times a second, also by threads of the search, which don't write."""
        return self.within(self._seconds)

    def within(self, seconds: int) -> bool:
        """The same for a part of the search that is given less time."""
        spent = self._run.timer() - self._began
        if current_thread() is self._thread and not self.is_stopped:
            try:
                self._run.progress(min(int(spent), self._seconds - 1), self._seconds, self._note)
            except Stopped:
                self.is_stopped = True
        return not self.is_stopped and spent < seconds

    def hear(self, plan: Plan, bound: Money) -> None:
        """A better plan, or a better bound."""
        gap = f"{float(plan.gap) * 100:.1f}"
        if plan.flags:
            self._note = _("cheapest so far: %(count)s red lights left") % {"count": len(plan.flags)}
        elif self._private:
            self._note = _("cheapest so far %(cost)s, nothing under %(bound)s, gap %(gap)s %%") % {
                "cost": _written(plan.total),
                "bound": _written(bound),
                "gap": gap,
            }
        else:
            self._note = _("gap %(gap)s %%") % {"gap": gap}


@job(proposals.JOB, restartable=True)
def propose_job(run: Run) -> dict[str, Any]:
    """Look for an order and keep it. Begun again after it was kept, it only says where it is."""
    proposal = Proposal.objects.select_related("board__production").get(pk=run.params["proposal"])
    if proposal.ended_at is None:
        _search(run, proposal)
    return {"url": reverse("floor:schedule:proposal", args=[proposal.pk])}


def _search(run: Run, proposal: Proposal) -> None:
    wishes = Wishes.read(proposal.asked)
    question = _question(proposal.board, wishes)
    private = run.job.by is not None and run.job.by.scope().may_private(production=proposal.board.production_id)
    watch = Watch(run, wishes.seconds, private=private)
    order = _talent(question, watch, wishes.seconds // FOR_TALENT)
    plan = propose(
        question.shoot,
        effort=Effort(rounds=ROUNDS),
        seed_order=[question.shoot.scenes[scene].id for scene in order.order],
        present=question.start,
        on_better=watch.hear,
        keep_going=watch.goes_on,
    )
    found = question.found(
        plan,
        talent_is_proved=order.optimal,
        talent_gap=order.gap,
        names=[day_name(day.number, day.date, day.unit) for day in question.days],
    )
    proposals.keep(proposal=proposal, found=found, stopped=watch.is_stopped, at=run.now())


def _question(board: Board, wishes: Wishes) -> Question:
    try:
        return question_of(board, wishes)
    except NothingToOrder:
        raise Refused(_("Nothing to order: the board needs scenes, and a day that isn’t held still.")) from None


def _talent(question: Question, watch: Watch, seconds: int) -> Order:
    """The order in which actors wait least, proved or not, from which the plan begins."""
    return propose_order(question.casting(), keep_going=lambda: watch.within(max(seconds, 1)))


def _written(amount: Money) -> str:
    return write_money(amount, reading_language(get_language() or "fr"))
