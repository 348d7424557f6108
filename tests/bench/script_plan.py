"""`coulisse script plan` as a person runs it: the whole process, on a full-length screenplay in both formats."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from coulisse.formats.fdx import write_fdx
from coulisse.formats.manuscript import read_manuscript
from tests.bench.clock import Measured, Runs

TIMES: Final = 3
LA_DRACHE: Final = Path(__file__).parents[2] / "coulisse" / "house" / "sample" / "files" / "la-drache.fountain"


def script_plans() -> Iterator[Measured]:
    """Every paper of the plan of La Drache, from a cold start."""
    with TemporaryDirectory() as folder:
        fdx = Path(folder) / "la-drache.fdx"
        fdx.write_bytes(write_fdx(read_manuscript(LA_DRACHE.read_bytes()).records))
        for script in (LA_DRACHE, fdx):
            runs = tuple(_milliseconds(script, Path(folder) / "plan") for _ in range(TIMES))
            yield Measured(f"script plan {script.name}", Runs(runs))


def _milliseconds(script: Path, folder: Path) -> float:
    began = perf_counter()
    command = [sys.executable, "-m", "coulisse", "script", "plan", str(script), "--out", str(folder)]
    subprocess.run(command, capture_output=True, check=True)
    return (perf_counter() - began) * 1000
