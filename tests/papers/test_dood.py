"""The DOOD on one A3: the codes and totals of the engine, the legend in the reader's language."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coulisse.engines.daysout import CalendarDay, DayKind, Element, Event, days_out
from coulisse.papers.dood import Dood, Presence, RolesDoNotMatch, dood, dood_xlsx
from tests.engines.plan_of_la_drache import CAST, PRINTED_TOTALS
from tests.papers.plan_of_la_drache import AT, days_of_presence
from tests.papers.reading import pages_of, sheets_of, text_of


def test_la_drache_is_one_page_with_the_totals_of_the_engine() -> None:
    pdf = dood(days_of_presence(), "fr")
    assert pages_of(pdf) == 1
    text = text_of(pdf)
    for role, actor in CAST.values():
        assert role in text
        assert actor in text
    for words in ("95", "38", "225", "permis unique", "mineur", "J14 reste compté : annulé, mais convoqué et dû."):
        assert words in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("Jours de présence des rôles – DOOD", "à disposition", "essayage", "férié", "sem. 9", "Dispo.")),
        (
            "nl",
            ("Aanwezigheidsdagen van de rollen – DOOD", "ter beschikking", "passen", "feestdag", "week 9", "D14"),
        ),
        ("en", ("Day out of days – DOOD", "on hold", "fitting", "public holiday", "week 9", "Finish")),
    ],
)
def test_it_speaks_the_language_of_its_reader(language: str, words: tuple[str, ...]) -> None:
    text = text_of(dood(days_of_presence(), language))
    for word in words:
        assert word in text
    # The codes stay in English for whoever reads them.
    assert "PWD" in text


def large(days: int, roles: int) -> Dood:
    """Seven days a week from a Monday, each role on every fourth day, with events of every kind."""
    first = date(2027, 2, 1)
    kinds = [DayKind.SHOOT] * 5 + [DayKind.WEEKEND] * 2
    calendar = [
        CalendarDay(first + timedelta(days=n), kinds[n % 7], n + 1 if n % 7 < 5 else 0) for n in range(days)
    ]
    elements = [
        Element(
            str(role),
            frozenset(one.day for one in calendar if one.kind is DayKind.SHOOT and one.number % 4 == role % 4),
            events=tuple((calendar[5 + place].day, event) for place, event in enumerate(Event)),
        )
        for role in range(roles)
    ]
    return Dood(
        title="La\u00a0Drache",
        house="Meuse & Fils Films SRL",
        version="9",
        at=AT,
        table=days_out(calendar, elements),
        roles=[
            Presence(str(role), f"RÔLE {role}", "Coralie Wauters", remark="permis unique") for role in range(roles)
        ],
        extras=[5] * days,
        drop_after=5,
        cancelled=[14],
    )


@pytest.mark.parametrize(("days", "roles"), [(66, 22), (80, 25), (70, 3), (3, 1)])
def test_it_keeps_to_one_page(days: int, roles: int) -> None:
    record = large(max(days, 12), roles)
    assert pages_of(dood(record, "nl")) == 1


def test_a_column_more_for_what_somebody_has_days_in() -> None:
    usual, full = days_of_presence(), large(14, 2)
    assert "répétition" not in text_of(dood(usual, "fr"))
    text = text_of(dood(full, "fr"))
    for words in ("répétition", "essais caméra", "congé", "Rép.", "E. cam."):
        assert words in text


def test_a_role_that_never_works_has_no_dates() -> None:
    calendar = [CalendarDay(date(2027, 3, 1), DayKind.SHOOT, 1)]
    record = replace(
        days_of_presence(),
        table=days_out(calendar, [Element("1", frozenset())]),
        roles=[Presence("1", "NOÉMIE")],
        extras=(),
    )
    assert pages_of(dood(record, "fr")) == 1


def test_names_and_rows_must_match() -> None:
    record = days_of_presence()
    with pytest.raises(RolesDoNotMatch):
        dood(replace(record, roles=record.roles[:-1]), "fr")
    with pytest.raises(RolesDoNotMatch):
        dood_xlsx(replace(record, extras=[1, 2]), "fr")


def test_the_workbook_holds_the_codes_and_the_totals() -> None:
    (rows,) = sheets_of(dood_xlsx(days_of_presence(), "fr")).values()
    assert rows[0][3:7] == ["22/02", "23/02", "24/02", "25/02 J1"]
    noemie = rows[1]
    assert noemie[:8] == ["1", "NOÉMIE", "Coralie Wauters", "FT", None, None, "SW", "W"]
    assert [tuple(row[-6:-2]) for row in rows[1:]] == [totals[:4] for totals in PRINTED_TOTALS.values()]
