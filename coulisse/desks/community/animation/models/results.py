"""What came out: decisions of people, draws with their proof, and the standing as it was published."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coulisse.desks.community.animation.models.games import Animation


class GameDecision(models.Model):
    """What a person decided by the rules: the order of those who share a rank, or of whom the jury chose."""

    animation = models.ForeignKey(Animation, on_delete=models.CASCADE, related_name="decisions")
    rank = models.PositiveIntegerField()
    codes = ArrayField(models.CharField(max_length=9))
    """In the order decided."""
    reason = models.CharField(_("Why, by the rules"), max_length=500)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_name = models.CharField(max_length=120)
    decided_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["rank"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["animation", "rank"], name="one_decision_a_rank"),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_says_why"),
        ]

    def __str__(self) -> str:
        return self.reason[:60]


class LotDraw(models.Model):
    """A draw, in the order that makes it provable.

    The seed is bound as the entries open; seed and list before the closing is announced; the seed is shown after.
    """

    animation = models.OneToOneField(Animation, on_delete=models.CASCADE, related_name="lots")
    seed = models.TextField()
    """Sealed, in hex."""
    seed_commitment = models.CharField(max_length=64)
    bound_at = models.DateTimeField()
    entrants = models.JSONField(default=list)
    """Codes, as they stood when the entries stopped."""
    commitment = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    winners = models.JSONField(default=list)
    reserves = models.JSONField(default=list)
    shown_seed = models.CharField(max_length=128, blank=True)
    drawn_at = models.DateTimeField(null=True)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(announced_at__isnull=True)
                | (~Q(commitment="") & Q(frozen_at__isnull=False) & Q(announced_at__gte=F("frozen_at"))),
                name="bound_before_the_closing_is_announced",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True)
                | (Q(announced_at__isnull=False) & Q(drawn_at__gte=F("announced_at"))),
                name="drawn_after_the_closing_is_announced",
            ),
            models.CheckConstraint(
                condition=Q(shown_seed="") | Q(drawn_at__isnull=False), name="seed_is_secret_until_the_draw"
            ),
        ]

    def __str__(self) -> str:
        return self.seed_commitment[:12]


class Standing(models.Model):
    """The result as it was published; it is not counted again."""

    animation = models.OneToOneField(Animation, on_delete=models.CASCADE, related_name="standing")
    rows = models.JSONField(default=list)
    """[{"rank", "code", "name", "points", "off", "seconds", "tied", "wins"}, …]"""
    taking_part = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.animation_id}"
