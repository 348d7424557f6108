"""Boards of the plan de travail: each has its own days, and strips placed in them or kept in reserve."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.floor.breakdown.models import Element
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.journal.versions import Versioned


class Board(Versioned):
    """One arrangement of the whole shoot. One board is approved; the others are « what if »."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("board", "What if")
        APPROVED = "approved", pgettext_lazy("board", "Approved")
        PAST = "past", pgettext_lazy("board", "Replaced")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="boards")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("Name"), max_length=80, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1, editable=False)
    """Counts every change of its days and strips, so that a reader may ask « what changed since ? »."""
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    based_on = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies")
    change = models.CharField(_("What changes"), max_length=300, blank=True)
    """« Depuis la v8 : … », printed on the plan."""
    prices = models.JSONField(default=dict)
    """What a plan costs beside its people, in cents: `company_move`, `effect_switch`, `set_change`,
    `overtime_hour`."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "number"], name="one_board_per_number"),
            models.UniqueConstraint(
                fields=["production"], condition=Q(state="approved"), name="one_approved_board"
            ),
        ]


class Day(Versioned):
    """One day of a board, of one unit. Its break line closes the strips that it holds."""

    class Kind(models.TextChoices):
        SHOOT = "shoot", pgettext_lazy("day", "Shoot")
        PREP = "prep", pgettext_lazy("day", "Preparation")
        TRAVEL = "travel", pgettext_lazy("day", "Travel")
        HIATUS = "hiatus", pgettext_lazy("day", "Hiatus")
        HOLIDAY = "holiday", pgettext_lazy("day", "Holiday")
        WEATHER = "weather", pgettext_lazy("day", "Weather day")
        WRAP = "wrap", pgettext_lazy("day", "Wrap")

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="days")
    unit = models.CharField(pgettext_lazy("day", "Unit"), max_length=40, blank=True)
    """Empty is the main unit."""
    date = models.DateField(_("Date"))
    kind = models.CharField(pgettext_lazy("day", "Kind"), max_length=8, choices=Kind.choices, default=Kind.SHOOT)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    """J14: counted over the shooting days of the unit, a cancelled one included."""
    place = models.ForeignKey(
        "places.Place", verbose_name=_("Place"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    call_at = models.TimeField(_("Crew call"), null=True, blank=True)
    ready_at = models.TimeField(_("Ready to shoot"), null=True, blank=True)
    meal_at = models.TimeField(_("Meal"), null=True, blank=True)
    meal_minutes = models.PositiveSmallIntegerField(_("Length of the meal"), default=60)
    wrap_at = models.TimeField(_("Wrap"), null=True, blank=True)
    """An hour before `call_at` is on the next day."""
    most_eighths = models.PositiveSmallIntegerField(_("At most, in eighths"), null=True, blank=True)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    cancelled_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["date", "unit", "pk"]
        constraints: ClassVar = [
            # Asked at the end of a statement, so that two days may exchange their dates in one.
            models.UniqueConstraint(
                fields=["board", "unit", "date"],
                name="one_day_per_unit_and_date",
                deferrable=models.Deferrable.IMMEDIATE,
            )
        ]


class Strip(Versioned):
    """A scene, a part of a scene, or a banner, somewhere on a board; without a day it waits in the reserve."""

    class Kind(models.TextChoices):
        SCENE = "scene", pgettext_lazy("strip", "Scene")
        BANNER = "banner", pgettext_lazy("strip", "Banner")

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="strips")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.SCENE)
    scene = models.ForeignKey(Scene, on_delete=models.CASCADE, null=True, blank=True, related_name="strips")
    part = models.CharField(max_length=3, blank=True)
    """a, b … where a scene was split; the parts' eighths sum to the scene's."""
    eighths = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(_("Estimated shooting time"), default=0)
    text = models.CharField(_("Text"), max_length=160, blank=True)
    note = models.CharField(_("Note"), max_length=160, blank=True)
    day = models.ForeignKey(Day, on_delete=models.SET_NULL, null=True, blank=True, related_name="strips")
    position = models.IntegerField()
    """Within its day, or within the reserve; far apart, so that most moves write the moved strips only."""

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["board", "scene", "part"], name="one_strip_per_part"),
            models.CheckConstraint(
                condition=Q(kind="scene", scene__isnull=False) | Q(kind="banner", scene__isnull=True),
                name="a_strip_is_a_scene_or_a_banner",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["board", "day", "position"], name="strips_in_order")]


class Edit(models.Model):
    """One step of a board's history: what undo puts back and redo does again.

    `before` and `after` hold the rows that the step touched, `{"strips": {pk: values}, "days": {pk: values}}`;
    a row that wasn't there is null.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="edits")
    label = models.CharField(max_length=40)
    """A code, put into words when it is shown: `move`, `split`, `day-added` …"""
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField()
    """What the board's revision became when this step was last done, undone or done again."""

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["board", "-revision"], name="edits_since")]


class ElementEvent(models.Model):
    """What an element does on days that hold no strip of it: travel, rehearsal, fitting, absence."""

    class Kind(models.TextChoices):
        AWAY = "away", pgettext_lazy("element", "Not available")
        TRAVEL = "travel", pgettext_lazy("element", "Travel")
        REHEARSAL = "rehearsal", pgettext_lazy("element", "Rehearsal")
        FITTING = "fitting", pgettext_lazy("element", "Fitting")
        CAMERA_TEST = "camera_test", pgettext_lazy("element", "Camera test")
        SCHOOL = "school", pgettext_lazy("element", "School")
        HOLIDAY = "holiday", pgettext_lazy("element", "Holiday")
        START = "start", pgettext_lazy("element", "Contract begins")
        FINISH = "finish", pgettext_lazy("element", "Contract ends")

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(pgettext_lazy("event", "Kind"), max_length=11, choices=Kind.choices)
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    note = models.CharField(_("Note"), max_length=160, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="element_event_ends_after_it_starts"
            )
        ]


class Proposal(models.Model):
    """An order of the scenes proposed for a board. It changes nothing: a new board may be made from it."""

    class State(models.TextChoices):
        LOOKING = "looking", pgettext_lazy("proposal", "Being looked for")
        FOUND = "found", pgettext_lazy("proposal", "Found")
        STOPPED = "stopped", pgettext_lazy("proposal", "Stopped, the cheapest so far kept")

    key = models.UUIDField(unique=True)
    """Given to the form: the same form sent twice asks once."""
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="proposals")
    revision = models.PositiveIntegerField()
    """What the board was when it was asked."""
    state = models.CharField(max_length=7, choices=State.choices, default=State.LOOKING)
    asked = models.JSONField()
    """What was asked, as `proposing.Wishes` has it."""
    result = models.JSONField(null=True)
    """What was found, as `proposing.Found` has it."""
    job_id = models.BigIntegerField(null=True)
    made = models.ForeignKey(Board, on_delete=models.SET_NULL, null=True, related_name="+")
    """The board made from it."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
