"""The sample house: what is in it, that it loads once and can be had anew, that its people can walk through it."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth import authenticate
from django.db import connection, transaction
from django.test import Client as Browser
from django.test import override_settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.crew.models import CrewMember, Obstacle
from coulisse.desks.floor.dailies.models import Incident, Mark
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.schedule.queries.board import board_view
from coulisse.desks.floor.script.models import Draft, Scene
from coulisse.formats.photo import Position, read_photo
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.accounts.roles import ROLES
from coulisse.foundation.bookings.models import Booking
from coulisse.foundation.companies.models import Company, valid_iban, valid_vat
from coulisse.foundation.documents.models import Document, Version
from coulisse.foundation.documents.vault import vault
from coulisse.foundation.grid.models import Broadcast, Programme
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.queries import Filter, every_line
from coulisse.foundation.mailroom.models import Recipient, State
from coulisse.foundation.people.models import Contact, Import, Part, PossibleDouble, PrivateFacts
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks.models import Task
from coulisse.house import sample
from coulisse.house.sample import moments, team
from coulisse.house.sample.emptying import empty_tables
from coulisse.house.sample.large import floor
from coulisse.house.sample.large.draw import Draw
from coulisse.house.sample.loading import load

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

AT = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
"""A Monday, half past seven in Brussels."""


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    """Loaded once for this file; what a test does to it goes with the test's own transaction."""
    cheaply = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), cheaply:
        load(at=AT)
    yield
    with django_db_blocker.unblock(), transaction.atomic():
        empty_tables()


@pytest.fixture
def house(loaded: None, db: None) -> None:
    """The sample house."""


@pytest.fixture
def empty_house(loaded: None, db: None) -> None:
    """A house in which nothing has happened yet."""
    empty_tables()


