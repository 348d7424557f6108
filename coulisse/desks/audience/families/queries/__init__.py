"""What is read of the families: the banner over the inbox, the list, one family with what was kept out of it."""

from coulisse.desks.audience.families.queries.waves import (
    Banner,
    FoldedFamily,
    LanguageShare,
    Waves,
    banner,
    waiting_families,
    waves,
)

__all__ = ["Banner", "FoldedFamily", "LanguageShare", "Waves", "banner", "waiting_families", "waves"]
