"""Who may read the books, post, and close: the office of the production."""

from typing import Any

from coulisse.desks.office.ledger.actions import post
from coulisse.desks.office.ledger.entries import Entry
from coulisse.desks.office.ledger.models import Posting
from tests.cast import AT, TODAY, Cast
from tests.desks.office.verdicts import BOOKS
from tests.walk import MEMBERS, Verdict

CHANGERS = frozenset({"owner", "own"})


def promise(cast: Cast, **values: Any) -> Posting:
    fields: dict[str, Any] = {
        "nature": "committed",
        "day": TODAY,
        "account": "33",
        "label": "Grue",
        "net_cents": 100_000,
        "vat_cents": 21_000,
        "recoverable_cents": 21_000,
        "source": "test",
        "source_id": "1",
        **values,
    }
    return post(production=cast.drache, entries=[Entry(**fields)], by=cast.nadia, at=AT)[0]


def one(cast: Cast) -> dict[str, Any]:
    return {"pk": promise(cast).pk}


WHY = {"reason": "Encodé deux fois"}
VERDICTS = {
    "api:postings": Verdict(MEMBERS),
    "api:posting": Verdict(CHANGERS, args=one),
    "office:ledger:list": Verdict(BOOKS),
    "office:ledger:export": Verdict(BOOKS, args=lambda cast: {"form": "csv"}),
    "office:ledger:chain": Verdict(BOOKS),
    "office:ledger:add": Verdict(BOOKS),
    "office:ledger:close": Verdict(BOOKS),
    "office:ledger:posting": Verdict(CHANGERS, args=one),
    "office:ledger:bill": Verdict(CHANGERS, args=one),
    "office:ledger:reverse": Verdict(CHANGERS, args=one, method="post", data=lambda cast: WHY),
    "office:ledger:release": Verdict(CHANGERS, args=one, method="post", data=lambda cast: WHY),
}
