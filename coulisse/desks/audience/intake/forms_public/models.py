"""What a form of the public asks, and in which words."""

from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned

FIELDS: Final[dict[str, Promise]] = {
    "name": _("Name"),
    "email": _("E-mail address"),
    "phone": _("Telephone"),
    "postal": _("Postal address"),
    "subject": _("Subject"),
    "moment": _("Date and hour of the broadcast or performance"),
    "age": _("Under 18 years old"),
    "files": _("Files"),
}
"""What a form may ask beside the message itself."""


class PublicForm(Versioned):
    """One form: for a production, or for the house."""

    class Ask(models.TextChoices):
        NO = "no", pgettext_lazy("field of a form", "not asked")
        MAY = "may", pgettext_lazy("field of a form", "optional")
        MUST = "must", pgettext_lazy("field of a form", "required")

    slug = models.SlugField(_("Address"), max_length=60, unique=True)
    production = models.ForeignKey(
        "productions.Production",
        verbose_name=_("Production"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    titles = models.JSONField(default=dict)
    """By language, as everything that the public reads: {"fr": …, "nl": …, "en": …}."""
    introductions = models.JSONField(default=dict)
    notices = models.JSONField(default=dict)
    """What becomes of the data, beside the button."""
    thanks = models.JSONField(default=dict)
    asks = models.JSONField(default=dict)
    """{"name": "must", "phone": "no", …}: the fields of `FIELDS`."""
    topic = models.ForeignKey(
        "audience.Topic",
        verbose_name=_("Topic"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    mailbox = models.ForeignKey(
        "mailroom.Mailbox",
        verbose_name=_("Mailbox that answers"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sends_receipt = models.BooleanField(_("Send a receipt by e-mail"), default=True)
    is_open = models.BooleanField(_("Open"), default=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return str(self.titles.get("fr") or next(iter(self.titles.values()), "") or self.slug)

    def ask(self, field: str) -> str:
        """no, may or must."""
        asked = self.asks.get(field, "no")
        return asked if asked in self.Ask.values else "no"
