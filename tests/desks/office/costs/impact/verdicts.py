"""Who may look at the cost of a cancelled day, judge it and foresee it: the administration of the production."""

from typing import Any

from tests.cast import Cast
from tests.desks.office.costs.impact.rows import proposed, type_the_costs
from tests.desks.office.verdicts import BOOKS
from tests.walk import OTHER_PRODUCTION, Verdict

CHANGERS = frozenset({"owner", "own"})


def impact(cast: Cast) -> dict[str, Any]:
    return {"pk": proposed(cast).pk}


def line(cast: Cast) -> dict[str, Any]:
    return {"pk": proposed(cast).lines.get(kind="meals").pk}


def cost(cast: Cast) -> dict[str, Any]:
    return {"pk": type_the_costs(cast)[0].pk}


VERDICTS: dict[str, Verdict] = {
    "office:costs:impacts": Verdict(BOOKS),
    "office:costs:impact": Verdict(CHANGERS, args=impact),
    "office:costs:impact-foresee": Verdict(CHANGERS, args=impact, method="post"),
    "office:costs:impact-back": Verdict(CHANGERS, args=impact, method="post"),
    "office:costs:impact-again": Verdict(CHANGERS, args=impact, method="post"),
    "office:costs:impact-judge": Verdict(
        CHANGERS, args=line, method="post", data=lambda cast: {"version": "1", "recoverable": "516,20"}
    ),
    "office:costs:impact-add-cost": Verdict(CHANGERS | OTHER_PRODUCTION),
    "office:costs:impact-cost": Verdict(CHANGERS, args=cost),
    "office:costs:impact-remove-cost": Verdict(CHANGERS, args=cost, method="post"),
}
