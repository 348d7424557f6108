"""Finding: by stems first, then by resemblance, and only what the reader may reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import F, Q, QuerySet

from coulisse.foundation.search.models import CONFIGURATIONS, Item
from coulisse.foundation.search.writing import plain

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

SHORTEST_QUESTION, LONGEST_QUESTION = 2, 120


@dataclass(frozen=True, slots=True)
class Hit:
    """One object found."""

    kind: str
    pk: int
    title: str
    subtitle: str
    address: str


def visible_to(user: "User") -> QuerySet[Item]:
    """The items that this person may reach: the house's books for members, one's productions and clients."""
    reach = _at_desk(user, None)
    for desk in user.scope().desks():
        reach |= _at_desk(user, desk)
    return Item.objects.filter(reach)


def _at_desk(user: "User", desk: str | None) -> Q:
    """What is found by the people of a desk (None: by everybody), where this person holds that desk."""
    scope = user.scope()
    productions, clients = scope.productions(desk=desk), scope.clients(desk=desk)
    of_the_house = Q(production_id=None, client_id=None) if user.may("read", desk=desk) else Q(pk=None)
    on_productions = (
        Q(production_id__isnull=False) if productions is None else Q(production_id__in=list(productions))
    )
    of_clients = Q(client_id__isnull=False) if clients is None else Q(client_id__in=list(clients))
    return Q(desk=desk or "") & (of_the_house | on_productions | of_clients)


def find(user: "User", question: str, *, most: int = 12) -> Sequence[Hit]:
    """The best items for what was typed: whole words and their forms, beginnings of words, near misspellings."""
    words = " ".join(_terms(question))
    if len(words) < SHORTEST_QUESTION:
        return []
    exact = _by_stems(visible_to(user), words, most)
    if len(exact) >= most:
        return exact
    seen = {(hit.kind, hit.pk) for hit in exact}
    near = _by_resemblance(visible_to(user), words, most + len(exact))
    return [*exact, *(hit for hit in near if (hit.kind, hit.pk) not in seen)][:most]


def _terms(question: str) -> list[str]:
    """The words typed, plain, with letters and digits only: no sign of theirs is read as an operator."""
    words = plain(question[:LONGEST_QUESTION]).split()
    return [term for word in words if (term := "".join(sign for sign in word if sign.isalnum()))]


def _by_stems(items: QuerySet[Item], words: str, most: int) -> list[Hit]:
    question = _in_every_language(words)
    rows = items.filter(vector=question).annotate(rank=SearchRank(F("vector"), question))
    return _hits(rows.order_by("-rank", "words", "pk")[:most])


def _in_every_language(words: str) -> SearchQuery:
    """Every word must be there; the last may be the beginning of a word, for it is still being typed."""
    raw = " & ".join(words.split()) + ":*"
    question = SearchQuery(raw, config=CONFIGURATIONS[0], search_type="raw")
    for configuration in (*CONFIGURATIONS[1:], "simple"):
        question |= SearchQuery(raw, config=configuration, search_type="raw")
    return question


def _by_resemblance(items: QuerySet[Item], words: str, most: int) -> list[Hit]:
    rows = items.filter(words__trigram_word_similar=words).annotate(likeness=TrigramWordSimilarity(words, "words"))
    return _hits(rows.order_by("-likeness", "words", "pk")[:most])


def _hits(rows: QuerySet[Item]) -> list[Hit]:
    columns = ("kind", "object_id", "title", "subtitle", "address")
    return [Hit(*row) for row in rows.values_list(*columns)]
