"""The mailroom's tables: letters out, the mailboxes they leave from, and what was fetched there."""

from coulisse.foundation.mailroom.models.letters import LOST, STILL_HERE, Enclosure, Letter, Recipient, State
from coulisse.foundation.mailroom.models.mailboxes import ConsentAsked, FolderMark, Identity, KeptAside, Mailbox

__all__ = [
    "LOST",
    "STILL_HERE",
    "ConsentAsked",
    "Enclosure",
    "FolderMark",
    "Identity",
    "KeptAside",
    "Letter",
    "Mailbox",
    "Recipient",
    "State",
]
