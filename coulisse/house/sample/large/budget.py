"""A budget of 5,000 lines on 60 accounts with 40 globals and 8 fringes, on one of the large features."""

from collections.abc import Sequence
from typing import Final

from coulisse.desks.office.budget.actions.steps import GAP
from coulisse.desks.office.budget.models import Budget, BudgetAccount, BudgetFringe, BudgetGlobal, BudgetLine
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.large.draw import Draw

ACCOUNTS: Final = 60
GLOBALS: Final = 40
LINES: Final = 5_000
PEOPLE: Final = 400
FRINGES: Final = (
    ("EMP", "25"),
    ("PEC", "15.67"),
    ("OUV", "27"),
    ("VAC", "17.1072"),
    ("LOI", "1.8"),
    ("CP", "0.6"),
)
FLAT: Final = (("KIT", "100.00"), ("TEL", "17.35"))
TRADES: Final = (
    *("Machiniste", "Électricien", "Régisseur adjoint", "Location", "Consommables", "Transport", "Repas", "Nuit"),
    *("Peintre", "Menuisier", "Habilleuse", "Accessoires", "Studio", "Montage", "Figurants", "Assurance"),
)
UNITS: Final = ("jours", "sem.", "forfait", "pièce")


def type_large_budget(draw: Draw, production: Production, users: Sequence[User]) -> Budget:
    """Two lines in three are formulas over globals, one in three names a person."""
    by = draw.one(users)
    budget = Budget.objects.create(
        production=production,
        number=1,
        name="Devis de travail",
        state=Budget.State.WORKING,
        made_by=by,
        made_at=draw.at,
    )
    BudgetGlobal.objects.bulk_create(
        BudgetGlobal(
            budget=budget, name=f"SEM_{n}", label=f"Bloc {n}", formula=_formula(n), position=GAP * (n + 1)
        )
        for n in range(GLOBALS)
    )
    BudgetFringe.objects.bulk_create(_fringes(budget))
    accounts = BudgetAccount.objects.bulk_create(_accounts(budget))
    leaves = [account for account in accounts if account.parent]
    BudgetLine.objects.bulk_create((_line(draw, budget, leaves, n) for n in range(LINES)), batch_size=1_000)
    return budget


def _formula(number: int) -> str:
    if number % 4 == 3:
        return f"SEM_{number - 1}+SEM_{number - 2}*0.5"
    return f"{number % 7 + 1}.{number % 10}"


def _fringes(budget: Budget) -> list[BudgetFringe]:
    percent = [BudgetFringe(budget=budget, code=code, name=code, value=value) for code, value in FRINGES]
    percent[0].cutoff_cents = 3_000_000
    flat = [BudgetFringe(budget=budget, code=code, name=code, value=value, kind="flat") for code, value in FLAT]
    for place, row in enumerate([*percent, *flat], 1):
        row.position = GAP * place
    return [*percent, *flat]


def _accounts(budget: Budget) -> list[BudgetAccount]:
    """Ten headings, each with five accounts below it."""
    rows = []
    for number in range(ACCOUNTS):
        group, place = divmod(number, 6)
        top = str((group + 1) * 10)
        rows.append(
            BudgetAccount(
                budget=budget,
                number=top if place == 0 else f"{group + 1}{place}",
                name=f"Poste {top}" if place == 0 else f"Compte {group + 1}{place}",
                parent="" if place == 0 else top,
                position=number + 1,
            )
        )
    return rows


def _line(draw: Draw, budget: Budget, leaves: Sequence[BudgetAccount], number: int) -> BudgetLine:
    form = number % 3
    whole = draw.random.randint(1, 40)
    name, other = draw.random.randrange(GLOBALS), draw.random.randrange(GLOBALS)
    cents = draw.random.randint(1_000, 90_000)
    codes = [draw.one(FRINGES)[0] for _ in range(number % 3)]
    codes += ["KIT"] if number % 11 == 0 else []
    return BudgetLine(
        budget=budget,
        account=leaves[number * len(leaves) // LINES],
        position=GAP * (number + 1),
        description=f"{draw.one(TRADES)} {number + 1}",
        quantity=str(whole) if form == 0 else f"SEM_{name}*{whole % 6 + 1}",
        multiplier=draw.one(("", "", "", "2", "5")),
        rate=f"{whole * 10}.5+SEM_{other}*10" if form == 2 else f"{cents // 100}.{cents % 100:02}",
        unit=draw.one(UNITS),
        fringes=list(dict.fromkeys(codes)),
        person=f"Personne {draw.random.randrange(PEOPLE)}" if form == 1 else "",
        cuts={"territory": {"BE": "51", "FR": "34", "LU": "15"} if number % 5 == 0 else {"BE": "1"}},
        vat=2_100,
    )
