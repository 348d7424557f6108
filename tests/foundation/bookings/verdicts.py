"""Who may see and change bookings: members see that a unit is taken; a production's people change its own."""

from datetime import UTC, datetime
from typing import Any

from coulisse.foundation.bookings import actions
from tests.cast import AT, Cast
from tests.walk import DESKS, MEMBERS, OWN, Verdict

CHANGERS = OWN | DESKS


def booking(cast: Cast) -> dict[str, Any]:
    made = actions.take(
        unit=actions.named_item("Ronin 2, n° 1"),
        production=cast.drache,
        starts_at=datetime(2027, 3, 22, 8, tzinfo=UTC),
        ends_at=datetime(2027, 3, 22, 18, tzinfo=UTC),
        by=cast.nadia,
        at=AT,
    )
    return {"pk": made.pk}


VERDICTS = {
    "bookings:list": Verdict(MEMBERS),
    "bookings:add": Verdict(MEMBERS),
    "bookings:confirm": Verdict(CHANGERS, args=booking, method="post"),
    "bookings:release": Verdict(CHANGERS, args=booking, method="post"),
    "bookings:take_back": Verdict(CHANGERS, args=booking, method="post"),
    "api:bookings": Verdict(MEMBERS, data=lambda cast: {"day": "2027-03-22"}),
}
