"""`coulisse backup FILE`: the database and the documents in one file, checked by hash."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from coulisse import __version__
from coulisse.house.backup import BackupError, backup
from coulisse.house.opening import database_address, open_house
from coulisse.house.outcome import Refused, print_json


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="the file to write; it must not exist yet")


def run(options: argparse.Namespace) -> int:
    target = Path(options.file)
    if target.exists():
        raise Refused("exists", f"{target} exists already. Choose another name.", str(target))
    with open_house() as home:
        try:
            manifest = backup(
                database_address(), home / "documents", target, at=datetime.now(UTC), coulisse_version=__version__
            )
        except BackupError as error:
            raise Refused(error.code, str(error), error.where) from error
    rows = sum(table.rows for table in manifest.tables)
    if options.json:
        print_json({"file": str(target), "rows": rows, "documents": len(manifest.documents)})
    else:
        print(f"{target}: {rows} rows, {len(manifest.documents)} documents.")
    return 0
