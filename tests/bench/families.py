"""python -m tests.bench.families: families on generated inboxes with planted facts, and the curve behind the
threshold.

One petition, 371 French and 29 Dutch variants with up to 15 % of the words changed, 12 exceptions, of which 7
quote the petition; five ways of changing words, several seeds. Then, for each kind of shingle, how alike two
variants are and how alike two different messages of one topic are: a threshold must lie between.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from time import process_time

from coulisse.engines.families import Families, Message
from coulisse.engines.families.grouping import LIKE, jaccard
from coulisse.engines.families.minhash import words_of
from coulisse.engines.triage.kinds import kinds_of
from coulisse.kernel.language import Language
from tests.engines.families.other_petitions import FACTS, FRESH
from tests.engines.families.other_petitions import PETITIONS as PETITIONS_OF_OTHERS
from tests.engines.families.planted import ADDED, ALONE, PETITIONS, inbox, signed, varied, with_fact

SEEDS = 6
WAYS = ("mixed", "list", "rare", "out", "in", "exchange")


def main() -> None:
    """Both tables."""
    print(
        f"{'changed by':10} {'recall FR':>10} {'worst':>6} {'recall NL':>10} {'swallowed':>10} {'messages/s':>11}"
    )
    for way in WAYS:
        print(_measured(way))
    known = [(language, petition, FACTS[language]) for language, petition in PETITIONS_OF_OTHERS]
    print("\n".join([*_others("other", known), *_others("fresh", FRESH)]))
    print()
    heads = f"{'variants: 1 % below':>20} {'half below':>11} {'others: 99 % below':>19} {'all below':>10}"
    print(f"{'shingles':14} {heads}")
    for name, shingles in SHINGLES.items():
        print(_curve(name, shingles))
    print(f"threshold in use: words, {LIKE}")


def _others(which: str, petitions: Sequence[tuple[Language, str, Sequence[str]]]) -> Iterator[str]:
    """Other petitions: 200 variants each, and every fact added to one of them, three seeds."""
    for way in ("list", "mixed", "rare"):
        together = members = swallowed = many = 0
        for number, (language, petition, facts) in enumerate(petitions):
            for seed in range(3):
                chance = random.Random(seed * 7 + number)
                messages = []
                for at in range(200):
                    share = 0.15 * chance.choice((0.3, 0.6, 1))
                    text = varied(petition, chance, way, share, language)
                    messages.append(_message(f"p{at}", signed(text, chance, language), language))
                for at, fact in enumerate(facts):
                    text = with_fact(varied(petition, chance, way, 0.1, language), fact, chance)
                    messages.append(_message(f"x{at}", signed(text, chance, language), language))
                placed = {one.key: one.family for one in Families().place_all(messages)}
                family, size = Counter(placed[f"p{at}"] for at in range(200)).most_common(1)[0]
                together, members, many = together + 200, members + size, many + len(facts)
                swallowed += sum(placed[f"x{at}"] == family for at in range(len(facts)))
        yield f"{which} petitions, {way:6} recall {members / together:.3f}, swallowed {swallowed}/{many}"


def _message(key: str, text: str, language: Language) -> Message:
    return Message(key, text, language, frozenset(one.code for one in kinds_of(text)))


def _measured(way: str) -> str:
    french: list[float] = []
    dutch: list[float] = []
    swallowed, many, spent = 0, 0, 0.0
    for seed in range(SEEDS):
        box = inbox(100 + seed, way=way)
        began = process_time()
        placed = {one.key: one.family for one in Families().place_all(box.messages)}
        spent += process_time() - began
        many += len(box.messages)
        largest = set()
        for language, into in ((Language.FR, french), (Language.NL, dutch)):
            keys = [m.key for m in box.messages if m.language is language and box.planted[m.key] == "petition"]
            family, members = Counter(placed[key] for key in keys).most_common(1)[0]
            into.append(members / len(keys))
            largest.add(family)
        swallowed += sum(placed[key] in largest for key, kind in box.planted.items() if kind == "exception")
    mean = sum(french) / SEEDS, sum(dutch) / SEEDS
    shown = f"{mean[0]:>10.3f} {min(french):>6.3f} {mean[1]:>10.3f} {swallowed:>5}/{12 * SEEDS:<4}"
    return f"{way:10} {shown} {many / spent:>11,.0f}"


def _grams(length: int) -> Callable[[str], frozenset[str]]:
    def shingles(text: str) -> frozenset[str]:
        words = words_of(text)
        return frozenset(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))

    return shingles


def _letters(text: str) -> frozenset[str]:
    line = " ".join(words_of(text))
    return frozenset(line[at : at + 5] for at in range(len(line) - 4))


SHINGLES: dict[str, Callable[[str], frozenset[str]]] = {
    "words": _grams(1),
    "2 words": _grams(2),
    "3 words": _grams(3),
    "5 letters": _letters,
}


def _curve(name: str, shingles: Callable[[str], frozenset[str]]) -> str:
    chance = random.Random(1)
    variants = [shingles(varied(PETITIONS[Language.FR], chance, "mixed", 0.15, Language.FR)) for _ in range(150)]
    other = [shingles(text) for text in (*(text for _, text in ALONE), *(fact for _, fact in ADDED))]
    same = sorted(jaccard(one, two) for one, two in _pairs(variants))
    apart = sorted(jaccard(one, two) for one in variants for two in other)
    shown = (same[len(same) // 100], same[len(same) // 2], apart[len(apart) * 99 // 100], apart[-1])
    return f"{name:14} {shown[0]:>20.2f} {shown[1]:>11.2f} {shown[2]:>19.2f} {shown[3]:>10.2f}"


def _pairs(sets: list[frozenset[str]]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    for at, one in enumerate(sets):
        for other in sets[at + 1 :]:
            yield one, other


if __name__ == "__main__":
    main()
