"""Work that outlives a request: what was asked, how far it is, and what came of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a job is. `stopping` was asked to stop and still runs."""

    QUEUED = "queued", pgettext_lazy("job", "waiting")
    RUNNING = "running", pgettext_lazy("job", "running")
    STOPPING = "stopping", pgettext_lazy("job", "stopping")
    STOPPED = "stopped", pgettext_lazy("job", "stopped")
    DONE = "done", pgettext_lazy("job", "done")
    FAILED = "failed", pgettext_lazy("job", "failed")


ACTIVE = (State.QUEUED, State.RUNNING, State.STOPPING)
ENDED = (State.STOPPED, State.DONE, State.FAILED)


class Job(models.Model):
    """One piece of work. Its row is the truth; the queue only wakes it."""

    kind = models.CharField(max_length=80)
    title = models.CharField(_("Title"), max_length=200)
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    result = models.JSONField(null=True)
    error = models.CharField(max_length=500, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    """How many times it was begun. A run that is no longer of this number has been replaced."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    production_id = models.BigIntegerField(null=True)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    """Its last sign of life."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-queued_at", "-id"], name="jobs_newest_first"),
            models.Index(fields=["by", "-queued_at", "-id"], name="jobs_of_a_person"),
            models.Index(fields=["not_before"], condition=Q(state__in=ACTIVE), name="jobs_active"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE


class JobFile(models.Model):
    """A file that a job made, kept as long as the job."""

    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="file")
    name = models.CharField(max_length=160)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class Pulse(models.Model):
    """One row: when a worker last did anything."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    worker_seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="one_pulse")]

    def __str__(self) -> str:
        return f"{self.worker_seen_at:%Y-%m-%d %H:%M:%S}"
