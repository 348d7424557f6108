"""Files of figures as they were handed in, what was read in them, and what was told with it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.strategy.models import Campaign, Objective
from coulisse.foundation.accounts.models import Client
from coulisse.foundation.documents.models import Document
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.productions.models import Production


class DataFile(models.Model):
    """One export of a network, an ad manager or an audience panel: kept, looked at, imported, and undone."""

    class Kind(models.TextChoices):
        POSTS = "posts", pgettext_lazy("file of figures", "Posts of an account")
        ADS = "ads", pgettext_lazy("file of figures", "Advertisements")
        RATINGS = "ratings", pgettext_lazy("file of figures", "Ratings or box office")

    class State(models.TextChoices):
        GIVEN = "given", pgettext_lazy("file of figures", "to be checked")
        RUNNING = "running", pgettext_lazy("file of figures", "under way")
        DONE = "done", pgettext_lazy("file of figures", "imported")
        UNDONE = "undone", pgettext_lazy("file of figures", "undone")

    kind = models.CharField(max_length=7, choices=Kind.choices)
    shape = models.CharField(max_length=20)
    """Whose columns: a code of `columns.json`."""
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    production = models.ForeignKey(Production, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    account = models.ForeignKey(NetworkAccount, on_delete=models.PROTECT, null=True, related_name="+")
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("Campaign")
    )
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    mapping = models.JSONField(default=list)
    """For each column what it is read as; empty: left out."""
    unread = models.JSONField(default=list)
    """Headings that are read as nothing, in their order."""
    day_order = models.CharField(max_length=5, blank=True)
    """`day` or `month` first; empty where nobody said and the file does not tell."""
    decimal = models.CharField(max_length=5, default="comma")
    first_on = models.DateField(_("From"), null=True)
    last_on = models.DateField(_("Until"), null=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.GIVEN)
    counts = models.JSONField(default=dict)
    """How many rows were added, changed, the same, refused, totals."""
    problems = models.JSONField(default=list)
    """[{"line", "field", "code", "value"}]."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(client__isnull=True) | Q(production__isnull=True), name="figures_of_one_owner"
            ),
            models.CheckConstraint(
                condition=~Q(kind="posts") | Q(account__isnull=False), name="posts_of_an_account"
            ),
            models.UniqueConstraint(
                fields=["kind", "sha256", "account", "production", "client"],
                condition=~Q(state="undone"),
                nulls_distinct=False,
                name="one_file_of_figures_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["production", "-at"], name="figure_files_of_a_production"),
        ]

    def __str__(self) -> str:
        return self.file_name


class PostRecord(models.Model):
    """One post as a network tells of it; tied to the publication that made it, if it was ours."""

    account = models.ForeignKey(NetworkAccount, on_delete=models.PROTECT, related_name="records")
    remote_id = models.CharField(max_length=300)
    address = models.URLField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    format = models.CharField(max_length=60, blank=True)
    """As the network calls it, in small letters."""
    published_at = models.DateTimeField()
    has_hour = models.BooleanField(default=True)
    """Some networks give the day only: noon stands for it, and no hour is judged by it."""
    publication = models.ForeignKey(Publication, on_delete=models.SET_NULL, null=True, related_name="records")
    campaign = models.ForeignKey(
        Campaign, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("Campaign")
    )
    broadcast = models.ForeignKey(
        Broadcast, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("About the broadcast")
    )

    class Meta:
        ordering: ClassVar = ["-published_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "remote_id"], name="one_record_a_post"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "-published_at"], name="records_of_an_account"),
        ]

    def __str__(self) -> str:
        return self.text[:60] or self.remote_id


