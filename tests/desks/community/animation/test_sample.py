"""The sample tells D16: the quiz as it was played, a contest and a poll that are open, a draw that was refused."""

import pytest

from coulisse.desks.community.animation.models import Animation, Entrant, PlanLine, ShootPlan
from coulisse.desks.community.animation.queries.behind import lines_of
from coulisse.desks.community.animation.queries.desk import obstacles_of
from coulisse.desks.community.animation.queries.ranking import ranking_of
from coulisse.desks.community.facts.animation import OpeningRefused
from coulisse.foundation.journal.models import Entry
from coulisse.house.sample.loading import load
from tests.cast import AT

pytestmark = pytest.mark.django_db


def test_the_sample_shows_animations_and_the_set_from_behind() -> None:
    load(at=AT)
    quiz = Animation.objects.get(slug="qui-a-vole-la-cloche")
    rows = quiz.standing.rows
    assert quiz.state == "settled" and quiz.standing.taking_part == len(rows) == 132
    assert [one["rank"] for one in rows[:3]] == [1, 2, 3] and not any(one["tied"] for one in rows[:3])
    assert quiz.closed_at is not None
    assert [one.as_json() for one in ranking_of(quiz, at=quiz.closed_at)] == rows
    assert Entrant.objects.filter(animation=quiz, excluded="under_age", pseudonym="").count() == 9

    states = dict(Animation.objects.values_list("slug", "state"))
    assert (states["une-legende-pour-l-affiche"], states["quelle-ecluse"]) == ("open", "open")
    draw = Animation.objects.get(slug="deux-passes-a-gagner")
    assert draw.state == "draft" and len(obstacles_of(draw)) == 2 + 1
    assert Entry.objects.filter(kind=OpeningRefused.kind, subject_id=draw.pk).exists()

    plan = ShootPlan.objects.get()
    assert (plan.production.code, plan.day, plan.date.isoformat()) == ("drache", 15, "2027-03-17")
    decided = dict(PlanLine.objects.exclude(state="open").values_list("state", "key"))
    assert set(decided) == {"idea", "dropped"}
    said = "\n".join(one.title + one.note for one in lines_of(plan, at=AT))
    assert "Coralie Wauters" in said and "Yvan Grosjean" not in said
    assert "5500" not in said and "Dinant" not in said
