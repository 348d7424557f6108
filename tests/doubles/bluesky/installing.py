"""Put the server's packages once into `build/`, exactly as locked, whichever test process comes first."""

import fcntl
import hashlib
import os
import shutil
from pathlib import Path

from coulisse.house.assets import find_node, run

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[2] / "build" / "doubles" / "bluesky"
SOURCES = ("package.json", "package-lock.json", ".npmrc")
FROM_US = "serve.mjs"


def installed() -> Path:
    """The folder with the packages. No script of a package is run."""
    digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in SOURCES)).hexdigest()[:16]
    folder = CACHE / digest
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            _install(folder)
        beside = folder / f"{FROM_US}.{os.getpid()}"
        shutil.copy(HERE / FROM_US, beside)
        beside.replace(folder / FROM_US)
    return folder


def _install(folder: Path) -> None:
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for name in SOURCES:
        shutil.copy(HERE / name, fresh)
    node, npm = find_node()
    run([*node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], at=fresh)
    fresh.rename(folder)
