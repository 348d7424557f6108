"""What the watch announces."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("community.watch.source-in-trouble", _("The watch cannot read %(name)s any more"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInTrouble(Fact):
    """Several times in a row. `trouble` is a code of `watch/words.py`."""

    source_id: int
    name: str
    trouble: str


@fact("community.watch.item-became-idea", _("%(by)s made an idea of « %(title)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemBecameIdea(Fact):
    """What was said elsewhere is worth telling here."""

    item_id: int
    idea_id: int
    title: str
