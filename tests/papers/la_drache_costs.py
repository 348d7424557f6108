"""Cost report no. 6 of La Drache, as data: the sums that the sample house and the paper must tell."""

from datetime import date, datetime
from typing import Final

from coulisse.engines.costs import Account, Report, report
from coulisse.house.sample.office.costs import BEFORE, IN_WEEK_10, NOTES
from coulisse.house.sample.office.spent import SPENT
from coulisse.kernel import Money
from coulisse.kernel.times import BRUSSELS
from coulisse.papers.cost_report import CostReportPaper, PaperNote, Signer

GROUPS: Final = {
    "1": ("10", "Droits artistiques"),
    "2": ("20", "Personnel et interprétation"),
    "3": ("30", "Moyens techniques"),
    "4": ("40", "Décors et costumes"),
    "5": ("50", "Transports, défraiements, régie"),
    "6": ("60", "Post-production"),
    "7": ("70", "Assurances et divers"),
    "8": ("80", "Frais généraux"),
    "9": ("90", "Imprévus"),
}
BUDGET: Final = {
    "11": ("Sujet, scénario, dialogues", 11_200_000),
    "12": ("Droits musicaux et musique originale", 4_150_000),
    "13": ("Documentation, traductions", 980_000),
    "21": ("Producteurs", 17_400_000),
    "22": ("Réalisation", 14_800_000),
    "23": ("Équipe – préparation et tournage", 74_260_000),
    "24": ("Équipe – finitions", 9_640_000),
    "25": ("Interprétation – rôles", 26_830_000),
    "26": ("Figuration", 6_120_000),
    "27": ("Charges sociales", 40_285_000),
    "31": ("Image – caméra", 11_845_000),
    "32": ("Lumière", 7_430_000),
    "33": ("Machinerie", 5_210_000),
    "34": ("Son", 2_840_000),
    "41": ("Décors – construction, location", 19_640_000),
    "42": ("Meubles et accessoires", 5_820_000),
    "43": ("Costumes", 6_480_000),
    "44": ("Maquillage, coiffure, effets", 3_160_000),
    "51": ("Transports", 8_820_000),
    "52": ("Hébergement", 7_640_000),
    "53": ("Repas et cantine", 6_930_000),
    "54": ("Régie, autorisations", 4_270_000),
    "61": ("Montage image", 4_620_000),
    "62": ("Montage son, mixage", 9_860_000),
    "63": ("Étalonnage, effets numériques", 8_740_000),
    "64": ("Supports, livraisons", 2_490_000),
    "71": ("Assurances", 4_340_000),
    "72": ("Frais juridiques, financiers", 3_860_000),
    "73": ("Publicité de production", 1_240_000),
    "81": ("Frais généraux", 11_840_000),
    "91": ("Imprévus", 5_525_000),
}

J14: Final = {
    "23": 1_128_460,
    "25": 396_000,
    "26": 256_500,
    "33": 231_000,
    "54": 64_000,
    "53": 51_620,
    "52": 184_800,
    "51": 47_600,
}
"""What the cancelled day adds, in cents: 23 599,80, taken from the contingency."""
SAVED: Final = 221_400
"""On the camera, by the quote that was chosen."""


def report_no_6() -> Report:
    """From the same lines as the sample house, without a database."""
    spent = {each.account: each for each in SPENT}
    forecasts = {account: Money(cents) for account, cents in J14.items()}
    forecasts["91"] = -Money.total(forecasts.values())
    forecasts["31"] = Money(-SAVED)
    estimates = {each.account: Money.parse(each.final) for each in (*BEFORE, *IN_WEEK_10)}
    return report(
        Account(
            number,
            name,
            budget=Money(cents),
            actual=Money(spent[number].actual if number in spent else 0),
            committed=Money(spent[number].promised if number in spent else 0),
            movement=Money(spent[number].week if number in spent else 0),
            forecast=forecasts.get(number, Money(0)),
            estimate=estimates.get(number),
            group=GROUPS[number[0]][0],
            group_name=GROUPS[number[0]][1],
            notes=tuple(place for place, note in enumerate(NOTES, 1) if number in note.accounts),
        )
        for number, (name, cents) in BUDGET.items()
    )


def paper_no_6() -> CostReportPaper:
    made = report_no_6()
    contingency = made.row("91")
    return CostReportPaper(
        film="La Drache",
        house="Meuse & Fils Films SRL",
        number=6,
        until=date(2027, 3, 15),
        week=10,
        at=datetime(2027, 3, 16, 9, 30, tzinfo=BRUSSELS),
        report=made,
        notes=tuple(PaperNote(place, note.text) for place, note in enumerate(NOTES, 1)),
        stamp="prévision J14 ajoutée le 16/03",
        days_shot=13,
        days_planned=32,
        contingency=contingency.figures.final if contingency else None,
        cash=Money(21_488_012),
        signers=(
            Signer("Administratrice de production", "Nadia Verhaeghen"),
            Signer("Directrice de production", "Solange De Backer"),
        ),
    )
