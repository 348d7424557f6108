"""Which folder of a mailbox is which: as the owner named them, else as the server marks them (RFC 6154)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from coulisse.foundation.mailroom.imap import Folder
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.mailroom.problems import ServerProblem

JUNK_NAMES: Final = ("junk", "spam", "junk e-mail", "junk email", "courrier indésirable", "ongewenste e-mail")
SENT_NAMES: Final = ("sent", "sent items", "sent mail", "éléments envoyés", "verzonden items", "envoyés")
PASSED_OVER: Final = frozenset({"\\drafts", "\\flagged"})
"""Drafts have not left; what is flagged lies elsewhere too."""


@dataclass(frozen=True, slots=True)
class Names:
    """The folders of one mailbox; `spam` and `sent` are empty where it has none."""

    inbox: str
    spam: str
    sent: str
    others: tuple[str, ...] = ()


def folder_names(mailbox: Mailbox, folders: Sequence[Folder]) -> Names:
    """Raises `ServerProblem` `no-folder` for one that the owner named and that is not there."""
    names = {folder.name for folder in folders}
    for wanted in (mailbox.spam_folder, mailbox.sent_folder):
        if wanted and wanted not in names:
            raise ServerProblem("no-folder", wanted)
    spam = mailbox.spam_folder or _used_for("\\junk", JUNK_NAMES, folders)
    sent = mailbox.sent_folder or _used_for("\\sent", SENT_NAMES, folders)
    inbox = mailbox.inbox_folder or "INBOX"
    known = {inbox, spam, sent}
    others = tuple(
        folder.name
        for folder in folders
        if folder.name not in known and folder.name.upper() != "INBOX" and not PASSED_OVER & set(folder.uses)
    )
    return Names(inbox, spam, sent, others)


def _used_for(use: str, likely: Sequence[str], folders: Sequence[Folder]) -> str:
    """The folder that the server marks so; else one with a usual name, alone or under another."""
    marked = next((folder.name for folder in folders if use in folder.uses), "")
    if marked:
        return marked
    for name in likely:
        for folder in folders:
            if folder.name.lower().replace("/", ".").rpartition(".")[2] == name:
                return folder.name
    return ""
