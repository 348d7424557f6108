"""Tags find their words again when the text around them has changed.

>>> relocated((Anchor(1, 4, 9, "pluie"),), ("INT. BAR", "Dehors, la Pluie bat les vitres."))
(Anchor(paragraph=1, start=11, end=16, words='pluie'),)
>>> relocated((Anchor(1, 4, 9, "pluie"),), ("INT. BAR", "Plus rien."))
()
"""

from collections.abc import Sequence

from coulisse.engines.breakdown.records import Anchor


def relocated(anchors: Sequence[Anchor], texts: Sequence[str]) -> tuple[Anchor, ...]:
    """Each anchor where its words stand now: where it was, else in the paragraph nearest to it.

    One whose words are gone is left out; the tag it belonged to is the caller's to keep. An anchor takes its
    words once, so that two anchors on « parapluie » don't end up on the same one.
    """
    taken: set[tuple[int, int]] = set()
    found = []
    for anchor in anchors:
        place = _place(anchor, texts, taken)
        if place is not None:
            paragraph, start = place
            taken.add(place)
            found.append(Anchor(paragraph, start, start + len(anchor.words), anchor.words))
    return tuple(found)


def _place(anchor: Anchor, texts: Sequence[str], taken: set[tuple[int, int]]) -> tuple[int, int] | None:
    wanted = anchor.words.casefold()
    if not wanted:
        return None
    here = (anchor.paragraph, anchor.start)
    if anchor.paragraph < len(texts) and here not in taken:
        stands = texts[anchor.paragraph][anchor.start : anchor.start + len(anchor.words)]
        if stands.casefold() == wanted:
            return here
    order = sorted(range(len(texts)), key=lambda number: (abs(number - anchor.paragraph), -number))
    for number in order:
        text = texts[number].casefold()
        at = text.find(wanted) if len(text) == len(texts[number]) else -1
        while at >= 0:
            if (number, at) not in taken and _is_whole(text, at, at + len(wanted)):
                return number, at
            at = text.find(wanted, at + 1)
    return None


def _is_whole(text: str, start: int, end: int) -> bool:
    """Not in the middle of a word."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isalnum() and not after.isalnum()
