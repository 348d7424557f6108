"""What is to be published, where, and how far it is; one row more for each try that cannot be taken back."""

from typing import ClassVar, Final
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.community.strategy.models import Idea
from coulisse.foundation.accounts.models import Client
from coulisse.foundation.documents.models import Document, Version
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.productions.models import Production

MISSED: Final = "missed"
"""Why something is paused that nobody paused: its moment went by while nothing could leave."""


class NetworkAccount(Versioned):
    """One account on one network: the house's own, a production's, or a client's."""

    class Network(models.TextChoices):
        BLUESKY = "bluesky", "Bluesky"
        MASTODON = "mastodon", "Mastodon"
        FACEBOOK = "facebook", "Facebook"
        INSTAGRAM = "instagram", "Instagram"
        THREADS = "threads", "Threads"
        LINKEDIN = "linkedin", "LinkedIn"
        YOUTUBE = "youtube", "YouTube"
        TIKTOK = "tiktok", "TikTok"
        X = "x", "X"

    class Way(models.TextChoices):
        """How a text gets there."""

        BY_HAND = "hand", pgettext_lazy("way of publishing", "by hand")
        BY_ITSELF = "itself", pgettext_lazy("way of publishing", "by itself")

    class Access(models.TextChoices):
        """What the network said when our access was last tried."""

        UNTRIED = "", pgettext_lazy("access to a network", "not tried yet")
        GOOD = "good", pgettext_lazy("access to a network", "good")
        REFUSED = "refused", pgettext_lazy("access to a network", "refused")
        UNKNOWN = "unknown", pgettext_lazy("access to a network", "could not be asked")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    network = models.CharField(_("Network"), max_length=10, choices=Network.choices)
    handle = models.CharField(pgettext_lazy("account", "Name"), max_length=200)
    server = models.URLField(_("Server"), max_length=200, blank=True)
    """Empty where the network has one for all."""
    remote_id = models.CharField(max_length=200, blank=True)
    way = models.CharField(_("How it is published"), max_length=6, choices=Way.choices, default=Way.BY_HAND)
    secrets = models.TextField(blank=True)
    """Sealed; see `vault.py`."""
    access = models.CharField(max_length=8, choices=Access.choices, blank=True, default=Access.UNTRIED)
    access_at = models.DateTimeField(null=True, blank=True)
    access_ends_at = models.DateTimeField(null=True, blank=True)
    """When a person must reconnect it at the latest."""
    warned_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """The last warning that was given: so many days before the end."""
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["network", "handle"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "server", "handle"], name="account_once", condition=Q(closed_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(client__isnull=True) | Q(production__isnull=True), name="account_of_one_owner"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_network_display()} · {self.handle}"


