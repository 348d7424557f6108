"""What is read of the people who write, a file a screen. What other slices take: `card`, `Card`."""

from coulisse.desks.audience.relations.queries.cards import Card, card

__all__ = ["Card", "card"]
