"""What a client (or one of the house's own productions) wants from its networks."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.accounts.models import Client
from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.productions.models import Production


class Brief(Versioned):
    """What somebody asked for: the paper that every plan is held against. One in force for each owner."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    goals = models.TextField(_("Goals"))
    publics = models.TextField(_("Publics"), blank=True)
    tone = models.TextField(_("Tone"), blank=True)
    avoided = models.TextField(_("Words to avoid"), blank=True)
    """One a line."""
    budget_cents = models.BigIntegerField(_("Paid media"), null=True, blank=True)
    """Euro cents, without VAT; empty where nobody said."""
    budget_account = models.CharField(_("Budget line"), max_length=20, blank=True)
    """The account of the production's budget that paid media is posted on."""
    needs_approval = models.BooleanField(_("Nothing is published before it is approved"), default=False)
    starts_on = models.DateField(pgettext_lazy("brief", "From"), null=True, blank=True)
    ends_on = models.DateField(pgettext_lazy("brief", "Until"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=False) ^ Q(production__isnull=False), name="brief_of_one_owner"
            ),
            models.UniqueConstraint(
                fields=["client"], condition=Q(client__isnull=False), name="one_brief_a_client"
            ),
            models.UniqueConstraint(
                fields=["production"], condition=Q(production__isnull=False), name="one_brief_a_production"
            ),
            models.CheckConstraint(
                condition=Q(budget_cents__isnull=True) | Q(budget_cents__gte=0), name="brief_budget_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.goals[:60]


class Portrait(Versioned):
    """One audience, told as people: who they are, what they look for, where and when they are found."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(pgettext_lazy("audience", "Name"), max_length=120)
    who = models.TextField(_("Who they are"))
    seeks = models.TextField(_("What they look for"), blank=True)
    networks = models.CharField(_("Networks"), max_length=200, blank=True)
    languages = models.CharField(_("Languages"), max_length=60, blank=True)
    hours = models.CharField(_("When they are there"), max_length=200, blank=True)
    basis = models.TextField(_("Where this is known from"))
    """Figures, inquiries, letters: a portrait without a source is a prejudice."""
    known_on = models.DateField(_("Known on"))
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=False) ^ Q(production__isnull=False), name="portrait_of_one_owner"
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="portrait_says_where_from"),
        ]

    def __str__(self) -> str:
        return self.name


class MeetingNote(Versioned):
    """What was said at a meeting with the client, and what was decided."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField(pgettext_lazy("meeting", "On"))
    present = models.CharField(_("Present"), max_length=300)
    said = models.TextField(_("What was said"))
    decided = models.TextField(_("What was decided"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=False) ^ Q(production__isnull=False), name="meeting_note_of_one_owner"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.present}"


class ColleagueRequest(Versioned):
    """Something asked of a colleague: a picture, an access, a fact.

    No task: it is asked of a service, perhaps outside the house, and no client ever reads it.
    """

    class Service(models.TextChoices):
        MARKETING = "marketing", pgettext_lazy("service", "Marketing")
        IT = "it", pgettext_lazy("service", "IT")
        COMMUNICATION = "communication", pgettext_lazy("service", "Communication")
        OTHER = "other", pgettext_lazy("service", "Another service")

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("request", "asked")
        PROMISED = "promised", pgettext_lazy("request", "promised")
        DELIVERED = "delivered", pgettext_lazy("request", "delivered")
        REFUSED = "refused", pgettext_lazy("request", "refused")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    service = models.CharField(_("Service"), max_length=13, choices=Service.choices)
    addressee = models.CharField(_("Asked of"), max_length=120)
    what = models.CharField(_("What is asked"), max_length=200)
    details = models.TextField(_("Details"), blank=True)
    due_on = models.DateField(_("Needed by"))
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    answer = models.CharField(_("Answer"), max_length=300, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was delivered or refused."""

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=False) ^ Q(production__isnull=False), name="request_of_one_owner"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("asked", "promised"), ended_at__isnull=True)
                | Q(state__in=("delivered", "refused"), ended_at__isnull=False),
                name="request_ended_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.what
