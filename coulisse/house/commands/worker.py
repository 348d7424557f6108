"""`coulisse worker`: deliver facts, send letters and run jobs, until told to stop."""

import argparse

from coulisse.house.opening import migrations_missing, open_house
from coulisse.house.outcome import Refused


def arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(options: argparse.Namespace) -> int:
    with open_house():
        if migrations_missing():
            raise Refused("migrations", "The database lacks migrations: run `coulisse migrate` first.", "database")
        from coulisse.foundation.jobs.worker import run_worker  # its models need Django to be ready

        run_worker()
    return 0
