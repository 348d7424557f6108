"""The sheet of a day follows from the plan, the crew lists and the places; what is typed stands over them."""

from dataclasses import replace
from datetime import time

import pytest
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.callsheets.actions import preparing
from coulisse.desks.floor.callsheets.content import UnknownRecord, as_json, from_json, sheet_of
from coulisse.desks.floor.callsheets.models import CallSheet
from coulisse.desks.floor.callsheets.queries.compose import compose
from coulisse.desks.floor.crew.models import CrewMember
from coulisse.desks.floor.schedule.models import Day
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.people.actions.private import write_private
from coulisse.papers import call_sheet as paper
from tests.desks.floor.callsheets.drache import EVE, Stage, contact
from tests.papers import la_drache


def asked(role: paper.Role) -> tuple[object, ...]:
    """What a role is told of the day."""
    return (role.number, role.actor, role.pick_up, role.dressing, role.make_up, role.hair, role.pat, role.wrap)


def test_the_sheet_calls_everybody_at_the_hours_of_the_paper(sheet: CallSheet) -> None:
    now = compose(sheet, at=EVE).now
    assert now.hours == la_drache.FIRST.hours
    assert [(one.number, one.hour, one.place, one.roles, one.mark) for one in now.scenes] == [
        (one.number, one.hour, one.place, one.roles, one.mark) for one in la_drache.SCENES
    ]
    # The plan knows when scene 28 ends, half an hour before what was typed on the paper.
    on_paper = [
        replace(role, wrap=time(12, 30)) if role.number in {"11", "12"} else role for role in la_drache.CAST
    ]
    assert [asked(role) for role in now.cast] == [asked(role) for role in on_paper]
    calls = {member.name: member.call for department in now.crew for member in department.members}
    assert calls == {member.name: member.call for team in la_drache.CREW for member in team.members}
    assert (now.crew_count, len(now.cast), now.extras_count) == (34, 6, 12)


def test_places_hospital_sun_contacts_and_radio_come_from_their_cards(sheet: CallSheet) -> None:
    now = compose(sheet, at=EVE).now
    assert [(place.letter, place.use) for place in now.places] == [
        ("A", "Set, scenes 27, 28, 33A"),
        ("B", "Set, scenes 34"),
        ("C", "Base"),
    ]
    assert now.base == "C"
    assert paper.current(now.places[2].address) == "Salle du Collège, avenue Winston Churchill, 5500 Dinant"
    assert now.hospital == paper.Hospital("CHU UCL Namur – site de Dinant", "rue Saint-Jacques 501, 5500 Dinant")
    assert now.sun is not None
    assert (now.sun.rise, now.sun.dawn, now.sun.place) == (time(6, 51), time(6, 18), "Dinant")
    assert [contact.name for contact in now.contacts][:2] == ["Solange De Backer", "Bastien Crahay"]
    assert [(channel.number, channel.use) for channel in now.radio] == [("1", "Direction, Locations and unit")]
    assert now.weather is None


def test_the_breakdown_says_what_is_needed_and_what_can_hurt(j15: Stage, sheet: CallSheet) -> None:
    rifle = Element.objects.create(production=j15.cast.drache, category=Category.WEAPON, name="fusil", key="fusil")
    Tag.objects.create(scene=Scene.objects.get(number="28"), element=rifle, made_at=EVE)
    now = compose(sheet, at=EVE).now
    assert [need.text for need in now.needs] == ["27: parapluie noir ×2", "28: fusil"]
    assert now.safety == ("Weapons: fusil (28)",)


def test_diets_are_counted_and_never_named(j15: Stage, sheet: CallSheet) -> None:
    for name, production in (("Tom Evrard", None), ("Fien Baert", j15.cast.drache.pk), ("Inge Willems", None)):
        values = {"diets": "Végétarien", "allergies": "arachide" if name == "Inge Willems" else ""}
        write_private(
            contact=j15.contacts[name],
            production=production,
            values=values,
            read_version=0,
            by=j15.cast.solange,
            at=EVE,
        )
    catering = compose(sheet, at=EVE).now.catering
    assert catering is not None
    assert catering.diets == (paper.Diet("Végétarien", 3), paper.Diet("arachide allergy", 1))
    assert catering.counted == 34 + 6 + 12 + 3


def test_a_typed_pat_takes_along_what_was_to_be_ready_then(j15: Stage, sheet: CallSheet) -> None:
    hours = paper.Hours(pat=time(8, 30))
    preparing.type_block(sheet=sheet, kind="hours", content=hours, read_version=0, by=j15.cast.bastien, at=EVE)
    now = compose(sheet, at=EVE).now
    assert now.hours == replace(la_drache.FIRST.hours, pat=time(8, 30))
    assert [scene.hour for scene in now.scenes] == [time(8, 30), time(11, 15), time(13, 30), time(15)]
    assert [role.pat for role in now.cast] == [time(8, 30)] * 3 + [time(15), time(8, 30), time(11, 15)]
    assert now.cast[0].dressing == time(6, 40)
    assert now.extras[0].pat == time(8, 30)


