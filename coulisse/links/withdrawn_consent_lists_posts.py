"""Who takes a consent back is taken off the networks: every post that shows them is listed, until somebody saw it
gone. What was not out yet is stopped by the gate. Heard twice, it lists nothing twice."""

from coulisse.desks.community.composing.actions.removals import ask_removal
from coulisse.desks.office.facts.rights import ConsentWithdrawn
from coulisse.foundation.journal.links import Happened, reaction


@reaction(to=ConsentWithdrawn)
def list_the_posts(happened: Happened[ConsentWithdrawn]) -> None:
    ask_removal(works=happened.fact.work_ids, source=happened.source, at=happened.now)
