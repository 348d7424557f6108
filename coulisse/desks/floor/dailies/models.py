"""The day as it goes: marks of the clock, check-lists, arrivals, scenes done, incidents; then the day's report."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.journal.versions import Versioned


class ShootingDay(models.Model):
    """A day as it was shot. It hangs on no board: whichever plan is approved later, what happened stays."""

    production = models.ForeignKey(
        "productions.Production", on_delete=models.PROTECT, related_name="shooting_days"
    )
    unit = models.CharField(_("Unit"), max_length=40, blank=True)
    date = models.DateField(_("Date"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "unit", "date"], name="one_day_shot_per_unit_and_date")
        ]


class Mark(models.Model):
    """An hour of the day as somebody saw it happen. A wrong one is marked again: the last word holds."""

    class Kind(models.TextChoices):
        CALL = "call", pgettext_lazy("clock of the day", "Crew call")
        READY = "ready", pgettext_lazy("clock of the day", "Ready to shoot")
        FIRST_SHOT = "first-shot", pgettext_lazy("clock of the day", "First shot")
        MEAL_START = "meal-start", pgettext_lazy("clock of the day", "Meal")
        MEAL_END = "meal-end", pgettext_lazy("clock of the day", "Back from the meal")
        LAST_SHOT = "last-shot", pgettext_lazy("clock of the day", "Last shot")
        WRAP = "wrap", pgettext_lazy("clock of the day", "Wrap")

    day = models.ForeignKey(ShootingDay, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    happened_at = models.DateTimeField(_("Hour"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "kind"], name="one_mark_per_kind")]


class Check(models.Model):
    """One line of the timed check-list of a day: lodges, canteen, generator …"""

    day = models.ForeignKey(ShootingDay, on_delete=models.CASCADE, related_name="checks")
    due_at = models.TimeField(_("Hour"))
    post = models.CharField(_("Post"), max_length=60)
    text = models.CharField(_("What to check"), max_length=160)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["due_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "due_at", "text"], name="one_check_per_hour_and_text")
        ]


class Presence(models.Model):
    """When somebody who was called came and left, and how long the meal took off the work."""

    day = models.ForeignKey(ShootingDay, on_delete=models.CASCADE, related_name="presences")
    contact = models.ForeignKey("people.Contact", on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField(_("Arrived"), null=True, blank=True)
    left_at = models.DateTimeField(_("Left"), null=True, blank=True)
    meal_minutes = models.PositiveSmallIntegerField(_("Meal, in minutes"), null=True, blank=True)
    accompanied_by = models.CharField(_("Accompanied by"), max_length=120, blank=True)
    """Of a minor: the adult who stays."""
    note = models.CharField(_("Note"), max_length=160, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "contact"], name="one_presence_per_person"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(arrived_at__isnull=True) | Q(left_at__gte=F("arrived_at")),
                name="nobody_leaves_before_arriving",
            ),
        ]


class SceneDone(Versioned):
    """What became of a scene on a day, with the script supervisor's figures."""

    class State(models.TextChoices):
        UNDER_WAY = "under-way", pgettext_lazy("scene of the day", "Under way")
        COMPLETE = "complete", pgettext_lazy("scene of the day", "Complete")
        INCOMPLETE = "incomplete", pgettext_lazy("scene of the day", "Incomplete")
        SUPPRESSED = "suppressed", pgettext_lazy("scene of the day", "Suppressed")
        RETAKEN = "retaken", pgettext_lazy("scene of the day", "Retaken")
        NOT_SHOT = "not-shot", pgettext_lazy("scene of the day", "Not shot")

    day = models.ForeignKey(ShootingDay, on_delete=models.CASCADE, related_name="scenes_done")
    scene = models.ForeignKey(Scene, on_delete=models.PROTECT, related_name="shot_on")
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNDER_WAY)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    eighths = models.PositiveIntegerField(_("Eighths shot"), default=0)
    seconds = models.PositiveIntegerField(_("Useful seconds"), null=True, blank=True)
    shots = models.PositiveSmallIntegerField(_("Shots"), null=True, blank=True)
    note = models.CharField(_("Note"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "scene"], name="one_line_per_scene_and_day")
        ]


class Incident(models.Model):
    """Something unforeseen, with its hour, its cause, what was done, and whether the insurer must hear of it."""

    class Kind(models.TextChoices):
        LATE = "late", pgettext_lazy("incident", "Somebody is late")
        EQUIPMENT = "equipment", pgettext_lazy("incident", "Equipment")
        DAMAGE = "damage", pgettext_lazy("incident", "Damage")
        PERSON = "person", pgettext_lazy("incident", "Injury or illness")
        WEATHER = "weather", pgettext_lazy("incident", "Weather")
        OTHER = "other", pgettext_lazy("incident", "Other")

    day = models.ForeignKey(ShootingDay, on_delete=models.CASCADE, related_name="incidents")
    kind = models.CharField(_("Kind"), max_length=9, choices=Kind.choices)
    happened_at = models.DateTimeField(_("Hour"))
    text = models.CharField(_("What happened"), max_length=400)
    contact = models.ForeignKey(
        "people.Contact", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    minutes = models.PositiveSmallIntegerField(_("Minutes lost"), null=True, blank=True)
    solution = models.CharField(_("What was done"), max_length=300, blank=True)
    cost_cents = models.PositiveBigIntegerField(_("Cost"), null=True, blank=True)
    is_insured = models.BooleanField(_("To be declared to the insurer"), default=False)
    key = models.CharField(max_length=40, unique=True, null=True)
    """Given by the telephone that wrote it offline, so that it arrives once."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["happened_at", "pk"]


class Note(models.Model):
    """Words, or a photo, taken on the set, perhaps without a network."""

    day = models.ForeignKey(ShootingDay, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("Note"), blank=True)
    photo = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()
    key = models.CharField(max_length=40, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["taken_at", "pk"]


class Report(Versioned):
    """Rapport de production: the figures that nothing else holds, then the whole page, frozen and signed."""

    day = models.OneToOneField(ShootingDay, on_delete=models.CASCADE, related_name="report")
    weather = models.CharField(_("Weather as observed"), max_length=300, blank=True)
    cause = models.CharField(_("Cause of the delay"), max_length=300, blank=True)
    picture_cards = models.PositiveSmallIntegerField(_("Picture cards"), null=True, blank=True)
    sound_cards = models.PositiveSmallIntegerField(_("Sound cards"), null=True, blank=True)
    extras_called = models.PositiveSmallIntegerField(_("Extras called"), null=True, blank=True)
    extras_came = models.PositiveSmallIntegerField(_("Extras present"), null=True, blank=True)
    extras_note = models.CharField(_("Note on the extras"), max_length=160, blank=True)
    meals_ordered = models.PositiveSmallIntegerField(_("Meals ordered"), null=True, blank=True)
    meals_served = models.PositiveSmallIntegerField(_("Meals served"), null=True, blank=True)
    equipment = models.TextField(_("Special equipment"), blank=True)
    """One line each, « Ronin 2: scene 27 »."""
    closed_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(document__isnull=False),
                name="a_closed_report_has_its_paper",
            )
        ]


class Signature(models.Model):
    """Somebody answers for the report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="signatures")
    job = models.CharField(_("Function"), max_length=80)
    name = models.CharField(_("Name"), max_length=120)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    """Whose account signed: a person signs in the own name, or notes that another one signed on paper."""
    on_paper = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "job"], name="one_signature_per_job")]
