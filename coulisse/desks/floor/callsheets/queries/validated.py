"""A validated version as it was frozen, for whoever heard of it."""

from coulisse.desks.floor.callsheets.content import sheet_of
from coulisse.desks.floor.callsheets.models import Revision
from coulisse.papers.call_sheet import CallSheet


def validated_paper(revision_id: int) -> CallSheet:
    """The whole paper. Raises `Revision.DoesNotExist`; one query."""
    return sheet_of(Revision.objects.get(pk=revision_id).content)
