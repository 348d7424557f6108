import pytest

from coulisse.kernel import COMMUNITIES, COUNTRIES, EEA, REGIONS, Language, Territory, UnknownTerritory


def test_countries_are_those_of_iso_3166() -> None:
    assert len(COUNTRIES) == 249
    assert len(EEA) == 30
    assert EEA < COUNTRIES
    assert {"BE", "FR", "LU", "SN", "CD"} < COUNTRIES
    assert not {"UK", "EU", "XX", "EL"} & COUNTRIES


def test_brussels_speaks_two_languages() -> None:
    bilingual = [code for code in [*sorted(COUNTRIES), *REGIONS, *COMMUNITIES] if Territory(code).is_bilingual]
    assert bilingual == ["BE-BRU"]
    assert Territory("BE-BRU").languages == (Language.FR, Language.NL)
    assert Territory("BE-VLG").languages == (Language.NL,)
    assert Territory("JP").languages == ()


@pytest.mark.parametrize("code", [*REGIONS, *COMMUNITIES])
def test_regions_and_communities_lie_in_belgium(code: str) -> None:
    territory = Territory(code)
    assert territory.country == Territory("BE")
    assert territory.within(Territory("BE"))
    assert territory.within(territory)
    assert not Territory("BE").within(territory)
    assert not territory.within(Territory("FR"))
    assert territory.in_eea
    assert (territory.is_country, territory.is_region, territory.is_community) == (
        False,
        code in REGIONS,
        code in COMMUNITIES,
    )


def test_two_communities_act_in_brussels() -> None:
    brussels = Territory("BE-BRU")
    assert [code for code in COMMUNITIES if Territory(code).acts_in(brussels)] == ["BE-FWB", "BE-VLC"]
    assert not Territory("BE").acts_in(brussels)
    assert not brussels.within(Territory("BE-FWB"))


def test_the_united_kingdom_has_left() -> None:
    assert not Territory("GB").in_eea
    assert Territory("NO").in_eea


@pytest.mark.parametrize("code", ["", "be", "BE-", "BE-XXX", "FR-75", "XX"])
def test_refuses_unknown_codes(code: str) -> None:
    with pytest.raises(UnknownTerritory):
        Territory(code)
