"""The list: what opens the desk, filters as data, pages by key, search, a constant number of queries."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from django.contrib.postgres.search import SearchVector
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.audience.inbox.filters import Filters, Place, read_filters, read_place
from coulisse.desks.audience.inbox.queries import listing, search
from coulisse.desks.audience.inbox.queries.listing import Listed, count_new, count_to_answer
from coulisse.desks.audience.intake.models import Conversation, Message, Topic, TopicSet
from coulisse.foundation.accounts.models import User
from tests.cast import AT, TODAY, Cast
from tests.desks.audience.families.rows import a_family, members, somebody
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


def asked_for(cast: Cast, asked: dict[str, str], *, user: User | None = None, before: str = "") -> Listed:
    return listing.listed(
        cast.drache, read_filters(asked), user=user or cast.marc_olivier, today=TODAY, place=read_place(before)
    )


def shown(cast: Cast, *, user: User | None = None, before: str = "", **asked: str) -> Listed:
    return asked_for(cast, asked, user=user, before=before)


def names(page: Listed) -> list[str]:
    return [row.name for row in page.rows]


def index_words() -> None:
    Message.objects.update(words=SearchVector("sender", "subject", "new_text", config="simple"))


def test_filters_stand_in_the_address_and_come_back() -> None:
    filters = Filters(show="all", q="éclusiers", kind="press", topic=7, due="late", nowhere=True)
    assert read_filters(dict(parse_qsl(filters.query))) == filters
    assert Filters().query == "" and Filters().is_plain


@pytest.mark.parametrize(
    "asked",
    [
        {"show": "x", "language": "fr'; --", "kind": "\x00", "topic": "9" * 40, "channel": "fax", "due": "soon"},
        {"family": "-1", "beside": "٣", "writer": "1e3", "topic": "²"},
        {"q": "   \x00 "},
    ],
)
def test_what_no_filter_knows_is_left_out(asked: dict[str, str]) -> None:
    assert read_filters(asked) == Filters()


@pytest.mark.parametrize(
    "written", ["", "x", "2027-03-16_4", "2027-03-16T06:10:00+00:00_x", "2027-13-99T00:00:00Z_3", "_"]
)
def test_no_place_is_made_of_nonsense(written: str) -> None:
    assert read_place(written) is None


def test_a_place_comes_back() -> None:
    assert read_place(Place(AT, 12).written) == Place(AT, 12)


def test_the_latest_first_and_only_what_waits(cast: Cast) -> None:
    for n, name in enumerate(("Hubert", "Anne", "Paul")):
        a_conversation(cast, writer=somebody(name), at=AT + timedelta(hours=n))
    a_conversation(cast, writer=somebody("Fini"), at=AT + timedelta(hours=9), state="answered")
    a_conversation(cast, writer=somebody("Indésirable"), at=AT + timedelta(hours=9), state="spam")
    page = shown(cast)
    assert names(page) == ["Paul", "Anne", "Hubert"] and page.count == 3
    assert names(shown(cast, show="answered")) == ["Fini"]
    assert names(shown(cast, show="spam")) == ["Indésirable"]
    assert names(shown(cast, show="all")) == ["Fini", "Paul", "Anne", "Hubert"]


def test_members_of_a_family_are_not_listed_singly(cast: Cast) -> None:
    """412 came: 400 stand as one, 12 are handled one by one."""
    family = a_family(cast)
    members(cast, family, 40, first=AT - timedelta(hours=3))
    for n in range(3):
        a_conversation(cast, writer=somebody(f"Seul {n}"), at=AT - timedelta(hours=2))
    a_conversation(cast, writer=somebody("Avant"), at=AT - timedelta(days=2))
    page = shown(cast)
    assert names(page)[:3] == ["Seul 2", "Seul 1", "Seul 0"]
    assert page.banner is not None and (page.banner.to_answer, page.banner.apart) == (40, 3)
    assert [row.name for row in page.rows if row.is_before_wave] == ["Avant"]
    assert page.families == ()
    assert len(shown(cast, family=str(family.pk)).rows) == 40, "asked for by name, its members are listed"


def test_another_family_stands_as_a_row(cast: Cast) -> None:
    large, small = a_family(cast), a_family(cast, key="small", title="Les sous-titres")
    members(cast, large, 9)
    members(cast, small, 6)
    page = shown(cast)
    assert [(one.title, one.to_answer) for one in page.families] == [("Les sous-titres", 6)]
    Conversation.objects.filter(family=small).update(state="answered")
    assert shown(cast).families == ()


def test_each_filter_keeps_what_it_says(cast: Cast) -> None:
    houses = TopicSet.objects.create(code="house")
    topic = Topic.objects.create(within=houses, code="subtitles", labels={"fr": "Accessibilité"})
    a_conversation(cast, writer=somebody("Anne"), kind="press", language="fr", routed_to="press")
    a_conversation(cast, writer=somebody("Kris"), language="nl", channel="call", due_on=TODAY - timedelta(days=1))
    a_conversation(
        cast, writer=somebody("Paul"), topic=topic, due_on=TODAY + timedelta(days=3), assigned_to=cast.marc_olivier
    )
    a_conversation(cast, writer=somebody("Sans"), production=cast.gel)
    asked = {
        "kind": "press", "language": "nl", "channel": "call", "topic": str(topic.pk), "routed": "press",
    }  # fmt: skip
    kept = {name: names(asked_for(cast, {name: value})) for name, value in asked.items()}
    assert kept == {
        "kind": ["Anne"],
        "language": ["Kris"],
        "channel": ["Kris"],
        "topic": ["Paul"],
        "routed": ["Anne"],
    }
    assert names(shown(cast, due="late")) == ["Kris"] and names(shown(cast, due="week")) == ["Paul"]
    assert names(shown(cast, due="none")) == ["Anne"]
    assert names(shown(cast, show="mine")) == ["Paul"] and names(shown(cast, show="unassigned")) == [
        "Kris",
        "Anne",
    ]
    assert names(shown(cast, show="routed")) == ["Anne"]
    paul = Conversation.objects.get(writer__name="Paul")
    assert names(shown(cast, writer=str(paul.writer_id))) == ["Paul"]


def test_pages_go_on_by_key_without_gap_or_double(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PAGE", 4)
    for n in range(11):
        a_conversation(cast, writer=somebody(f"P{n}"), last_at=AT + timedelta(minutes=n // 3))
    seen: list[int] = []
    place = ""
    for _turn in range(3):
        page = shown(cast, before=place)
        seen += [row.pk for row in page.rows]
        place = page.place
    assert place == "" and len(seen) == len(set(seen)) == 11


def test_a_rare_filter_looks_back_in_bounded_stretches(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "WITHIN", 5)
    old = a_conversation(cast, writer=somebody("Vieux"), kind="press", last_at=AT)
    for n in range(8):
        a_conversation(cast, writer=somebody(f"P{n}"), last_at=AT + timedelta(hours=1, minutes=n))
    first = shown(cast, kind="press")
    assert first.rows == () and first.is_capped and first.place
    second = shown(cast, kind="press", before=first.place)
    assert [row.pk for row in second.rows] == [old.pk] and not second.is_capped


def test_what_is_folded_shows_no_word_and_no_subject(cast: Cast) -> None:
    a_conversation(cast, "horreurindicible", writer=somebody("X"), kind="threat", is_folded=True, gist="threat")
    row = shown(cast).rows[0]
    assert row.folded is not None and row.folded.gist == "threat"
    assert "horreurindicible" not in repr(replace(row, reference=""))


def test_a_journalist_is_told_by_newspaper_and_hour(cast: Cast) -> None:
    a_conversation(
        cast, writer=somebody("Anne Delcourt, Le Courrier de la Senne"), kind="press",
        subject="Questions avant bouclage, 11 h",
    )  # fmt: skip
    row = shown(cast).rows[0]
    assert (row.name, row.body) == ("Anne Delcourt", "Le Courrier de la Senne")
    assert row.badges[0].icon == "newspaper" and row.badges[0].text.endswith(", 11 h")


def test_the_language_is_told_where_it_is_not_french(cast: Cast) -> None:
    a_conversation(cast, writer=somebody("Kris"), language="nl", kind="legal")
    a_conversation(cast, writer=somebody("Paul"), language="fr", kind="question")
    dutch = next(row for row in shown(cast).rows if row.name == "Kris")
    french = next(row for row in shown(cast).rows if row.name == "Paul")
    assert [one.text for one in dutch.badges][1:] == ["NL"] and len(french.badges) == 1


def test_a_subject_stands_before_the_first_words(cast: Cast) -> None:
    a_conversation(cast, writer=somebody("Avec"), subject="Sous-titres en retard")
    a_conversation(cast, "Bonjour, rien à dire", writer=somebody("Sans"), subject="")
    lines = {row.name: (row.line, row.is_quoted) for row in shown(cast).rows}
    assert lines == {"Avec": ("Sous-titres en retard", False), "Sans": ("Bonjour, rien à dire", True)}


def test_searching_finds_words_without_accents_and_beginnings(cast: Cast) -> None:
    a_conversation(cast, "Les ecluses de la Meuse", writer=somebody("Paul"))
    a_conversation(cast, "Rien de tel", writer=somebody("Anne"), state="answered")
    index_words()
    assert names(shown(cast, q="Écluse")) == ["Paul"]
    assert names(shown(cast, q="ecluses meuse")) == ["Paul"]
    assert names(shown(cast, q="rien")) == ["Anne"], "a search looks at what is answered too"
    assert names(shown(cast, q="absent")) == [] and names(shown(cast, q="' & !")) == []


def test_a_number_finds_its_conversation(cast: Cast) -> None:
    one = a_conversation(cast, writer=somebody("Paul"))
    assert [row.pk for row in shown(cast, q=one.reference).rows] == [one.pk]


def test_a_frequent_word_gives_the_newest_and_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "NEWEST", 3)
    for n in range(5):
        a_conversation(cast, "Bonjour à tous", writer=somebody(f"P{n}"))
    index_words()
    page = shown(cast, q="bonjour")
    assert names(page) == ["P4", "P3", "P2"] and page.is_newest_only


def test_nobody_sees_another_production(cast: Cast) -> None:
    a_conversation(cast, writer=somebody("Ici"))
    a_conversation(cast, writer=somebody("Là"), production=cast.gel)
    nowhere = a_conversation(cast, writer=somebody("Nulle part"))
    Conversation.objects.filter(pk=nowhere.pk).update(production=None)
    assert names(shown(cast)) == ["Ici"]
    assert names(shown(cast, nowhere="1")) == ["Nulle part"]
    assert names(shown(cast, user=cast.solange, nowhere="1")) == [], "only the house's own desk"
    assert names(shown(cast, user=cast.pascaline)) == []


def test_the_list_takes_few_queries_however_long(
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    cast.marc_olivier.scope()
    members(cast, a_family(cast), 8)
    a_conversation(cast, writer=somebody("Un"), is_folded=True, gist="threat", kind="threat")
    with django_assert_num_queries(6):
        shown(cast)
    for n in range(30):
        a_conversation(cast, writer=somebody(f"P{n}"), assigned_to=cast.marc_olivier, is_folded=n < 4)
    with django_assert_num_queries(6):
        shown(cast)
    index_words()
    for asked in ({"q": "bonjour"}, {"kind": "press"}, {"show": "all", "due": "late"}):
        with django_assert_max_num_queries(8):
            asked_for(cast, asked)


def test_the_counters_are_bounded(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for n in range(4):
        a_conversation(cast, writer=somebody(f"P{n}"), at=AT + timedelta(minutes=n), is_new=n > 1)
    cast.marc_olivier.scope()
    with django_assert_num_queries(2):
        assert count_to_answer(cast.marc_olivier, cast.drache.pk, most=3) == 3
        assert count_new(cast.marc_olivier, cast.drache, since=AT, most=9) == 2


def test_a_search_follows_a_conversation_to_its_production(cast: Cast) -> None:
    moved = a_conversation(cast, "Les ecluses", writer=somebody("Paul"))
    a_conversation(cast, "Les ecluses", writer=somebody("Anne"))
    index_words()
    Conversation.objects.filter(pk=moved.pk).update(production=cast.gel)
    assert names(shown(cast, q="ecluses")) == ["Anne"]
    Conversation.objects.filter(pk=moved.pk).update(production=None)
    assert names(shown(cast, q="ecluses", nowhere="1")) == ["Paul"]
    Conversation.objects.filter(pk=moved.pk).update(production=cast.drache)
    assert sorted(names(shown(cast, q="ecluses"))) == ["Anne", "Paul"]
    assert names(shown(cast, q=f"_{cast.drache.pk}")) == [], "nobody can type what stands for a production"


def test_erased_words_stay_erased(cast: Cast) -> None:
    a_conversation(cast, "Les ecluses", writer=somebody("Paul"))
    index_words()
    Message.objects.update(words=None)
    Conversation.objects.update(production=cast.gel)
    assert Message.objects.filter(words__isnull=False).count() == 0
    assert names(shown(cast, q="ecluses")) == []


def test_filters_look_through_the_same_rows_with_and_without_a_place(cast: Cast) -> None:
    for n in range(listing.PAGE + 5):
        a_conversation(cast, writer=somebody(f"P{n}"), at=AT + timedelta(minutes=n), language="nl")
        a_conversation(cast, writer=somebody(f"Q{n}"), at=AT + timedelta(minutes=n), language="fr")
    first = shown(cast, show="all", language="nl")
    assert names(first) == [f"P{n}" for n in range(listing.PAGE + 4, 4, -1)] and first.place
    rest = asked_for(cast, {"show": "all", "language": "nl"}, before=first.place)
    assert names(rest) == [f"P{n}" for n in range(4, -1, -1)] and not rest.place


def test_a_very_short_word_is_no_beginning(cast: Cast) -> None:
    a_conversation(cast, "Le car de reportage", writer=somebody("Paul"))
    index_words()
    assert names(shown(cast, q="le")) == names(shown(cast, q="repor")) == ["Paul"]
    assert names(shown(cast, q="ca")) == [] and names(shown(cast, q="ca reportage")) == []
