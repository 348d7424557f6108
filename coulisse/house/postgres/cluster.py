"""Making a cluster, starting and stopping its server, and knowing whether it runs."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coulisse.house.postgres.binaries import VARIABLE, Binaries, machine_binaries, read_binaries
from coulisse.house.postgres.errors import (
    BinariesUnfit,
    ClusterNotMade,
    DataOfAnotherVersion,
    ServerDidNotStart,
    ServerDidNotStop,
)
from coulisse.house.postgres.places import PORT, SOCKET_NAME, Places, secret_in
from coulisse.house.postgres.tenancy import Tenant

SUPERUSER = "postgres"
_BUILTIN_LOCALES = 17  # the first version that carries C.UTF-8 itself
_PULSE = 0.02  # seconds between two looks
_FAREWELL = 60  # seconds for the last checkpoint
_PATIENCE = 300  # seconds: a recovery after a power cut replays the log first
_LOG_TAIL = 4_000  # bytes

# Tuned for a house on a laptop. Written once: the file is the user's to change afterwards.
_SETTINGS = """
# Coulisse's settings for a house on one machine
shared_buffers = 128MB
max_connections = 100
jit = off
fsync = on
timezone = 'UTC'
log_timezone = 'UTC'
logging_collector = on
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
log_file_mode = 0600
log_line_prefix = '%m [%p] %q%u@%d '
"""
_ACCESS = "# Only through the socket, only with the password.\nlocal all all scram-sha-256\n"


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What `postmaster.pid` says of a living server. `socket` is where it really listens."""

    pid: int
    socket: Path
    ready: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """One data directory with the programs and the identity to run it."""

    places: Places
    tenant: Tenant
    binaries: Binaries
    environ: Mapping[str, str]

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One of PostgreSQL's programs, to its end, as the tenant."""
        return self.tenant.run([self.binaries.program(program), *arguments], self.environ)

    def make(self) -> None:
        """Runs `initdb` beside the final place and moves it there when whole. Raises ClusterNotMade."""
        making = self.places.cluster / "data.making"
        shutil.rmtree(making, ignore_errors=True)
        self.places.furnished.unlink(missing_ok=True)
        secret = secret_in(self.places.administrator)
        loan = self._lend(secret)
        try:
            self._initdb(making, loan)
        finally:
            loan.unlink(missing_ok=True)
        with (making / "postgresql.conf").open("a") as settings:
            settings.write(_SETTINGS)
        (making / "pg_hba.conf").write_text(_ACCESS)
        making.rename(self.places.data)

    def check_version(self) -> None:
        """Raises DataOfAnotherVersion unless the binaries are of the version that wrote the data."""
        written = (self.places.data / "PG_VERSION").read_text().strip()
        if written != str(self.binaries.major):
            raise DataOfAnotherVersion(
                f"The data in {self.places.data} are of PostgreSQL {written}; "
                f"{self.binaries.folder} is version {self.binaries.version}.",
                remedy=_way_across(written, self.binaries.major, self.places, self.environ),
                where=str(self.places.data),
            )

    def start(self, socket: Path) -> None:
        """Starts the server and waits until it is ready. Raises ServerDidNotStart."""
        self._sweep(socket)
        self.places.first_words.unlink(missing_ok=True)
        deadline = time.monotonic() + 10
        while not self._started(socket):
            # Workers of a killed server hold its shared memory until they notice: a moment, no more.
            if "still in use" not in log_tail(self.places) or time.monotonic() > deadline:
                raise ServerDidNotStart(
                    "The embedded PostgreSQL did not start.",
                    remedy=f"Read its log in {self.places.log}; `coulisse doctor` checks disk and rights.",
                    where=str(self.places.data),
                    log_tail=log_tail(self.places),
                )

    def stop(self) -> None:
        """A fast shutdown: sessions end, data are written out. Raises ServerDidNotStop."""
        if (postmaster := find_postmaster(self.places.data)) is None:
            return
        with suppress(ProcessLookupError):
            os.kill(postmaster.pid, signal.SIGINT)
        deadline = time.monotonic() + _FAREWELL
        while find_postmaster(self.places.data) is not None:
            if time.monotonic() > deadline:
                raise ServerDidNotStop(
                    f"The embedded PostgreSQL did not stop within {_FAREWELL} seconds.",
                    remedy=f"Read its log in {self.places.log}; a slow disk may still be writing.",
                    where=str(self.places.data),
                    log_tail=log_tail(self.places),
                )
            time.sleep(_PULSE)

    def wait_ready(self) -> Postmaster:
        """The running server, once it accepts connections. Raises ServerDidNotStart."""
        deadline = time.monotonic() + _PATIENCE
        while (postmaster := find_postmaster(self.places.data)) is not None:
            if postmaster.ready:
                return postmaster
            if time.monotonic() > deadline:
                break
            time.sleep(_PULSE)
        raise ServerDidNotStart(
            "The embedded PostgreSQL ended, or stayed busy, before it accepted connections.",
            remedy=f"Read its log in {self.places.log}, then start again.",
            where=str(self.places.data),
            log_tail=log_tail(self.places),
        )

    def _lend(self, secret: str) -> Path:
        """The superuser's password where the tenant can read it, for as long as `initdb` runs."""
        loan = self.places.cluster / "initdb.password"
        loan.unlink(missing_ok=True)
        descriptor = os.open(loan, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secret)
        if self.tenant.dropped:
            os.chown(loan, self.tenant.owner, self.tenant.group)
        return loan

    def _initdb(self, making: Path, loan: Path) -> None:
        common = (
            f"--pgdata={making}",
            f"--username={SUPERUSER}",
            f"--pwfile={loan}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-sync",
            "--no-instructions",
        )
        for locale in _locales(self.binaries.major):
            outcome = self.run("initdb", *common, *locale)
            if outcome.returncode == 0:
                return
            if "locale" not in outcome.stdout:
                break
        raise ClusterNotMade(
            f"PostgreSQL could not make its data folder in {self.places.cluster}.",
            remedy="Check free disk space and the rights on that folder, then start again.",
            where=str(self.places.cluster),
            log_tail=outcome.stdout[-_LOG_TAIL:],
        )

    def _started(self, socket: Path) -> bool:
        # On the command line, where postgresql.conf cannot undo them, and anew each time: a house may move.
        quoted = str(socket).replace('"', '""')
        options = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": f'"{quoted}"',
            "unix_socket_permissions": "0700",
            "log_directory": str(self.places.log),
        }
        words = [word for key, value in options.items() for word in ("-c", f"{key}={value}")]
        command = [self.binaries.program("postgres"), "-D", str(self.places.data), *words]
        pid = self.tenant.spawn(command, self.environ, output=self.places.first_words)
        deadline = time.monotonic() + _PATIENCE
        while _is_alive(pid) and time.monotonic() < deadline:
            postmaster = find_postmaster(self.places.data)
            if postmaster is not None and postmaster.ready:
                return True
            time.sleep(_PULSE)
        return False

    def _sweep(self, socket: Path) -> None:
        """Removes what a killed server left. Its number may belong to another program by now, which
        PostgreSQL, seeing a live process, would take for itself; we know better, and hold the lock."""
        (self.places.data / "postmaster.pid").unlink(missing_ok=True)
        for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
            (socket / name).unlink(missing_ok=True)


