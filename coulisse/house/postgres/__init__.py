"""The embedded PostgreSQL of a house: its programs, its places, its identity, its start and its end."""

from coulisse.house.postgres.binaries import Binaries, find_binaries
from coulisse.house.postgres.errors import (
    BinariesNotFound,
    BinariesUnfit,
    ClusterNotMade,
    DataOfAnotherVersion,
    EmbeddedPostgresError,
    ExtensionMissing,
    HomeNotOurs,
    PasswordMissing,
    ServerDidNotStart,
    ServerDidNotStop,
    ServerDoesNotAnswer,
    SocketFolderNotOurs,
)
from coulisse.house.postgres.server import (
    Server,
    create_database,
    database_url,
    drop_database,
    is_running,
    start,
)

__all__ = [
    "Binaries",
    "BinariesNotFound",
    "BinariesUnfit",
    "ClusterNotMade",
    "DataOfAnotherVersion",
    "EmbeddedPostgresError",
    "ExtensionMissing",
    "HomeNotOurs",
    "PasswordMissing",
    "Server",
    "ServerDidNotStart",
    "ServerDidNotStop",
    "ServerDoesNotAnswer",
    "SocketFolderNotOurs",
    "create_database",
    "database_url",
    "drop_database",
    "find_binaries",
    "is_running",
    "start",
]
