"""Numbers, amounts, rates and eighths as people read them.

French, Dutch and German of Belgium share one hand: `1 234,56 €`, `12,5 %`, with U+00A0 between thousands and
before the unit. English writes `€1,234.56` and `12.5%`. The minus is U+2212 everywhere. `reading` reads back
all that is written here.
"""

from coulisse.kernel.eighths import Eighths
from coulisse.kernel.language import Language, spoken
from coulisse.kernel.money import EUR, Money
from coulisse.kernel.plain import write_plain
from coulisse.kernel.rate import Rate, terminating
from coulisse.kernel.rounding import Exact, as_fraction

NO_BREAK = "\u00a0"
MINUS = "\N{MINUS SIGN}"
# Decimals that are written of a number without end, such as a third.
_PLACES_OF_ENDLESS = 2


def write_number(value: Exact, language: Language, places: int | None = None) -> str:
    """Write a number with `places` decimals, or with those it has; an endless one gets two.

    >>> from decimal import Decimal
    >>> write_number(Decimal("-1234567.5"), Language.EN)
    '−1,234,567.5'
    >>> write_number(Decimal("1234567.5"), Language.FR, 2).replace(NO_BREAK, "_")
    '1_234_567,50'
    """
    plain = write_plain(value, _places(value) if places is None else places)
    whole, _, decimals = plain.removeprefix("-").partition(".")
    group, mark = (",", ".") if _is_english(language) else (NO_BREAK, ",")
    written = f"{int(whole):,}".replace(",", group) + (mark + decimals if decimals else "")
    return MINUS + written if plain.startswith("-") else written


def write_money(money: Money, language: Language) -> str:
    """Write an amount with its unit: the sign for the euro, the code for any other currency.

    >>> write_money(Money(-123456), Language.NL).replace(NO_BREAK, "_")
    '−1_234,56_€'
    >>> write_money(Money(123456), Language.EN), write_money(Money(500, "USD"), Language.EN)
    ('€1,234.56', 'USD\\xa05.00')
    """
    if not _is_english(language):
        unit = "€" if money.currency == EUR else money.currency
        return f"{write_amount(money, language)}{NO_BREAK}{unit}"
    unit = "€" if money.currency == EUR else money.currency + NO_BREAK
    return f"{MINUS if money.cents < 0 else ''}{unit}{write_amount(abs(money), language)}"


def write_amount(money: Money, language: Language) -> str:
    """Write an amount without its unit, for a column whose head carries it."""
    return write_number(money.fraction, language, 2)


def write_rate(rate: Rate, language: Language, places: int | None = None) -> str:
    """Write a rate in per cent: `12,5 %`, in English `12.5%`."""
    number = write_number(rate.as_percent, language, places)
    return f"{number}%" if _is_english(language) else f"{number}{NO_BREAK}%"


def write_eighths(length: Eighths) -> str:
    """Write `1 3/8` so that it doesn't break across lines; the same in every language."""
    return str(length).replace(" ", NO_BREAK).replace("-", MINUS)


def _places(value: Exact) -> int:
    exact = terminating(as_fraction(value))
    if exact is None:
        return _PLACES_OF_ENDLESS
    exponent = exact.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _is_english(language: Language) -> bool:
    return spoken(language) is Language.EN
