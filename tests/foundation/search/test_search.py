"""The palette finds what one may reach, whatever the accents, the form of the word or a slip."""

import pytest
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries

from coulisse.foundation.search.actions import Findable, forget, index
from coulisse.foundation.search.queries import find
from coulisse.foundation.search.writing import plain
from tests.cast import Cast

HOUSE = [
    Findable("people.contact", 1, "Frédéric Magnée", "/people/1/", "Régisseur général", "régie Dinant"),
    Findable("people.contact", 2, "Inge Willems", "/people/2/", "Kostuumontwerpster", "kostuums"),
    Findable("places.place", 1, "Salle paroissiale", "/places/1/", "Dinant"),
    Findable("documents.document", 1, "Autorisations de tournage", "/documents/1/"),
    Findable("places.place", 2, "L’Œuvre d’Élise", "/places/2/"),
]


@pytest.fixture
def indexed(cast: Cast) -> Cast:
    drache, gel, client = cast.drache.pk, cast.gel.pk, cast.client.pk
    index(
        [
            *HOUSE,
            Findable("tasks.task", 1, "Signer le contrat du bourgmestre", "/tasks/1/", production=drache),
            Findable("tasks.task", 2, "Signer le contrat du patineur", "/tasks/2/", production=gel),
            Findable("tasks.task", 3, "Signer le visuel du festival", "/tasks/3/", client=client),
            Findable("tasks.task", 4, "Signer la réponse au courrier", "/tasks/4/", desk="audience"),
        ]
    )
    return cast


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("frederic", "Frédéric Magnée"),
        ("MAGNÉE", "Frédéric Magnée"),
        ("régisseurs", "Frédéric Magnée"),
        ("magn", "Frédéric Magnée"),
        ("fredrik magne", "Frédéric Magnée"),
        ("kostuum", "Inge Willems"),
        ("paroisiale", "Salle paroissiale"),
        ("autorisation tournage", "Autorisations de tournage"),
        ("oeuvre elise", "L’Œuvre d’Élise"),
    ],
)
def test_it_finds(indexed: Cast, question: str, title: str) -> None:
    assert [hit.title for hit in find(indexed.nadia, question)][:1] == [title]


@pytest.mark.django_db
def test_each_finds_what_each_may_reach(indexed: Cast) -> None:
    everybody = {
        name: {hit.pk for hit in find(getattr(indexed, name), "signer") if hit.kind == "tasks.task"}
        for name in ("odile", "nadia", "pascaline", "marc_olivier", "kobe", "achille")
    }
    assert everybody == {
        "odile": {1, 2, 3, 4},
        "nadia": {1},
        "pascaline": {2},
        "marc_olivier": {1, 2, 3, 4},
        "kobe": {3},
        "achille": set(),
    }


@pytest.mark.django_db
def test_a_client_does_not_see_the_books_of_the_house(indexed: Cast) -> None:
    assert find(indexed.kobe, "magnee") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "question", ["", "a", "' & | !", ":*", "\x00\x00", "(((", "a" * 5000, "é" * 300, "%_%", "\\"]
)
def test_no_question_breaks_it(indexed: Cast, question: str) -> None:
    assert isinstance(list(find(indexed.nadia, question)), list)


@pytest.mark.django_db
def test_indexing_again_rewrites_and_forgetting_removes(indexed: Cast) -> None:
    index([Findable("people.contact", 1, "Frédéric Magnette", "/people/1/")])
    assert [hit.title for hit in find(indexed.nadia, "magnette")] == ["Frédéric Magnette"]
    forget("people.contact", [1])
    assert find(indexed.nadia, "magnette") == []


@pytest.mark.django_db
def test_the_palette_answers_in_a_constant_number_of_queries(
    indexed: Cast, client: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(indexed.nadia, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/search/", {"q": "dinant"}, headers={"HX-Request": "true"})  # the session is known from here on
    with django_assert_max_num_queries(9):
        response = client.get("/search/", {"q": "dinant"}, headers={"HX-Request": "true"})
    assert "Salle paroissiale" in response.content.decode()


def test_plain_writing() -> None:
    assert plain("  L’ŒUVRE  d'Élise\x00 ") == "l oeuvre d elise"
