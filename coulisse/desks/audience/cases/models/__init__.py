"""The rows of the follow-up: a table of contents."""

from coulisse.desks.audience.cases.models.cases import Case, CaseAct, CaseMember, YearCount
from coulisse.desks.audience.cases.models.changes import Closing, Effect, Recommendation
from coulisse.desks.audience.cases.models.handovers import HandOver, HouseContact
from coulisse.desks.audience.cases.models.material import Material, ReleaseFinding
from coulisse.desks.audience.cases.models.post import PostedLetter
from coulisse.desks.audience.cases.models.questions import RoutedQuestion
from coulisse.desks.audience.cases.models.recourse import AddresseeText, DossierExport, Recourse
from coulisse.desks.audience.cases.models.terms import Deadline

__all__ = [
    "AddresseeText",
    "Case",
    "CaseAct",
    "CaseMember",
    "Closing",
    "Deadline",
    "DossierExport",
    "Effect",
    "HandOver",
    "HouseContact",
    "Material",
    "PostedLetter",
    "Recommendation",
    "Recourse",
    "ReleaseFinding",
    "RoutedQuestion",
    "YearCount",
]
