r"""Subtitles: SubRip (.srt) and WebVTT (.vtt), read and looked over before a network gets them.

Times are whole milliseconds from the beginning. Numbers, settings, notes and styles are passed over; the words
stay as written. A piece whose times cannot be read is named and left out; the rest of the file is kept.

>>> from coulisse.formats.subtitles import read_subtitles
>>> first = b"1\n00:00:02,000 --> 00:00:04,500\nLa Meuse monte.\n\n"
>>> reading = read_subtitles(first + b"2\n00:00:04,000 --> 00:00:05\nVite !\n")
>>> [(cue.starts, cue.ends, cue.text) for cue in reading.records.cues]
[(2000, 4500, 'La Meuse monte.')]
>>> [(one.code, str(one.where)) for one in reading.problems]
[('time-not-understood', '6')]
>>> read_subtitles(b"WEBVTT\n\n00:02.000 --> 00:01.000\nTrop court\n").problems[0].code
'ends-before-it-starts'
>>> read_subtitles(b"Bonjour")
Traceback (most recent call last):
coulisse.formats.problems.Unreadable: no-subtitles
"""

from coulisse.formats.subtitles.read import read_subtitles
from coulisse.formats.subtitles.records import Cue, Subtitles

__all__ = ["Cue", "Subtitles", "read_subtitles"]
