"""Liste technique and liste artistique of a production, and what stands in somebody's way."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.floor.breakdown.models import Element
from coulisse.foundation.journal.versions import Versioned


class Department(models.TextChoices):
    """The departments, in the order of a call sheet."""

    PRODUCTION = "production", pgettext_lazy("department", "Production")
    DIRECTION = "direction", pgettext_lazy("department", "Direction")
    CAMERA = "camera", pgettext_lazy("department", "Camera")
    ELECTRIC = "electric", pgettext_lazy("department", "Electric")
    GRIP = "grip", pgettext_lazy("department", "Grip")
    SOUND = "sound", pgettext_lazy("department", "Sound")
    ART = "art", pgettext_lazy("department", "Art department")
    COSTUME = "costume", pgettext_lazy("department", "Costumes, make-up and hair")
    LOCATION = "location", pgettext_lazy("department", "Locations and unit")
    SAFETY = "safety", pgettext_lazy("department", "Safety")
    TRANSPORT = "transport", pgettext_lazy("department", "Transport")
    OTHER = "other", pgettext_lazy("department", "Other")


class Paid(models.Model):
    """A rate by day and how sure of it one is; stricter than the production: shown to `may_private` only."""

    class Confidence(models.TextChoices):
        SIGNED = "signed", pgettext_lazy("rate", "Signed")
        AGREED = "agreed", pgettext_lazy("rate", "Agreed")
        ASSUMED = "assumed", pgettext_lazy("rate", "Assumed")

    day_rate_cents = models.PositiveBigIntegerField(_("Rate by day"), null=True, blank=True)
    rate_confidence = models.CharField(
        _("How sure"), max_length=8, choices=Confidence.choices, default=Confidence.ASSUMED
    )

    class Meta:
        abstract = True


class CrewMember(Versioned, Paid):
    """One technician on one production."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="crew")
    contact = models.ForeignKey("people.Contact", on_delete=models.PROTECT, related_name="crew_of")
    function = models.CharField(_("Function"), max_length=120)
    department = models.CharField(_("Department"), max_length=10, choices=Department.choices)
    order = models.PositiveSmallIntegerField(default=0)
    joint_committee = models.CharField(_("Joint committee"), max_length=8, default="303.01")
    call_shift = models.SmallIntegerField(_("Minutes from the crew call"), default=0)
    """-45 comes three quarters of an hour before the general call."""
    wrap_shift = models.SmallIntegerField(_("Minutes after the wrap"), default=0)
    leaves_at = models.TimeField(_("Always leaves at"), null=True, blank=True)
    """An hour of the own, whatever the wrap."""
    is_flat_rate = models.BooleanField(_("Flat rate: no overtime is counted"), default=True)
    no_call = models.CharField(_("Instead of an hour"), max_length=40, blank=True)
    """« bureau », « sur appel »: printed where the hour would stand."""
    starts_on = models.DateField(_("First day"), null=True, blank=True)
    ends_on = models.DateField(_("Last day"), null=True, blank=True)
    radio_channel = models.CharField(_("Radio channel"), max_length=8, blank=True)
    is_key_contact = models.BooleanField(_("On top of the call sheet"), default=False)
    left_at = models.DateTimeField(null=True, blank=True, editable=False)
    """Taken off the list; the row stays for the call sheets that named it, and to be put back."""

    class Meta:
        ordering: ClassVar = ["department", "order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "contact", "function"],
                condition=Q(left_at__isnull=True),
                name="one_post_per_function",
            )
        ]


class Casting(Versioned, Paid):
    """Who plays a role, and the minutes that stand between arriving and being ready to shoot."""

    role = models.OneToOneField(Element, on_delete=models.CASCADE, related_name="casting")
    contact = models.ForeignKey(
        "people.Contact", verbose_name=_("Actor"), on_delete=models.PROTECT, related_name="roles", null=True
    )
    agent = models.ForeignKey(
        "people.Contact",
        verbose_name=_("Agent"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    hold_allowed = models.BooleanField(_("Paid while on hold"), default=True)
    drop_after = models.PositiveSmallIntegerField(_("Dropped after this many free days"), null=True, blank=True)
    dressing_minutes = models.PositiveSmallIntegerField(_("Dressing"), default=20)
    makeup_minutes = models.PositiveSmallIntegerField(_("Make-up"), default=30)
    hair_minutes = models.PositiveSmallIntegerField(_("Hair"), default=20)
    travel_minutes = models.PositiveSmallIntegerField(_("From pick-up to the base"), default=30)
    pick_up_from = models.CharField(_("Picked up at"), max_length=120, blank=True)
    """Empty: comes by own means."""

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(drop_after__gt=0), name="a_drop_takes_days")]


class Obstacle(Versioned):
    """A red light: what keeps somebody from working on some days, with its rule and its source."""

    class Kind(models.TextChoices):
        WORK_PERMIT = "work_permit", _("Single permit missing")
        CHILD = "child", _("Children’s authorisation missing")
        MEDICAL = "medical", _("Medical fitness missing")
        CONTRACT = "contract", _("Contract not signed")
        OTHER = "other", pgettext_lazy("obstacle", "Other")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="obstacles")
    contact = models.ForeignKey(
        "people.Contact", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    element = models.ForeignKey(Element, on_delete=models.CASCADE, null=True, blank=True, related_name="obstacles")
    """A group of extras has no card of its own."""
    kind = models.CharField(max_length=12, choices=Kind.choices)
    detail = models.CharField(_("Detail"), max_length=300, blank=True)
    rule = models.CharField(_("Rule"), max_length=200, blank=True)
    source = models.CharField(_("Source"), max_length=300, blank=True)
    checked_on = models.DateField(_("Checked on"), null=True, blank=True)
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    raised_at = models.DateTimeField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(contact__isnull=False) | Q(element__isnull=False),
                name="an_obstacle_stands_before_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="obstacle_ends_after_it_starts",
            ),
        ]
