"""Five voices that differ, praise and dissent among them where there are any."""

from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.digest import Voice, chosen

VOICES = st.lists(
    st.builds(
        Voice,
        key=st.integers(1, 500),
        channel=st.sampled_from(("mail", "letter")),
        language=st.sampled_from(("fr", "nl")),
        in_family=st.booleans(),
        tone=st.sampled_from(("pos", "neg", "")),
    ),
    max_size=40,
    unique_by=lambda voice: voice.key,
)


@given(VOICES)
def test_at_most_five_and_none_lost(voices: list[Voice]) -> None:
    found = chosen(voices)
    assert len(found) == min(5, len(voices)) == len(set(found))
    assert set(found) <= set(voices)
    for name in ("side", "in_family", "language"):
        there = {getattr(voice, name) for voice in voices}
        assert len({getattr(voice, name) for voice in found}) == min(len(there), len(found), 5)
    assert chosen(list(reversed(voices))) == found