class MetricReading(models.Model):
    """What a post stood at on a day, by one file. A later file adds its own; the latest counts."""

    record = models.ForeignKey(PostRecord, on_delete=models.CASCADE, related_name="readings")
    file = models.ForeignKey(DataFile, on_delete=models.PROTECT, related_name="readings")
    metric = models.CharField(max_length=30)
    """A code of `engines/reach`."""
    side = models.CharField(max_length=7)
    """organic, paid, or unsplit where the source does not tell the two apart."""
    value = models.BigIntegerField(null=True)
    """Empty: the file has the column, and says nothing. That is not 0."""
    on = models.DateField()
    parts = models.JSONField(default=dict)
    """What it was summed from: {"likes": 12, …}."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "record", "metric", "side"], name="one_reading_a_file"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__gte=0), name="reading_not_negative"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["record", "metric", "side", "-on"], name="latest_reading_first"),
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.value}"


class AdLine(models.Model):
    """What one line of an ad manager says: what was spent and what it brought. Empty is not 0."""

    file = models.ForeignKey(DataFile, on_delete=models.PROTECT, related_name="ads")
    line = models.PositiveIntegerField()
    campaign = models.ForeignKey(Campaign, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=300)
    first_on = models.DateField()
    last_on = models.DateField()
    spend_cents = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, default="EUR")
    impressions = models.BigIntegerField(null=True)
    reach = models.BigIntegerField(null=True)
    clicks = models.BigIntegerField(null=True)
    views = models.BigIntegerField(null=True)
    complete_views = models.BigIntegerField(null=True)
    results = models.BigIntegerField(null=True)
    result_kind = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["first_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "line"], name="one_ad_a_line"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="ad_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """How many watched one broadcast, or came to one screening."""

    file = models.ForeignKey(DataFile, on_delete=models.PROTECT, related_name="ratings")
    line = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    aired_at = models.DateTimeField()
    has_hour = models.BooleanField(default=True)
    broadcast = models.ForeignKey(Broadcast, on_delete=models.SET_NULL, null=True, related_name="+")
    """The slot of the grid, where it was found."""
    viewers = models.BigIntegerField(null=True)
    share_permille = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["aired_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "line"], name="one_rating_a_line"),
        ]

    def __str__(self) -> str:
        return self.title


class AccountAudit(models.Model):
    """How an account was kept over a period, frozen with the posts that it was counted from."""

    account = models.ForeignKey(NetworkAccount, on_delete=models.PROTECT, related_name="audits")
    first_on = models.DateField()
    last_on = models.DateField()
    metric = models.CharField(max_length=30)
    posts = models.JSONField(default=list)
    """[record, moment, has an hour, value or nothing, format]: the same posts give the same audit for ever."""
    sources = models.JSONField(default=list)
    """Names of the files."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="audit_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.last_on:%d/%m/%Y}"


class PageSchedule(Versioned):
    """That the one page for the direction is made and sent every week or month."""

    class Every(models.TextChoices):
        WEEK = "week", pgettext_lazy("page for the direction", "Every Monday")
        MONTH = "month", pgettext_lazy("page for the direction", "On the first of the month")

    production = models.ForeignKey(Production, on_delete=models.CASCADE, related_name="+")
    objective = models.ForeignKey(
        Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Objective")
    )
    every = models.CharField(pgettext_lazy("schedule", "When"), max_length=5, choices=Every.choices)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    recipients = models.TextField(pgettext_lazy("letter", "To"))
    """One address a line."""
    next_on = models.DateField()
    stopped_at = models.DateTimeField(null=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "language"],
                condition=Q(stopped_at__isnull=True),
                name="one_page_schedule_a_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.production} · {self.every}"


class DirectionPage(models.Model):
    """One page A4 about a period, frozen as it was told."""

    production = models.ForeignKey(Production, on_delete=models.CASCADE, related_name="+")
    schedule = models.ForeignKey(PageSchedule, on_delete=models.SET_NULL, null=True, related_name="pages")
    first_on = models.DateField()
    last_on = models.DateField()
    content = models.JSONField(default=dict)
    next_steps = models.TextField(_("What next"), blank=True)
    """One a line."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-last_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["schedule", "first_on"],
                condition=Q(schedule__isnull=False),
                name="one_page_a_turn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.production} · {self.last_on:%d/%m/%Y}"
