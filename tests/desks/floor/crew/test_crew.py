"""The crew lists: who joins and leaves, who plays what, red lights, and pay that only some may see."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.floor.breakdown.models import Category, Element
from coulisse.desks.floor.crew.actions import posts, red_lights, roles
from coulisse.desks.floor.crew.models import Casting, CrewMember, Obstacle
from coulisse.desks.floor.crew.queries.lists import distribution, lists_of
from coulisse.desks.floor.crew.queries.red_lights import minors_among, red_lights_of, standing_on
from coulisse.formats.tabular import read_table
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.people.actions.contacts import create_contact
from coulisse.foundation.people.models import Contact, Part
from tests.cast import AT, Cast, give
from tests.desks.floor.callsheets.drache import contact

J16 = date(2027, 3, 18)


@pytest.fixture
def tom(db: None) -> Contact:
    return contact("Tom Evrard", number=19)


@pytest.fixture
def grip(cast: Cast, tom: Contact) -> CrewMember:
    values = {"day_rate_cents": 24_500, "rate_confidence": "agreed"}
    return posts.join(
        production=cast.drache,
        contact=tom,
        function="Machiniste",
        department="grip",
        values=values,
        by=cast.bastien,
        at=AT,
    )


@pytest.fixture
def noemie(cast: Cast) -> Element:
    return Element.objects.create(
        production=cast.drache, category=Category.ROLE, name="NOÉMIE", key="noemie", number=1
    )


def signed_in(user: User) -> Client:
    User.objects.filter(pk=user.pk).update(language="en")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_who_joins_has_the_part_on_their_card_and_leaves_with_it(
    cast: Cast, grip: CrewMember, tom: Contact
) -> None:
    assert [part.function for part in tom.parts.all()] == ["Machiniste"]
    posts.leave(member=grip, by=cast.bastien, at=AT)
    assert lists_of(cast.drache, reader=cast.solange).posts == 0
    assert not Part.objects.filter(contact=tom).exists()
    posts.rejoin(member=grip, by=cast.bastien, at=AT)
    assert lists_of(cast.drache, reader=cast.solange).posts == 1
    assert [part.function for part in tom.parts.all()] == ["Machiniste"]


def test_one_post_is_held_once_and_can_be_taken_again_after_leaving(
    cast: Cast, grip: CrewMember, tom: Contact
) -> None:
    def again() -> CrewMember:
        return posts.join(
            production=cast.drache, contact=tom, function="Machiniste", department="grip", by=cast.bastien, at=AT
        )

    with pytest.raises(posts.HoldsThatPost):
        again()
    posts.leave(member=grip, by=cast.bastien, at=AT)
    again()
    with pytest.raises(posts.HoldsThatPost):
        posts.rejoin(member=grip, by=cast.bastien, at=AT)


def test_another_function_follows_on_the_card_and_a_stale_one_is_refused(
    cast: Cast, grip: CrewMember, tom: Contact
) -> None:
    posts.edit_post(member=grip, values={"function": "Chef machiniste"}, read_version=1, by=cast.bastien, at=AT)
    assert [part.function for part in tom.parts.all()] == ["Chef machiniste"]
    with pytest.raises(StaleWrite):
        posts.edit_post(member=grip, values={"function": "Rigger"}, read_version=1, by=cast.nadia, at=AT)


def test_no_fact_of_the_journal_holds_a_rate(cast: Cast, grip: CrewMember) -> None:
    posts.edit_post(member=grip, values={"day_rate_cents": 99_900}, read_version=1, by=cast.bastien, at=AT)
    payloads = [entry.payload for entry in Entry.objects.filter(kind__startswith="floor.crew")]
    assert payloads
    assert "99900" not in str(payloads)


def test_a_role_changes_hands_and_the_cards_follow(cast: Cast, noemie: Element) -> None:
    coralie, joke = contact("Coralie Wauters", number=1), contact("Joke Maes", number=2)
    first = roles.cast_role(role=noemie, values={"contact": coralie}, read_version=0, by=cast.bastien, at=AT)
    assert [part.function for part in coralie.parts.all()] == ["NOÉMIE"]
    roles.cast_role(
        role=noemie,
        values={"contact": joke, "makeup_minutes": 45},
        read_version=first.version,
        by=cast.bastien,
        at=AT,
    )
    assert not coralie.parts.exists()
    assert [part.function for part in joke.parts.all()] == ["NOÉMIE"]
    with pytest.raises(StaleWrite):
        roles.cast_role(role=noemie, values={"contact": None}, read_version=first.version, by=cast.nadia, at=AT)


def test_a_red_light_stands_on_its_days_until_it_is_lifted_with_a_reason(cast: Cast, tom: Contact) -> None:
    light = red_lights.raise_obstacle(
        production=cast.drache, contact=tom, kind="work_permit", starts_on=J16, ends_on=J16, by=cast.nadia, at=AT
    )

    def stands(day: date) -> int:
        return len(standing_on(cast.drache, day, contacts=[tom.pk]))

    assert [stands(day) for day in (date(2027, 3, 17), J16, date(2027, 3, 19))] == [0, 1, 0]
    with pytest.raises(red_lights.NoReason):
        red_lights.lift(obstacle=light, why="  ", by=cast.nadia, at=AT)
    red_lights.lift(obstacle=light, why="Permis reçu", by=cast.nadia, at=AT)
    assert stands(J16) == 0
    with pytest.raises(red_lights.LiftedAlready):
        red_lights.lift(obstacle=light, why="Encore", by=cast.nadia, at=AT)
    red_lights.put_back(obstacle=light, by=cast.nadia, at=AT)
    assert stands(J16) == 1
    with pytest.raises(red_lights.NotLifted):
        red_lights.put_back(obstacle=light, by=cast.nadia, at=AT)


def test_a_red_light_stands_before_somebody_and_ends_after_it_starts(
    cast: Cast, noemie: Element, tom: Contact
) -> None:
    with pytest.raises(red_lights.BeforeNobody):
        red_lights.raise_obstacle(production=cast.drache, kind="child", by=cast.nadia, at=AT)
    with pytest.raises(red_lights.EndsBeforeItStarts):
        red_lights.raise_obstacle(
            production=cast.drache,
            contact=tom,
            kind="child",
            starts_on=J16,
            ends_on=date(2027, 3, 1),
            by=cast.nadia,
            at=AT,
        )
    red_lights.raise_obstacle(production=cast.drache, element=noemie, kind="child", by=cast.nadia, at=AT)
    assert [light.before for light in standing_on(cast.drache, J16, contacts=[], elements=[noemie.pk])] == [
        "NOÉMIE"
    ]
    Element.objects.filter(pk=noemie.pk).update(minor_age=11)
    assert minors_among([noemie.pk]) == [noemie]


def test_pay_is_read_by_those_who_may_and_by_nobody_else(cast: Cast, grip: CrewMember) -> None:
    give(cast.achille, "reader", production=cast.drache)
    seen = lists_of(cast.drache, reader=cast.solange).teams[0].posts[0].rate
    hidden = lists_of(cast.drache, reader=cast.achille)
    assert seen is not None
    assert seen.by_day is not None and seen.by_day.cents == 24_500
    assert (hidden.shows_rates, hidden.teams[0].posts[0].rate) == (False, None)
    assert "245" in signed_in(cast.solange).get(reverse("floor:crew:list")).content.decode()
    assert "245,00" not in signed_in(cast.achille).get(reverse("floor:crew:list")).content.decode()
    export = signed_in(cast.solange).get(reverse("floor:crew:export", args=["csv"])).content
    assert b"245" not in export


def test_the_distribution_lists_hold_each_address_once_and_name_who_has_none(
    cast: Cast, grip: CrewMember, noemie: Element
) -> None:
    silent = create_contact(values={"kind": "person", "name": "Nico Frère"}, by=None, at=AT)
    posts.join(production=cast.drache, contact=silent, function="Ripeur", department="art", by=cast.bastien, at=AT)
    roles.cast_role(role=noemie, values={"contact": grip.contact}, read_version=0, by=cast.bastien, at=AT)
    lists = lists_of(cast.drache, reader=cast.solange)
    found = {one.key: one for one in distribution(lists, everybody="Everybody", cast="Cast")}
    assert found["everybody"].to_copy == "personne19@plateau.example"
    assert found["art"].without == ("Nico Frère",)
    assert found["cast"].emails == ("personne19@plateau.example",)


def test_the_lists_take_as_many_queries_for_a_big_crew(
    cast: Cast, grip: CrewMember, noemie: Element, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast.solange.scope()  # read once a request
    with django_assert_num_queries(2):
        lists_of(cast.drache, reader=cast.solange)
    for number in range(30, 50):
        person = contact(f"Renfort Numéro{number}", number=number)
        posts.join(
            production=cast.drache, contact=person, function="Renfort", department="grip", by=cast.bastien, at=AT
        )
        red_lights.raise_obstacle(production=cast.drache, contact=person, kind="contract", by=cast.bastien, at=AT)
    with django_assert_num_queries(2):
        lists_of(cast.drache, reader=cast.solange)
    with django_assert_num_queries(2):
        red_lights_of(cast.drache)


def test_somebody_of_the_contacts_is_put_on_the_crew(cast: Cast, tom: Contact) -> None:
    client, address = signed_in(cast.bastien), reverse("floor:crew:add")
    assert "Tom Evrard" in client.get(address, {"q": "evrard"}).content.decode()
    form = {
        "contact": str(tom.pk),
        "function": "Machiniste",
        "department": "grip",
        "call_shift": "-45",
        "wrap_shift": "15",
        "joint_committee": "303.01",
        "rate_confidence": "assumed",
        "day_rate": "245.00",
    }
    assert client.post(address, form).status_code == 302
    member = CrewMember.objects.get()
    assert (member.call_shift, member.day_rate_cents) == (-45, 24_500)
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert "holds that function already" in refused.content.decode()


def test_who_may_not_see_pay_does_not_write_it_either(cast: Cast, grip: CrewMember) -> None:
    give(cast.marc_olivier, "production_assistant", production=cast.gel)
    give(cast.achille, "production_assistant", production=cast.drache, desk="community")
    form = {
        "version": "1",
        "function": "Machiniste",
        "department": "grip",
        "call_shift": "0",
        "wrap_shift": "0",
        "joint_committee": "303.01",
    }
    signed_in(cast.bastien).post(
        reverse("floor:crew:edit", args=[grip.pk]), {**form, "day_rate": "300", "rate_confidence": "signed"}
    )
    grip.refresh_from_db()
    assert grip.day_rate_cents == 30_000
    refused = signed_in(cast.marc_olivier).post(
        reverse("floor:crew:edit", args=[grip.pk]), {**form, "day_rate": "1"}
    )
    assert refused.status_code == 404


def test_an_actor_is_found_and_given_the_role(cast: Cast, noemie: Element) -> None:
    coralie = contact("Coralie Wauters", number=1)
    client, address = signed_in(cast.bastien), reverse("floor:crew:casting", args=[noemie.pk])
    assert "Coralie Wauters" in client.get(address, {"q": "wauters"}).content.decode()
    minutes = {"dressing_minutes": "30", "makeup_minutes": "20", "hair_minutes": "30", "travel_minutes": "30"}
    form = {"version": "0", "contact": str(coralie.pk), "agent": "", "pick_up_from": "hôtel", **minutes}
    client.post(address, {**form, "rate_confidence": "signed", "day_rate": "820"})
    casting = Casting.objects.get(role=noemie)
    assert (casting.contact, casting.dressing_minutes, casting.day_rate_cents) == (coralie, 30, 82_000)


def test_a_red_light_is_put_on_and_lifted_from_the_page(cast: Cast, grip: CrewMember) -> None:
    client = signed_in(cast.bastien)
    form = {"contact": str(grip.contact_id), "kind": "medical", "rule": "Visite médicale", "source": "Cohezio"}
    client.post(reverse("floor:crew:add-light"), form)
    light = Obstacle.objects.get()
    page = client.get(reverse("floor:crew:list")).content.decode()
    assert "1 red light stands" in page
    assert "Cohezio" in page
    client.post(reverse("floor:crew:lift-light", args=[light.pk]))
    light.refresh_from_db()
    assert light.lifted_at is None, "not without a word"
    client.post(reverse("floor:crew:lift-light", args=[light.pk]), {"reason": "Certificat reçu"})
    light.refresh_from_db()
    assert light.lifted_why == "Certificat reçu"
    nobody = client.post(reverse("floor:crew:add-light"), {"kind": "medical"})
    assert nobody.status_code == 422


def test_the_lists_leave_as_table_and_as_paper(cast: Cast, grip: CrewMember, noemie: Element) -> None:
    client = signed_in(cast.nadia)
    table = read_table(client.get(reverse("floor:crew:export", args=["csv"])).content).records
    assert [row.cells[2] for row in table.rows] == ["Tom Evrard", None]
    assert client.get(reverse("floor:crew:export", args=["xlsx"])).content.startswith(b"PK")
    assert client.get(reverse("floor:crew:paper")).content.startswith(b"%PDF")
    assert client.get(reverse("floor:crew:export", args=["docx"])).status_code == 404


def test_taking_somebody_off_is_undone_by_the_address_of_its_toast(cast: Cast, grip: CrewMember) -> None:
    client = signed_in(cast.bastien)
    page = client.post(reverse("floor:crew:leave", args=[grip.pk]), follow=True).content.decode()
    undo = reverse("floor:crew:rejoin", args=[grip.pk])
    assert undo in page
    client.post(undo)
    grip.refresh_from_db()
    assert grip.left_at is None
