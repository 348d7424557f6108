"""The documents' folder: listed, read, laid out beside its place, and put there at the last moment."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coulisse.house.backup.archive import BLOCK, ArchiveReader
from coulisse.house.backup.errors import DocumentVanished, HouseNotEmpty, NotAPlainFile, UnsafePath
from coulisse.house.backup.manifest import DocumentEntry


def list_documents(documents: Path) -> Iterator[str]:
    """Paths of all files below the folder, sorted, with `/`. None where the folder is not there.

    Raises NotAPlainFile at a link or a device: to skip it would lose it, to follow it might leak.
    """
    for folder, folders, files in os.walk(documents, onerror=_vanished_folder):
        folders.sort()
        for name in sorted([*files, *folders]):
            path = Path(folder) / name
            mode = path.lstat().st_mode
            if stat.S_ISREG(mode):
                yield path.relative_to(documents).as_posix()
            elif not stat.S_ISDIR(mode):
                raise NotAPlainFile(
                    f"{path} is neither a file nor a folder.",
                    remedy="Move it out of the documents' folder: the house never puts such a thing there.",
                    where=str(path),
                )


def document_member(path: str, number: int) -> str:
    """Where a document lies in the archive: under its own name, or a number where that is not UTF-8."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return f"unnamed/{number:06d}"
    return f"documents/{path}"


def read_document(path: Path) -> Iterator[bytes]:
    """The file's bytes, in blocks. Raises DocumentVanished."""
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block
    except OSError as error:
        raise _vanished(path, error) from error


def check_empty(documents: Path) -> None:
    """Raises HouseNotEmpty unless the folder is missing or empty."""
    if documents.is_dir() and any(documents.iterdir()):
        raise HouseNotEmpty(
            f"The documents' folder {documents} is not empty.",
            remedy="Restore into a new house. If an interrupted restore left these files and the database is "
            "still empty, delete them and start again.",
            where=str(documents),
        )


@contextmanager
def laid_out(archive: ArchiveReader, documents: Path) -> Iterator[Path]:
    """A folder with all documents of the archive, checked, on the disk of their place; for `put_in_place`.

    Whatever fails, here or in the caller's block, the documents' folder is left empty, as it was.
    """
    documents.mkdir(parents=True, exist_ok=True, mode=0o700)
    staging = Path(tempfile.mkdtemp(prefix=".restore-", dir=documents))
    try:
        for entry in archive.manifest.documents:
            _lay_out(archive, entry, staging)
        yield staging
    except BaseException:
        _empty(documents)
        raise
    staging.rmdir()


def put_in_place(staging: Path, documents: Path) -> None:
    """Moves what was laid out to where it belongs: renames on one disk, nothing is copied."""
    for path in sorted(staging.iterdir()):
        path.rename(documents / path.name)
    descriptor = os.open(documents, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lay_out(archive: ArchiveReader, entry: DocumentEntry, staging: Path) -> None:
    path = staging / entry.path
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = path.open("xb")
    except (FileExistsError, NotADirectoryError) as error:
        raise UnsafePath(
            f"The backup asks for {entry.path!r} both as a file and as a folder.",
            remedy="Do not trust this file; take a backup that Coulisse wrote.",
            where=entry.path,
        ) from error
    with file:
        for block in archive.blocks(entry.member):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def _empty(documents: Path) -> None:
    """The folder was empty before: what is there now, we put there."""
    for path in documents.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _vanished_folder(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise _vanished(Path(str(error.filename)), error) from error


def _vanished(path: Path, error: OSError) -> DocumentVanished:
    return DocumentVanished(
        f"The document {path} could not be read: {error.strerror}.",
        remedy="Take the backup again; if it happens again, check the rights on that file.",
        where=str(path),
    )
