"""The journal for programs: the same lines as the page, by the same rules."""

from datetime import date, datetime
from typing import Any

from ninja import Router, Schema
from ninja.errors import HttpError

from coulisse.foundation.journal import queries
from coulisse.foundation.ui.doors import SIGNED_IN, ApiDoor, SignedInRequest

router = Router(tags=["journal"], auth=ApiDoor(SIGNED_IN))


class LineOut(Schema):
    id: int
    at: datetime
    kind: str
    sentence: str
    by: str
    production: str
    url: str


class PageOut(Schema):
    lines: list[LineOut]
    after: str
    """The place of the next page, to be sent back as `after`; empty at the end."""


@router.get("/entries", response=PageOut, url_name="journal_entries", summary="What happened, newest first")
def entries(
    request: SignedInRequest,
    production: int | None = None,
    desk: str = "",
    by: int | None = None,
    kind: str = "",
    since: date | None = None,
    until: date | None = None,
    after: str = "",
) -> Any:
    try:
        mark = queries.mark_of(after) if after else None
    except queries.BadMark:
        raise HttpError(422, "after: not a place that the journal gave") from None
    wanted = queries.Filter(production=production, desk=desk, by=by, kind=kind, since=since, until=until)
    return queries.list_entries(request.user, wanted, after=mark)
