"""A file on its way into a budget, and what came of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.office.budget.models import Budget, BudgetEdit


class BudgetImport(models.Model):
    """One file: kept for a day, looked at, taken into a budget in one step or as a new version."""

    class State(models.TextChoices):
        STAGED = "staged", pgettext_lazy("import", "To check")
        RUNNING = "running", pgettext_lazy("import", "Running")
        DONE = "done", pgettext_lazy("import", "Done")

    class Into(models.TextChoices):
        REPLACE = "replace", _("Replace the lines of this budget, in one step that can be undone")
        ADD = "add", _("Add the lines to this budget, in one step that can be undone")
        NEW = "new", _("Make a new version of it")

    key = models.CharField(max_length=43, unique=True)
    """Random: names the file in the private folder, and this page in the address."""
    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    """The one that the file is taken into; none where there is no budget yet."""
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.STAGED)
    into = models.CharField(max_length=8, choices=Into.choices, default=Into.NEW)
    reading = models.JSONField(default=dict)
    """How it is read: sheet, row of the head, field of each column, hand of the numbers, kind of file."""
    made = models.ForeignKey(Budget, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    edit = models.ForeignKey(BudgetEdit, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    lines = models.PositiveIntegerField(default=0)
    accounts = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    """As `formats.problems.as_json`; words are put to them when they are read."""
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["production", "-uploaded_at"], name="budget_imports_newest")]

    def __str__(self) -> str:
        return self.file_name
