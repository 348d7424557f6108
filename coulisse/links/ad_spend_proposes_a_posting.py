"""What advertisements cost is put before the administrator as an expense to validate; it never moves money.

One proposal for each imported file, whose source is its paper. Heard twice, it proposes once. When the import is
taken back while the proposal still waits, it is refused with that reason; what was posted stays posted, and the
administrator reverses it in the books.
"""

from hashlib import sha256

from coulisse.desks.community.facts.performance import ImportUndone, SpendImported
from coulisse.desks.office.costs.impact_queries import production_of
from coulisse.desks.office.spending.actions.proposals import (
    Advertising,
    propose_advertising,
    withdraw_advertising,
)
from coulisse.foundation.journal.links import Happened, reaction


@reaction(to=SpendImported)
def propose_the_spend(happened: Happened[SpendImported]) -> None:
    if happened.production is None or happened.by is None:
        return
    fact = happened.fact
    spent = Advertising(
        key=source_key(fact.file_id),
        account=fact.account,
        cents=fact.cents,
        first_on=fact.first_on,
        last_on=fact.last_on,
        supplier=fact.supplier,
        campaign=fact.campaign,
        file=fact.file,
        paper=fact.document_id,
    )
    production = production_of(happened.production)
    propose_advertising(production=production, spent=spent, by=happened.by, at=happened.now)


@reaction(to=ImportUndone)
def take_the_proposal_back(happened: Happened[ImportUndone]) -> None:
    if happened.production is None or happened.by is None or happened.fact.figures != "ads":
        return
    withdraw_advertising(
        production=production_of(happened.production),
        key=source_key(happened.fact.file_id),
        file=happened.fact.file,
        by=happened.by,
        at=happened.now,
    )


def source_key(file: int) -> str:
    """What the proposal is known by, however often its fact is delivered."""
    return sha256(f"community.performance.file:{file}".encode()).hexdigest()
