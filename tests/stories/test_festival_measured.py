"""D2, D18, D19, D20 and the budget line: Inès measures, Nadia accepts, the direction reads one page."""

import re
from datetime import date
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from coulisse.desks.community.performance.models import AccountAudit, DataFile, DirectionPage
from coulisse.desks.community.performance.words import MOVES, RULES, TOGETHER, WARNINGS
from coulisse.desks.community.strategy.models import Indicator, Reading
from coulisse.desks.office.ledger.models import Posting
from coulisse.desks.office.spending.models import Expense
from coulisse.engines.reach import Moved, Together, Warn
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.deliver import deliver_owed
from coulisse.papers.press import page_count
from tests.cast import AT, Cast
from tests.desks.community.performance.rows import (
    ADS,
    a_brief,
    a_campaign,
    instagram,
    ninety_days,
    posts_before,
    ratings,
    twelve_broadcasts,
)
from tests.desks.office.costs.agreed import a_budget
from tests.papers.reading import text_of

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/community/performance/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def words(html: bytes) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", html.decode()))
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def in_french(said: object) -> str:
    """As the page says it."""
    with override("fr"):
        return words(str(said).encode())


def give(client: Client, cast: Cast, content: bytes | str, name: str, **fields: object) -> DataFile:
    """Through the door: the file is looked at first, then imported."""
    data = content.encode() if isinstance(content, str) else content
    sent = {"production": cast.drache.pk, "file": SimpleUploadedFile(name, data, "text/csv"), **fields}
    looked = client.post(f"{HERE}files/", sent)
    assert looked.status_code == 302, words(looked.content)
    check = client.get(looked["Location"])
    assert b'name="import"' in check.content
    row = DataFile.objects.latest("pk")
    columns = {f"column-{at}": code for at, code in enumerate(row.mapping)}
    days = {"first_on": row.first_on or "", "last_on": row.last_on or ""}
    done = client.post(
        looked["Location"],
        {**columns, **days, "day_order": row.day_order, "decimal": row.decimal, "import": "1"},
    )
    assert done.status_code == 302, words(done.content)
    row.refresh_from_db()
    assert row.state == DataFile.State.DONE
    return row


def test_three_exports_of_ninety_days_make_dated_audits(cast: Cast) -> None:
    """D2."""
    ines = browser(cast.ines)
    for network in ("instagram", "facebook", "threads"):
        account = instagram(cast, network=network, handle=f"capsambre-{network}")
        row = give(ines, cast, ninety_days(network=network), f"{network}.csv", kind="posts", account=account.pk)
        assert "Mood" in row.unread
        assert "Mood" in words(ines.get(f"{HERE}files/{row.pk}").content)
        asked = {
            "production": cast.drache.pk,
            "account": account.pk,
            "metric": "interactions",
            "first_on": "2026-12-16",
            "last_on": "2027-03-15",
        }
        made = ines.post(f"{HERE}audits/", asked)
        told = words(ines.get(made["Location"]).content)
        assert "90 posts en 90 jours, soit 7,0 par semaine" in told
        assert "reel » fait mieux que « ig image" in told and "n = 36" in told
        assert re.search(r"Heure morte, de 14 h à 15 h : 0,\d fois l’ordinaire \(entre 0,\d et 0,\d 95 fois", told)
    audit = AccountAudit.objects.filter(account__network="instagram").get()
    later = ninety_days(first=date(2027, 3, 16), lift=3).replace("\nd", "\ne")
    give(ines, cast, later, "later.csv", kind="posts", account=audit.account_id)
    again = {
        "production": cast.drache.pk,
        "account": audit.account_id,
        "metric": "interactions",
        "first_on": "2027-03-16",
        "last_on": "2027-06-13",
    }
    second = urlsplit(ines.post(f"{HERE}audits/", again)["Location"]).path
    side_by_side = words(ines.get(f"{second}?against={audit.pk}").content)
    assert in_french(MOVES[Moved.MORE]) in side_by_side and in_french(MOVES[Moved.ALIKE]) in side_by_side
    paper = ines.get(f"{second}/audit.pdf?against={audit.pk}&language=nl")
    assert "Dood uur" in text_of(paper.content)


