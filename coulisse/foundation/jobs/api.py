"""Jobs for programs: the list, one, and stopping it, by the same rules as the pages."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from ninja import Router, Schema

from coulisse.foundation.jobs import actions, queries
from coulisse.foundation.jobs.access import access_job
from coulisse.foundation.ui.doors import SIGNED_IN, ApiDoor, SignedInRequest

router = Router(tags=["jobs"], auth=ApiDoor(SIGNED_IN))


class JobOut(Schema):
    id: int
    kind: str
    title: str
    state: str
    done: int
    total: int | None
    note: str
    problem: str
    queued_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    url: str


@router.get("/", response=list[JobOut], url_name="jobs", summary="One's own jobs, newest first, 50 a page")
def jobs(request: SignedInRequest, state: str = "", page: int = 1) -> Any:
    return list(queries.list_jobs(request.user, at=timezone.now(), state=state, page=min(max(page, 1), 1_000_000)))


@router.get("/{pk}", response=JobOut, url_name="job", summary="One job and how far it is")
def job(request: SignedInRequest, pk: int) -> Any:
    return queries.one_job(access_job(request.user, pk), at=timezone.now())


@router.post(
    "/{pk}/stop", response={200: JobOut, 409: dict[str, str]}, url_name="job_stop", summary="Ask a job to stop"
)
def stop(request: SignedInRequest, pk: int) -> Any:
    user = request.user
    try:
        stopped = actions.ask_to_stop(job=access_job(user, pk, to="change"), by=user, at=timezone.now())
    except actions.AlreadyEnded:
        return 409, {"detail": "The job has ended: there is nothing to stop."}
    return 200, queries.one_job(stopped, at=timezone.now())
