"""Routes of approval as data, what was handed in, and who decided what, having seen which parts.

A submission keeps its route as it was on the day of handing in; its state is never stored: `engines/approval`
derives it from revisions and decisions.
"""

from typing import ClassVar, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.strategy.models import Campaign, Idea
from coulisse.engines.approval import CLIENT
from coulisse.foundation.accounts.models import Client, GuestLink
from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.productions.models import Production

MOST_HOURS: Final = 240


class ContentType(models.TextChoices):
    """What kind of thing is published: each has its own route."""

    POST = "post", pgettext_lazy("content type", "post")
    PAID = "paid", pgettext_lazy("content type", "paid post")
    FILM = "film", pgettext_lazy("content type", "film")
    CONTEST = "contest", pgettext_lazy("content type", "contest")


class ApprovalRoute(Versioned):
    """Who is asked, in which order, for one type of content of one owner."""

    class Hours(models.TextChoices):
        OFFICE = "office", pgettext_lazy("hours", "office hours, on working days")
        ALL = "all", pgettext_lazy("hours", "around the clock, every day")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    content_type = models.CharField(_("For"), max_length=8, choices=ContentType.choices, default=ContentType.POST)
    hours = models.CharField(_("Terms run in"), max_length=6, choices=Hours.choices, default=Hours.OFFICE)
    opens = models.TimeField(_("Office opens"), default="09:00")
    closes = models.TimeField(_("Office closes"), default="18:00")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["content_type", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=False) ^ Q(production__isnull=False), name="approval_route_of_one_owner"
            ),
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="approval_office_closes_later"),
            models.UniqueConstraint(
                fields=["client", "production", "content_type"],
                condition=Q(archived_at__isnull=True),
                nulls_distinct=False,
                name="one_approval_route_a_type",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client or self.production} · {self.get_content_type_display()}"


class RouteStep(Versioned):
    """One role of a route: what it answers for, how long it has, what is done when it says nothing."""

    class Role(models.TextChoices):
        WRITER = "writer", pgettext_lazy("approval role", "Bilingual writer")
        ACCOUNT = "account", pgettext_lazy("approval role", "Account director")
        ART = "art", pgettext_lazy("approval role", "Art director")
        DESIGNER = "designer", pgettext_lazy("approval role", "Designer")
        MEDIA = "media", pgettext_lazy("approval role", "Media buyer")
        COMMUNITY = "community", pgettext_lazy("approval role", "Community manager")
        EXPERT = "expert", pgettext_lazy("approval role", "Expert")
        CLIENT = CLIENT, pgettext_lazy("approval role", "Client")

    route = models.ForeignKey(ApprovalRoute, on_delete=models.CASCADE, related_name="steps")
    stage = models.PositiveSmallIntegerField(_("Turn"))
    """Steps of one stage are asked side by side; the next stage waits for all of them."""
    role = models.CharField(_("Role"), max_length=10, choices=Role.choices)
    question = models.CharField(_("Question in your own words"), max_length=200, blank=True)
    answers_for = ArrayField(models.CharField(max_length=10), verbose_name=_("Answers for"))
    """Values of `engines.approval.Kind`."""
    due_hours = models.PositiveSmallIntegerField(_("Term, in hours"), default=8)
    deputy_hours = models.PositiveSmallIntegerField(_("The deputy takes over after"), default=4)
    remind_hours = models.PositiveSmallIntegerField(_("Reminded after"), null=True, blank=True)
    escalate_hours = models.PositiveSmallIntegerField(_("Goes higher after"), null=True, blank=True)
    stop_hours = models.PositiveSmallIntegerField(_("Everything stops after"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["stage", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["route", "role"], name="each_role_once_in_a_route"),
            models.CheckConstraint(condition=~Q(answers_for=[]), name="a_role_answers_for_something"),
        ]

    def __str__(self) -> str:
        return self.get_role_display()

    @property
    def is_client(self) -> bool:
        return self.role == self.Role.CLIENT


class RouteSeat(models.Model):
    """Somebody by name at a step: a colleague who signs in, or a guest who gets a link."""

    class Kind(models.TextChoices):
        HOLDER = "holder", pgettext_lazy("approval seat", "holds the role")
        DEPUTY = "deputy", pgettext_lazy("approval seat", "deputy")
        ABOVE = "above", pgettext_lazy("approval seat", "above")

    step = models.ForeignKey(RouteStep, on_delete=models.CASCADE, related_name="seats")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.HOLDER)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("Name"), max_length=120, blank=True)
    email = models.EmailField(_("E-mail address"), blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="fr")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(user__isnull=True) ^ Q(name=""), name="seat_of_one_person"),
            models.UniqueConstraint(
                fields=["step", "user"], condition=Q(user__isnull=False), name="one_seat_a_person_and_step"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user) if self.user_id else self.name

    @property
    def key(self) -> str:
        """Who this is to the engine, and in a route that was frozen."""
        return f"u{self.user_id}" if self.user_id else f"s{self.pk}"


