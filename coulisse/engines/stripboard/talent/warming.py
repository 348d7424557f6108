"""Having the kernels compiled, or loaded, before the clock of a search starts.

`python -m coulisse.engines.stripboard.talent.warming` does it once for a machine.
"""

from fractions import Fraction
from typing import Final

from coulisse.engines.stripboard.talent.casting import Casting
from coulisse.engines.stripboard.talent.order import propose_order

PLAYED: Final = ((1, 3), (1, 3, 5), (0, 2, 3), (1, 3, 4), (2, 4, 5))
"""Five actors whose first bound leaves a gap, so that every kernel has its turn."""


def warm() -> None:
    """Compile what has never been compiled on this machine (some 15 s), load the rest (half a second)."""
    casting = Casting((Fraction(1),) * 6, (Fraction(1),) * len(PLAYED), tuple(map(frozenset, PLAYED)))
    propose_order(casting, keep_going=lambda: True)


if __name__ == "__main__":
    warm()
