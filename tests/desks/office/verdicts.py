"""The way into the office: for whoever has a production there."""

from tests.walk import OTHER_PRODUCTION, Verdict

BOOKS = frozenset({"owner", "own"}) | OTHER_PRODUCTION
"""Whoever administers a production reads their own books; the people of the set don't."""

VERDICTS = {"office:home": Verdict(BOOKS)}
