"""The plan: what hangs on what, whose it is, and how far it is."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.community.clients.workspaces import Workspace
from coulisse.desks.community.strategy import actions, queries
from coulisse.desks.community.strategy.access import (
    access_campaign,
    access_idea,
    campaigns_within_reach,
    ideas_within_reach,
)
from coulisse.desks.community.strategy.models import Campaign, Idea, Indicator, Objective, Pillar, Reading
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from tests.cast import AT, Cast, give, person
from tests.desks.community.publishing.rows import an_account, armed
from tests.desks.community.strategy.rows import a_campaign, a_pillar, an_idea, an_indicator, an_objective

TODAY = date(2027, 4, 20)


@pytest.fixture
def desk(client: Browser, cast: Cast) -> Browser:
    client.force_login(cast.ines)
    return client


def of_client(cast: Cast) -> Workspace:
    return Workspace(client=cast.client)


def read(indicator: Indicator, on: date, value: int, cast: Cast, **more: Any) -> Reading:
    return actions.read_indicator(
        indicator=indicator, on=on, value=Decimal(value), source="Billetterie", by=cast.ines, at=AT, **more
    )


def test_480_passes_on_20_april_are_behind_the_line(cast: Cast) -> None:
    indicator = an_indicator(an_objective(client=cast.client))
    read(indicator, date(2027, 4, 10), 200, cast)
    read(indicator, date(2027, 4, 20), 480, cast)
    line = queries.tree(of_client(cast), cast.ines, today=TODAY).objectives[0].indicators[0]
    assert line.value == 480 and line.expected == 600 and line.per_day_left == 36 and line.done == 40
    assert (line.progress.pace, line.tone, line.is_behind) == ("behind", "warn", True)
    assert (line.read_on, line.source) == (date(2027, 4, 20), "Billetterie")


def test_what_nobody_read_is_not_zero(cast: Cast) -> None:
    an_indicator(an_objective(client=cast.client))
    line = queries.tree(of_client(cast), cast.ines, today=TODAY).objectives[0].indicators[0]
    assert line.value is None and line.progress.pace == "not_available" and line.per_day_left is None


def test_a_figure_may_have_to_go_down(cast: Cast) -> None:
    indicator = an_indicator(an_objective(client=cast.client), start=Decimal(100), target=Decimal(40))
    read(indicator, date(2027, 4, 20), 40, cast)
    line = queries.tree(of_client(cast), cast.ines, today=TODAY).objectives[0].indicators[0]
    assert line.progress.pace == "reached" and line.done == 100


def test_a_second_reading_of_a_day_is_asked_for(cast: Cast) -> None:
    indicator = an_indicator(an_objective(client=cast.client))
    read(indicator, TODAY, 480, cast)
    with pytest.raises(actions.ReadAlready) as held:
        read(indicator, TODAY, 500, cast)
    assert held.value.value == 480
    read(indicator, TODAY, 500, cast, instead=True)
    assert Reading.objects.get().value == 500


def test_the_tree_goes_down_to_the_publications(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    objective = an_objective(client=cast.client)
    an_indicator(objective)
    stage, town = a_pillar(objective, share=60), a_pillar(objective, name="La ville", share=40)
    campaign = a_campaign(objective, budget_cents=64_000)
    account = an_account(client=cast.client)
    for n in range(8):
        idea = an_idea(client=cast.client, campaign=campaign, pillar=stage if n % 4 else town, title=f"Idée {n}")
        armed(account, idea=idea, text=f"Texte {n}")
    an_idea(client=cast.client, title="Sans campagne")
    cast.ines.scope()
    with django_assert_num_queries(8):
        tree = queries.tree(of_client(cast), cast.ines, today=TODAY)
    goal = tree.objectives[0]
    assert [(one.name, one.share, one.actual, one.count) for one in goal.pillars] == [
        ("Les coulisses", 60, 75, 6),
        ("La ville", 40, 25, 2),
    ]
    assert (goal.campaigns[0].planned, goal.campaigns[0].published) == (8, 0)
    assert goal.paid is not None and goal.paid.cents == 64_000
    assert goal.campaigns[0].ideas[0].publications[0].network == "Bluesky"
    assert [one.title for one in tree.loose] == ["Sans campagne"]


def test_money_of_a_plan_is_unknown_where_one_campaign_does_not_say(cast: Cast) -> None:
    objective = an_objective(client=cast.client)
    a_campaign(objective, budget_cents=64_000)
    a_campaign(objective, budget_cents=None)
    assert queries.tree(of_client(cast), cast.ines, today=TODAY).objectives[0].paid is None


def test_the_plan_of_one_client_shows_nothing_of_another(cast: Cast) -> None:
    an_objective(client=cast.other_client, name="Secret")
    an_idea(client=cast.other_client, title="Secret")
    own = an_objective(client=cast.client)
    tree = queries.tree(of_client(cast), cast.ines, today=TODAY)
    assert [one.pk for one in tree.objectives] == [own.pk] and tree.loose == ()


def test_who_works_for_one_client_reaches_its_ideas_and_campaigns_only(cast: Cast) -> None:
    lise = person("Lise Hardy", "lise@meuse.example")
    give(lise, "writer", client=cast.client)
    mine, theirs = an_idea(client=cast.client), an_idea(client=cast.other_client)
    house, drache = an_idea(), an_idea(production=cast.drache)
    campaign = a_campaign(an_objective(client=cast.client))
    other = a_campaign(an_objective(production=cast.drache))
    assert access_idea(lise, mine.pk, to="change") == mine
    for hidden in (theirs, house, drache):
        with pytest.raises(Http404):
            access_idea(lise, hidden.pk)
    assert list(ideas_within_reach(lise)) == [mine]
    assert access_campaign(lise, campaign.pk) == campaign
    with pytest.raises(Http404):
        access_campaign(lise, other.pk)
    assert list(campaigns_within_reach(lise)) == [campaign]
    with pytest.raises(PermissionDenied):
        access_idea(cast.kobe, mine.pk, to="change")
    assert set(ideas_within_reach(cast.ines)) == {mine, theirs, house, drache}


def test_campaigns_of_a_production_are_those_of_its_client_too(cast: Cast) -> None:
    cast.drache.client = cast.client
    cast.drache.save(update_fields=["client"])
    objective = an_objective(client=cast.client)
    shared, own = a_campaign(objective), a_campaign(an_objective(production=cast.drache))
    a_campaign(objective, closed_at=AT)
    a_campaign(an_objective(client=cast.client, closed_at=AT))
    a_campaign(an_objective(client=cast.other_client))
    assert set(queries.campaigns_of(production=cast.drache.pk)) == {shared, own}
    assert set(queries.campaigns_of(client=cast.client.pk)) == {shared, own}
    assert list(queries.campaigns_of(production=cast.gel.pk)) == []
    assert list(queries.campaigns_of()) == []


def test_an_idea_hangs_on_no_plan_of_another(cast: Cast) -> None:
    campaign = a_campaign(an_objective(client=cast.other_client))
    with pytest.raises(actions.OfAnotherOwner):
        actions.add_idea(title="x", client=cast.client, campaign=campaign, by=cast.ines, at=AT)
    with pytest.raises(actions.OfAnotherOwner):
        actions.add_idea(title="x", campaign=campaign, by=cast.ines, at=AT)
    cast.drache.client = cast.client
    cast.drache.save(update_fields=["client"])
    own = a_campaign(an_objective(client=cast.client))
    made = actions.add_idea(title="x", production=cast.drache, campaign=own, by=cast.ines, at=AT)
    assert made.campaign == own and made.created_by == cast.ines


def test_an_idea_is_planned_dropped_and_taken_up_again(cast: Cast) -> None:
    idea = actions.add_idea(title="Les éclusiers", client=cast.client, by=cast.ines, at=AT)
    assert actions.move_idea(idea=idea, to="planned", by=cast.ines, at=AT).state == "planned"
    assert actions.move_idea(idea=idea, to="dropped", by=cast.ines, at=AT).state == "dropped"
    with pytest.raises(actions.NotNow):
        actions.move_idea(idea=idea, to="planned", by=cast.ines, at=AT)
    assert actions.move_idea(idea=idea, to="open", by=cast.ines, at=AT).state == "open"
    count = Entry.objects.filter(kind="community.strategy.idea-moved").count()
    actions.move_idea(idea=idea, to="open", by=cast.ines, at=AT)
    assert count == 3 == Entry.objects.filter(kind="community.strategy.idea-moved").count()


def test_nothing_is_added_to_what_is_closed(cast: Cast) -> None:
    objective = an_objective(client=cast.client)
    actions.close_objective(objective=objective, by=cast.ines, at=AT)
    with pytest.raises(actions.ObjectiveIsClosed):
        actions.add_pillar(objective=objective, values={"name": "x"})
    with pytest.raises(actions.ObjectiveIsClosed):
        actions.close_objective(objective=objective, by=cast.ines, at=AT)
    assert Objective.objects.get().closed_at == AT


def test_a_tag_of_links_is_taken_once_an_objective(cast: Cast) -> None:
    objective = an_objective(client=cast.client)
    values = {"name": "A", "tag": "a", "starts_on": TODAY, "ends_on": TODAY}
    first = actions.add_campaign(objective=objective, values=values, by=cast.ines, at=AT)
    with pytest.raises(actions.TagTaken):
        actions.add_campaign(objective=objective, values=values, by=cast.ines, at=AT)
    second = actions.add_campaign(objective=objective, values={**values, "tag": "b"}, by=cast.ines, at=AT)
    with pytest.raises(actions.TagTaken):
        actions.edit_campaign(campaign=second, values={"tag": "a"}, read_version=1)
    with pytest.raises(StaleWrite):
        actions.edit_campaign(campaign=first, values={"name": "B"}, read_version=9)


def test_the_plan_is_written_through_its_forms(desk: Browser, cast: Cast) -> None:
    of = f"?of=client-{cast.client.pk}"

    def send(route: str, pk: int | None, told: dict[str, Any]) -> int:
        address = reverse(f"community:strategy:{route}", args=[] if pk is None else [pk])
        return desk.post(address + of, told).status_code

    told = {"name": "1 200 passes vendus", "starts_on": "2027-04-01", "ends_on": "2027-05-10"}
    assert send("objective-add", None, told) == 302
    objective = Objective.objects.get(client=cast.client)
    figure = {"name": "Passes", "unit": "passes", "start": "0", "target": "1 200", "metric": ""}
    assert send("indicator-add", objective.pk, figure) == 302
    assert send("pillar-add", objective.pk, {"name": "Les coulisses", "share": "40"}) == 302
    days = {"starts_on": "2027-04-01", "ends_on": "2027-05-09"}
    assert send("campaign-add", objective.pk, {"name": "Été à quai", "budget": "640", **days}) == 302
    campaign = Campaign.objects.get()
    assert (campaign.tag, campaign.budget_cents) == ("ete-a-quai", 64_000)
    idea = {
        "title": "La barge",
        "campaign": campaign.pk,
        "pillar": Pillar.objects.get().pk,
        "not_before": "2027-04-20T10:00",
    }
    assert send("idea-add", None, idea) == 302
    made = Idea.objects.get()
    assert (
        made.client == cast.client
        and made.not_before is not None
        and made.not_before.isoformat() == ("2027-04-20T08:00:00+00:00")
    )
    page = desk.get(reverse("community:strategy:tree") + of).content.decode()
    for words in ("1 200 passes vendus", "Les coulisses", "Été à quai", "La barge", "640,00"):
        assert words in page


@pytest.mark.parametrize(
    ("route", "told", "field"),
    [
        ("indicator-add", {"name": "x", "start": "5", "target": "5"}, "target"),
        ("indicator-add", {"name": "x", "start": "0", "target": "1,234"}, "target"),
        ("pillar-add", {"name": "x", "share": "101"}, "share"),
        ("campaign-add", {"name": "x", "starts_on": "2027-05-01", "ends_on": "2027-04-01"}, "ends_on"),
        ("campaign-add", {"name": "…", "starts_on": "2027-04-01", "ends_on": "2027-04-01"}, "tag"),
        ("campaign-add", {"name": "x", "tag": "a b", "starts_on": "2027-04-01", "ends_on": "2027-04-01"}, "tag"),
        (
            "campaign-add",
            {"name": "x", "budget": "-1", "starts_on": "2027-04-01", "ends_on": "2027-04-01"},
            "budget",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    desk: Browser, cast: Cast, route: str, told: dict[str, str], field: str
) -> None:
    objective = an_objective(client=cast.client)
    answer = desk.post(reverse(f"community:strategy:{route}", args=[objective.pk]), told)
    assert answer.status_code == 422 and list(answer.context["form"].errors) == [field]


def test_an_idea_form_offers_no_campaign_of_another(desk: Browser, cast: Cast) -> None:
    theirs = a_campaign(an_objective(client=cast.other_client))
    told = {"title": "x", "campaign": theirs.pk}
    answer = desk.post(f"{reverse('community:strategy:idea-add')}?of=client-{cast.client.pk}", told)
    assert answer.status_code == 422 and "campaign" in answer.context["form"].errors
    assert not Idea.objects.exists()


def test_the_review_shows_each_reading_with_its_source(desk: Browser, cast: Cast) -> None:
    objective = an_objective(client=cast.client, starts_on=date(2026, 4, 1), ends_on=date(2026, 5, 10))
    indicator = an_indicator(objective)
    actions.read_indicator(
        indicator=indicator,
        on=date(2026, 5, 10),
        value=Decimal("1100"),
        source="Export du 10/05",
        by=cast.ines,
        at=AT,
    )
    page = desk.get(reverse("community:strategy:objective", args=[objective.pk])).content.decode()
    assert "Export du 10/05" in page and cast.ines.name in page
    found = queries.review(objective, cast.ines, today=TODAY)
    assert found.indicators[0].progress.pace == "missed"


def test_a_reading_typed_twice_says_what_stands_there(desk: Browser, cast: Cast) -> None:
    indicator = an_indicator(an_objective(client=cast.client, starts_on=date(2026, 4, 1)))
    address = reverse("community:strategy:read", args=[indicator.pk])
    told = {"on": "2026-04-20", "value": "480", "source": "Billetterie"}
    assert desk.post(address, told).status_code == 302
    answer = desk.post(address, {**told, "value": "500"})
    assert answer.status_code == 422 and "480" in str(answer.context["form"].errors["on"])
    assert desk.post(address, {**told, "value": "500", "instead": "on"}).status_code == 302
    assert Reading.objects.get().value == 500
    early = desk.post(address, {**told, "on": "2026-03-31"})
    assert early.status_code == 422 and "on" in early.context["form"].errors


def test_the_board_has_a_lane_for_each_state(desk: Browser, cast: Cast) -> None:
    campaign = a_campaign(an_objective(client=cast.client))
    for state in ("open", "planned", "dropped"):
        an_idea(client=cast.client, state=state, title=f"Idée {state}", campaign=campaign)
    an_idea(client=cast.client, title="Hors campagne")
    lanes = queries.lanes(of_client(cast), cast.ines)
    assert [(lane.state, lane.count) for lane in lanes] == [("open", 2), ("planned", 1), ("dropped", 1)]
    of = f"?of=client-{cast.client.pk}&campaign={campaign.pk}"
    page = desk.get(reverse("community:strategy:ideas") + of).content.decode()
    assert "Idée open" in page and "Hors campagne" not in page
    theirs = a_campaign(an_objective(client=cast.other_client))
    asked = f"{reverse('community:strategy:ideas')}?of=client-{cast.client.pk}&campaign={theirs.pk}"
    assert desk.get(asked).status_code == 404


def test_an_idea_of_the_whole_house_has_its_page(desk: Browser, cast: Cast) -> None:
    row = an_idea(title="Vœux de la maison")
    assert "Vœux de la maison" in desk.get(reverse("community:strategy:idea", args=[row.pk])).content.decode()
    answer = desk.post(reverse("community:strategy:idea-edit", args=[row.pk]), {"title": "Vœux", "version": 1})
    assert answer.status_code == 302 and Idea.objects.get(pk=row.pk).title == "Vœux"
