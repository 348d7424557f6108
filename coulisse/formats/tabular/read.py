"""Whatever table somebody hands in: a workbook when it is one, else CSV."""

from io import BytesIO

from coulisse.formats.problems import Reading
from coulisse.formats.source import CHUNK, Readable, Source
from coulisse.formats.tabular.csv_read import read_csv
from coulisse.formats.tabular.records import Sheet
from coulisse.formats.tabular.workbook_read import looks_like_workbook, read_workbook


class _Rejoined:
    """A stream whose first bytes were looked at, from its beginning again."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head, self._rest = BytesIO(head), rest

    def read(self, size: int, /) -> bytes:
        return self._head.read(size) or self._rest.read(size)


def read_table(source: Source, *, file: str = "") -> Reading[Sheet]:
    """The first sheet of an XLSX or ODS, or the CSV; told apart by the first bytes, not by the name."""
    stream = BytesIO(source) if isinstance(source, bytes) else source
    head = stream.read(CHUNK)
    reader = read_workbook if looks_like_workbook(head) else read_csv
    return reader(_Rejoined(head, stream), file=file)
