"""FDX: the screenplays of Final Draft, in XML, which Fade In and others write too.

No specification is published: structure after the files of Final Draft (versions 1 to 5) and Fade In. Read are
the paragraphs with their kinds and styles, the numbers and lengths of scenes, dual dialogue, script notes,
summaries, revisions and the title page; lists for typing (SmartType), windows and fonts are left aside.

>>> from coulisse.formats.fdx import read_fdx, write_fdx
>>> script = '''<FinalDraft><Content><Paragraph Number="12A" Type="Scene Heading">
... <SceneProperties Length="1 3/8"/><Text>INT. CUISINE - </Text><Text Style="Bold">JOUR</Text></Paragraph>
... </Content></FinalDraft>'''
>>> reading = read_fdx(script.encode())
>>> heading = reading.records.paragraphs[0]
>>> heading.number, heading.eighths, heading.text
('12A', 11, 'INT. CUISINE - **JOUR**')
>>> read_fdx(write_fdx(reading.records)) == reading
True
>>> read_fdx(b"<html/>")
Traceback (most recent call last):
coulisse.formats.problems.Unreadable: not-a-screenplay at html
"""

from coulisse.formats.fdx.read import read_fdx
from coulisse.formats.fdx.write import write_fdx

__all__ = ["read_fdx", "write_fdx"]
