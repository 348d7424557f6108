"""How this room tells the journal: each fact about a document is of the document's scope."""

from datetime import datetime
from typing import TYPE_CHECKING

from coulisse.foundation.documents.models import Document
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


def tell(happened: Fact, document: Document, *, by: "User | None", at: datetime) -> None:
    announce(
        happened,
        by=by,
        at=at,
        about=document,
        production=document.production_id,
        client=document.client_id,
        desk=document.desk,
        private=document.private,
    )
