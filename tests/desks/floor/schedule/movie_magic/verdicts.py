"""Who takes a schedule of Movie Magic in: whoever may change the floor of the production."""

from typing import Any

from django.core import signing

from coulisse.desks.floor.schedule.pages.movie_magic import SALT
from tests.cast import Cast
from tests.walk import Verdict

CHANGERS = frozenset({"owner", "own_floor"})


def reading(cast: Cast) -> dict[str, Any]:
    kept = {
        "production": cast.drache.pk,
        "file": "schedule.pdf",
        "read_at": "2027-03-16T09:00:00+01:00",
        "days": [[1, "2027-03-15", [[["1"], 8]]]],
    }
    return {"reading": signing.dumps(kept, salt=SALT, compress=True)}


VERDICTS = {
    "floor:schedule:movie_magic": Verdict(CHANGERS, data=lambda cast: {"production": cast.drache.pk}),
    "floor:schedule:movie_magic_board": Verdict(CHANGERS, method="post", data=reading),
}
