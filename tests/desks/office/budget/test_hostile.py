"""What an ill-disposed or hurried person tries on a budget."""

import json
import time
from contextlib import suppress
from typing import Any

import pytest
from django.urls import reverse

from coulisse.desks.office.budget.actions import versions
from coulisse.desks.office.budget.actions.versions import AgreedMeanwhile
from coulisse.desks.office.budget.models import Budget, BudgetAccount, BudgetLine, LibraryLine
from coulisse.desks.office.budget.queries.library import price, prices
from coulisse.desks.office.budget.typed import Unreadable, read_weights
from coulisse.kernel.language import Language
from tests.cast import AT, TODAY, Cast, give
from tests.desks.office.budget.small import ask, line_called, signed_in, small_budget


def url(name: str, pk: int) -> str:
    return reverse(f"office:budget:{name}", args=[pk])


@pytest.mark.parametrize("number", ["3²", "①", "١٢", "3\u0660"])
def test_an_account_number_in_strange_digits_breaks_nothing(cast: Cast, number: str) -> None:
    budget = small_budget(cast)
    client = signed_in(cast.nadia)
    answer = ask(client, url("accounts", budget.pk), {"revision": 1, "number": number, "name": "Divers"})
    assert answer.status_code in {200, 422}
    assert client.get(reverse("office:budget:grid")).status_code == 200


@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"a":' * 100_000, b"\xff\xfe", b"NaN", b'{"revision": 1e400}'])
def test_a_body_that_is_no_request_is_refused_calmly(cast: Cast, body: bytes) -> None:
    budget = small_budget(cast)
    answer = signed_in(cast.nadia).post(url("cells", budget.pk), body, content_type="application/json")
    assert answer.status_code == 400


FORMULAS = (
    "(" * 10_000 + "1" + ")" * 10_000,
    "(" * 900 + "1" + ")" * 900,
    "-" * 1_900 + "1",
    "9" * 1_999,
    "*".join(["9" * 30] * 60),
    "1/0",
    "NaN",
    "1e18",
    "inf",
    "=HYPERLINK(1)",
    "@31",
    "9" * 60,
    "٣",
    "1" + " " * 1_900 + "1",
)


@pytest.mark.parametrize("field", ["q", "x", "r", "vat", "t.territory", "c", "f"])
@pytest.mark.parametrize("typed", FORMULAS, ids=range(len(FORMULAS)))
def test_any_cell_is_read_or_refused_in_words_and_quickly(cast: Cast, field: str, typed: str) -> None:
    budget = small_budget(cast)
    line = line_called(budget, "Essais caméra")
    client = signed_in(cast.nadia)
    change = {"id": line.pk, "v": line.version, "field": field, "value": typed}
    begun = time.monotonic()
    answer = ask(client, url("cells", budget.pk), {"revision": 1, "changes": [change]})
    assert time.monotonic() - begun < 2
    assert answer.status_code in {200, 400, 422}
    assert client.get(reverse("office:budget:grid")).status_code == 200
    assert client.get(url("explain", budget.pk)).status_code == 200
    assert client.get(url("tables", budget.pk)).status_code == 200


def test_a_share_of_spaces_is_read_in_no_time() -> None:
    begun = time.monotonic()
    for text in ("a" + " " * 1_990 + "x", "a:" + " \u00a0" * 900 + "x", ("x" + " " * 60) * 30):
        with suppress(Unreadable):
            read_weights(text, Language.FR)
    assert time.monotonic() - begun < 0.5


def other_budget(cast: Cast) -> Budget:
    return versions.begin(production=cast.gel, chart=None, by=cast.odile, at=AT)


