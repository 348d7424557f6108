"""Who is at work on what: locks of a session of the database, which fall with the process that holds them."""

from typing import Final

from coulisse.foundation.mailroom.locks import holding

__all__ = ["CREDENTIALS", "SENDING", "TURN", "holding"]

SENDING: Final = 20_416_01
"""With the number of a publication: it is being sent, or looked up, by a process that lives."""
CREDENTIALS: Final = 20_416_02
"""With the number of an account: its access is being renewed."""
TURN: Final = 20_416_03
"""The clock of the publish engine runs once in the house."""
