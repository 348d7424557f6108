import pytest
from pytest_django import DjangoAssertNumQueries

from coulisse.foundation.productions import queries
from coulisse.foundation.productions.queries import Wanted
from tests.cast import AT, TODAY, Cast, production

pytestmark = pytest.mark.django_db


def titles(cast: Cast, who: str, wanted: Wanted | None = None) -> list[str]:
    return [each.title for each in queries.listed(getattr(cast, who), wanted or Wanted())]


def test_each_sees_what_their_roles_reach(cast: Cast) -> None:
    production("Cap Sambre 2027", "cap", cast.company, type="festival", client=cast.client)
    production("Cuberdons", "cuberdons", cast.company, type="advertising", client=cast.other_client)
    assert titles(cast, "odile") == ["Cap Sambre 2027", "Cuberdons", "La Drache", "Le Gel"]
    assert titles(cast, "nadia") == ["La Drache"]
    assert titles(cast, "pascaline") == ["Le Gel"]
    assert titles(cast, "kobe") == ["Cap Sambre 2027"]
    assert titles(cast, "achille") == []


def test_the_list_filters_and_sorts(cast: Cast) -> None:
    production("Cap Sambre 2027", "cap", cast.company, type="festival", client=cast.client, state="development")
    production("Vieux", "vieux", cast.company, state="archived")
    assert titles(cast, "odile", Wanted(words="sambre festival")) == ["Cap Sambre 2027"]
    assert titles(cast, "odile", Wanted(type="festival")) == ["Cap Sambre 2027"]
    assert titles(cast, "odile", Wanted(state="archived")) == ["Vieux"]
    assert titles(cast, "odile", Wanted(state="open", sort="-title")) == [
        "Le Gel",
        "La Drache",
        "Cap Sambre 2027",
    ]
    assert titles(cast, "odile", Wanted(client=cast.client.pk)) == ["Cap Sambre 2027"]
    assert len(titles(cast, "odile", Wanted(sort="password"))) == 4


@pytest.mark.parametrize("size", [1, 60])
def test_the_list_takes_one_query(
    cast: Cast, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(size):
        production(f"P{number}", f"p{number}", cast.company, client=cast.client)
    cast.odile.scope()
    with django_assert_num_queries(1):
        assert len(queries.rows(list(queries.listed(cast.odile, Wanted())))) == size + 2


def test_the_team_and_what_it_lacks(cast: Cast) -> None:
    team = queries.team_of(cast.drache, TODAY)
    assert [member.name for member in team] == ["Solange De Backer", "Nadia Verhaeghen", "Bastien Crahay"]
    assert len(queries.missing_roles(cast.drache, TODAY)) == 1
    assert len(queries.missing_roles(cast.gel, TODAY)) == 3


def test_details_are_read_in_order_and_by_their_label(cast: Cast) -> None:
    made = production(
        "Plein Jour",
        "plein",
        cast.company,
        type="magazine",
        details={"medium": "tv", "slot": "", "channel": "Médiane"},
    )
    assert queries.details_of(made, "nl") == [("Zender", "Médiane"), ("Medium", "Televisie")]


def test_a_free_code_follows_the_title(cast: Cast) -> None:
    assert queries.free_code("L’Écluse à Namur !") == "lecluse-a-namur"
    assert queries.free_code("Drache") == "drache-2"
    assert queries.free_code("???") == "production"
    production("Autre", "drache-2", cast.company, created_at=AT)
    assert queries.free_code("Drache") == "drache-3"
