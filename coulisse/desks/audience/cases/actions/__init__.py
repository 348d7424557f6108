"""The writes of the follow-up, one file a subject."""

from coulisse.desks.audience.cases.actions.cases import open_case
from coulisse.desks.audience.cases.actions.questions import route_question

__all__ = ["open_case", "route_question"]
