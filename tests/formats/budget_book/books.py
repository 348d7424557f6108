"""Budgets to write, and what the engine says of them: the truth that a spreadsheet is measured against."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Literal

from coulisse.engines import budget as engine
from coulisse.formats.budget_book import (
    AccountRow,
    Book,
    ChargeRow,
    Figures,
    FringeRow,
    GlobalRow,
    LineFigures,
    LineRow,
    RateRow,
)
from coulisse.kernel.money import Money


def counted(book: Book) -> Figures:
    """The book's figures, by the engine."""
    result = engine.compute(record_of(book))
    lines = {}
    for key, one in result.lines.items():
        assert isinstance(key, int)
        values = tuple(decimal(value) for value in (one.quantity, one.multiplier, one.rate))
        faulty = any(problem.code != "unknown-fringe" for problem in one.problems)
        shares = {code: money.cents for code, money in one.fringes}
        lines[key] = LineFigures(values, one.amount.cents, shares, faulty)  # type: ignore[arg-type]
    return Figures(
        lines,
        {name: decimal(value) for name, value in result.globals.items()},
        {code: money.cents for code, money in result.fringes.items()},
        {code: money.cents for code, money in result.charges.items()},
        result.total.cents,
    )


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def record_of(book: Book) -> engine.Budget:
    lines: dict[str, list[engine.Line]] = {}
    for line in book.lines:
        record = engine.Line(
            line.key,
            line.quantity,
            line.multiplier,
            line.rate,
            line.currency or None,
            line.fringes,
            line.person,
        )
        lines.setdefault(line.account, []).append(record)
    return engine.Budget(
        book.currency,
        tuple(engine.Global(row.name, row.formula, row.unit) for row in book.globals),
        tuple(_fringe(row, book.currency) for row in book.fringes),
        tuple(
            engine.Account(row.number, row.name, tuple(lines.get(row.number, ())), row.parent)
            for row in book.accounts
        ),
        tuple(
            engine.Charge(row.code, row.name, row.percent, row.bases, row.excluded, row.on_fringes, row.account)
            for row in book.charges
        ),
        {row.currency: row.rate for row in sorted(book.rates, key=lambda row: row.day)},
    )


def _fringe(row: FringeRow, currency: str) -> engine.Fringe:
    own = row.currency or currency
    cutoff, floor = (None if cents is None else Money(cents, own) for cents in (row.cutoff, row.floor))
    kind: Literal["percent", "flat"] = "flat" if row.is_flat else "percent"
    return engine.Fringe(row.code, kind, row.value, cutoff, floor, own, row.name)