class Submission(Versioned):
    """One publication, or the publications of a campaign, handed in to be approved as one."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(_("Title"), max_length=200)
    content_type = models.CharField(_("Content"), max_length=8, choices=ContentType.choices)
    campaign = models.ForeignKey(Campaign, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    idea = models.ForeignKey(Idea, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    route = models.JSONField()
    """As it was on handing in: see `frozen.py`."""
    publications = models.ManyToManyField(Publication, through="SubmittedPublication", related_name="+")
    paid_cents = models.BigIntegerField(_("Paid media"), null=True, blank=True)
    """Euro cents, without VAT."""
    paid_plan = models.CharField(_("Target groups and dates"), max_length=500, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    """Who changed the paid part last."""
    agreed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    """Taken back, or all of it is out: nobody is asked any more."""
    team_text = models.TextField(_("What the team is told before the public"), blank=True)
    team_at = models.DateTimeField(_("Told to the team on"), null=True, blank=True)
    """Not before; empty: as soon as all is approved."""
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=False) | Q(production__isnull=False), name="submission_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(paid_cents__isnull=True) | Q(paid_cents__gte=0), name="submission_paid_not_negative"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-asked_at"], condition=Q(closed_at__isnull=True), name="submissions_open"),
        ]

    def __str__(self) -> str:
        return self.title


class SubmittedPublication(models.Model):
    """A publication under approval; in one open submission at a time."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="items")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["publication"], condition=Q(is_open=True), name="one_open_submission_a_publication"
            ),
            models.UniqueConstraint(fields=["submission", "publication"], name="submitted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.publication_id}"


class ContentRevision(models.Model):
    """The whole content as it stood from then on, in words and as the parts that decisions are bound to."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=120, blank=True)
    parts = models.JSONField()
    """[[kind, key, sha256], …]"""
    content = models.JSONField()
    """What the parts are made of: see `content.py`."""

    class Meta:
        ordering: ClassVar = ["submission", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "number"], name="one_content_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.number}"


class GuestSeat(models.Model):
    """A guest of one submission: for a role of its route, or asked for advice on one publication of it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="guests")
    role = models.CharField(max_length=10, choices=RouteStep.Role.choices)
    key = models.CharField(max_length=40)
    """Who this is in the frozen route; empty for advice."""
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    """All that an adviser sees; empty: the whole submission."""
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-mail address"), blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    closed_at = models.DateTimeField(null=True, blank=True)
    """The links were taken back: no letter brings another, unless somebody invites again."""

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["submission", "role", "key"], condition=~Q(key=""), name="one_guest_a_role_and_name"
            ),
            models.CheckConstraint(
                condition=~Q(key="") ^ Q(publication__isnull=False), name="guest_decides_or_advises"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoleDecision(models.Model):
    """Who decided what, when, having seen which parts. Never changed: another word is another row."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", pgettext_lazy("verdict", "approved")
        WITHDRAWN = "withdrawn", pgettext_lazy("verdict", "taken back")
        REFUSED = "refused", pgettext_lazy("verdict", "refused")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="decisions")
    role = models.CharField(max_length=10)
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    key = models.CharField(max_length=40)
    in_the_name_of = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    link = models.ForeignKey(GuestLink, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    saw = models.JSONField()
    """[[kind, key, sha256], …]"""
    reason = models.CharField(max_length=1000, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    is_private = models.BooleanField(default=False)
    is_guest = models.BooleanField(default=False)
    """Said from outside the house: by a link, or by the client's own person, who signed in (`by`)."""

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(verdict="refused") | ~Q(reason=""), name="who_refuses_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.verdict}"


class Remark(models.Model):
    """A word about a submission that decides nothing: between colleagues, or an expert's advice."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="remarks")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    guest = models.ForeignKey(GuestSeat, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.CharField(_("Note"), max_length=1000)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Nudge(models.Model):
    """Somebody was told that a role is asked, late, handed over or stopped: once for each such moment."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="nudges")
    role = models.CharField(max_length=10)
    event = models.CharField(max_length=12)
    moment = models.DateTimeField()
    """When it became due, as the engine says."""
    sent_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["moment", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "role", "event", "moment"], name="told_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.event}"
