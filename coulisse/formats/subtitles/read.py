"""Reading subtitles, and what a viewer would stumble over.

Sources: WebVTT, W3C (https://www.w3.org/TR/webvtt1/); SubRip has no standard, only its first program.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from coulisse.formats.problems import Problem, Reading, problem, unreadable
from coulisse.formats.source import Source, bounded
from coulisse.formats.subtitles.records import Cue, Subtitles
from coulisse.formats.text import decode

LIMIT: Final = 4_000_000
"""Bytes: the words of a very long film."""
ARROW: Final = "-->"
SRT_TIME: Final = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)[,.](\d{3})")
VTT_TIME: Final = re.compile(r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
ASIDE: Final = ("WEBVTT", "NOTE", "STYLE", "REGION")
TAGS: Final = re.compile(r"<[^<>]*>")
FASTEST: Final = 25
"""Signs a second beyond which hardly anybody reads along."""


def read_subtitles(source: Source) -> Reading[Subtitles]:
    """Every piece with its times, and what is wrong, in the order of the file.

    Raises `Unreadable`: `too-large`, or `no-subtitles` where no piece can be read.
    """
    text = decode(bounded(source, limit=LIMIT)).text
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    form = "vtt" if lines[0].split(" ")[0].split("\t")[0] == "WEBVTT" else "srt"
    cues: list[Cue] = []
    problems: list[Problem] = []
    for block in _blocks(lines):
        found = _cue(block, form)
        if isinstance(found, Cue):
            cues.append(found)
        elif found is not None:
            problems.append(found)
    if not cues:
        raise unreadable("no-subtitles")
    problems += _stumbles(cues)
    return Reading(Subtitles(form, tuple(cues)), tuple(sorted(problems, key=lambda one: one.where.line or 0)))


def _blocks(lines: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """Lines between empty ones, each with its number."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _cue(block: list[tuple[int, str]], form: str) -> Cue | Problem | None:
    first = block[0][1]
    if form == "vtt" and first.startswith(ASIDE):
        return None
    at = next((place for place, (_number, line) in enumerate(block[:2]) if ARROW in line), None)
    if at is None:
        return problem("times-missing", line=block[0][0])
    number, line = block[at]
    starts, ends = (_time(part, form) for part in line.split(ARROW, 1))
    if starts is None or ends is None:
        return problem("time-not-understood", line=number)
    return Cue(starts, ends, "\n".join(words.strip() for _number, words in block[at + 1 :]), number)


def _time(text: str, form: str) -> int | None:
    """Milliseconds; behind the end of a piece settings may follow."""
    pattern = VTT_TIME if form == "vtt" else SRT_TIME
    words = text.split()
    found = pattern.fullmatch(words[0]) if words else None
    if found is None:
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _stumbles(cues: Sequence[Cue]) -> Iterator[Problem]:
    for cue in cues:
        words = TAGS.sub("", cue.text).strip()
        if not words:
            yield problem("nothing-said", line=cue.line)
        if cue.ends <= cue.starts:
            yield problem("ends-before-it-starts", line=cue.line)
        elif len(words) * 1000 > FASTEST * (cue.ends - cue.starts):
            yield problem("too-fast", line=cue.line, signs=len(words), milliseconds=cue.ends - cue.starts)
    for before, cue in pairwise(cues):
        if cue.starts < before.starts:
            yield problem("out-of-order", line=cue.line)
        elif cue.starts < before.ends:
            yield problem("overlaps", line=cue.line)
