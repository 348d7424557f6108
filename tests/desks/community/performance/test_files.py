"""Files of figures: kept, counted once, taken back; what is not known is told, not dropped."""

import hashlib

import pytest

from coulisse.desks.community.facts.performance import SpendImported
from coulisse.desks.community.performance.actions import files
from coulisse.desks.community.performance.models import AdLine, DataFile, MetricReading, PostRecord, Rating
from coulisse.desks.community.publishing.models import Publication
from coulisse.formats.problems import Unreadable
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.vault import vault
from coulisse.foundation.journal.models import Entry
from tests.cast import AT, Cast
from tests.desks.community.performance.rows import (
    ADS,
    INSTAGRAM,
    a_brief,
    give,
    imported,
    instagram,
    ratings,
    twelve_broadcasts,
)
from tests.desks.community.publishing.rows import armed

pytestmark = pytest.mark.django_db
STATE = DataFile.State


def test_a_file_is_kept_with_its_hash_and_unknown_columns_are_listed(cast: Cast) -> None:
    row = give(cast, INSTAGRAM, account=instagram(cast))
    assert (row.shape, row.unread, row.day_order) == ("instagram", ["Mood"], "month")
    assert row.sha256 == hashlib.sha256(INSTAGRAM.encode()).hexdigest()
    document = row.document
    assert document is not None
    assert document.desk == "community" and document.production == cast.drache
    with vault().open(row.sha256) as kept:
        assert kept.read() == INSTAGRAM.encode()
    assert not PostRecord.objects.exists()


def test_the_same_file_again_is_the_same_row(cast: Cast) -> None:
    account = instagram(cast)
    row = imported(cast, INSTAGRAM, account=account)
    with pytest.raises(files.AlreadyGiven) as known:
        give(cast, INSTAGRAM, account=account)
    assert known.value.file == row
    with pytest.raises(files.NotNow):
        files.import_file(file=row, by=cast.ines, at=AT)
    assert PostRecord.objects.count() == 3


def test_posts_and_readings_nothing_is_not_nought(cast: Cast) -> None:
    row = imported(cast, INSTAGRAM, account=instagram(cast))
    assert row.counts == {"added": 3, "changed": 0, "same": 0, "totals": 0, "refused": 0}
    reel = PostRecord.objects.get(remote_id="101")
    assert (reel.format, reel.published_at.isoformat()) == ("ig reel", "2027-03-14T19:05:00+00:00")
    told = {one.metric: one for one in reel.readings.all()}
    assert (told["interactions"].value, told["interactions"].parts) == (
        100,
        {"likes": 80, "comments": 12, "shares": 6, "saves": 2},
    )
    silent = PostRecord.objects.get(remote_id="103")
    assert set(silent.readings.values_list("metric", "value")) == {
        ("views", None),
        ("reach", None),
        ("interactions", None),
    }


def test_a_later_export_adds_readings_and_undoing_gives_the_older_back(cast: Cast) -> None:
    account = instagram(cast)
    imported(cast, INSTAGRAM, account=account)
    later = (
        INSTAGRAM.replace("1200,900,80", "1500,950,90")
        + "104,Nouveau,03/15/2027 10:00,https://x.example/4,IG image,,5,5,1,0,0,0,\n"
    )
    row = imported(cast, later, account=account)
    assert {name: row.counts[name] for name in ("added", "changed", "same")} == {
        "added": 1,
        "changed": 1,
        "same": 2,
    }
    assert PostRecord.objects.count() == 4 and MetricReading.objects.filter(record__remote_id="101").count() == 6
    files.undo(file=row, by=cast.ines, at=AT)
    assert set(PostRecord.objects.values_list("remote_id", flat=True)) == {"101", "102", "103"}
    assert not MetricReading.objects.filter(file=row).exists()
    assert DataFile.objects.get(pk=row.pk).state == STATE.UNDONE
    again = give(cast, later, account=account)
    assert again.pk != row.pk


def test_a_post_of_ours_is_tied_by_its_address(cast: Cast) -> None:
    account = instagram(cast)
    ours = armed(
        account,
        production=cast.drache,
        state=Publication.State.CONFIRMED,
        address="https://www.instagram.com/p/a101",
        confirmed_at=AT,
    )
    imported(cast, INSTAGRAM.replace("/p/a101/", "/p/a101/?igsh=abc"), account=account)
    assert PostRecord.objects.get(remote_id="101").publication == ours
    assert PostRecord.objects.get(remote_id="102").publication is None


