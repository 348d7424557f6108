"""Real worker processes against the test database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from django.db import connection

ROOT = Path(__file__).parents[3]


def start_worker() -> "subprocess.Popen[bytes]":
    name = str(connection.settings_dict["NAME"])
    url = urlsplit(os.environ["COULISSE_DATABASE_URL"])
    environment = {
        **os.environ,
        "COULISSE_DATABASE_URL": urlunsplit(url._replace(path=f"/{quote(name)}")),
        "DJANGO_SETTINGS_MODULE": "tests.doubles.desks.house",
        # The worker dies in these tests, the server does not: waiting for its disk proves nothing here.
        "PGOPTIONS": "-c synchronous_commit=off",
    }
    return subprocess.Popen([sys.executable, "-m", "tests.doubles.desks.worker"], cwd=ROOT, env=environment)


def kill(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


@contextmanager
def worker() -> Iterator["subprocess.Popen[bytes]"]:
    """A worker for the length of a block; it is killed at the end if it still runs."""
    process = start_worker()
    try:
        yield process
    finally:
        if process.poll() is None:
            kill(process)


class TookTooLong(AssertionError):
    """What a test waits for did not come."""


def wait_for(what: Callable[[], bool], *, seconds: float = 300.0) -> None:
    until = time.monotonic() + seconds
    while not what():
        if time.monotonic() > until:
            raise TookTooLong(what.__doc__ or repr(what))
        time.sleep(0.1)


def forget_queue() -> None:
    """The queue's tables are not Django's: a test that commits clears them itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers,"
            " procrastinate_workers RESTART IDENTITY CASCADE"
        )
