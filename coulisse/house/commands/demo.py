"""`coulisse demo`: the embedded database, the sample house, a worker and a browser, in one command."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager

from coulisse.house.opening import bring_to_this_version, open_house
from coulisse.house.outcome import Refused
from coulisse.house.webserver import Address, serve


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reset", action="store_true", help="forget the sample house and make it again")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--size", choices=["small", "large"], default="small", help="how much sample data")
    parser.add_argument("--prepare", action="store_true", help="load the sample house and stop before serving")


def run(options: argparse.Namespace) -> int:
    os.environ["COULISSE_DEMO"] = "1"
    os.environ.setdefault("COULISSE_PUBLIC_URL", f"http://localhost:{options.port}")
    if not options.prepare:
        _refuse_a_taken_port(options.port)
    with open_house():
        bring_to_this_version()
        from coulisse.house import sample  # its models need Django to be ready

        if options.prepare:
            sample.ensure(size=options.size, reset=options.reset, say=_say)
            return 0
        if options.reset or not sample.is_there(options.size):
            prepared = _prepare(options)
            if prepared:
                return prepared
        address = Address(host="127.0.0.1", port=options.port)
        with _worker():
            serve(address, when_ready=lambda: _ready(address, browser=not options.no_browser))
    return 0


def _prepare(options: argparse.Namespace) -> int:
    """Load the sample house in a process of its own; its exit status.

    Papers are typeset on the way, and the typesetter's threads do not survive the fork of a web server.
    """
    asked = ["demo", "--prepare", "--size", options.size, *(["--reset"] if options.reset else [])]
    return subprocess.run([sys.executable, "-m", "coulisse", *asked], check=False).returncode


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _ready(address: Address, *, browser: bool) -> None:
    _say(f"Coulisse answers at {address.url}  (Ctrl C stops it)")
    if browser:
        webbrowser.open(address.url)


def _refuse_a_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            message = (
                f"Port {port} is taken. Stop what uses it, or choose another: coulisse demo --port {port + 1}"
            )
            raise Refused("port-taken", message, str(port)) from error


@contextmanager
def _worker() -> Iterator[None]:
    """A worker beside the web process, stopped with it."""
    process = subprocess.Popen([sys.executable, "-m", "coulisse", "worker"])
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
