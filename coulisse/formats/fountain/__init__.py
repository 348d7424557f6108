"""Fountain 1.1: screenplays in plain text, as writers type them and every screenwriting program exports them.

Source: https://fountain.io/syntax. The whole of it is read: title page, forced elements, dual dialogue, notes,
cut passages, sections, synopses, scene numbers, centred text, lyrics, page breaks, empty lines in a speech.
Besides the specification, as French and Belgian scripts need it: headings in full words (`INTÉRIEUR`,
`BINNEN/BUITEN`), scene numbers before a heading, cues that begin with a digit (`2E FLIC`), `FONDU AU NOIR`.

>>> from coulisse.formats.fountain import read_fountain, write_fountain
>>> script = '''INT. CUISINE - JOUR #12A#
...
... NOÉMIE (OFF)
... Il pleut.
... '''.encode()
>>> manuscript = read_fountain(script).records
>>> [(str(paragraph.kind), paragraph.text, paragraph.number) for paragraph in manuscript.paragraphs][:2]
[('heading', 'INT. CUISINE - JOUR', '12A'), ('character', 'NOÉMIE (OFF)', None)]
>>> write_fountain(manuscript) == script
True
>>> read_fountain(b"%PDF-1.7")
Traceback (most recent call last):
coulisse.formats.problems.Unreadable: not-text
"""

from coulisse.formats.fountain.read import read_fountain
from coulisse.formats.fountain.write import write_fountain

__all__ = ["read_fountain", "write_fountain"]
