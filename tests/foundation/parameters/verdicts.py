"""Members read parameters; the office's managers and the owner add and check values."""

from typing import Any

from coulisse.foundation.parameters import actions
from coulisse.foundation.parameters.models import Parameter, Value
from tests.cast import AT, Cast
from tests.walk import MEMBERS, Verdict

ADDERS = frozenset({"owner", "own", "other_production"})


def parameter(cast: Cast) -> dict[str, Any]:
    actions.load(at=AT)
    return {"pk": Parameter.objects.get(code="payroll.km_yearly").pk}


def value(cast: Cast) -> dict[str, Any]:
    actions.load(at=AT)
    return {"pk": Value.objects.filter(parameter__code="payroll.km_yearly")[0].pk}


def code(cast: Cast) -> dict[str, Any]:
    actions.load(at=AT)
    return {"code": "worktime.daily_rest"}


VERDICTS = {
    "parameters:list": Verdict(MEMBERS),
    "parameters:compare": Verdict(MEMBERS),
    "parameters:parameter": Verdict(MEMBERS, args=parameter),
    "parameters:add": Verdict(ADDERS, args=parameter),
    "parameters:check": Verdict(ADDERS, args=value, method="post"),
    "api:parameter": Verdict(MEMBERS, args=code, data=lambda cast: {"day": "2027-03-16"}),
}
