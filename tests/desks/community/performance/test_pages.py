"""Figures through the screens: opened to their rows, exported, walled, in few queries."""

import csv
import io
import re
from datetime import date
from html import unescape

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coulisse.desks.community.clients.models import Brief
from coulisse.desks.community.performance.actions import audits
from coulisse.desks.community.performance.models import DataFile, MetricReading, PostRecord
from coulisse.desks.community.strategy.models import Campaign, Objective
from coulisse.foundation.jobs.models import Job
from tests.cast import AT, Cast, give, person
from tests.desks.community.performance import rows
from tests.desks.community.performance.rows import ADS, INSTAGRAM, imported, instagram, ninety_days

pytestmark = pytest.mark.django_db
HERE = "/community/performance/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser(user: object) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)  # type: ignore[arg-type]
    return client


@pytest.fixture
def ines(cast: Cast) -> Client:
    return browser(cast.ines)


def words(html: bytes) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", html.decode()))
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_each_figure_opens_to_its_rows_and_each_row_to_its_file(ines: Client, cast: Cast) -> None:
    file = imported(cast, INSTAGRAM, account=instagram(cast), name="ig.csv")
    home = ines.get(f"{HERE}?production={cast.drache.pk}").content.decode()
    links = set(re.findall(r'href="(/community/performance/figure/[^"]+)"', home))
    assert {link.partition("?")[0].rpartition("/")[2] for link in links} == {
        "posts-views-unsplit",
        "posts-reach-unsplit",
        "posts-interactions-unsplit",
        "posts-engagement_by_views-unsplit",
    }
    for link in links:
        page = ines.get(unescape(link))
        assert page.status_code == 200
        assert f"/community/performance/files/{file.pk}" in page.content.decode(), link
    views = words(ines.get(f"{HERE}figure/posts-views-unsplit?production={cast.drache.pk}").content)
    assert "Vues : 1 500" in views and "non disponible" in views and "n = 2" in views
    reach = words(ines.get(f"{HERE}figure/posts-reach-unsplit?production={cast.drache.pk}").content)
    assert "Portée : non disponible" in reach
    assert ines.get(f"{HERE}figure/posts-clicks-paid?production={cast.drache.pk}").status_code == 404


def test_tables_tell_what_is_not_available_and_run_no_formula(ines: Client, cast: Cast) -> None:
    text = INSTAGRAM.replace("La péniche arrive", '=HYPERLINK(""x"")')
    imported(cast, text.replace('=HYPERLINK(""x"")', "=1+1"), account=instagram(cast))
    table = ines.get(f"{HERE}table.csv?production={cast.drache.pk}")
    lines = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    reach = next(line for line in lines if line[0] == "Portée")
    assert reach[2] == "non disponible"
    views = next(line for line in lines if line[0] == "Vues")
    assert views[2] == "1500"
    posts = list(
        csv.reader(
            io.StringIO(
                ines.get(f"{HERE}table.posts.csv?production={cast.drache.pk}").content.decode("utf-8-sig")
            ),
            delimiter=";",
        )
    )
    assert {line[3] for line in posts[1:]} == {"'=1+1", "Les passes sont en vente", "Rien de lu"}
    assert "non disponible" in posts[3] and "0" not in posts[3][5:]
    book = openpyxl.load_workbook(io.BytesIO(ines.get(f"{HERE}table.xlsx?production={cast.drache.pk}").content))
    assert len(book.sheetnames) == 2


def test_a_cost_leaves_out_the_lines_that_do_not_tell(ines: Client, cast: Cast) -> None:
    imported(cast, ADS.decode("utf-8-sig").replace("3.550", "--"), kind="ads")
    page = words(ines.get(f"{HERE}?production={cast.drache.pk}").content)
    # 412,50 € ÷ 28 400 views: the 227,50 € of the line without views are not spread on the others.
    assert "CPV 0,015 €" in page and "CPM 3,51 €" in page
    opened = words(ines.get(f"{HERE}figure/ads-cpv-paid?production={cast.drache.pk}").content)
    assert "412,50 €" in opened and "28 400" in opened


def test_a_lead_is_followed_by_campaign_programme_and_period(ines: Client, cast: Cast) -> None:
    campaign = rows.a_campaign(cast)
    imported(cast, INSTAGRAM, account=instagram(cast))
    PostRecord.objects.filter(remote_id="101").update(campaign=campaign)
    imported(cast, ADS, kind="ads", campaign=campaign)
    only = words(ines.get(f"{HERE}?production={cast.drache.pk}&campaign={campaign.pk}").content)
    assert "Vues 1 200" in only and "CPM 3,51" in only
    by_objective = words(ines.get(f"{HERE}?production={cast.drache.pk}&objective={campaign.objective_id}").content)
    assert "Vues 1 200" in by_objective
    none = ines.get(f"{HERE}?production={cast.drache.pk}&from=2026-01-01&until=2026-01-31").content
    assert b"pf-figures" not in none
    silly = ines.get(
        f"{HERE}?production={cast.drache.pk}&from=x&until=2027-13-01&campaign=-3&account=99999999999999"
    )
    assert silly.status_code == 200


