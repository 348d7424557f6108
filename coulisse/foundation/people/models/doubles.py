"""Two cards of one person: suspected, denied, or merged."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from coulisse.foundation.people.models.contact import Contact


class PossibleDouble(models.Model):
    """Two cards that look alike, why, and how much (0 to 100). Made anew from the cards."""

    one = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = ArrayField(models.CharField(max_length=10))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="one_suspicion_per_pair"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="suspicion_lower_first"),
        ]
        indexes: ClassVar = [models.Index(fields=["-score", "id"], name="suspicions_surest_first")]


class NotSame(models.Model):
    """Somebody looked and said: two people. Not asked again."""

    one = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            # Whichever way round, so that a merge may repoint either side.
            models.UniqueConstraint(Least("one", "other"), Greatest("one", "other"), name="one_denial_per_pair"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="denial_of_two"),
        ]


class Merge(models.Model):
    """Two cards made one, with all that is needed to part them again."""

    kept_pk = models.BigIntegerField()
    gone_pk = models.BigIntegerField()
    """Plain numbers: the row `gone` is not there any more, and `kept` may be merged further."""
    gone_name = models.CharField(max_length=200)
    snapshot = models.JSONField()
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kept_pk", "-id"], name="merges_of_a_contact")]