def rows() -> dict[str, int]:
    """How many rows each table of the house holds."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if "procrastinate" not in name]
        counts = {}
        for name in sorted(names):
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            counts[name] = cursor.fetchone()[0]
    return counts


@pytest.mark.usefixtures("empty_house")
def test_a_house_that_has_productions_is_left_alone() -> None:
    said: list[str] = []
    assert sample.ensure(say=said.append)
    before = rows()
    assert sample.ensure(say=said.append) is False
    assert rows() == before
    assert len(said) == 2


@pytest.mark.usefixtures("house")
def test_a_reset_brings_the_first_day_back() -> None:
    before = rows()
    Production.objects.filter(code="drache").update(title="Le Crachin")
    Task.objects.all().delete()
    sample.renew(at=AT)
    assert Production.objects.get(code="drache").title == "La Drache"
    assert rows() == before
    assert Company.objects.get().pk == 1, "numbers begin again"


@pytest.mark.usefixtures("house")
def test_a_loading_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows()

    def refuse(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("coulisse.house.sample.loading.post_letters", refuse)
    with pytest.raises(RuntimeError), transaction.atomic():
        sample.renew(at=AT)
    assert rows() == before


@pytest.mark.usefixtures("house")
def test_everybody_can_sign_in_and_each_role_has_somebody() -> None:
    people = [authenticate(username=person.email, password=team.PASSWORD) for person in team.TEAM]
    assert [str(user) for user in people] == [person.name for person in team.TEAM]
    assert {grant.role for user in User.objects.all() for grant in user.grants.all()} == set(ROLES)
    assert len(team.PASSWORD) >= 12


@pytest.mark.usefixtures("house")
def test_the_company_has_numbers_that_hold() -> None:
    company = Company.objects.get()
    valid_vat(company.vat)
    valid_iban(company.iban)
    assert str(company) == "Meuse & Fils Films SRL"


@pytest.mark.usefixtures("house")
def test_the_productions_keep_the_dates_of_the_story() -> None:
    drache = Production.objects.get(code="drache")
    assert (drache.type, drache.starts_on, drache.state) == ("feature", moments.FIRST_DAY, "active")
    assert Production.objects.get(code="ecluses").details["seats"] == 412
    assert str(Production.objects.get(code="capsambre").client) == "Festival Cap Sambre"


@pytest.mark.usefixtures("house")
def test_the_planted_double_is_found() -> None:
    (pair,) = PossibleDouble.objects.all()
    assert {pair.one.name, pair.other.name} == {"Alain Gobert"}
    assert set(pair.reasons) == {"name", "phone"}


@pytest.mark.usefixtures("house")
def test_the_list_of_contacts_is_read_without_a_problem() -> None:
    imported = Import.objects.get()
    assert (imported.created, imported.refused, imported.problems) == (63, 0, [])
    assert Part.objects.filter(production__code="drache", function="Scripte").count() == 1


@pytest.mark.usefixtures("house")
def test_seven_plates_are_out_of_the_ordinary() -> None:
    facts = PrivateFacts.objects.filter(production__code="drache")
    assert facts.filter(diets="Végétarien").count() == 4
    assert facts.filter(diets="Sans gluten").count() == 2
    assert facts.filter(allergies="Arachide").count() == 1


@pytest.mark.usefixtures("house")
def test_the_morning_has_something_late_something_for_today_and_something_for_this_week() -> None:
    today = datetime(2026, 11, 23).date()
    for email in ("nadia@meuse.example", "bastien@meuse.example", "ines@meuse.example"):
        due = Task.objects.filter(person__email=email, done_at__isnull=True).values_list("due_on", flat=True)
        days = [(day - today).days for day in due if day is not None]
        assert min(days) < 0 < max(days)
        assert any(0 <= day <= 7 for day in days)


@pytest.mark.usefixtures("house")
def test_documents_are_real_files_and_one_photo_knows_where_it_was_taken() -> None:
    kinds = set(Document.objects.values_list("kind", flat=True))
    assert {"pdf", "picture", "word", "text"} <= kinds
    assert all(vault().holds(version.sha256) for version in Version.objects.all())
    photo = Version.objects.get(document__title="La Croisette, côté pont")
    with vault().open(photo.sha256) as content:
        read = read_photo(content.read()).records
    assert read.position == Position(latitude=50.2586, longitude=4.9139)
    assert read.taken_at == datetime(2027, 3, 16, 14, 4, tzinfo=UTC)
    listed = Document.objects.get(title="Liste de contacts La Drache")
    assert listed.versions.count() == 2
    lent = GuestLink.objects.filter(kind="documents.document")
    assert lent.get().object_id == listed.pk
    assert Document.objects.get(private=True).production == Production.objects.get(code="drache")


@pytest.mark.usefixtures("house")
def test_brussels_has_its_names_in_both_languages() -> None:
    street = Place.objects.get(street="rue Aviateur Thieffry")
    assert street.street_nl == "Vlieger Thieffrystraat"
    assert Place.objects.filter(inside__name="Théâtre des Deux Écluses").count() == 1


@pytest.mark.usefixtures("house")
def test_the_second_ronin_is_wanted_twice() -> None:
    wanted = Booking.objects.filter(unit__name="Ronin 2 n° 2").order_by("state")
    assert [(one.production.title, one.state) for one in wanted] == [
        ("Pub Charleroi", "confirmed"),
        ("La Drache", "option"),
    ]
    assert wanted[0].during.lower < wanted[1].during.upper


@pytest.mark.usefixtures("house")
def test_plein_jour_is_on_the_grid_and_is_the_house_s_own() -> None:
    programme = Programme.objects.get(key="plein jour")
    assert programme.production == Production.objects.get(code="plein-jour")
    assert Broadcast.objects.filter(programme=programme).count() == 8


@pytest.mark.usefixtures("house")
def test_a_letter_may_still_be_recalled() -> None:
    assert {one.state for one in Recipient.objects.all()} == {State.WAITING, State.HELD, State.SENT}
    assert Recipient.objects.filter(state=State.WAITING).latest("not_before").not_before > AT


@pytest.mark.usefixtures("house")
def test_the_screenplay_was_taken_in_and_the_pink_pages_merged() -> None:
    assert Draft.objects.get(state=Draft.State.CURRENT).paper == "pink"
    assert Scene.objects.get(number="33A").change == Scene.Change.NEW
    roles = Element.objects.filter(category=Category.ROLE, number__isnull=False).order_by("number")
    assert [role.name for role in roles][:3] == ["NOÉMIE", "VICTOR", "ADÈLE"]
    assert roles.get(number=7).minor_age == 12


@pytest.mark.usefixtures("house")
def test_the_approved_plan_and_the_what_if_hold_every_scene_once() -> None:
    boards = Board.objects.filter(production__code="drache").order_by("number")
    assert [(board.number, board.state) for board in boards] == [(8, "approved"), (9, "draft")]
    for board in boards:
        assert list(board.strips.order_by("scene__order").values_list("scene", flat=True)) == list(
            Scene.objects.order_by("order").values_list("pk", flat=True)
        )
    dates = Day.objects.filter(board__number=8, number__isnull=False).order_by("number")
    assert (dates.count(), dates[0].date, dates[31].date) == (32, moments.FIRST_DAY, moments.LAST_DAY)


@pytest.mark.usefixtures("house")
def test_a_crew_of_thirty_four_and_one_permit_that_is_missing() -> None:
    assert CrewMember.objects.count() == 34
    missing = Obstacle.objects.get()
    assert (str(missing.contact), missing.kind) == ("Aminata Sarr", Obstacle.Kind.WORK_PERMIT)


@pytest.mark.usefixtures("house")
def test_the_fifteenth_day_was_shot_as_its_report_tells() -> None:
    wrap = Mark.objects.get(day__date="2027-03-17", kind=Mark.Kind.WRAP)
    assert wrap.happened_at == datetime(2027, 3, 17, 18, 35, tzinfo=UTC)
    assert Incident.objects.filter(day=wrap.day).count() == 4


@pytest.mark.usefixtures("house")
def test_an_invented_film_is_a_whole_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The films of the large house are made so, only longer."""
    film = floor.Film("Le Bief", 1, scenes=24, days=9, roles=8, places=5)
    monkeypatch.setattr(floor, "FILMS", (film,))
    (made,) = floor.shoot_films(Draw.seeded(AT), list(User.objects.all()), list(Contact.objects.all()))
    approved = board_view(Board.objects.get(production=made, state=Board.State.APPROVED))
    assert (approved.scenes, approved.shooting_days, approved.reserve.scenes) == (24, 9, 0)
    assert Draft.objects.get(production=made).page_count == pytest.approx(approved.eighths / 8, rel=0.2)
    assert Strip.objects.filter(board__production=made).count() == 2 * 24
    assert set(Tag.objects.filter(scene__production=made).values_list("state", flat=True)) == {
        Tag.State.CONFIRMED,
        Tag.State.PROPOSED,
    }


