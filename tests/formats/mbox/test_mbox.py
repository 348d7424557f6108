"""Mailboxes in one file: what divides, what doesn't, what is too long."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.formats import mbox
from coulisse.formats.mbox import looks_like_mbox, read_mbox

LINE = b"From a@x.be Mon Mar 15 08:00:00 2027\n"


def test_a_line_that_begins_with_from_divides_only_behind_an_empty_line() -> None:
    box = (
        LINE
        + b"Subject: Un\n\nBonjour.\nFrom moi, le 15 mars 2027\n\nFrom hier.\n\n"
        + LINE
        + b"Subject: Deux\n\nx\n"
    )
    found = list(read_mbox(BytesIO(box)))
    assert [one.line for one in found] == [1, 9]
    assert found[0].content == b"Subject: Un\n\nBonjour.\nFrom moi, le 15 mars 2027\n\nFrom hier.\n"


def test_ends_of_lines_of_every_system_and_a_last_line_without_one() -> None:
    box = LINE.replace(b"\n", b"\r\n") + b"Subject: Un\r\n\r\n>>From x\r\n\r\n" + LINE + b"Subject: Deux"
    assert [one.content for one in read_mbox(BytesIO(box))] == [
        b"Subject: Un\r\n\r\n>From x\r\n",
        b"Subject: Deux",
    ]


def test_a_mail_that_is_too_long_is_named_without_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox, "MOST_BYTES", 20)
    box = LINE + b"x" * 30 + b"\n\n" + LINE + b"Subject: y\n"
    assert [(one.line, one.content) for one in read_mbox(BytesIO(box))] == [(1, None), (4, b"Subject: y\n")]


@pytest.mark.parametrize("head", [b"", b"From: a@x.be\n", b"From\n", b"Nom;Texte\n", b"\x00\x01"])
def test_what_is_no_mailbox(head: bytes) -> None:
    assert not looks_like_mbox(head)


@given(st.lists(st.binary(max_size=200), max_size=5))
def test_any_bytes_are_gone_through(parts: list[bytes]) -> None:
    box = b"\n\n".join(LINE + part for part in parts)
    found = list(read_mbox(BytesIO(box)))
    assert len(found) >= min(1, len(parts))
