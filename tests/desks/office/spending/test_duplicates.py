"""Which tickets look like one."""

from datetime import date

import pytest

from coulisse.desks.office.spending.duplicates import Ticket, alike, doubles


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("Station-service Marche-en-Famenne", "STATION MARCHE EN FAMENNE SRL", True),
        ("Hôtel de la Meuse", "Hotel Meuse", True),
        ("Total", "Total Energies", True),
        ("Brico Marche", "Station-service Marche-en-Famenne", False),
        ("Traiteur La Cense", "Traiteur Le Moulin", False),
        ("SRL", "SRL", True),
    ],
)
def test_like_suppliers(one: str, other: str, is_one: bool) -> None:
    assert alike(one, other) is is_one
    assert alike(other, one) is is_one


def at(number: int, day: int, cents: int = 6140, supplier: str = "Total", paper: str = "") -> Ticket:
    return Ticket(number, number, date(2027, 3, day), cents, supplier, paper)


def test_the_earliest_is_the_original() -> None:
    rows = [at(1, 12), at(2, 14), at(3, 15)]
    assert {key: one.number for key, one in doubles(rows, rows).items()} == {2: 1, 3: 1}


def test_four_days_apart_are_two_tickets() -> None:
    assert doubles([at(2, 16)], [at(1, 12)]) == {}
    assert doubles([at(2, 15)], [at(1, 12)])[2].number == 1


def test_another_amount_is_another_ticket_unless_the_photo_is_the_same() -> None:
    assert doubles([at(2, 12, 6141)], [at(1, 12)]) == {}
    assert doubles([at(2, 30, 1, "Autre", "ab")], [at(1, 12, paper="ab")])[2].number == 1
