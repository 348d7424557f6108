"""Estimates, notes, approvals and closed weeks behind cost report no. 6."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from coulisse.desks.office.budget.queries.agreed import leaf_accounts
from coulisse.desks.office.costs.actions.closing import close_report
from coulisse.desks.office.costs.actions.estimates import estimate
from coulisse.desks.office.costs.actions.notes import write_note
from coulisse.desks.office.costs.actions.overspends import answer, ask, watch
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import STORY_DAY, Moments
from coulisse.house.sample.office.fourteenth import foresee_the_fourteenth
from coulisse.house.sample.office.spending import spend_before_the_report
from coulisse.kernel import Money

WEEK_9: Final = date(2027, 3, 7)
SITUATION: Final = date(2027, 3, 15)
PLANNED: Final = 32


@dataclass(frozen=True, slots=True)
class Expected:
    """What an account will have cost in the end, before the forecast of J14, in euro; and why."""

    account: str
    final: str
    reason: str


BEFORE: Final = (
    Expected("13", "10440.00", "Traduction des sous-titres en plus"),
    Expected("41", "192750.00", "Construction de la salle des fêtes finie sous le devis"),
    Expected("42", "59180.00", "Accessoires de la crue doublés"),
    Expected("43", "63680.00", "Uniformes de fanfare loués plutôt que cousus"),
    Expected("44", "32050.00", "Raccords de pluie"),
    Expected("72", "39500.00", "Avenant luxembourgeois"),
)
IN_WEEK_10: Final = (
    Expected("25", "269080.00", "Une demi-journée de post-synchronisation, rôle 8"),
    Expected("27", "404990.00", "Charges de la post-synchronisation"),
    Expected("33", "52220.05", "Facture Lux Grip Sàrl, 120,05"),
    Expected("51", "88510.00", "Carburant, deux navettes de plus"),
    Expected("52", "76148.00", "Dinant : 22 → 19 chambres"),
    Expected("54", "43120.00", "Gardiennage de nuit, deux nuits"),
)


@dataclass(frozen=True, slots=True)
class Remark:
    """A note of the report."""

    text: str
    accounts: tuple[str, ...] = field(default_factory=tuple)


NOTES: Final = (
    Remark(
        "Semaine 10 : une demi-journée de post-synchronisation en plus (rôle 8) et charges correspondantes.",
        ("25", "27"),
    ),
    Remark(
        "Caméra Sambre : 18 450,00 → 16 236,00 (−12 %), économie 2 214,00. Les deux offres sont au dossier.",
        ("31",),
    ),
    Remark("Facture Lux Grip Sàrl 120,05, répartie 61,22 / 40,82 / 18,01.", ("33",)),
    Remark("Dinant : 22 → 19 chambres, 3 × 84,00 = 252,00 d’économie.", ("52",)),
    Remark(
        "J14 annulé (Durbuy) : 24 116,00 moins 516,20 récupérables = 23 599,80, répartis sur huit comptes en coût "
        "final estimé et repris aux imprévus (91) ; rien en réalisé. Indemnité d’assurance estimée 18 599,80, non "
        "comptée tant que non acceptée.",
        ("23", "25", "26", "33", "51", "52", "53", "54", "91"),
    ),
)


def follow_the_costs(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """Two weeks of an administrator: report no. 5 on 08/03, no. 6 on 16/03."""
    numbers = {account.number for account in leaf_accounts(production)}
    if not numbers:
        return
    contingency = "91" if "91" in numbers else "90"
    nadia, odile = people["nadia"], people["odile"]
    watched = {"contingency": contingency, "threshold_cents": 100_000, "approver": odile}
    watch(production=production, values=watched, read_version=1, by=nadia, at=moments.told(date(2027, 1, 11), 9))
    for expected in BEFORE:
        _expect(production, expected, by=nadia, at=moments.told(date(2027, 3, 8), 9, 15))
    _close(production, 5, WEEK_9, by=nadia, at=moments.told(date(2027, 3, 8), 10), facts={"days_shot": 7})
    spend_before_the_report(production=production, people=people, moments=moments)
    for expected in IN_WEEK_10:
        _expect(production, expected, by=nadia, at=moments.told(SITUATION, 17, 50))
    foresee_the_fourteenth(production=production, people=people, at=moments.told(STORY_DAY, 8, 40))
    for remark in NOTES:
        accounts = [contingency if each == "91" else each for each in remark.accounts]
        written = moments.told(STORY_DAY, 9, 5)
        write_note(production=production, text=remark.text, accounts=accounts, by=nadia, at=written)
    _ask(production, people, moments)
    facts = {"days_shot": 13, "days_planned": PLANNED, "cash": 21_488_012}
    stamp = "prévision J14 ajoutée le 16/03"
    _close(production, 6, SITUATION, by=nadia, at=moments.told(STORY_DAY, 9, 30), facts=facts, stamp=stamp)


def _expect(production: Production, expected: Expected, *, by: User, at: datetime) -> None:
    final = Money.parse(expected.final)
    estimate(production=production, account=expected.account, final=final, reason=expected.reason, by=by, at=at)


def _ask(production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """One overspend approved, one that waits for its answer; the others are still to be asked."""
    nadia, odile = people["nadia"], people["odile"]
    crew = ask(
        production=production,
        account="23",
        over=Money(1_128_460),
        reason="J14 annulé : la journée de l’équipe est due",
        asked_of=odile,
        by=nadia,
        at=moments.told(STORY_DAY, 9, 10),
    )
    answer(overspend=crew, approved=True, why="Prise aux imprévus", by=odile, at=moments.told(STORY_DAY, 9, 20))
    ask(
        production=production,
        account="25",
        over=Money(474_000),
        reason="J14 et post-synchronisation du rôle 8",
        asked_of=odile,
        by=nadia,
        at=moments.told(STORY_DAY, 9, 25),
    )


def _close(
    production: Production,
    number: int,
    until: date,
    *,
    by: User,
    at: datetime,
    facts: dict[str, Any],
    stamp: str = "",
) -> None:
    known = {"days_planned": PLANNED, "cash": None, **facts}
    close_report(production=production, until=until, number=number, stamp=stamp, facts=known, by=by, at=at)
