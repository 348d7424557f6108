"""What stands over the inbox: the largest family that waits, its languages, its cause, who is apart."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.audience.families.actions import join
from coulisse.desks.audience.families.queries import banner, waiting_families, waves
from coulisse.desks.audience.intake.models import Conversation, RunningItem
from tests.cast import AT, Cast
from tests.desks.audience.families.rows import a_broadcast, a_family, items, members, somebody
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


def test_no_banner_without_a_family_of_several(cast: Cast) -> None:
    a_conversation(cast)
    members(cast, a_family(cast), 4)
    assert banner(cast.drache, user=cast.marc_olivier) is None


def test_the_banner_counts_both_languages_of_a_joined_family(cast: Cast) -> None:
    french, dutch = a_family(cast), a_family(cast, key="nl", language="nl")
    members(cast, french, 12)
    members(cast, dutch, 6)
    join(family=dutch, other=french, by=cast.marc_olivier, at=AT)
    shown = banner(cast.drache, user=cast.marc_olivier)
    assert shown is not None
    assert (shown.pk, shown.to_answer) == (french.pk, 18)
    assert [(one.code, one.count) for one in shown.family.languages] == [("fr", 12), ("nl", 6)]


def test_what_came_in_the_same_hours_and_is_in_no_family_is_apart(cast: Cast) -> None:
    family = a_family(cast)
    members(cast, family, 8)
    for n, name in enumerate(("Hubert Lambot", "Paul Wauters")):
        a_conversation(cast, writer=somebody(name), at=AT - timedelta(hours=9 - n), beside=family if n else None)
    a_conversation(cast, writer=somebody("Kris Maes"), at=AT - timedelta(days=2))
    a_conversation(cast, writer=somebody("Anne Delcourt"), at=AT - timedelta(hours=9), state="answered")
    shown = banner(cast.drache, user=cast.marc_olivier)
    assert shown is not None and shown.apart == 2


def test_an_answered_family_leaves_the_banner_and_stays_folded(cast: Cast) -> None:
    family = a_family(cast)
    members(cast, family, 8)
    Conversation.objects.filter(family=family).update(state="answered")
    shown = waves(cast.drache, user=cast.marc_olivier)
    assert shown.banner is None
    assert shown.hidden == (family.pk,)
    assert waiting_families(cast.drache.pk) == 0


def test_the_cause_is_the_one_chosen_else_the_one_marked_on_air(cast: Cast) -> None:
    slot = a_broadcast(cast)
    first, second = items(slot, "Archives de la rue Haute", "Débat")
    RunningItem.objects.filter(pk=first.pk).update(is_cause=True)
    family = a_family(cast, broadcast=slot)
    members(cast, family, 6)
    shown = banner(cast.drache, user=cast.marc_olivier)
    assert shown is not None
    assert (shown.title, shown.family.on_air_at) == ("Archives de la rue Haute", first.starts_at)
    family.cause = second
    family.title = "Le débat"
    family.save()
    shown = banner(cast.drache, user=cast.marc_olivier)
    assert shown is not None
    assert (shown.title, shown.family.cause) == ("Le débat", "Débat")


def test_the_banner_takes_four_queries_however_many_families(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    members(cast, a_family(cast), 6)
    cast.marc_olivier.scope()
    with django_assert_num_queries(4):
        waves(cast.drache, user=cast.marc_olivier)
    for n in range(5):
        members(cast, a_family(cast, key=f"more-{n}"), 6)
    with django_assert_num_queries(4):
        waves(cast.drache, user=cast.marc_olivier)


def test_nobody_elses_production_is_counted(cast: Cast) -> None:
    members(cast, a_family(cast), 6)
    assert banner(cast.gel, user=cast.marc_olivier) is None
    seen = banner(cast.drache, user=cast.pascaline)
    assert seen is None, "who may not read this public counts nothing of it"
