"""The conversation of the grid, as a browser has it."""

from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.office.budget.models import BudgetEdit, BudgetLine
from tests.cast import Cast
from tests.desks.office.budget.small import ask, line_called, set_weeks, signed_in, small_budget


def url(name: str, pk: int) -> str:
    return reverse(f"office:budget:{name}", args=[pk])


def test_a_cell_is_written_and_answered_with_all_that_moved(cast: Cast) -> None:
    budget = small_budget(cast)
    line = line_called(budget, "Chef opérateur")
    client = signed_in(cast.nadia)

    change = {"id": line.pk, "v": line.version, "field": "r", "value": "1 420,50 €"}
    answer = ask(client, url("cells", budget.pk), {"revision": budget.revision, "changes": [change]})

    assert answer.status_code == 200
    patch = answer.json()
    # 6 × 5 days at 1 420,50, and 27 % on top, shown on account 27.
    [row] = patch["lines"]
    assert (row["r"], row["rv"], row["amt"], row["fr"]) == ("1420.50", "1420.50", 4_261_500, 1_150_605)
    assert {one["n"]: one["total"] for one in patch["accounts"]}["27"] == 1_150_605
    assert patch["total"] == 2_426_000 + 4_261_500 + 1_150_605
    assert patch["undo"] is True and patch["redo"] is False
    assert patch["revision"] == budget.revision + 1


def test_undo_and_redo_go_one_step(cast: Cast) -> None:
    budget = small_budget(cast)
    line = line_called(budget, "Essais caméra")
    client = signed_in(cast.nadia)
    change = {"id": line.pk, "v": line.version, "field": "q", "value": "=3*2"}
    ask(client, url("cells", budget.pk), {"revision": budget.revision, "changes": [change]})

    back = ask(client, url("undo", budget.pk), {"revision": budget.revision}).json()
    assert [(row["q"], row["amt"]) for row in back["lines"]] == [("2", 128_000)]
    again = ask(client, url("redo", budget.pk), {"revision": back["revision"]}).json()
    assert [(row["q"], row["amt"]) for row in again["lines"]] == [("3*2", 384_000)]


def test_214_rows_are_one_step_and_both_writings_are_read(cast: Cast) -> None:
    budget = small_budget(cast)
    client = signed_in(cast.nadia)
    rows = [[f"Ligne {n}", "2", "1.234,56" if n % 2 else "1 234,56"] for n in range(214)]
    body = {"revision": budget.revision, "account": "41", "at": None, "fields": ["d", "q", "r"], "rows": rows}

    answer = ask(client, url("paste", budget.pk), body).json()

    assert len(answer["lines"]) == 214
    assert {row["amt"] for row in answer["lines"]} == {246_912}
    assert {one["n"]: one["total"] for one in answer["accounts"]}["41"] == 214 * 246_912
    back = ask(client, url("undo", budget.pk), {"revision": answer["revision"]}).json()
    assert len(back["gone"]) == 214 and back["total"] == 4_026_200
    assert not BudgetLine.objects.filter(budget=budget, account__number="41").exists()


def test_one_unreadable_cell_refuses_the_whole_paste_with_its_place(cast: Cast) -> None:
    budget = small_budget(cast)
    rows = [["Bon", "1", "10"], ["Mauvais", "1", "12,3,4"], ["Pire", "2*(", "5"]]
    body = {"revision": budget.revision, "account": "41", "at": None, "fields": ["d", "q", "r"], "rows": rows}

    answer = ask(signed_in(cast.nadia), url("paste", budget.pk), body)

    assert answer.status_code == 422
    assert [(one["row"], one["field"]) for one in answer.json()["where"]] == [(1, "r"), (2, "q")]
    assert not BudgetLine.objects.filter(budget=budget, description="Bon").exists()


def test_two_people_in_one_cell_see_both_values_and_in_two_cells_both_are_kept(cast: Cast) -> None:
    budget = small_budget(cast)
    line = line_called(budget, "Essais caméra")
    nadia, solange = signed_in(cast.nadia), signed_in(cast.solange)

    def change(client: object, field: str, value: str) -> object:
        body = {
            "revision": budget.revision,
            "changes": [{"id": line.pk, "v": line.version, "field": field, "value": value}],
        }
        return ask(client, url("cells", budget.pk), body)  # type: ignore[arg-type]

    assert change(solange, "r", "700").status_code == 200  # type: ignore[attr-defined]
    kept = change(nadia, "q", "3")
    assert kept.status_code == 200  # type: ignore[attr-defined]
    late = change(nadia, "r", "650")

    assert late.status_code == 409  # type: ignore[attr-defined]
    [stale] = late.json()["stale"]  # type: ignore[attr-defined]
    assert (stale["yours"], stale["theirs"], stale["who"]) == ("650", "700", "Solange De Backer")
    line.refresh_from_db()
    assert (line.quantity, line.rate) == ("3", "700")


def test_what_somebody_else_changed_arrives_by_asking_since(cast: Cast) -> None:
    budget = small_budget(cast)
    client = signed_in(cast.nadia)
    assert client.get(url("changes", budget.pk), {"since": budget.revision}).status_code == 204
    held = budget.revision
    set_weeks(budget, "6.5", cast.solange)

    found = client.get(url("changes", budget.pk), {"since": held}).json()

    assert {row["d"] for row in found["lines"]} == {
        "Corps caméra et viseur",
        "Optiques anamorphiques",
        "Chef opérateur",
    }
    assert "Solange De Backer" in found["said"]


def test_a_locked_budget_refuses_and_says_so(cast: Cast) -> None:
    budget = small_budget(cast)
    budget.state = "original"
    budget.save()
    line = line_called(budget, "Essais caméra")
    change = {"id": line.pk, "v": line.version, "field": "q", "value": "9"}
    answer = ask(signed_in(cast.nadia), url("cells", budget.pk), {"revision": 1, "changes": [change]})
    assert answer.status_code == 409
    assert "copie" in answer.json()["refused"] or "copy" in answer.json()["refused"]
    assert not BudgetEdit.objects.filter(budget=budget, label="cells").exists()


def test_the_page_holds_everything_in_a_constant_number_of_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    budget = small_budget(cast)
    client = signed_in(cast.nadia)
    address = reverse("office:budget:grid")
    client.get(address)
    with django_assert_max_num_queries(45):
        page = client.get(address, {"budget": str(budget.pk), "account": "31"})
    data = page.context["data"]
    assert data["total"] == 4_026_200
    assert len(data["lines"]) == 4
    assert data["urls"]["cells"] == url("cells", budget.pk)
