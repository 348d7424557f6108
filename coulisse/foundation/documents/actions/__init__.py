"""The writes of the room, one file a subject. What other rooms call:

keep(content, name=…, by=…, at=…, about=row)      a file becomes a document
attach(document=…, row=…, by=…, at=…)             a document is about one more object
"""

from coulisse.foundation.documents.actions.attaching import attach, detach
from coulisse.foundation.documents.actions.examining import examine
from coulisse.foundation.documents.actions.keeping import (
    InTheTrash,
    SameContent,
    add_version,
    keep,
    restore_version,
)
from coulisse.foundation.documents.actions.sheets import edit, tag, untag
from coulisse.foundation.documents.actions.trash import collect, purge, take_back, trash

__all__ = [
    "InTheTrash",
    "SameContent",
    "add_version",
    "attach",
    "collect",
    "detach",
    "edit",
    "examine",
    "keep",
    "purge",
    "restore_version",
    "tag",
    "take_back",
    "trash",
    "untag",
]