def test_the_order_of_days_is_asked_and_a_mapping_is_chosen(ines: Client, cast: Cast) -> None:
    account = instagram(cast)
    text = "Post ID,Description,Publish time,Likes,Humeur\n1,Un,03/04/2027 10:00,4,x\n"
    sent = {
        "production": cast.drache.pk,
        "kind": "posts",
        "account": account.pk,
        "file": SimpleUploadedFile("a.csv", text.encode()),
    }
    here = ines.post(f"{HERE}files/", sent)["Location"]
    chosen = {"column-0": "remote_id", "column-1": "text", "column-2": "published_at", "column-3": "likes"}
    asked = ines.post(here, {**chosen, "import": "1"})
    assert asked.status_code == 422 and not PostRecord.objects.exists()
    unnamed = ines.post(here, {"column-1": "text", "day_order": "day", "import": "1"})
    assert unnamed.status_code == 422
    done = ines.post(here, {**chosen, "day_order": "month", "import": "1"})
    assert done.status_code == 302
    assert PostRecord.objects.get().published_at.date() == date(2027, 3, 4)
    undone = ines.post(f"{here}/undo")
    assert undone.status_code == 302 and not PostRecord.objects.exists()
    again = ines.post(f"{HERE}files/", {**sent, "file": SimpleUploadedFile("a.csv", text.encode())})["Location"]
    assert again != here


def test_a_long_file_is_a_job(ines: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coulisse.desks.community.performance.pages.files.AT_ONCE", 2)
    row = rows.give(cast, INSTAGRAM, account=instagram(cast))
    columns = {f"column-{at}": code for at, code in enumerate(row.mapping)}
    answer = ines.post(f"{HERE}files/{row.pk}", {**columns, "day_order": "month", "import": "1"})
    assert answer["Location"].startswith("/jobs/")
    assert Job.objects.get().kind == "community.performance.import"
    assert DataFile.objects.get().state == DataFile.State.RUNNING
    assert ines.get(f"{HERE}files/{row.pk}").status_code == 200


def test_a_client_is_walled_off(cast: Cast) -> None:
    account = instagram(cast, production=None, client=cast.other_client, handle="lamby")
    file = imported(cast, INSTAGRAM, account=account)
    assert (file.client, file.production) == (cast.other_client, None)
    audit = audits.make(
        account=account,
        first_on=date(2027, 3, 1),
        last_on=date(2027, 3, 31),
        metric="views",
        by=cast.ines,
        at=AT,
    )
    own = person("Lou Peeters", "lou@meuse.example")
    give(own, "community_manager", production=cast.drache)
    lou = browser(own)
    record = PostRecord.objects.first()
    assert record is not None
    for address in (
        f"files/{file.pk}",
        f"posts/{record.pk}",
        f"audits/{audit.pk}",
        f"audits/{audit.pk}/audit.pdf",
    ):
        assert lou.get(f"{HERE}{address}").status_code == 404, address
    page = lou.get(f"{HERE}?production={cast.drache.pk}")
    assert page.status_code == 200 and b"pf-figures" not in page.content
    assert lou.post(f"{HERE}files/{file.pk}/undo").status_code == 404
    assert MetricReading.objects.exists()


def test_what_a_client_plans_is_not_shown_to_who_only_works_on_its_production(cast: Cast) -> None:
    cast.drache.client = cast.client
    cast.drache.save()
    objective = Objective.objects.create(
        client=cast.client, name="Secret du client", starts_on=date(2027, 4, 1), ends_on=date(2027, 5, 1)
    )
    Campaign.objects.create(
        objective=objective, name="Campagne secrète", tag="s", starts_on=date(2027, 4, 1), ends_on=date(2027, 5, 1)
    )
    Brief.objects.create(client=cast.client, goals="g", budget_cents=77700, written_at=AT)
    own = person("Lou Peeters", "lou@meuse.example")
    give(own, "community_manager", production=cast.drache)
    for user, sees in ((own, False), (cast.ines, True)):
        client = browser(user)
        for name in ("", "files/", "pages/"):
            page = words(client.get(f"{HERE}{name}?production={cast.drache.pk}").content)
            assert ("ecr" in page and ("Secret du client" in page or "Campagne secrète" in page)) is sees, name
        sent = {"production": cast.drache.pk, "first_on": "2027-04-12", "last_on": "2027-04-18"}
        made = client.post(f"{HERE}pages/", sent)
        shown = words(client.get(made["Location"]).content)
        assert ("777,00" in shown) is sees


@pytest.mark.parametrize(
    "name",
    [
        "",
        "figure/posts-views-unsplit",
        "table.csv",
        "posts/",
        "files/",
        "hours/",
        "ratings/",
        "audits/",
        "pages/",
    ],
)
def test_few_queries_however_many_posts(ines: Client, cast: Cast, name: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert ines.get(f"{HERE}{name}?production={cast.drache.pk}").status_code == 200
        return len(seen)

    broadcasts = rows.twelve_broadcasts(cast)
    account = instagram(cast)
    imported(cast, INSTAGRAM, account=account)
    imported(cast, ADS, kind="ads")
    imported(cast, rows.ratings(broadcasts[:2]), kind="ratings")
    asked()
    few = asked()
    imported(cast, ninety_days(), account=account)
    imported(cast, rows.ratings(broadcasts[2:]), kind="ratings")
    assert asked() <= few


def test_the_screens_of_hours_and_one_post(ines: Client, cast: Cast) -> None:
    imported(cast, ninety_days(), account=instagram(cast))
    page = ines.get(f"{HERE}hours/?production={cast.drache.pk}").content
    assert b'class="worse"' in page or b'class="better"' in page
    few = ines.get(f"{HERE}hours/?production={cast.drache.pk}&from=2026-12-16&until=2026-12-30").content
    assert b'class="worse"' not in few and b'class="not-enough-data"' in few
    record = PostRecord.objects.first()
    assert record is not None
    campaign = rows.a_campaign(cast)
    assert ines.post(f"{HERE}posts/{record.pk}", {"campaign": campaign.pk}).status_code == 302
    record.refresh_from_db()
    assert record.campaign == campaign
