"""Why a backup or a restore was refused: each with a code, the place, and what to do about it."""

from typing import ClassVar


class BackupError(Exception):
    """A backup or a restore was refused. `code` is stable, `where` names the member, table or file."""

    code: ClassVar[str] = "backup-refused"

    def __init__(self, what: str, *, remedy: str, where: str = "") -> None:
        self.what = what
        self.remedy = remedy
        self.where = where
        super().__init__(f"{what}\n{remedy}")


class NotABackup(BackupError):
    """The file is no backup of Coulisse, or its end is missing."""

    code = "not-a-backup"


class ArchiveDamaged(BackupError):
    """A byte of the backup has changed since it was written; `where` is the member."""

    code = "backup-damaged"


class ArchiveOfAnotherFormat(BackupError):
    """The backup is written in a format that this version does not read."""

    code = "backup-of-another-format"


class UnsafePath(BackupError):
    """The backup asks for a document outside the documents' folder."""

    code = "backup-unsafe-path"


class HouseNotEmpty(BackupError):
    """The database or the documents' folder already holds something."""

    code = "house-not-empty"


class SchemaDiffers(BackupError):
    """The database is not of the version that was backed up."""

    code = "house-of-another-version"


class NotAPlainFile(BackupError):
    """Among the documents lies something else than a file or a folder."""

    code = "document-not-a-plain-file"


class DocumentVanished(BackupError):
    """A document went away, or became unreadable, while the backup was written."""

    code = "document-vanished"


class DatabaseRefused(BackupError):
    """PostgreSQL refused; `where` is its own code (SQLSTATE)."""

    code = "database-refused"


class RestoreDiffers(BackupError):
    """What was restored is not what was backed up: everything was undone."""

    code = "restore-differs"
