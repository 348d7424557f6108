"""Meeting the public: evenings with so many places, questionnaires, panels, and a box for ideas."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned

SLUG = r"^[a-z0-9][a-z0-9-]{2,58}$"


class Evening(Versioned):
    """A meeting with the public: a place, an hour, so many seats."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(_("Address"), max_length=60, unique=True)
    titles = models.JSONField(default=dict)
    """By language: {"fr": …, "nl": …}; a language without a title has no form."""
    intros = models.JSONField(default=dict)
    notices = models.JSONField(default=dict)
    """What becomes of what one types, shown beside the form."""
    place = models.CharField(_("Place"), max_length=200)
    starts_at = models.DateTimeField(_("Starts"))
    ends_at = models.DateTimeField(_("Ends"))
    seats = models.PositiveSmallIntegerField(_("Places"))
    most_each = models.PositiveSmallIntegerField(_("Places for one registration, at most"), default=2)
    closes_at = models.DateTimeField(_("Registrations close"))
    is_open = models.BooleanField(_("Registrations are open"), default=True)

    class Meta:
        ordering: ClassVar = ["-starts_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="an_evening_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(seats__gt=0) & Q(most_each__gt=0), name="an_evening_has_places"),
        ]

    def __str__(self) -> str:
        return str(self.titles.get("fr") or next(iter(self.titles.values()), self.slug))


class Registration(models.Model):
    """Somebody who comes, or waits for a place. The address of its own page holds a secret."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", pgettext_lazy("registration", "has a place")
        WAITING = "waiting", pgettext_lazy("registration", "waits")
        CANCELLED = "cancelled", pgettext_lazy("registration", "does not come")

    evening = models.ForeignKey(Evening, on_delete=models.CASCADE, related_name="registrations")
    writer = models.ForeignKey(
        "audience.Writer", on_delete=models.SET_NULL, null=True, related_name="registrations"
    )
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-mail address"))
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    seats = models.PositiveSmallIntegerField(_("Places"), default=1)
    needs = models.CharField(_("What would help you to come"), max_length=300, blank=True)
    """Wheelchair place, sign language, a companion: what the person says, for the welcome only."""
    state = models.CharField(max_length=9, choices=State.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    registered_at = models.DateTimeField()
    placed_at = models.DateTimeField(null=True, blank=True)
    """When a place came free for somebody who waited."""
    cancelled_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    arrived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["registered_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["evening", "email"],
                condition=~Q(state="cancelled"),
                name="one_registration_per_address_and_evening",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Questionnaire(Versioned):
    """Questions after a broadcast, a show or an evening; answered without an account."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    evening = models.ForeignKey(
        Evening, on_delete=models.SET_NULL, null=True, blank=True, related_name="questionnaires"
    )
    slug = models.SlugField(_("Address"), max_length=60, unique=True)
    titles = models.JSONField(default=dict)
    intros = models.JSONField(default=dict)
    notices = models.JSONField(default=dict)
    is_open = models.BooleanField(_("Open to answers"), default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    """From then on everybody may read the figures, never the free words."""

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return str(self.titles.get("fr") or next(iter(self.titles.values()), self.slug))


class Question(models.Model):
    """One question; what may be answered follows from its kind."""

    class Kind(models.TextChoices):
        SCALE = "scale", _("From 1 to 5")
        CHOICE = "choice", _("One of several")
        SEVERAL = "several", _("Any of several")
        TEXT = "text", _("In words")

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("Kind"), max_length=7, choices=Kind.choices)
    labels = models.JSONField(default=dict)
    options = models.JSONField(default=list)
    """[{"fr": …, "nl": …}, …] for a choice."""
    is_required = models.BooleanField(_("Must be answered"), default=False)

    class Meta:
        ordering: ClassVar = ["position", "id"]


class Reply(models.Model):
    """What somebody answered, without a name unless the panel's link brought one."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="replies")
    invitation = models.OneToOneField(
        "audience.PanelInvitation", on_delete=models.SET_NULL, null=True, blank=True, related_name="reply"
    )
    language = models.CharField(max_length=2)
    at = models.DateTimeField()


class Answered(models.Model):
    """The answer to one question: numbers of options (from 0), the degree of a scale, or words."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    chosen = ArrayField(models.PositiveSmallIntegerField(), default=list)
    words = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reply", "question"], name="one_answer_per_question")
        ]


class Panel(Versioned):
    """Viewers, listeners or spectators who agreed to be asked."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("Name"), max_length=120)
    purpose = models.CharField(_("What it is for"), max_length=300)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Panelist(models.Model):
    """One member of a panel, as long as the consent holds."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="panelists")
    writer = models.ForeignKey("audience.Writer", on_delete=models.CASCADE, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["panel", "writer"], condition=Q(left_at__isnull=True), name="once_in_a_panel"
            )
        ]


class PanelInvitation(models.Model):
    """A questionnaire sent to a member of a panel: a link that answers once."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="invitations")
    panelist = models.ForeignKey(Panelist, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["questionnaire", "panelist"], name="one_invitation_per_panelist")
        ]


class Idea(Versioned):
    """Something that the public proposes, and what came of it."""

    class State(models.TextChoices):
        NEW = "new", pgettext_lazy("idea", "to read")
        KEPT = "kept", pgettext_lazy("idea", "being looked at")
        DONE = "done", pgettext_lazy("idea", "done")
        DECLINED = "declined", pgettext_lazy("idea", "not now")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("Idea"), max_length=2000)
    language = models.CharField(max_length=2)
    writer = models.ForeignKey(
        "audience.Writer", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("State"), max_length=8, choices=State.choices, default=State.NEW)
    answer = models.TextField(_("Answer"), max_length=2000, blank=True)
    at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True)
    """From then on the public page of ideas shows it, without a name."""

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["production", "-at"], name="ideas_latest_first")]

    def __str__(self) -> str:
        return self.text[:80]
