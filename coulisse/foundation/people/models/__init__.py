"""The contact book: who and which firms, what binds them, when they can be had, and what is private."""

from coulisse.foundation.people.models.bonds import Affiliation, Availability, Part
from coulisse.foundation.people.models.contact import Contact, ContactQuerySet
from coulisse.foundation.people.models.doubles import Merge, NotSame, PossibleDouble
from coulisse.foundation.people.models.imports import Import, ImportedContact
from coulisse.foundation.people.models.private import PrivateFacts

__all__ = [
    "Affiliation",
    "Availability",
    "Contact",
    "ContactQuerySet",
    "Import",
    "ImportedContact",
    "Merge",
    "NotSame",
    "Part",
    "PossibleDouble",
    "PrivateFacts",
]
