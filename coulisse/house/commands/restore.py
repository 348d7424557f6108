"""`coulisse restore FILE`: fill an empty house from a backup, all of it or nothing."""

import argparse
from pathlib import Path

from coulisse.house.backup import FILLED_BY_MIGRATIONS, BackupError, restore
from coulisse.house.opening import bring_to_this_version, database_address, open_house
from coulisse.house.outcome import Refused, print_json

FILLED_WHEN_MIGRATED = FILLED_BY_MIGRATIONS | {"parameters_parameter", "parameters_value", "search_item"}
"""What `coulisse migrate` puts in an empty house gives way to the backup."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="a file written by `coulisse backup`")


def run(options: argparse.Namespace) -> int:
    with open_house() as home:
        bring_to_this_version(talk=not options.json)
        try:
            manifest = restore(
                Path(options.file),
                database_address(),
                home / "documents",
                filled_by_migrations=FILLED_WHEN_MIGRATED,
            )
        except BackupError as error:
            raise Refused(error.code, str(error), error.where) from error
    rows = sum(table.rows for table in manifest.tables)
    if options.json:
        print_json({"rows": rows, "documents": len(manifest.documents), "taken_at": manifest.at.isoformat()})
    else:
        print(f"{rows} rows and {len(manifest.documents)} documents are back, every one checked.")
    return 0
