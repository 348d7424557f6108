"""The table of who may call what: each room writes its own `verdicts.py`, and `test_walk.py` walks them all.

    VERDICTS = {
        "people:contact": Verdict(MEMBERS, args=lambda cast: {"pk": contact(cast).pk}),
        "people:merge": Verdict(MEMBERS, args=…, method="post", data=…),
    }

The name of a route is what `reverse` takes, an API call is `api:<operation url_name>`. `args` makes the object as
a member of *La Drache* would have it and returns the route's arguments. Whoever is not in `allowed` must get 403
or 404, or be sent to the sign-in page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.cast import Cast

OWNER = frozenset({"owner"})
OWN = frozenset({"owner", "own", "own_floor"})
"""The people of the production *La Drache*, and the owner of the house."""
OTHER_PRODUCTION = frozenset({"other_production"})
DESKS = frozenset({"audience", "community"})
"""The people who hold a desk of the whole house."""
MEMBERS = OWN | OTHER_PRODUCTION | DESKS
CLIENTS = frozenset({"client", "other_client"})
SIGNED_IN = MEMBERS | CLIENTS
EVERYBODY = SIGNED_IN | {"guest", "stranger", "nobody"}
"""`stranger` signs in and holds no role; `guest` opened a guest link before; `nobody` did not sign in."""


def _nothing(cast: Cast) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who gets an answer from one route, and how to call it."""

    allowed: frozenset[str]
    args: Callable[[Cast], dict[str, Any]] = _nothing
    method: str = "get"
    data: Callable[[Cast], Mapping[str, Any]] = field(default=_nothing)
    json: bool = False
    """The body goes as JSON."""
