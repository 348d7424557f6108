"""Whose workspace it is, who may reach it, and what it shows."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.community.clients import actions, queries
from coulisse.desks.community.clients.models import Brief, ColleagueRequest
from coulisse.desks.community.clients.wording import found_in, says
from coulisse.desks.community.clients.workspaces import Workspace, access_workspace, workspace_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from tests.cast import AT, Cast, give, person
from tests.desks.community.clients.rows import a_brief, a_note, a_portrait, a_request

BRIEF: dict[str, Any] = {
    "goals": "Vendre 1 200 passes",
    "publics": "Namur et Charleroi",
    "tone": "Léger",
    "avoided": "gratuit\n\npas cher\ngratuit",
    "budget": "640,00",
    "needs_approval": "on",
    "starts_on": "2027-04-01",
    "ends_on": "2027-05-10",
}


@pytest.fixture
def desk(client: Browser, cast: Cast) -> Browser:
    client.force_login(cast.ines)
    return client


def freelance(cast: Cast) -> User:
    """Somebody who works for one client only, as a member of one production."""
    found = person("Lise Hardy", "lise@meuse.example")
    give(found, "community_manager", client=cast.client)
    give(found, "reader", production=cast.gel)
    return found


def test_the_brief_is_written_once_then_changed_with_its_version(desk: Browser, cast: Cast) -> None:
    address = reverse("community:clients:brief", args=[f"client-{cast.client.pk}"])
    assert desk.post(address, BRIEF).status_code == 302
    row = Brief.objects.get(client=cast.client)
    assert (row.budget_cents, row.avoided, row.needs_approval) == (64_000, "gratuit\npas cher", True)
    assert row.written_by == cast.ines
    changed = {**BRIEF, "tone": "Grave", "version": row.version}
    assert desk.post(address, changed).status_code == 302
    row.refresh_from_db()
    assert (row.tone, row.version) == ("Grave", 2)
    last = Entry.objects.filter(kind="community.clients.brief-written").latest("pk")
    assert last.payload["changed"] == ["tone"] and last.client_id == cast.client.pk


def test_a_stale_brief_is_refused_with_both_values(desk: Browser, cast: Cast) -> None:
    a_brief(client=cast.client, budget_cents=64_000)
    Brief.objects.filter(client=cast.client).update(version=2)
    address = reverse("community:clients:brief", args=[f"client-{cast.client.pk}"])
    answer = desk.post(address, {**BRIEF, "budget": "500", "version": 1})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "640,00" in page and "500,00" in page and "written_by" not in page


def test_a_first_brief_does_not_overwrite_one_that_came_meanwhile(cast: Cast) -> None:
    a_brief(client=cast.client, goals="La leur")
    values = {"goals": "La mienne"}
    with pytest.raises(actions.BriefThere):
        actions.write_brief(
            workspace=Workspace(client=cast.client), values=values, read_version=None, by=cast.ines, at=AT
        )
    assert Brief.objects.get().goals == "La leur"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("goals", ""),
        ("budget", "-3"),
        ("budget", "beaucoup"),
        ("ends_on", "2027-03-01"),
        ("avoided", "x" * 81),
        ("avoided", "\n".join(f"mot {n}" for n in range(201))),
    ],
)
def test_a_brief_that_cannot_be_is_refused_by_its_field(desk: Browser, cast: Cast, field: str, value: str) -> None:
    address = reverse("community:clients:brief", args=[f"client-{cast.client.pk}"])
    answer = desk.post(address, {**BRIEF, field: value})
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert not Brief.objects.exists()


def test_words_to_avoid_of_a_production_hold_those_of_its_client(cast: Cast) -> None:
    cast.drache.client = cast.client
    cast.drache.save(update_fields=["client"])
    a_brief(client=cast.client, avoided="gratuit\npas cher")
    a_brief(production=cast.drache, avoided="Pas cher\nsold out")
    a_brief(client=cast.other_client, avoided="secret")
    assert queries.avoided_words(client=cast.client.pk) == ("gratuit", "pas cher")
    assert set(queries.avoided_words(production=cast.drache.pk)) == {"gratuit", "pas cher", "Pas cher", "sold out"}
    assert queries.avoided_words(production=cast.gel.pk) == () == queries.avoided_words()


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("C’est GRATUIT !", "gratuit", True),
        ("gratuite", "gratuit", False),
        ("Tout est pas  cher", "Pas cher", True),
        ("à l'ecluse", "L’Écluse", True),
        ("#gratuit", "gratuit", False),
        ("voir #NamurFest", "#namurfest", True),
        ("namurfest", "#namurfest", False),
        ("c++ et c", "c++", True),
        ("une offre incontournablement", "incontournable*", True),
        ("tout", "*", False),
        ("tout", "#", False),
    ],
)
def test_words_are_found_whole_whatever_their_dress(text: str, word: str, found: bool) -> None:
    assert says(text, word) is found


def test_an_avoided_word_is_found_in_a_tag_too() -> None:
    assert found_in("Entrée #Gratuit ce soir", ("gratuit", "cher")) == ("gratuit",)


def test_a_workspace_is_the_client_s_for_who_reaches_the_client(cast: Cast) -> None:
    cast.drache.client = cast.client
    cast.drache.save(update_fields=["client"])
    assert workspace_of(cast.ines, cast.drache).client == cast.client
    own = person("Noor Peeters", "noor@meuse.example")
    give(own, "community_manager", production=cast.drache)
    assert workspace_of(own, cast.drache).production == cast.drache


def test_a_client_is_walled_from_another(cast: Cast) -> None:
    lise = freelance(cast)
    assert access_workspace(lise, f"client-{cast.client.pk}", to="change").client == cast.client
    for code in (
        f"client-{cast.other_client.pk}",
        f"production-{cast.drache.pk}",
        "client-0",
        "house",
        "client-x",
    ):
        with pytest.raises(Http404):
            access_workspace(lise, code)
    with pytest.raises(PermissionDenied):
        access_workspace(lise, f"production-{cast.gel.pk}", to="change")


def test_the_list_shows_only_what_is_within_reach(client: Browser, cast: Cast) -> None:
    lise = freelance(cast)
    a_brief(client=cast.other_client, goals="Un secret de Lamby")
    client.force_login(lise)
    page = client.get(reverse("community:clients:list")).content.decode()
    assert cast.client.name in page and cast.gel.title in page
    assert cast.other_client.name not in page and cast.drache.title not in page and "secret" not in page


def test_what_belongs_to_another_cannot_be_opened(client: Browser, cast: Cast) -> None:
    lise = freelance(cast)
    client.force_login(lise)
    for name, row in (
        ("portrait", a_portrait(client=cast.other_client)),
        ("note", a_note(client=cast.other_client)),
        ("request", a_request(client=cast.other_client)),
    ):
        assert client.get(reverse(f"community:clients:{name}", args=[row.pk])).status_code == 404


def test_the_list_takes_as_many_queries_for_twenty_as_for_two(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_request(client=cast.client)
    a_request(production=cast.drache)
    for n in range(20):
        made = type(cast.client).objects.create(name=f"Client {n}")
        a_brief(client=made)
        a_request(client=made)
    cast.ines.scope()
    with django_assert_num_queries(4):
        lines = queries.workspace_lines(cast.ines, today=date(2027, 3, 16))
    assert len(lines) == 24
    own = next(one for one in lines if one.name == cast.client.name)
    assert (own.open_requests, own.late_requests, own.has_brief) == (1, 1, False)


def test_the_workspace_page_counts_its_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(3):
        a_portrait(client=cast.client, name=f"P{n}")
        a_note(client=cast.client)
        a_request(client=cast.client)
    home = Workspace(client=cast.client)
    cast.ines.scope()
    with django_assert_num_queries(5):
        assert queries.brief_of(home) is None
        assert len(queries.portraits_of(home, cast.ines)) == 3
        assert len(queries.notes_of(home, cast.ines)) == 3
        assert len(queries.requests_of(home, cast.ines, today=date(2027, 3, 16))[0]) == 3


def test_a_portrait_says_where_it_is_known_from(desk: Browser, cast: Cast) -> None:
    address = reverse("community:clients:portrait-add", args=[f"client-{cast.client.pk}"])
    told = {"name": "Cinéphiles", "who": "Abonnés du ciné-club", "basis": "", "known_on": "2026-03-01"}
    assert "basis" in desk.post(address, told).context["form"].errors
    assert desk.post(address, {**told, "basis": "Enquête, n = 80"}).status_code == 302
    page = desk.get(reverse("community:clients:workspace", args=[f"client-{cast.client.pk}"])).content.decode()
    assert "Cinéphiles" in page and "Enquête, n = 80" in page


def test_a_retired_portrait_is_gone(desk: Browser, cast: Cast) -> None:
    row = a_portrait(client=cast.client)
    assert desk.post(reverse("community:clients:portrait-retire", args=[row.pk])).status_code == 302
    assert queries.portraits_of(Workspace(client=cast.client), cast.ines) == []
    assert desk.get(reverse("community:clients:portrait", args=[row.pk])).status_code == 404


def test_a_late_request_is_shown_with_its_days(cast: Cast) -> None:
    a_request(client=cast.client, due_on=date(2027, 3, 12))
    a_request(client=cast.client, due_on=date(2027, 3, 16))
    a_request(client=cast.client, due_on=date(2027, 3, 1), state="delivered", ended_at=AT)
    still, ended = queries.requests_of(Workspace(client=cast.client), cast.ines, today=date(2027, 3, 16))
    assert [one.days_late for one in still] == [4, 0] and [one.days_late for one in ended] == [0]


def test_a_request_is_promised_delivered_and_asked_again(desk: Browser, cast: Cast) -> None:
    row = a_request(client=cast.client)
    address = reverse("community:clients:request-move", args=[row.pk])
    desk.post(address, {"to": "promised", "answer": "jeudi"})
    row.refresh_from_db()
    assert (row.state, row.answer, row.ended_at) == ("promised", "jeudi", None)
    desk.post(address, {"to": "delivered", "answer": "voilà"})
    row.refresh_from_db()
    assert row.state == "delivered" and row.ended_at is not None
    desk.post(address, {"to": "asked", "answer": ""})
    row.refresh_from_db()
    assert row.state == "asked" and not row.ended_at


def test_a_refusal_needs_its_reason(cast: Cast) -> None:
    row = a_request(client=cast.client)
    with pytest.raises(actions.AnswerMissing):
        actions.move_request(request=row, to="refused", answer="", by=cast.ines, at=AT)
    actions.move_request(request=row, to="refused", answer="Pas de budget", by=cast.ines, at=AT)
    assert ColleagueRequest.objects.get(pk=row.pk).ended_at == AT


def test_a_stale_note_is_not_lost(cast: Cast) -> None:
    row = a_note(client=cast.client)
    actions.rewrite_note(note=row, values={"said": "Autre chose"}, read_version=1)
    with pytest.raises(StaleWrite):
        actions.rewrite_note(note=row, values={"said": "La mienne"}, read_version=1)


def test_a_meeting_still_to_come_is_not_written_down(desk: Browser, cast: Cast) -> None:
    address = reverse("community:clients:note-add", args=[f"client-{cast.client.pk}"])
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    answer = desk.post(address, {"on": tomorrow, "present": "Kobe", "said": "…"})
    assert answer.status_code == 422 and "on" in answer.context["form"].errors


def test_approval_and_budget_are_read_from_the_brief_in_force(cast: Cast) -> None:
    row = a_brief(client=cast.client, needs_approval=True, budget_cents=64_000)
    assert queries.needs_approval(production=None, client=cast.client.pk)
    assert not queries.needs_approval(production=cast.drache.pk, client=None)
    cast.drache.client = cast.client
    cast.drache.save(update_fields=["client"])
    assert queries.needs_approval(production=cast.drache.pk, client=None)
    assert not queries.needs_approval(production=cast.gel.pk, client=cast.other_client.pk)
    budget = queries.budget_of(row)
    assert budget is not None and budget.cents == 64_000
    assert queries.budget_of(a_brief(production=cast.gel)) is None
