"""Who may read the cost report, estimate, answer and close: the office of the production."""

from typing import Any

from coulisse.desks.office.costs.actions.closing import close_report
from coulisse.desks.office.costs.actions.notes import write_note
from coulisse.desks.office.costs.actions.overspends import ask
from coulisse.desks.office.costs.models import ClosedReport
from coulisse.kernel import Money
from tests.cast import AT, TODAY, Cast
from tests.desks.office.costs.agreed import a_budget
from tests.desks.office.ledger.verdicts import promise
from tests.desks.office.verdicts import BOOKS
from tests.walk import Verdict

CHANGERS = frozenset({"owner", "own"})


def account(cast: Cast) -> dict[str, Any]:
    promise(cast)
    return {"number": "33"}


def note(cast: Cast) -> dict[str, Any]:
    made = write_note(production=cast.drache, text="Deux offres", accounts=[], by=cast.nadia, at=AT)
    return {"pk": made.pk}


def question(cast: Cast) -> dict[str, Any]:
    made = ask(
        production=cast.drache,
        account="33",
        over=Money(243_005),
        reason="Grue",
        asked_of=cast.nadia,
        by=cast.solange,
        at=AT,
    )
    return {"pk": made.pk}


def closed_report(cast: Cast) -> ClosedReport:
    a_budget(cast)
    promise(cast)
    return close_report(production=cast.drache, until=TODAY, by=cast.nadia, at=AT)


def closed(cast: Cast) -> dict[str, Any]:
    return {"pk": closed_report(cast).pk}


ESTIMATE = {"what": "final", "amount": "54 530,05", "reason": "Facture Lux Grip"}
VERDICTS = {
    "office:costs:report": Verdict(BOOKS),
    "office:costs:paper": Verdict(BOOKS, args=lambda cast: {"form": "xlsx"}),
    "office:costs:account": Verdict(CHANGERS, args=account),
    "office:costs:estimate": Verdict(CHANGERS, args=account, method="post", data=lambda cast: ESTIMATE),
    "office:costs:add-note": Verdict(BOOKS),
    "office:costs:edit-note": Verdict(CHANGERS, args=note),
    "office:costs:remove-note": Verdict(CHANGERS, args=note, method="post"),
    "office:costs:overspends": Verdict(BOOKS),
    "office:costs:ask": Verdict(BOOKS, method="post", data=lambda cast: {"account": "33"}),
    "office:costs:answer": Verdict(CHANGERS, args=question, method="post", data=lambda cast: {"approved": "yes"}),
    "office:costs:watch": Verdict(BOOKS),
    "office:costs:withdraw": Verdict(BOOKS, method="post", data=lambda cast: {"reason": "Annulé"}),
    "office:costs:close": Verdict(BOOKS),
    "office:costs:history": Verdict(BOOKS),
    "office:costs:closed": Verdict(CHANGERS, args=closed),
    "office:costs:closed-paper": Verdict(CHANGERS, args=lambda cast: {**closed(cast), "form": "xlsx"}),
}
