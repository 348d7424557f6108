"""Each has feeds of one's own; an address is for whoever holds the secret."""

from typing import Any

from coulisse.foundation.feeds import actions
from tests.cast import AT, Cast
from tests.walk import EVERYBODY, SIGNED_IN, Verdict


def own_feed(cast: Cast) -> dict[str, Any]:
    return {"pk": actions.make(name="téléphone", by=cast.nadia, at=AT)[0].pk}


def secret(cast: Cast) -> dict[str, Any]:
    return {"token": actions.make(name="téléphone", by=cast.nadia, at=AT)[1]}


VERDICTS = {
    "feeds:list": Verdict(SIGNED_IN),
    "feeds:make": Verdict(SIGNED_IN, method="post"),
    "feeds:revoke": Verdict(frozenset({"own"}), args=own_feed, method="post"),
    "feeds:feed": Verdict(EVERYBODY, args=secret),
}
