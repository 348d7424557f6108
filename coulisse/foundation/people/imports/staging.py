"""Files that wait to be imported: in a private folder, under a random name, for a day at most."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

from coulisse.formats.problems import Problem
from coulisse.formats.tabular import Sheet, read_table
from coulisse.formats.tabular.mapping import match_columns
from coulisse.formats.vcard import Card, read_cards
from coulisse.foundation.people.imports.rows import ReadRow, read_rows, read_vcards
from coulisse.foundation.people.imports.targets import TARGETS

KEPT_FOR: Final = timedelta(days=1)
MAX_BYTES: Final = 64 * 1024 * 1024
HEAD: Final = 4096


class TooLarge(Exception):
    """The file passes the limit; what had been written of it is gone."""

    limit = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Draft:
    """A staged file, read: a table with the guess of its columns, or vCards."""

    problems: tuple[Problem, ...]
    sheet: Sheet | None = None
    guess: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()

    @property
    def count(self) -> int:
        return len(self.sheet.rows) if self.sheet else len(self.cards)

    def rows(self, mapping: Iterable[str]) -> Iterator[ReadRow]:
        return read_rows(self.sheet.rows, tuple(mapping)) if self.sheet else read_vcards(self.cards)


def staging_folder() -> Path:
    folder = Path(settings.DOCUMENTS) / "staging"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def staged_path(key: str) -> Path:
    return staging_folder() / key


def store(key: str, chunks: Iterable[bytes]) -> None:
    """Write the bytes under `key`; raises `TooLarge`."""
    path, written = staged_path(key), 0
    path.touch(mode=0o600)
    try:
        with path.open("wb") as file:
            for chunk in chunks:
                written += len(chunk)
                if written > MAX_BYTES:
                    raise TooLarge
                file.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def opened(key: str) -> Iterator[BinaryIO]:
    """The bytes again; `FileNotFoundError` when their day has passed."""
    with staged_path(key).open("rb") as file:
        yield file


def read_draft(key: str, *, file: str = "") -> Draft:
    """The staged file, read; raises `Unreadable` where nothing of it can be used."""
    with opened(key) as stream:
        head = stream.read(HEAD)
        stream.seek(0)
        if _is_vcard(head):
            cards = read_cards(stream, file=file)
            return Draft(cards.problems, cards=cards.records)
        sheet = read_table(stream, file=file)
    return Draft(sheet.problems, sheet=sheet.records, guess=match_columns(sheet.records.header, TARGETS))


def _is_vcard(head: bytes) -> bool:
    """Told by its first line, whatever the encoding (UTF-16 puts zeros between the letters)."""
    return b"BEGIN:VCARD" in head.replace(b"\0", b"").upper()
