"""`coulisse migrate`: bring the database to this version."""

import argparse

from coulisse.house.opening import bring_to_this_version, open_house
from coulisse.house.outcome import print_json


def arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(options: argparse.Namespace) -> int:
    with open_house():
        applied = bring_to_this_version(talk=not options.json)
    if options.json:
        print_json({"applied": applied})
    else:
        print(f"{len(applied)} migrations applied." if applied else "The database is at this version already.")
    return 0
