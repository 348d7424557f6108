"""Who may be shown and named from behind the scenes is what the register of rights says, asked each time.

A consent must be for promotion, for every picture of the production, for each of the networks, and for the whole
world. Who is in the register nowhere has consented to nothing.
"""

from coulisse.desks.community.questions import MayBeShown
from coulisse.desks.office.rights.queries.showing import obstacles_to_showing
from coulisse.engines.clearance import Purpose, Use
from coulisse.foundation.journal.links import Answer, Reason, gate


@gate(answers=MayBeShown)
def everybody_shown_has_agreed(question: MayBeShown) -> Answer:
    uses = [Use(Purpose.PROMO, network, None, question.on) for network in question.networks]
    found = obstacles_to_showing(question.production, question.contacts, uses)
    reasons = tuple(
        Reason(f"rights.{codes[0]}", {"contact": contact}) for contact, codes in found.items() if codes
    )
    return Answer(not reasons, reasons, tuple(f"people.contact:{contact}" for contact in question.contacts))
