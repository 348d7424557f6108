"""Who may call the routes of companies."""

from typing import Any

from tests.cast import Cast
from tests.walk import MEMBERS, OWNER, Verdict


def company(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.company.pk}


VERDICTS = {
    "companies:list": Verdict(MEMBERS),
    "companies:company": Verdict(MEMBERS, args=company),
    "companies:add": Verdict(OWNER),
    "companies:change": Verdict(OWNER, args=company),
    "companies:archive": Verdict(OWNER, args=company, method="post"),
    "companies:reopen": Verdict(OWNER, args=company, method="post"),
}
