"""How far a legal or commercial value may be trusted: what kind of page it was read on."""

from enum import StrEnum


class Confidence(StrEnum):
    """`H` an official or primary page was read; `M` a secondary page; `L` recalled or partly read.

    A value of confidence L is shown as "to be confirmed" wherever it's used, and never blocks anything.
    """

    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"

    @property
    def to_be_confirmed(self) -> bool:
        return self is Confidence.LOW
