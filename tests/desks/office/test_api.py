"""Budgets and postings for programs: the same rows as the pages, and only those of one's own books."""

from django.test import Client as Browser

from tests.cast import Cast
from tests.desks.office.budget.small import small_budget
from tests.desks.office.ledger.verdicts import promise


def signed_in(user: object) -> Browser:
    browser = Browser()
    browser.force_login(user)  # type: ignore[arg-type]
    return browser


def test_a_budget_is_told_account_by_account(cast: Cast) -> None:
    budget = small_budget(cast)
    nadia = signed_in(cast.nadia)
    listed = nadia.get("/api/budgets", {"production": cast.drache.pk}).json()
    assert [row["number"] for row in listed["items"]] == [budget.number]
    told = nadia.get(f"/api/budgets/{budget.pk}").json()
    assert told["total"] == "40262.00"
    camera = next(account for account in told["accounts"] if account["number"] == "31")
    assert (camera["total"], camera["territories"]["LU"]) == ("24260.00", "1332.00")


def test_postings_are_told_in_order_and_can_be_asked_for_since(cast: Cast) -> None:
    posting = promise(cast)
    nadia = signed_in(cast.nadia)
    listed = nadia.get("/api/postings").json()["items"]
    assert [row["hash"] for row in listed] == [posting.hash]
    assert nadia.get("/api/postings", {"after": posting.sequence}).json()["items"] == []


def test_the_books_of_another_production_are_not_told(cast: Cast) -> None:
    budget, posting = small_budget(cast), promise(cast)
    for stranger in (cast.pascaline, cast.bastien, cast.ines):
        browser = signed_in(stranger)
        assert browser.get("/api/budgets").json()["items"] == []
        assert browser.get("/api/postings").json()["items"] == []
        assert browser.get(f"/api/budgets/{budget.pk}").status_code == 404
        assert browser.get(f"/api/postings/{posting.pk}").status_code == 404
