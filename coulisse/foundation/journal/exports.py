"""The journal as a file: CSV of any size in a stream, or a workbook."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import StringIO
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from coulisse.formats.tabular import Column, Table, write_xlsx
from coulisse.formats.tabular.escaping import protect
from coulisse.foundation.journal.queries import Line

LARGE: Final = 10_000
"""A workbook with more lines is made by a job."""


def titles() -> list[str]:
    return [_("When"), _("Who"), _("What happened"), _("Production"), _("Kind")]


def csv_lines(lines: Iterable[Line]) -> Iterator[bytes]:
    """The file line by line: semicolons, UTF-8 with its mark, no formula."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    yield "\ufeff".encode()
    writer.writerow(titles())
    for line in lines:
        moment = timezone.localtime(line.at).isoformat(sep=" ", timespec="seconds")
        writer.writerow([moment, *(protect(text) for text in _texts(line))])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()
    yield out.getvalue().encode()


def workbook(lines: Iterable[Line], *, created: datetime) -> bytes:
    """The file as XLSX."""
    rows = tuple((timezone.localtime(line.at).replace(tzinfo=None), *_texts(line)) for line in lines)
    columns = tuple(Column(title) for title in titles())
    return write_xlsx([Table(_("Journal"), columns, rows)], created=created)


def _texts(line: Line) -> tuple[str, str, str, str]:
    return line.by, line.sentence, line.production, line.kind
