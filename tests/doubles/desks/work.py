"""Kinds of job that exist for tests only."""

import time
from typing import Any

from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.run import Refused, Run
from tests.doubles.desks.ledger.book import write


class Busy(Exception):
    """A problem that passes."""


def declare() -> None:
    """Importing this module has declared them; a call says that it was meant."""


@job("double.count")
def count(run: Run) -> dict[str, Any]:
    for number in range(1, run.params["to"] + 1):
        run.progress(number, run.params["to"], f"number {number}")
    return {"text": f"counted to {run.params['to']}", "url": "/people/"}


@job("double.busy", retry_on=(Busy,), attempts=3)
def busy(run: Run) -> None:
    if run.attempt < run.params["succeeds_at"]:
        raise Busy("the other side is busy")


@job("double.broken")
def broken(run: Run) -> None:
    raise ZeroDivisionError


@job("double.refusing")
def refusing(run: Run) -> None:
    raise Refused("La feuille est vide.")


@job("double.stubborn", restartable=True)
def stubborn(run: Run) -> dict[str, Any]:
    """Takes its time the first time, so that a test can kill it; is quick when begun anew."""
    write(f"attempt {run.attempt}", "begun")
    while run.attempt == 1:
        time.sleep(0.05)
        run.check()
    return {"text": f"attempt {run.attempt}"}


@job("double.fragile")
def fragile(run: Run) -> None:
    write(f"attempt {run.attempt}", "begun")
    while True:
        time.sleep(0.05)
        run.check()
