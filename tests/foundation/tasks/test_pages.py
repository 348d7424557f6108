from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from coulisse.foundation.accounts.models import User
from coulisse.foundation.tasks import actions
from coulisse.foundation.tasks.models import Task
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


def browser(user: User) -> Browser:
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def added(cast: Cast, title: str = "Relancer le bourgmestre", **values: object) -> Task:
    asked: dict[str, object] = {"production": cast.drache, "person": cast.bastien, **values}
    return actions.add(title=title, by=cast.nadia, at=AT, **asked)  # type: ignore[arg-type]


def test_a_task_is_added_with_its_checklist(cast: Cast) -> None:
    typed = {
        "title": "Visiter la ferme",
        "due_on": "2027-03-18",
        "due_time": "14:30",
        "priority": "1",
        "person": cast.bastien.pk,
        "production": cast.drache.pk,
        "checklist": "Courant\n\n  Parking  \n",
    }
    page = browser(cast.nadia).post("/tasks/new", typed, follow=True).content.decode()
    task = Task.objects.get()
    assert [check.text for check in task.checks.all()] == ["Courant", "Parking"]
    assert "Visiter la ferme" in page and "jeudi 18 mars 2027, 14:30" in page and "Haute" in page


@pytest.mark.parametrize(
    ("values", "said"),
    [({"due_time": "14:30"}, "Une heure demande son jour"), ({"title": ""}, "obligatoire")],
)
def test_a_refusal_stands_in_place(cast: Cast, values: dict[str, str], said: str) -> None:
    answer = browser(cast.nadia).post("/tasks/new", {"title": "X", "priority": "2", **values})
    assert answer.status_code == 400 and said in answer.content.decode()
    assert not Task.objects.exists()


def test_a_person_out_of_the_team_is_refused_by_name(cast: Cast) -> None:
    typed = {"title": "X", "priority": "2", "person": cast.pascaline.pk, "production": cast.drache.pk}
    page = browser(cast.odile).post("/tasks/new", typed).content.decode()
    assert "Pascaline Thiry" in page and "accès à cette production" in page


def test_finish_from_the_list_and_undo_from_the_toast(cast: Cast) -> None:
    task, bastien = added(cast), browser(cast.bastien)
    page = bastien.post(f"/tasks/{task.pk}/finish", {"next": "/tasks/?whose=all"}, follow=True)
    content = page.content.decode()
    assert page.redirect_chain == [("/tasks/?whose=all", 302)]
    assert f'action="/tasks/{task.pk}/reopen"' in content and "Tâche faite" in content
    bastien.post(f"/tasks/{task.pk}/reopen")
    task.refresh_from_db()
    assert task.state == "todo"


def test_a_second_finish_is_refused_not_broken(cast: Cast) -> None:
    task, bastien = added(cast), browser(cast.bastien)
    bastien.post(f"/tasks/{task.pk}/finish")
    page = bastien.post(f"/tasks/{task.pk}/finish", follow=True).content.decode()
    assert "n’est plus ouverte" in page


def test_the_headline_says_what_is_overdue(cast: Cast) -> None:
    added(cast, due_on=timezone.localdate() - timedelta(days=2))
    added(cast, "Demain", due_on=timezone.localdate() + timedelta(days=40))
    page = browser(cast.bastien).get("/tasks/").content.decode()
    assert (
        "1 tâche est en retard" in page
        and 'id="tasks-overdue"' in page
        and "En retard" in page
        and "Plus tard" in page
    )
    assert "Rien à faire" in browser(cast.solange).get("/tasks/").content.decode()


def test_columns_are_changed_by_a_select_and_a_button(cast: Cast) -> None:
    task, bastien = added(cast), browser(cast.bastien)
    page = bastien.post(f"/tasks/{task.pk}/move", {"state": "waiting"}, follow=True).content.decode()
    assert "En attente" in page
    assert bastien.post(f"/tasks/{task.pk}/move", {"state": "lost"}).status_code == 403
    task.refresh_from_db()
    assert task.state == "waiting"


def test_several_are_given_from_the_list(cast: Cast) -> None:
    tasks = [added(cast, f"T{number}") for number in range(2)]
    typed = {"task": [task.pk for task in tasks], "person": cast.nadia.pk, "next": "/tasks/?whose=all"}
    page = browser(cast.solange).post("/tasks/assign", typed, follow=True).content.decode()
    assert "2 tâches confiées à Nadia Verhaeghen" in page
    assert Task.objects.filter(person=cast.nadia).count() == 2
    nothing = browser(cast.solange).post("/tasks/assign", {"person": cast.nadia.pk}, follow=True)
    assert "cochez des tâches" in nothing.content.decode()


def test_nobody_gives_away_the_tasks_of_others(cast: Cast) -> None:
    task = added(cast)
    browser(cast.pascaline).post("/tasks/assign", {"task": [task.pk], "person": cast.odile.pk})
    task.refresh_from_db()
    assert task.person == cast.bastien


def test_whoever_has_a_task_may_finish_it_with_a_role_that_reads(cast: Cast) -> None:
    task = added(cast, production=None, client=cast.client, person=cast.kobe)
    other = added(cast, "Autre", production=None, client=cast.client, person=None)
    kobe = browser(cast.kobe)
    assert kobe.post(f"/tasks/{task.pk}/finish").status_code == 302
    assert kobe.post(f"/tasks/{other.pk}/finish").status_code == 403


def test_a_stale_task_is_shown_beside_the_saved_one(cast: Cast) -> None:
    task = added(cast)
    address = f"/tasks/{task.pk}/edit"
    typed = {
        "priority": "2",
        "state": "todo",
        "person": cast.bastien.pk,
        "production": cast.drache.pk,
        "version": "1",
    }
    browser(cast.nadia).post(address, {**typed, "title": "Appeler"})
    answer = browser(cast.bastien).post(address, {**typed, "title": "Écrire"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Appeler" in page and "Écrire" in page


def test_a_checklist_is_ticked(cast: Cast) -> None:
    task = added(cast, checks=("Plan",))
    check = task.checks.get()
    bastien = browser(cast.bastien)
    bastien.post(f"/tasks/{task.pk}/checks/{check.pk}")
    check.refresh_from_db()
    assert check.done_by == cast.bastien
    assert "1/1" in bastien.get("/tasks/").content.decode()


def test_a_line_of_another_task_is_not_ticked(cast: Cast) -> None:
    mine, other = added(cast), added(cast, production=cast.gel, person=None, checks=("Plan",))
    answer = browser(cast.bastien).post(f"/tasks/{mine.pk}/checks/{other.checks.get().pk}")
    assert answer.status_code == 404


LIST = 9
BOARD = 8


@pytest.mark.parametrize("size", [1, 49])
def test_the_pages_ask_a_constant_number_of_queries(
    cast: Cast, size: int, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.COULISSE_SHELL = []  # what other rooms bring to the bar is counted in their tests
    for number in range(size):
        added(cast, f"T{number}", checks=("a",))
    bastien = browser(cast.bastien)
    bastien.get("/tasks/")
    with django_assert_num_queries(LIST):
        bastien.get("/tasks/")
    with django_assert_num_queries(BOARD):
        bastien.get("/tasks/board")