GLOBALS = (
    GlobalRow("SEM", "6.5", "Semaines de tournage", "sem"),
    GlobalRow("JOURS", "SEM*5", "Jours de tournage"),
    GlobalRow("SEM1", "2", "Une case, pour un tableur"),
    GlobalRow("sem", "3.25", "La même, en petit"),
    GlobalRow("équipe_déco", "round(JOURS÷4;1)+min(2, SEM1)", "Équipe décor"),
    GlobalRow("marge", "@21/1000", "Suit un compte"),
    GlobalRow("pi", "3.14159265358979323846", "Plus de chiffres qu’un tableur n’en tient"),
)
FRINGES = (
    FringeRow("ONSS", "27.3", name="Cotisations patronales", cutoff=1_250_000),
    FringeRow("VAC", "15.34", name="Pécule", account="27"),
    FringeRow("USD5", "5", cutoff=500_000, floor=100_000, currency="USD"),
    FringeRow("REPAS", "12.505", is_flat=True, name="Repas forfaitaires"),
)
ACCOUNTS = (
    AccountRow("20", "Équipe & « personnel »"),
    AccountRow("21", "Régie", "20"),
    AccountRow("21.1", "Régie extérieure", "21"),
    AccountRow("27", "Charges sociales", "20"),
    AccountRow("30", "Décors, costumes — œuvres"),
    AccountRow("01", "Zéro devant", "30"),
    AccountRow("91", "Imprévus"),
)
CHARGES = (
    ChargeRow("IMP", "10", "Imprévus", excluded=("27", "91"), account="91"),
    ChargeRow("FG", "7.25", "Frais généraux", bases=("20",), on_fringes=True),
)
RATES = (
    RateRow("USD", "0.92", date(2026, 10, 1), "BCE"),
    RateRow("USD", "0.9137", date(2027, 1, 4), "BCE"),
    RateRow("GBP", "1.17", date(2027, 1, 4)),
)
LINES = (
    LineRow("21", "Régisseur général", "SEM", "1", "2350.50", "sem", "", ("ONSS", "VAC"), "Marie", key=11),
    LineRow("21", "Régisseur adjoint", "JOURS", "", "210.335", "jour", fringes=("ONSS", "REPAS"), key=12),
    LineRow("21", '=HYPERLINK("http://x")', "1", "2", "0.005", note="+32 470", key=13),
    LineRow("21", "Heures de Marie", "3*(2+1)", "1.5", "333.33", fringes=("ONSS",), person="Marie", key=9),
    LineRow("21.1", "Rendu de Marie", "1", "", "-200", fringes=("ONSS", "VAC"), person="Marie", key=21),
    LineRow("21.1", "Grue", "équipe_déco", "SEM1", "100/3", currency="USD", fringes=("USD5",), key=22),
    LineRow("30", "Œuvre prêtée, café, façade à Liège", "1", "1", "max(sem*100;@21/10)", vat=2100, key=31),
    LineRow("30", "Suit la marge", "marge", "1", "10", vat=600, key=32),
    LineRow("30", "Inconnu", "inconnue*2", "1", "10", key=33),
    LineRow("30", "Illisible", "2*(", "1", "10", key=34),
    LineRow("30", "Pas encore", key=35),
    LineRow(
        "01",
        "Répartie",
        "6.50",
        "pi",
        "1234567.89",
        cuts={"territory": {"BE": "51", "FR": "34", "LU": "15"}, "group": {"BLOC 1": "1"}, "autre": {"A": "1"}},
        key=36,
    ),
)
SMALL = Book("EUR", GLOBALS, FRINGES, CHARGES, RATES, ACCOUNTS, LINES)


def large(lines: int, seed: int = 7) -> Book:
    """A budget of 60 accounts, 40 globals and 8 fringes, with people whose lines share ceilings."""
    random = Random(seed)
    names = [f"G{number}" for number in range(1, 41)]
    globals_ = tuple(
        GlobalRow(name, str(random.randint(1, 60)) if place % 3 else f"{random.randint(1, 9)}.5")
        for place, name in enumerate(names)
    )
    fringes = tuple(
        FringeRow(f"F{number}", f"{random.randint(100, 3800) / 100:.2f}", cutoff=_ceiling(number))
        for number in range(1, 8)
    )
    accounts = tuple(
        AccountRow(str(number), f"Poste {number}", str(number // 10) if number > 9 else "")
        for number in sorted({*range(1, 7), *range(10, 64)}, key=str)
    )
    flat = FringeRow("F8", "35.4", is_flat=True)
    leaves = [account.number for account in accounts if account.parent]
    drawn = sorted(random.choice(leaves) for _ in range(lines))
    made = tuple(_line(random, key, number, names) for key, number in enumerate(drawn, start=1))
    charges = (ChargeRow("IMP", "10", excluded=("1",)), ChargeRow("FG", "7", on_fringes=True, account="2"))
    return Book("EUR", globals_, (*fringes, flat), charges, RATES, accounts, made)


def _ceiling(number: int) -> int | None:
    return 900_000 * number if number % 2 else None


def _line(random: Random, key: int, number: str, names: list[str]) -> LineRow:
    name = random.choice(names)
    person = f"Personne {random.randint(1, 120)}" if random.random() < 0.25 else ""
    codes = tuple(f"F{one}" for one in sorted(random.sample(range(1, 9), random.randint(0, 3))))
    return LineRow(
        account=number,
        description=f"Ligne n° {key} — été à Liège",
        quantity=random.choice((name, f"{name}*{random.randint(1, 5)}", f"{random.randint(1, 400) / 10}")),
        multiplier=random.choice(("", "1", "2", "1.5")),
        rate=f"{random.randint(100, 250_000) / 100:.{random.choice((2, 3))}f}",
        unit="jour",
        currency=random.choice(("", "", "", "USD", "GBP")),
        fringes=codes,
        person=person,
        key=key,
    )


def without_rows(book: Book) -> Book:
    return replace(book, lines=tuple(replace(line, row=0) for line in book.lines))
