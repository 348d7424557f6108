"""What the tests of the networks stand on: a vault in memory, a publication, a clock."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from PIL import Image

from coulisse.desks.community.publishing.networks.contract import (
    Account,
    Credentials,
    Media,
    NetworkName,
    Publication,
)
from coulisse.desks.community.publishing.networks.wire import Wire

DATED = datetime(2027, 3, 15, 19, 25, tzinfo=UTC)
WIRE = Wire(local=True, timeout=20)
REFERENCE = "account-1"


@dataclass(slots=True)
class MemoryVault:
    """Secrets of one account, and every version of them that was kept."""

    credentials: Credentials
    kept: list[Credentials] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, reference: str) -> Credentials:
        assert reference == REFERENCE
        return self.credentials

    def keep(self, reference: str, credentials: Credentials) -> None:
        assert reference == REFERENCE
        self.kept.append(credentials)
        self.credentials = credentials

    @contextmanager
    def holding(self, reference: str) -> Iterator[bool]:
        is_held = self.lock.acquire(blocking=False)
        try:
            yield is_held
        finally:
            if is_held:
                self.lock.release()


def now() -> datetime:
    return datetime.now(UTC)


def no_sleep(seconds: float) -> None:
    """The other end is ready when it says so; nobody waits in a test."""


def account_at(address: str, network: NetworkName, *, handle: str = "pleinjour", remote_id: str = "") -> Account:
    return Account(network, handle, address, REFERENCE, remote_id)


def a_publication(key: str = "publication-1", text: str = "Ce soir, 20 h 25.", **changes: object) -> Publication:
    values: dict[str, object] = {"key": key, "text": text, "dated": DATED, "languages": ("fr",)} | changes
    return Publication(**values)  # type: ignore[arg-type]


def a_picture(alt: str = "Une rue sous la pluie, deux parapluies rouges.", *, colour: str = "navy") -> Media:
    """A true PNG."""
    content = io.BytesIO()
    Image.new("RGB", (64, 36), colour).save(content, "PNG")
    return Media(content.getvalue(), "image/png", alt, name="rue.png", width=64, height=36)
