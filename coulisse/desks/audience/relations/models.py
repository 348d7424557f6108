"""Who writes: a person over all channels, the addresses he writes from, what he consented to, who was merged."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.audience.relations.keys import name_key
from coulisse.foundation.journal.versions import Versioned
from coulisse.kernel.money import Money


class Writer(Versioned):
    """Somebody of the public who wrote, called or came. Never a contact of the trade: those are `people`."""

    name = models.CharField(_("Name"), max_length=160, blank=True)
    name_key = models.CharField(max_length=200, blank=True, db_index=True, editable=False)
    """The words of the name, plain and in one order: « Lambot Hubert » is « Hubert Lambot »."""
    language = models.CharField(_("Language"), max_length=3, blank=True)
    """fr, nl, en, de: what this person usually writes in; empty while unknown."""
    note = models.TextField(_("Remark"), blank=True)
    is_minor = models.BooleanField(_("Minor"), default=False)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged_here"
    )
    """Set while this card is one with another; taking a merge back empties it."""
    pseudonymised_at = models.DateTimeField(null=True, blank=True)
    """Name, addresses and words are gone; what was counted stays."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-last_at", "-id"], name="writers_latest_first"),
            models.Index(fields=["name"], name="writers_by_name"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="a_writer_is_not_in_himself"
            )
        ]

    def __str__(self) -> str:
        return self.name or str(_("Somebody without a name"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = name_key(self.name)
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = [*fields, "name_key"]
        super().save(*args, **kwargs)


class WriterAddress(models.Model):
    """One way to reach a writer. The same address never belongs to two."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail address")
        PHONE = "phone", _("Telephone")
        HANDLE = "handle", pgettext_lazy("social network", "Account")
        POSTAL = "postal", _("Postal address")

    writer = models.ForeignKey(Writer, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    value = models.CharField(max_length=500)
    """As written; a postal address on several lines."""
    key = models.CharField(max_length=250)
    """Comparable: small letters, E.164 for telephones, `facebook:name` for accounts, words without accents."""
    bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key"], name="an_address_belongs_to_one_writer")
        ]

    def __str__(self) -> str:
        return self.value


class Mention(models.Model):
    """A number or an address that a writer gave without writing from it: in a signature, or at home."""

    writer = models.ForeignKey(Writer, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=6, choices=WriterAddress.Kind.choices)
    key = models.CharField(max_length=250)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key", "writer"], name="an_address_is_mentioned_once")
        ]


class Consent(models.Model):
    """What a writer agreed to, for one purpose; withdrawing is a date, never a deletion."""

    class Purpose(models.TextChoices):
        EVENTS = "events", _("Invitations to meetings")
        NEWSLETTER = "newsletter", _("Newsletter")
        PANEL = "panel", _("Panel of viewers and listeners")
        QUOTE = "quote", _("Being quoted")

    writer = models.ForeignKey(Writer, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(max_length=200)
    """Where and in which words it was given: « formulaire de la rencontre du 08/04 »."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["writer", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_consent_in_force_per_purpose",
            )
        ]


class MergeProposal(models.Model):
    """Two cards that may be one person, with the reasons; a person decides."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("merge proposal", "open")
        MERGED = "merged", pgettext_lazy("merge proposal", "merged")
        REFUSED = "refused", pgettext_lazy("merge proposal", "two people")

    kept = models.ForeignKey(Writer, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Writer, on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)
    """[{"code": "phone" | "email" | "postal" | "name" | "town" | "handle" | "programme" | "hand", "value": …}]."""
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    moved = models.JSONField(default=dict)
    """What the merge moved, so that it can be taken back exactly: {"rows": {"audience.conversation.writer": […]},
    "before": {…}, "after": {…}, "latest": id of the last conversation of that moment}."""

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-proposed_at", "-id"], condition=Q(state="open"), name="merges_that_are_proposed"
            ),
            models.Index(fields=["-decided_at"], condition=Q(state="merged"), name="merges_that_were_made"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kept", "other"], name="one_proposal_per_pair"),
            models.CheckConstraint(condition=~Q(kept=F("other")), name="nobody_merges_with_himself"),
        ]


class TicketImport(models.Model):
    """One file of the box office: given, looked at, imported; given again, it adds nothing twice."""

    class State(models.TextChoices):
        GIVEN = "given", pgettext_lazy("ticket import", "to be checked")
        RUNNING = "running", pgettext_lazy("ticket import", "under way")
        DONE = "done", pgettext_lazy("ticket import", "imported")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(default=bytes)
    """The file itself, until it is imported."""
    mapping = models.JSONField(default=list)
    """For each column, the field that it is read as; empty: left out."""
    state = models.CharField(max_length=7, choices=State.choices, default=State.GIVEN)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    """[{"line", "field", "code", "value"}]."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["production", "-at"], name="ticket_imports_latest_first")]

    def __str__(self) -> str:
        return self.file_name


