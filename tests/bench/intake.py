"""python -m tests.bench.intake: mails from bytes to conversations, beside django-helpdesk's own import.

Everything counts: reading the mail, duplicates, threads, writers, numbers, language, kinds, topics, tone, minute
on air, families, the packed mail, the search vector, the fact, the commit. A PostgreSQL of its own, 2,000 distinct
mails and the night of 412, in the batches in which the mailroom hands them on; each measurement in an empty house.
Workers are open before it begins: they live for weeks.

`COULISSE_BENCH_HELPDESK` names a virtual environment where django-helpdesk is installed; without it that
line says so.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import perf_counter, process_time
from urllib.parse import urlsplit, urlunsplit

BATCH = 100
PUBLISHED = 34
"""Messages a second of one core, in rules/audience.md."""


def main() -> None:
    from tests.bench.own_house import own_house

    with own_house() as address:
        for line in measured(address):
            print(line, flush=True)


def measured(address: str) -> Iterator[str]:
    """The lines, as they are known. `address` is an empty house."""
    from tests.bench.mails import distinct, night

    mails = [*distinct(2_000), *night()]
    yield f"{len(mails):,} mails of {sum(map(len, mails)) // len(mails):,} bytes, in batches of {BATCH}"
    another = _copied(address)
    with _pool(address, mails[0], 1) as pool:
        seconds, cpu = pool.submit(_take, address, list(mails), "one").result()
    own = len(mails) / cpu
    yield f"  one process   {len(mails) / seconds:6,.0f}/s by the clock, {own:6,.0f} per second of its core"
    halves = (mails[0::2], mails[1::2])
    with _pool(another, mails[0], 2) as pool:
        began = perf_counter()
        list(pool.map(_take, [another] * 2, halves, ["left", "right"]))
        both = len(mails) / (perf_counter() - began)
    yield f"  two processes {both:6,.0f}/s by the clock (aim 300)"
    yield from _beside(mails, own)


def _copied(address: str) -> str:
    """The same empty house once more: what one measurement has taken in would be met again by the next."""
    from django.db import connections
    from psycopg import connect

    connections.close_all()
    parts = urlsplit(address)
    maintenance = urlunsplit(parts._replace(path="/postgres"))
    with connect(maintenance, autocommit=True) as server:
        server.execute(f'CREATE DATABASE second TEMPLATE "{parts.path[1:]}"')
    return urlunsplit(parts._replace(path="/second"))


def _ready(address: str) -> bool:
    """A process with the house open and its modules read."""
    os.environ["COULISSE_DATABASE_URL"] = address
    os.environ["COULISSE_POOL"] = "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = "coulisse.house.settings"
    import django

    django.setup()
    import coulisse.desks.audience.intake.mail  # noqa: F401

    return True


def _open_worker(address: str, mail: bytes, together: Barrier) -> None:
    """What a worker does once in its life, before anything is measured: it opens the house and reads its words."""
    global _together
    _together = together
    _ready(address)
    _take(address, [mail], f"first{os.getpid()}")


_together: Barrier | None = None


def _meet() -> None:
    """Return once every process of the pool has been opened: each takes one of these."""
    assert _together is not None  # given when the process was opened
    _together.wait()


def _pool(address: str, mail: bytes, processes: int) -> ProcessPoolExecutor:
    spawn = get_context("spawn")
    given = (address, mail, spawn.Barrier(processes))
    pool = ProcessPoolExecutor(processes, mp_context=spawn, initializer=_open_worker, initargs=given)
    for one in [pool.submit(_meet) for _ in range(processes)]:
        one.result()
    return pool


def _take(address: str, mails: Sequence[bytes], name: str) -> tuple[float, float]:
    _ready(address)
    from datetime import datetime

    from coulisse.desks.audience.intake.mail import read_mails
    from coulisse.foundation.mailroom.models import Mailbox

    box, _made = Mailbox.objects.get_or_create(address=f"{name}@mediane.example", defaults={"name": name})
    at = datetime.fromisoformat("2027-03-15T08:00:00+01:00")
    marked = [mail.replace(b".bench@", f".{name}@".encode()) for mail in mails]
    began, worked = perf_counter(), process_time()
    for first in range(0, len(marked), BATCH):
        read_mails(box, marked[first : first + BATCH], at=at)
    return perf_counter() - began, process_time() - worked


def _beside(mails: Sequence[bytes], own: float) -> Iterator[str]:
    home = os.environ.get("COULISSE_BENCH_HELPDESK", "")
    python = Path(home) / "bin" / "python"
    if not home or not python.exists():
        yield (
            "  django-helpdesk is not here (COULISSE_BENCH_HELPDESK): not measured; "
            f"published {PUBLISHED} per second of one core, ours is {own / PUBLISHED:.0f} times that"
        )
        return
    with tempfile.TemporaryDirectory() as folder:
        for number, mail in enumerate(mails):
            (Path(folder) / f"{number:05}.eml").write_bytes(mail)
        script = Path(__file__).with_name("helpdesk_import.py")
        run = subprocess.run(  # our own script, in the environment that was named
            [str(python), str(script), folder], capture_output=True, text=True, check=False
        )
    if run.returncode:
        yield f"  django-helpdesk failed: {run.stderr.strip()[-200:]}"
        return
    told = json.loads(run.stdout.strip().splitlines()[-1])
    if told["failed"]:
        yield f"  django-helpdesk failed on {told['failed']:,} of the same mails: no comparison"
        return
    theirs = told["mails"] / told["cpu"]
    yield (
        f"  django-helpdesk, the same mails: {theirs:6,.0f} per second of one core ({told['tickets']:,} tickets; "
        f"SQLite in memory, no mail sent): ours is {own / theirs:.1f} times that"
    )


if __name__ == "__main__":
    main()
