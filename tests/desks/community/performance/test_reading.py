"""Exports as networks write them: separators, days, headings in three languages, nothing taken for nought."""

from datetime import date

import pytest

from coulisse.desks.community.performance.columns import shapes, shapes_of, without_export
from coulisse.desks.community.performance.metrics import METRICS
from coulisse.desks.community.performance.reading import (
    DayOrder,
    PostRow,
    Trouble,
    open_table,
    read_ads,
    read_posts,
    read_ratings,
)
from coulisse.desks.community.performance.reading.cells import (
    NotACount,
    NotAMoment,
    cents_of,
    count_of,
    day_of,
    decimal_of,
    moment_of,
    order_of,
)
from coulisse.desks.community.performance.reading.opening import period_above
from coulisse.desks.community.performance.reading.posts import METRICS as COUNTED
from coulisse.desks.community.performance.reading.posts import PARTS


def read(text: str | bytes, shape: str, order: DayOrder = DayOrder.DAY) -> list[object]:
    known = shapes()[shape]
    opened = open_table(text.encode() if isinstance(text, str) else text, known.columns)
    mapping = known.match(opened.sheet.header)
    if known.kind == "posts":
        return list(read_posts(opened.sheet.rows, mapping, side=known.side, order=order))
    if known.kind == "ads":
        period = period_above(opened.above)
        return list(read_ads(opened.sheet.rows, mapping, order=order, decimal="comma", period=period))
    return list(read_ratings(opened.sheet.rows, mapping, order=order))


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("1 234", 1234),
        ("1\u202f234", 1234),
        ("1.234.567", 1234567),
        ("0", 0),
        ("", None),
        ("n/a", None),
        ("12,0", 12),
    ],
)
def test_counts_in_every_hand(cell: str, count: int | None) -> None:
    assert count_of(cell) == count


@pytest.mark.parametrize("cell", ["1,2K", "-4", "12,5", "douze", "1.23"])
def test_what_is_no_count_is_refused_and_never_guessed(cell: str) -> None:
    with pytest.raises(NotACount):
        count_of(cell)


def test_the_mark_of_amounts_is_found_in_the_column() -> None:
    assert decimal_of(["640,00"], ",") == "comma"
    assert decimal_of(["1.234", "12.5"], ";") == "dot"
    assert (decimal_of(["1.234"], ";"), decimal_of(["1,234"], ",")) == ("comma", "dot")
    assert cents_of("1.234,56 €", "comma") == cents_of("1,234.56", "dot") == 123456
    assert cents_of("0,005", "comma") == 1
    with pytest.raises(NotACount):
        cents_of("-3,00", "comma")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-04-16T19:05:00", date(2027, 4, 16)),
        ("16 avr. 2027", date(2027, 4, 16)),
        ("16 april 2027", date(2027, 4, 16)),
        ("Apr 16, 2027", date(2027, 4, 16)),
        ("vendredi 16 avril 2027", date(2027, 4, 16)),
        ("1er mai 2027", date(2027, 5, 1)),
        ("3 août 2027", date(2027, 8, 3)),
        ("16/04/27", date(2027, 4, 16)),
    ],
)
def test_days_in_three_languages(text: str, day: date) -> None:
    assert day_of(text, DayOrder.DAY) == day


def test_a_summer_hour_and_an_afternoon() -> None:
    assert moment_of("04/16/2027 7:05 PM", DayOrder.MONTH)[0].isoformat() == "2027-04-16T19:05:00+02:00"
    assert moment_of("16/04/2027", DayOrder.DAY) == (moment_of("16/04/2027 12:00", DayOrder.DAY)[0], False)


def test_the_order_of_day_and_month_is_proved_or_asked() -> None:
    assert order_of(["03/04/2027", "16/04/2027"]) == (DayOrder.DAY, False)
    assert order_of(["03/04/2027", "04/16/2027"]) == (DayOrder.MONTH, False)
    assert order_of(["03/04/2027"]) == (DayOrder.UNKNOWN, True)
    assert order_of(["04/04/2027", "2027-04-03"]) == (DayOrder.UNKNOWN, False)
    assert order_of(["16/04/2027", "04/16/2027"]) == (DayOrder.UNKNOWN, True)
    with pytest.raises(NotAMoment):
        day_of("03/04/2027", DayOrder.UNKNOWN)


