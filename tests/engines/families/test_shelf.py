"""Families known by signature alone: found as those that are read, let go, and found again."""

from collections.abc import Sequence
from copy import deepcopy

import numpy as np

from coulisse.engines.families import Families, Family, Message, founded
from coulisse.engines.families.minhash import signatures, words_of
from coulisse.engines.families.shelf import Shelf
from coulisse.kernel.language import Language
from tests.engines.families.planted import inbox


def test_what_is_loaded_on_demand_places_as_what_is_held() -> None:
    messages = inbox(3).messages
    held = Families()
    held.place_all(messages[:200])
    kept = deepcopy(held.families)
    asked: list[str] = []

    def load(keys: Sequence[str]) -> list[Family]:
        asked.extend(keys)
        return [kept[key] for key in keys if key in kept]

    lazy = Families(load=load)
    for key, family in kept.items():
        rows = held.signature(key)
        lazy.known_by_signature([key] * len(rows), [family.language.value] * len(rows), rows)
    assert len(lazy) == len(kept)
    later = messages[200:]
    assert lazy.place_all(later) == held.place_all(later)
    assert set(asked) < set(kept)


def test_a_family_that_has_gone_is_found_no_more() -> None:
    text = " ".join(f"mot{number}" for number in range(40))
    lazy = Families(load=lambda keys: [])
    lazy.known_by_signature(["gone"], ["fr"], signatures([words_of(text)]))
    placed = lazy.place(Message("new", text, Language.FR))
    assert (placed.family, len(lazy)) == ("new", 1)


def test_setting_aside_forgets_words_and_finds_again() -> None:
    text = " ".join(f"mot{number}" for number in range(40))
    first = Message("first", text, Language.FR)
    lazy = Families(load=lambda keys: [founded(first) for key in keys if key == "first"])
    lazy.place(first)
    lazy.set_aside(0)
    assert lazy.families == {}
    assert lazy.place(Message("second", text, Language.FR)).family == "first"


def test_many_are_sorted_in_and_still_found() -> None:
    chance = np.random.default_rng(1)
    rows = chance.integers(0, 1 << 31, (5_000, 128)).astype(np.uint32)
    shelf = Shelf()
    keys = [f"k{number}" for number in range(len(rows))]
    for at in range(0, len(rows), 500):
        shelf.put(keys[at : at + 500], ["fr"] * 500, rows[at : at + 500])
    near = shelf.near(rows, ["fr"] * len(rows))
    assert all(key in found for key, found in zip(keys, near, strict=True))
    assert shelf.near(rows[:1], ["nl"]) == [set()]
    shelf.drop("k0")
    assert shelf.near(rows[:1], ["fr"]) == [set()]
