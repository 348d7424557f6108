"""What is looked for, and what is asked of those who comment: lists of words, rules, the charter.

Lists and rules belong to a production, to a client, or to the whole house where both are empty.
"""

from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.accounts.models import Client
from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.productions.models import Production

PERSON = settings.AUTH_USER_MODEL
OF_ONE_OWNER: Final = Q(client__isnull=True) | Q(production__isnull=True)


class WordList(Versioned):
    """Words of one language; see `engines/moderation/words.py` for what a line may be."""

    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(pgettext_lazy("list of words", "Name"), max_length=80)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    terms = models.TextField(_("Words"), blank=True)
    changed_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name", "language", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "name", "language"], name="word_list_once"),
            models.UniqueConstraint(fields=["client", "name", "language"], name="word_list_once_a_client"),
            models.CheckConstraint(condition=OF_ONE_OWNER, name="word_list_of_one_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language.upper()})"

    @property
    def is_house(self) -> bool:
        return self.production_id is None and self.client_id is None


class ModerationRule(Versioned):
    """All conditions that are given must hold. It is switched on only as it was tried."""

    class Action(models.TextChoices):
        HIDE = "hide", pgettext_lazy("rule", "propose to hide")
        FLAG = "flag", pgettext_lazy("rule", "flag")
        SORT = "sort", pgettext_lazy("rule", "only sort")

    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(pgettext_lazy("rule", "Name"), max_length=80)
    lists: models.ManyToManyField = models.ManyToManyField(  # type: ignore[type-arg]
        WordList, verbose_name=_("Lists of words"), related_name="rules", blank=True
    )
    severities = models.JSONField(_("What the words alone say"), default=list, blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, blank=True)
    topic = models.CharField(_("Topic"), max_length=60, blank=True)
    links = models.PositiveSmallIntegerField(_("Links in the text, at least"), default=0)
    rate_count = models.PositiveSmallIntegerField(_("Comments of one author, at least"), default=0)
    rate_minutes = models.PositiveSmallIntegerField(_("within so many minutes"), default=10)
    action = models.CharField(_("What it does"), max_length=4, choices=Action.choices, default=Action.FLAG)
    severity = models.CharField(_("How grave"), max_length=10, blank=True)
    is_on = models.BooleanField(default=False)
    tried_hash = models.CharField(max_length=64, blank=True)
    """What stood in it, and in its lists, when it was last tried on past comments."""
    tried_at = models.DateTimeField(null=True)
    tried_count = models.PositiveIntegerField(default=0)
    switched_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    switched_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=OF_ONE_OWNER, name="rule_of_one_owner"),
            models.CheckConstraint(condition=Q(is_on=False) | ~Q(tried_hash=""), name="rule_on_was_tried"),
            models.CheckConstraint(condition=Q(rate_minutes__gte=1), name="rule_rate_has_minutes"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_house(self) -> bool:
        return self.production_id is None and self.client_id is None


class Charter(Versioned):
    """What a production or a client asks of those who comment, public under an address of its own."""

    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    slug = models.SlugField(_("Public address"), max_length=60, unique=True)
    texts = models.JSONField(default=dict)
    """By language, plain text."""
    is_public = models.BooleanField(_("Anybody may read it"), default=False)
    changed_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production"], name="charter_once", condition=Q(production__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["client"], name="charter_once_a_client", condition=Q(client__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(client__isnull=False) ^ Q(production__isnull=False), name="charter_of_one_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.slug
