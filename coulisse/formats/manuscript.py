"""A screenplay in whichever of our formats it came: FDX is told by its first characters, the rest is Fountain.

>>> reading = read_manuscript(b"INT. KITCHEN - DAY")
>>> str(reading.records.paragraphs[0].kind)
'heading'
"""

from coulisse.formats.fdx import read_fdx
from coulisse.formats.fountain import read_fountain
from coulisse.formats.problems import Reading
from coulisse.formats.source import Source, bounded
from coulisse.formats.text import decode
from coulisse.kernel.screenplay import Manuscript

MAX_BYTES = 64 * 1024 * 1024
SAMPLE = 4096


def read_manuscript(source: Source, *, file: str = "") -> Reading[Manuscript]:
    """The manuscript, by `read_fdx` or `read_fountain`, whose codes it raises and reports."""
    data = bounded(source, limit=MAX_BYTES, file=file)
    begins = decode(data[:SAMPLE]).text.lstrip()
    is_xml = begins.startswith(("<?xml", "<FinalDraft", "<!DOCTYPE", "<!--"))
    return read_fdx(data, file=file) if is_xml else read_fountain(data, file=file)
