"""What happened, in the reader's language and within the reader's rights."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.template import Context, Template
from django.test import Client as Browser
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from coulisse.formats.tabular import read_table
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal import exports, queries
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.models import MAX_ATTEMPTS, Delivery, Entry
from coulisse.foundation.journal.queries import Filter, history_of, list_entries
from tests.cast import AT, Cast
from tests.doubles.desks.sluice.facts import BoatPassed

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from pytest_django.fixtures import Settings as SettingsWrapper


def tell(boat: str, *, by: User | None = None, at: datetime = AT, **scope: Any) -> Entry:
    with transaction.atomic():
        return announce(BoatPassed(boat=boat), by=by, at=at, **scope)


def boats(user: User, wanted: Filter | None = None) -> set[str]:
    user.forget_scope()
    lines = queries.every_line(user, wanted or Filter())
    return {line.sentence.partition(" the boat ")[2].removesuffix(" pass") for line in lines}


@pytest.fixture
def browser(cast: Cast) -> Browser:
    browser = Browser()
    browser.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def told(cast: Cast) -> Cast:
    """One boat for each kind of scope."""
    tell("house")
    tell("drache", production=cast.drache.pk)
    tell("gel", production=cast.gel.pk)
    tell("client", client=cast.client.pk)
    tell("other client", client=cast.other_client.pk)
    tell("office papers", production=cast.drache.pk, desk="office")
    tell("audience papers", desk="audience")
    tell("pay", production=cast.drache.pk, private=True)
    return cast


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("odile", {"house", "drache", "gel", "client", "other client", "office papers", "audience papers", "pay"}),
        ("nadia", {"house", "drache", "office papers", "pay"}),
        ("pascaline", {"house", "gel"}),
        ("bastien", {"house", "drache", "pay"}),
        ("marc_olivier", {"house", "drache", "gel", "client", "other client", "audience papers"}),
        ("kobe", {"client"}),
        ("achille", set()),
    ],
)
def test_each_reads_what_the_roles_reach(told: Cast, who: str, seen: set[str]) -> None:
    with translation.override("en"):
        assert boats(getattr(told, who)) == seen


def test_a_person_who_was_switched_off_reads_nothing(told: Cast) -> None:
    told.odile.is_active = False
    assert boats(told.odile) == set()


@pytest.mark.parametrize(
    ("wanted", "seen"),
    [
        (Filter(desk="office"), {"office papers"}),
        (Filter(since=AT.date() + timedelta(days=1)), set()),
        (Filter(until=AT.date() - timedelta(days=1)), set()),
        (Filter(kind="double.sluice.alarm-raised"), set()),
    ],
)
def test_the_journal_is_filtered(told: Cast, wanted: Filter, seen: set[str]) -> None:
    with translation.override("en"):
        assert boats(told.odile, wanted) == seen
        assert boats(told.odile, Filter(production=told.gel.pk)) == {"gel"}


def test_the_sentence_names_whoever_did_it_as_the_person_is_called_now(cast: Cast) -> None:
    tell("Anna", by=cast.bastien)
    cast.bastien.name = "Bastien Crahay-Lux"
    cast.bastien.save()
    with translation.override("en"):
        [line] = list_entries(cast.nadia, Filter()).lines
    assert line.sentence == "Bastien Crahay-Lux let the boat Anna pass"


def test_a_fact_of_another_release_is_shown_plainly(cast: Cast) -> None:
    Entry.objects.create(kind="office.budget.approved", payload={"a": 1}, at=AT)
    Entry.objects.create(kind=BoatPassed.kind, payload={}, at=AT)
    lines = list_entries(cast.nadia, Filter()).lines
    assert {line.sentence for line in lines} == {"office.budget.approved", BoatPassed.kind}
    assert not any(line.known for line in lines)


def address_of_production(pk: int) -> str | None:
    return f"/productions/{pk}/"


def test_a_sentence_leads_to_its_subject(cast: Cast, settings: "SettingsWrapper") -> None:
    settings.COULISSE_SUBJECTS = {
        "productions.production": "tests.foundation.journal.test_pages.address_of_production"
    }
    tell("Anna", about=cast.drache)
    tell("Berthe", about=cast.company)
    newest, oldest = list_entries(cast.nadia, Filter()).lines
    assert newest.url == ""
    assert oldest.url == f"/productions/{cast.drache.pk}/"


def test_pages_follow_each_other_without_a_gap_or_a_double(cast: Cast) -> None:
    moments = [AT, AT, AT, AT + timedelta(microseconds=1), AT + timedelta(seconds=1)]
    ids = {tell(f"boat {number}", at=at).pk for number, at in enumerate(moments)}
    seen, after = [], None
    while True:
        page = list_entries(cast.nadia, Filter(), after=after, size=2)
        seen += [line.id for line in page.lines]
        if not page.after:
            break
        after = queries.mark_of(page.after)
    assert len(seen) == len(ids)
    assert set(seen) == ids


@pytest.mark.parametrize("count", [3, 60])
def test_the_page_asks_the_database_a_constant_number_of_times(
    cast: Cast, browser: Browser, count: int, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    for number in range(count):
        tell(f"boat {number}", by=cast.nadia, production=cast.drache.pk, about=cast.drache)
    with django_assert_num_queries(3):
        list_entries(cast.nadia, Filter())


def test_the_page_offers_what_comes_earlier(cast: Cast, browser: Browser) -> None:
    for number in range(51):
        tell(f"boat {number:02}", by=cast.nadia)
    first = browser.get(reverse("journal:list"))
    assert "boat 50" in first.content.decode()
    assert "boat 00" not in first.content.decode()
    second = browser.get(reverse("journal:list"), {"after": first.context["page"].after})
    assert "boat 00" in second.content.decode()
    assert browser.get(reverse("journal:list"), {"after": "tomorrow"}).status_code == 404


def test_the_page_speaks_the_readers_language(cast: Cast) -> None:
    for user, title in ((cast.nadia, "Ce qui s’est passé"), (cast.kobe, "Wat er gebeurd is")):
        browser = Browser()
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        assert title in browser.get(reverse("journal:list")).content.decode()


def test_the_export_holds_the_same_lines_and_no_formula(cast: Cast, browser: Browser) -> None:
    tell("=1+1", by=cast.nadia, production=cast.drache.pk)
    tell("gel", production=cast.gel.pk)
    content = b"".join(browser.get(reverse("journal:export", args=["csv"])))
    [row] = read_table(content).records.rows
    assert row.cells[1] == "Nadia Verhaeghen"
    assert row.cells[3] == "La Drache"
    book = browser.get(reverse("journal:export", args=["xlsx"]))
    assert read_table(BytesIO(book.content).getvalue()).records.rows[0].cells[1] == "Nadia Verhaeghen"
    assert browser.get(reverse("journal:export", args=["pdf"])).status_code == 404


def test_a_large_workbook_is_proposed_as_a_job(
    cast: Cast, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coulisse.foundation.journal.pages.LARGE", 1)
    tell("Anna")
    tell("Berthe")
    page = browser.get(reverse("journal:export", args=["xlsx"]), {"kind": BoatPassed.kind})
    assert reverse("jobs:journal_export") in page.content.decode()
    assert f'value="{BoatPassed.kind}"' in page.content.decode()


def test_the_history_of_a_row_within_the_readers_rights(cast: Cast) -> None:
    tell("mine", about=cast.drache, production=cast.drache.pk)
    tell("other", about=cast.gel, production=cast.gel.pk)
    assert len(history_of(cast.drache, cast.nadia)) == 1
    assert len(history_of(cast.gel, cast.nadia)) == 0
    request = RequestFactory().get("/")
    request.user = cast.nadia
    shown = Template("{% load journal %}{% history row %}").render(
        Context({"request": request, "row": cast.drache})
    )
    assert "mine" in shown


def test_the_owner_sees_and_retries_what_is_stuck(cast: Cast) -> None:
    browser = Browser()
    browser.force_login(cast.odile, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get(reverse("journal:deliveries")).status_code == 200
    row = Delivery.objects.create(
        entry=tell("Anna"), link="a.link", not_before=AT, attempts=MAX_ATTEMPTS, error="Sunk (a.py:3)"
    )
    page = browser.get(reverse("journal:deliveries")).content.decode()
    assert "Sunk (a.py:3)" in page
    assert browser.post(reverse("journal:retry", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.attempts == 0
    Delivery.objects.update(attempts=MAX_ATTEMPTS)
    browser.post(reverse("journal:retry_stuck"))
    row.refresh_from_db()
    assert row.attempts == 0
    Delivery.objects.update(delivered_at=AT)
    browser.post(reverse("journal:retry", args=[row.pk]))
    row.refresh_from_db()
    assert row.delivered_at == AT


def test_a_workbook_keeps_moments_as_moments(cast: Cast) -> None:
    tell("Anna")
    content = exports.workbook(queries.every_line(cast.nadia, Filter()), created=AT)
    assert read_table(content).records.rows[0].cells[0] == datetime(2027, 3, 16, 7, 10)


def test_each_filter_of_a_large_journal_has_an_index(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'journal_entry'")
        names = {name for (name,) in cursor.fetchall()}
    assert {"journal_newest_first", "journal_of_a_production", "journal_of_a_person", "journal_of_a_kind"} <= names
