"""The index of everything that may be found: one row an object, whatever its room."""

from typing import ClassVar, Final

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

CONFIGURATIONS: Final = ("french", "dutch", "english")
"""Each text is stemmed in the three languages: nobody says in which one a title is written."""

VECTOR = sum(
    (
        SearchVector("words", weight="A", config=configuration)
        + SearchVector("more", weight="C", config=configuration)
        for configuration in CONFIGURATIONS[1:]
    ),
    start=SearchVector("words", weight="A", config=CONFIGURATIONS[0])
    + SearchVector("more", weight="C", config=CONFIGURATIONS[0]),
)


class Item(models.Model):
    """One object that may be found, with what decides who may find it."""

    kind = models.CharField(max_length=60)
    """The model, dotted: `people.contact`."""
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=240)
    subtitle = models.CharField(max_length=240, blank=True)
    address = models.CharField(max_length=240)
    """The path of its page."""
    words = models.TextField()
    """The title without accents or capitals."""
    more = models.TextField(blank=True)
    """Subtitle and key words, likewise."""
    production_id = models.BigIntegerField(null=True)
    client_id = models.BigIntegerField(null=True)
    desk = models.CharField(max_length=10, blank=True)
    """The desk whose people alone may find it; empty for the common rooms."""
    vector = models.GeneratedField(expression=VECTOR, output_field=SearchVectorField(), db_persist=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_item_per_object")]
        indexes: ClassVar = [
            GinIndex(fields=["vector"], name="search_by_stems"),
            GinIndex(OpClass("words", name="gin_trgm_ops"), name="search_by_trigrams"),
        ]

    def __str__(self) -> str:
        return self.title
