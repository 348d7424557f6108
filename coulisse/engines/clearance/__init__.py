"""Clearance: may this work be shown or played there, then, for that; if not, what stands in the way.

`clearance(work, use, register)` follows a work to what it is made of (crops, excerpts, music) and asks of each
person shown a consent and of each right held by others a licence. `settle(offers)` counts what a
most-favoured-nation clause makes of offers for music. See docs/engines/clearance.md.
"""

from coulisse.engines.clearance.compute import clearance
from coulisse.engines.clearance.favoured import (
    Favoured,
    Offer,
    Settled,
    ShareOutOfRange,
    cost_of_choosing,
    settle,
)
from coulisse.engines.clearance.records import (
    PLACES,
    SOCIAL_NETWORKS,
    Cleared,
    Code,
    Consent,
    Crowd,
    Ground,
    Holding,
    Licence,
    LicenceKind,
    Medium,
    Obstacle,
    Person,
    Purpose,
    Register,
    Shown,
    Source,
    UnknownPlace,
    UnknownWork,
    Use,
    Work,
)

__all__ = [
    "PLACES",
    "SOCIAL_NETWORKS",
    "Cleared",
    "Code",
    "Consent",
    "Crowd",
    "Favoured",
    "Ground",
    "Holding",
    "Licence",
    "LicenceKind",
    "Medium",
    "Obstacle",
    "Offer",
    "Person",
    "Purpose",
    "Register",
    "Settled",
    "ShareOutOfRange",
    "Shown",
    "Source",
    "UnknownPlace",
    "UnknownWork",
    "Use",
    "Work",
    "clearance",
    "cost_of_choosing",
    "settle",
]
