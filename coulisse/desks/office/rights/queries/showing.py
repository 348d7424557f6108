"""Whether people of the book may be shown for a production, whatever the picture: their consents, read at once."""

from collections.abc import Iterable, Sequence

from coulisse.desks.office.rights.models import Portrayed
from coulisse.desks.office.rights.reading import person_of
from coulisse.engines.clearance import Code, Holding, Obstacle, Register, Shown, Use, Work, clearance

PICTURE = 0
"""A work that stands for any picture of the production: only a consent for all of them covers it."""
GRAVE = frozenset({Code.CONSENT_WITHDRAWN, Code.TAKING_WITHDRAWN})


def obstacles_to_showing(
    production: int, contacts: Iterable[int], uses: Sequence[Use]
) -> dict[int, tuple[Code, ...]]:
    """By contact, what stands in the way of any of these uses; nobody on file is a missing consent. Two queries.

    Somebody who is twice in the register may be shown by the better of the two, unless a consent was withdrawn.
    """
    wanted = list(dict.fromkeys(contacts))
    rows = Portrayed.objects.filter(production=production, contact__in=wanted).prefetch_related("consents")
    held: dict[int, list[tuple[Code, ...]]] = {}
    for row in rows:
        held.setdefault(row.contact_id or 0, []).append(_codes_of(row, uses))
    found = {}
    for contact in wanted:
        entries = held.get(contact, [(Code.CONSENT_MISSING,)])
        grave = tuple(code for codes in entries for code in codes if code in GRAVE)
        found[contact] = grave or min(entries, key=len)
    return found


def _codes_of(row: Portrayed, uses: Sequence[Use]) -> tuple[Code, ...]:
    register = Register(
        {PICTURE: Work(PICTURE, Holding.OWN, shown=(Shown(1, row.pk),))},
        {row.pk: person_of(row)},
    )
    codes: dict[Code, None] = {}
    for use in uses:
        result = clearance(PICTURE, use, register)
        if isinstance(result, tuple):
            codes.update((one.code, None) for one in result if isinstance(one, Obstacle))
    return tuple(codes)
