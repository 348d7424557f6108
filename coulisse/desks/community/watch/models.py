"""Where the watch looks, for what, and what it found. Everything belongs to one client or one production."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.community.strategy.models import Idea
from coulisse.foundation.accounts.models import Client
from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.productions.models import Production


class WatchSource(Versioned):
    """One place that is read: by itself where it has an address, else when somebody hands a file in."""

    class Kind(models.TextChoices):
        FEED = "feed", pgettext_lazy("watch", "Press or site (RSS, Atom)")
        FORUM = "forum", pgettext_lazy("watch", "Forum (RSS, Atom)")
        MASTODON = "mastodon", pgettext_lazy("watch", "Mastodon, a tag")
        BLUESKY = "bluesky", pgettext_lazy("watch", "Bluesky, a search")
        NEWSLETTER = "newsletter", pgettext_lazy("watch", "Newsletters")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(pgettext_lazy("watch", "Kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(pgettext_lazy("source", "Name"), max_length=120)
    address = models.URLField(_("Address"), max_length=500, blank=True)
    """What is fetched; empty where files are handed in."""
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=60, blank=True)
    """What the server said of its last answer, said back at the next question."""
    read_at = models.DateTimeField(null=True, blank=True)
    """When it was last asked, whatever came of it."""
    good_at = models.DateTimeField(null=True, blank=True)
    """When it last answered with something that can be read, or with "nothing new"."""
    next_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    """In a row."""
    trouble = models.CharField(max_length=30, blank=True)
    """A code of `watch/words.py`."""
    is_paused = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["kind", "name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=False) ^ Q(production__isnull=False), name="watch_source_of_one_owner"
            ),
            models.UniqueConstraint(
                fields=["client", "production", "address"],
                condition=~Q(address=""),
                nulls_distinct=False,
                name="watch_address_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"], condition=Q(is_paused=False) & ~Q(address=""), name="watch_sources_to_read"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WatchKeyword(Versioned):
    """What the watch looks for: a word, a phrase, or a tag (`#namurfest`)."""

    class Weight(models.IntegerChoices):
        UNWANTED = -3, pgettext_lazy("keyword", "unwanted")
        SLIGHT = 1, pgettext_lazy("keyword", "good to know")
        PLAIN = 2, pgettext_lazy("keyword", "of interest")
        STRONG = 4, pgettext_lazy("keyword", "not to be missed")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(_("Word, phrase or tag"), max_length=80)
    key = models.CharField(max_length=80, editable=False)
    """Folded, as it is compared."""
    weight = models.SmallIntegerField(_("How much it matters"), choices=Weight.choices, default=Weight.PLAIN)

    class Meta:
        ordering: ClassVar = ["-weight", "key"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=False) ^ Q(production__isnull=False), name="watch_keyword_of_one_owner"
            ),
            models.UniqueConstraint(
                fields=["client", "production", "key"], nulls_distinct=False, name="watch_keyword_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class WatchedName(Versioned):
    """A name of the declared set that a share of voice is counted over; one of them is one's own."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(pgettext_lazy("share of voice", "Name"), max_length=80)
    spellings = models.TextField(_("Also written"), blank=True)
    """One a line."""
    is_own = models.BooleanField(_("Our own"), default=False)

    class Meta:
        ordering: ClassVar = ["-is_own", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=False) ^ Q(production__isnull=False), name="watched_name_of_one_owner"
            ),
            models.UniqueConstraint(
                fields=["client", "production", "name"], nulls_distinct=False, name="watched_name_once"
            ),
            models.UniqueConstraint(
                fields=["client", "production"],
                condition=Q(is_own=True),
                nulls_distinct=False,
                name="one_own_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WatchItem(models.Model):
    """Something that was said. Kept once for each owner, wherever and however often it is found."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=64)
    """The hash of its address (or of its identifier), by which it is known again."""
    address = models.URLField(max_length=1000, blank=True)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    """Plain, and cut: what is watched is read where it stands."""
    tags = models.CharField(max_length=500, blank=True)
    """Folded, with one space before and after each."""
    author = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField()
    """When it was published; where nobody says, when it was found."""
    found_at = models.DateTimeField()
    same_as = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="repeats")
    """The first one that says nearly the same."""
    idea = models.ForeignKey(Idea, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-said_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "production", "key"], nulls_distinct=False, name="watch_item_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "-said_at"], name="watch_items_of_a_client"),
            models.Index(fields=["production", "-said_at"], name="watch_items_of_production"),
        ]

    def __str__(self) -> str:
        return self.title


class WatchSighting(models.Model):
    """A source in which an item stands."""

    item = models.ForeignKey(WatchItem, on_delete=models.CASCADE, related_name="sightings")
    source = models.ForeignKey(WatchSource, on_delete=models.CASCADE, related_name="sightings")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "source"], name="watch_sighting_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.source_id}"


class WatchHit(models.Model):
    """A keyword that an item says."""

    class Place(models.TextChoices):
        TAG = "tag", pgettext_lazy("watch", "as a tag")
        TITLE = "title", pgettext_lazy("watch", "in the title")
        TEXT = "text", pgettext_lazy("watch", "in the text")

    item = models.ForeignKey(WatchItem, on_delete=models.CASCADE, related_name="hits")
    keyword = models.ForeignKey(WatchKeyword, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=5, choices=Place.choices)
    """The best one."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "keyword"], name="watch_hit_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.keyword_id}"


class WatchMention(models.Model):
    """A name of the declared set that an item says."""

    item = models.ForeignKey(WatchItem, on_delete=models.CASCADE, related_name="mentions")
    name = models.ForeignKey(WatchedName, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "name"], name="watch_mention_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.name_id}"


class WatchedDay(models.Model):
    """A day of which a source has told what was said: on other days nothing found is not nothing said."""

    source = models.ForeignKey(WatchSource, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "day"], name="watched_day_once")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.day}"