@pytest.mark.usefixtures("house")
def test_the_journal_tells_how_the_house_came_to_be() -> None:
    assert Entry.objects.count() > 200
    assert not Entry.objects.filter(at__gt=AT).exists()
    odile = User.objects.get(email=sample.OWNER_EMAIL)
    assert all(line.known for line in every_line(odile, Filter()))


def addresses() -> Iterator[str]:
    """Every page and API call that needs no argument."""

    def below(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from below(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
            elif isinstance(pattern, URLPattern) and pattern.name:
                with suppress(NoReverseMatch):  # it needs arguments
                    yield reverse(":".join((*spaces, pattern.name)))

    yield from below(get_resolver(), ())


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("person", team.TEAM, ids=lambda person: person.key)
def test_no_page_breaks_for_anybody(person: team.Person, settings: Any) -> None:
    settings.DEMO = True
    browser = Browser(raise_request_exception=False)
    browser.force_login(User.objects.get(email=person.email), backend="django.contrib.auth.backends.ModelBackend")
    found = {address: browser.get(address).status_code for address in addresses()}
    assert len(found) > 30
    assert {address: status for address, status in found.items() if status >= 500} == {}


@pytest.mark.usefixtures("house")
def test_the_sign_in_page_shows_the_people_of_a_demonstration_only(settings: Any) -> None:
    assert team.PASSWORD not in Browser().get(reverse("account_login")).text
    settings.DEMO = True
    page = Browser().get(reverse("account_login")).text
    assert team.PASSWORD in page
    assert all(person.email in page for person in team.TEAM)


@pytest.mark.usefixtures("house")
def test_the_owner_resets_the_sample_and_stays(settings: Any) -> None:
    browser = Browser()
    browser.force_login(
        User.objects.get(email=sample.OWNER_EMAIL), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert browser.post(reverse("reset_sample")).status_code == 404, "only a demonstration can be reset"
    settings.DEMO = True
    assert browser.get(reverse("reset_sample")).status_code == 200
    Task.objects.all().delete()
    answer = browser.post(reverse("reset_sample"), follow=True)
    assert answer.redirect_chain == [(reverse("matin"), 302)]
    assert str(answer.context["request"].user) == "Odile Meuse"
    assert Task.objects.exists()


@pytest.mark.usefixtures("house")
def test_nobody_but_the_owner_resets_the_sample(settings: Any) -> None:
    settings.DEMO = True
    browser = Browser()
    browser.force_login(
        User.objects.get(email="nadia@meuse.example"), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert browser.post(reverse("reset_sample")).status_code == 403
