"""Recourse: where a complainant may go, what is told, what is checked, and the dossier that leaves the house."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class Body(models.TextChoices):
    """Who may hear a complainant after the house, or beside it."""

    MEDIATOR = "mediator", pgettext_lazy("recourse", "Mediator of the house")
    CSA = "csa", "CSA"
    CDJ = "cdj", "CDJ"
    VRM = "vrm", "VRM"
    REPLY = "reply", pgettext_lazy("recourse", "Right of reply")


class AddresseeText(models.Model):
    """What the house tells of one body in one language, from a day on; the earlier ones stay."""

    body = models.CharField(_("Body"), max_length=8, choices=Body.choices)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    name = models.CharField(_("Name"), max_length=160)
    address = models.TextField(_("Address"), blank=True)
    """As it stands on an envelope; empty: to be checked."""
    site = models.CharField(_("Site"), max_length=200, blank=True)
    text = models.TextField(_("Text"))
    source = models.CharField(_("Source"), max_length=300)
    read_on = models.DateField(_("Read on"))
    confidence = models.CharField(
        _("Confidence"),
        max_length=1,
        choices=[
            ("H", pgettext_lazy("confidence", "high")),
            ("M", pgettext_lazy("confidence", "medium")),
            ("L", pgettext_lazy("confidence", "low")),
        ],
    )
    from_day = models.DateField(_("Used from"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["body", "language", "-from_day", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["body", "language", "-from_day"], name="addressees_latest_first")
        ]


class Recourse(Versioned):
    """Somebody announced that they go further: to whom, what they were told, what is known of their complaint."""

    class State(models.TextChoices):
        ANNOUNCED = "announced", pgettext_lazy("recourse", "announced")
        FILED = "filed", pgettext_lazy("recourse", "filed")
        DECIDED = "decided", pgettext_lazy("recourse", "decided")
        DROPPED = "dropped", pgettext_lazy("recourse", "given up")

    conversation = models.ForeignKey("audience.Conversation", on_delete=models.CASCADE, related_name="recourses")
    body = models.CharField(max_length=8, choices=Body.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.ANNOUNCED)
    asked_on = models.DateField(_("Asked on"))
    told = models.JSONField(default=dict)
    """The addressee text as it was told: name, address, text, language, source, read_on, confidence."""
    letter = models.ForeignKey(
        "mailroom.Letter", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_on = models.DateField(_("Broadcast or published on"), null=True, blank=True)
    text = models.TextField(_("Text of the complaint"), blank=True)
    name = models.CharField(_("Name"), max_length=160, blank=True)
    address = models.TextField(_("Address"), blank=True)
    programme = models.CharField(_("Precise reference"), max_length=250, blank=True)
    has_copy = models.BooleanField(_("A copy is joined"), default=False)
    motives = ArrayField(models.CharField(max_length=60), verbose_name=_("Motives"), default=list, blank=True)
    went_to_outlet = models.BooleanField(_("Went to the outlet first"), null=True, blank=True)
    is_registered = models.BooleanField(_("Sent by registered letter"), null=True, blank=True)
    is_named = models.BooleanField(_("Named or recognisable in the broadcast"), null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    """Until when the body, or the house, must answer; with no known rule there is none."""
    outcome = models.TextField(_("What was decided"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "body"],
                condition=Q(state__in=("announced", "filed")),
                name="one_open_recourse_to_a_body",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()}"


class DossierExport(models.Model):
    """A dossier as it was bound for an authority. The same content gives the same bytes, hence the same hashes."""

    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("dossier", "being made")
        MADE = "made", pgettext_lazy("dossier", "made")
        FAILED = "failed", pgettext_lazy("dossier", "not made")

    case = models.ForeignKey(
        "audience.Case", on_delete=models.CASCADE, null=True, blank=True, related_name="exports"
    )
    conversation = models.ForeignKey(
        "audience.Conversation", on_delete=models.CASCADE, null=True, blank=True, related_name="exports"
    )
    recourse = models.ForeignKey(
        Recourse, on_delete=models.SET_NULL, null=True, blank=True, related_name="exports"
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    state = models.CharField(max_length=6, choices=State.choices, default=State.QUEUED)
    job_id = models.BigIntegerField(null=True, blank=True)
    paper = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    archive = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    paper_sha256 = models.CharField(max_length=64, blank=True)
    archive_sha256 = models.CharField(max_length=64, blank=True)
    files = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(conversation__isnull=True) ^ Q(case__isnull=True), name="a_dossier_of_one_thing"
            )
        ]
