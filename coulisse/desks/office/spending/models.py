"""Rows of the slice: what people spent and hand in, quotes to choose between, and what a meeting decides."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class Expense(Versioned):
    """One ticket: who spent what, where, for which account. Nothing is in the books until it is validated."""

    class State(models.TextChoices):
        TO_VALIDATE = "to-validate", pgettext_lazy("expense", "To validate")
        POSTED = "posted", pgettext_lazy("expense", "Posted")
        REFUSED = "refused", pgettext_lazy("expense", "Refused")

    class PaidWith(models.TextChoices):
        OWN = "own", pgettext_lazy("paid with", "Own money, to pay back")
        CARD = "card", pgettext_lazy("paid with", "Card of the production")
        CASH = "cash", pgettext_lazy("paid with", "Petty cash")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(editable=False)
    """Counted per production, and never given twice: n° 0311."""
    day = models.DateField(_("Date of the ticket"))
    spent_at = models.TimeField(_("Hour"), null=True, blank=True)
    who = models.CharField(_("Spent by"), max_length=120)
    supplier = models.CharField(_("Supplier"), max_length=160)
    label = models.CharField(_("What for"), max_length=200)
    gross_cents = models.BigIntegerField(_("Amount, VAT included"))
    vat_percent = models.DecimalField(_("VAT rate"), max_digits=5, decimal_places=2)
    account = models.CharField(_("Account"), max_length=16)
    paid_with = models.CharField(_("Paid with"), max_length=4, choices=PaidWith.choices, default=PaidWith.OWN)
    shooting_day = models.DateField(_("Shooting day"), null=True, blank=True)
    place = models.CharField(_("Place"), max_length=120, blank=True)
    territory = models.CharField(_("Territory"), max_length=2, blank=True)
    paper = models.ForeignKey(
        "documents.Document", verbose_name=_("Ticket"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    paper_hash = models.CharField(max_length=64, blank=True)
    """Of the photo as it was handed in: the same photo twice is a duplicate, whatever was typed."""
    state = models.CharField(max_length=11, choices=State.choices, default=State.TO_VALIDATE)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    """Why it was refused, or taken back out of the books."""
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    handed_in_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["day", "spent_at", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "number"], name="one_expense_of_each_number"),
            models.CheckConstraint(
                condition=Q(vat_percent__gte=0, vat_percent__lt=100), name="vat_of_an_expense_is_a_rate"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="an_expense_is_refused_with_a_reason"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["production", "state", "day"], name="expenses_by_state"),
            models.Index(fields=["production", "gross_cents"], name="expenses_of_one_amount"),
        ]

    def __str__(self) -> str:
        return f"n°\u00a0{self.number:04} · {self.supplier}"


class Ceiling(Versioned):
    """A most for expenses: beyond it they are marked, never refused by the machine."""

    class Of(models.TextChoices):
        TICKET = "ticket", pgettext_lazy("ceiling of", "One ticket")
        PERSON = "person", pgettext_lazy("ceiling of", "One person in a day")
        ACCOUNT = "account", pgettext_lazy("ceiling of", "One account in a day")

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="+")
    of = models.CharField(_("Ceiling of"), max_length=7, choices=Of.choices)
    account = models.CharField(_("Account"), max_length=16, blank=True)
    """Empty: every account."""
    cents = models.PositiveBigIntegerField(_("At most"))

    class Meta:
        ordering: ClassVar = ["of", "account", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "of", "account"], name="one_ceiling_of_a_kind")
        ]

    def __str__(self) -> str:
        return str(self.get_of_display())


class QuoteRequest(Versioned):
    """What several suppliers were asked to price, for one account; one of them is chosen, with a reason."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    account = models.CharField(_("Account"), max_length=16)
    title = models.CharField(_("What is asked"), max_length=160)
    needed_on = models.DateField(_("Needed on"), null=True, blank=True)
    expected_cents = models.BigIntegerField(_("Counted in the estimate"), null=True, blank=True)
    """What the estimate holds for it; empty, the first quote that came in."""
    chosen = models.ForeignKey("office.Quote", on_delete=models.PROTECT, null=True, related_name="+")
    chosen_why = models.CharField(_("Reason"), max_length=300, blank=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    chosen_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(chosen__isnull=True) | ~Q(chosen_why=""), name="a_quote_is_chosen_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Quote(Versioned):
    """One answer. A better offer of the same supplier is another quote: both are kept."""

    request = models.ForeignKey(QuoteRequest, on_delete=models.CASCADE, related_name="quotes")
    supplier = models.CharField(_("Supplier"), max_length=160)
    net_cents = models.BigIntegerField(_("Amount, without VAT"))
    vat_percent = models.DecimalField(_("VAT rate"), max_digits=5, decimal_places=2)
    received_on = models.DateField(_("Received on"))
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    due_on = models.DateField(_("To be paid on"), null=True, blank=True)
    conditions = models.TextField(_("Conditions"), blank=True)
    paper = models.ForeignKey(
        "documents.Document", verbose_name=_("Document"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["received_on", "pk"]

    def __str__(self) -> str:
        return self.supplier


class NegotiationNote(models.Model):
    """What was said on the telephone, on which day, to whom."""

    request = models.ForeignKey(QuoteRequest, on_delete=models.CASCADE, related_name="notes")
    day = models.DateField(_("Day"))
    text = models.TextField(_("Note"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["day", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Meeting(Versioned):
    """One meeting on the money of a production: its pack, its minutes, the tasks that come out of it."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("Title"), max_length=160)
    starts_at = models.DateTimeField(_("Begins at"))
    place = models.CharField(_("Place"), max_length=120, blank=True)
    people = models.CharField(_("Who attends"), max_length=300, blank=True)
    minutes = models.TextField(_("Minutes"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class OpenDecision(Versioned):
    """A question with its options, put to somebody before a day; the answer stays with its reason."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="+")
    question = models.CharField(_("Question"), max_length=200)
    options = models.TextField(_("Options"), blank=True)
    """One a line."""
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Who decides"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    due_on = models.DateField(_("To be decided by"), null=True, blank=True)
    answer = models.CharField(_("Decision"), max_length=300, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="decisions")
    """At which meeting it was decided, if at one."""
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = [F("due_on").asc(nulls_last=True), "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | ~Q(answer=""), name="a_decision_says_what"
            )
        ]

    def __str__(self) -> str:
        return self.question
