"""Folded word by word a text is what it is folded whole, whatever signs it holds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.engines.triage import folding
from coulisse.engines.triage.folding import LONG_WORD, folded, plain

texts = st.text(max_size=80) | st.text(alphabet="aÉß '’@._-0 9!?\n\u00a0\u0301\u00b4\u3000😀wh:/", max_size=80)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_word_by_word_is_as_whole(text: str) -> None:
    assert plain(text) == folding._plain(text)
    assert folded(text) == folding._folded(text)


def test_a_text_with_a_very_long_word_is_folded_whole() -> None:
    text = f"L’Été {'é' * (LONG_WORD + 1)} à 20h"
    kept = folding._kept_plain.cache_info().misses
    assert plain(text) == f"l ete {'e' * (LONG_WORD + 1)} a 20h"
    assert folded(text) == f"l ete {'e' * (LONG_WORD + 1)} a 0 h"
    assert folding._kept_plain.cache_info().misses == kept


def test_addresses_and_accounts_say_nothing() -> None:
    assert folded("voir https://x.example/É?a=1 ou a.b@c.example, @Moi_2 !") == "voir ou !"