def test_no_line_or_version_of_another_production_is_reached_through_ones_own(cast: Cast) -> None:
    budget, other = small_budget(cast), other_budget(cast)
    account = BudgetAccount.objects.create(budget=other, number="31", name="Leur compte")
    theirs = BudgetLine.objects.create(budget=other, account=account, description="Leur secret", rate="1234567")
    client = signed_in(cast.nadia)
    change = {"id": theirs.pk, "v": 1, "field": "d", "value": "Pris"}
    for name, body in (
        ("cells", {"changes": [change]}),
        ("delete", {"ids": [[theirs.pk, 1]]}),
        ("move", {"ids": [[theirs.pk, 1]], "account": "31", "after": None}),
        ("insert", {"account": "31", "after": theirs.pk}),
        ("paste", {"account": "31", "at": theirs.pk, "fields": ["d"], "rows": [["x"]]}),
        ("globals", {"id": theirs.pk, "v": 1, "formula": "1"}),
        ("accounts", {"id": account.pk, "v": 1, "name": "Pris"}),
        ("accounts", {"id": account.pk, "remove": True}),
    ):
        answer = ask(client, url(name, budget.pk), {"revision": 1, **body})
        assert answer.status_code == 409, name
        assert "Leur" not in answer.content.decode()
    theirs.refresh_from_db()
    assert theirs.description == "Leur secret"
    assert client.get(reverse("office:budget:line", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("office:budget:line", args=[theirs.pk]), {"text": "x"}).status_code == 404
    for name in ("grid", "versions", "compare"):
        page = client.get(reverse(f"office:budget:{name}"), {"compare": other.pk, "left": other.pk})
        assert page.status_code == 200 and "Leur" not in page.content.decode()
    assert "Leur" not in client.get(url("changes", budget.pk), {"since": 0, "compare": other.pk}).content.decode()
    assert "Leur" not in client.get(url("history", budget.pk), {"line": theirs.pk}).content.decode()


def test_what_another_production_agreed_to_pay_is_not_told_by_the_library(cast: Cast) -> None:
    values = {"plain": "cachet marie", "account": "24", "rate_cents": 12_000_000, "seen_on": TODAY, "at": AT}
    theirs = LibraryLine.objects.create(description="Cachet Marie", origin="budget", production=cast.gel, **values)
    quote = LibraryLine.objects.create(description="Cachet devis", origin="quote", production=cast.gel, **values)
    assert [one.pk for one in prices(cast.nadia)] == [quote.pk]
    assert price(cast.nadia, theirs.pk) is None
    assert {one.pk for one in prices(cast.odile)} == {theirs.pk, quote.pk}
    assert {one.pk for one in prices(cast.pascaline)} == {theirs.pk, quote.pk}


def test_a_reader_changes_nothing(cast: Cast) -> None:
    budget = small_budget(cast)
    give(cast.achille, "reader", production=cast.drache)
    client = signed_in(cast.achille)
    assert client.get(reverse("office:budget:grid")).status_code == 200
    before = Budget.objects.get(pk=budget.pk).revision
    for name in ("cells", "insert", "delete", "move", "paste", "globals", "accounts", "undo", "redo"):
        assert ask(client, url(name, budget.pk), {"revision": 1}).status_code == 403, name
    for name in ("take-up", "put-aside", "lock", "copy", "rename", "library", "preset"):
        assert client.post(url(name, budget.pk), {"preset": "employee"}).status_code == 403, name
    assert Budget.objects.get(pk=budget.pk).revision == before


def test_words_of_a_line_never_leave_the_data_of_the_page(cast: Cast) -> None:
    budget = small_budget(cast)
    line = line_called(budget, "Essais caméra")
    client = signed_in(cast.nadia)
    evil = "</script><script>alert(1)</script><!--"
    ask(
        client,
        url("cells", budget.pk),
        {"revision": 1, "changes": [{"id": line.pk, "v": line.version, "field": "d", "value": evil}]},
    )
    for page in (
        client.get(reverse("office:budget:grid")),
        client.get(reverse("office:budget:line", args=[line.pk])),
        client.get(url("explain", budget.pk), {"what": "account", "of": "31"}),
    ):
        assert b"<script>alert" not in page.content


def test_the_agreed_budget_that_one_saw_is_the_one_that_is_replaced(cast: Cast) -> None:
    first = small_budget(cast)
    second = versions.copy(budget=first, name="B", by=cast.nadia, at=AT)
    versions.lock(budget=first, agreed_on=TODAY, replaces=None, by=cast.nadia, at=AT)
    with pytest.raises(AgreedMeanwhile):
        versions.lock(budget=second, agreed_on=TODAY, replaces=None, by=cast.nadia, at=AT)
    page = signed_in(cast.nadia).post(url("lock", second.pk), {"agreed_on": TODAY.isoformat(), "replaces": ""})
    assert page.status_code == 422 and "entre-temps" in page.content.decode()
    versions.lock(budget=second, agreed_on=TODAY, replaces=first.pk, by=cast.nadia, at=AT)
    first.refresh_from_db()
    assert first.state == Budget.State.PAST


def test_a_huge_paste_is_refused_in_words(cast: Cast) -> None:
    budget = small_budget(cast)
    rows: list[list[Any]] = [["x", "1", "1"]] * 3_000
    body = {"revision": 1, "account": "41", "at": None, "fields": ["d", "q", "r"], "rows": rows}
    answer = ask(signed_in(cast.nadia), url("paste", budget.pk), body)
    assert answer.status_code == 422 and "2 000" in answer.json()["refused"].replace("\u202f", " ").replace(
        "\u00a0", " "
    ).replace(".", " ")
    more = json.dumps({**body, "rows": [["x"]] * 50_000})
    assert (
        signed_in(cast.nadia).post(url("paste", budget.pk), more, content_type="application/json").status_code
        == 400
    )
