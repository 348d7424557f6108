"""What a person decides of a family, and that each decision can be taken back."""

import pytest

from coulisse.desks.audience.families import actions
from coulisse.desks.audience.intake.models import Family
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from tests.cast import AT, Cast
from tests.desks.audience.families.rows import a_broadcast, a_family, a_member, items, members
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


def test_the_larger_family_leads_whichever_is_named_first(cast: Cast) -> None:
    french, dutch = a_family(cast, size=371), a_family(cast, key="nl", language="nl", size=29)
    leader = actions.join(family=dutch, other=french, by=cast.marc_olivier, at=AT)
    dutch.refresh_from_db()
    assert (leader, dutch.joined_to_id) == (french, french.pk)
    assert Entry.objects.get(kind="audience.families.joined").payload["other_size"] == 29
    with pytest.raises(actions.AlreadyJoined):
        actions.join(family=french, other=dutch, by=cast.marc_olivier, at=AT)


def test_joining_never_takes_two_steps_and_is_taken_back_exactly(cast: Cast) -> None:
    large, middle, small = (
        a_family(cast, key=str(n), language=code, size=n) for code, n in (("fr", 9), ("nl", 5), ("en", 2))
    )
    actions.join(family=middle, other=small, by=cast.marc_olivier, at=AT)
    actions.join(family=small, other=large, by=cast.marc_olivier, at=AT)
    assert set(Family.objects.filter(joined_to=large).values_list("pk", flat=True)) == {middle.pk, small.pk}
    actions.separate(families=[middle, small], by=cast.marc_olivier, at=AT)
    for row in (large, middle, small):
        row.refresh_from_db()
    assert (large.joined_to_id, middle.joined_to_id, small.joined_to_id) == (None, None, middle.pk)
    with pytest.raises(actions.NotJoined):
        actions.separate(families=[middle], by=cast.marc_olivier, at=AT)


def test_families_of_two_productions_are_never_one(cast: Cast) -> None:
    here, there = a_family(cast, size=5), a_family(cast, key="gel", size=5, production=cast.gel)
    with pytest.raises(actions.OtherProduction):
        actions.join(family=here, other=there, by=cast.marc_olivier, at=AT)


def test_a_member_taken_out_stands_beside_and_may_come_back(cast: Cast) -> None:
    family = a_family(cast)
    members(cast, family, 5)
    one = a_member(cast, family)
    actions.take_out(conversation=one, by=cast.marc_olivier, at=AT)
    one.refresh_from_db()
    family.refresh_from_db()
    assert (one.family_id, one.beside_id, family.size) == (None, family.pk, 5)
    assert one.apart == [{"reason": "person", "words": []}]
    with pytest.raises(actions.NoMember):
        actions.take_out(conversation=one, by=cast.marc_olivier, at=AT)
    actions.put_in(conversation=one, family=family, by=cast.marc_olivier, at=AT)
    one.refresh_from_db()
    family.refresh_from_db()
    assert (one.family_id, one.beside_id, one.apart, family.size) == (family.pk, None, [], 6)
    with pytest.raises(actions.MemberAlready):
        actions.put_in(conversation=one, family=family, by=cast.marc_olivier, at=AT)


def test_nothing_of_another_production_is_put_in(cast: Cast) -> None:
    other = a_conversation(cast, production=cast.gel)
    with pytest.raises(actions.OtherProduction):
        actions.put_in(conversation=other, family=a_family(cast), by=cast.marc_olivier, at=AT)


def test_naming_gives_title_cause_and_broadcast_and_refuses_a_stale_write(cast: Cast) -> None:
    slot = a_broadcast(cast)
    cause, _other = items(slot, "Archives", "Débat")
    family = a_family(cast, size=5)
    named = actions.name(
        family=family, title="Sans avertissement", cause=cause, read_version=1, by=cast.marc_olivier, at=AT
    )
    assert (named.title, named.cause, named.broadcast, named.version) == ("Sans avertissement", cause, slot, 2)
    with pytest.raises(StaleWrite):
        actions.name(family=family, title="Autre", cause=None, read_version=1, by=cast.marc_olivier, at=AT)
