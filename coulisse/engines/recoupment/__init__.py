"""Recoupment: in which order the receipts of a work are shared out, to the cent, tier by tier.

`distribute(receipts, tiers)` lets the receipts run down the tiers: a fee takes a part of the gross receipts,
expenses and recoupments take what they are owed, a corridor takes a part of what reaches it, the profit is shared
by weights. Nothing is lost: what is handed out and what is left make the receipts. See docs/engines/recoupment.md.
"""

from coulisse.engines.recoupment.records import (
    Beneficiary,
    Kind,
    NegativeReceipts,
    Outcome,
    Step,
    Tier,
    UnsoundTier,
)
from coulisse.engines.recoupment.waterfall import between, distribute

__all__ = [
    "Beneficiary",
    "Kind",
    "NegativeReceipts",
    "Outcome",
    "Step",
    "Tier",
    "UnsoundTier",
    "between",
    "distribute",
]
