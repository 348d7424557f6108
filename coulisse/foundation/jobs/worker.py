"""The worker process: everything that is queued is done here, until it is told to stop."""

import asyncio
import threading
from typing import Final

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from coulisse.foundation.jobs.actions import note_pulse
from coulisse.foundation.jobs.jobs import DEAD_AFTER, take_back
from coulisse.foundation.journal.actions import wake_the_worker

CONCURRENCY: Final = 4
"""Jobs at a time: mostly they wait for the database, a mail server or a file."""
HEARTBEAT: Final = 5.0
GLANCE: Final = 0.2
POLL: Final = 1.0
"""Seconds after which the queue is looked at unasked: a notice that comes during a look is lost."""


def run_worker(*, stop: threading.Event | None = None, concurrency: int = CONCURRENCY) -> None:
    """Work until SIGTERM, SIGINT or `stop`; then finish what has begun, take nothing new, and return.

    Signals are heard only in the main thread; elsewhere give a `stop` event.
    """
    at = timezone.now()
    note_pulse(at=at)
    take_back(at)
    wake_the_worker()
    asyncio.run(_work(stop, concurrency))


async def _work(stop: threading.Event | None, concurrency: int) -> None:
    with app.replace_connector(DjangoConnector().get_worker_connector()) as working:
        async with working.open_async():
            worker = asyncio.create_task(
                working.run_worker_async(
                    concurrency=concurrency,
                    install_signal_handlers=threading.current_thread() is threading.main_thread(),
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=DEAD_AFTER,
                    delete_jobs="successful",
                    fetch_job_polling_interval=POLL,
                )
            )
            watch = asyncio.create_task(_stop_when_told(stop, worker)) if stop is not None else None
            try:
                await worker
            except asyncio.CancelledError:
                if stop is None or not stop.is_set():
                    raise
            finally:
                if watch is not None:
                    watch.cancel()


async def _stop_when_told(stop: threading.Event, worker: "asyncio.Task[None]") -> None:
    """Cancelling the worker makes it finish what it has begun."""
    while not stop.is_set():
        await asyncio.sleep(GLANCE)
    worker.cancel()
