"""The sample house tells D1, D3 and D4: a brief, a watch with a wave in it, an objective with its figure."""

from datetime import UTC, date, datetime

import pytest

from coulisse.desks.community.clients import queries as clients_queries
from coulisse.desks.community.clients.workspaces import Workspace
from coulisse.desks.community.strategy import queries as strategy_queries
from coulisse.desks.community.strategy.actions import add_idea
from coulisse.desks.community.watch import queries as watch_queries
from coulisse.house.sample.community.clients import meet_the_clients
from coulisse.house.sample.community.strategy import hang_on_the_campaign, set_the_objectives
from coulisse.house.sample.community.watch import look_around
from coulisse.house.sample.moments import Moments
from coulisse.kernel.money import Money
from tests.cast import Cast

LOADED = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
MOMENTS = Moments(LOADED)


@pytest.fixture
def home(cast: Cast) -> Workspace:
    productions = {"plein-jour": cast.drache}
    clients, people = {"capsambre": cast.client}, {"ines": cast.ines}
    meet_the_clients(productions=productions, clients=clients, people=people, moments=MOMENTS)
    set_the_objectives(productions=productions, clients=clients, people=people, moments=MOMENTS)
    look_around(clients=clients, people=people, moments=MOMENTS)
    return Workspace(client=cast.client)


def test_the_brief_has_640_euros_and_its_words_to_avoid(cast: Cast, home: Workspace) -> None:
    assert clients_queries.budget_of(clients_queries.brief_of(home)) == Money(64_000)
    assert "incontournable" in clients_queries.avoided_words(client=cast.client.pk)
    still, ended = clients_queries.requests_of(home, cast.ines, today=MOMENTS.today)
    assert [one.days_late for one in still] == [2, 0] and [one.state for one in ended] == ["delivered"]


def test_the_objective_has_three_pillars_and_is_on_its_line(cast: Cast, home: Workspace) -> None:
    (goal,) = strategy_queries.tree(home, cast.ines, today=date(2027, 4, 16)).objectives
    assert goal.name == "1 200 passes vendus" and len(goal.pillars) == 3
    (sold,) = goal.indicators
    # 450 are due on 15/04, and 402 is within a twentieth of the 1,200.
    assert sold.value == 402 and sold.expected == 450 and sold.progress.pace == "on_line"
    assert goal.paid == Money(64_000)
    assert [lane.count for lane in strategy_queries.lanes(home, cast.ines)] == [4, 2, 1]


def test_namurfest_rises_is_scored_and_became_an_idea(cast: Cast, home: Workspace) -> None:
    curves = watch_queries.curves(home, cast.ines, today=MOMENTS.today)
    rising = watch_queries.rising_lines(curves, today=MOMENTS.today)
    assert [one.keyword for one in rising if one.is_rising] == ["#namurfest"]
    days = watch_queries.rising_days(curves)
    lines = watch_queries.found(home, cast.ines, view="scored", at=LOADED, rising=days).lines
    assert lines[0].points >= 13 and "#namurfest" in lines[0].reasons[0][0]
    assert any(one.repeats for one in lines), "the forum repeats the press"
    (made,) = watch_queries.found(home, cast.ines, view="ideas", at=LOADED, rising=days).lines
    assert made.title.startswith("Mon fils")
    voice = watch_queries.voice(home, cast.ines, today=MOMENTS.today)
    assert voice.lines[0].is_own and voice.lines[0].share is not None and voice.n == 5


def test_no_source_of_the_sample_asks_a_server(cast: Cast, home: Workspace) -> None:
    lines = watch_queries.source_lines(home, cast.ines)
    assert lines and all(one.is_paused or not one.address for one in lines)


def test_what_the_calendar_tells_hangs_on_the_campaign(cast: Cast, home: Workspace) -> None:
    cast.gel.client = cast.client
    cast.gel.save(update_fields=["client"])
    for title in ("Coulisses du jury", "Master class", "Horaires des navettes"):
        add_idea(title=title, production=cast.gel, by=cast.ines, at=LOADED)
    hang_on_the_campaign(production=cast.gel)
    (goal,) = strategy_queries.tree(home, cast.ines, today=date(2027, 4, 16)).objectives
    hung = {one.title: one.pillar for one in goal.campaigns[0].ideas}
    assert hung["Coulisses du jury"] == "Les coulisses du fleuve"
    assert hung["Master class"] == "Le programme, jour par jour"
    assert hung["Horaires des navettes"] == "Namur en fête"
