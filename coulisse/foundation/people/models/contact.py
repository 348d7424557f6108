"""A person or a firm in the book of the house.

A card is one row: its lines of e-mail, telephone and address are written together, under one version number.
"""

from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User


class ContactQuerySet(models.QuerySet["Contact"]):
    """The book."""

    def visible_to(self, user: "User") -> "ContactQuerySet":
        """The whole book for the people of the house; nothing of it for a client's person."""
        return self if user.may("read") else self.none()


class Contact(Versioned):
    """One card."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        COMPANY = "company", _("Company or organisation")

    class Label(models.TextChoices):
        """What a line of e-mail, telephone or address is for."""

        WORK = "work", pgettext_lazy("use of an address or number", "Work")
        HOME = "home", pgettext_lazy("use of an address or number", "Home")
        MOBILE = "mobile", pgettext_lazy("use of an address or number", "Mobile")
        INVOICES = "invoices", pgettext_lazy("use of an address or number", "Invoices")
        OTHER = "other", pgettext_lazy("use of an address or number", "Other")

    kind = models.CharField(
        pgettext_lazy("kind of contact", "Kind"), max_length=8, choices=Kind.choices, default=Kind.PERSON
    )
    first_name = models.CharField(_("First name"), max_length=80, blank=True)
    last_name = models.CharField(_("Last name"), max_length=120, blank=True)
    name = models.CharField(_("Name"), max_length=200)
    """As it is shown: first and last name of a person, or the name of the firm."""
    emails = models.JSONField(_("E-mail addresses"), default=list, blank=True)
    """[{"label": …, "value": …}], the first one is written to."""
    phones = models.JSONField(_("Telephone numbers"), default=list, blank=True)
    """[{"label": …, "value": E.164}]"""
    addresses = models.JSONField(_("Addresses"), default=list, blank=True)
    """[{"label": …, "street": …, "postcode": …, "town": …, "country": ISO 3166}]"""
    languages = ArrayField(
        models.CharField(max_length=3), verbose_name=_("Languages spoken"), default=list, blank=True
    )
    document_language = models.CharField(
        _("Language of documents"), max_length=2, choices=settings.LANGUAGES, default="fr"
    )
    skills = ArrayField(models.CharField(max_length=60), verbose_name=_("Skills"), default=list, blank=True)
    """Codes of `trades`, or words of one's own."""
    tags = ArrayField(models.CharField(max_length=40), verbose_name=_("Tags"), default=list, blank=True)
    website = models.URLField(_("Website"), max_length=300, blank=True)
    birthday = models.DateField(_("Birthday"), null=True, blank=True)
    vat = models.CharField(_("VAT number"), max_length=20, blank=True)
    notes = models.TextField(_("Notes"), blank=True)
    created_at = models.DateTimeField(editable=False)

    sort_key = models.CharField(max_length=200, editable=False)
    name_key = models.CharField(max_length=200, editable=False)
    sound_key = models.CharField(max_length=200, editable=False)
    email_keys = ArrayField(models.CharField(max_length=254), default=list, editable=False)
    phone_keys = ArrayField(models.CharField(max_length=40), default=list, editable=False)
    town = models.CharField(_("Town"), max_length=80, blank=True, editable=False)
    town_key = models.CharField(max_length=200, blank=True, editable=False)
    search_text = models.TextField(editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["sort_key", "id"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(name=""), name="contact_has_a_name")]
        indexes: ClassVar = [
            models.Index(fields=["sort_key", "id"], name="contacts_by_name"),
            models.Index(fields=["sound_key"], name="contacts_by_sound"),
            models.Index(fields=["birthday"], condition=Q(birthday__isnull=False), name="contacts_by_birthday"),
            models.Index(fields=["name_key"], name="contacts_by_whole_name"),
            models.Index(fields=["town_key", "sort_key"], name="contacts_by_town"),
            models.Index(fields=["-created_at", "-id"], name="contacts_newest_first"),
            models.Index(fields=["kind", "sort_key"], name="contacts_by_kind"),
            models.Index(fields=["vat"], condition=~Q(vat=""), name="contacts_by_vat"),
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="contacts_by_words"),
            GinIndex(OpClass("name_key", name="gin_trgm_ops"), name="contacts_by_name_alike"),
            GinIndex(fields=["skills"], name="contacts_by_skill"),
            GinIndex(fields=["tags"], name="contacts_by_tag"),
            GinIndex(fields=["languages"], name="contacts_by_language"),
            GinIndex(fields=["email_keys"], name="contacts_by_email"),
            GinIndex(fields=["phone_keys"], name="contacts_by_phone"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def label_of(cls, name: str) -> str:
        """The words for a field."""
        return str(_columns()[name].verbose_name)

    @classmethod
    def from_json(cls, name: str, value: Any) -> Any:
        """A field's value out of a snapshot."""
        return _columns()[name].to_python(value)

    @property
    def is_person(self) -> bool:
        return self.kind == self.Kind.PERSON


def _columns() -> "dict[str, models.Field[Any, Any]]":
    return {field.name: field for field in Contact._meta.concrete_fields}


FIELDS: Final = (
    "kind",
    "first_name",
    "last_name",
    "name",
    "emails",
    "phones",
    "addresses",
    "languages",
    "document_language",
    "skills",
    "tags",
    "website",
    "birthday",
    "vat",
    "notes",
)
"""What people write on a card; the rest is made from it."""

KEYS: Final = ("sort_key", "name_key", "sound_key", "email_keys", "phone_keys", "town", "town_key", "search_text")
"""What `keys.keys_of` makes of the fields."""
