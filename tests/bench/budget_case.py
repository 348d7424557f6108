"""The budget of the bench: 5,000 lines in 60 accounts, 40 globals, 8 fringes, everywhere the same."""

from random import Random

from coulisse.engines.budget import Account, Budget, Fringe, Global, Line
from coulisse.kernel import Money

ACCOUNTS = 60
GLOBALS = 40


def bench_budget(lines: int = 5_000, *, names: int = GLOBALS) -> Budget:
    """Two lines in three are formulas over the first `names` globals; one in three names a person."""
    random = Random(4)  # the same budget at each run
    each = lines // ACCOUNTS + 1
    accounts = []
    for place in range(ACCOUNTS):
        first = place * each
        keys = range(first, min(first + each, lines))
        accounts.append(
            Account(str(101 + place), f"Compte {place}", tuple(_line(random, key, names) for key in keys))
        )
    return Budget(globals=_globals(), fringes=_fringes(), accounts=tuple(accounts))


def _globals() -> tuple[Global, ...]:
    """SEM_0 to SEM_39; every fourth is a formula over the two before it."""
    found = []
    for place in range(GLOBALS):
        formula = f"{place % 7 + 1}.{place % 10}"
        if place % 4 == 3:
            formula = f"SEM_{place - 1}+SEM_{place - 2}*0.5"
        found.append(Global(f"SEM_{place}", formula))
    return tuple(found)


def _fringes() -> tuple[Fringe, ...]:
    percent = [
        Fringe(f"F{place}", "percent", value, Money.parse(cutoff) if cutoff else None)
        for place, (value, cutoff) in enumerate(
            (
                ("25", "3000.00"),
                ("13.07", ""),
                ("8.45", "12000.00"),
                ("2.5", ""),
                ("10.27", "45000.00"),
                ("0.6", ""),
            )
        )
    ]
    return (*percent, Fringe("KIT", "flat", "100.00"), Fringe("TEL", "flat", "17.35"))


def _line(random: Random, key: int, names: int) -> Line:
    form = key % 3
    name, other = random.randrange(names), random.randrange(names)
    quantity = f"{random.randint(1, 40)}" if form == 0 else f"SEM_{name}*{random.randint(1, 6)}"
    rate = (
        f"{random.randint(1000, 90000) / 100:.2f}" if form != 2 else f"{random.randint(100, 400)}.5+SEM_{other}*10"
    )
    fringes = [f"F{random.randrange(6)}" for _ in range(key % 3)] + (["KIT"] if key % 11 == 0 else [])
    fringes += ["TEL"] if key % 17 == 0 else []
    return Line(
        key,
        quantity,
        str(random.choice((1, 1, 1, 2, 5))),
        rate,
        fringes=tuple(dict.fromkeys(fringes)),
        person=f"p{random.randrange(400)}" if key % 3 == 1 else "",
        cuts={"territory": {"BE": 51, "FR": 34, "LU": 15}} if key % 5 == 0 else {"territory": {"BE": 1}},
    )
