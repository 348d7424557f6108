"""The tables and the comparison on screen, and every way out of a board."""

import csv
from datetime import date, time
from io import StringIO

import pypdfium2
import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coulisse.desks.floor.schedule.exports import WAYS
from coulisse.desks.floor.schedule.models import Board, Day
from coulisse.formats.ics import read_events
from coulisse.house.sample.floor import plan
from coulisse.kernel.times import in_brussels
from tests.cast import AT, Cast, give, person
from tests.desks.floor.la_drache import Drache, shoot
from tests.desks.floor.schedule.plans.figures import PRINTED, events

TABLES = ("cross", "dood", "one_liner", "sets")


@pytest.fixture
def drache(cast: Cast) -> Drache:
    drache = shoot(cast)
    events(drache)
    return drache


@pytest.fixture
def browser(cast: Cast, client: Browser) -> Browser:
    cast.bastien.language = "en"
    cast.bastien.save()
    client.force_login(cast.bastien, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(browser: Browser, name: str, query: str = "", status: int = 200, **kwargs: object) -> str:
    response = browser.get(f"{reverse(f'floor:schedule:{name}', kwargs=kwargs)}{query}")
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.django_db
def test_the_day_out_of_days_is_drawn_with_the_reason_of_each_code(drache: Drache, browser: Browser) -> None:
    page = text(browser, "dood", f"?board={drache.v9.pk}")
    for number, (work, hold) in PRINTED.items():
        row = page.split(f'<span class="no">{number}</span>')[1].split("</tr>")[0]
        assert f'<td class="sum b">{work}</td><td class="sum">{hold}</td>' in row
    assert "on hold between two days of work" in page
    assert "released" in page
    assert "minor" in page


@pytest.mark.django_db
def test_a_reader_of_the_floor_is_not_told_who_is_a_minor(drache: Drache, cast: Cast, client: Browser) -> None:
    reader = person("Rosa Lemmens", "rosa@meuse.example", language="en")
    give(reader, "reader", production=cast.drache)
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    assert "minor" not in text(client, "dood", f"?board={drache.v9.pk}")
    page = text(client, "compare", f"?board={drache.v8.pk}&with={drache.v9.pk}")
    assert "820" not in page
    assert "6 scenes moved" in page


@pytest.mark.django_db
def test_days_across_roles_mark_the_days_of_a_role(drache: Drache, browser: Browser) -> None:
    page = text(browser, "cross", f"?board={drache.v9.pk}")
    row = page.split('<span class="no">9</span>')[1].split("</tr>")[0]
    assert row.count("SŒUR AGNÈS, ") == row.count(">9</td>") > 0
    assert '<td class="sum b">3</td>' in row


@pytest.mark.django_db
def test_lists_name_every_scene_of_the_days(drache: Drache, browser: Browser) -> None:
    by_day, by_set = (text(browser, name, f"?board={drache.v9.pk}") for name in ("one_liner", "sets"))
    placed = sum(len(day.scenes) for day in plan.DAYS)
    assert by_day.count('<span class="no num">') == by_set.count('<span class="no num">') == placed
    assert "Noémie retrouve Victor" in by_day
    assert "Croisette" in by_set


@pytest.mark.django_db
@pytest.mark.parametrize("name", TABLES)
def test_tables_take_as_many_queries_whatever_the_board(drache: Drache, browser: Browser, name: str) -> None:
    small = Board.objects.create(production=drache.production, number=10, made_at=AT)
    Day.objects.create(board=small, date="2027-04-20", number=1)
    text(browser, name)
    counts = []
    for board in (small, drache.v8):
        with CaptureQueriesContext(connection) as taken:
            text(browser, name, f"?board={board.pk}")
        counts.append(len(taken))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_the_comparison_says_its_figure_first(drache: Drache, browser: Browser) -> None:
    page = text(browser, "compare", f"?board={drache.v8.pk}&with={drache.v9.pk}")
    title = page.split('<h1 class="t-1">')[1].split("</h1>")[0]
    assert "+€1,180.00" in title
    assert "D14 cancelled" in page
    assert "ADÈLE" in page


@pytest.mark.django_db
def test_unasked_the_approved_board_is_compared_with_its_copy(drache: Drache, browser: Browser) -> None:
    assert "+€1,180.00" in text(browser, "compare")


@pytest.mark.django_db
def test_boards_of_two_productions_are_not_compared(drache: Drache, cast: Cast, browser: Browser) -> None:
    give(cast.bastien, "production_assistant", production=cast.gel)
    other = Board.objects.create(production=cast.gel, number=1, made_at=AT)
    text(browser, "compare", f"?board={drache.v8.pk}&with={other.pk}", status=404)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("way", sorted(WAYS))
def test_every_way_out_is_a_file_in_the_language_of_the_reader(
    drache: Drache, cast: Cast, browser: Browser, way: str, language: str
) -> None:
    cast.bastien.language = language
    cast.bastien.save()
    response = browser.get(reverse("floor:schedule:paper", args=[drache.v9.pk, way]))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == WAYS[way].content_type
    start = {"pdf": b"%PDF", "xlsx": b"PK", "ics": b"BEGIN:VCALENDAR", "csv": b"\xef\xbb\xbf"}
    assert response.content.startswith(start[WAYS[way].extension])
    if way.endswith("pdf"):
        assert len(pypdfium2.PdfDocument(response.content)) >= 1


@pytest.mark.django_db
def test_an_unknown_way_out_is_not_there(drache: Drache, browser: Browser) -> None:
    text(browser, "paper", status=404, pk=drache.v9.pk, way="plan.docx")


@pytest.mark.django_db
def test_the_calendar_holds_the_days_with_their_hours(drache: Drache, browser: Browser) -> None:
    response = browser.get(reverse("floor:schedule:paper", args=[drache.v9.pk, "days.ics"]))
    found = read_events(response.content).records
    assert len(found) == 32
    fifteen = next(event for event in found if event.summary.endswith("D15"))
    assert fifteen.start is not None
    assert fifteen.start == in_brussels(date(2027, 3, 17), time(6, 30))
    assert next(event for event in found if event.summary.endswith("D14")).status == "CANCELLED"


@pytest.mark.django_db
def test_the_csv_holds_every_strip_with_its_eighths(drache: Drache, browser: Browser) -> None:
    response = browser.get(reverse("floor:schedule:paper", args=[drache.v9.pk, "strips.csv"]))
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    column = rows[0].index("1/8")
    assert sum(int(row[column]) for row in rows[1:]) == sum(scene.eighths for scene in drache.scenes.values())


@pytest.mark.django_db
def test_without_a_board_one_is_sent_to_make_one(cast: Cast, browser: Browser) -> None:
    response = browser.get(reverse("floor:schedule:dood"))
    assert response.headers["Location"].startswith(reverse("floor:schedule:board"))
