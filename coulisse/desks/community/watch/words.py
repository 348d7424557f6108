"""The codes of the watch in words: what is wrong, and what to do."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from coulisse.desks.community.watch.models import WatchHit
from coulisse.desks.community.watch.scoring import Reason

TROUBLES: Final[dict[str, Promise]] = {
    "no-address": gettext_lazy("This is no address that can be read: it begins with https://"),
    "unknown-host": gettext_lazy("No server has this name: check the address."),
    "inside": gettext_lazy("This address lies inside a private network: only public servers are read."),
    "unreachable": gettext_lazy("The server cannot be reached. It is asked again later."),
    "slow": gettext_lazy("The server answers too slowly. It is asked again later."),
    "certificate": gettext_lazy("The server’s certificate is not good: its answer is not believed."),
    "redirects": gettext_lazy("The server sends us round in circles: take the address from a browser."),
    "too-large": gettext_lazy("The answer is larger than 4 MB: look for a feed of fewer entries."),
    "broken-answer": gettext_lazy("The answer cannot be unpacked. It is asked again later."),
    "refused": gettext_lazy("The server refuses to show this without an account."),
    "gone": gettext_lazy("Nothing stands at this address any more: look for the new one."),
    "busy": gettext_lazy("The server asks us to come back later, and so we do."),
    "server": gettext_lazy("The server is in trouble. It is asked again later."),
    "empty": gettext_lazy("Nothing at all: a feed was expected."),
    "not-a-feed": gettext_lazy("This is no feed (RSS or Atom) that can be read."),
    "a-page": gettext_lazy("This is a page and not a feed; it names its feed: take that address."),
    "not-a-search": gettext_lazy("This is no answer of a search on Bluesky."),
}
ELSEWHERE: Final = gettext_lazy("It cannot be read.")


def trouble(code: str) -> str:
    """A code as a sentence; empty for none."""
    return str(TROUBLES.get(code, ELSEWHERE)) if code else ""


def reason(one: Reason) -> str:
    """Why something has its points."""
    match one.code:
        case "keyword" | "unwanted":
            return f"{one.keyword} {WatchHit.Place(one.place).label}"
        case "rising":
            return _("more often than usual: %(keyword)s") % {"keyword": one.keyword}
        case "fresh":
            return pgettext("watch", "fresh")
        case "spread":
            words = ngettext("in %(count)s other place", "in %(count)s other places", one.count)
            return words % {"count": one.count}
        case _:
            return one.code
