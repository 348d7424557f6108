"""What is read of the families: the banner over the inbox, the list, one family with what was kept out of it."""

from coulisse.desks.audience.families.queries.naming import name_of
from coulisse.desks.audience.families.queries.waves import (
    FOLDED_FROM,
    Banner,
    FoldedFamily,
    LanguageShare,
    Waves,
    banner,
    waiting_families,
    waves,
)

__all__ = [
    "FOLDED_FROM",
    "Banner",
    "FoldedFamily",
    "LanguageShare",
    "Waves",
    "banner",
    "name_of",
    "waiting_families",
    "waves",
]
