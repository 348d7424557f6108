"""What the engine's codes say to people."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.community.publishing.models import MISSED
from coulisse.desks.community.publishing.networks.contract import Reason
from coulisse.foundation.journal.links import Reason as GateReason
from coulisse.foundation.journal.links import explain

REASONS: Final[dict[str, Promise]] = {
    Reason.TOKEN: gettext_lazy("The network refuses our access: reconnect the account."),
    Reason.FORBIDDEN: gettext_lazy("This account may not do that."),
    Reason.CONTENT: gettext_lazy("The network refuses the text."),
    Reason.MEDIA: gettext_lazy("The network refuses a file."),
    Reason.DUPLICATE: gettext_lazy("The network says that it has this post already."),
    Reason.LIMIT: gettext_lazy("The network asks us to wait: too much was asked of it."),
    Reason.NOT_FOUND: gettext_lazy("The network does not know what was asked for."),
    Reason.UNSUPPORTED: gettext_lazy("This network has no such thing."),
    Reason.REDIRECTED: gettext_lazy("The server sends elsewhere, where nothing of ours goes."),
    Reason.INSECURE: gettext_lazy("The connection to the server is not safe."),
    Reason.REFUSED: gettext_lazy("It could not be sent."),
    Reason.SERVER: gettext_lazy("The network has a fault of its own."),
    Reason.UNREACHABLE: gettext_lazy("The network cannot be reached."),
    Reason.TIMEOUT: gettext_lazy("The network did not answer in time."),
    Reason.LOST: gettext_lazy("The connection ended before the answer."),
    Reason.MALFORMED: gettext_lazy("The network's answer cannot be understood."),
    Reason.TOO_LONG: gettext_lazy("The network's answer is too long to be read."),
    Reason.PROCESSING: gettext_lazy("The network is still working on a file."),
    Reason.BUSY: gettext_lazy("Our access is just being renewed."),
}
RIGHTS: Final[dict[str, Promise]] = {
    "rights.not-listed": gettext_lazy("A file is in no work of the register of rights: enter it there first."),
    "rights.original-gone": gettext_lazy("The picture that a crop was cut out of is gone: nobody can clear it."),
    "rights.consent-withdrawn": gettext_lazy("Somebody who is shown has withdrawn the consent."),
    "rights.taking-withdrawn": gettext_lazy("Somebody who is shown takes back that the picture was taken."),
    "rights.consent-missing": gettext_lazy("Somebody who is shown has given no consent."),
    "rights.guardian-missing": gettext_lazy("A minor is shown, and nobody who answers for him has signed."),
    "rights.consent-expired": gettext_lazy("The consent of somebody who is shown has ended by then."),
    "rights.consent-ends-before": gettext_lazy("The consent of somebody who is shown ends before the last day."),
    "rights.consent-not-yet": gettext_lazy("The consent of somebody who is shown begins later."),
    "rights.consent-purpose": gettext_lazy("The consent of somebody who is shown is for something else."),
    "rights.consent-network": gettext_lazy("The consent of somebody who is shown is not for this network."),
    "rights.consent-territory": gettext_lazy("The consent of somebody who is shown does not reach everywhere."),
    "rights.crowd-identifiable": gettext_lazy("Somebody in a crowd can be recognised and is not named."),
    "rights.crowd-undecided": gettext_lazy("Nobody has decided whether people in a crowd can be recognised."),
    "rights.people-undecided": gettext_lazy("Nobody has said who is shown."),
    "rights.licence-missing": gettext_lazy("A licence is missing."),
    "rights.licence-expired": gettext_lazy("A licence has ended by then."),
    "rights.licence-ends-before": gettext_lazy("A licence ends before the last day."),
    "rights.licence-not-yet": gettext_lazy("A licence begins later."),
    "rights.licence-medium": gettext_lazy("A licence is not for social networks."),
    "rights.licence-network": gettext_lazy("A licence is not for this network."),
    "rights.licence-territory": gettext_lazy("A licence does not reach everywhere."),
    "rights.rights-undecided": gettext_lazy("Nobody has said who holds the rights of a work."),
}
OWN: Final[dict[str, Promise]] = {
    "publishing.empty": gettext_lazy("It has neither words nor a picture: write it first."),
    "publishing.embargo": gettext_lazy("It is under embargo at that moment."),
    "publishing.not-agreed": gettext_lazy("It must be approved first."),
    "publishing.changed-since": gettext_lazy("It was changed since it was approved: it must be approved again."),
    "publishing.off-the-grid": gettext_lazy("The broadcast that it is tied to is cancelled."),
}
GRID: Final[dict[str, Promise]] = {
    "grid.stated": gettext_lazy(
        "The programme moves, and the text says « %(said)s »: change the text, then arm it again."
    ),
    "grid.past": gettext_lazy("The programme moves, and the new moment is past: it is not sent late."),
    "grid.embargo": gettext_lazy("The programme moves, and it is under embargo at the new moment."),
    "grid.cancelled": gettext_lazy("The broadcast that it is tied to is cancelled: look at it."),
    "grid.back": gettext_lazy("The broadcast is back on the grid: look at the text, then arm it again."),
    "moved.held": gettext_lazy("It was moved, and something stands against it at the new moment: look at it."),
}
"""Why the grid, or a move, stopped it; behind a colon the words of the text that are wrong now."""
OUTCOMES: Final[dict[str, Promise]] = {
    "": pgettext_lazy("call to a network", "no answer known"),
    "confirmed": pgettext_lazy("call to a network", "published"),
    "notyet": pgettext_lazy("call to a network", "not now, says the network"),
    "refused": pgettext_lazy("call to a network", "refused"),
    "unknown": pgettext_lazy("call to a network", "outcome unknown: looked up"),
    "found": pgettext_lazy("call to a network", "looked up and found"),
    "absent": pgettext_lazy("call to a network", "looked up: it is not there"),
    "seen": pgettext_lazy("call to a network", "somebody saw it there"),
    "not seen": pgettext_lazy("call to a network", "somebody looked: it is not there"),
}


def why(code: str, detail: str = "") -> str:
    """The sentence of a reason, with the network's own words behind it; empty for none."""
    if not code:
        return ""
    known = REASONS.get(code) or RIGHTS.get(code) or OWN.get(code)
    sentence = str(known) if known is not None else explain(GateReason(code))
    return f"{sentence} ({detail})" if detail else sentence


def paused_why(code: str) -> str:
    if code == MISSED:
        return _("Its moment went by while nothing could leave: say for when, and arm it again.")
    reason, _colon, said = code.partition(":")
    if reason in GRID:
        return str(GRID[reason]) % {"said": said}
    return code


def outcome(code: str) -> str:
    return str(OUTCOMES[code]) if code in OUTCOMES else code
