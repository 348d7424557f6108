"""The embedded PostgreSQL of one house: start it, share it, and let the last one out turn off the light."""

import atexit
import fcntl
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from coulisse.house.postgres.binaries import find_binaries
from coulisse.house.postgres.cluster import SUPERUSER, Cluster, find_postmaster, log_tail
from coulisse.house.postgres.errors import (
    EmbeddedPostgresError,
    ExtensionMissing,
    HomeNotOurs,
    ServerDidNotStop,
    ServerDoesNotAnswer,
)
from coulisse.house.postgres.places import (
    PORT,
    check_socket_folder,
    claim_socket_folder,
    read_secret,
    secret_in,
    socket_folder,
)
from coulisse.house.postgres.tenancy import move_in, standing

ROLE = "coulisse"
DATABASE = "coulisse"
EXTENSIONS = ("btree_gist", "fuzzystrmatch", "pg_trgm", "unaccent")


@dataclass(eq=False, slots=True)
class Server:
    """A running server and our share in it. `url` holds the password: never print it.

    Give the share back with `release()` or by leaving the `with` block; at the exit of Python it is given
    back in any case. A command that wants to stop cleanly on SIGTERM turns the signal into SystemExit.
    """

    url: str = field(repr=False)
    version: str
    binaries: Path
    home: Path
    _cluster: Cluster = field(repr=False)
    _share: int | None = field(repr=False)

    def release(self) -> None:
        """Gives our share back; stops the server if it was the last. Harmless when repeated."""
        atexit.unregister(self._release_at_exit)
        if self._share is None:
            return
        os.close(self._share)
        self._share = None
        if not self.home.is_dir():
            return
        with _held(self._cluster.places.lock, fcntl.LOCK_EX):
            _stop_if_alone(self._cluster)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _release_at_exit(self) -> None:
        try:
            self.release()
        except EmbeddedPostgresError as trouble:
            print(trouble, file=sys.stderr)


def start(home: Path, *, environ: Mapping[str, str] = os.environ) -> Server:
    """The house's own PostgreSQL, made, started or joined as need be; ready when this returns.

    Starters wait for each other. A server left over from a killed process is joined; what a killed server
    left behind is swept up. Raises one of the named errors of `coulisse.house.postgres.errors`.
    """
    home = home.expanduser().resolve()
    _make_home(home)
    with _held(home / "postgres.lock", fcntl.LOCK_EX):
        places, tenant = move_in(home)
        binaries = find_binaries(environ, run=partial(tenant.run, environ=environ))
        cluster = Cluster(places=places, tenant=tenant, binaries=binaries, environ=environ)
        share = _take(places.holders, fcntl.LOCK_SH)
        try:
            server = _joined(cluster, share)
        except BaseException:
            os.close(share)
            with suppress(ServerDidNotStop):  # what went wrong first is what matters
                _stop_if_alone(cluster)
            raise
    atexit.register(server._release_at_exit)
    return server


def is_running(home: Path) -> bool:
    """Whether the house's server runs now; starts nothing, changes nothing."""
    places = standing(home.expanduser().resolve())
    return places is not None and find_postmaster(places.data) is not None


def create_database(server: Server, name: str) -> str:
    """A further database of the same role, with the house's extensions; its URL. For tests and rehearsals."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = database_url(server, name)
    with psycopg.connect(url, autocommit=True) as connection:
        _extend(connection)
    return url


def drop_database(server: Server, name: str) -> None:
    """Removes a database that `create_database` made; whoever is still connected to it is sent away."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def database_url(server: Server, name: str) -> str:
    """The URL of another database of the same server and role."""
    return urlunsplit(urlsplit(server.url)._replace(path=f"/{quote(name, safe='')}"))


def _joined(cluster: Cluster, share: int) -> Server:
    places = cluster.places
    postmaster = find_postmaster(places.data)
    if postmaster is None:
        _start_server(cluster)
    postmaster = cluster.wait_ready()
    check_socket_folder(postmaster.socket, owner=cluster.tenant.owner)
    if not places.furnished.exists():
        _furnish(cluster, postmaster.socket)
    url = _url(ROLE, read_secret(places.password), postmaster.socket, DATABASE)
    return Server(
        url=url,
        version=_greet(cluster, url),
        binaries=cluster.binaries.folder,
        home=places.home,
        _cluster=cluster,
        _share=share,
    )


