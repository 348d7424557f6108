"""One animation, and what it asks."""

from typing import ClassVar, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.community.strategy.models import Idea
from coulisse.foundation.accounts.models import Client
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.productions.models import Production

KEEP_DAYS: Final = 90
SECONDS: Final = 30
MOST_DELAY: Final = 86_400
MOST_REFERENCE: Final = 120


class Animation(Versioned):
    """A poll, a quiz, a contest or a call for ideas, with a public page of its own."""

    class Kind(models.TextChoices):
        POLL = "poll", pgettext_lazy("animation", "Poll")
        QUIZ = "quiz", pgettext_lazy("animation", "Quiz on the second screen")
        CONTEST = "contest", pgettext_lazy("animation", "Contest")
        CALL = "call", pgettext_lazy("animation", "Call for ideas and questions")

    class Mechanic(models.TextChoices):
        """How somebody wins."""

        NONE = "", pgettext_lazy("way of winning", "nothing to win")
        SKILL = "skill", pgettext_lazy("way of winning", "skill and a tie-break question")
        JURY = "jury", pgettext_lazy("way of winning", "a jury chooses")
        DRAW = "draw", pgettext_lazy("way of winning", "a draw by lot")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("animation", "draft")
        OPEN = "open", pgettext_lazy("animation", "open")
        CLOSED = "closed", pgettext_lazy("animation", "closed")
        SETTLED = "settled", pgettext_lazy("animation", "result published")
        CANCELLED = "cancelled", pgettext_lazy("animation", "cancelled")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(pgettext_lazy("animation", "Kind"), max_length=7, choices=Kind.choices)
    mechanic = models.CharField(_("How one wins"), max_length=5, choices=Mechanic.choices, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    slug = models.SlugField(_("Address of the public page"), max_length=60, unique=True)
    titles = models.JSONField(default=dict)
    """By language: {"fr": …, "nl": …}; a language without a title has no page."""
    intros = models.JSONField(default=dict)
    ways = models.JSONField(default=dict)
    """How one takes part."""
    prizes = models.JSONField(default=dict)
    criteria = models.JSONField(default=dict)
    tie_labels = models.JSONField(default=dict)
    tie_unit = models.CharField(_("Unit"), max_length=20, blank=True)
    tie_answer = models.DecimalField(
        _("True answer to the tie-break question"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    starts_at = models.DateTimeField(pgettext_lazy("animation", "From"))
    ends_at = models.DateTimeField(pgettext_lazy("animation", "Until"))
    broadcast = models.ForeignKey(
        Broadcast, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("During")
    )
    organiser = models.CharField(_("Organiser: name and address"), max_length=200, blank=True)
    complaints = models.CharField(_("Where one complains"), max_length=200, blank=True)
    authorisation = models.CharField(_("Reference of the authorisation"), max_length=MOST_REFERENCE, blank=True)
    winners = models.PositiveSmallIntegerField(_("How many win"), default=1)
    least_age = models.PositiveSmallIntegerField(_("Least age"))
    asks_contact = models.BooleanField(_("Ask for an e-mail address, to reach who wins"), default=False)
    shows_live = models.BooleanField(_("Show the result while it runs"), default=True)
    delay_seconds = models.PositiveIntegerField(_("Delay of the broadcast, in seconds"), default=0)
    """By how much the public sees the programme after whoever presses the key: stream, replay."""
    keep_days = models.PositiveSmallIntegerField(_("Personal data is kept, in days"), default=KEEP_DAYS)
    rules = models.JSONField(default=dict)
    """By language, as people read them; written from the record until somebody changes them."""
    rules_hash = models.CharField(max_length=64, blank=True)
    idea = models.ForeignKey(Idea, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)
    """When names and addresses of those who took part were taken out."""

    class Meta:
        ordering: ClassVar = ["-starts_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=False) ^ Q(production__isnull=False), name="animation_of_one_owner"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="animation_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "cancelled")) | (Q(opened_at__isnull=False) & ~Q(rules_hash="")),
                name="animation_opens_with_frozen_rules",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "cancelled")) | ~Q(mechanic="draw") | ~Q(authorisation=""),
                name="no_draw_without_authorisation",
            ),
            models.CheckConstraint(condition=Q(winners__gt=0), name="somebody_can_win"),
            models.CheckConstraint(condition=Q(delay_seconds__lte=MOST_DELAY), name="delay_of_a_day_at_most"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["production", "-starts_at"], name="animations_of_a_production"),
            models.Index(fields=["client", "-starts_at"], name="animations_of_a_client"),
        ]

    def __str__(self) -> str:
        return str(self.titles.get("fr") or next(iter(self.titles.values()), self.slug))

    @property
    def is_game(self) -> bool:
        """Right answers are counted, and somebody is ranked."""
        return self.mechanic == self.Mechanic.SKILL

    @property
    def languages(self) -> list[str]:
        return [code for code, _name in settings.LANGUAGES if code in self.titles]


class GameQuestion(models.Model):
    """One question. Of a quiz it is released by hand, and open from then for `seconds`."""

    animation = models.ForeignKey(Animation, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    labels = models.JSONField(default=dict)
    options = models.JSONField(default=list)
    """[{"fr": …, "nl": …}, …]"""
    right = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    """Numbers of the right options, from 0; none in a poll. Nobody outside the desk learns them before the end."""
    points = models.PositiveSmallIntegerField(default=1)
    seconds = models.PositiveSmallIntegerField(default=SECONDS)
    most = models.PositiveSmallIntegerField(default=1)
    """How many options one may choose."""
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["animation", "position"], name="question_of_a_game_once"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True, closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="question_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return str(self.labels.get("fr") or next(iter(self.labels.values()), self.position))
