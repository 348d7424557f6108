"""Looking through the words of messages: the newest that match, never all of them.

A frequent word matches hundreds of thousands of messages, and sorting those takes seconds. The newest are read
backwards by number until enough match, or the rare matches are taken from the index of words: the planner chooses
by how frequent the words are, because either way at most `NEWEST` are asked for.
"""

import re
from typing import Final

from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet

from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.desks.audience.intake.searching import query

NEWEST: Final = 400
"""Messages looked at for one search; more than that is said as « the newest of many »."""
NEWEST_NARROWED: Final = 2_000
"""Where filters keep only some of them."""
_REFERENCE: Final = re.compile(r"^\d{4}-\d{4}-\d{2,6}$")


def is_reference(asked: str) -> bool:
    """A whole number of a conversation, `2027-0315-07`."""
    return _REFERENCE.fullmatch(asked.strip()) is not None


def matching(within: QuerySet[Conversation], asked: str, *, most: int) -> tuple[list[int], bool]:
    """The conversations of `within` with these words, the newest messages first; and whether there are more.

    Give `within` only what an index holds: what few of them pass is filtered among those found.
    """
    if is_reference(asked):
        return list(within.filter(reference=asked.strip()).values_list("pk", flat=True)[:1]), False
    words = query(asked)
    if not words:
        return [], False
    sought = SearchQuery(words, config="simple", search_type="raw")
    hits = Message.objects.filter(conversation__in=within, words=sought).order_by("-pk")
    found = list(hits.values_list("conversation_id", flat=True)[: most + 1])
    return list(dict.fromkeys(found[:most])), len(found) > most
