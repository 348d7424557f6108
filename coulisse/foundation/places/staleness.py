"""A position is one thing to its reader: two versions of a place are compared, and chosen, with it whole."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from coulisse.foundation.journal.versions import Difference, StaleWrite
from coulisse.foundation.places.models import Place
from coulisse.foundation.places.position import Position

POSITION: Final = ("latitude", "longitude", "position_from")


def one_position(refused: StaleWrite) -> StaleWrite:
    """The refusal with latitude, longitude and their source as one difference, under the name of the latitude."""
    others = [each for each in refused.differences if each.field not in POSITION]
    moved = {each.field: each for each in refused.differences if each.field in POSITION[:2]}
    if not moved or not isinstance(refused.row, Place):
        return StaleWrite(refused.row, others)
    stored = {name: getattr(refused.row, name) for name in POSITION[:2]}
    mine = stored | {name: each.refused for name, each in moved.items()}
    whole = Difference(POSITION[0], _("Position"), _words(**stored), _words(**mine))
    return StaleWrite(refused.row, [*others, whole])


def _words(latitude: Any, longitude: Any) -> str:
    return "" if latitude is None or longitude is None else str(Position(latitude, longitude))


def with_whole_position(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without any of the position where its latitude was left out."""
    whole = "latitude" in values
    return {name: value for name, value in values.items() if whole or name not in POSITION}
