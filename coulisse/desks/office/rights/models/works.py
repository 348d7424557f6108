"""A work, whose it is, and what it is made from."""

from typing import ClassVar, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.versions import Versioned


class Work(Versioned):
    """Something that may be shown or played: it is cleared for a use, or it isn't."""

    class Kind(models.TextChoices):
        FILM = "film", pgettext_lazy("work", "Film or video")
        RECORDING = "recording", pgettext_lazy("work", "Sound recording")
        PHOTO = "photo", pgettext_lazy("work", "Photo")
        VISUAL = "visual", pgettext_lazy("work", "Visual")
        MUSIC = "music", pgettext_lazy("work", "Music")
        TEXT = "text", pgettext_lazy("work", "Text")

    class Holding(models.TextChoices):
        UNDECIDED = "undecided", pgettext_lazy("rights", "To be decided")
        OWN = "own", pgettext_lazy("rights", "Of the house")
        LICENSED = "licensed", pgettext_lazy("rights", "Under licence")

    class LicenceKind(models.TextChoices):
        AUTHOR = "author", pgettext_lazy("licence", "Author’s right")
        MUSIC = "music", pgettext_lazy("licence", "Recording of a music")
        IMAGE_BANK = "image-bank", pgettext_lazy("licence", "Image bank")
        EXCERPT = "excerpt", pgettext_lazy("licence", "Excerpt")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(pgettext_lazy("work", "Kind"), max_length=9, choices=Kind.choices)
    title = models.CharField(_("Title"), max_length=200)
    reference = models.CharField(_("Reference"), max_length=80, blank=True)
    """ISAN, ISWC, ISRC, or the number of a picture in its bank."""
    made_on = models.DateField(pgettext_lazy("work", "Made on"), null=True, blank=True)
    holding = models.CharField(_("Rights"), max_length=9, choices=Holding.choices, default=Holding.UNDECIDED)
    needs = ArrayField(
        models.CharField(max_length=10, choices=LicenceKind.choices),
        verbose_name=_("Licences that it needs"),
        default=list,
        blank=True,
    )
    """Under licence only: each kind must be covered."""
    people_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    people_decided_at = models.DateTimeField(null=True, blank=True)
    """When somebody said that everybody who can be recognised is listed. Nobody else knows it."""
    document = models.ForeignKey(
        "documents.Document", verbose_name=_("Document"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    note = models.TextField(_("Remark"), blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(holding="licensed") | Q(needs__len__gt=0), name="a_licensed_work_needs_a_licence"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["production", "kind", "title"], name="works_of_a_production")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_picture(self) -> bool:
        return self.kind in PICTURES


PICTURES: Final = frozenset({Work.Kind.FILM, Work.Kind.PHOTO, Work.Kind.VISUAL})
"""Works in which somebody may be recognised."""


class Credit(models.Model):
    """Who made a work, or whose it is."""

    class Part(models.TextChoices):
        AUTHOR = "author", pgettext_lazy("work", "Author")
        PERFORMER = "performer", pgettext_lazy("work", "Performer")
        OWNER = "owner", pgettext_lazy("work", "Holder of the rights")

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="credits")
    part = models.CharField(_("As"), max_length=9, choices=Part.choices, default=Part.AUTHOR)
    name = models.CharField(_("Name"), max_length=200)
    contact = models.ForeignKey("people.Contact", on_delete=models.SET_NULL, null=True, related_name="+")
    """The card of that name in the book, where there is one."""

    class Meta:
        ordering: ClassVar = ["work", "part", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["work", "part", "name"], name="one_credit_of_a_name"),
            models.CheckConstraint(condition=~Q(name=""), name="a_credit_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Derivation(models.Model):
    """A link of the chain of rights: one work is made from another."""

    class Kind(models.TextChoices):
        CROP = "crop", pgettext_lazy("derivation", "Crop")
        EXCERPT = "excerpt", pgettext_lazy("derivation", "Excerpt")
        ADAPTATION = "adaptation", pgettext_lazy("derivation", "Adaptation")

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="sources")
    source = models.ForeignKey(Work, verbose_name=_("Made from"), on_delete=models.PROTECT, related_name="derived")
    kind = models.CharField(pgettext_lazy("derivation", "Kind"), max_length=10, choices=Kind.choices)
    has_people = models.BooleanField(_("The people of the source are seen in it"), default=True)
    has_music = models.BooleanField(_("The music of the source is heard in it"), default=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["work", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["work", "source"], name="one_link_between_two_works"),
            models.CheckConstraint(condition=~Q(work=F("source")), name="no_work_is_made_from_itself"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
