"""python -m tests.bench.publishing: how late publications are, on a true Bluesky server of this machine.

A thousand due within one minute on four accounts, then single ones with nothing else to do. The server, its
database and the house share the cores. `tests/desks/community/publishing/test_killed.py` does the same with a
worker that is killed ten times.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from tests.bench.clock import nearest_rank

MANY: Final = 1_000
SPAN: Final = timedelta(seconds=60)
ACCOUNTS: Final = 4
SINGLE: Final = 20


def main() -> None:
    from tests.bench.own_house import own_house

    with own_house():
        for line in measured():
            print(line, flush=True)


def measured(many: int = MANY) -> Iterator[str]:
    """The lines, on an empty house that is open."""
    from coulisse.desks.community.publishing.networks.contract import Credentials
    from tests.desks.community.publishing.rows import an_account
    from tests.doubles.bluesky.server import bluesky_server

    with bluesky_server() as server:
        people = [server.account(f"plein{number}") for number in range(ACCOUNTS)]
        accounts = [
            an_account(
                handle=one.handle,
                server=server.address,
                remote_id=one.did,
                credentials=Credentials(password=one.app_password),
            )
            for one in people
        ]
        begins = datetime.now(UTC) + timedelta(seconds=3)
        late = _publish(accounts, [begins + SPAN * number / many for number in range(many)])
        stand = sum(len(server.posts(one.did)) for one in people)
        yield f"{many:,} due in one minute: {stand:,} records; late by {_shares(late)} (aim 2 s at p95)"
        begins = datetime.now(UTC) + timedelta(seconds=3)
        late = _publish(accounts, [begins + timedelta(seconds=1.5) * number for number in range(SINGLE)])
        yield f"{SINGLE} single ones: late by {_shares(late)} (aim 1 s)"


def _publish(accounts: Sequence[Any], moments: Sequence[datetime]) -> list[float]:
    """Arm them, run the clock until all stand there, and say how late each is, in seconds."""
    from coulisse.desks.community.publishing.clock import turn
    from coulisse.desks.community.publishing.models import Publication
    from tests.desks.community.publishing.rows import armed
    from tests.doubles.networks.local import connect_locally

    def now() -> datetime:
        return datetime.now(UTC)

    rows = [
        armed(
            accounts[number % len(accounts)],
            due_at=moment,
            text=f"{number} à {moment:%H:%M:%S} #PleinJour",
        )
        for number, moment in enumerate(moments)
    ]
    wanted = Publication.objects.filter(pk__in=[row.pk for row in rows], state=Publication.State.CONFIRMED)
    stop = threading.Event()

    def run() -> None:
        while not stop.is_set():
            turn(until=now() + timedelta(seconds=2), now=now, connect=connect_locally)

    clock = threading.Thread(target=run)
    clock.start()
    while wanted.count() < len(rows):
        time.sleep(0.5)
    stop.set()
    clock.join()
    return sorted((row.confirmed_at - row.due_at).total_seconds() for row in wanted if row.confirmed_at)


def _shares(late: Sequence[float]) -> str:
    return ", ".join(f"p{round(100 * share)} {nearest_rank(late, share):.2f} s" for share in (0.5, 0.95, 0.99))


if __name__ == "__main__":
    main()
