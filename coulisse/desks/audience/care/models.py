"""Rows that protect the team: folds, exposures, second readers, threat files, evidence, restrictions."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned

PERSON = settings.AUTH_USER_MODEL


class CareSettings(Versioned):
    """What the house chose for all: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    most_a_week = models.PositiveSmallIntegerField(_("Folded texts shown to one person in a week"), default=5)
    """From here on it is proposed to pass on to a colleague; nobody is stopped, nobody is judged."""
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="one_row_of_care_settings"),
            models.CheckConstraint(condition=Q(most_a_week__gte=1), name="a_week_has_room_for_one_text"),
        ]


class Fold(models.Model):
    """A person folded or unfolded a conversation by hand, and why. What the intake folds has no row here."""

    conversation = models.ForeignKey("audience.Conversation", on_delete=models.CASCADE, related_name="folds")
    is_folded = models.BooleanField()
    gist = models.CharField(max_length=20, blank=True)
    reason = models.CharField(_("Reason"), max_length=300)
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["conversation", "-at"], name="folds_of_a_conversation")]


class Exposure(models.Model):
    """A folded text was shown to somebody who asked for it: counted to protect, never to compare."""

    conversation = models.ForeignKey("audience.Conversation", on_delete=models.CASCADE, related_name="exposures")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    gist = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-at"], name="exposures_of_a_person"),
            models.Index(fields=["-at"], name="exposures_latest_first"),
            models.Index(fields=["conversation", "person"], name="exposures_to_a_text"),
        ]


class DayOff(models.Model):
    """Days on which somebody reads nothing folded; nobody is told why."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    first = models.DateField(_("From"))
    last = models.DateField(_("Until and including"))

    class Meta:
        ordering: ClassVar = ["first", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="a_day_off_ends_after_it_begins"),
            models.UniqueConstraint(fields=["person", "first", "last"], name="a_day_off_is_said_once"),
        ]


class SecondReading(Versioned):
    """A colleague asked to read with somebody, or in somebody's place."""

    class How(models.TextChoices):
        WITH = "with", _("Read it with me")
        FOR = "for", _("Read it in my place")

    conversation = models.ForeignKey(
        "audience.Conversation", on_delete=models.CASCADE, related_name="second_readings"
    )
    how = models.CharField(_("How"), max_length=4, choices=How.choices)
    asked_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    reader = models.ForeignKey(PERSON, verbose_name=_("Colleague"), on_delete=models.CASCADE, related_name="+")
    note = models.CharField(_("Remark"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_declined = models.BooleanField(default=False)
    answer = models.CharField(_("What to know, without quoting"), max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(asked_by=F("reader")), name="a_second_reader_is_another_person"),
            models.UniqueConstraint(
                fields=["conversation", "reader"],
                condition=Q(answered_at__isnull=True),
                name="a_colleague_is_asked_once_at_a_time",
            ),
        ]


class SafetyContact(Versioned):
    """Whom a threat is passed on to."""

    class Role(models.TextChoices):
        SECURITY = "security", pgettext_lazy("safety contact", "Security of the house")
        POLICE = "police", pgettext_lazy("safety contact", "Police")
        PREVENTION = "prevention", pgettext_lazy("safety contact", "Prevention adviser")
        LAWYER = "lawyer", pgettext_lazy("safety contact", "Lawyer")

    name = models.CharField(_("Name"), max_length=120)
    role = models.CharField(_("Role"), max_length=10, choices=Role.choices)
    email = models.EmailField(_("E-mail address"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["role", "name", "id"]

    def __str__(self) -> str:
        return self.name


class ThreatFile(Versioned):
    """What is kept of a threat and what is done about it. Read by fewer people than its production."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("threat file", "open")
        PASSED_ON = "passed-on", pgettext_lazy("threat file", "passed on")
        FOLLOWED = "followed", pgettext_lazy("threat file", "followed")
        CLOSED = "closed", pgettext_lazy("threat file", "closed")

    number = models.PositiveIntegerField(unique=True, editable=False)
    conversation = models.OneToOneField(
        "audience.Conversation", on_delete=models.PROTECT, related_name="threat_file"
    )
    production = models.ForeignKey(
        "productions.Production", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gist = models.CharField(max_length=20)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    opened_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    follow_up_on = models.DateField(_("Look at it again on"), null=True, blank=True)
    police_number = models.CharField(_("Number of the police report"), max_length=60, blank=True)
    head = models.CharField(max_length=64, blank=True)
    """The hash of its last piece of evidence: the end of the chain."""
    readers: models.ManyToManyField = models.ManyToManyField(PERSON, related_name="+", blank=True)  # type: ignore[type-arg]
    """Named people who may read it besides those who manage the desk."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-opened_at", "-id"], name="threat_files_latest_first")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"M-{self.number:04}"


class Evidence(models.Model):
    """One message as it came, frozen: the database refuses to change or to delete it."""

    file = models.ForeignKey(ThreatFile, on_delete=models.PROTECT, related_name="evidence")
    sequence = models.PositiveIntegerField()
    message_id = models.BigIntegerField()
    """The message it was drawn from; it may be gone, the evidence stays."""
    reference = models.CharField(max_length=20)
    sender = models.CharField(max_length=250, blank=True)
    addresses = models.JSONField(default=list)
    """All addresses known of the writer at that moment: [[kind, value], …]."""
    received_at = models.DateTimeField()
    headers = models.TextField(blank=True)
    packed = models.BinaryField()
    """zlib, of the very bytes where it was a mail, else of the text in UTF-8."""
    is_raw = models.BooleanField()
    sha256 = models.CharField(max_length=64)
    """Of the unpacked bytes."""
    attachments = models.JSONField(default=list)
    """[{"name", "size", "sha256"}]."""
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "sequence"], name="one_piece_per_place_in_a_threat_file"),
            models.UniqueConstraint(fields=["file", "message_id"], name="a_message_is_frozen_once_per_file"),
        ]


