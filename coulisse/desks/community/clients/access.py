"""The only ways to a portrait, to notes of a meeting and to a request."""

from django.shortcuts import get_object_or_404

from coulisse.desks.community.clients.models import ColleagueRequest, MeetingNote, Portrait
from coulisse.desks.community.clients.workspaces import Workspace
from coulisse.desks.community.current import access_owned
from coulisse.foundation.accounts.models import User


def access_portrait(user: User, pk: int, *, to: str = "read") -> Portrait:
    row = get_object_or_404(
        Portrait.objects.select_related("client", "production"), pk=pk, retired_at__isnull=True
    )
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def access_meeting_note(user: User, pk: int, *, to: str = "read") -> MeetingNote:
    row = get_object_or_404(MeetingNote.objects.select_related("client", "production"), pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def access_request(user: User, pk: int, *, to: str = "read") -> ColleagueRequest:
    row = get_object_or_404(ColleagueRequest.objects.select_related("client", "production"), pk=pk)
    access_owned(user, production=row.production_id, client=row.client_id, to=to)
    return row


def home_of(row: Portrait | MeetingNote | ColleagueRequest) -> Workspace:
    """The workspace that it belongs to."""
    return Workspace(client=row.client, production=row.production)
