"""Reading the jobs: the list, one job with its remaining time, and the sign of life of the workers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django.models import ProcrastinateWorker

from coulisse.foundation.jobs.actions import KILLED, UNEXPECTED
from coulisse.foundation.jobs.models import ACTIVE, Job, Pulse, State

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

PAGE = 50


def visible_to(user: "User") -> QuerySet[Job]:
    """One's own jobs; all of them for the owner of the house."""
    return Job.objects.all() if user.may("manage") else Job.objects.filter(by=user)


@dataclass(frozen=True, slots=True)
class JobView:
    """One job as a page shows it."""

    id: int
    kind: str
    title: str
    state: str
    state_label: str
    done: int
    total: int | None
    note: str
    problem: str
    by: str
    queued_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    remaining: str
    """« encore 40 s », empty when it cannot be told."""
    url: str
    text: str
    file_name: str
    active: bool
    again: bool

    @property
    def stop_label(self) -> str:
        """What stopping would leave, in the words of the button."""
        if not self.done:
            return _("Stop the job")
        return ngettext("Stop, keep the %d done", "Stop, keep the %d done", self.done) % self.done


def view_of(job: Job, at: datetime, file_name: str = "") -> JobView:
    result: dict[str, Any] = job.result or {}
    return JobView(
        id=job.pk,
        kind=job.kind,
        title=job.title,
        state=job.state,
        state_label=str(State(job.state).label),
        done=job.done,
        total=job.total,
        note=job.note,
        problem=problem_of(job),
        by=str(job.by) if job.by is not None else _("Coulisse"),
        queued_at=job.queued_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
        remaining=_remaining(job, at),
        url=str(result.get("url", "")),
        text=str(result.get("text", "")),
        file_name=file_name,
        active=job.is_active,
        again=job.state in (State.FAILED, State.STOPPED),
    )


def problem_of(job: Job) -> str:
    """Why it failed or waits, in words."""
    match job.error:
        case "":
            return ""
        case code if code == KILLED and job.state == State.FAILED:
            return _("The worker was stopped in the middle of it. Begin it again; nothing is done by itself.")
        case code if code == KILLED:
            return _("The worker was stopped in the middle of it; it begins anew.")
        case code if code == UNEXPECTED:
            return _("It met a problem that nobody foresaw. The details are in the house's log.")
        case text if job.state == State.QUEUED:
            return _("A passing problem (%(problem)s); it is tried again by itself.") % {"problem": text}
        case text:
            return text


def _remaining(job: Job, at: datetime) -> str:
    """From the pace so far."""
    if job.state != State.RUNNING or not job.total or not job.done or job.started_at is None:
        return ""
    left = (at - job.started_at) * ((job.total - job.done) / job.done)
    return _spoken(max(left, timedelta(seconds=1)))


def _spoken(left: timedelta) -> str:
    seconds = round(left.total_seconds())
    if seconds < 90:
        return ngettext("%d s left", "%d s left", seconds) % seconds
    minutes = round(seconds / 60)
    if minutes < 90:
        return ngettext("%d min left", "%d min left", minutes) % minutes
    hours = round(minutes / 60)
    return ngettext("%d h left", "%d h left", hours) % hours


def list_jobs(
    user: "User", *, at: datetime, state: str = "", everybody: bool = False, page: int = 1
) -> "Page[JobView]":
    """A page of jobs, newest first. `everybody` counts only for whoever may see all."""
    jobs = visible_to(user) if everybody else visible_to(user).filter(by=user)
    if state == "active":
        jobs = jobs.filter(state__in=ACTIVE)
    elif state:
        jobs = jobs.filter(state=state)
    found = Paginator(jobs.select_related("by", "file").defer("file__content").order_by("-queued_at", "-id"), PAGE)
    shown = found.get_page(page)
    views: Sequence[JobView] = [view_of(job, at, _file_name(job)) for job in shown.object_list]
    return Page(views, shown.number, found)  # type: ignore[arg-type]


def _file_name(job: Job) -> str:
    return job.file.name if hasattr(job, "file") else ""


def one_job(job: Job, *, at: datetime) -> JobView:
    return view_of(job, at, _file_name(job))


def active_count(user: "User") -> int:
    """How many of this person's jobs are not ended, for the navigation."""
    return Job.objects.filter(by=user, state__in=ACTIVE).count()


def worker_seen_at() -> datetime | None:
    """When a worker last gave a sign of life; None if never."""
    beats = [
        Pulse.objects.values_list("worker_seen_at", flat=True).first(),
        ProcrastinateWorker.objects.aggregate(last=Max("last_heartbeat"))["last"],
    ]
    return max((beat for beat in beats if beat is not None), default=None)
