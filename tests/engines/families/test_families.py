"""Families on generated inboxes with planted facts: nearly all variants together, no exception swallowed."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.engines.families import Apart, Families, Message, NoSuchFamily, Placement, Reason, joins
from coulisse.kernel.language import Language
from tests.engines.families.planted import PETITIONS, Inbox, inbox, varied

FR, NL = Language.FR, Language.NL


def _measured(box: Inbox, placed: list[Placement]) -> tuple[dict[Language, float], int]:
    """Recall of the largest family in each language, and how many exceptions are in one of them."""
    by_key = {one.key: one.family for one in placed}
    recall, largest = {}, set()
    for language in (FR, NL):
        keys = [one.key for one in box.messages if one.language is language and box.planted[one.key] == "petition"]
        family, members = Counter(by_key[key] for key in keys).most_common(1)[0]
        recall[language] = members / len(keys)
        largest.add(family)
    swallowed = sum(by_key[key] in largest for key, kind in box.planted.items() if kind == "exception")
    return recall, swallowed


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("way", ["mixed", "list", "in", "exchange"])
def test_planted_facts_are_found(way: str, seed: int) -> None:
    box = inbox(seed, way=way)
    recall, swallowed = _measured(box, Families().place_all(box.messages))
    assert swallowed == 0
    together = (371 * recall[FR] + 29 * recall[NL]) / 400
    assert together >= 0.98


def test_words_that_nobody_else_has_are_the_hardest_case() -> None:
    box = inbox(11, way="rare")
    recall, swallowed = _measured(box, Families().place_all(box.messages))
    assert swallowed == 0
    assert recall[FR] >= 0.95


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 5))
def test_the_order_of_messages_changes_nothing(chance: random.Random, seed: int) -> None:
    box = inbox(seed, french=40, dutch=8)
    messages = list(box.messages)
    before = {one.key: one for one in Families().place_all(messages)}
    chance.shuffle(messages)
    assert {one.key: one for one in Families().place_all(messages)} == before


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(alphabet="abc é.!\n", max_size=40), max_size=12))
def test_any_texts_are_placed_once_each(texts: list[str]) -> None:
    messages = [Message(str(number), text, FR) for number, text in enumerate(texts)]
    placed = Families().place_all(messages)
    assert [one.key for one in placed] == [one.key for one in messages]
    assert {one.family for one in placed} <= {one.key for one in messages}


def test_a_message_added_later_never_renames_a_family() -> None:
    box = inbox(3, french=60, dutch=10)
    families = Families()
    before = families.place_all(box.messages)
    chance = random.Random(9)
    text = varied(PETITIONS[FR], chance, "mixed", 0.15, FR)
    later = families.place(Message("later", text, FR))
    assert later.family == Counter(one.family for one in before).most_common(1)[0][0]
    assert all(one.family in families.families or one.apart for one in before)
    kept = Families(families.families.values())
    assert kept.place(Message("again", text, FR)).family == later.family


def test_the_exceptions_say_what_they_add_and_beside_whom() -> None:
    families = Families()
    chance = random.Random(1)
    families.place_all([Message(f"{n}", varied(PETITIONS[FR], chance, "mixed", 0.15, FR), FR) for n in range(50)])
    main = max(families.families.values(), key=lambda family: family.size)
    fact = "Ma fille de neuf ans est reconnaissable à la sortie de l'école."
    placed = families.place(Message("x", f"{PETITIONS[FR]} {fact}", FR))
    assert (placed.family, placed.beside) == ("x", main.key)
    assert placed.apart[0].reason is Reason.ADDED
    assert {"fille", "neuf", "reconnaissable"} <= set(placed.apart[0].words)
    assert families.families[main.key].size == main.size


@pytest.mark.parametrize("kind", ["threat", "legal", "press", "minor", "privacy_request", "image_right"])
def test_a_serious_kind_is_never_in_a_family(kind: str) -> None:
    same = [Message(f"{number}", PETITIONS[FR], FR) for number in range(20)]
    serious = Message("s", PETITIONS[FR], FR, frozenset((kind,)))
    placed = {one.key: one for one in Families().place_all([*same, serious])}
    assert placed["s"].family == "s"
    assert placed["s"].apart == (Apart(Reason.KIND, (kind,)),)


def test_a_kind_that_the_whole_family_has_is_no_exception() -> None:
    same = [Message(f"{number}", PETITIONS[FR], FR, frozenset(("image_right",))) for number in range(20)]
    assert len({one.family for one in Families().place_all(same)}) == 1


def test_who_denies_what_the_family_asks_is_apart() -> None:
    same = [Message(f"{number}", PETITIONS[FR], FR) for number in range(20)]
    against = Message("c", PETITIONS[FR].replace("Nous demandons", "Nous ne demandons pas"), FR)
    placed = {one.key: one for one in Families().place_all([*same, against])}
    assert placed["c"].family == "c"
    assert placed["c"].apart[0].reason is Reason.CONTRARY


def test_languages_never_share_a_family() -> None:
    messages = [Message("a", "Plein Jour 20:43", FR), Message("b", "Plein Jour 20:43", NL)]
    assert len({one.family for one in Families().place_all(messages)}) == 2


def test_a_french_and_a_dutch_family_are_proposed_for_joining() -> None:
    families = Families()
    families.place_all(inbox(5).messages)
    largest = sorted(families.families.values(), key=lambda family: -family.size)[:2]
    (proposal,) = joins(list(families.families.values()), least_size=5)
    assert {proposal.first, proposal.second} == {family.key for family in largest}
    assert proposal.common == ("belgique", "plein jour")
    known = {family.key: ("burst:2027-03-14T21:15",) for family in largest}
    assert joins(largest, known)[0].likeness > proposal.likeness


def test_a_member_is_forgotten_without_a_trace_and_the_family_keeps_its_key() -> None:
    box = inbox(4, french=30, dutch=0)
    families = Families()
    placed = {one.key: one for one in families.place_all(box.messages)}
    main = max(families.families.values(), key=lambda family: family.size)
    key, size = main.key, main.size
    founder = next(one for one in box.messages if one.key == key)
    families.forget(founder, key)
    assert (main.size, main.key) == (size - 1, key)
    assert founder.text not in (main.text, *main.others)
    for one in box.messages:
        if one.key != key and placed[one.key].family == key:
            families.forget(one, key)
    assert key not in families.families
    assert not (main.words or main.pairs or main.kinds or main.denials)
    with pytest.raises(NoSuchFamily):
        families.forget(founder, key)
