"""No pattern is ruled out where it would match: on every text of the corpora, and on what was made to match."""

import re

import pytest

from coulisse.engines.triage import clock_words, hurtful
from coulisse.engines.triage.folding import plain
from coulisse.engines.triage.kind_words import SIGNS
from coulisse.engines.triage.needles import Gate, needles, sieve
from tests.engines.families.planted import inbox

PATTERNS = [pattern for _kind, _weight, pattern in SIGNS]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"abc", {"abc"}),
        (r"ab?c", None),
        (r"abc?d", {"ab"}),
        (r"(?:one|two)(?: more)?", {"one", "two"}),
        (r"(?:one|t)?", None),
        (r"x.{0,40}?yes", {"yes"}),
        (r"[a-z]+ing", {"ing"}),
        (r"\bfoo\b.+\bbar-baz\b", {"bar-baz"}),
        (r"ab{2}c", None),
        (r"(?!nope)yes", {"yes"}),
        (r"(?P<name>left|right) side", {" side"}),
        (r"a)", None),
    ],
)
def test_what_a_pattern_needs(pattern: str, expected: set[str] | None) -> None:
    found = needles(pattern)
    assert (set(found) if found is not None else None) == expected


def test_nothing_that_matches_is_ruled_out() -> None:
    texts = [plain(one.text) for one in inbox(5).messages]
    for pattern in PATTERNS:
        whole, through = re.compile(pattern), sieve(pattern)
        for text in texts:
            assert [m.span() for m in whole.finditer(text)] == [m.span() for m in through.finditer(text)]


def test_a_gate_opens_for_whatever_matches() -> None:
    sieves = [sieve(pattern) for pattern in PATTERNS]
    gate = Gate(sieves)
    opened = tried = 0
    for text in [plain(one.text) for one in inbox(5).messages] + ["", "mise en demeure", "i will kill him"]:
        found = list(gate.open(text))
        assert found == sorted(found)
        assert {at for at, one in enumerate(sieves) if one.pattern.search(text)} <= set(found)
        opened, tried = opened + len(found), tried + len(sieves)
    assert opened < tried / 5


def test_most_patterns_can_be_ruled_out() -> None:
    assert sum(needles(pattern) is not None for pattern in PATTERNS) >= len(PATTERNS) - 2
    assert all(one.needles for one in hurtful._HARD.values())
    assert clock_words.clocks("rien du tout") == []
