from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from coulisse.foundation.journal.facts import Fact, UnknownFact, fact, revive


@fact("double.every-type", "%(text)s")
@dataclass(frozen=True, slots=True, kw_only=True)
class EveryType(Fact):
    text: str
    number: int
    truth: bool
    day: date
    moment: datetime
    maybe: date | None = None
    days: tuple[date, ...] = ()


def test_a_fact_comes_back_from_its_row_as_it_was() -> None:
    told = EveryType(
        text="2027-03-16",
        number=3,
        truth=True,
        day=date(2027, 3, 16),
        moment=datetime(2027, 3, 16, 6, 10, tzinfo=UTC),
        maybe=date(2027, 3, 17),
        days=(date(2027, 3, 18), date(2027, 3, 19)),
    )
    assert revive("double.every-type", 1, told.payload()) == told


@pytest.mark.parametrize(
    ("kind", "version", "payload"),
    [
        ("double.no-such", 1, {}),
        ("double.every-type", 2, {}),
        ("double.every-type", 1, {"text": "only"}),
        ("double.every-type", 1, {"unheard": 1}),
        ("double.every-type", 1, {"day": "soon"}),
    ],
)
def test_what_this_release_does_not_know_is_named(kind: str, version: int, payload: dict[str, object]) -> None:
    with pytest.raises(UnknownFact, match=kind):
        revive(kind, version, payload)


def test_a_fact_holds_plain_values_only() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Costly(Fact):
        amount: Decimal

    with pytest.raises(TypeError, match="Decimal"):
        Costly(amount=Decimal("1.10")).payload()


def test_two_facts_do_not_share_a_kind() -> None:
    with pytest.raises(ValueError, match=r"double\.every-type"):

        @fact("double.every-type", "")
        @dataclass(frozen=True, slots=True, kw_only=True)
        class Another(Fact): ...
