"""The only ways to meetings, questionnaires, panels and ideas; the public's ways go by address and secret."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.desks.audience.current import access_audience
from coulisse.desks.audience.meetings.models import (
    Evening,
    Idea,
    Panel,
    PanelInvitation,
    Panelist,
    Questionnaire,
    Registration,
)
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.tokens import token_hash

M = TypeVar("M", bound=Model)


def _of_production(found: QuerySet[M], user: User, pk: int, to: str) -> M:
    row: M = get_object_or_404(found.select_related("production"), pk=pk)
    access_audience(user, row.production_id, to=to)  # type: ignore[attr-defined]
    return row


def access_evening(user: User, pk: int, *, to: str = "read") -> Evening:
    return _of_production(Evening.objects.all(), user, pk, to)


def access_registration(user: User, pk: int, *, to: str = "read") -> Registration:
    found = get_object_or_404(Registration.objects.select_related("evening__production", "writer"), pk=pk)
    access_audience(user, found.evening.production_id, to=to)
    return found


def access_arrival(user: User, token: str) -> Registration:
    """The registration behind the square on somebody's telephone, for whoever welcomes."""
    found = get_object_or_404(
        Registration.objects.select_related("evening__production"), token_hash=token_hash(token)
    )
    access_audience(user, found.evening.production_id, to="change")
    return found


def access_questionnaire(user: User, pk: int, *, to: str = "read") -> Questionnaire:
    return _of_production(Questionnaire.objects.select_related("evening"), user, pk, to)


def access_panel(user: User, pk: int, *, to: str = "read") -> Panel:
    return _of_production(Panel.objects.all(), user, pk, to)


def access_panelist(user: User, pk: int, *, to: str = "change") -> Panelist:
    found = get_object_or_404(Panelist.objects.select_related("panel", "writer"), pk=pk)
    access_audience(user, found.panel.production_id, to=to)
    return found


def access_idea(user: User, pk: int, *, to: str = "change") -> Idea:
    return _of_production(Idea.objects.all(), user, pk, to)


def public_evening(slug: str) -> Evening:
    return get_object_or_404(Evening.objects.select_related("production"), slug=slug)


def own_registration(token: str) -> Registration:
    """What the holder of the secret registered."""
    return get_object_or_404(
        Registration.objects.select_related("evening__production"), token_hash=token_hash(token)
    )


def public_questionnaire(slug: str) -> Questionnaire:
    """One that is open, or whose result was published; a draft is nobody's."""
    found = get_object_or_404(Questionnaire.objects.select_related("production"), slug=slug)
    if not found.is_open and found.published_at is None:
        raise Http404
    return found


def invited(token: str) -> PanelInvitation:
    return get_object_or_404(
        PanelInvitation.objects.select_related("questionnaire__production", "reply"), token_hash=token_hash(token)
    )