class ThreatStep(models.Model):
    """What was done about a threat: one line, never taken away."""

    class Kind(models.TextChoices):
        OPENED = "opened", pgettext_lazy("threat step", "File opened, evidence frozen")
        ADDED = "added", pgettext_lazy("threat step", "Evidence added")
        PASSED_ON = "passed-on", pgettext_lazy("threat step", "Passed on")
        NOTED = "noted", pgettext_lazy("threat step", "Follow-up")
        STATE = "state", pgettext_lazy("threat step", "State changed")
        READERS = "readers", pgettext_lazy("threat step", "Reader named")
        EXPORTED = "exported", pgettext_lazy("threat step", "File exported")

    file = models.ForeignKey(ThreatFile, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    contact = models.ForeignKey(SafetyContact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    letter_id = models.BigIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]


class Restriction(Versioned):
    """What a writer may no longer do for some time: with a reason, an end, a second approver and an appeal."""

    class Scope(models.TextChoices):
        REVIEW = "review", pgettext_lazy("restriction", "Answered only after a second person has looked")
        NO_BULK = "no-bulk", pgettext_lazy("restriction", "Many mails a day are filed as one, answered once")
        NO_FORM = "no-form", pgettext_lazy("restriction", "The form is refused; letters and calls stay open")

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("restriction", "to approve")
        IN_FORCE = "in-force", pgettext_lazy("restriction", "in force")
        REFUSED = "refused", pgettext_lazy("restriction", "refused")
        LIFTED = "lifted", pgettext_lazy("restriction", "lifted")

    writer = models.ForeignKey("audience.Writer", on_delete=models.CASCADE, related_name="restrictions")
    scope = models.CharField(_("What is restricted"), max_length=8, choices=Scope.choices)
    reason = models.CharField(_("Reason"), max_length=500)
    ends_on = models.DateField(_("Until and including"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=300, blank=True)
    """Why it was refused or lifted."""
    told_at = models.DateTimeField(null=True, blank=True)
    told_how = models.CharField(max_length=160, blank=True)
    letter_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["writer", "ends_on"], name="restrictions_of_a_writer"),
            models.Index(fields=["state", "ends_on"], name="restrictions_by_state"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="a_restriction_needs_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="in-force") | Q(decided_by__isnull=False), name="a_restriction_is_approved"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_restriction_has_a_reason"),
        ]


class Appeal(Versioned):
    """The writer does not agree: recorded as said, decided by a third person."""

    class Outcome(models.TextChoices):
        KEPT = "kept", pgettext_lazy("appeal", "restriction kept")
        SHORTENED = "shortened", pgettext_lazy("appeal", "restriction shortened")
        LIFTED = "lifted", pgettext_lazy("appeal", "restriction lifted")

    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="appeals")
    text = models.TextField(_("What the writer says"))
    received_on = models.DateField(_("Received on"))
    recorded_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    outcome = models.CharField(_("Decision"), max_length=9, choices=Outcome.choices, blank=True)
    reason = models.CharField(_("Reason of the decision"), max_length=500, blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["recorded_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["restriction"],
                condition=Q(decided_at__isnull=True),
                name="one_open_appeal_per_restriction",
            )
        ]
