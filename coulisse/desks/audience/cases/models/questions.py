"""A question put to a production, about what somebody wrote."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RoutedQuestion(models.Model):
    """Asked of one person of the production, or of somebody outside by a link; the answer goes into the thread."""

    conversation = models.ForeignKey("audience.Conversation", on_delete=models.CASCADE, related_name="questions")
    production = models.ForeignKey(
        "productions.Production", verbose_name=_("Production"), on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(_("Question"))
    asked_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Asked of"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    guest_name = models.CharField(_("Name"), max_length=160, blank=True)
    guest_email = models.EmailField(_("E-mail address"), blank=True)
    guest_link = models.ForeignKey(
        "accounts.GuestLink", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(_("Answer due"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(_("Answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(asked_to__isnull=False, guest_email="") | Q(asked_to__isnull=True),
                name="a_question_is_asked_of_one",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["production", "due_on"],
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                name="questions_open",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
