"""Who does what by when; a task may be tied to any object."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class Task(Versioned):
    """Something to do."""

    class State(models.TextChoices):
        TODO = "todo", pgettext_lazy("task", "To do")
        DOING = "doing", pgettext_lazy("task", "Under way")
        WAITING = "waiting", pgettext_lazy("task", "Waiting")
        DONE = "done", pgettext_lazy("task", "Done")

    class Priority(models.IntegerChoices):
        HIGH = 1, pgettext_lazy("priority", "High")
        NORMAL = 2, pgettext_lazy("priority", "Normal")
        LOW = 3, pgettext_lazy("priority", "Low")

    title = models.CharField(_("Title"), max_length=200)
    notes = models.TextField(_("Notes"), blank=True)
    state = models.CharField(_("State"), max_length=8, choices=State.choices, default=State.TODO)
    priority = models.PositiveSmallIntegerField(_("Priority"), choices=Priority.choices, default=Priority.NORMAL)
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    due_time = models.TimeField(_("Hour"), null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
    )
    production = models.ForeignKey(
        "productions.Production",
        verbose_name=_("Production"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="tasks",
    )
    client = models.ForeignKey(
        "accounts.Client",
        verbose_name=_("Client"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="tasks",
    )
    """Set, the people of the client see the task too."""
    subject = models.CharField(max_length=60, blank=True)
    """What it is tied to, dotted: `people.contact`."""
    subject_id = models.BigIntegerField(null=True, blank=True)
    subject_title = models.CharField(max_length=200, blank=True)
    """The name that the object had, so that the task still says it when the object is gone."""
    source = models.CharField(max_length=120, null=True, blank=True, unique=True)
    """Who proposed it, once: `link:fact 4211`. A second proposal from one source changes nothing."""
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    """Taken off the list; it can be brought back."""

    class Meta:
        ordering: ClassVar = [F("due_on").asc(nulls_last=True), "priority", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(due_time__isnull=True) | Q(due_on__isnull=False), name="task_hour_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(subject="", subject_id__isnull=True) | ~Q(subject="") & Q(subject_id__isnull=False),
                name="task_subject_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False) | ~Q(state="done") & Q(done_at__isnull=True),
                name="task_done_says_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "due_on"],
                condition=Q(dropped_at__isnull=True) & ~Q(state="done"),
                name="open_tasks_of_a_person",
            ),
            models.Index(
                fields=["production", "due_on"],
                condition=Q(dropped_at__isnull=True) & ~Q(state="done"),
                name="open_tasks_of_a_production",
            ),
            models.Index(fields=["subject", "subject_id"], name="tasks_of_an_object"),
            models.Index(fields=["-done_at"], condition=Q(done_at__isnull=False), name="tasks_done_lately"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state != self.State.DONE and self.dropped_at is None


class Check(models.Model):
    """One line of a task's checklist."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="checks")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("Line"), max_length=200)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.text
