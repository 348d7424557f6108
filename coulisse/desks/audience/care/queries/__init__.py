"""What the other slices ask of the care of the team."""

from coulisse.desks.audience.care.queries.covers import Cover, FoldedRow, cover, covers, folded_rows
from coulisse.desks.audience.care.queries.restrictions import (
    Restricted,
    forms_closed_to,
    restricted_among,
    restriction_of,
    restrictions_of,
)

__all__ = [
    "Cover",
    "FoldedRow",
    "Restricted",
    "cover",
    "covers",
    "folded_rows",
    "forms_closed_to",
    "restricted_among",
    "restriction_of",
    "restrictions_of",
]
