"""Take along, hand in, look, take in, through the door."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coulisse.desks.office.budget.exchange.drafts import read_draft
from coulisse.desks.office.budget.exchange.models import BudgetImport
from coulisse.desks.office.budget.models import Budget, BudgetLine
from coulisse.formats.budget_book import read_file, read_own
from coulisse.foundation.jobs.models import Job
from coulisse.kernel.language import Language
from tests.cast import Cast
from tests.desks.office.budget.exchange.verdicts import SHEET
from tests.desks.office.budget.small import signed_in, small_budget

IN = reverse("office:budget:exchange-in")


def handed_in(cast: Cast, data: bytes, name: str = "devis.csv", budget: Budget | None = None) -> str:
    """The address of the preview."""
    query = f"?budget={budget.pk}" if budget else ""
    answer = signed_in(cast.nadia).post(f"{IN}{query}", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_budget_is_taken_along_in_the_language_asked(cast: Cast) -> None:
    budget = small_budget(cast)
    client = signed_in(cast.nadia)
    assert client.get(reverse("office:budget:exchange", args=[budget.pk])).status_code == 200

    address = reverse("office:budget:exchange-export", args=[budget.pk, "xlsx"])
    answer = client.get(f"{address}?language=nl")

    file = read_file(answer.content)
    assert [grid.name for grid in file.grids][:2] == ["Samenvatting", "Detail"]
    assert len(read_own(file).records.lines) == 4
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get(reverse("office:budget:exchange-export", args=[budget.pk, "doc"])).status_code == 404


def test_nothing_is_written_before_it_is_confirmed(cast: Cast) -> None:
    budget = small_budget(cast)
    lines = BudgetLine.objects.count()
    address = handed_in(cast, SHEET, budget=budget)
    client = signed_in(cast.nadia)

    page = client.get(address).content.decode()
    assert "Corps caméra" in page and BudgetLine.objects.count() == lines

    answer = client.post(address, _chosen("add", "import"))
    assert answer.status_code == 302 and BudgetLine.objects.count() == lines + 1
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(address).status_code == 302  # there is nothing to check any more


def test_a_column_may_be_read_otherwise(cast: Cast) -> None:
    budget = small_budget(cast)
    address = handed_in(cast, b"Compte;Truc;Bidule;Machin\n31;Grue;2;1,500\n", budget=budget)
    columns = {"column-0": "account", "column-1": "description", "column-2": "quantity", "column-3": "rate"}
    form = {"into": "add", "sheet": "0", "head": "1", "hand": "en", **columns, "again": ""}

    assert signed_in(cast.nadia).post(address, form).status_code == 200

    imported = BudgetImport.objects.get()
    draft = read_draft(imported, language=Language.FR)
    assert [(line.quantity, line.rate) for line in draft.book.lines] == [("2", "1500")]


def test_what_cannot_be_read_is_refused_in_words(cast: Cast) -> None:
    client = signed_in(cast.nadia)
    for data in (b"", b"PK\x03\x04 no archive", b"a;b\n" + b"x" * 1_100_000):
        answer = client.post(IN, {"file": SimpleUploadedFile("x.xlsx", data)})
        assert answer.status_code == 422
    assert BudgetImport.objects.count() == 0


def test_movie_magic_is_marked_as_not_verified(cast: Cast) -> None:
    head = "Account,Description,Amount,Units,X,Curr,Rate,Subtotal\n"
    rows = f"{head}1100,STORY,,,,,,\n,Option,2,Allow,1,,500.25,1000.50\n"
    address = handed_in(cast, rows.encode(), "mmb.csv")
    page = signed_in(cast.nadia).get(address).content.decode()
    assert "non vérifié" in page.replace("\u202f", " ") or "not verified" in page


def test_a_heavy_file_becomes_a_job(cast: Cast) -> None:
    budget = small_budget(cast)
    rows = "".join(f"31;Ligne {n};2;3,50\n" for n in range(2_100))
    address = handed_in(cast, f"Compte;Libellé;Quantité;Prix unitaire\n{rows}".encode(), budget=budget)
    answer = signed_in(cast.nadia).post(address, _chosen("add", "import"))
    assert answer.status_code == 302
    job = Job.objects.get()
    assert job.kind == "office.budget.read-in" and json.dumps(job.params)
    assert BudgetImport.objects.get().state == BudgetImport.State.RUNNING


def test_the_problems_are_given_as_csv(cast: Cast) -> None:
    address = handed_in(cast, "Compte;Libellé;Quantité;Prix\n31;Grue;deux;1\n".encode())
    answer = signed_in(cast.nadia).get(f"{address}/problems")
    assert ";2;" in answer.content.decode("utf-8-sig")


def _chosen(into: str, button: str) -> dict[str, str]:
    columns = {"column-0": "account", "column-1": "description", "column-2": "quantity", "column-3": "rate"}
    return {"into": into, "sheet": "0", "head": "1", "hand": "fr", **columns, button: ""}