def test_the_money_to_the_cent_and_on_its_budget_line(cast: Cast) -> None:
    """D18: 640,00 € · 182 400 impressions, 1 420 clicks, 31 950 views → 3,51 · 0,45 · 0,020."""
    a_budget(cast, [("promo", "Promotion", "", "1000")])
    a_brief(cast)
    ines, nadia = browser(cast.ines), browser(cast.nadia)
    row = give(ines, cast, ADS, "meta-ads.csv", kind="ads", campaign=a_campaign(cast).pk)
    page = words(ines.get(f"{HERE}?production={cast.drache.pk}").content)
    assert re.search(r"CPM 3,51 €", page) and re.search(r"CPC 0,45 €", page)
    assert "CPV 0,020 €" in page and "Coût par résultat 6,45 €" in page
    opened = words(ines.get(f"{HERE}figure/ads-cpm-paid?production={cast.drache.pk}").content)
    for told in (
        in_french(RULES["spend * 1000 / impressions"]),
        "640,00 €",
        "182 400",
        "meta-ads.csv",
        "412,50 €",
        "118 200",
    ):
        assert told in opened, told
    table = ines.get(f"{HERE}table.csv?production={cast.drache.pk}").content.decode("utf-8-sig")
    assert "3,51" in table or "3.51" in table
    deliver_owed(at=AT)
    deliver_owed(at=AT)
    proposal = Expense.objects.get(production=cast.drache)
    assert (proposal.state, proposal.gross_cents, proposal.account) == (Expense.State.TO_VALIDATE, 64000, "promo")
    assert proposal.paper_id == row.document_id and not Posting.objects.exists()
    seen = nadia.get(f"/office/spending/tickets/{proposal.pk}").content.decode()
    assert "meta-ads.csv" in seen and f"/documents/{row.document_id}" in seen
    assert nadia.get(f"/documents/{row.document_id}").status_code == 200
    accepted = nadia.post(f"/office/spending/tickets/{proposal.pk}/validate", {"version": proposal.version})
    assert accepted.status_code == 302
    posting = Posting.objects.get(production=cast.drache)
    assert (posting.account, posting.net_cents) == ("promo", 64000)


def test_ratings_beside_posts_say_no_cause(cast: Cast) -> None:
    """D19."""
    ines = browser(cast.ines)
    broadcasts = twelve_broadcasts(cast)
    give(ines, cast, ratings(broadcasts), "cim.csv", kind="ratings")
    account = instagram(cast)
    give(ines, cast, posts_before(broadcasts), "ig.csv", kind="posts", account=account.pk)
    html = ines.get(f"{HERE}ratings/?production={cast.drache.pk}&from=2027-01-01&until=2027-04-30").content
    page = words(html)
    assert in_french(TOGETHER[Together.RISE_TOGETHER]) in page and in_french(WARNINGS[Warn.NOT_A_CAUSE]) in page
    assert re.search(r"\+1,00.*\+0,9\d.*\+1,00", page)
    assert html.count(b"<circle") == 12


def test_the_page_of_the_direction_is_one_a4(cast: Cast) -> None:
    """D20."""
    a_brief(cast)
    campaign = a_campaign(cast)
    indicator = Indicator.objects.create(
        objective=campaign.objective, name="Passes vendus", unit="passes", target=1200
    )
    Reading.objects.create(indicator=indicator, on=date(2027, 4, 18), value=480, source="billetterie")
    ines = browser(cast.ines)
    give(ines, cast, ADS, "meta-ads.csv", kind="ads", campaign=campaign.pk)
    account = instagram(cast)
    give(ines, cast, ninety_days(first=date(2027, 1, 20)), "ig.csv", kind="posts", account=account.pk)
    sent = {
        "production": cast.drache.pk,
        "objective": campaign.objective_id,
        "first_on": "2027-04-12",
        "last_on": "2027-04-19",
        "next_steps": "Teaser du vendredi\nConcours de l’écluse",
    }
    made = ines.post(f"{HERE}pages/", sent)
    assert made.status_code == 302
    shown = words(ines.get(made["Location"]).content)
    assert "480 / 1 200 passes" in shown and "3,51 €" in shown
    for language, said in (("fr", "Teaser du vendredi"), ("nl", "pagina voor de directie")):
        paper = ines.get(f"{made['Location']}/page.pdf?language={language}").content
        assert page_count(paper) == 1
        text = text_of(paper)
        for told in ("480", "3,51", "0,45", "640,00", said):
            assert told in text, (language, told)
    assert DirectionPage.objects.get().content["spend"] == 64000
