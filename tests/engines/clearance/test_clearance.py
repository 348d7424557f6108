"""What is refused and why: D6, D7 and the cases around them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from coulisse.engines.clearance import (
    Cleared,
    Code,
    Consent,
    Crowd,
    Holding,
    Licence,
    LicenceKind,
    Medium,
    Obstacle,
    Person,
    Purpose,
    Register,
    Shown,
    Source,
    UnknownPlace,
    UnknownWork,
    Use,
    Work,
    clearance,
)
from coulisse.kernel.period import EndsBeforeItStarts, Period
from coulisse.kernel.territory import Territory

BE, WALLONIA, FR = Territory("BE"), Territory("BE-WAL"), Territory("FR")
MAY = date(2027, 5, 5)
POSTER, CROP, TEASER, SONG = 1, 2, 3, 4


def use(**values: Any) -> Use:
    wanted = {"purpose": Purpose.PROMO, "network": "instagram", "territory": BE, "on": MAY, **values}
    return Use(**wanted)


def consent(pk: int, **values: Any) -> Consent:
    return Consent(**{"id": pk, "purpose": Purpose.PROMO, **values})


def picture(pk: int = POSTER, **values: Any) -> Work:
    wanted = {"id": pk, "holding": Holding.OWN, "asks_people": True, "people_decided": True, **values}
    return Work(**wanted)


def register(*works: Work, people: tuple[Person, ...] = ()) -> Register:
    return Register({work.id: work for work in works}, {person.id: person for person in people})


def one_person(*consents: Consent, **values: Any) -> Register:
    person = Person(**{"id": 10, "is_minor": False, "consents": consents, **values})
    return register(picture(shown=(Shown(100, 10),)), people=(person,))


def codes(found: Cleared | tuple[Obstacle, ...]) -> list[str]:
    assert isinstance(found, tuple), "it was cleared"
    return [one.code.value for one in found]


# ---- D6: five faces, one without a right ------------------------------------------------------------------------

FACES = tuple(Shown(100 + number, number) for number in range(1, 6))
PEOPLE = tuple(Person(number, is_minor=False, consents=(consent(number),)) for number in range(1, 5))
VOLUNTEER = Person(5, is_minor=False)
D6 = register(
    picture(shown=FACES),
    picture(CROP, sources=(Source(POSTER),)),
    people=(*PEOPLE, VOLUNTEER),
)


@pytest.mark.parametrize("work", [POSTER, CROP])
def test_a_poster_with_one_face_without_a_right_is_refused_and_so_is_its_crop(work: int) -> None:
    (only,) = _refused(clearance(work, use(), D6))
    assert (only.code, only.person, only.work) == (Code.CONSENT_MISSING, 5, POSTER)
    assert only.through == ((POSTER,) if work == POSTER else (CROP, POSTER))


def test_a_crop_without_the_volunteer_is_cleared_once_somebody_said_so() -> None:
    blurred = picture(CROP, sources=(Source(POSTER),), hidden=frozenset({105}))
    found = clearance(CROP, use(), replace(D6, works={**D6.works, CROP: blurred}))
    assert isinstance(found, Cleared) and {ground.right for ground in found.grounds} == {1, 2, 3, 4}
    assert codes(clearance(POSTER, use(), D6)) == ["consent-missing"]


def test_a_release_clears_the_poster_and_all_that_is_made_of_it() -> None:
    signed = {**D6.people, 5: replace(VOLUNTEER, consents=(consent(5, work=POSTER),))}
    for work in (POSTER, CROP):
        assert isinstance(clearance(work, use(), replace(D6, people=signed)), Cleared)


def test_a_right_for_the_crop_does_not_open_the_poster() -> None:
    signed = replace(D6, people={**D6.people, 5: replace(VOLUNTEER, consents=(consent(5, work=CROP),))})
    assert isinstance(clearance(CROP, use(), signed), Cleared)
    assert codes(clearance(POSTER, use(), signed)) == ["consent-missing"]


# ---- D7: festival, web, Belgium, until 30 April ---------------------------------------------------------------

LICENCE = Licence(
    7,
    LicenceKind.MUSIC,
    frozenset({Medium.FESTIVAL, Medium.WEB}),
    territories=frozenset({BE}),
    period=Period(date(2027, 1, 1), date(2027, 4, 30)),
)
D7 = register(
    picture(TEASER, music=(SONG,)),
    Work(SONG, Holding.LICENSED, frozenset({LicenceKind.MUSIC}), (LICENCE,)),
)


def test_a_post_after_the_end_of_the_licence_is_refused_for_the_date() -> None:
    (only,) = _refused(clearance(TEASER, use(network="web"), D7))
    assert (only.code, only.day, only.right) == (Code.LICENCE_EXPIRED, date(2027, 4, 30), 7)
    assert only.through == (TEASER, SONG)


def test_on_a_network_the_same_licence_lacks_social_besides() -> None:
    first, second = _refused(clearance(TEASER, use(), D7))
    assert (first.code, second.code) == (Code.LICENCE_EXPIRED, Code.LICENCE_MEDIUM)
    assert (second.wanted, second.held) == ("social", ("festival", "web"))


def test_before_its_end_it_is_cleared_until_that_day() -> None:
    found = clearance(TEASER, use(network="web", on=date(2027, 4, 30)), D7)
    assert isinstance(found, Cleared) and found.until == date(2027, 4, 30)


def test_a_post_that_stays_up_longer_than_the_licence_is_refused() -> None:
    (only,) = _refused(clearance(TEASER, use(network="web", on=date(2027, 4, 1), until=MAY), D7))
    assert (only.code, only.day) == (Code.LICENCE_ENDS_BEFORE, date(2027, 4, 30))


def test_an_excerpt_without_the_music_asks_nothing_of_it() -> None:
    silent = picture(CROP, sources=(Source(TEASER, has_music=False),))
    found = clearance(CROP, use(), replace(D7, works={**D7.works, CROP: silent}))
    assert isinstance(found, Cleared)


# ---- one consent, each of its limits --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, None),
        ({"purpose": Purpose.PRESS}, ("consent-purpose", "promo", ("press",))),
        ({"networks": frozenset({"facebook", "x"})}, ("consent-network", "instagram", ("facebook", "x"))),
        ({"networks": frozenset({"instagram"})}, None),
        ({"territories": frozenset({FR})}, ("consent-territory", "BE", ("FR",))),
        ({"territories": frozenset({BE})}, None),
        ({"period": Period(None, MAY)}, None),
        ({"period": Period(None, MAY - timedelta(1))}, ("consent-expired", "", ())),
        ({"period": Period(MAY + timedelta(1), None)}, ("consent-not-yet", "", ())),
        ({"withdrawn_on": MAY}, ("consent-withdrawn", "promo", ())),
        ({"withdrawn_on": MAY + timedelta(1)}, None),
    ],
)
def test_each_limit_of_a_consent_is_told_with_what_is_held(
    given: dict[str, Any], expected: tuple[str, str, tuple[str, ...]] | None
) -> None:
    found = clearance(POSTER, use(), one_person(consent(1, **given)))
    if expected is None:
        assert isinstance(found, Cleared)
    else:
        (only,) = _refused(found)
        assert (only.code.value, only.wanted, only.held) == expected


def test_a_region_lies_in_its_country_and_the_world_in_none() -> None:
    belgium = one_person(consent(1, territories=frozenset({BE})))
    assert isinstance(clearance(POSTER, use(territory=WALLONIA), belgium), Cleared)
    (only,) = _refused(clearance(POSTER, use(territory=None), belgium))
    assert (only.code, only.wanted, only.held) == (Code.CONSENT_TERRITORY, "*", ("BE",))
    assert isinstance(clearance(POSTER, use(territory=None), one_person(consent(1))), Cleared)


def test_a_minor_needs_who_answers_for_them() -> None:
    alone = one_person(consent(1), is_minor=True)
    assert codes(clearance(POSTER, use(), alone)) == ["guardian-missing"]
    assert isinstance(clearance(POSTER, use(), one_person(consent(1, by_guardian=True), is_minor=True)), Cleared)


def test_taking_back_the_taking_outweighs_every_consent_to_use() -> None:
    found = clearance(POSTER, use(), one_person(consent(1), taking_withdrawn_on=MAY))
    assert codes(found) == ["taking-withdrawn"]


def test_the_nearest_consent_says_what_is_lacking() -> None:
    far = consent(1, networks=frozenset({"x"}), territories=frozenset({FR}), period=Period(None, date(2026, 1, 1)))
    near = consent(2, period=Period(None, date(2027, 5, 1)))
    (only,) = _refused(clearance(POSTER, use(), one_person(far, near)))
    assert (only.code, only.right, only.day) == (Code.CONSENT_EXPIRED, 2, date(2027, 5, 1))


def test_a_new_consent_stands_beside_a_withdrawn_one() -> None:
    found = clearance(POSTER, use(), one_person(consent(1, withdrawn_on=date(2027, 1, 1)), consent(2)))
    assert isinstance(found, Cleared) and [ground.right for ground in found.grounds] == [2]


MORNING, NOON, EVENING = (datetime(2027, 3, 16, hour, tzinfo=UTC) for hour in (8, 12, 18))


def test_a_withdrawal_takes_along_what_was_agreed_to_before_it_and_nothing_else() -> None:
    general = consent(1, given_at=MORNING)
    for_poster = consent(2, work=POSTER, given_at=MORNING, withdrawn_on=MAY, withdrawn_at=NOON)
    anew = consent(3, work=POSTER, given_at=EVENING)
    (only,) = _refused(clearance(POSTER, use(), one_person(general, for_poster)))
    assert (only.code, only.right) == (Code.CONSENT_WITHDRAWN, 2)
    assert isinstance(clearance(POSTER, use(), one_person(general, for_poster, anew)), Cleared)

    elsewhere = replace(for_poster, work=99)
    assert isinstance(clearance(POSTER, use(), one_person(general, elsewhere)), Cleared)
    on_x = replace(for_poster, networks=frozenset({"x"}))
    assert isinstance(clearance(POSTER, use(), one_person(general, on_x)), Cleared)
    assert codes(clearance(POSTER, use(network="x"), one_person(general, on_x))) == ["consent-withdrawn"]
    press = replace(for_poster, purpose=Purpose.PRESS)
    assert isinstance(clearance(POSTER, use(), one_person(general, press)), Cleared)


def test_the_first_end_among_all_rights_is_the_end() -> None:
    people = (
        Person(1, is_minor=False, consents=(consent(1, period=Period(None, date(2028, 1, 1))),)),
        Person(2, is_minor=False, consents=(consent(2, period=Period(None, date(2027, 9, 1))), consent(3))),
    )
    found = clearance(POSTER, use(), register(picture(shown=(Shown(1, 1), Shown(2, 2))), people=people))
    assert isinstance(found, Cleared) and found.until == date(2028, 1, 1)


# ---- what nobody decided --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("crowd", "expected"),
    [
        (Crowd.UNDECIDED, ["crowd-undecided"]),
        (Crowd.IDENTIFIABLE, ["crowd-identifiable"]),
        (Crowd.UNIDENTIFIABLE, None),
        (Crowd.EXCEPTION, None),
    ],
)
def test_a_crowd_is_decided_by_somebody(crowd: Crowd, expected: list[str] | None) -> None:
    found = clearance(POSTER, use(), register(picture(shown=(Shown(1, crowd=crowd),))))
    assert isinstance(found, Cleared) if expected is None else codes(found) == expected


def test_nothing_decided_clears_nothing() -> None:
    bare = Work(POSTER, asks_people=True)
    assert codes(clearance(POSTER, use(), register(bare))) == ["people-undecided", "rights-undecided"]


def test_each_kind_of_right_needs_its_own_licence() -> None:
    needs = frozenset({LicenceKind.AUTHOR, LicenceKind.MUSIC})
    song = Work(SONG, Holding.LICENSED, needs, (replace(LICENCE, period=Period()),))
    (only,) = _refused(clearance(SONG, use(network="web"), register(song)))
    assert (only.code, only.licence_kind) == (Code.LICENCE_MISSING, LicenceKind.AUTHOR)


def test_a_licence_for_some_networks_only() -> None:
    social = Licence(1, LicenceKind.IMAGE_BANK, frozenset({Medium.SOCIAL}), frozenset({"facebook"}))
    photo = picture(holding=Holding.LICENSED, needs=frozenset({LicenceKind.IMAGE_BANK}), licences=(social,))
    assert codes(clearance(POSTER, use(), register(photo))) == ["licence-network"]
    assert isinstance(clearance(POSTER, use(network="facebook"), register(photo)), Cleared)


# ---- the way down ---------------------------------------------------------------------------------------------


def test_a_circle_ends() -> None:
    there = picture(POSTER, sources=(Source(CROP),))
    back = picture(CROP, sources=(Source(POSTER),), shown=(Shown(1),))
    assert codes(clearance(POSTER, use(), register(there, back))) == ["crowd-undecided"]


def test_a_tall_tower_of_doubled_ways_is_walked_in_no_time() -> None:
    works = [picture(0, shown=(Shown(1),))]
    for floor in range(1, 60):
        below = (3 * floor - 3,) if floor == 1 else (3 * (floor - 1) + 1, 3 * (floor - 1) + 2)
        works += [picture(3 * floor + side, sources=tuple(Source(pk) for pk in below)) for side in (1, 2)]
    assert codes(clearance(3 * 59 + 1, use(), register(*works))) == ["crowd-undecided"]


def test_hidden_on_one_way_but_shown_on_the_other_is_shown() -> None:
    face = picture(0, shown=(Shown(1),))
    blurred = picture(1, sources=(Source(0),), hidden=frozenset({1}))
    both = picture(2, sources=(Source(1), Source(0)))
    assert codes(clearance(2, use(), register(face, blurred, both))) == ["crowd-undecided"]
    assert isinstance(clearance(1, use(), register(face, blurred, both)), Cleared)


def test_what_is_missing_from_the_register_is_said_by_name() -> None:
    with pytest.raises(UnknownWork):
        clearance(POSTER, use(), register(picture(sources=(Source(99),))))
    with pytest.raises(UnknownPlace):
        use(network="myspace")
    with pytest.raises(EndsBeforeItStarts):
        use(until=MAY - timedelta(1))


def test_a_wider_right_never_refuses_what_a_narrower_one_clears() -> None:
    """Over every combination of limits: taking one away clears at least as much."""
    networks = (frozenset({"instagram"}), frozenset[str]())
    lands = (frozenset({WALLONIA}), frozenset({BE}), frozenset[Territory]())
    ends = (date(2027, 5, 4), date(2027, 6, 1), None)
    uses = [
        use(network=network, territory=land, on=day)
        for network, land, day in product(("instagram", "x"), (WALLONIA, BE, FR, None), (MAY, date(2027, 7, 1)))
    ]
    cleared = {}
    for one, (n, net), (t, land), (e, end) in product(
        range(len(uses)), enumerate(networks), enumerate(lands), enumerate(ends)
    ):
        book = one_person(consent(1, networks=net, territories=land, period=Period(None, end)))
        cleared[one, n, t, e] = isinstance(clearance(POSTER, uses[one], book), Cleared)
    for (one, n, t, e), is_clear in cleared.items():
        for wider in ((n + 1, t, e), (n, t + 1, e), (n, t, e + 1)):
            assert not is_clear or cleared.get((one, *wider), True)


def _refused(found: Cleared | tuple[Obstacle, ...]) -> tuple[Obstacle, ...]:
    assert isinstance(found, tuple), "it was cleared"
    return found