def test_the_order_is_asked_where_the_file_does_not_tell(cast: Cast) -> None:
    text = "Post ID,Description,Publish time,Likes\n1,Un,03/04/2027 10:00,4\n"
    row = give(cast, text, account=instagram(cast))
    with pytest.raises(files.OrderUnknown):
        files.import_file(file=row, by=cast.ines, at=AT)
    chosen = files.choose(
        file=row, mapping=row.mapping, day_order="day", decimal="comma", first_on=None, last_on=None
    )
    files.import_file(file=chosen, by=cast.ines, at=AT)
    assert PostRecord.objects.get().published_at.date().isoformat() == "2027-04-03"


def test_money_is_counted_once_and_told_to_the_office(cast: Cast) -> None:
    a_brief(cast)
    row = imported(cast, ADS, kind="ads", name="meta.csv")
    assert row.shape == "meta_ads" and row.unread == ["Humeur"]
    assert (row.counts["added"], row.counts["totals"]) == (2, 1)
    assert sum(one.spend_cents or 0 for one in AdLine.objects.all()) == 64000
    image = AdLine.objects.get(name="Passes – image")
    assert (image.views, image.results, image.impressions) == (3550, None, 64200)
    told = Entry.objects.get(kind=SpendImported.kind)
    assert (told.payload["account"], told.payload["cents"], told.payload["supplier"]) == ("promo", 64000, "Meta")
    twice = imported(cast, ADS + b"\n", kind="ads", name="meta-2.csv")
    assert (twice.counts["added"], twice.counts["refused"]) == (0, 2)
    assert {one["code"] for one in twice.problems} == {"counted-already"}


def test_ratings_find_their_slot_in_the_grid(cast: Cast) -> None:
    broadcasts = twelve_broadcasts(cast)
    row = imported(cast, ratings(broadcasts) + "\n02/02/2027;20:25;Médiane TV;Autre chose;10;1,0", kind="ratings")
    assert row.shape == "cim" and row.counts["added"] == 13
    assert Rating.objects.filter(broadcast__isnull=False).count() == 12
    first = Rating.objects.order_by("aired_at").first()
    assert first is not None and (first.viewers, first.share_permille, first.broadcast) == (
        300500,
        142,
        broadcasts[0],
    )


HEADS = {
    "x": "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,"
    "Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks",
    "linkedin": "Post title,Post link,Post type,Campaign name,Posted by,Created date,Impressions,Views,"
    "Offsite Views,Clicks,Click through rate (CTR),Likes,Comments,Reposts,Follows,Engagement rate",
    "tiktok": "Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views",
    "youtube": "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Subscribers,Impressions,"
    "Impressions click-through rate (%)",
    "facebook": "Post ID,Page ID,Page name,Title,Description,Publish time,Permalink,Post type,Languages,Views,"
    'Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,Total clicks,Link Clicks',
}


@pytest.mark.parametrize("network", HEADS)
def test_each_network_is_known_by_its_headings_and_all_of_them_are(cast: Cast, network: str) -> None:
    row = give(cast, f"{HEADS[network]}\n", account=instagram(cast, network=network), name=f"{network}.csv")
    assert (row.shape, row.unread) == (network, [])


def test_a_network_without_export_takes_a_table_of_ones_own(cast: Cast) -> None:
    row = give(cast, "URL;Date;Texte;Réactions;Commentaires\n", account=instagram(cast, network="bluesky"))
    assert row.shape == "other" and row.mapping == ["address", "published_at", "text", "likes", "comments"]


def test_what_is_no_table_is_refused_and_nothing_kept(cast: Cast) -> None:
    account = instagram(cast)
    for content in (b"", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40):
        with pytest.raises((Unreadable, files.NothingKnown)):
            give(cast, content, account=account)
    with pytest.raises(files.NothingKnown):
        give(cast, "Une;table\nqui;ne dit rien\n", account=account)
    assert not DataFile.objects.exists() and not Document.objects.exists()