class TicketOrder(models.Model):
    """One place sold for one performance, as the box office has it."""

    class Status(models.TextChoices):
        SOLD = "sold", pgettext_lazy("ticket", "sold")
        CANCELLED = "cancelled", pgettext_lazy("ticket", "cancelled")
        REFUNDED = "refunded", pgettext_lazy("ticket", "refunded")
        RESERVED = "reserved", pgettext_lazy("ticket", "reserved")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    writer = models.ForeignKey(
        Writer, on_delete=models.SET_NULL, null=True, blank=True, related_name="ticket_orders"
    )
    imported = models.ForeignKey(TicketImport, on_delete=models.PROTECT, related_name="orders")
    line = models.PositiveIntegerField()
    """Of the file, as a spreadsheet numbers it."""
    order_number = models.CharField(max_length=60)
    name = models.CharField(max_length=160, blank=True)
    email = models.CharField(max_length=250, blank=True)
    """Comparable, as the address of a card: small letters."""
    phone = models.CharField(max_length=60, blank=True)
    """E.164."""
    performed_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    seat = models.CharField(max_length=60, blank=True)
    seat_key = models.CharField(max_length=60, blank=True)
    """Comparable: « Rang A, place 3 » and « A03 » are `a 3`; empty where places are free."""
    rank = models.PositiveSmallIntegerField(default=1)
    """Which of several free places of one order."""
    category = models.CharField(max_length=80, blank=True)
    price_cents = models.IntegerField(null=True, blank=True)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.SOLD)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["writer", "-performed_on"], name="tickets_of_a_writer"),
            models.Index(
                fields=["production", "performed_on", "seat_key"],
                condition=Q(status="sold") & ~Q(seat_key=""),
                name="tickets_by_place",
            ),
            models.Index(
                fields=["email"], condition=Q(writer__isnull=True) & ~Q(email=""), name="tickets_without_card"
            ),
            models.Index(
                fields=["phone"], condition=Q(writer__isnull=True) & ~Q(phone=""), name="tickets_without_card_tel"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "order_number", "performed_on", "starts_at", "seat_key", "rank"],
                nulls_distinct=False,
                name="one_row_per_place_of_an_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.order_number} {self.seat}".strip()

    @property
    def price(self) -> Money | None:
        return None if self.price_cents is None else Money(self.price_cents)


class GestureLimit(Versioned):
    """What whoever answers may offer without asking, for one production."""

    production = models.OneToOneField("productions.Production", on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField(_("Places at most"), default=0)
    cents = models.PositiveIntegerField(_("Amount at most"), default=0)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Who approves what is above"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    box_office = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Who does it at the box office"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    def __str__(self) -> str:
        return str(self.production)


class Gesture(Versioned):
    """Places or an amount offered to somebody who was wronged: at once within the limit, else once approved."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("gesture", "to be approved")
        GIVEN = "given", pgettext_lazy("gesture", "handed to the box office")
        REFUSED = "refused", pgettext_lazy("gesture", "refused")
        TAKEN_BACK = "back", pgettext_lazy("gesture", "taken back")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    writer = models.ForeignKey(Writer, on_delete=models.PROTECT, related_name="gestures")
    conversation = models.ForeignKey(
        "audience.Conversation", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    order = models.ForeignKey(TicketOrder, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    seats = models.PositiveSmallIntegerField(_("Places"), default=0)
    cents = models.PositiveIntegerField(_("Amount"), default=0)
    reason = models.CharField(_("Reason"), max_length=300)
    state = models.CharField(max_length=7, choices=State.choices, default=State.GIVEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    why_refused = models.CharField(max_length=300, blank=True)
    task = models.ForeignKey("tasks.Task", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["writer", "-at"], name="gestures_of_a_writer"),
            models.Index(fields=["production"], condition=Q(state="waiting"), name="gestures_to_approve"),
        ]

    def __str__(self) -> str:
        return self.reason[:80]

    @property
    def amount(self) -> Money:
        return Money(self.cents)
