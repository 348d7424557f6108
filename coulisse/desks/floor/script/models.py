"""Drafts of the screenplay, and the scenes that live on from one draft to the next."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class Paper(models.TextChoices):
    """The colours of revised pages, in the order in which they are handed out."""

    WHITE = "white", pgettext_lazy("revision paper", "White")
    BLUE = "blue", pgettext_lazy("revision paper", "Blue")
    PINK = "pink", pgettext_lazy("revision paper", "Pink")
    YELLOW = "yellow", pgettext_lazy("revision paper", "Yellow")
    GREEN = "green", pgettext_lazy("revision paper", "Green")
    GOLDENROD = "goldenrod", pgettext_lazy("revision paper", "Goldenrod")
    BUFF = "buff", pgettext_lazy("revision paper", "Buff")
    SALMON = "salmon", pgettext_lazy("revision paper", "Salmon")


class Draft(models.Model):
    """One version of the screenplay as it was received. A waiting draft is compared; a merged one is history."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("draft", "To be merged")
        CURRENT = "current", pgettext_lazy("draft", "Current")
        PAST = "past", pgettext_lazy("draft", "Past")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="drafts")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("Name"), max_length=120, blank=True)
    paper = models.CharField(_("Paper"), max_length=10, choices=Paper.choices, default=Paper.WHITE)
    dated_on = models.DateField(_("Date"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")
    format = models.CharField(max_length=10)
    """`fountain` or `fdx`: what the file was."""
    title_page = models.JSONField(default=list)
    paragraphs = models.JSONField(default=list)
    """The whole text, one object a paragraph, as `kernel.screenplay.Paragraph` has it."""
    page_count = models.PositiveSmallIntegerField(default=0)
    pages = models.JSONField(default=list)
    """The layout: one object a page, its `number` and its `pieces` `[scene, paragraph, start, end]`, where scene
    is the key of the row (0 before the first heading) and start and end lie in the paragraph's text."""
    problems = models.JSONField(default=list)
    """What the reader stumbled over: objects with `code`, `where` and `detail`."""
    summary = models.JSONField(default=dict)
    """What the merge did: lists of numbers under `new`, `changed`, `omitted`, `renumbered`."""
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    received_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["production", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "number"], name="one_draft_per_number"),
            models.UniqueConstraint(
                fields=["production"], condition=models.Q(state="current"), name="one_current_draft"
            ),
        ]


class Set(Versioned):
    """A set of the story (« Cabine de l’éclusier »), and the place where it is shot."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="sets")
    name = models.CharField(_("Set"), max_length=160)
    key = models.CharField(max_length=160, editable=False)
    """The name without accents or capitals: one set, however a draft writes it."""
    place = models.ForeignKey(
        "places.Place", verbose_name=_("Place"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["production", "key"], name="one_set_per_name")]

    def __str__(self) -> str:
        return self.name


class Scene(Versioned):
    """One scene of the story. It keeps its row, and all that hangs on it, through every draft."""

    class IntExt(models.TextChoices):
        INT = "INT", "INT"
        EXT = "EXT", "EXT"
        BOTH = "INT/EXT", "INT/EXT"

    class Effect(models.TextChoices):
        DAY = "day", pgettext_lazy("effect", "Day")
        NIGHT = "night", pgettext_lazy("effect", "Night")
        DAWN = "dawn", pgettext_lazy("effect", "Dawn")
        DUSK = "dusk", pgettext_lazy("effect", "Dusk")
        EVENING = "evening", pgettext_lazy("effect", "Evening")

    class Change(models.TextChoices):
        NONE = "", pgettext_lazy("scene", "Unchanged")
        NEW = "new", pgettext_lazy("scene", "New")
        CHANGED = "changed", pgettext_lazy("scene", "Changed")
        OMITTED = "omitted", pgettext_lazy("scene", "Omitted")

    class EighthsFrom(models.TextChoices):
        MEASURED = "measured", pgettext_lazy("eighths", "measured on the page")
        FILE = "file", pgettext_lazy("eighths", "stated by the file")
        TYPED = "typed", pgettext_lazy("eighths", "typed")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="scenes")
    number = models.CharField(_("Scene"), max_length=12)
    """A text (12A, A12), never renumbered silently."""
    order = models.PositiveIntegerField()
    """Its place in the story."""
    heading = models.CharField(_("Heading"), max_length=250)
    int_ext = models.CharField(_("Int./Ext."), max_length=7, choices=IntExt.choices, default=IntExt.INT)
    set = models.ForeignKey(Set, verbose_name=_("Set"), on_delete=models.PROTECT, related_name="scenes")
    time = models.CharField(_("Time as written"), max_length=60, blank=True)
    effect = models.CharField(_("Effect"), max_length=8, choices=Effect.choices, default=Effect.DAY)
    eighths = models.PositiveIntegerField(_("Eighths"))
    eighths_from = models.CharField(max_length=8, choices=EighthsFrom.choices, default=EighthsFrom.MEASURED)
    synopsis = models.CharField(_("Synopsis"), max_length=300, blank=True)
    story_day = models.CharField(_("Story day"), max_length=20, blank=True)
    sequence = models.CharField(_("Sequence"), max_length=60, blank=True)
    unit = models.CharField(_("Unit"), max_length=40, blank=True)
    script_page = models.CharField(_("Script page"), max_length=8, blank=True)
    seconds = models.PositiveIntegerField(_("Timing"), null=True, blank=True)
    """Pre-timing (préminutage) of the scene on screen."""
    minutes = models.PositiveIntegerField(_("Estimated shooting time"), null=True, blank=True)
    comments = models.TextField(_("Comments"), blank=True)
    paragraphs = models.JSONField(default=list)
    """The scene's text in the current draft, its heading first."""
    starred = models.JSONField(default=list)
    """The numbers of the paragraphs that `draft` wrote or changed: a star in their margin."""
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, null=True, related_name="+")
    """The draft that last wrote this scene."""
    change = models.CharField(max_length=8, choices=Change.choices, default=Change.NONE, blank=True)
    """What that draft did to it."""
    omitted_at = models.DateTimeField(null=True, blank=True)
    to_review = models.BooleanField(default=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["production", "number"], name="one_scene_per_number")
        ]
        indexes: ClassVar = [models.Index(fields=["production", "order"], name="scenes_in_story_order")]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}".strip()
