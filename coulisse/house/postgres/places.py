"""Where the embedded database keeps its things, and who may open them."""

import hashlib
import os
import secrets
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coulisse.house.postgres.errors import HomeNotOurs, PasswordMissing, SocketFolderNotOurs

PORT = 5432  # only part of the socket's file name: nothing listens on the network
SOCKET_NAME = f".s.PGSQL.{PORT}"
# sockaddr_un holds 108 bytes on Linux, the last one a NUL; 104 on macOS and the BSDs. The smaller serves all.
LONGEST_SOCKET = 103


@dataclass(frozen=True, slots=True)
class Places:
    """`home` holds our own files; `cluster` is the server's: data, log and (where it fits) socket."""

    home: Path
    cluster: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.cluster / "data"

    @property
    def log(self) -> Path:
        """The folder of the rotated logs, one file a weekday."""
        return self.cluster / "log"

    @property
    def first_words(self) -> Path:
        """What the server says before its own log opens."""
        return self.log / "start.log"

    @property
    def lock(self) -> Path:
        """Held exclusively while somebody starts or stops the server."""
        return self.home / "postgres.lock"

    @property
    def holders(self) -> Path:
        """Held shared by everybody who uses the server."""
        return self.home / "postgres.holders"

    @property
    def password(self) -> Path:
        """The password of the role `coulisse`."""
        return self.home / "postgres.password"

    @property
    def administrator(self) -> Path:
        """The password of the cluster's superuser, which only this launcher uses."""
        return self.home / "postgres.administrator"

    @property
    def furnished(self) -> Path:
        """Exists once the role, the database and its extensions are made."""
        return self.home / "postgres.furnished"


def private_folder(path: Path) -> None:
    """Makes `path` with mode 0700, or closes it to others where it exists. Raises HomeNotOurs."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if stat.S_IMODE(path.stat().st_mode) != 0o700:
            path.chmod(0o700)
    except OSError as error:
        raise HomeNotOurs(
            f"The folder {path} cannot be made or closed to others: {error.strerror}.",
            remedy="Give the folder to the user who runs coulisse, or set COULISSE_HOME to one of their own.",
            where=str(path),
        ) from error


def secret_in(path: Path) -> str:
    """The password in `path`, which only its owner reads; made if it is not there.

    An older one is kept: data that were moved away, and come back, still know it.
    """
    if path.is_file() and (known := read_secret(path)):
        return known
    path.unlink(missing_ok=True)
    secret = secrets.token_urlsafe(32)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    return secret


def read_secret(path: Path) -> str:
    """The password that `secret_in` wrote. Raises PasswordMissing."""
    try:
        return path.read_text().strip()
    except OSError as error:
        raise PasswordMissing(
            f"The password file {path} cannot be read: {error.strerror}.",
            remedy="Put the file back from the copy of the house's folder it belongs to; or move the folder "
            "postgres beside it away, start again and restore a backup.",
            where=str(path),
        ) from error


def socket_folder(places: Places, environ: Mapping[str, str], *, owner: int) -> Path:
    """The folder for the socket: beside the data, or, where that path is too long for a socket, a short one.

    The short one lies in the runtime (else temporary) folder, its name derived from the data's path. Anybody
    may write there, so it must be a true folder of `owner`, closed to all others: else SocketFolderNotOurs.
    """
    beside = places.cluster / "socket"
    if _fits(beside):
        return beside
    name = hashlib.sha256(os.fsencode(places.data)).hexdigest()[:16]
    return _short_root(environ, owner) / f"coulisse-{owner}-{name}"


def claim_socket_folder(folder: Path, *, owner: int, group: int) -> None:
    """Makes the folder, given to `owner`, unless it is there; refuses one that is not safely ours."""
    try:
        folder.mkdir(mode=0o700)
        if owner != os.geteuid():
            os.chown(folder, owner, group)
    except FileExistsError:
        pass
    except OSError as error:
        raise _not_ours(folder, error.strerror or str(error)) from error
    check_socket_folder(folder, owner=owner)


def check_socket_folder(folder: Path, *, owner: int) -> None:
    """Raises SocketFolderNotOurs unless `folder` is a true folder of `owner`, closed to all others."""
    try:
        status = folder.lstat()
    except OSError as error:
        raise _not_ours(folder, error.strerror or str(error)) from error
    if not stat.S_ISDIR(status.st_mode):
        raise _not_ours(folder, "it is not a folder")
    if status.st_uid != owner:
        raise _not_ours(folder, f"it belongs to user {status.st_uid}")
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise _not_ours(folder, "others may open it")


def _fits(folder: Path) -> bool:
    # libpq reads a comma in a host as a list of hosts, a leading @ as an abstract socket.
    awkward = any(character in str(folder) for character in ',"')
    return not awkward and len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET


def _short_root(environ: Mapping[str, str], owner: int) -> Path:
    runtime = Path(environ.get("XDG_RUNTIME_DIR") or "/nonexistent")
    ours = owner == os.geteuid() and runtime.is_dir() and runtime.stat().st_uid == owner
    if ours and _fits(runtime / ("x" * 40)):
        return runtime
    temporary = Path(tempfile.gettempdir())
    return temporary if _fits(temporary / ("x" * 40)) else Path("/tmp")  # noqa: S108 - checked by its caller


def _not_ours(folder: Path, why: str) -> SocketFolderNotOurs:
    return SocketFolderNotOurs(
        f"The socket folder {folder} cannot be trusted: {why}.",
        remedy="Remove it, or set COULISSE_HOME to a shorter path so that the socket lies beside the data.",
        where=str(folder),
    )
