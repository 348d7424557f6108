"""What the community desk asks of the others before something is public for good."""

from dataclasses import dataclass
from datetime import date

from coulisse.foundation.journal.links import Question


@dataclass(frozen=True, slots=True)
class MayPublish(Question):
    """May these files be shown, played or quoted there, on that day?

    Asked when a publication is armed and again at the second of sending. `documents` are rows of
    `documents.Document`; a text alone shows nothing.
    """

    publication: int
    network: str
    production: int | None
    client: int | None
    on: date
    documents: tuple[int, ...] = ()
