"""The web server: gunicorn, told what it needs by arguments instead of a file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication

from coulisse.house.opening import close_connections


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen, with how many processes, and with which certificate."""

    host: str
    port: int
    processes: int = 1
    threads: int = 8
    certificate: str = ""
    key: str = ""

    @property
    def url(self) -> str:
        scheme = "https" if self.certificate else "http"
        host = "localhost" if self.host in {"127.0.0.1", "0.0.0.0", "::"} else self.host  # noqa: S104
        return f"{scheme}://{host}:{self.port}"


class Server(BaseApplication):  # type: ignore[misc]
    """One gunicorn, configured by an `Address`."""

    def __init__(self, address: Address, when_ready: Callable[[], None]) -> None:
        self.address = address
        self.when_ready = when_ready
        super().__init__()

    def load_config(self) -> None:
        address = self.address
        settings: dict[str, Any] = {
            "bind": f"{address.host}:{address.port}",
            "workers": address.processes,
            "threads": address.threads,
            "worker_class": "gthread",
            "when_ready": lambda _arbiter: self.when_ready(),
            "loglevel": "warning",
            "graceful_timeout": 10,
            "timeout": 60,
            "certfile": address.certificate or None,
            "keyfile": address.key or None,
            "limit_request_line": 8190,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()


def serve(address: Address, *, when_ready: Callable[[], None] = lambda: None) -> None:
    """Serve until stopped. The processes that gunicorn forks open database connections of their own."""
    close_connections()
    Server(address, when_ready).run()
