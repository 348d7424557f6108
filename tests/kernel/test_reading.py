from decimal import Decimal

import pytest

from coulisse.kernel import (
    CurrencyMismatch,
    Language,
    Money,
    Unreadable,
    UnreadableNumber,
    read_money,
    read_number,
)

FR, NL, EN, DE = Language.FR, Language.NL, Language.EN, Language.DE


@pytest.mark.parametrize("language", [FR, NL, EN, DE])
@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),
        ("1\u2009234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1 234.56", "1234.56"),
        ("1 234.567", "1234.567"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("12 345 678", "12345678"),
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1234.567", "1234.567"),
        (",5", "0.5"),
        ("  7 ", "7"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        ("\u2212 1 234,5", "-1234.5"),
        ("+5", "5"),
        ("-0", "0"),
    ],
)
def test_reads_the_same_in_every_language(typed: str, value: str, language: Language) -> None:
    assert str(read_number(typed, language)) == value


@pytest.mark.parametrize(
    ("typed", "in_french", "in_english"),
    [
        ("1.234", "1234", "1.234"),
        ("1,234", "1.234", "1234"),
        ("999.999", "999999", "999.999"),
        ("-1.234", "-1234", "-1.234"),
    ],
)
def test_one_mark_and_three_digits_depend_on_the_reader(typed: str, in_french: str, in_english: str) -> None:
    assert {read_number(typed, language) for language in (FR, NL, DE)} == {Decimal(in_french)}
    assert read_number(typed, EN) == Decimal(in_english)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", Unreadable.EMPTY),
        (" \u00a0", Unreadable.EMPTY),
        ("-", Unreadable.NOT_A_NUMBER),
        (".", Unreadable.NOT_A_NUMBER),
        ("douze", Unreadable.NOT_A_NUMBER),
        ("1e3", Unreadable.NOT_A_NUMBER),
        ("١٢", Unreadable.NOT_A_NUMBER),
        ("=A1", Unreadable.NOT_A_NUMBER),
        ("12 34", Unreadable.GROUPING),
        ("1.23.4", Unreadable.GROUPING),
        ("1234.567,8", Unreadable.GROUPING),
        ("1.234,5,6", Unreadable.GROUPING),
        ("1,23,4", Unreadable.GROUPING),
        ("5,", Unreadable.GROUPING),
        ("1 2345", Unreadable.GROUPING),
        ("1" * 41, Unreadable.TOO_LONG),
    ],
)
def test_refuses_with_a_reason(typed: str, why: Unreadable) -> None:
    with pytest.raises(UnreadableNumber) as refusal:
        read_number(typed, FR)
    assert (refusal.value.text, refusal.value.why) == (typed, why)


@pytest.mark.parametrize(
    "typed", ["1.234,56 €", "€1,234.56", "€ 1 234,56", "1234,56EUR", "EUR 1.234,56", "1234,560"]
)
def test_reads_money_with_or_without_its_unit(typed: str) -> None:
    assert read_money(typed, FR) == Money(123456)


@pytest.mark.parametrize("typed", ["-5 €", "−5 €", "−€5", "- € 5", "€ -5"])
def test_reads_a_negative_on_either_side_of_its_unit(typed: str) -> None:
    assert read_money(typed, EN) == Money(-500)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("€5€", Unreadable.TWO_UNITS),
        ("12,345", Unreadable.FRACTION_OF_A_CENT),
        ("€", Unreadable.EMPTY),
        ("5 dollars", Unreadable.NOT_A_NUMBER),
        ("1" * 81, Unreadable.TOO_LONG),
        ("5\n€\n6", Unreadable.NOT_A_NUMBER),
    ],
)
def test_refuses_money_with_a_reason(typed: str, why: Unreadable) -> None:
    with pytest.raises(UnreadableNumber) as refusal:
        read_money(typed, FR)
    assert (refusal.value.text, refusal.value.why) == (typed, why)


def test_a_written_unit_is_believed() -> None:
    assert read_money("5 USD", EN, "USD") == Money(500, "USD")
    with pytest.raises(CurrencyMismatch):
        read_money("5 USD", EN)