class Publication(Versioned):
    """One text, in its final form, for one account at one moment."""

    class State(models.TextChoices):
        """`sending` is committed before the network is spoken to; who dies there leaves an outcome to look up."""

        DRAFT = "draft", pgettext_lazy("publication", "draft")
        ARMED = "armed", pgettext_lazy("publication", "armed")
        PAUSED = "paused", pgettext_lazy("publication", "paused")
        SENDING = "sending", pgettext_lazy("publication", "being sent")
        SENT = "sent", pgettext_lazy("publication", "sent, not seen yet")
        CONFIRMED = "confirmed", pgettext_lazy("publication", "published")
        UNKNOWN = "unknown", pgettext_lazy("publication", "outcome unknown")
        FAILED = "failed", pgettext_lazy("publication", "refused")
        BY_HAND = "hand", pgettext_lazy("publication", "to publish by hand")
        CANCELLED = "cancelled", pgettext_lazy("publication", "cancelled")

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    """What makes a repetition harmless: fixed before the first try, never changed."""
    account = models.ForeignKey(NetworkAccount, on_delete=models.PROTECT, related_name="publications")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    idea = models.ForeignKey(
        Idea, on_delete=models.PROTECT, null=True, blank=True, related_name="publications", verbose_name=_("Idea")
    )
    broadcast = models.ForeignKey(
        Broadcast, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Tied to")
    )
    """The slot of the grid that it is tied to: it moves when that moves."""
    offset_minutes = models.IntegerField(_("Minutes after it starts"), null=True, blank=True)
    """From the start of the broadcast; negative: before it."""
    text = models.TextField(_("Text"))
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)
    warning = models.CharField(_("Content warning"), max_length=200, blank=True)
    due_at = models.DateTimeField(_("Published on"))
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    armed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    armed_at = models.DateTimeField(null=True)
    paused_why = models.CharField(max_length=200, blank=True)
    agreed_hash = models.CharField(max_length=64, blank=True)
    """The content that everybody who is asked has approved; see `agreement.py`."""
    agreement_asked = models.BooleanField(default=False)
    """It was handed in for approval: it leaves only as it was approved."""

    tries = models.PositiveSmallIntegerField(default=0)
    """Calls that could not be taken back."""
    delays = models.PositiveSmallIntegerField(default=0)
    """How often in a row the network said "not now", or could not be asked."""
    first_tried_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    """Nothing is tried or looked up before."""
    progress = models.TextField(blank=True)
    trace = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    """A `networks.contract.Reason`, or the code of a gate."""
    detail = models.CharField(max_length=300, blank=True)
    asks = models.BooleanField(default=False)
    """Whether it stands is not to be learned from the network: a person looks, and says."""
    late_told_at = models.DateTimeField(null=True)

    remote_id = models.CharField(max_length=300, blank=True)
    address = models.URLField(max_length=500, blank=True)
    """Where anybody sees it: the proof."""
    confirmed_at = models.DateTimeField(null=True)
    proved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    """Who gave the proof, where it was published by hand."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="confirmed") | (~Q(address="") & Q(confirmed_at__isnull=False)),
                name="published_with_proof",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "cancelled")) | Q(armed_at__isnull=False), name="armed_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(broadcast__isnull=True, offset_minutes__isnull=True)
                | Q(broadcast__isnull=False, offset_minutes__isnull=False),
                name="tied_with_an_offset",
            ),
            models.UniqueConstraint(
                fields=["account", "remote_id"], condition=~Q(remote_id=""), name="one_publication_one_post"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                F("due_at"),
                F("id"),
                condition=Q(state__in=("armed", "sending", "sent", "unknown")),
                name="publications_under_way",
            ),
            models.Index(fields=["account", "-due_at"], name="publications_of_an_account"),
            models.Index(fields=["production", "-due_at"], name="publications_of_production"),
            models.Index(fields=["due_at"], name="publications_by_moment"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class PublicationFile(models.Model):
    """A picture or a film that goes along, with what is said of it to those who do not see it."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="files")
    content = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    """This content and no later one: what was approved is what is shown."""
    alt = models.CharField(_("Alternative text"), max_length=1500)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "content"], name="file_once_in_a_publication"),
            models.CheckConstraint(condition=~Q(alt=""), name="file_with_alternative_text"),
        ]

    def __str__(self) -> str:
        return self.alt[:60]


class Try(models.Model):
    """One irreversible call, written before it was made; `outcome` is empty while nobody knows."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="calls")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["publication", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "number"], name="each_try_once"),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}/{self.number}"


class Subtitles(models.Model):
    """The subtitles of a film that goes along, one file a language."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="subtitles")
    content = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES)

    class Meta:
        ordering: ClassVar = ["language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "language"], name="subtitles_once_a_language"),
        ]

    def __str__(self) -> str:
        return self.language


class Crop(models.Model):
    """A picture cut out of another for a network: a document of its own, held to be its original by the gate."""

    class Ratio(models.TextChoices):
        """Width to height."""

        SQUARE = "1:1", pgettext_lazy("crop", "Square, 1:1")
        PORTRAIT = "4:5", pgettext_lazy("crop", "Portrait, 4:5")
        STORY = "9:16", pgettext_lazy("crop", "Story, 9:16")
        WIDE = "16:9", pgettext_lazy("crop", "Wide, 16:9")
        LINK = "191:100", pgettext_lazy("crop", "Link card, 1.91:1")

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="+")
    original = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    """Nothing: the original is gone, and with it whoever could say whose it was."""
    ratio = models.CharField(_("Shape"), max_length=8, choices=Ratio.choices)
    left = models.PositiveIntegerField()
    top = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    """Pixels of the original, upright."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="a_crop_holds_something"),
        ]

    def __str__(self) -> str:
        return str(self.get_ratio_display())


class Override(models.Model):
    """Somebody who manages the desk lets a publication out against the register of rights, and says why.

    It holds for this content and for these obstacles: another word, another hour or another obstacle asks again.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="overrides")
    content_hash = models.CharField(max_length=64)
    """As `agreement.content_hash` counts it."""
    obstacles = models.JSONField(default=list)
    """Texts of `overrides.key_of`."""
    why = models.CharField(_("Reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="an_override_says_why"),
        ]

    def __str__(self) -> str:
        return self.why
