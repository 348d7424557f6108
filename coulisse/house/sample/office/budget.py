"""The budget of La Drache: the estimate v10, the agreed v11, and v12, in which half a week more is being discussed."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from coulisse.desks.office.budget.actions import comments, library, lines, tables, versions
from coulisse.desks.office.budget.charts import charts
from coulisse.desks.office.budget.models import Budget, BudgetFringe, BudgetGlobal, BudgetLine
from coulisse.desks.office.budget.queries.presets import fringe_values, latest, offered
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments
from coulisse.kernel.language import Language
from coulisse.kernel.money import Money

LINES: Final = Path(__file__).parent.parent / "files" / "la-drache-budget.csv"
AGREED_ON: Final = date(2027, 1, 8)
FIRST_NUMBER: Final = 10
"""The nine before it were typed in a spreadsheet."""
FRINGES: Final = {
    "employee": "Employé, cotisations patronales",
    "holiday_employee": "Employé, pécule de vacances",
    "worker": "Ouvrier ou artiste (108 %), cotisations patronales",
    "holiday_worker": "Ouvrier ou artiste (108 %), vacances",
    "independent": "Indépendant, sur facture",
    "article_1bis": "Article 1bis, part du donneur d’ordre",
    "amateur": "IAA, sans cotisation",
    "law_insurance": "Assurance-loi",
}
LAW_INSURANCE: Final = "1.8"
KM: Final = "payroll.km_yearly"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A price that the house remembers from another film."""

    description: str
    cents: int
    unit: str
    supplier: str
    account: str
    seen_on: date


QUOTED: Final = (
    Quoted("Corps caméra et viseur", 249_000, "sem.", "Caméra Sambre", "31", date(2025, 5, 12)),
    Quoted("Corps caméra et viseur", 262_000, "sem.", "Optiques du Nord", "31", date(2026, 3, 3)),
    Quoted("Optiques anamorphiques", 151_500, "sem.", "Caméra Sambre", "31", date(2025, 5, 12)),
    Quoted("Groupe électrogène 60 kVA", 94_000, "sem.", "Lux Grip Sàrl", "32", date(2026, 6, 18)),
    Quoted("Travelling, rails, plateaux", 128_000, "sem.", "Lux Grip Sàrl", "33", date(2026, 6, 18)),
    Quoted("Repas de midi, équipe", 1_690, "repas", "Cantine des Fagnes", "53", date(2025, 9, 1)),
    Quoted("Chambre double, petit déjeuner", 8_100, "nuit", "Auberge de l’Ourthe", "52", date(2026, 2, 9)),
)


def type_the_budget(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """Estimate, agreement, and what is talked about now: each by the action that a person would use."""
    nadia, solange = people["nadia"], people["solange"]
    estimate = _estimate(production, by=nadia, at=moments.ago(24, 10))
    agreed = versions.copy(
        budget=estimate,
        name="Devis agréé",
        change="Six semaines et demie, 32 jours",
        by=nadia,
        at=moments.ago(22, 9),
    )
    _set(agreed, "semaines_tournage", "6.5", by=nadia, at=moments.ago(22, 9, 10))
    _set(agreed, "jours_tournage", "32", by=nadia, at=moments.ago(22, 9, 12))
    _comment(
        agreed, "Caméra Sambre", "Prix de liste ; Solange redemande un devis avant le tournage.", nadia, moments
    )
    versions.lock(budget=agreed, agreed_on=AGREED_ON, by=nadia, at=moments.ago(20, 16))
    working = versions.copy(
        budget=agreed,
        name="Une demi-semaine de plus",
        change="Si J14 est reporté : sept semaines, 34 jours",
        by=nadia,
        at=moments.ago(2, 11, 30),
    )
    versions.take_up(budget=working, by=nadia, at=moments.ago(2, 11, 32))
    _set(working, "semaines_tournage", "7", by=nadia, at=moments.ago(2, 11, 41))
    _set(working, "jours_tournage", "34", by=solange, at=moments.ago(2, 11, 44))
    _keep_quotes(production, by=solange, moments=moments)


def _estimate(production: Production, *, by: User, at: datetime) -> Budget:
    chart = charts()["feature-coproduction"]
    budget = versions.begin(
        production=production,
        chart=chart,
        name="Devis estimatif",
        tables={BudgetGlobal: _globals(), BudgetFringe: _fringes()},
        number=FIRST_NUMBER,
        by=by,
        at=at,
    )
    with LINES.open(encoding="utf-8", newline="") as file:
        fields, *rows = csv.reader(file, delimiter=";")
    by_account: dict[str, list[list[str]]] = {}
    for number, *cells in rows:
        by_account.setdefault(number, []).append(cells)
    for number, block in by_account.items():
        lines.paste(
            budget=budget,
            account=number,
            start=None,
            fields=fields[1:],
            rows=block,
            language=Language.FR,
            by=by,
            at=at,
        )
    return budget


def _globals() -> list[dict[str, object]]:
    km = latest([KM], AGREED_ON)[KM]
    known = (
        ("semaines_tournage", "Semaines de tournage", "6", "sem."),
        ("jours_tournage", "Jours de tournage", "30", "jours"),
        ("semaines_prepa", "Semaines de préparation", "8", "sem."),
        ("repas", "Repas, par personne", "17.80", "€"),
        ("nuit_hotel", "Nuit d’hôtel", "84", "€"),
    )
    rows: list[dict[str, object]] = [
        {"name": name, "label": label, "formula": formula, "unit": unit} for name, label, formula, unit in known
    ]
    dated = {"name": "km", "label": "Indemnité kilométrique", "formula": km.text, "unit": "€/km"}
    return [*rows, {**dated, "parameters": [km.pk]}]


def _fringes() -> list[dict[str, object]]:
    rows = [fringe_values(one, "27", name=FRINGES[one.preset.key]) for one in offered(AGREED_ON, FRINGES)]
    for row in rows:
        if row["preset"] == "law_insurance":
            row["value"] = LAW_INSURANCE
    return rows


def _set(budget: Budget, name: str, formula: str, *, by: User, at: datetime) -> None:
    row = BudgetGlobal.objects.get(budget=budget, name=name)
    tables.set_global(
        budget=budget, pk=row.pk, read_version=row.version, values={"formula": formula}, by=by, at=at
    )


def _comment(budget: Budget, words: str, text: str, by: User, moments: Moments) -> None:
    line = BudgetLine.objects.select_related("budget", "account").get(budget=budget, description__startswith=words)
    comments.comment(line=line, text=text, by=by, at=moments.ago(21, 15, 20))


def _keep_quotes(production: Production, *, by: User, moments: Moments) -> None:
    for number, one in enumerate(QUOTED):
        library.keep_price(
            description=one.description,
            rate=Money(one.cents),
            unit=one.unit,
            supplier=one.supplier,
            account=one.account,
            seen_on=one.seen_on,
            production=production.pk,
            by=by,
            at=moments.ago(19, 14, number),
        )
