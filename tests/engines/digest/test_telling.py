"""A week is told: parts sum to their whole, the same rows give the same figures, nothing is lost on the way."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.digest import (
    Frame,
    Row,
    Told,
    Verdict,
    behind,
    compared,
    moves,
    plain,
    quarters,
    revived,
    shares,
    told,
)
from coulisse.kernel.times import BRUSSELS

STARTS = datetime(2027, 3, 8, tzinfo=BRUSSELS)
ENDS = datetime(2027, 3, 15, 8, tzinfo=BRUSSELS)
AIR = datetime(2027, 3, 14, 20, 25, tzinfo=BRUSSELS)
BARS = (2, 6, 19, 41, 63, 58, 44, 36, 28, 22, 17, 13, 10, 8, 6, 5)
FRAME = Frame(
    STARTS,
    ENDS,
    STARTS - timedelta(days=7),
    ENDS - timedelta(days=7),
    as_of=datetime(2027, 3, 15, 17, tzinfo=BRUSSELS),
    air_starts=AIR,
    air_ends=AIR + timedelta(minutes=65),
    cue_at=datetime(2027, 3, 14, 20, 52, tzinfo=BRUSSELS),
    cue="archives de la rue Haute",
)


def the_night() -> list[Row]:
    """The 412 of the broadcast, of which 400 are one family."""
    moments = [
        datetime(2027, 3, 14, 20, 15, 1, tzinfo=BRUSSELS) + timedelta(minutes=15 * place, seconds=n)
        for place, many in enumerate(BARS)
        for n in range(many)
    ]
    moments += [datetime(2027, 3, 15, 0, 20, tzinfo=BRUSSELS) + timedelta(minutes=10 * n) for n in range(34)]
    kinds = ["image_right", "threat", "press", "legal", "minor"]
    rows = []
    for n, moment in enumerate(moments):
        apart = n >= 400
        rows.append(
            Row(
                n,
                f"2027-0314-{n:03}",
                moment,
                "mail",
                topic="" if apart else "archives",
                language="nl" if n < 29 else "fr",
                kind=(kinds[n - 400] if n - 400 < 5 else "") if apart else "criticism",
                family=None if apart else 7,
                answered=None if apart else moment + timedelta(hours=12),
            )
        )
    return rows


def test_the_night_of_plein_jour() -> None:
    found = told(the_night(), [], FRAME)
    assert (found.n, found.night, found.answered, found.open, found.late) == (412, 412, 400, 12, 0)
    assert found.curve is not None
    assert found.curve.bars == BARS
    assert (found.curve.bars_total, found.curve.after) == (378, 34)
    assert f"{found.curve.starts:%H:%M}" == "20:15"
    assert found.curve.rise_at is not None and f"{found.curve.rise_at:%H:%M}" == "20:45"
    assert f"{found.curve.until:%d/%m %H:%M}" == "15/03 08:00"
    assert found.family is not None
    assert (found.family.size, found.family.answered) == (400, 400)
    assert {one.code: one.n for one in found.family.languages} == {"fr": 371, "nl": 29}
    assert {one.kind: one.n for one in found.apart} == {
        "image_right": 1,
        "threat": 1,
        "press": 1,
        "legal": 1,
        "minor": 1,
        "": 7,
    }
    assert found.delay.median == 720


def test_figures_survive_their_keeping() -> None:
    found = told(the_night(), the_night()[:3], FRAME)
    assert revived(Told, plain(found)) == revived(Told, plain(revived(Told, plain(found))))
    assert plain(revived(Told, plain(found))) == plain(found)
    assert plain(revived(Frame, plain(FRAME))) == plain(FRAME)


def test_an_answer_after_the_count_is_not_in_it() -> None:
    late = Row(1, "2027-0310-01", STARTS + timedelta(days=2), "mail", answered=FRAME.as_of + timedelta(minutes=1))
    found = told([late], [], FRAME)
    assert (found.answered, found.open) == (0, 1)


def test_a_delay_before_its_message_is_left_out() -> None:
    moment = STARTS + timedelta(days=2)
    found = told([Row(1, "2027-0310-01", moment, "mail", answered=moment - timedelta(days=90))], [], FRAME)
    assert (found.answered, found.delay.median) == (1, None)


def test_late_is_past_its_day() -> None:
    moment = STARTS + timedelta(days=2)
    rows = [Row(n, f"2027-0310-0{n}", moment, "mail", due=date(2027, 3, 13 + n)) for n in (1, 2, 3)]
    assert told(rows, [], FRAME).late == 1


def test_no_broadcast_no_night() -> None:
    found = told(the_night(), [], Frame(STARTS, ENDS, STARTS, STARTS, FRAME.as_of))
    assert found.curve is None and found.night == 0 and found.apart == ()
    assert found.family is not None and found.family.size == 400


ROWS = st.lists(
    st.builds(
        Row,
        key=st.integers(1, 10**6),
        reference=st.just("2027-0310-01"),
        received=st.datetimes(datetime(2027, 2, 28), datetime(2027, 3, 17), timezones=st.just(UTC)),
        channel=st.sampled_from(("mail", "call", "letter", "social")),
        topic=st.sampled_from(("", *"abcdefghij")),
        language=st.sampled_from(("fr", "nl", "und")),
        kind=st.sampled_from(("", "threat", "press", "complaint")),
        family=st.sampled_from((None, 1, 2)),
        answered=st.none() | st.datetimes(datetime(2027, 3, 1), datetime(2027, 3, 20), timezones=st.just(UTC)),
        is_closed=st.booleans(),
    ),
    max_size=80,
    unique_by=lambda row: row.key,
)


@given(ROWS)
def test_parts_sum_to_their_whole(rows: list[Row]) -> None:
    found = told(rows, rows, FRAME)
    for parts in (found.topics, found.channels, found.languages, found.kinds, found.tones):
        assert sum(one.n for one in parts) == found.n
        assert sum(one.before for one in parts) == found.before
        assert sum(one.share for one in parts) == (1000 if found.n else 0)
    assert found.answered + found.open + found.put_away == found.n
    assert sum(month.n for month in found.months) == found.n
    assert found.curve is not None and found.curve.total == found.night
    assert sum(one.n for one in found.night_topics) == found.night
    if found.family is not None and found.night >= found.family.size:
        assert sum(one.n for one in found.apart) in {0, found.night - found.family.size}
    assert len(found.topics) <= 7


@given(ROWS, st.randoms())
def test_the_order_of_rows_says_nothing(rows: list[Row], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert told(rows, [], FRAME) == told(shuffled, [], FRAME)


@given(st.lists(st.integers(0, 10**6), max_size=30))
def test_shares_sum_to_a_thousand(numbers: list[int]) -> None:
    assert sum(shares(numbers)) == (1000 if any(numbers) else 0)


@given(st.integers(0, 400), st.integers(0, 400))
def test_comparing_is_symmetric_and_careful(one: int, other: int) -> None:
    there, back = compared(one, other), compared(other, one)
    assert abs(there.chance - back.chance) < 1e-9 and 0 <= there.chance <= 1
    turned = {Verdict.MORE: Verdict.FEWER, Verdict.FEWER: Verdict.MORE}
    assert back.verdict == turned.get(there.verdict, there.verdict)
    if one == other:
        assert there.verdict in {Verdict.ALIKE, Verdict.FEW}


def test_twice_as_long_may_have_twice_as_many() -> None:
    assert compared(200, 100, time=2, time_before=1).verdict is Verdict.ALIKE
    assert compared(200, 100).verdict is Verdict.MORE


def test_moves_name_what_moved() -> None:
    one = Row(1, "2027-0310-01", STARTS, "mail", topic="a")
    two = Row(2, "2027-0310-02", STARTS, "mail")
    found = moves(
        [one, two], [Row(1, "2027-0310-01", STARTS, "mail", topic="b"), Row(3, "2027-0310-03", STARTS, "call")]
    )
    assert [(move.reference, move.what, move.was, move.now) for move in found] == [
        ("2027-0310-01", "topic", "a", "b"),
        ("2027-0310-02", "left", "", ""),
        ("2027-0310-03", "came", "", ""),
    ]


def test_a_broadcast_across_the_clock_change() -> None:
    """Summer time begins on 28/03/2027 at 02:00: the bars keep their quarters, the night still ends at eight."""
    air = datetime(2027, 3, 27, 23, 30, tzinfo=BRUSSELS)
    moments = [datetime(2027, 3, 28, 3, 5, tzinfo=BRUSSELS), datetime(2027, 3, 28, 7, 59, tzinfo=BRUSSELS)]
    found = quarters(moments, air_starts=air, ends=datetime(2027, 3, 29, 8, tzinfo=BRUSSELS))
    assert found.total == 2
    assert found.bars[11] == 1  # 03:05 is 02:05 of winter: 23:15 and eleven quarters
    assert f"{found.until:%d/%m %H:%M}" == "28/03 08:00"


@given(ROWS)
def test_every_figure_opens_to_as_many_rows(rows: list[Row]) -> None:
    found = told(rows, rows, FRAME)

    def many(figure: str) -> int:
        return len(behind(rows, rows, FRAME, found, figure))

    figures = {"week": found.n, "before": found.before, "night": found.night}
    figures |= {"answered": found.answered, "open": found.open, "late": found.late}
    for name, parts in (("topic", found.topics), ("channel", found.channels), ("kind", found.kinds)):
        figures |= {f"{name}:{one.code}": one.n for one in parts}
        figures |= {f"{name}-before:{one.code}": one.before for one in parts}
    assert found.curve is not None
    figures |= {f"bar:{at}": n for at, n in enumerate(found.curve.bars)} | {"after": found.curve.after}
    figures |= {f"month:{one.month}": one.n for one in found.months}
    figures |= {f"apart:{one.kind}": one.n for one in found.apart}
    assert {name: many(name) for name in figures} == figures
    assert many("nothing") == 0
