"""The rows of the slice."""

from coulisse.desks.community.animation.models.behind import HiddenSet, PlanLine, ShootPlan
from coulisse.desks.community.animation.models.entries import Entrant, Given
from coulisse.desks.community.animation.models.games import Animation, GameQuestion
from coulisse.desks.community.animation.models.results import GameDecision, LotDraw, Standing

__all__ = [
    "Animation",
    "Entrant",
    "GameDecision",
    "GameQuestion",
    "Given",
    "HiddenSet",
    "LotDraw",
    "PlanLine",
    "ShootPlan",
    "Standing",
]
