"""The reads of the book: frozen records, and a number of SQL queries that does not grow with it."""

from coulisse.foundation.people.queries.book import Asked, ContactLine, contacts_asked, list_contacts, names_for
from coulisse.foundation.people.queries.card import CardView, card_view
from coulisse.foundation.people.queries.doubles import Pair, list_doubles, past_merges
from coulisse.foundation.people.queries.imports import Preview, list_imports, preview

__all__ = [
    "Asked",
    "CardView",
    "ContactLine",
    "Pair",
    "Preview",
    "card_view",
    "contacts_asked",
    "list_contacts",
    "list_doubles",
    "list_imports",
    "names_for",
    "past_merges",
    "preview",
]
