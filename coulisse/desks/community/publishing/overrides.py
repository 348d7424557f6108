"""Against the register of rights somebody who manages the desk may let a publication out, and says why.

Never where somebody took a consent back, never where a minor is shown: those are nobody's to override. Nor where
the register could not be asked: no answer means no.
"""

from collections.abc import Iterable
from typing import Final

from coulisse.desks.community.publishing.agreement import content_hash
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.journal.links import Reason

RIGHTS: Final = "rights."
NEVER: Final = frozenset(
    {"rights.consent-withdrawn", "rights.taking-withdrawn", "rights.guardian-missing", "rights.original-gone"}
)
NAMING: Final = ("work", "person", "document", "day")
"""What tells one obstacle from another of the same code; names and titles may change."""


def key_of(reason: Reason) -> str:
    """One obstacle as an override holds it: `rights.licence-expired work=3 day=2027-04-30`."""
    told = [f"{name}={reason.params[name]}" for name in NAMING if reason.params.get(name)]
    return " ".join([reason.code, *told])


def may_be_overridden(reason: Reason) -> bool:
    return reason.code.startswith(RIGHTS) and reason.code not in NEVER and not reason.params.get("minor")


def left_of(row: Publication, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The obstacles that nobody overrode for this content, as it stands at this moment."""
    given: set[str] = set()
    for told in row.overrides.filter(content_hash=content_hash(row)).values_list("obstacles", flat=True):
        given.update(told)
    return tuple(one for one in reasons if not (may_be_overridden(one) and key_of(one) in given))
