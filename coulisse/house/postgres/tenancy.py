"""As whom the server runs. PostgreSQL refuses root; a house started by root needs another identity.

Not root: as they are. Root: in a user namespace of one entry, in which root is user 2 (never 65534, the
overflow uid: every unmapped local user would look like it). Where namespaces are closed, the server drops to
an unprivileged user of the machine, with a data folder that user may reach, and says so on stderr.
"""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from coulisse.house.postgres.errors import HomeNotOurs
from coulisse.house.postgres.places import Places, private_folder

ELSEWHERE = Path("/var/lib/coulisse")
_MAPPED = 2
_DROPPED = (2, 2)  # the machine's `bin`, where it has no `postgres` account


@dataclass(frozen=True, slots=True)
class Tenant:
    """How to run a program of the server. `owner` and `group` are seen from outside any namespace."""

    prefix: tuple[str, ...]
    owner: int
    group: int

    @property
    def dropped(self) -> bool:
        """Root stepped down to another user of the machine."""
        return self.owner != os.geteuid()

    def run(self, command: Sequence[str], environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Runs to the end, in the data's own language (none): nothing of the user's environment leaks in."""
        return self._subprocess([*self.prefix, *command], environ)

    def spawn(self, command: Sequence[str], environ: Mapping[str, str], *, output: Path) -> int:
        """Starts a program that outlives us, in a session of its own; its process number.

        The shell in between goes at once, so the program is never a dead child that only we could bury. It gets
        words, not a command line: no character of a path means anything to it.
        """
        script = '"$@" </dev/null >>"$0" 2>&1 & echo $!'
        shell = ["/bin/sh", "-c", script, str(output), *self.prefix, *command]
        return int(self._subprocess(shell, environ).stdout)

    def _subprocess(self, command: list[str], environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        identity: dict[str, int | list[int]] = (
            {"user": self.owner, "group": self.group, "extra_groups": []} if self.dropped else {}
        )
        return subprocess.run(  # type: ignore[call-overload,no-any-return]
            command,
            env=_clean(environ),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            umask=0o077,
            start_new_session=True,  # a Ctrl-C at the terminal is not for the database
            **identity,
        )


def namespaces_open() -> bool:
    """Whether this user may step into a user namespace here: tried, for no setting tells it reliably."""
    return _namespaces_open_to(os.geteuid())


@cache
def _namespaces_open_to(_user: int) -> bool:
    if (unshare := shutil.which("unshare")) is None:
        return False
    trial = [*_namespace(unshare), "true"]
    return subprocess.run(trial, capture_output=True, check=False).returncode == 0


def move_in(home: Path) -> tuple[Places, Tenant]:
    """Chooses the cluster's folder and its tenant, and makes the folder. Raises HomeNotOurs."""
    inside = home / "postgres"
    if os.geteuid() != 0:
        _refuse_others_data(inside)
        # PostgreSQL wants a user with a name; a container may give a bare number. The namespace lends one.
        prefix = _namespace("unshare") if not _has_name(os.geteuid()) and namespaces_open() else ()
        return _settle(home, inside), Tenant(prefix=prefix, owner=os.geteuid(), group=os.getegid())
    outside = _outside(home)
    if _owner_of(outside / "data") is not None:
        return _settle(home, outside), _step_down(home, outside)
    if _owner_of(inside / "data") in {None, 0} and namespaces_open():
        return _settle(home, inside), Tenant(prefix=_namespace("unshare"), owner=0, group=0)
    cluster = inside if _passable(home) or _owner_of(inside / "data") is not None else outside
    return _settle(home, cluster), _step_down(home, cluster)


def standing(home: Path) -> Places | None:
    """Where this house's cluster lies, if it was ever made; changes nothing."""
    folders = (folder for folder in (_outside(home), home / "postgres") if (folder / "data").is_dir())
    return next((Places(home=home, cluster=folder) for folder in folders), None)


def _outside(home: Path) -> Path:
    return ELSEWHERE / sha256(os.fsencode(home)).hexdigest()[:16]


def _settle(home: Path, cluster: Path) -> Places:
    places = Places(home=home, cluster=cluster)
    for folder in (places.cluster, places.log):
        private_folder(folder)
    return places


def _step_down(home: Path, cluster: Path) -> Tenant:
    owner, group = _unprivileged(cluster)
    if cluster.is_relative_to(home):
        _let_through(home, group)
    else:
        ELSEWHERE.mkdir(parents=True, exist_ok=True, mode=0o711)
        ELSEWHERE.chmod(0o711)
    private_folder(cluster)
    _hand_over(cluster, owner, group)
    print(
        f"coulisse: user namespaces are closed on this machine, so the database runs as user {owner} "
        f"with its data in {cluster}.",
        file=sys.stderr,
    )
    return Tenant(prefix=(), owner=owner, group=group)


def _unprivileged(cluster: Path) -> tuple[int, int]:
    if _owner_of(cluster / "data") not in {None, 0}:
        status = (cluster / "data").stat()
        return status.st_uid, status.st_gid
    try:
        account = pwd.getpwnam("postgres")
    except KeyError:
        return _DROPPED
    return account.pw_uid, account.pw_gid


def _let_through(home: Path, group: int) -> None:
    """The server's group may pass through the home (not list it): narrower than opening it to everybody."""
    if not _passable(home):
        raise HomeNotOurs(
            f"The database in {home} cannot be run: user namespaces are closed on this machine, and no other "
            "user than root may reach that folder.",
            remedy="Run coulisse as an ordinary user, or move the house to a folder others may pass through.",
            where=str(home),
        )
    status = home.stat()
    if not status.st_mode & stat.S_IXOTH:
        os.chown(home, -1, group)
        home.chmod(stat.S_IMODE(status.st_mode) | stat.S_IXGRP)


def _has_name(user: int) -> bool:
    try:
        pwd.getpwuid(user)
    except KeyError:
        return False
    return True


def _passable(home: Path) -> bool:
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in home.parents)


def _hand_over(cluster: Path, owner: int, group: int) -> None:
    if cluster.stat().st_uid == owner:
        return
    for folder, _, files in os.walk(cluster):
        for path in (folder, *(os.path.join(folder, file) for file in files)):  # noqa: PTH118 - hot in big houses
            os.chown(path, owner, group, follow_symlinks=False)


def _refuse_others_data(cluster: Path) -> None:
    owner = _owner_of(cluster)
    if owner not in {None, os.geteuid()}:
        raise HomeNotOurs(
            f"The database in {cluster} belongs to user {owner}; coulisse runs as user {os.geteuid()}.",
            remedy="Run coulisse as that user, or set COULISSE_HOME to a folder of one's own.",
            where=str(cluster),
        )


def _owner_of(path: Path) -> int | None:
    try:
        return path.stat().st_uid
    except (FileNotFoundError, PermissionError):
        return None


def _namespace(unshare: str) -> tuple[str, ...]:
    return (unshare, "--user", f"--map-user={_MAPPED}", f"--map-group={_MAPPED}", "--")


def _clean(environ: Mapping[str, str]) -> dict[str, str]:
    # PGPORT, PGDATA, PGOPTIONS… of the user's own PostgreSQL must not reach ours.
    kept = {key: environ[key] for key in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH") if key in environ}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}
