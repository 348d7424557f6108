"""Sets that nobody names: hidden, shown again with a reason, and every time of it stays told."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from coulisse.desks.community.animation.actions import behind
from coulisse.desks.community.animation.models import HiddenSet, PlanLine, ShootPlan
from coulisse.desks.community.animation.queries.behind import hidden_sets_of, lines_of
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.queries import sentence_of
from tests.cast import Cast
from tests.desks.community.animation.scene import LIVE

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def hidden(cast: Cast, until: date | None = None, why: str = "Voisins") -> HiddenSet:
    return behind.hide_set(production=cast.drache, name="Loges", until=until, why=why, by=cast.ines, at=LIVE)


def plan(cast: Cast) -> ShootPlan:
    scene = behind.ShotScene("12", "INT", "day", "Loges", ())
    shoot = behind.ShootDay("", LIVE.date(), 15, 32, 15, 0, LIVE, (scene,))
    return behind.propose(production_id=cast.drache.pk, shoot=shoot, at=LIVE)


def title(found: ShootPlan) -> str:
    return next(one.title for one in lines_of(found, at=LIVE) if one.row.kind == PlanLine.Kind.SCENE)


def test_shown_again_the_time_that_it_was_hidden_stays_told(cast: Cast) -> None:
    row = hidden(cast)
    behind.show_set(hidden=row, why=" Autre décor ", by=cast.nadia, at=LIVE + HOUR)
    found = hidden_sets_of(cast.drache.pk, at=LIVE + HOUR)
    (past,) = found.past
    assert found.standing == ()
    assert (past.name, past.why, past.hidden_by, past.hidden_at) == ("Loges", "Voisins", cast.ines.name, LIVE)
    assert (past.ended_by, past.ended_at, past.ended_why) == (cast.nadia.name, LIVE + HOUR, "Autre décor")
    entry = Entry.objects.get(kind="community.behind.set-shown")
    assert (entry.by, entry.production_id, entry.payload) == (
        cast.nadia,
        cast.drache.pk,
        {"name": "Loges", "why": "Autre décor"},
    )
    assert "Autre décor" in sentence_of(entry, "Nadia")


def test_the_plan_names_it_again_and_kept_ideas_say_that_something_changed(cast: Cast) -> None:
    found = plan(cast)
    row = hidden(cast)
    assert "Loges" not in title(found)
    line = found.lines.get(kind=PlanLine.Kind.SCENE)
    behind.keep(line=line, by=cast.ines, at=LIVE)
    behind.show_set(hidden=row, why="Autre décor", by=cast.ines, at=LIVE + HOUR)
    assert "Loges" in title(found)
    line.refresh_from_db()
    assert line.changed_at == LIVE + HOUR and line.idea is not None and "Loges" not in line.idea.title


def test_hidden_again_is_another_time(cast: Cast) -> None:
    row = hidden(cast, until=LIVE.date())
    behind.show_set(hidden=row, why="Autre décor", by=cast.ines, at=LIVE)
    behind.hide_again(hidden=row, by=cast.nadia, at=LIVE + HOUR)
    found = hidden_sets_of(cast.drache.pk, at=LIVE + HOUR)
    (standing,) = found.standing
    assert (standing.until, standing.why, standing.hidden_by) == (LIVE.date(), "Voisins", cast.nadia)
    assert [(one.ended_why, one.may_be_back) for one in found.past] == [("Autre décor", False)]
    with pytest.raises(behind.HiddenMeanwhile):
        behind.hide_again(hidden=row, by=cast.ines, at=LIVE + HOUR)


def test_only_what_is_hidden_is_shown_and_never_without_a_reason(cast: Cast) -> None:
    row = hidden(cast, until=LIVE.date())
    with pytest.raises(behind.NoReason):
        behind.show_set(hidden=row, why=" ", by=cast.ines, at=LIVE)
    with pytest.raises(behind.NotHidden):
        behind.show_set(hidden=row, why="Trop tard", by=cast.ines, at=LIVE + timedelta(days=1))
    behind.show_set(hidden=row, why="Autre décor", by=cast.ines, at=LIVE)
    with pytest.raises(behind.NotHidden):
        behind.show_set(hidden=row, why="Encore", by=cast.ines, at=LIVE)


def test_a_later_embargo_takes_the_place_of_one_that_stands(cast: Cast) -> None:
    hidden(cast, until=LIVE.date())
    hidden(cast, why="Pour de bon")
    found = hidden_sets_of(cast.drache.pk, at=LIVE)
    assert [one.why for one in found.standing] == ["Pour de bon"]
    assert [(one.why, one.ended_at, one.ended_why, one.may_be_back) for one in found.past] == [
        ("Voisins", LIVE, "", False)
    ]


def test_an_embargo_whose_day_came_is_over_by_itself(cast: Cast) -> None:
    hidden(cast, until=LIVE.date())
    found = hidden_sets_of(cast.drache.pk, at=LIVE + timedelta(days=1))
    assert found.standing == () and [one.ended_at for one in found.past] == [None]


def test_the_database_hides_a_set_once_at_a_time(cast: Cast) -> None:
    row = hidden(cast)
    with pytest.raises(IntegrityError, match="set_hidden_once_at_a_time"), transaction.atomic():
        HiddenSet.objects.create(production=cast.drache, key=row.key, name="Loges", hidden_at=LIVE)
