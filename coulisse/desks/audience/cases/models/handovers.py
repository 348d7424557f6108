"""Other desks of the house that take a conversation over: whom, when, and that they have it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class HandDesk(models.TextChoices):
    """Where a conversation may be handed over."""

    PRESS = "press", pgettext_lazy("desk of the house", "Press")
    LEGAL = "legal", pgettext_lazy("desk of the house", "Legal")
    SECURITY = "security", pgettext_lazy("desk of the house", "Security")
    RIGHTS = "rights", pgettext_lazy("desk of the house", "Rights and images")
    MINORS = "minors", pgettext_lazy("desk of the house", "Protection of minors")
    PRIVACY = "privacy", pgettext_lazy("desk of the house", "Data protection")


class HouseContact(Versioned):
    """Who holds a desk of the house, and how to reach them."""

    desk = models.CharField(_("Desk"), max_length=8, choices=HandDesk.choices)
    name = models.CharField(_("Name"), max_length=160)
    email = models.EmailField(_("E-mail address"))
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    hours = models.CharField(_("Hours"), max_length=120, blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["desk", "id"]

    def __str__(self) -> str:
        return self.name


class HandOver(models.Model):
    """One handing over, with the letter that carried it."""

    conversation = models.ForeignKey("audience.Conversation", on_delete=models.CASCADE, related_name="handovers")
    desk = models.CharField(max_length=8, choices=HandDesk.choices)
    contact = models.ForeignKey(HouseContact, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    email = models.EmailField()
    """As they were when it left."""
    note = models.TextField(_("Note"), blank=True)
    due_at = models.DateTimeField(_("Due"), null=True, blank=True)
    letter = models.ForeignKey("mailroom.Letter", on_delete=models.SET_NULL, null=True, related_name="+")
    guest_link = models.ForeignKey("accounts.GuestLink", on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    received_how = models.CharField(_("How"), max_length=160, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_desk_display()} · {self.name}"
