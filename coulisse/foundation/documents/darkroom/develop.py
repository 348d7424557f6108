"""Giving orders to the darkroom, from this side of the wall."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from coulisse.foundation.documents.darkroom.trouble import Trouble, Troubled

PATIENCE: Final = 45.0
"""Seconds by the clock; the process has 30 of its own."""
PACKAGES: Final = Path(__file__).resolve().parents[4]


def order(do: str, source: Path, **details: Any) -> dict[str, Any]:
    """Have one order obeyed, and give its answer. Raises `Troubled`."""
    asked = json.dumps({"do": do, "source": str(source), **details})
    command = [sys.executable, "-m", "coulisse.foundation.documents.darkroom"]
    try:
        done = subprocess.run(
            command,
            input=asked,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            cwd="/",
            env=_environment(),
        )
    except subprocess.TimeoutExpired:
        raise Troubled(Trouble.TOO_SLOW) from None
    if done.returncode != 0:
        # Killed by its own limits, or brought down by the file.
        raise Troubled(Trouble.BROKEN)
    answer: dict[str, Any] = json.loads(done.stdout)
    if answer["trouble"]:
        raise Troubled(Trouble(answer["trouble"]))
    return answer


def draw(do: str, source: Path, target: Path, **details: Any) -> Path:
    """Have a picture made at `target`, whole or not at all. Raises `Troubled`."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = target.with_name(f".{uuid4().hex}")
    try:
        order(do, source, target=str(beside), **details)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target


def _environment() -> dict[str, str]:
    """Neither the secret key nor the database's address: only what Python needs to start."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": str(PACKAGES), "OMP_THREAD_LIMIT": "1"}