def find_postmaster(data: Path) -> Postmaster | None:
    """The server that runs on `data`, or None: a pid file alone proves nothing."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        pid, socket = int(lines[0]), Path(lines[4])
    except (OSError, ValueError, IndexError):
        return None if not _starting(data) else Postmaster(pid=0, socket=data, ready=False)
    if not _is_postmaster(pid, data):
        return None
    return Postmaster(pid=pid, socket=socket, ready=len(lines) > 7 and lines[7].strip() == "ready")


def log_tail(places: Places) -> str:
    """The last lines that the server wrote, first words included; empty where it wrote nothing."""
    logs = sorted(places.log.glob("postgresql-*.log"), key=lambda path: path.stat().st_mtime)
    parts = [_end_of(path) for path in (*logs[-1:], places.first_words)]
    return "\n".join(part for part in parts if part)


def _end_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _LOG_TAIL))
            return file.read().decode(errors="replace").strip()
    except OSError:
        return ""


def _starting(data: Path) -> bool:
    """A pid file whose first line stands but whose others are not written yet."""
    try:
        first = (data / "postmaster.pid").read_text().split("\n", 1)[0]
        return first.isdigit() and _is_postmaster(int(first), data)
    except OSError:
        return False


def _is_postmaster(pid: int, data: Path) -> bool:
    if Path("/proc/self/stat").exists():
        return _is_postmaster_on_linux(pid, data)
    ps = shutil.which("ps") or "/bin/ps"
    found = subprocess.run(
        [ps, "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return "postgres" in found and not found.startswith("Z")


def _is_postmaster_on_linux(pid: int, data: Path) -> bool:
    name, state = _name_and_state(pid)
    if state in {"", "Z"}:
        return False
    try:
        # A postmaster's working directory is its data directory.
        return Path(f"/proc/{pid}/cwd").readlink() == data
    except PermissionError:
        return name == "postgres"
    except OSError:
        return False


def _name_and_state(pid: int) -> tuple[str, str]:
    """A process's name and its state's letter: Z has ended, and nobody has asked how. Empty: no such process."""
    try:
        name, _, rest = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")
    except OSError:
        return "", ""
    return name.partition("(")[2], rest[:1]


def _is_alive(pid: int) -> bool:
    if Path("/proc/self/stat").exists():
        return _name_and_state(pid)[1] not in {"", "Z"}
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except ProcessLookupError:
        return False
    return True


def _locales(major: int) -> list[list[str]]:
    """Sorted by code point everywhere, yet É lowers to é; plain C where the machine has no C.UTF-8."""
    if major >= _BUILTIN_LOCALES:
        return [["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]]
    return [["--locale=C", "--lc-ctype=C.UTF-8"], ["--locale=C"]]


def _way_across(written: str, major: int, places: Places, environ: Mapping[str, str]) -> str:
    old = next((folder for folder in machine_binaries(environ) if _major_of(folder) == written), None)
    folder = str(old) if old else f"the bin folder of a PostgreSQL {written}"
    return (
        f"Set {VARIABLE} to {folder} and write `coulisse backup FILE`; then move {places.cluster} away, "
        f"unset {VARIABLE}, and `coulisse restore FILE` into PostgreSQL {major}."
    )


def _major_of(folder: Path) -> str:
    try:
        return str(read_binaries(folder).major)
    except BinariesUnfit:
        return ""
