"""Who takes part, with as little as the rules need, and what they answered."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coulisse.desks.community.animation.models.games import Animation, GameQuestion
from coulisse.desks.community.strategy.models import Idea


class Entrant(models.Model):
    """One participation: one for a browser, one for an address.

    Of somebody who may not take part only the reason stays, so that the same browser does not try another year.
    """

    animation = models.ForeignKey(Animation, on_delete=models.CASCADE, related_name="entrants")
    code = models.CharField(max_length=9)
    """What stands for them in public lists: « 7KQ4-M2XD »."""
    pseudonym = models.CharField(_("Pseudonym"), max_length=30, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("Year of birth"), null=True, blank=True)
    declares_age = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True)
    guess = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    contact = models.TextField(blank=True)
    """The e-mail address, sealed: opened only to write to who won."""
    contact_hash = models.CharField(max_length=64, blank=True)
    key_hash = models.CharField(max_length=64, blank=True)
    words = models.TextField(blank=True)
    """What somebody hands in: an entry for the jury, an idea, a question."""
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    joined_at = models.DateTimeField()
    excluded = models.CharField(max_length=20, blank=True)
    """An `engines.quiz.Excluded`, or `by-hand`."""
    excluded_why = models.CharField(max_length=300, blank=True)
    excluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    shown_at = models.DateTimeField(null=True)
    """From then on the public page shows what they wrote."""
    idea = models.ForeignKey(Idea, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["joined_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["animation", "code"], name="entrant_code_once"),
            models.UniqueConstraint(
                fields=["animation", "key_hash"], condition=~Q(key_hash=""), name="one_entry_a_browser"
            ),
            models.UniqueConstraint(
                fields=["animation", "contact_hash"], condition=~Q(contact_hash=""), name="one_entry_an_address"
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym or self.code


class Given(models.Model):
    """The first answer of somebody to a question, when the house received it: later ones are not kept."""

    entrant = models.ForeignKey(Entrant, on_delete=models.CASCADE, related_name="given")
    question = models.ForeignKey(GameQuestion, on_delete=models.CASCADE, related_name="given")
    choices = ArrayField(models.PositiveSmallIntegerField())
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entrant", "question"], name="first_answer_only"),
        ]

    def __str__(self) -> str:
        return f"{self.entrant_id}/{self.question_id}"
