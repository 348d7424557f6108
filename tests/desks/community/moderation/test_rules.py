"""Rules: tried on past comments before they are switched on, and again whenever their words change."""

from datetime import timedelta

import pytest

from coulisse.desks.community.moderation.actions.rules import (
    AsksNothing,
    NotTried,
    dry_run,
    switch,
    write_list,
    write_rule,
)
from coulisse.desks.community.moderation.actions.starting import start_rules
from coulisse.desks.community.moderation.models import Comment, ModerationRule, WordList
from coulisse.foundation.journal.versions import StaleWrite
from tests.cast import Cast
from tests.desks.community.moderation.rows import CRITICISM, HATE, INSULT, NIGHT, PLAIN, by_hand, taken

pytestmark = pytest.mark.django_db
LATER = NIGHT + timedelta(hours=1)


def first(name: str) -> ModerationRule:
    return ModerationRule.objects.get(name=name)


def values(cast: Cast, **changes: object) -> dict[str, object]:
    told = {"production": cast.drache, "name": "Essai", "severities": [], "language": "", "topic": "", "links": 0}
    return {**told, "rate_count": 0, "rate_minutes": 10, "action": "hide", "severity": "", **changes}


def test_the_lists_to_begin_with_are_french_and_dutch_and_no_rule_is_on(cast: Cast) -> None:
    rules = start_rules(production=cast.drache, by=cast.ines, at=NIGHT)
    assert {row.language for row in WordList.objects.all()} == {"fr", "nl"}
    assert len(rules) == 5
    assert not ModerationRule.objects.filter(is_on=True).exists()
    assert start_rules(production=cast.drache, by=cast.ines, at=NIGHT) == [], "once"


def test_a_dry_run_shows_what_it_would_touch_and_touches_nothing(cast: Cast) -> None:
    taken(by_hand(cast.drache), PLAIN, HATE, CRITICISM, INSULT)
    before = list(Comment.objects.order_by("pk").values())
    start_rules(production=cast.drache, by=cast.ines, at=NIGHT)
    found = dry_run(rule=first("Haine"), production=cast.drache, at=LATER)
    assert found.looked_at == 4
    assert [row.text for row, _verdict in found.touched] == [HATE]
    assert list(Comment.objects.order_by("pk").values()) == before


def test_a_rule_is_switched_on_only_as_it_was_tried(cast: Cast) -> None:
    start_rules(production=cast.drache, by=cast.ines, at=NIGHT)
    rule = first("Haine")
    with pytest.raises(NotTried):
        switch(rule=rule, is_on=True, by=cast.ines, at=LATER)
    dry_run(rule=rule, production=cast.drache, at=LATER)
    assert switch(rule=rule, is_on=True, by=cast.ines, at=LATER).is_on
    words = rule.lists.order_by("pk").first()
    assert words is not None
    told = {"production": cast.drache, "name": words.name, "language": words.language}
    write_list(
        row=words,
        values={**told, "terms": words.terms + "\nzinzin*"},
        read_version=words.version,
        by=cast.ines,
        at=LATER,
    )
    changed = first("Haine")
    assert not changed.is_on, "with other words it must be looked at again"
    with pytest.raises(NotTried):
        switch(rule=changed, is_on=True, by=cast.ines, at=LATER)


def test_criticism_is_counted_as_spared(cast: Cast) -> None:
    taken(by_hand(cast.drache), "C’est honteux, votre invité parle de vermine", HATE)
    start_rules(production=cast.drache, by=cast.ines, at=NIGHT)
    found = dry_run(rule=first("Haine"), production=cast.drache, at=LATER)
    assert (len(found.touched), found.spared) == (2, 1)


def test_a_rule_that_asks_nothing_is_refused_and_a_stale_write_too(cast: Cast) -> None:
    with pytest.raises(AsksNothing):
        write_rule(row=None, values=values(cast), lists=[], read_version=0, by=cast.ines, at=NIGHT)
    made = write_rule(row=None, values=values(cast, links=1), lists=[], read_version=0, by=cast.ines, at=NIGHT)
    with pytest.raises(StaleWrite):
        write_rule(row=made, values=values(cast, links=2), lists=[], read_version=7, by=cast.ines, at=NIGHT)


def test_a_rule_of_the_pace_is_tried_with_the_comments_as_they_lie(cast: Cast) -> None:
    account = by_hand(cast.drache)
    for n in range(5):
        taken(account, PLAIN, first=1 + 10 * n, at=NIGHT + timedelta(minutes=n))
    Comment.objects.update(author=Comment.objects.order_by("pk")[0].author)
    made = write_rule(
        row=None,
        values=values(cast, rate_count=4, action="flag"),
        lists=[],
        read_version=0,
        by=cast.ines,
        at=NIGHT,
    )
    found = dry_run(rule=made, production=cast.drache, at=LATER)
    assert len(found.touched) == 2, "the fourth and the fifth"
