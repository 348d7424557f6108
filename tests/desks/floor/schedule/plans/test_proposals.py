"""An order is proposed, never imposed: it is looked for in the background, told, and copied into a « what if »."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.crew.models import Casting
from coulisse.desks.floor.schedule.actions import proposals
from coulisse.desks.floor.schedule.jobs import propose_job
from coulisse.desks.floor.schedule.models import Board, Day, ElementEvent, Proposal, Strip
from coulisse.desks.floor.schedule.queries.arrangement import arrangement_of
from coulisse.desks.floor.schedule.queries.costs import costs_of
from coulisse.desks.floor.schedule.queries.presence import attendance_of
from coulisse.desks.floor.schedule.queries.proposing import Found, NothingToOrder, Wishes, laid_out, question_of
from coulisse.desks.floor.script.models import Scene, Set
from coulisse.foundation.jobs.actions import ask_to_stop, claim
from coulisse.foundation.jobs.execution import run_now
from coulisse.foundation.jobs.models import Job, State
from coulisse.foundation.jobs.run import Run
from tests.cast import AT, Cast
from tests.desks.floor.la_drache import permit_missing, shoot

KEY = UUID(int=7)
FIRST = date(2027, 3, 1)


@pytest.fixture
def small(cast: Cast) -> Board:
    """Four days of one scene: ROSE plays on the first and the last, and would wait two days between."""
    production = cast.drache
    board = Board.objects.create(production=production, number=1, made_by=cast.bastien, made_at=AT)
    place = Set.objects.create(production=production, name="Grange", key="grange")
    roles = [
        Element.objects.create(
            production=production, category=Category.ROLE, name=name, key=name.lower(), number=number
        )
        for number, name in enumerate(("ROSE", "LÉON"), start=1)
    ]
    for role in roles:
        Casting.objects.create(role=role, contact=None, day_rate_cents=50_000)
    for number, who in enumerate((0, 1, 1, 0), start=1):
        scene = Scene.objects.create(
            production=production,
            number=str(number),
            order=number,
            heading=f"INT. GRANGE {number}",
            set=place,
            eighths=16,
            minutes=400,
        )
        Tag.objects.create(scene=scene, element=roles[who], made_at=AT)
        day = Day.objects.create(
            board=board, date=FIRST + timedelta(days=number - 1), number=number, ready_at=time(8), most_eighths=16
        )
        Strip.objects.create(board=board, scene=scene, day=day, position=1, eighths=16, minutes=400)
    return board


def asked(board: Board, cast: Cast, **wishes: object) -> Proposal:
    return proposals.ask(
        board=board,
        wishes=Wishes(**{"seconds": 60, **wishes}),  # type: ignore[arg-type]
        key=KEY,
        title="Ordre",
        by=cast.bastien,
        at=AT,
    )


def job_of(proposal: Proposal) -> Job:
    return Job.objects.get(pk=proposal.job_id or 0)


def numbers(board: Board) -> list[list[str]]:
    """The scenes of each day, in order."""
    days = board.days.order_by("date")
    return [
        [strip.scene.number for strip in day.strips.select_related("scene").order_by("position") if strip.scene]
        for day in days
    ]


def price_of(board: Board) -> int:
    arrangement = arrangement_of(board)
    return sum(line.cents for line in costs_of(arrangement, attendance_of(arrangement)))


@pytest.mark.django_db
def test_the_order_found_is_proved_told_and_changes_nothing(small: Board, cast: Cast) -> None:
    proposal = asked(small, cast)
    job = run_now(job_of(proposal), at=AT)
    proposal.refresh_from_db()
    assert job.state == State.DONE
    assert job.result == {"url": reverse("floor:schedule:proposal", args=[proposal.pk])}
    assert proposal.state == Proposal.State.FOUND
    found = Found.read(proposal.result or {})
    assert found.is_proved
    assert found.cents == found.bound_cents == 200_000
    assert found.talent_is_proved
    assert numbers(small) == [["1"], ["2"], ["3"], ["4"]]
    assert price_of(small) == 300_000


@pytest.mark.django_db
def test_a_job_begun_twice_keeps_its_order_once(small: Board, cast: Cast) -> None:
    proposal = asked(small, cast)
    assert asked(small, cast).pk == proposal.pk
    assert Job.objects.count() == 1
    job = run_now(job_of(proposal), at=AT)
    proposal.refresh_from_db()
    first = proposal.result
    Job.objects.filter(pk=job.pk).update(state=State.QUEUED)
    again = run_now(Job.objects.get(pk=job.pk), at=AT + timedelta(hours=1))
    proposal.refresh_from_db()
    assert again.state == State.DONE
    assert (proposal.result, proposal.ended_at) == (first, AT)


@pytest.mark.django_db
def test_a_search_that_is_stopped_keeps_what_it_has(small: Board, cast: Cast) -> None:
    proposal = asked(small, cast)
    row = claim(job_id=proposal.job_id or 0, at=AT)
    assert row is not None
    ask_to_stop(job=row, by=cast.bastien, at=AT)
    told = propose_job.work(Run(row, connection, lambda: AT))
    proposal.refresh_from_db()
    assert told == {"url": reverse("floor:schedule:proposal", args=[proposal.pk])}
    assert proposal.state == Proposal.State.STOPPED
    held = [strip for _day, strips in Found.read(proposal.result or {}).days for strip in strips]
    assert sorted(held) == sorted(small.strips.values_list("pk", flat=True))


@pytest.mark.django_db
def test_a_board_is_made_of_it_once_and_the_present_one_stays(small: Board, cast: Cast) -> None:
    proposal = asked(small, cast)
    run_now(job_of(proposal), at=AT)
    before = numbers(small)
    made = proposals.make_board(proposal=proposal, name="Ordre", change="", by=cast.bastien, at=AT)
    assert made.state == Board.State.DRAFT
    assert numbers(small) == before
    assert sorted(scene for day in numbers(made) for scene in day) == ["1", "2", "3", "4"]
    assert price_of(made) == 200_000
    with pytest.raises(proposals.AlreadyMade):
        proposals.make_board(proposal=proposal, name="Ordre", change="", by=cast.bastien, at=AT)


@pytest.mark.django_db
def test_nothing_is_made_of_a_search_that_goes_on(small: Board, cast: Cast) -> None:
    with pytest.raises(proposals.NothingFound):
        proposals.make_board(proposal=asked(small, cast), name="", change="", by=cast.bastien, at=AT)


@pytest.mark.django_db
def test_days_held_still_keep_their_scenes_and_take_no_others(small: Board, cast: Cast) -> None:
    kept = tuple(small.days.order_by("date").values_list("pk", flat=True))[:2]
    proposal = asked(small, cast, kept=kept)
    run_now(job_of(proposal), at=AT)
    proposal.refresh_from_db()
    made = proposals.make_board(proposal=proposal, name="", change="", by=cast.bastien, at=AT)
    assert numbers(made)[:2] == [["1"], ["2"]]


@pytest.mark.django_db
def test_everything_held_still_leaves_nothing_to_order(small: Board, cast: Cast) -> None:
    kept = tuple(small.days.values_list("pk", flat=True))
    with pytest.raises(NothingToOrder):
        question_of(small, Wishes(kept=kept))
    proposal = asked(small, cast, kept=kept)
    job = run_now(job_of(proposal), at=AT)
    assert job.state == State.FAILED


@pytest.mark.django_db
def test_the_question_holds_what_stands_in_the_way(cast: Cast) -> None:
    drache = shoot(cast)
    permit_missing(drache)
    ElementEvent.objects.create(
        element=drache.roles[2],
        kind=ElementEvent.Kind.AWAY,
        starts_on=date(2027, 2, 25),
        ends_on=date(2027, 2, 26),
    )
    question = question_of(drache.v8, Wishes())
    shoot_of_it = question.shoot
    adele, victor, leo = (shoot_of_it.role[str(drache.roles[number].pk)] for number in (3, 2, 7))
    dates = [day.date for day in shoot_of_it.days]
    assert adele.available == frozenset(index for index, day in enumerate(dates) if day < date(2027, 3, 18))
    assert victor.available is not None
    assert {0, 1}.isdisjoint(victor.available)
    assert leo.minor is not None
    assert (leo.minor.max_minutes, leo.minor.earliest, leo.minor.latest) == (8 * 60, 8 * 60, 23 * 60)
    assert shoot_of_it.days[14].light_from == 6 * 60 + 18
    assert shoot_of_it.scene["27"].exterior


@pytest.mark.django_db
def test_a_cancelled_day_frees_its_scenes(cast: Cast) -> None:
    drache = shoot(cast)
    question = question_of(drache.v9, Wishes())
    assert len(question.days) == 31
    planned = {scene for scenes in question.present for scene in scenes}
    assert {"12", "14", "17"}.isdisjoint(planned)
    assert {"12", "14", "17"} <= question.shoot.scene.keys()


@pytest.mark.django_db
def test_a_board_laid_out_anew_is_priced_like_any_board(small: Board) -> None:
    arrangement = arrangement_of(small)
    days = list(small.days.order_by("date").values_list("pk", flat=True))
    strips = {strip.scene.number: strip.pk for strip in small.strips.select_related("scene") if strip.scene}
    order = ("1", "4", "2", "3")
    found = Found(
        days=tuple((day, (strips[scene],)) for day, scene in zip(days, order, strict=True)),
        cents=0,
        bound_cents=0,
        minimised=(),
    )
    laid = laid_out(arrangement, found)
    assert sum(line.cents for line in costs_of(laid, attendance_of(laid))) == 200_000


@pytest.mark.django_db
def test_the_pages_ask_show_and_copy(small: Board, cast: Cast, client: Browser) -> None:
    cast.bastien.language = "en"
    cast.bastien.save()
    client.force_login(cast.bastien, backend="django.contrib.auth.backends.ModelBackend")
    form = client.get(reverse("floor:schedule:propose", args=[small.pk])).content.decode()
    assert "isn’t minimised" in form
    sent = client.post(
        reverse("floor:schedule:propose", args=[small.pk]),
        {"key": str(KEY), "seconds": "60", "move": "1200", "most_eighths": "2"},
    )
    proposal = Proposal.objects.get()
    address = reverse("floor:schedule:proposal", args=[proposal.pk])
    assert sent.headers["Location"] == address
    assert Wishes.read(proposal.asked).move == 120_000
    looking = client.get(address).content.decode()
    assert "Stop, keep the cheapest so far" in looking
    assert "hx-get" in client.get(address, headers={"HX-Request": "true"}).content.decode()
    run_now(job_of(proposal), at=AT)
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    found = client.get(address).content.decode()
    assert "No admissible order costs less" in found
    assert "€1,000.00" in found
    assert " best" not in found
    made = client.post(reverse("floor:schedule:make", args=[proposal.pk]))
    board = Board.objects.exclude(pk=small.pk).get()
    assert made.headers["Location"].endswith(f"?board={board.pk}")
    listed = client.get(reverse("floor:schedule:proposals"), {"board": small.pk}).content.decode()
    assert "1 proposal" in listed
    assert "proved: nothing costs less" in listed


@pytest.mark.django_db
def test_a_time_out_of_bounds_is_said_beside_the_field(small: Board, cast: Cast, client: Browser) -> None:
    client.force_login(cast.bastien, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("floor:schedule:propose", args=[small.pk])
    refused = client.post(address, {"key": str(KEY), "seconds": "100000"})
    assert refused.status_code == 422
    assert not Proposal.objects.exists()


@pytest.mark.django_db
def test_the_reserve_waits_unless_one_asks_for_a_day(cast: Cast) -> None:
    drache = shoot(cast)
    without, with_it = (question_of(drache.v8, Wishes(with_reserve=asked)) for asked in (False, True))
    waiting = {"32", "33", "40", "53"}
    assert waiting.isdisjoint(without.shoot.scene)
    assert waiting <= with_it.shoot.scene.keys()
    assert without.start == without.present
    assert with_it.start is None


@pytest.mark.django_db
def test_a_search_is_stopped_from_its_page(small: Board, cast: Cast, client: Browser) -> None:
    client.force_login(cast.bastien, backend="django.contrib.auth.backends.ModelBackend")
    proposal = asked(small, cast)
    claim(job_id=proposal.job_id or 0, at=AT)
    for _twice in range(2):
        answer = client.post(reverse("floor:schedule:stop_search", args=[proposal.pk]))
        assert answer.headers["Location"] == reverse("floor:schedule:proposal", args=[proposal.pk])
    assert job_of(proposal).state == State.STOPPING
