"""Who is at work: locks of a session of the database, which fall with the process that holds them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection

SENDING: Final = 20_315_01
"""With the number of a recipient: its message is being sent by a process that lives."""
MAILBOX: Final = 20_315_02
"""With the number of a mailbox: its folders are being read."""
TOKEN: Final = 20_315_03
"""With the number of a mailbox: its access token is being renewed."""


RECEIPTS: Final = 20_315_04
"""Who has got a receipt today is being looked up."""


def one_after_the_other(kind: int) -> None:
    """Wait until no other transaction is at it; ours is, until it ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [kind])


@contextmanager
def holding(kind: int, number: int) -> Iterator[bool]:
    """Try to hold a lock for the length of a block; False where another session holds it."""
    pair = [kind, number % 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", pair)
        is_held = bool(cursor.fetchone()[0])
    try:
        yield is_held
    finally:
        # A connection that broke meanwhile has lost its locks already.
        if is_held and connection.connection is not None and not connection.connection.broken:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", pair)
