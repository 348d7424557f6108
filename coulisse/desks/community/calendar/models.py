"""What the calendar keeps of its own: moves, slots, who is on call, lent calendars and their comments."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.strategy.models import Pillar
from coulisse.foundation.accounts.models import Client, GuestLink
from coulisse.foundation.productions.models import Production

SUNDAY = 6


class CalendarMove(models.Model):
    """What moved a publication, or stopped it: the grid, or somebody. Kept, so that it can be told."""

    class Kind(models.TextChoices):
        MOVED = "moved", pgettext_lazy("publication", "moved with the grid")
        STATED = "stated", pgettext_lazy("publication", "stopped: the text states the old hour")
        PAST = "past", pgettext_lazy("publication", "stopped: its new moment is past")
        EMBARGO = "embargo", pgettext_lazy("publication", "stopped: under embargo at its new moment")
        CANCELLED = "cancelled", pgettext_lazy("publication", "stopped: the broadcast is cancelled")
        BACK = "back", pgettext_lazy("publication", "the broadcast is back on the grid")
        OUT = "out", pgettext_lazy("publication", "out already")
        BY_HAND = "hand", pgettext_lazy("publication", "moved by somebody")

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="calendar_moves")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    source = models.CharField(max_length=60, blank=True)
    """The fact of the grid that it comes from; empty where a person did it. Once for each publication."""
    programme = models.CharField(max_length=200, blank=True)
    """As the grid named it then."""
    was_at = models.DateTimeField()
    now_at = models.DateTimeField()
    detail = models.CharField(max_length=120, blank=True)
    """The words of the text that state the old hour."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["publication", "source"], condition=~Q(source=""), name="one_move_a_fact"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-at"], condition=Q(seen_at__isnull=True), name="calendar_moves_not_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.kind}"


class PostSlot(models.Model):
    """A place to be filled every week: that day, that hour, on that account."""

    account = models.ForeignKey(
        NetworkAccount,
        on_delete=models.CASCADE,
        related_name="calendar_slots",
        verbose_name=pgettext_lazy("network", "Account"),
    )
    weekday = models.PositiveSmallIntegerField(_("Day"), validators=[MaxValueValidator(SUNDAY)])
    """As Python counts: 0 is Monday."""
    at = models.TimeField(_("Hour"))
    """On the clocks of Brussels."""
    pillar = models.ForeignKey(
        Pillar, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Pillar")
    )
    about = models.CharField(pgettext_lazy("slot", "What for"), max_length=120, blank=True)
    starts_on = models.DateField(pgettext_lazy("slot", "From"))
    ends_on = models.DateField(pgettext_lazy("slot", "Until"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["weekday", "at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "weekday", "at", "starts_on"], name="one_slot_a_moment"),
            models.CheckConstraint(condition=Q(weekday__lte=SUNDAY), name="slot_on_a_weekday"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="slot_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.at:%H:%M}"


class OnCall(models.Model):
    """Who answers for the networks, from one day to another, both included."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    """Neither: for everything of the house."""
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("Who")
    )
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    starts_on = models.DateField(pgettext_lazy("on call", "From"))
    ends_on = models.DateField(pgettext_lazy("on call", "Until"))
    note = models.CharField(_("Note"), max_length=200, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=True) | Q(production__isnull=True), name="on_call_for_one_owner"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="on_call_ends_after_it_starts"),
        ]
        indexes: ClassVar = [models.Index(fields=["starts_on", "ends_on"], name="on_call_by_day")]

    def __str__(self) -> str:
        return f"{self.person} {self.starts_on} – {self.ends_on}"


class LentCalendar(models.Model):
    """What a client sees through a link: the publications of one owner, from one day to another."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(pgettext_lazy("person", "Name"), max_length=120)
    email = models.EmailField(_("E-mail"), blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    starts_on = models.DateField(pgettext_lazy("lent calendar", "From"))
    ends_on = models.DateField(pgettext_lazy("lent calendar", "Until"))
    zone = models.CharField(_("Hours also in"), max_length=60, blank=True)
    """The IANA name of a second zone that is shown beside Brussels."""
    link = models.OneToOneField(GuestLink, on_delete=models.SET_NULL, null=True, related_name="+")
    lent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    lent_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-lent_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=False) ^ Q(production__isnull=False), name="lent_calendar_of_one_owner"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="lent_calendar_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CalendarComment(models.Model):
    """What somebody said of a publication on the calendar: a guest through a link, or the team that answers."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="calendar_comments")
    lent = models.ForeignKey(
        LentCalendar, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=120)
    """As it was said under, also when the link or the person is gone."""
    text = models.TextField(_("Comment"), max_length=2000)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="calendar_comment_says"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["publication"], condition=Q(settled_at__isnull=True), name="calendar_comments_open"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
