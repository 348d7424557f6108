"""Who may call what of the slice spending: the administration of the production, and nobody of the set."""

from typing import Any

from coulisse.desks.office.spending.actions.ceilings import set_ceiling
from coulisse.kernel.money import Money
from tests.cast import AT, Cast
from tests.desks.office.spending.rows import decision, meeting, quote, request, ticket
from tests.desks.office.verdicts import BOOKS
from tests.walk import OTHER_PRODUCTION, Verdict

CHANGERS = frozenset({"owner", "own"})
"""Of one object, only those who administer its production; a page without an object shows each one’s own."""
READERS = CHANGERS
ANY_BOOKS = CHANGERS | OTHER_PRODUCTION


def one(cast: Cast) -> dict[str, Any]:
    return {"pk": ticket(cast).pk}


def ceiling(cast: Cast) -> dict[str, Any]:
    made = set_ceiling(production=cast.drache, of="ticket", account="", most=Money(10000), by=cast.nadia, at=AT)
    return {"pk": made.pk}


def asked(cast: Cast) -> dict[str, Any]:
    made = request(cast)
    quote(cast, made, 1845000)
    return {"pk": made.pk}


def met(cast: Cast) -> dict[str, Any]:
    return {"pk": meeting(cast).pk}


def question(cast: Cast) -> dict[str, Any]:
    return {"pk": decision(cast).pk}


VERDICTS: dict[str, Verdict] = {
    "office:spending:yesterday": Verdict(BOOKS),
    "office:spending:add": Verdict(ANY_BOOKS),
    "office:spending:validate-all": Verdict(ANY_BOOKS, method="post"),
    "office:spending:expense": Verdict(READERS, args=one),
    "office:spending:validate": Verdict(CHANGERS, args=one, method="post"),
    "office:spending:refuse": Verdict(CHANGERS, args=one, method="post", data=lambda cast: {"reason": "Doublon"}),
    "office:spending:take-back": Verdict(CHANGERS, args=one, method="post"),
    "office:spending:analysis": Verdict(BOOKS),
    "office:spending:analysis-xlsx": Verdict(BOOKS),
    "office:spending:set-ceiling": Verdict(
        ANY_BOOKS, method="post", data=lambda cast: {"of": "ticket", "account": "", "most": "100"}
    ),
    "office:spending:lift-ceiling": Verdict(CHANGERS, args=ceiling, method="post"),
    "office:spending:quotes": Verdict(BOOKS),
    "office:spending:ask": Verdict(ANY_BOOKS),
    "office:spending:request": Verdict(READERS, args=asked),
    "office:spending:note": Verdict(
        CHANGERS, args=asked, method="post", data=lambda cast: {"day": "2027-02-03", "text": "−12 %"}
    ),
    "office:spending:choose": Verdict(CHANGERS, args=asked, method="post"),
    "office:spending:choice-back": Verdict(CHANGERS, args=asked, method="post"),
    "office:spending:meetings": Verdict(BOOKS),
    "office:spending:add-meeting": Verdict(ANY_BOOKS),
    "office:spending:meeting": Verdict(READERS, args=met),
    "office:spending:pack": Verdict(READERS, args=lambda cast: {**met(cast), "language": "fr"}),
    "office:spending:give-task": Verdict(
        CHANGERS, args=met, method="post", data=lambda cast: {"title": "Prévenir le traiteur"}
    ),
    "office:spending:put": Verdict(ANY_BOOKS, method="post", data=lambda cast: {"question": "Où ?"}),
    "office:spending:decide": Verdict(
        CHANGERS, args=question, method="post", data=lambda cast: {"answer": "Au studio"}
    ),
    "office:spending:reopen": Verdict(CHANGERS, args=question, method="post"),
}
