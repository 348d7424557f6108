from typing import Any

from coulisse.foundation.journal.models import MAX_ATTEMPTS, Delivery
from tests.cast import AT, Cast
from tests.doubles.desks.sluice.actions import let_pass
from tests.walk import OWNER, SIGNED_IN, Verdict


def stuck_delivery(cast: Cast) -> dict[str, Any]:
    entry = let_pass("Anna", at=AT, by=cast.nadia)
    row = Delivery.objects.create(entry=entry, link="walk.stuck", not_before=AT, attempts=MAX_ATTEMPTS)
    return {"pk": row.pk}


VERDICTS = {
    "journal:list": Verdict(SIGNED_IN),
    "journal:export": Verdict(SIGNED_IN, args=lambda cast: {"form": "csv"}),
    "journal:deliveries": Verdict(OWNER),
    "journal:retry_stuck": Verdict(OWNER, method="post"),
    "journal:retry": Verdict(OWNER, args=stuck_delivery, method="post"),
    "api:journal_entries": Verdict(SIGNED_IN),
}