def _stop_if_alone(cluster: Cluster) -> None:
    """Stops the server unless somebody holds a share. For whoever holds the lock of starters."""
    with suppress(BlockingIOError), _held(cluster.places.holders, fcntl.LOCK_EX | fcntl.LOCK_NB):
        cluster.stop()


def _start_server(cluster: Cluster) -> None:
    if (cluster.places.data / "PG_VERSION").exists():
        cluster.check_version()
    else:
        cluster.make()
    socket = socket_folder(cluster.places, cluster.environ, owner=cluster.tenant.owner)
    claim_socket_folder(socket, owner=cluster.tenant.owner, group=cluster.tenant.group)
    cluster.start(socket)


def _furnish(cluster: Cluster, socket: Path) -> None:
    """Makes the role, its database and the extensions; begun anew if it was interrupted."""
    places = cluster.places
    secret = read_secret(places.administrator)
    password = secret_in(places.password)
    with psycopg.connect(_url(SUPERUSER, secret, socket, "postgres"), autocommit=True) as connection:
        _make_role(connection, password)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(ROLE))
            )
    with psycopg.connect(_url(ROLE, password, socket, DATABASE), autocommit=True) as connection:
        _extend(connection)
    places.furnished.touch(mode=0o600)


def _make_role(connection: psycopg.Connection, password: str) -> None:
    """Not a superuser: a hole in the application must not become a shell. It may create test databases."""
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone()
    verb = sql.SQL("ALTER ROLE" if known else "CREATE ROLE")
    # The verifier, so that not even a failing statement writes the password into the log.
    verifier = connection.pgconn.encrypt_password(password.encode(), ROLE.encode(), b"scram-sha-256").decode()
    connection.execute(
        sql.SQL("{} {} LOGIN CREATEDB PASSWORD {}").format(verb, sql.Identifier(ROLE), sql.Literal(verifier))
    )


def _extend(connection: psycopg.Connection) -> None:
    """All four are trusted extensions: the database's owner may create them."""
    for name in EXTENSIONS:
        try:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))
        except psycopg.Error as error:
            raise ExtensionMissing(
                f"This PostgreSQL does not offer the extension {name}: {error}".strip(),
                remedy="Install PostgreSQL's contrib modules (apt: part of postgresql-15 and later; "
                "dnf: postgresql-contrib), or unset COULISSE_PG_BIN to use the embedded one.",
                where=name,
            ) from error


def _greet(cluster: Cluster, url: str) -> str:
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            row = connection.execute("SHOW server_version").fetchone()
    except psycopg.Error as error:
        raise ServerDoesNotAnswer(
            f"The embedded PostgreSQL runs, but refuses the house: {error}".strip(),
            remedy=f"Read its log in {cluster.places.log}. If the password file was replaced, put it back.",
            where=str(cluster.places.data),
            log_tail=log_tail(cluster.places),
        ) from error
    return str(row[0]) if row else ""


def _url(role: str, password: str, socket: Path, database: str) -> str:
    # The port stands in the URL: a PGPORT in the environment would otherwise pick another socket.
    where = urlencode({"host": str(socket)}, quote_via=quote)
    return f"postgresql://{role}:{quote(password, safe='')}@:{PORT}/{database}?{where}"


def _make_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(_open(home / "postgres.lock"))
    except OSError as error:
        raise HomeNotOurs(
            f"The house's folder {home} cannot be used: {error.strerror}.",
            remedy="Give the folder to the user who runs coulisse, or set COULISSE_HOME to one of their own.",
            where=str(home),
        ) from error


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)


def _take(path: Path, mode: int) -> int:
    """A lock on `path` that lives as long as the returned descriptor, forked children's copies included."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, mode)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


@contextmanager
def _held(path: Path, mode: int) -> Iterator[None]:
    descriptor = _take(path, mode)
    try:
        yield
    finally:
        os.close(descriptor)
