"""What a role reaches, as properties: no role on one thing ever reaches another."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coulisse.foundation.accounts.roles import LEVELS, ROLES, Desk, Level
from coulisse.foundation.accounts.scope import Held, Scope

IDS = st.integers(min_value=1, max_value=6)
DESKS = st.sampled_from([None, *Desk])
VERBS = st.sampled_from(sorted(LEVELS))
ON_PRODUCTION = st.builds(Held, role=st.sampled_from(sorted(ROLES)), production=IDS, desk=DESKS)
ON_CLIENT = st.builds(Held, role=st.sampled_from(sorted(ROLES)), client=IDS, desk=DESKS)
ON_HOUSE = st.builds(Held, role=st.sampled_from(sorted(ROLES)), desk=DESKS)
NARROW = st.lists(ON_PRODUCTION | ON_CLIENT, max_size=5).map(tuple)
ANY = st.lists(ON_PRODUCTION | ON_CLIENT | ON_HOUSE, max_size=5).map(tuple)


@given(NARROW, VERBS, DESKS, IDS)
def test_a_role_elsewhere_never_reaches_a_production(
    held: tuple[Held, ...], to: str, desk: Desk | None, production: int
) -> None:
    elsewhere = Scope(tuple(each for each in held if each.production != production))
    assert not elsewhere.may(to, desk=desk, production=production)
    assert production not in (elsewhere.productions(to, desk=desk) or frozenset())
    assert elsewhere.productions(to, desk=desk) is not None


@given(NARROW, VERBS, DESKS, IDS)
def test_a_role_elsewhere_never_reaches_a_client(
    held: tuple[Held, ...], to: str, desk: Desk | None, client: int
) -> None:
    elsewhere = Scope(tuple(each for each in held if each.client != client))
    assert not elsewhere.may(to, desk=desk, client=client)
    assert client not in (elsewhere.clients(to, desk=desk) or frozenset())


@given(NARROW, DESKS)
def test_only_a_role_on_the_house_manages_it(held: tuple[Held, ...], desk: Desk | None) -> None:
    assert not Scope(held).may("manage", desk=desk)


@given(NARROW, VERBS, st.sampled_from(list(Desk)))
def test_what_a_desk_keeps_for_the_house_is_closed_to_narrower_roles(
    held: tuple[Held, ...], to: str, desk: Desk
) -> None:
    assert not Scope(held).may(to, desk=desk)


@given(st.lists(ON_CLIENT).map(tuple), VERBS)
def test_people_of_a_client_see_nothing_of_the_house(held: tuple[Held, ...], to: str) -> None:
    scope = Scope(held)
    assert not scope.may(to)
    assert not scope.may_private()
    assert scope.productions() == frozenset()


@given(ANY, DESKS, IDS)
def test_each_level_holds_the_ones_below(held: tuple[Held, ...], desk: Desk | None, production: int) -> None:
    scope = Scope(held)
    allowed = [scope.may(to, desk=desk, production=production) for to in ("read", "change", "manage")]
    assert allowed == sorted(allowed, reverse=True)


@given(ANY, ANY, VERBS, DESKS, IDS)
def test_one_more_role_never_takes_anything_away(
    held: tuple[Held, ...], more: tuple[Held, ...], to: str, desk: Desk | None, production: int
) -> None:
    before = Scope(held).may(to, desk=desk, production=production)
    assert Scope(held + more).may(to, desk=desk, production=production) or not before


@given(ANY, VERBS, DESKS, IDS)
def test_the_lists_say_the_same_as_the_question(
    held: tuple[Held, ...], to: str, desk: Desk | None, production: int
) -> None:
    scope = Scope(held)
    reach = scope.productions(to, desk=desk)
    assert scope.may(to, desk=desk, production=production) is (reach is None or production in reach)


@given(st.sampled_from(sorted(ROLES)), st.sampled_from(list(Desk)), st.sampled_from(list(Desk)))
def test_a_role_narrowed_to_a_desk_stays_out_of_the_others(role: str, desk: Desk, other: Desk) -> None:
    assume(desk != other)
    assert Held(role=role, desk=desk).level(other) is Level.NONE


@given(IDS, IDS)
def test_private_facts_stay_within_their_production(mine: int, other: int) -> None:
    assume(mine != other)
    scope = Scope((Held(role="production_administrator", production=mine),))
    assert scope.may_private(production=mine)
    assert not scope.may_private(production=other)


def test_a_role_narrowed_to_the_public_desks_opens_no_private_fact() -> None:
    assert not Scope((Held(role="production_manager", desk=Desk.COMMUNITY),)).may_private()
    assert Scope((Held(role="production_manager", desk=Desk.FLOOR),)).may_private()


def test_a_role_is_on_one_scope() -> None:
    with pytest.raises(ValueError, match="not on both"):
        Held(role="reader", production=1, client=1)