def test_a_typed_call_shifts_the_crew_and_not_those_at_the_office(j15: Stage, sheet: CallSheet) -> None:
    hours = paper.Hours(call=time(7))
    preparing.type_block(sheet=sheet, kind="hours", content=hours, read_version=0, by=j15.cast.bastien, at=EVE)
    now = compose(sheet, at=EVE).now
    calls = {member.name: member.call for department in now.crew for member in department.members}
    assert (calls["Bastien Crahay"], calls["Arnaud Delvigne"], calls["Nadia Verhaeghen"]) == (
        time(6, 15),
        time(8),
        "bureau",
    )


def test_a_persons_hours_are_typed_over_and_follow_the_plan_again(j15: Stage, sheet: CallSheet) -> None:
    bastien = j15.members["Bastien Crahay"]
    call = preparing.type_call(
        sheet=sheet,
        role=j15.roles[2],
        hours={"pick_up": "06:50", "hair": ""},
        is_called=True,
        read_version=0,
        by=j15.cast.bastien,
        at=EVE,
    )
    preparing.type_call(
        sheet=sheet, member=bastien, hours={}, is_called=False, read_version=0, by=j15.cast.bastien, at=EVE
    )
    now = compose(sheet, at=EVE).now
    victor = now.cast[1]
    assert (victor.pick_up, victor.hair) == (paper.PickUp(time(6, 50), "gare de Dinant"), None)
    assert now.crew_count == 33
    preparing.take_call_again(call=call, by=j15.cast.bastien, at=EVE)
    assert compose(sheet, at=EVE).now.cast[1].pick_up == paper.PickUp(time(6, 20), "gare de Dinant")


def test_a_block_typed_twice_at_once_is_refused_and_left_for_the_plan(j15: Stage, sheet: CallSheet) -> None:
    needs = (paper.Need("Son", "HF ×4"),)
    preparing.type_block(sheet=sheet, kind="needs", content=needs, read_version=0, by=j15.cast.bastien, at=EVE)
    with pytest.raises(StaleWrite):
        preparing.type_block(sheet=sheet, kind="needs", content=(), read_version=0, by=j15.cast.solange, at=EVE)
    assert compose(sheet, at=EVE).now.needs == needs
    preparing.take_plan_again(sheet=sheet, kind="needs", by=j15.cast.bastien, at=EVE)
    assert [need.text for need in compose(sheet, at=EVE).now.needs] == ["27: parapluie noir ×2"]


def test_preparing_twice_gives_one_sheet_and_a_cancelled_day_none(j15: Stage, sheet: CallSheet) -> None:
    assert preparing.prepare(day=j15.day, by=j15.cast.bastien, at=EVE) == sheet
    Day.objects.filter(pk=j15.day.pk).update(cancelled_at=EVE)
    j15.day.refresh_from_db()
    with pytest.raises(preparing.NotShot):
        preparing.prepare(day=j15.day, by=j15.cast.bastien, at=EVE)


def test_composing_takes_as_many_queries_for_a_big_day(
    j15: Stage, sheet: CallSheet, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fresh = CallSheet.objects.select_related("production__company", "day").get(pk=sheet.pk)
    with django_assert_num_queries(16):
        compose(fresh, at=EVE)
    for number in range(60, 80):
        CrewMember.objects.create(
            production=j15.cast.drache,
            contact=contact(f"Renfort Numéro{number}", number=number),
            function="Renfort",
            department="grip",
        )
        preparing.type_call(
            sheet=sheet,
            member=CrewMember.objects.latest("pk"),
            hours={"call": "06:00"},
            is_called=True,
            read_version=0,
            by=j15.cast.bastien,
            at=EVE,
        )
    with django_assert_num_queries(16):
        compose(fresh, at=EVE)


def test_every_record_of_the_paper_comes_back_from_json() -> None:
    marked = paper.differences(la_drache.FIRST, la_drache.THIRD).sheet
    assert sheet_of(as_json(la_drache.FIRST)) == la_drache.FIRST
    assert sheet_of(as_json(marked)) == marked


def test_a_row_of_another_release_is_read_as_far_as_it_goes() -> None:
    assert from_json({"$": "Need", "department": "Son", "text": "HF", "smell": "none"}) == paper.Need("Son", "HF")
    with pytest.raises(UnknownRecord):
        from_json({"$": "Perfume"})
    with pytest.raises(UnknownRecord):
        sheet_of(as_json(paper.Need("Son", "HF")))
