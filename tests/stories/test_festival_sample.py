"""What the sample house shows of the figures before anybody touches them."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from coulisse.desks.community.performance.models import AccountAudit, DataFile, DirectionPage
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.community.performance import measure
from coulisse.house.sample.community.publishing import plan_publications
from coulisse.house.sample.moments import Moments
from coulisse.papers.press import page_count
from tests.stories.plein_jour import LOADED, Stage, stage

pytestmark = pytest.mark.django_db
HERE = "/community/performance/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with django_db_blocker.unblock(), stage() as found:
        festival = Production.objects.get(title="Festival Cap Sambre")
        productions = {"plein-jour": found.production, "capsambre": festival}
        plan_publications(productions=productions, people=found.people, moments=Moments(LOADED))
        measure(productions=productions, people=found.people, moments=Moments(LOADED))
        yield found


@pytest.fixture
def ines(house: Stage, db: None) -> Client:
    client = Client()
    client.force_login(house.people["ines"], backend=BACKEND)
    return client


def words(html: bytes) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", html.decode()))
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def festival() -> int:
    return Production.objects.get(title="Festival Cap Sambre").pk


def test_the_figures_of_monday(ines: Client) -> None:
    page = words(ines.get(f"{HERE}?production={festival()}&from=2027-04-12&until=2027-04-18").content)
    for told in ("CPM 3,51 €", "CPC 0,45 €", "CPV 0,020 €", "640,00 €"):
        assert told in page, told


def test_three_audits_say_the_same_of_the_hours(ines: Client, house: Stage) -> None:
    audits = list(AccountAudit.objects.select_related("account"))
    assert {one.account.network for one in audits} == {"instagram", "facebook", "tiktok"}
    assert {(one.first_on, one.last_on) for one in audits} == {(date(2027, 1, 16), date(2027, 4, 15))}
    for one in audits:
        told = words(ines.get(f"{HERE}audits/{one.pk}").content)
        assert "Heure morte, de 14 h à 15 h" in told, told[:3000]
        assert "De 20 h à 21 h" in told and "Le plus long silence dure" in told
    assert DataFile.objects.get(account=audits[0].account).state == "done"
    assert DataFile.objects.get(file_name__startswith="festivalcapsambre").unread == ["Ambiance"]


def test_ratings_stand_beside_the_posts(ines: Client, house: Stage) -> None:
    html = ines.get(f"{HERE}ratings/?production={house.production.pk}&from=2027-01-01&until=2027-04-30").content
    assert html.count(b"<circle") == 12
    assert re.search(r"\+0,9\d", words(html))


def test_the_page_for_the_direction_is_ready(ines: Client) -> None:
    page = DirectionPage.objects.get()
    paper = ines.get(f"{HERE}pages/{page.pk}/page.pdf?language=fr").content
    assert page_count(paper) == 1
