"""The calculators: the figure, its tape, the legal value behind it; a roll torn off and put back; its paper."""

import pypdfium2
import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coulisse.desks.office.tape.models import Calculation
from coulisse.foundation.parameters.actions import load as load_parameters
from tests.cast import AT, Cast

PAGE = "/office/tape/"


@pytest.fixture
def browser(cast: Cast) -> Browser:
    load_parameters(at=AT)
    browser = Browser()
    browser.force_login(cast.nadia)
    return browser


def work_out(browser: Browser, calculator: str, **figures: str) -> Calculation:
    answer = browser.post(f"{PAGE}?calculator={calculator}", figures)
    assert answer.status_code == 302, answer.content.decode()
    return Calculation.objects.latest("pk")


@pytest.mark.parametrize(
    ("calculator", "figures", "cents"),
    [
        ("vat", {"amount": "1.234,56", "direction": "add", "rate": "21"}, 149382),
        ("vat", {"amount": "100", "direction": "extract", "rate": "6"}, 9434),
        ("employer", {"gross": "650", "status": "employee"}, 81250),
        # 25 % and 15,84 % of 108 %: 175,50 + 39,10 + 72,10
        ("employer", {"gross": "650", "status": "artist"}, 93670),
        ("pro-rata", {"amount": "2 803,00", "part": "11", "whole": "21"}, 146824),
        ("kilometres", {"distance": "120", "allowance": "0,4415"}, 5298),
        ("currency", {"amount": "100", "start": "USD", "end": "EUR", "rate": "0,92"}, 9200),
        ("overtime", {"hourly": "21,50", "hours": "1,25", "supplement": "50"}, 4032),
        ("free", {"amounts": "1 284,37\n-61,40\n+ 12"}, 123497),
    ],
)
def test_each_calculator_ends_on_its_figure(
    browser: Browser, calculator: str, figures: dict[str, str], cents: int
) -> None:
    done = work_out(browser, calculator, **figures)
    assert done.result_cents == cents
    assert done.rows[-1][0] == "*"


def test_a_legal_value_stands_on_the_tape_with_its_source(browser: Browser) -> None:
    done = work_out(browser, "employer", gross="650", status="artist")
    assert {source["code"] for source in done.sources} >= {"payroll.employer_basic_rate", "payroll.manual_base"}
    page = browser.get(f"{PAGE}?calculator=employer").content.decode()
    assert "socialsecurity.be" in page
    assert "à confirmer" in page


@pytest.mark.parametrize(
    ("calculator", "figures", "said"),
    [
        ("vat", {"amount": "douze", "direction": "add", "rate": "21"}, "n’est pas un nombre"),
        ("vat", {"amount": "12", "direction": "add", "rate": "210"}, "Au plus 100"),
        ("pro-rata", {"amount": "12", "part": "1", "whole": "0"}, "Au moins"),
        ("currency", {"amount": "12", "start": "USD", "end": "EUR", "rate": "0"}, "Au moins"),
        ("free", {"amounts": "12\nabc"}, "Ligne 2"),
    ],
)
def test_a_bad_figure_is_named_and_nothing_is_rung_up(
    browser: Browser, calculator: str, figures: dict[str, str], said: str
) -> None:
    answer = browser.post(f"{PAGE}?calculator={calculator}", figures)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Calculation.objects.exists()


def test_the_roll_is_ones_own_and_comes_back_when_torn_off(browser: Browser, cast: Cast) -> None:
    work_out(browser, "vat", amount="100", direction="add", rate="21")
    solange = Browser()
    solange.force_login(cast.solange)
    assert "121,00" not in solange.get(PAGE).content.decode()
    browser.post(reverse("office:tape:tear_off"))
    assert "121,00" not in browser.get(PAGE).content.decode()
    browser.post(reverse("office:tape:put_back"))
    assert "121,00" in browser.get(PAGE).content.decode()


def test_the_panel_beside_the_budget_gives_figures_to_insert(browser: Browser) -> None:
    answer = browser.post(f"{PAGE}?calculator=vat&panel", {"amount": "100", "direction": "add", "rate": "21"})
    assert answer.status_code == 200
    assert 'data-insert="121,00"' in answer.content.decode()


def test_the_roll_is_printed(browser: Browser) -> None:
    work_out(browser, "kilometres", distance="120", allowance="0,4415")
    paper = browser.get(reverse("office:tape:paper")).content
    text = pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_bounded()
    assert "La Drache" in text
    assert "52,98" in text


def test_a_long_roll_takes_no_more_queries(browser: Browser) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(PAGE)
        return len(queries)

    work_out(browser, "vat", amount="100", direction="add", rate="21")
    few = asked()
    for _ in range(5):
        work_out(browser, "vat", amount="100", direction="add", rate="21")
    assert asked() == few
