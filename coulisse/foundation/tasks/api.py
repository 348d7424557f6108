"""The tasks for programs: the same rows as the pages, by the same rules."""

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.pagination import LimitOffsetPagination, paginate

from coulisse.foundation.productions.access import access_production
from coulisse.foundation.tasks import actions, queries
from coulisse.foundation.tasks.access import access_task
from coulisse.foundation.tasks.models import Task
from coulisse.foundation.ui.doors import MEMBER, ApiDoor, SignedInRequest

router = Router(tags=["tasks"])


class TaskOut(Schema):
    id: int
    title: str
    notes: str
    state: str
    priority: int
    due_on: date | None
    due_time: time | None
    person_id: int | None
    production_id: int | None
    client_id: int | None
    subject: str
    subject_id: int | None
    subject_title: str
    done_at: datetime | None
    version: int


class WantedIn(Schema):
    words: str = Field("", max_length=100)
    whose: str = Field("mine", pattern="^(mine|all|nobody)$")
    state: str = "open"
    production: int | None = Field(None, ge=1, lt=2**63)
    person: int | None = Field(None, ge=1, lt=2**63)


class TaskIn(Schema):
    title: str = Field(min_length=1, max_length=200)
    notes: str = ""
    due_on: date | None = None
    due_time: time | None = None
    priority: Task.Priority = Task.Priority.NORMAL
    production_id: int | None = Field(None, ge=1, lt=2**63)
    mine: bool = True
    """Give it to oneself; else to nobody yet."""


class MoveIn(Schema):
    state: Task.State


@router.get("", response=list[TaskOut], url_name="tasks", summary="The tasks that you may see")
@paginate(LimitOffsetPagination)
def listing(request: SignedInRequest, wanted: Query[WantedIn]) -> Any:
    return queries.listed(request.user, queries.Wanted(**wanted.dict()))


@router.get("/{int:pk}", response=TaskOut, url_name="task", summary="One task")
def detail(request: SignedInRequest, pk: int) -> Any:
    return access_task(request.user, pk)


@router.post("/add", response={201: TaskOut}, url_name="add_task", auth=ApiDoor(MEMBER), summary="Add a task")
def add(request: SignedInRequest, sent: TaskIn) -> Any:
    user = request.user
    if not user.may("change", anywhere=True):
        raise PermissionDenied
    if sent.due_time and not sent.due_on:
        raise HttpError(422, "due_time: without due_on")
    production = access_production(user, sent.production_id, to="change") if sent.production_id else None
    task = actions.add(
        title=sent.title,
        notes=sent.notes,
        due_on=sent.due_on,
        due_time=sent.due_time,
        priority=sent.priority,
        production=production,
        person=user if sent.mine else None,
        by=user,
        at=timezone.now(),
    )
    return Status(201, task)


@router.post("/{int:pk}/move", response=TaskOut, url_name="move_task", summary="Put a task in another state")
def move(request: SignedInRequest, pk: int, sent: MoveIn) -> Any:
    user = request.user
    try:
        return actions.move(task=access_task(user, pk, to="change"), to=sent.state, by=user, at=timezone.now())
    except actions.TaskDroppedAlready:
        raise Http404 from None
