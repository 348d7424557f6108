"""La page pour la direction / de pagina voor de directie / the page for the direction: one A4, four figures."""

from coulisse.papers.direction_page.page import MOST_FIGURES, MOST_POSTS, MOST_STEPS, direction_page
from coulisse.papers.direction_page.records import DirectionRecord, FigureTold, ObjectiveTold, PostTold, SpendTold

__all__ = [
    "MOST_FIGURES",
    "MOST_POSTS",
    "MOST_STEPS",
    "DirectionRecord",
    "FigureTold",
    "ObjectiveTold",
    "PostTold",
    "SpendTold",
    "direction_page",
]
