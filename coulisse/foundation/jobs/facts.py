from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("foundation.jobs.begun", _("%(by)s began “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class JobBegun(Fact):
    job_id: int
    title: str


@fact("foundation.jobs.done", _("“%(title)s” is done"))
@dataclass(frozen=True, slots=True, kw_only=True)
class JobDone(Fact):
    job_id: int
    title: str


@fact("foundation.jobs.failed", _("“%(title)s” failed"))
@dataclass(frozen=True, slots=True, kw_only=True)
class JobFailed(Fact):
    job_id: int
    title: str


@fact("foundation.jobs.stop-asked", _("%(by)s asked “%(title)s” to stop"))
@dataclass(frozen=True, slots=True, kw_only=True)
class JobStopAsked(Fact):
    job_id: int
    title: str


@fact("foundation.jobs.stopped", _("“%(title)s” stopped after %(done)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class JobStopped(Fact):
    job_id: int
    title: str
    done: int


@fact("foundation.jobs.retried", _("%(by)s began “%(title)s” again"))
@dataclass(frozen=True, slots=True, kw_only=True)
class JobRetried(Fact):
    job_id: int
    title: str
