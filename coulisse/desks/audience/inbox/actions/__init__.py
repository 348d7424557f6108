"""What is done to conversations from the list and the thread."""

from coulisse.desks.audience.inbox.actions.handling import (
    MOST,
    Act,
    Before,
    Handled,
    NothingChanges,
    handle,
    take_back,
)
from coulisse.desks.audience.inbox.actions.moving import move

__all__ = ["MOST", "Act", "Before", "Handled", "NothingChanges", "handle", "move", "take_back"]
