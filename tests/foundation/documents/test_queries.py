"""Who reads which document, and how many questions a list asks of the database."""

import pytest
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents import actions, queries
from coulisse.foundation.documents.access import access_document
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.queries import Wanted
from tests.cast import AT, Cast, give, person
from tests.foundation.documents.files import paper, photo

pytestmark = pytest.mark.django_db


def titles(user: User, wanted: Wanted | None = None) -> list[str]:
    return [
        document.title for document in queries.listed(queries.visible_to(user), wanted or Wanted(sort="title"))
    ]


def reaches(user: User, document: Document) -> bool:
    try:
        access_document(user, document.pk)
    except Http404:
        return False
    return True


@pytest.fixture
def papers(cast: Cast) -> dict[str, Document]:
    return {
        "drache": paper(cast, name="drache.pdf"),
        "gel": paper(cast, name="gel.pdf", production=cast.gel.pk),
        "house": paper(cast, name="house.pdf", production=None),
        "client": paper(cast, name="client.pdf", production=None, client=cast.client.pk),
        "other client": paper(cast, name="other client.pdf", production=None, client=cast.other_client.pk),
        "private drache": paper(cast, name="private drache.pdf", private=True),
        "private gel": paper(cast, name="private gel.pdf", production=cast.gel.pk, private=True),
        "private house": paper(cast, name="private house.pdf", production=None, private=True),
        "private client": paper(
            cast, name="private client.pdf", production=None, client=cast.client.pk, private=True
        ),
    }


SEEN = {
    "odile": {
        "drache",
        "gel",
        "house",
        "client",
        "other client",
        "private drache",
        "private gel",
        "private house",
        "private client",
    },
    "nadia": {"drache", "house", "private drache", "private house"},
    "bastien": {"drache", "house", "private drache", "private house"},
    "pascaline": {"gel", "house", "private gel", "private house"},
    "marc_olivier": {"drache", "gel", "house", "client", "other client"},
    "kobe": {"client"},
    "achille": set(),
}


@pytest.mark.parametrize("name", sorted(SEEN))
def test_the_list_and_the_door_agree(cast: Cast, papers: dict[str, Document], name: str) -> None:
    user = getattr(cast, name)
    assert set(titles(user)) == SEEN[name]
    assert {title for title, document in papers.items() if reaches(user, document)} == SEEN[name]


def test_an_object_opens_its_own_papers_only(cast: Cast, papers: dict[str, Document]) -> None:
    """The client of a film reads what is attached to the film; a paper of elsewhere stays shut."""
    cast.drache.client = cast.client
    cast.drache.save()
    for title in ("drache", "gel", "house", "private drache", "other client"):
        actions.attach(document=papers[title], row=cast.drache, by=cast.odile, at=AT)
    assert {line.title for line in queries.for_object(cast.drache, cast.kobe)} == {"drache", "house"}
    opened = {title for title, document in papers.items() if reaches(cast.kobe, document)}
    assert opened == {"client", "drache", "house"}
    assert not reaches(cast.pascaline, papers["drache"])


def test_somebody_switched_off_reads_nothing(cast: Cast, papers: dict[str, Document]) -> None:
    actions.attach(document=papers["drache"], row=cast.drache, by=cast.odile, at=AT)
    cast.nadia.is_active = False
    assert titles(cast.nadia) == []
    assert not reaches(cast.nadia, papers["drache"])


def test_the_trash_is_for_those_who_may_empty_it(cast: Cast, papers: dict[str, Document]) -> None:
    actions.trash(documents=list(papers.values()), by=cast.odile, at=AT)
    reader = person("Lia Marchetti", "lia@meuse.example")
    give(reader, "reader", production=cast.drache)
    assert titles(cast.nadia) == []
    assert {document.title for document in queries.trashed_for(cast.nadia)} == SEEN["nadia"]
    assert not queries.trashed_for(reader).exists()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(words="drache"), {"drache", "private drache"}),
        (Wanted(words="tournages"), {"drache", "house"}),
        (Wanted(words="100%_'\"; & | !"), set()),
        (Wanted(where="house"), {"house", "private house"}),
        (Wanted(where="production:x"), set()),
        (Wanted(where="production:99999999999999999999"), set()),
        (Wanted(kind="picture"), set()),
        (Wanted(tag="rien"), set()),
    ],
)
def test_filters(cast: Cast, papers: dict[str, Document], wanted: Wanted, expected: set[str]) -> None:
    for title in ("drache", "house"):
        version = papers[title].current
        assert version is not None
        actions.examine(version=version, at=AT)
    assert set(titles(cast.nadia, wanted)) == expected


@pytest.mark.parametrize(
    "sort", ["title", "-title", "kind", "where", "size", "-size", "changed", "-changed", "x", ""]
)
def test_any_order_lists_all(cast: Cast, papers: dict[str, Document], sort: str) -> None:
    assert set(titles(cast.nadia, Wanted(sort=sort))) == SEEN["nadia"]


@pytest.mark.parametrize("count", [3, 12])
def test_a_list_asks_one_question(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        actions.attach(
            document=paper(cast, name=f"{number}.pdf", tags=[str(number)]), row=cast.drache, by=None, at=AT
        )
    cast.nadia.scope()
    with django_assert_num_queries(1):
        lines = queries.lines(queries.listed(queries.visible_to(cast.nadia), Wanted(words="permis")))
    with django_assert_num_queries(1):
        assert len(queries.for_object(cast.drache, cast.nadia)) == count
    assert lines == []


def test_a_line_tells_what_there_is(cast: Cast) -> None:
    document = paper(cast, photo(), name="pont.jpg")
    line = queries.lines([document])[0]
    assert (line.kind, line.where, line.number, line.kept_by) == ("picture", "La Drache", 1, "Nadia Verhaeghen")
    assert line.thumbnail.endswith("/versions/1/thumbnail")


def test_tags_of_what_one_reads(cast: Cast) -> None:
    paper(cast, tags=["permis", "Jambes"])
    paper(cast, production=cast.gel.pk, tags=["secret"])
    assert queries.tag_choices(cast.nadia) == ["Jambes", "permis"]
