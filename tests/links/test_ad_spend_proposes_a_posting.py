"""What advertisements cost is proposed once and never posted by itself; an import taken back takes it along."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from coulisse.desks.community.facts.performance import ImportUndone, SpendImported
from coulisse.desks.community.performance.actions import files
from coulisse.desks.office.ledger.models import Posting
from coulisse.desks.office.spending.actions.expenses import validate
from coulisse.desks.office.spending.models import Expense
from coulisse.foundation.journal.deliver import deliver_owed
from coulisse.foundation.journal.links import Happened
from coulisse.foundation.journal.models import Delivery, Entry
from coulisse.links.ad_spend_proposes_a_posting import propose_the_spend, take_the_proposal_back
from tests.cast import AT, Cast
from tests.desks.community.performance.rows import ADS, a_brief, imported
from tests.desks.office.costs.agreed import a_budget

pytestmark = pytest.mark.django_db(transaction=True)
STATE = Expense.State


def the_fact(cast: Cast) -> Happened[SpendImported]:
    entry = Entry.objects.get(kind=SpendImported.kind)
    days = {name: date.fromisoformat(entry.payload[name]) for name in ("first_on", "last_on")}
    fact = SpendImported(**{**entry.payload, **days})
    return Happened(fact, entry.pk, at=AT, now=AT, by=cast.ines, production=cast.drache.pk)


def test_it_proposes_with_its_source_and_posts_nothing(cast: Cast) -> None:
    a_brief(cast)
    row = imported(cast, ADS, kind="ads", name="meta-ads.csv")
    deliver_owed(at=AT)
    expense = Expense.objects.get()
    assert (expense.state, expense.gross_cents, expense.account) == (STATE.TO_VALIDATE, 64000, "promo")
    assert (expense.supplier, expense.paper_id, expense.vat_percent) == ("Meta", row.document_id, Decimal(0))
    assert "meta-ads.csv" in expense.label and expense.handed_in_by == cast.ines
    assert not Posting.objects.exists()


def test_delivered_twice_it_proposes_once(cast: Cast) -> None:
    a_brief(cast)
    row = imported(cast, ADS, kind="ads")
    deliver_owed(at=AT)
    propose_the_spend(the_fact(cast))
    assert files.tell_spend(file=row, by=cast.ines, at=AT)
    deliver_owed(at=AT)
    assert Expense.objects.count() == 1


def test_without_a_budget_line_nothing_is_proposed_until_the_brief_names_one(cast: Cast) -> None:
    row = imported(cast, ADS, kind="ads")
    deliver_owed(at=AT)
    assert not Expense.objects.exists()
    a_brief(cast)
    assert files.tell_spend(file=row, by=cast.ines, at=AT)
    deliver_owed(at=AT)
    expense = Expense.objects.get()
    assert expense.account == "promo"
    nadia = Client()
    nadia.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    for address in ("/office/spending/", f"/office/spending/tickets/{expense.pk}"):
        page = nadia.get(f"{address}?production={cast.drache.pk}")
        assert page.status_code == 200 and "640,00" in page.content.decode(), address


def test_an_import_taken_back_refuses_what_waits_and_given_again_proposes_again(cast: Cast) -> None:
    a_brief(cast)
    row = imported(cast, ADS, kind="ads", name="meta-ads.csv")
    deliver_owed(at=AT)
    files.undo(file=row, by=cast.ines, at=AT)
    deliver_owed(at=AT)
    refused = Expense.objects.get()
    assert refused.state == STATE.REFUSED and "meta-ads.csv" in refused.reason
    imported(cast, ADS, kind="ads", name="meta-ads.csv")
    deliver_owed(at=AT)
    assert [one.state for one in Expense.objects.order_by("number")] == [STATE.REFUSED, STATE.TO_VALIDATE]


def test_what_was_posted_stays_posted(cast: Cast) -> None:
    a_budget(cast, [("promo", "Promotion", "", "1000")])
    a_brief(cast)
    row = imported(cast, ADS, kind="ads")
    deliver_owed(at=AT)
    validate(expense=Expense.objects.get(), by=cast.nadia, at=AT)
    files.undo(file=row, by=cast.ines, at=AT)
    deliver_owed(at=AT)
    fact = ImportUndone(file_id=row.pk, file=row.file_name, figures="ads")
    take_the_proposal_back(Happened(fact, 999_999, at=AT, now=AT, by=cast.ines, production=cast.drache.pk))
    assert Expense.objects.get().state == STATE.POSTED
    assert Posting.objects.count() == 1


def test_a_failing_office_leaves_the_import_done_and_tries_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_values: object) -> None:
        raise RuntimeError("the books are away")

    a_brief(cast)
    with monkeypatch.context() as patch:
        patch.setattr("coulisse.links.ad_spend_proposes_a_posting.propose_advertising", broken)
        row = imported(cast, ADS, kind="ads")
        assert deliver_owed(at=AT).failed == 1
    row.refresh_from_db()
    assert row.state == "done" and not Expense.objects.exists()
    Delivery.objects.update(not_before=AT)
    deliver_owed(at=AT)
    assert Expense.objects.count() == 1
