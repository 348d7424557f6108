"""Subtitles of both forms, whole and broken."""

import doctest

import pytest

import coulisse.formats.subtitles as subtitles
from coulisse.formats.problems import Unreadable
from coulisse.formats.subtitles import read_subtitles

VTT = """WEBVTT Plein Jour

STYLE
::cue { color: white }

NOTE relu le 12 avril

intro
00:01.000 --> 00:03.000 align:start
<v Jeanne>L’écluse s’ouvre.</v>

01:00:00.000 --> 01:00:02.000
Fin
"""


def test_webvtt_with_notes_styles_names_and_settings() -> None:
    reading = read_subtitles(VTT.encode())
    assert reading.records.form == "vtt"
    assert [(cue.starts, cue.ends) for cue in reading.records.cues] == [(1000, 3000), (3_600_000, 3_602_000)]
    assert reading.problems == ()


def test_subrip_in_an_old_encoding_with_windows_ends_of_lines() -> None:
    text = "1\r\n00:00:01,000 --> 00:00:03,000\r\nL'écluse\r\ns'ouvre.\r\n".encode("cp1252")
    assert read_subtitles(text).records.cues[0].text == "L'écluse\ns'ouvre."


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("1\n00:00:01,000 --> 00:00:00,500\nNon", "ends-before-it-starts", 2),
        ("1\n00:00:01,000 --> 00:00:03,000\n<i></i>", "nothing-said", 2),
        ("1\n00:00:01,000 --> 00:00:01,200\nBeaucoup trop de mots", "too-fast", 2),
        ("1\n00:00:05,000 --> 00:00:06,000\nA\n\n2\n00:00:01,000 --> 00:00:02,000\nB", "out-of-order", 6),
        ("1\n00:00:01,000 --> 00:00:03,000\nA\n\n2\n00:00:02,000 --> 00:00:04,000\nB", "overlaps", 6),
        ("1\n00:00:01,000 --> 00:00:03,000\nA\n\nsans heure\ndu tout", "times-missing", 5),
    ],
)
def test_what_a_viewer_would_stumble_over(text: str, code: str, line: int) -> None:
    (found,) = read_subtitles(text.encode()).problems
    assert (found.code, found.where.line) == (code, line)


@pytest.mark.parametrize("content", [b"", b"WEBVTT\n\nNOTE vide\n", b"\x00" * 40, "Bonsoir à tous".encode()])
def test_what_holds_no_subtitle(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read_subtitles(content)
    assert refused.value.code == "no-subtitles"


def test_the_page_of_the_format_tells_the_truth() -> None:
    assert doctest.testmod(subtitles).failed == 0
