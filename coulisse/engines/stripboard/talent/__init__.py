"""Talent scheduling: the order of scenes in which actors, paid from first to last scene, cost least.

The page docs/engines/stripboard.md tells the method. `propose_order` is the whole of it.
"""

from coulisse.engines.stripboard.talent.casting import BadCasting, Casting, Proposal
from coulisse.engines.stripboard.talent.order import propose_order

__all__ = ["BadCasting", "Casting", "Proposal", "propose_order"]
