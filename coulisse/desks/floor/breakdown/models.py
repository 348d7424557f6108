"""Elements of the breakdown, what brings what along, and the tags that tie them to scenes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.journal.versions import Versioned


class Category(models.TextChoices):
    """The headings of a breakdown sheet, in the order of the sheet."""

    ROLE = "role", _("Roles")
    BIT_PART = "bit_part", pgettext_lazy("breakdown", "Bit parts")
    EXTRA = "extra", pgettext_lazy("breakdown", "Extras")
    PROP = "prop", pgettext_lazy("breakdown", "Props")
    COSTUME = "costume", pgettext_lazy("breakdown", "Costumes")
    HMC = "hmc", pgettext_lazy("breakdown", "Make-up and hair")
    SET_DRESSING = "set_dressing", pgettext_lazy("breakdown", "Set dressing")
    VEHICLE = "vehicle", pgettext_lazy("breakdown", "Vehicles")
    ANIMAL = "animal", pgettext_lazy("breakdown", "Animals")
    EFFECT = "effect", pgettext_lazy("breakdown", "Practical effects")
    VISUAL_EFFECT = "visual_effect", pgettext_lazy("breakdown", "Visual effects")
    STUNT = "stunt", pgettext_lazy("breakdown", "Stunts")
    WEAPON = "weapon", pgettext_lazy("breakdown", "Weapons")
    MUSIC = "music", pgettext_lazy("breakdown", "Music")
    SOUND = "sound", pgettext_lazy("breakdown", "Sound")
    EQUIPMENT = "equipment", pgettext_lazy("breakdown", "Special equipment")
    CREW = "crew", pgettext_lazy("breakdown", "Extra crew")
    SAFETY = "safety", pgettext_lazy("breakdown", "Safety")
    NOTE = "note", pgettext_lazy("breakdown", "Notes")


class Element(Versioned):
    """A role, a prop, a vehicle …: one row in the whole production, however many scenes want it."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="elements")
    category = models.CharField(_("Category"), max_length=14, choices=Category.choices)
    name = models.CharField(_("Name"), max_length=160)
    key = models.CharField(max_length=160, editable=False)
    number = models.PositiveSmallIntegerField(_("Number"), null=True, blank=True)
    """The number of a role on boards and call sheets."""
    description = models.TextField(_("Description"), blank=True)
    minor_age = models.PositiveSmallIntegerField(_("Age, if under 18"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["category", "number", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "category", "key"], name="one_element_per_name"),
            models.UniqueConstraint(
                fields=["production", "number"], condition=Q(category="role"), name="one_role_per_number"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Companion(models.Model):
    """Wherever `element` is wanted, `brings` comes along: a minor and the accompanying adult."""

    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="companions")
    brings = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="brought_by")
    why = models.CharField(_("Why"), max_length=160, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["element", "brings"], name="one_companion_per_pair"),
            models.CheckConstraint(condition=~Q(element=F("brings")), name="nothing_brings_itself"),
        ]


class Tag(Versioned):
    """An element wanted in a scene: proposed from the text, or said by a person."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("tag", "Proposed")
        CONFIRMED = "confirmed", pgettext_lazy("tag", "Confirmed")
        DECLINED = "declined", pgettext_lazy("tag", "Declined")

    scene = models.ForeignKey(Scene, on_delete=models.CASCADE, related_name="tags")
    element = models.ForeignKey(Element, on_delete=models.CASCADE, related_name="tags")
    state = models.CharField(max_length=9, choices=State.choices, default=State.CONFIRMED)
    quantity = models.PositiveSmallIntegerField(_("Quantity"), default=1)
    note = models.CharField(_("Note"), max_length=160, blank=True)
    anchors = models.JSONField(default=list, blank=True)
    """Where the scene's text says so: objects with `paragraph`, `start`, `end`, `words`."""
    why = models.CharField(max_length=40, blank=True)
    """The rule that proposed it; empty when a person did."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["element__category", "element__number", "element__key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scene", "element"], name="one_tag_per_element_and_scene")
        ]
