"""How long the programs take to begin, and how much room the house takes."""

import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.clock import Measured, Runs, measure

COMMAND = Path(sys.executable).with_name("coulisse")
PORT = 8917


def starts() -> list[Measured]:
    """`coulisse --help`; then a house of its own: made, and started a second time."""
    found = [Measured("coulisse --help", measure(_help, times=10))]
    with tempfile.TemporaryDirectory(prefix="coulisse-bench-") as home:
        environment = {**os.environ, "COULISSE_HOME": home}
        environment.pop("COULISSE_DATABASE_URL", None)
        for what in (
            "first start of `coulisse demo`",
            "second start of `coulisse demo`",
            "third start of `coulisse demo`",
        ):
            found.append(Measured(what, Runs((_until_it_answers(environment),)), note="until /health answers"))
    return found


def _help() -> None:
    subprocess.run([COMMAND, "--help"], check=True, stdout=subprocess.DEVNULL)


def _until_it_answers(environment: dict[str, str]) -> float:
    began = perf_counter()
    server = subprocess.Popen(
        [COMMAND, "demo", "--no-browser", "--port", str(PORT)], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        while not _answers():
            if server.poll() is not None:
                raise SystemExit(f"coulisse demo ended with {server.returncode}")
            sleep(0.02)
        return (perf_counter() - began) * 1000
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)


def _answers() -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{PORT}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def installed() -> str:
    """The size of the package, and of all that is installed beside it."""
    package = Path(__file__).parents[2] / "coulisse"
    beside = Path(sysconfig.get_paths()["purelib"])
    return f"\ninstalled: coulisse {_megabytes(package):.0f} MB, site-packages {_megabytes(beside):.0f} MB"


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1_000_000
