"""The set from behind: what a validated call sheet proposes to tell, and what may not be told."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.community.strategy.models import Idea
from coulisse.foundation.productions.models import Production


class ShootPlan(models.Model):
    """One shooting day of one unit, as its last validated call sheet has it. It proposes, and decides nothing."""

    production = models.ForeignKey(Production, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=40, blank=True)
    date = models.DateField()
    day = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    sheet = models.PositiveIntegerField()
    """The number that the call sheet bears."""
    revision = models.PositiveSmallIntegerField()
    wraps_at = models.DateTimeField(null=True)
    """Nothing of the day is told before: people would come and look."""
    cancelled_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-date", "unit"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "unit", "date"], name="one_plan_a_shooting_day")
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.unit}".strip()


class PlanLine(models.Model):
    """One post that the day would allow. What somebody decided of it stays through every revision."""

    class Kind(models.TextChoices):
        DAY = "day", pgettext_lazy("behind the scenes", "the day")
        SCENE = "scene", pgettext_lazy("behind the scenes", "a scene")
        CRAFT = "craft", pgettext_lazy("behind the scenes", "a craft")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("behind the scenes", "proposed")
        IDEA = "idea", pgettext_lazy("behind the scenes", "an idea")
        DROPPED = "dropped", pgettext_lazy("behind the scenes", "dropped")

    plan = models.ForeignKey(ShootPlan, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    key = models.CharField(max_length=80)
    place = models.PositiveSmallIntegerField(default=0)
    facts = models.JSONField(default=dict)
    """Scene number, INT/EXT, effect, set, people (contact, name, part): never a summary, never an address."""
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    idea = models.ForeignKey(Idea, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    is_gone = models.BooleanField(default=False)
    """The last revision does not have it any more."""
    changed_at = models.DateTimeField(null=True)
    """A revision changed it after somebody had decided."""

    class Meta:
        ordering: ClassVar = ["plan", "place", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "key"], name="one_line_of_a_kind")]

    def __str__(self) -> str:
        return self.key


class HiddenSet(models.Model):
    """A set that nobody may name, until a day or for good: one row for each time that it was hidden.

    Shown again, the row stays with who did it and why; hidden anew, the set has another row.
    """

    production = models.ForeignKey(Production, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Set"), max_length=160)
    key = models.CharField(max_length=160)
    until = models.DateField(pgettext_lazy("embargo", "Until"), null=True, blank=True)
    why = models.CharField(_("Why"), max_length=200, blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    hidden_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """Somebody showed the set again, or a later embargo took the place of this one."""
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_why = models.CharField(max_length=200, blank=True)
    """Why it may be named again; empty where a later embargo follows."""

    class Meta:
        ordering: ClassVar = ["name", "-hidden_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "key"], condition=Q(ended_at__isnull=True), name="set_hidden_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_why="") | Q(ended_at__isnull=False), name="only_an_embargo_that_ended_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.name
