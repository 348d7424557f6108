"""Where a crop lies in its picture: the largest piece of that shape, made smaller, and moved."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels of the upright picture."""

    left: int
    top: int
    width: int
    height: int


def box_of(width: int, height: int, ratio: str, *, across: int = 50, down: int = 50, part: int = 100) -> Box:
    """`ratio` is `4:5`; `part` per cent of the largest piece; `across` and `down`: where, in per cent of the room.

    >>> box_of(1600, 1200, "1:1"), box_of(1600, 1200, "1:1", across=0, part=50)
    (Box(left=200, top=0, width=1200, height=1200), Box(left=0, top=300, width=600, height=600))
    >>> box_of(1200, 1600, "16:9", down=100)
    Box(left=0, top=925, width=1200, height=675)
    """
    wide, high = (int(side) for side in ratio.split(":"))
    most_wide = min(width, height * wide // high)
    cut_wide = max(1, most_wide * part // 100)
    cut_high = max(1, min(height, cut_wide * high // wide))
    return Box((width - cut_wide) * across // 100, (height - cut_high) * down // 100, cut_wide, cut_high)
