"""Music in a film: what is played where, and what was offered for it."""

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.office.rights.models.works import Work
from coulisse.foundation.journal.versions import Versioned


class Cue(Versioned):
    """One line of the cue sheet. Two musics may be heard at once; one music, once at a time."""

    class Use(models.TextChoices):
        BACKGROUND = "background", pgettext_lazy("cue", "Background")
        FEATURED = "featured", pgettext_lazy("cue", "Featured")

    film = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="cues")
    music = models.ForeignKey(Work, verbose_name=_("Music"), on_delete=models.PROTECT, related_name="heard_in")
    starts_at = models.PositiveIntegerField(_("Begins at"))
    """Seconds from the beginning."""
    seconds = models.PositiveIntegerField(_("Duration"))
    use = models.CharField(pgettext_lazy("cue", "Use"), max_length=10, choices=Use.choices, default=Use.BACKGROUND)
    publisher = models.CharField(_("Publisher"), max_length=160, blank=True)
    sabam = models.CharField(_("SABAM code"), max_length=20, blank=True)
    note = models.CharField(_("Remark"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["film", "starts_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(seconds__gt=0), name="a_cue_lasts"),
            models.CheckConstraint(condition=~Q(film=F("music")), name="no_music_is_its_own_film"),
            ExclusionConstraint(
                name="one_music_is_heard_once_at_a_time",
                expressions=[
                    ("film", RangeOperators.EQUAL),
                    ("music", RangeOperators.EQUAL),
                    (
                        Func(
                            "starts_at",
                            F("starts_at") + F("seconds"),
                            function="int4range",
                            output_field=IntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return str(self.music)


class MusicOffer(Versioned):
    """What somebody asks for their part of a track in a film; it is taken up, or declined."""

    class Side(models.TextChoices):
        PUBLISHING = "publishing", pgettext_lazy("music", "Publishing")
        MASTER = "master", pgettext_lazy("music", "Recording")
        BOTH = "both", pgettext_lazy("music", "Publishing and recording")

    class Favoured(models.TextChoices):
        TRACK = "track", pgettext_lazy("most favoured", "With the same track")
        FILM = "film", pgettext_lazy("most favoured", "With every music of the film")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("offer", "To be decided")
        CHOSEN = "chosen", pgettext_lazy("offer", "Chosen")
        DECLINED = "declined", pgettext_lazy("offer", "Declined")

    film = models.ForeignKey(Work, verbose_name=_("For"), on_delete=models.CASCADE, related_name="offers")
    track = models.CharField(_("Track"), max_length=160)
    """One name for both sides of a song: the clause compares them."""
    side = models.CharField(pgettext_lazy("music", "Right"), max_length=10, choices=Side.choices)
    offered_by = models.CharField(_("Offered by"), max_length=160)
    asked_cents = models.PositiveBigIntegerField(_("Asked, without VAT"))
    share_percent = models.DecimalField(
        _("Part of the right"), max_digits=6, decimal_places=3, default=Decimal(100)
    )
    favoured = models.CharField(
        _("Most-favoured-nation clause"), max_length=5, choices=Favoured.choices, blank=True
    )
    scope = models.CharField(_("For what"), max_length=200, blank=True)
    """« monde, tous médias, dix ans », as written in the offer."""
    received_on = models.DateField(_("Received on"))
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    document = models.ForeignKey(
        "documents.Document",
        verbose_name=_("Document"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["track", "side", "asked_cents", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(share_percent__gt=0, share_percent__lte=100), name="an_offer_is_for_a_part_of_a_right"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(reason=""), name="an_offer_is_decided_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.track}, {self.offered_by}"
