"""Looking through the words of messages: the newest that match, never all of them.

A frequent word matches hundreds of thousands of messages, and sorting those takes seconds. The newest are read
backwards by number until enough match, or the rare matches are taken from the index of words: the planner chooses
by how frequent the words are, because either way at most `NEWEST` are asked for. The words of a message hold its
production, so that those of other programmes are not even met.
"""

import re
from typing import Final

from django.contrib.postgres.search import SearchQuery
from django.db.models import Max, QuerySet

from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.desks.audience.intake.searching import words_of

NEWEST: Final = 200
"""Messages looked at for one search; more than that is said as « the newest of many »."""
NEWEST_NARROWED: Final = 800
"""Where filters keep only some of them."""
RECENT: Final = 100_000
"""Messages in which several words are sought first. Words that go together are found more often than the planner
counts on, and all messages that hold them would be read to know the newest."""
MOST_WORDS: Final = 12
SHORTEST_BEGINNING: Final = 3
"""Letters from which the last word may be the beginning of a longer one: half of all words begin with one of few
letters, and the index would be read from end to end for it."""
_REFERENCE: Final = re.compile(r"^\d{4}-\d{4}-\d{2,6}$")


def is_reference(asked: str) -> bool:
    """A whole number of a conversation, `2027-0315-07`."""
    return _REFERENCE.fullmatch(asked.strip()) is not None


class Written(SearchQuery):
    """A `tsquery` taken as it is written: the server would read the mark of a production as a word of its own."""

    template = "%(expressions)s::tsquery"


def matching(
    within: QuerySet[Conversation], asked: str, *, production: int | None, most: int
) -> tuple[list[int], bool]:
    """The conversations of a production with these words, the newest messages first; and whether there are more.

    None for the production: those that belong to none. Give `within` only what hardly narrows; what few rows pass,
    and what is in whose reach, is filtered among those found.
    """
    if is_reference(asked):
        return list(within.filter(reference=asked.strip()).values_list("pk", flat=True)[:1]), False
    words = words_of(asked)[:MOST_WORDS]
    if not words:
        return [], False
    sought = Written(_written(words, production), search_type="raw")
    hits = Message.objects.filter(conversation__in=within, words=sought).order_by("-pk")
    found: list[int] = []
    if len(words) > 1:
        last = Message.objects.aggregate(last=Max("pk"))["last"] or 0
        found = _newest(hits.filter(pk__gt=last - RECENT), most)
    if len(found) <= most:
        found = _newest(hits, most)
    return list(dict.fromkeys(found[:most])), len(found) > most


def _newest(hits: QuerySet[Message], most: int) -> list[int]:
    """Their conversations, and one more than asked for where there are more."""
    return list(hits.values_list("conversation_id", flat=True)[: most + 1])


def _written(words: list[str], production: int | None) -> str:
    """Every word asked for, the last one as it is being typed, in messages of this production."""
    last = f"'{words[-1]}':*" if len(words[-1]) >= SHORTEST_BEGINNING else f"'{words[-1]}'"
    return " & ".join([*(f"'{word}'" for word in words[:-1]), last, f"'{mark_of(production)}'"])


def mark_of(production: int | None) -> str:
    """What stands for a production among the words of its messages, by the migration `0005`."""
    return f"_{production or 0}"
