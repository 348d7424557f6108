"""python -m tests.bench.growing: families of mail that comes one by one, as an inbox sees it.

The inboxes of `tests.bench.families`, shuffled, placed one, three or thirty messages at a time.
"""

import random
from collections import Counter

from coulisse.engines.families import Families, Placement
from coulisse.kernel.language import Language
from tests.engines.families.planted import inbox

SEEDS = (100, 101, 102)
WAYS = ("mixed", "list", "rare", "in")


def main() -> None:
    """A line a way of changing words and a size of batch."""
    print(f"{'changed by':10} {'at a time':>9} {'recall FR':>10} {'worst':>6} {'recall NL':>10} {'swallowed':>10}")
    for way in WAYS:
        for together in (1, 3, 30):
            print(_measured(way, together), flush=True)


def _measured(way: str, together: int) -> str:
    recalls: dict[Language, list[float]] = {Language.FR: [], Language.NL: []}
    swallowed = many = 0
    for seed in SEEDS:
        box = inbox(seed, way=way)
        messages = list(box.messages)
        random.Random(seed).shuffle(messages)
        families, placed = Families(), dict[str, Placement]()
        for at in range(0, len(messages), together):
            placed |= {one.key: one for one in families.place_all(messages[at : at + together])}
        largest = set()
        for language, into in recalls.items():
            keys = [m.key for m in messages if m.language is language and box.planted[m.key] == "petition"]
            family, members = Counter(placed[key].family for key in keys).most_common(1)[0]
            into.append(members / len(keys))
            largest.add(family)
        exceptions = [key for key, kind in box.planted.items() if kind == "exception"]
        swallowed += sum(placed[key].family in largest for key in exceptions)
        many += len(exceptions)
    french, dutch = recalls[Language.FR], recalls[Language.NL]
    shown = f"{sum(french) / len(french):>10.3f} {min(french):>6.3f} {sum(dutch) / len(dutch):>10.3f}"
    return f"{way:10} {together:>9} {shown} {swallowed:>5}/{many:<4}"


if __name__ == "__main__":
    main()
