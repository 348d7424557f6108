"""The pages of the financing: findings in words, refusals beside their cause, undo, papers in three languages."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.office.financing.actions.calls import add_call
from coulisse.desks.office.financing.models import Call, Condition, Source, Tranche, Waterfall
from coulisse.desks.office.financing.queries.calls import calls_on, is_stale, rules_on
from coulisse.foundation.accounts.models import User
from coulisse.foundation.parameters.actions import load as load_parameters
from tests.cast import AT, TODAY, Cast
from tests.desks.office.financing.drache import agreed_budget_of, plan_v6, source
from tests.papers.reading import text_of

pytestmark = pytest.mark.django_db


def signed_in(user: User, language: str = "en") -> Client:
    User.objects.filter(pk=user.pk).update(language=language)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def at(name: str, *args: Any) -> str:
    return reverse(f"office:financing:{name}", args=args)


def typed(**values: str) -> dict[str, str]:
    first = {"name": "RTBF", "kind": "broadcaster", "country": "BE", "amount": "12.000,00", "status": "asked"}
    return {**first, **values}


def test_the_title_says_what_was_found(cast: Cast) -> None:
    nadia = signed_in(cast.nadia)
    assert "Nobody pays yet" in nadia.get(at("plan")).content.decode()
    plan_v6(cast)
    assert "The plan waits for a budget" in nadia.get(at("plan")).content.decode()
    agreed_budget_of(cast)
    page = nadia.get(at("plan")).content.decode()
    assert "The plan balances" in page and "€60,000.00 is not confirmed, 1.72% of the plan." in page
    nadia.post(at("remove-source", source("VAF").pk))
    page = nadia.get(at("plan")).content.decode()
    assert "€60,000.00 is missing" in page and "Every source is confirmed." in page
    nadia.post(at("restore-source", source("VAF").pk))
    assert "The plan balances" in nadia.get(at("plan")).content.decode()


def test_the_page_asks_the_same_number_of_times_whatever_the_plan_holds(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    nadia = signed_in(cast.nadia, "fr")
    nadia.post(at("add-source"), typed(amount="100,00"))
    nadia.get(at("plan"))
    with django_assert_num_queries(15):
        nadia.get(at("plan"))
    plan_v6(cast)
    with django_assert_num_queries(15):
        nadia.get(at("plan"))


def test_an_amount_is_read_as_belgians_write_it_and_refused_in_words(cast: Cast) -> None:
    nadia = signed_in(cast.nadia, "fr")
    nadia.post(at("add-source"), typed(amount="12.000,50"))
    assert Source.objects.get().amount_cents == 12_000_50
    refused = nadia.post(at("add-source"), typed(amount="douze mille"))
    assert refused.status_code == 422 and "douze mille" in refused.content.decode()
    assert nadia.post(at("add-source"), typed(amount="0")).status_code == 422
    assert Source.objects.count() == 1


def rows(*lines: tuple[str, str, str], version: int = 1) -> dict[str, str]:
    data = {"version": str(version), "t-TOTAL_FORMS": str(len(lines)), "t-INITIAL_FORMS": "0"}
    for number, (percent, amount, trigger) in enumerate(lines):
        data |= {f"t-{number}-percent": percent, f"t-{number}-amount": amount, f"t-{number}-trigger": trigger}
    return data


def test_tranches_make_a_hundred_per_cent_or_nothing_is_written(cast: Cast) -> None:
    nadia = signed_in(cast.nadia)
    nadia.post(at("add-source"), typed(amount="12000"))
    pk = Source.objects.get().pk
    short = nadia.post(at("tranches", pk), rows(("40", "", "signature"), ("50", "", "copy")))
    assert short.status_code == 422
    assert "must make €12,000.00: 10.00% is missing, €1,200.00." in short.content.decode()
    both = nadia.post(at("tranches", pk), rows(("40", "4800", "signature"), ("60", "", "")))
    assert both.status_code == 422 and "either a share or an amount" in both.content.decode()
    assert not Tranche.objects.exists()
    nadia.post(at("tranches", pk), rows(("40", "", "signature"), ("", "7200", "copy"), ("", "", "")))
    assert list(Tranche.objects.values_list("amount_cents", flat=True)) == [4_800_00, 7_200_00]
    stale = nadia.post(at("tranches", pk), rows(("100", "", "once"), version=1))
    assert stale.status_code == 409 and "Somebody saved these tranches meanwhile" in stale.content.decode()
    assert Tranche.objects.count() == 2


def test_a_stale_source_shows_both_values(cast: Cast) -> None:
    nadia = signed_in(cast.nadia)
    nadia.post(at("add-source"), typed())
    pk = Source.objects.get().pk
    nadia.post(at("source", pk), typed(amount="13000", version="1"))
    answer = nadia.post(at("source", pk), typed(amount="14000", version="1"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "€13,000.00" in page and "€14,000.00" in page


def test_moving_a_tranche_can_be_undone(cast: Cast) -> None:
    plan_v6(cast)
    nadia = signed_in(cast.nadia)
    third = Tranche.objects.get(source__name="Tax Shelter", position=3)
    page = nadia.post(at("move-tranche", third.pk), {"due_on": "2027-06-28"}, follow=True).content.decode()
    undo = f"{at('move-tranche', third.pk)}?due_on=2027-05-31"
    assert undo in page
    nadia.post(undo)
    third.refresh_from_db()
    assert third.due_on == date(2027, 5, 31)


def test_conditions_ask_for_what_they_are_measured_by(cast: Cast) -> None:
    nadia = signed_in(cast.nadia)
    nadia.post(at("add-source"), typed())
    pk = Source.objects.get().pk
    bare = nadia.post(at("add-condition", pk), {"text": "Spend abroad", "measure": "territory"})
    assert bare.status_code == 422 and "Choose where the money must be spent." in bare.content.decode()
    nadia.post(
        at("add-condition", pk),
        {"text": "Spend abroad", "measure": "territory", "territory": "LU", "least": "10.000,00"},
    )
    assert Condition.objects.get().least_cents == 10_000_00
    nadia.post(at("remove-condition", Condition.objects.get().pk))
    assert "Spend abroad" not in nadia.get(at("plan")).content.decode()


def test_the_paper_comes_in_three_languages_from_the_live_records(cast: Cast) -> None:
    agreed_budget_of(cast)
    plan_v6(cast)
    nadia = signed_in(cast.nadia)
    dutch = nadia.get(at("paper", "nl"))
    assert dutch["Content-Type"] == "application/pdf"
    text = " ".join(text_of(dutch.content).split())
    assert "Financieringsplan versie 6, vastgelegd op maandag 15 maart 2027" in text
    assert "waarvan België" in text and "Totale kostprijs van de film 3 482 650,00" in text
    assert "Nadia Verhaeghen" in text and "zie blz. 2, rekening 90" in text
    assert "Total financing 3,482,650.00" in " ".join(text_of(nadia.get(at("paper", "en")).content).split())
    assert nadia.get(at("workbook")).content[:2] == b"PK"
    assert nadia.get(at("paper", "de")).status_code == 404


def test_only_who_manages_the_books_freezes_a_version(cast: Cast) -> None:
    plan_v6(cast)
    data = {"day": "2027-03-20", "number": "7", "reason": ""}
    assert signed_in(cast.solange).post(at("freeze"), data).status_code == 403
    page = signed_in(cast.nadia).post(at("freeze"), {**data, "number": "6"}, follow=True).content.decode()
    assert "The next free number is 7." in page
    assert "Version 7 is frozen" in signed_in(cast.nadia).post(at("freeze"), data, follow=True).content.decode()


def a_call(**values: Any) -> Call:
    first = {"fund": "vaf", "title": "Indiening", "day": TODAY + timedelta(days=20)}
    return add_call(values={**first, **values}, by=None, at=AT)


@pytest.mark.parametrize(
    ("values", "stale"),
    [
        ({"verified_on": TODAY, "confidence": "H"}, False),
        ({"verified_on": TODAY - timedelta(days=90), "confidence": "M"}, False),
        ({"verified_on": TODAY - timedelta(days=91), "confidence": "H"}, True),
        ({"verified_on": TODAY, "confidence": "L"}, True),
        ({"verified_on": None, "confidence": "H"}, True),
        ({"verified_on": TODAY, "confidence": "H", "is_example": True}, True),
    ],
)
def test_a_date_that_one_may_not_believe_warns(cast: Cast, values: dict[str, Any], stale: bool) -> None:
    assert is_stale(a_call(**values), TODAY) is stale


def test_the_calendar_counts_down_and_its_dates_are_edited(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    later = a_call()
    a_call(title="Past", day=TODAY - timedelta(days=3))
    a_call(title="Soon", day=TODAY + timedelta(days=2))
    with django_assert_num_queries(2):
        lines = calls_on(TODAY, cast.drache)
    assert [(line.title, line.days) for line in lines] == [("Soon", 2), ("Indiening", 20), ("Past", -3)]
    nadia = signed_in(cast.nadia)
    data = {"fund": "vaf", "kind": "deadline", "title": "Indiening", "day": "2027-05-03", "confidence": "H"}
    nadia.post(at("call", later.pk), {**data, "version": "1", "verified_on": "2027-03-01"})
    later.refresh_from_db()
    assert (later.day, later.version) == (date(2027, 5, 3), 2)
    assert nadia.post(at("call", later.pk), {**data, "version": "1", "day": "2027-05-04"}).status_code == 409
    nadia.post(at("remove-call", later.pk))
    assert "Indiening" not in [line.title for line in calls_on(TODAY, cast.drache)]
    nadia.post(at("restore-call", later.pk))
    assert "Indiening" in nadia.get(at("calls")).content.decode()


def test_the_rules_of_the_funds_come_from_the_parameters(cast: Cast) -> None:
    load_parameters(at=AT)
    found = {rule.code: rule.values for rule in rules_on(TODAY)}
    assert {value.text for value in found["vaf"]} >= {"400000.00", "40; 30; 30"}
    assert all(value.source and value.read_on for values in found.values() for value in values)


def test_recoupment_is_tried_and_written(cast: Cast) -> None:
    plan_v6(cast)
    nadia = signed_in(cast.nadia)
    page = nadia.get(at("recoupment")).content.decode()
    assert "Who gets what of €620,000.00" in page and "24,735.00" in page
    tried = nadia.get(at("recoupment"), {"receipts": "200,000.00"}).content.decode()
    assert "A try: nothing is written." in tried and "€235,000.00 still owed" in tried
    data = {"version": "1", "receipts": "100", "w-TOTAL_FORMS": "1", "w-INITIAL_FORMS": "0"}
    tier = {"w-0-kind": "profit", "w-0-name": "Net", "w-0-to": "BE : 51\nFR : 34\nLU : 15"}
    stale = nadia.post(at("edit-recoupment"), {**data, **tier})
    assert stale.status_code == 409
    version = Waterfall.objects.get().version
    nadia.post(at("edit-recoupment"), {**data, **tier, "version": str(version)})
    assert Waterfall.objects.get().tiers[0]["to"] == [["BE", "51"], ["FR", "34"], ["LU", "15"]]
    wrong = {**tier, "w-0-kind": "fee"}
    refused = nadia.post(at("edit-recoupment"), {**data, **wrong, "version": str(version + 1)})
    assert refused.status_code == 422 and "Write the share, from 0 to 100 %." in refused.content.decode()
