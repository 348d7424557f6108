"""How the page tells the categories apart: a letter each, and a colour by its CSS class `k-<code>`."""

from typing import Final

from coulisse.desks.floor.breakdown.models import Category

LETTERS: Final[dict[str, str]] = {
    Category.ROLE: "R",
    Category.BIT_PART: "L",
    Category.EXTRA: "F",
    Category.PROP: "A",
    Category.COSTUME: "C",
    Category.HMC: "H",
    Category.SET_DRESSING: "D",
    Category.VEHICLE: "V",
    Category.ANIMAL: "N",
    Category.EFFECT: "E",
    Category.VISUAL_EFFECT: "X",
    Category.STUNT: "K",
    Category.WEAPON: "W",
    Category.MUSIC: "M",
    Category.SOUND: "S",
    Category.EQUIPMENT: "Q",
    Category.CREW: "P",
    Category.SAFETY: "Z",
    Category.NOTE: "O",
}
"""The same in every language, after the French sheet: A is accessoires, F figuration."""
ALWAYS: Final = (Category.ROLE, Category.PROP)
"""The headings that a sheet shows even when they are empty."""
ORDER: Final = {category.value: place for place, category in enumerate(Category)}
