"""Reports to the makers, what became of each copy, and tables that somebody keeps."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned

PERSON = settings.AUTH_USER_MODEL


class Report(Versioned):
    """One report of a period. `engines.digest` counts its figures, kept with every row that they come from."""

    class Kind(models.TextChoices):
        MONDAY = "monday", pgettext_lazy("report", "Monday letter")
        MIDDAY = "midday", pgettext_lazy("report", "Midday synthesis")
        COMPLAINTS = "complaints", pgettext_lazy("report", "Complaint table")
        YEAR = "year", pgettext_lazy("report", "Yearly report")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("report", "draft")
        FROZEN = "frozen", pgettext_lazy("report", "frozen")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    production = models.ForeignKey(
        "productions.Production", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Empty: of the whole house."""
    code = models.CharField(max_length=40)
    """`PJ-2027-S10`: what the count is asked again by, with its number."""
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    starts_at = models.DateTimeField(_("From"))
    ends_at = models.DateTimeField(_("Until"))
    before_starts_at = models.DateTimeField(_("Compared from"))
    before_ends_at = models.DateTimeField(_("Compared until"))
    texts = models.JSONField(default=dict)
    """What people wrote over a proposal: {"fr": {"lead": …}, …}."""
    voices = models.JSONField(null=True, blank=True)
    """Numbers of the quotations chosen by hand; none: chosen for their diversity."""
    frame = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    """As `engines.digest` gives them."""
    labels = models.JSONField(default=dict)
    """Of the topics, in each language, as they were when they were counted."""
    content = models.JSONField(default=dict)
    """Of a frozen one: quotations, asks, changes, names, as they were printed."""
    counted = models.BinaryField(default=b"")
    """Every row of the count, packed."""
    counted_at = models.DateTimeField(null=True, blank=True)
    begun_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    frozen_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-ends_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "number"], name="one_report_of_each_version"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state="draft"), name="one_draft_of_a_report_at_a_time"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_report_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(frozen_at__isnull=False, counted_at__isnull=False),
                name="a_frozen_report_was_counted",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["production", "-ends_at", "-id"], name="reports_latest_first")]

    def __str__(self) -> str:
        return self.identifier

    @property
    def identifier(self) -> str:
        return f"{self.code}-v{self.number}"

    @property
    def is_frozen(self) -> bool:
        return self.state == self.State.FROZEN


class ReportCopy(models.Model):
    """One copy to one person: the link to its page, the letter that carried it, when it was read."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="copies")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    letter = models.ForeignKey("mailroom.Letter", on_delete=models.SET_NULL, null=True, related_name="+")
    link = models.ForeignKey("accounts.GuestLink", on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    """The person said « lu »."""

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "email"], name="one_copy_of_a_report_per_address")
        ]

    def __str__(self) -> str:
        return self.name or self.email


class ReportReply(models.Model):
    """What somebody of the production says to one of the things asked, or to the whole letter."""

    copy = models.ForeignKey(ReportCopy, on_delete=models.CASCADE, related_name="replies")
    what = models.CharField(max_length=250, blank=True)
    """What was asked, as printed; empty: the letter as a whole."""
    text = models.TextField(_("Answer"))
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]


class Pivot(Versioned):
    """A table of rows by columns that somebody keeps; its question is data."""

    production = models.ForeignKey(
        "productions.Production", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("Title"), max_length=120)
    spec = models.JSONField(default=dict)
    """rows, columns, measure, period and filters, as they stand in the address."""
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["title", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "title"], nulls_distinct=False, name="one_pivot_of_each_title"
            )
        ]

    def __str__(self) -> str:
        return self.title