@pytest.mark.parametrize(
    ("shape", "head"),
    [
        (
            "facebook",
            "Identifiant de la publication;Permalien;Heure de publication;Portée;"
            "Réactions, commentaires et partages",
        ),
        ("facebook", "Bericht-ID;Permalink;Publicatietijd;Bereik;Reacties, opmerkingen en deelacties"),
        ("facebook", "Post ID;Permalink;Publish time;Reach;Reactions, Comments and Shares"),
    ],
)
def test_headings_in_three_languages_mean_the_same(shape: str, head: str) -> None:
    (row,) = read(f"{head}\n9;https://facebook.com/9;16/04/2027 10:00;1.200;34\n".encode("utf-8-sig"), shape)
    assert isinstance(row, PostRow)
    assert dict(row.values) == {("reach", "unsplit"): 1200, ("interactions", "unsplit"): 34}


def test_nothing_given_is_not_nought_and_organic_stays_apart() -> None:
    text = (
        "Post ID;Publish time;Views;Organic views;Views from Boosted posts;Reactions;Comments;Shares\n"
        "1;16/04/2027 10:00;300;200;100;;;\n2;17/04/2027 10:00;0;0;0;0;0;0\n"
    )
    first, second = read(text, "facebook")
    assert isinstance(first, PostRow) and isinstance(second, PostRow)
    # The whole is the sum of its two sides: it is left out, or one view would count twice.
    assert dict(first.values) == {
        ("views", "organic"): 200,
        ("views", "paid"): 100,
        ("interactions", "unsplit"): None,
    }
    assert second.values["interactions", "unsplit"] == 0


def test_rows_of_totals_and_troubles_have_their_place() -> None:
    text = (
        'Content,Video title,Video publish time,Views\nTotal,,,"1,200"\nabc,Un film,"Apr 16, 2027","1,200"\n'
        'abc,Deux fois,"Apr 17, 2027",5\ndef,Sans jour,,7\nghi,Étrange,"Apr 18, 2027",1.2K\n'
    )
    total, film, twice, undated, trouble, strange = read(text, "youtube")
    assert total is None
    assert isinstance(film, PostRow) and (film.line, film.has_hour) == (3, False)
    assert isinstance(twice, Trouble) and (twice.line, twice.code) == (4, "repeated")
    assert isinstance(undated, Trouble) and undated.code == "date-missing"
    assert isinstance(trouble, Trouble) and (trouble.line, trouble.field, trouble.code) == (6, "views", "number")
    assert isinstance(strange, PostRow) and strange.values["views", "unsplit"] is None


def test_google_writes_its_period_above_and_totals_below() -> None:
    text = (
        "Campaign report\n1 April 2027 - 30 April 2027\n"
        "Campaign status,Campaign,Currency code,Impr.,Clicks,Cost,Views\n"
        'Enabled,Teaser,EUR,"1,000",20,"12,50",--\nTotal: Campaigns,--,EUR,"1,000",20,"12,50",0\n'
    )
    teaser, total = read(text, "google_ads")
    assert total is None
    assert (teaser.first_on, teaser.last_on, teaser.spend) == (date(2027, 4, 1), date(2027, 4, 30), 1250)  # type: ignore[attr-defined]
    assert teaser.counts["views"] is None and teaser.counts["impressions"] == 1000  # type: ignore[attr-defined]
    assert teaser.line == 4  # type: ignore[attr-defined]


def test_thousands_of_a_panel_keep_their_decimals() -> None:
    (row,) = read("Date;Heure;Programme;Audience (000);PDM (%)\n18/04/2027;20:25;Plein Jour;412,5;18,4\n", "cim")
    assert (row.viewers, row.share, row.has_hour) == (412500, 184, True)  # type: ignore[attr-defined]
    assert row.aired_at.isoformat() == "2027-04-18T20:25:00+02:00"  # type: ignore[attr-defined]


def test_the_data_file_says_where_each_shape_was_read() -> None:
    for one in shapes().values():
        assert {"fr", "nl", "en"} <= set(one.sources) and one.read_on and one.confidence in {"H", "M", "L"}, (
            one.code
        )
        assert {"fr", "nl", "en"} <= set(one.labels), one.code
        for field in one.fields:
            code = field.partition(".")[0]
            if code in COUNTED:
                assert METRICS.metric(code), field
    assert {"bluesky", "mastodon"} == set(without_export())
    assert {one.network for one in shapes_of("posts")} >= {
        "facebook",
        "instagram",
        "linkedin",
        "youtube",
        "tiktok",
        "x",
    }
    assert set(PARTS) & set(shapes()["instagram"].fields) == set(PARTS)
