"""Any value in any form of the office: written, or refused in words; never a broken page, never half written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from coulisse.desks.office.cashflow.models import BalanceReading, PlannedMovement
from coulisse.desks.office.costs.actions import impact
from coulisse.desks.office.costs.models import ClosedReport
from coulisse.desks.office.financing.models import Source
from coulisse.desks.office.ledger.actions import NothingLeft
from coulisse.desks.office.ledger.models import Posting
from coulisse.desks.office.spending.actions.quotes import choose, take_choice_back
from coulisse.foundation.accounts.models import User
from coulisse.kernel import Money
from tests.cast import AT, TODAY, Cast
from tests.desks.office.costs.agreed import a_budget
from tests.desks.office.financing.verdicts import source, tranche
from tests.desks.office.ledger.test_actions import entry, put
from tests.desks.office.ledger.verdicts import promise
from tests.desks.office.spending.rows import quote, request, ticket

pytestmark = pytest.mark.django_db
Args = Callable[[Cast], dict[str, Any]]
STRANGE = ("NaN", "-1", "1e18", "9" * 60, "٣", "1 000 USD", "12,345", "100000000000000,00", "\x00")
DAYS = ("9999-12-31", "0001-01-01", "2027-02-30")


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def nothing(_cast: Cast) -> dict[str, Any]:
    return {}


def movement() -> dict[str, str]:
    return {
        "is_in": "out",
        "kind": "supplier",
        "label": "Bureau",
        "net": "850",
        "vat": "0",
        "recoverable": "0",
        "day": "2027-04-01",
        "terms": "day",
        "every": "once",
        "until": "",
    }


FORMS: tuple[tuple[str, Args, dict[str, str], tuple[str, ...]], ...] = (
    (
        "office:ledger:add",
        nothing,
        {"nature": "actual", "account": "33", "label": "Grue", "net": "1", "vat_rate": "21", "day": "2027-03-16"},
        ("net", "vat_rate", "day", "due_on", "split", "account", "token"),
    ),
    (
        "office:costs:impact-add-cost",
        nothing,
        {
            "kind": "meals",
            "label": "Cantine",
            "day": "2027-03-16",
            "account": "33",
            "quantity": "2",
            "unit": "10",
            "amount": "",
            "evidence": "quote",
            "source": "devis",
        },
        ("quantity", "unit", "amount", "day", "account"),
    ),
    (
        "office:spending:add",
        nothing,
        {
            "gross": "10",
            "vat": "21",
            "supplier": "Brico",
            "label": "Vis",
            "account": "33",
            "day": "2027-03-16",
            "who": "Bastien",
            "paid_with": "own",
        },
        ("gross", "vat", "day", "spent_at", "shooting_day", "account"),
    ),
    ("office:cash:add", nothing, movement(), ("net", "vat", "recoverable", "day", "until", "terms", "every")),
    (
        "office:cash:add",
        nothing,
        {**movement(), "every": "week", "terms": "eom60", "until": "9999-12-31"},
        ("day", "net"),
    ),
    (
        "office:cash:balances",
        nothing,
        {"amount": "100", "day": "2026-01-01", "time": "10:00", "account": ""},
        ("amount", "day", "time", "account"),
    ),
    (
        "office:cash:watch",
        nothing,
        {"threshold": "0", "vat_months": "1", "version": "0"},
        ("threshold", "version"),
    ),
    (
        "office:financing:add-source",
        nothing,
        {"name": "Fonds", "kind": "fund", "country": "BE", "amount": "100", "status": "asked"},
        ("amount", "paper_on", "decision_on", "document", "country"),
    ),
    (
        "office:financing:edit-recoupment",
        nothing,
        {
            "receipts": "100",
            "version": "1",
            "w-TOTAL_FORMS": "1",
            "w-INITIAL_FORMS": "0",
            "w-0-kind": "recoup",
            "w-0-name": "A",
            "w-0-to": "Wallimage : 60.000,00",
        },
        ("receipts", "w-0-percent", "w-0-cap", "w-0-to", "version", "w-TOTAL_FORMS"),
    ),
    (
        "office:financing:tranches",
        source,
        {
            "version": "1",
            "t-TOTAL_FORMS": "1",
            "t-INITIAL_FORMS": "0",
            "t-0-percent": "100",
            "t-0-received": "",
            "t-0-received_on": "",
        },
        ("t-0-percent", "t-0-amount", "t-0-received", "t-0-due_on", "t-0-pk", "version"),
    ),
    (
        "office:financing:receive-tranche",
        tranche,
        {"version": "1", "received": "100", "received_on": "2027-01-01"},
        ("received", "received_on", "version"),
    ),
    ("office:costs:watch", nothing, {"threshold": "0", "version": "1"}, ("threshold", "version", "contingency")),
    (
        "office:costs:close",
        nothing,
        {"until": "2027-03-16"},
        ("until", "days_shot", "days_planned", "cash"),
    ),
    ("office:spending:ask", nothing, {"title": "Caméra", "account": "33"}, ("expected", "needed_on")),
    (
        "office:budget:prices",
        nothing,
        {"description": "x", "rate": "1", "seen_on": "2027-01-01"},
        ("rate", "seen_on"),
    ),
)
AFTER = (
    *("office:cash:forecast", "office:cash:movements", "office:cash:workbook", "office:cash:paper"),
    *("office:financing:plan", "office:financing:recoupment", "office:costs:report", "office:ledger:list"),
    *("office:spending:yesterday", "office:spending:analysis", "matin"),
)


@pytest.mark.parametrize(
    ("name", "args", "typed", "fields"), FORMS, ids=[f"{one[0]}-{n}" for n, one in enumerate(FORMS)]
)
def test_any_value_is_written_or_refused_in_place(
    cast: Cast, name: str, args: Args, typed: dict[str, str], fields: tuple[str, ...]
) -> None:
    a_budget(cast)
    put(cast, entry())
    client = signed_in(cast.nadia)
    address = reverse(name, kwargs=args(cast))
    for field in fields:
        for value in (*STRANGE, *DAYS):
            answer = client.post(address, {**typed, field: value})
            allowed = {302, 409, 422} | ({400} if value == "\x00" else set())
            assert answer.status_code in allowed, (field, value, answer.status_code)
    for page in AFTER:
        assert client.get(reverse(page)).status_code == 200, page


ASKED = (
    *("scenario", "try", "by", "length", "open", "page", "q", "account", "since", "until", "day", "supplier"),
    *("budget", "compare", "left", "right", "production", "what", "of", "kind", "first", "last", "state"),
    *("receipts", "fund", "call", "amount", "rate", "a", "b", "row", "line", "with", "territory", "group"),
)


@pytest.mark.parametrize(
    "name",
    (
        *("office:cash:forecast", "office:cash:compare", "office:cash:bridge", "office:cash:workbook"),
        *("office:ledger:list", "office:ledger:add", "office:costs:report", "office:spending:yesterday"),
        *("office:spending:analysis", "office:financing:recoupment", "office:financing:new-dossier"),
        *("office:budget:grid", "office:budget:compare", "office:budget:prices", "office:tape:calculators"),
        *("office:costs:impact-add-cost", "office:costs:add-note"),
    ),
)
def test_any_address_is_answered(cast: Cast, name: str) -> None:
    a_budget(cast)
    client = signed_in(cast.nadia)
    tries = ("shift~tranche:1~99999999999999999999", "add~1~9999-12-31~x", "add~1~0001-01-01~x", "spread~a~1")
    for value in (*STRANGE, *DAYS, *tries, "", "x" * 3_000):
        everything = dict.fromkeys(ASKED, value) | {"production": cast.drache.pk}
        answer = client.get(reverse(name), everything)
        assert answer.status_code in {200, 302, 400, 422}, (value, answer.status_code)


def test_a_reader_of_the_set_is_told_nothing_of_the_cash(cast: Cast) -> None:
    put(cast, entry())
    BalanceReading.objects.create(production=cast.drache, amount_cents=98_765_43, read_at=AT, at=AT)
    ticket(cast)
    page = signed_in(cast.bastien).get(reverse("matin")).content.decode().replace("\u202f", " ")
    assert not any(told in page for told in ("98 765", "/office/cash", "/office/spending", "/office/ledger"))
    for name in ("home", "cash:forecast", "ledger:list", "budget:grid", "spending:yesterday", "costs:report"):
        assert signed_in(cast.bastien).get(reverse(f"office:{name}")).status_code == 404


def test_the_same_report_is_closed_once(cast: Cast) -> None:
    a_budget(cast)
    promise(cast)
    client = signed_in(cast.nadia)
    typed = {"until": TODAY.isoformat()}
    assert client.post(reverse("office:costs:close"), typed).status_code == 302
    again = client.post(reverse("office:costs:close"), typed)
    assert again.status_code == 422 and "exactement la même chose" in again.content.decode()
    assert ClosedReport.objects.count() == 1


def test_a_forecast_is_not_said_to_be_taken_out_when_nothing_was(cast: Cast) -> None:
    a_budget(cast)
    typed = {"source": "office.costs.impact", "source_id": "7", "reason": "Annulé"}
    page = signed_in(cast.nadia).post(reverse("office:costs:withdraw"), typed, follow=True).content.decode()
    assert "déjà été retirée" in page


def test_a_line_of_an_impact_that_is_gone_is_refused_in_words(cast: Cast) -> None:
    a_budget(cast)
    offered = impact.Offered(
        kind="meals", label="Cantine", quantity=None, unit=None, amount=Money(100), account="33",
        evidence="quote", source="devis",
    )  # fmt: skip
    made = impact.propose(production=cast.drache, day=TODAY, source="t", offered=[offered], by=cast.nadia, at=AT)
    line = made.lines.get()
    line_of_before = type(line).objects.get(pk=line.pk)
    impact.draw_again(impact=made, at=AT)
    with pytest.raises(impact.LineGone):
        impact.judge(line=line_of_before, recoverable=Money(1), why="", read_version=1, by=cast.nadia, at=AT)


def test_a_choice_whose_quote_is_billed_is_not_taken_back(cast: Cast) -> None:
    a_budget(cast)
    asked = request(cast)
    offer = quote(cast, asked, 1_000_00)
    choose(quote=offer, reason="Moins cher", day=TODAY, by=cast.nadia, at=AT)
    held = Posting.objects.get(nature="committed")
    put(cast, entry(settles=held.pk, net_cents=held.net_cents, closes=True))
    with pytest.raises(NothingLeft):
        take_choice_back(request=asked, why="Erreur", by=cast.nadia, at=AT)
    page = signed_in(cast.nadia).post(reverse("office:spending:choice-back", args=[asked.pk]), follow=True)
    assert "entièrement facturé" in page.content.decode()


def test_nothing_is_written_by_reading(cast: Cast) -> None:
    a_budget(cast)
    before = (PlannedMovement.objects.count(), Source.objects.count(), ClosedReport.objects.count())
    client = signed_in(cast.nadia)
    for name in ("ledger:add", "cash:add", "financing:add-source", "costs:close", "costs:watch", "cash:watch"):
        assert client.get(reverse(f"office:{name}")).status_code == 200
    for name in ("spending:validate-all", "costs:withdraw", "cash:save-scenario", "financing:freeze"):
        assert client.get(reverse(f"office:{name}")).status_code == 405
    assert before == (PlannedMovement.objects.count(), Source.objects.count(), ClosedReport.objects.count())
