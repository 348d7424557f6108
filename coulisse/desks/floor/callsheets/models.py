"""Call sheets: what people typed over the plan, the versions that were validated, and who received them.

A sheet keeps no copy of the plan. It is the plan of its day, with what somebody typed on top (`Block`, `Call`),
until somebody validates it: then the whole content is frozen in a `Revision` and never changes again.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.floor.breakdown.models import Element
from coulisse.desks.floor.crew.models import CrewMember
from coulisse.desks.floor.schedule.models import Day
from coulisse.foundation.journal.versions import Versioned


class CallSheet(Versioned):
    """The sheet of one day of one unit, whatever board the day is on."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("call sheet", "Draft")
        VALIDATED = "validated", pgettext_lazy("call sheet", "Validated")
        SENT = "sent", pgettext_lazy("call sheet", "Sent")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="call_sheets")
    unit = models.CharField(_("Unit"), max_length=40, blank=True)
    date = models.DateField(_("Date"))
    day = models.ForeignKey(Day, on_delete=models.SET_NULL, null=True, related_name="call_sheets")
    number = models.PositiveSmallIntegerField(_("Number"))
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    prepared_at = models.DateTimeField()
    wrapped_at = models.DateTimeField(null=True, blank=True)
    """The real wrap, noted on the day: tomorrow's rest is counted from it."""

    class Meta:
        ordering: ClassVar = ["-date", "unit"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "unit", "date"], name="one_call_sheet_per_unit_and_date")
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.date:%Y-%m-%d})"


class Block(Versioned):
    """What somebody typed in one block of a sheet, instead of what the plan says there."""

    class Kind(models.TextChoices):
        HOURS = "hours", _("Hours of the day")
        CONTACTS = "contacts", _("Whom to call")
        WEATHER = "weather", _("Weather")
        HOSPITAL = "hospital", _("Hospital")
        PLACES = "places", _("Places and access")
        SCENES = "scenes", _("Scenes")
        EXTRAS = "extras", _("Extras")
        CATERING = "catering", _("Catering")
        TRANSPORT = "transport", _("Transport")
        NEEDS = "needs", _("Needs by department")
        SAFETY = "safety", _("Safety")
        RADIO = "radio", _("Radio channels")
        NOTES = "notes", _("Notes")

    sheet = models.ForeignKey(CallSheet, on_delete=models.CASCADE, related_name="blocks")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    content = models.JSONField()
    """As `content.as_json` writes the records of the paper."""
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    typed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "kind"], name="one_block_of_each_kind")]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Call(Versioned):
    """What somebody typed of one person's hours, instead of those that follow from the plan."""

    sheet = models.ForeignKey(CallSheet, on_delete=models.CASCADE, related_name="calls")
    member = models.ForeignKey(CrewMember, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    role = models.ForeignKey(Element, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    hours = models.JSONField(_("Hours"), default=dict)
    """Some of `call`, `pick_up`, `pick_up_at`, `dressing`, `make_up`, `hair`, `pat`, `wrap`: hours or words."""
    is_called = models.BooleanField(_("Called that day"), default=True)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    typed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sheet", "member"], condition=Q(member__isnull=False), name="one_call_per_member"
            ),
            models.UniqueConstraint(
                fields=["sheet", "role"], condition=Q(role__isnull=False), name="one_call_per_role"
            ),
            models.CheckConstraint(
                condition=Q(member__isnull=True) ^ Q(role__isnull=True), name="a_call_is_a_members_or_a_roles"
            ),
        ]

    def __str__(self) -> str:
        return str(self.member.contact if self.member else self.role)


class Revision(models.Model):
    """One validated version: 0 is the first, 1 is « rectificatif 1 ». Its content never changes."""

    sheet = models.ForeignKey(CallSheet, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    """The whole paper, its changed cells marked, as `content.as_json` writes it."""
    touched = models.JSONField(default=list)
    """The contacts whom a change touches; in the first version, everybody."""
    plan_version = models.PositiveSmallIntegerField(default=0)
    """The number of the board that it was made from."""
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    validated_name = models.CharField(max_length=120)
    validated_at = models.DateTimeField()
    override_reason = models.CharField(max_length=300, blank=True)
    """Why it was validated under a red light."""
    overridden = models.JSONField(default=list)
    """Those red lights, as the validator read them: objects with `code`, `who`, `detail`, `rule`, `source`."""
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "number"], name="one_revision_per_number")
        ]

    def __str__(self) -> str:
        return str(self.number)


class Print(models.Model):
    """The paper of one revision in one language, kept among the documents."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="prints")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    version = models.ForeignKey("documents.Version", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "language"], name="one_print_per_language")
        ]


class Delivery(models.Model):
    """One person and one revision: how it was brought to them, and what they answered."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="deliveries")
    contact = models.ForeignKey("people.Contact", on_delete=models.PROTECT, related_name="call_sheets")
    name = models.CharField(max_length=200)
    job = models.CharField(max_length=160)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_told = models.BooleanField()
    """False: nothing of theirs changed, so that nobody wrote to them."""
    letter = models.ForeignKey("mailroom.Letter", on_delete=models.SET_NULL, null=True, related_name="+")
    """The last one that was posted."""
    opened_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "contact"], name="one_delivery_per_person")
        ]
        indexes: ClassVar = [models.Index(fields=["contact", "-revision"], name="call_sheets_of_a_contact")]

    def __str__(self) -> str:
        return self.name
