"""Backup and restore: the house, database and documents, in one sealed file."""

from coulisse.house.backup.comparison import Difference, compare
from coulisse.house.backup.errors import (
    ArchiveDamaged,
    ArchiveOfAnotherFormat,
    BackupError,
    DatabaseRefused,
    DocumentVanished,
    HouseNotEmpty,
    NotABackup,
    NotAPlainFile,
    RestoreDiffers,
    SchemaDiffers,
    UnsafePath,
)
from coulisse.house.backup.manifest import DocumentEntry, Manifest, SequenceEntry, TableEntry
from coulisse.house.backup.restoring import FILLED_BY_MIGRATIONS, restore, verify
from coulisse.house.backup.taking import VOLATILE, backup

__all__ = [
    "FILLED_BY_MIGRATIONS",
    "VOLATILE",
    "ArchiveDamaged",
    "ArchiveOfAnotherFormat",
    "BackupError",
    "DatabaseRefused",
    "Difference",
    "DocumentEntry",
    "DocumentVanished",
    "HouseNotEmpty",
    "Manifest",
    "NotABackup",
    "NotAPlainFile",
    "RestoreDiffers",
    "SchemaDiffers",
    "SequenceEntry",
    "TableEntry",
    "UnsafePath",
    "backup",
    "compare",
    "restore",
    "verify",
]
