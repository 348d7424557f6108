"""What a file of subtitles holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """Words on the screen from `starts` to `ends`, in milliseconds; `line` is where its times stand."""

    starts: int
    ends: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Subtitles:
    """`form` is `srt` or `vtt`."""

    form: str
    cues: tuple[Cue, ...]
