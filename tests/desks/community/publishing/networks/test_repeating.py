"""When something may be sent again; and keys made from ours."""

import doctest
import re
from datetime import UTC, datetime, timedelta
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.desks.community.publishing.networks import fingerprint as fingerprint_module
from coulisse.desks.community.publishing.networks import linkedin, x
from coulisse.desks.community.publishing.networks.bluesky import Bluesky
from coulisse.desks.community.publishing.networks.contract import (
    Absent,
    CannotTell,
    Capabilities,
    Confirmed,
    Found,
    Reason,
)
from coulisse.desks.community.publishing.networks.fingerprint import fingerprint, shown_text, tid_of
from coulisse.desks.community.publishing.networks.mastodon import Mastodon
from coulisse.desks.community.publishing.networks.repeating import Next, after_looking

AT = datetime(2027, 3, 15, 19, 25, tzinfo=UTC)
ONLY_READ_BACK = Capabilities(False, timedelta(0), True, True, True, False)
NEITHER = Capabilities(False, timedelta(0), False, False, False, False)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("capabilities", "first", "last", "then"),
    [
        (Bluesky.capabilities, 0 * MINUTE, 0 * MINUTE, Next.REPEAT),
        (Bluesky.capabilities, 9999 * MINUTE, 9999 * MINUTE, Next.REPEAT),
        (Mastodon.capabilities, MINUTE / 2, MINUTE / 2, Next.WAIT),
        (Mastodon.capabilities, MINUTE, MINUTE, Next.REPEAT),
        (Mastodon.capabilities, 49 * MINUTE, MINUTE, Next.REPEAT),
        (Mastodon.capabilities, 55 * MINUTE, MINUTE, Next.WAIT),
        (Mastodon.capabilities, 70 * MINUTE, 15 * MINUTE, Next.REPEAT),
        (ONLY_READ_BACK, 14 * MINUTE, 14 * MINUTE, Next.WAIT),
        (ONLY_READ_BACK, 15 * MINUTE, 15 * MINUTE, Next.REPEAT),
        (NEITHER, 9999 * MINUTE, 9999 * MINUTE, Next.WAIT),
    ],
)
def test_an_absence_is_believed_when_a_late_call_would_have_been_given_up(
    capabilities: Capabilities, first: timedelta, last: timedelta, then: Next
) -> None:
    found = after_looking(Absent(), capabilities, first_tried_at=AT - first, last_tried_at=AT - last, at=AT)
    assert found == then


def test_what_was_found_is_confirmed_and_what_cannot_be_told_waits_then_asks_a_person() -> None:
    found = Found(Confirmed("https://example", "1", AT))
    times = {"first_tried_at": AT, "last_tried_at": AT}
    assert after_looking(found, NEITHER, **times, at=AT) == Next.CONFIRM
    cannot = CannotTell(Reason.SERVER)
    assert after_looking(cannot, Bluesky.capabilities, **times, at=AT + timedelta(hours=1)) == Next.WAIT
    assert after_looking(cannot, Bluesky.capabilities, **times, at=AT + timedelta(hours=6)) == Next.ASK


@given(st.text(min_size=1, max_size=60))
def test_every_key_makes_a_valid_timestamp_id_in_the_past(key: str) -> None:
    tid = tid_of(key)
    assert re.fullmatch(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}", tid)
    value = 0
    for sign in tid:
        value = value << 5 | "234567abcdefghijklmnopqrstuvwxyz".index(sign)
    moment = datetime.fromtimestamp((value >> 10) / 1_000_000, UTC)
    assert datetime(2020, 1, 1, tzinfo=UTC) <= moment < datetime(2025, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("module", [fingerprint_module, linkedin, x])
def test_examples_hold(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0


def test_many_keys_make_as_many_ids() -> None:
    assert len({tid_of(f"publication-{number}") for number in range(20_000)}) == 20_000


@given(st.text(max_size=80))
def test_a_text_shown_as_html_keeps_its_fingerprint(text: str) -> None:
    clean = "".join(sign for sign in text if sign.isprintable())
    html = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert fingerprint(shown_text(f"<p>{html}</p>")) == fingerprint(clean)


def test_a_mastodon_link_and_mention_are_read_as_they_were_written() -> None:
    html = (
        '<p><span class="h-card"><a href="https://mastodon.be/@zoe">@<span>zoe</span></a></span> '
        '<a href="https://pleinjour.example/tres/long"><span class="invisible">https://</span>'
        '<span class="ellipsis">pleinjour.example/tr</span><span class="invisible">es/long</span></a></p>'
        "<p>À ce soir&nbsp;!</p>"
    )
    wrote = "@zoe@mastodon.be https://pleinjour.example/tres/long\n\nÀ ce soir\u00a0!"
    assert fingerprint(shown_text(html)) == fingerprint(wrote)
