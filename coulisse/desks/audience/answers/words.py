"""The words that the spelling check accepts: added by hand, and the names that the house knows."""

import re
from datetime import datetime
from typing import Final

from django.core.cache import cache
from django.db import transaction

from coulisse.desks.audience.answers.models import HouseWord
from coulisse.foundation.accounts.models import User
from coulisse.foundation.grid.models import Programme
from coulisse.foundation.productions.models import Production

KEY: Final = "audience-house-words"
KEPT_FOR: Final = 300
MOST: Final = 5_000
LONGEST: Final = 60
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")


class NotAWord(Exception):
    """Spaces or figures: the check would never meet it."""


def accepted(language: str, *, near: str = "") -> frozenset[str]:
    """The words of the house in this language, and those of `near` (a name of a writer). One cached read."""
    known: dict[str, list[str]] | None = cache.get(KEY)
    if known is None:
        known = _gathered()
        cache.set(KEY, known, KEPT_FOR)
    return frozenset([*known.get("", ()), *known.get(language, ()), *_WORD.findall(near)])


def add_word(*, word: str, language: str, by: User, at: datetime) -> HouseWord:
    """Accept a word from now on. Raises `NotAWord`."""
    bare = word.strip().replace("'", "’")
    if not _WORD.fullmatch(bare) or len(bare) > LONGEST:
        raise NotAWord(word)
    with transaction.atomic():
        row, _new = HouseWord.objects.get_or_create(language=language, word=bare, defaults={"by": by, "at": at})
        transaction.on_commit(lambda: cache.delete(KEY))
    return row


def remove_word(*, word: HouseWord) -> None:
    """The check marks it again."""
    with transaction.atomic():
        word.delete()
        transaction.on_commit(lambda: cache.delete(KEY))


def _gathered() -> dict[str, list[str]]:
    """Names of productions, programmes and colleagues hold in every language."""
    programmes = Programme.objects.values_list("titles", flat=True)[:MOST]
    names = [
        *Production.objects.values_list("title", flat=True)[:MOST],
        *(" ".join(map(str, titles.values())) for titles in programmes),
        *User.objects.filter(is_active=True).values_list("name", flat=True)[:MOST],
    ]
    found: dict[str, list[str]] = {"": sorted({word for name in names for word in _WORD.findall(str(name))})}
    for language, word in HouseWord.objects.values_list("language", "word")[:MOST]:
        found.setdefault(language, []).append(word)
    return found
