"""What later slices show on the pages of the breakdown: the shooting days of scenes, said by the plan.

register(days_of_scenes)      {scene: « J15 · mercredi 17/03 »} for the scenes asked
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

Placement: TypeAlias = Callable[[Sequence[int]], Mapping[int, str]]

_PLACEMENTS: list[Placement] = []


def register(placement: Placement) -> None:
    if placement not in _PLACEMENTS:
        _PLACEMENTS.append(placement)


def placed(scenes: Sequence[int]) -> dict[int, str]:
    """Where the scenes stand on the plan, in words; a scene without a day is left out."""
    found: dict[int, str] = {}
    for placement in _PLACEMENTS:
        found.update(placement(scenes))
    return found
