"""Who may call the routes of companies."""

from decimal import Decimal
from typing import Any

from coulisse.foundation.companies.actions import set_recovery
from tests.cast import AT, TODAY, Cast
from tests.walk import MEMBERS, OWNER, Verdict


def company(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.company.pk}


def recovery(cast: Cast) -> dict[str, Any]:
    made = set_recovery(company=cast.company, starts_on=TODAY, percent=Decimal(80), by=cast.odile, at=AT)
    return {"pk": made.pk}


VERDICTS = {
    "companies:list": Verdict(MEMBERS),
    "companies:company": Verdict(MEMBERS, args=company),
    "companies:add": Verdict(OWNER),
    "companies:change": Verdict(OWNER, args=company),
    "companies:archive": Verdict(OWNER, args=company, method="post"),
    "companies:reopen": Verdict(OWNER, args=company, method="post"),
    "companies:recovery": Verdict(OWNER, args=company),
    "companies:remove-recovery": Verdict(OWNER, args=recovery, method="post"),
}
