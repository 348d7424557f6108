"""Calendars that a telephone or a mail program reads by a secret address."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Feed(models.Model):
    """One secret address of one person. It shows what that person may see, until it is revoked."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feeds")
    name = models.CharField(max_length=60)
    """What the person calls it: « téléphone »."""
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
