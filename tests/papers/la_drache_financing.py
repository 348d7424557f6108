# ruff: noqa: E501
"""The financing plan v6 and the agreed budget v11 of La Drache, as records: 3 482 650,00 € on both pages."""

from datetime import date, datetime

from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate
from coulisse.kernel.times import BRUSSELS
from coulisse.papers.financing_plan import Account, Condition, Country, FinancingPlan, Funding, Signature, Topsheet

TOTAL = Money(3_482_650_00)
ACCOUNTS = """
10|Droits artistiques|16330000|9164000|6046000|1120000|1
11|Sujet, scénario, dialogues|11200000|6720000|3360000|1120000|0
12|Droits musicaux et musique originale|4150000|1660000|2490000|0|0
13|Documentation, traductions|980000|784000|196000|0|0
20|Personnel et interprétation|189335000|100069950|67539450|21725600|1
21|Producteurs|17400000|8874000|5916000|2610000|0
22|Réalisation|14800000|10360000|4440000|0|0
23|Équipe – préparation et tournage|74260000|36955850|27832300|9471850|0
24|Équipe – finitions|9640000|2892000|6748000|0|0
25|Interprétation – rôles|26830000|14756500|9390500|2683000|0
26|Figuration|6120000|3672000|1530000|918000|0
27|Charges sociales|40285000|22559600|11682650|6042750|0
30|Moyens techniques|27325000|14482750|4635750|8206500|1
31|Image – caméra|11845000|7699250|1776750|2369000|0
32|Lumière|7430000|2972000|1486000|2972000|0
33|Machinerie|5210000|1823500|521000|2865500|0
34|Son|2840000|1988000|852000|0|0
40|Décors et costumes|35100000|19480800|8068800|7550400|1
41|Décors – construction, location|19640000|9427200|5106400|5106400|0
42|Meubles et accessoires|5820000|3492000|1164000|1164000|0
43|Costumes|6480000|4665600|1166400|648000|0
44|Maquillage, coiffure, effets|3160000|1896000|632000|632000|0
50|Transports, défraiements, régie|27660000|12456500|8680000|6523500|1
51|Transports|8820000|3969000|2646000|2205000|0
52|Hébergement|7640000|2674000|2674000|2292000|0
53|Repas et cantine|6930000|3465000|2079000|1386000|0
54|Régie, autorisations|4270000|2348500|1281000|640500|0
60|Post-production|25710000|7007000|15207000|3496000|1
61|Montage image|4620000|924000|3696000|0|0
62|Montage son, mixage|9860000|2465000|7395000|0|0
63|Étalonnage, effets numériques|8740000|2622000|2622000|3496000|0
64|Supports, livraisons|2490000|996000|1494000|0|0
70|Assurances et divers|9440000|6098000|2329000|1013000|1
71|Assurances|4340000|3038000|868000|434000|0
72|Frais juridiques, financiers|3860000|2316000|965000|579000|0
73|Publicité de production|1240000|744000|496000|0|0
80|Frais généraux|11840000|6038400|4025600|1776000|1
90|Imprévus|5525000|2817750|1878500|828750|1
"""
SOURCES = """
Belgique|Centre du Cinéma (CCA)|aide à la production|45000000|secured|convention 12/11/2025|40 % signature · 40 % 1er jour · 20 % copie|36000000
Belgique|Tax Shelter|investissement exonéré|90000000|signed|convention-cadre 30/09/2025, dépenses jusqu’au 30/03/2027|50 % à la signature · 50 % au 31/05/2027|45000000
Belgique|Wallimage|investissement régional|20000000|secured|convention 04/02/2026|50 % signature · 50 % sur décompte|10000000
Belgique|screen.brussels|investissement régional|8000000|secured|lettre 19/06/2026|60 % début de tournage · 40 % décompte|4800000
Belgique|VAF / Screen Flanders|avance récupérable|6000000|hoped|comité : décision attendue 30/04/2027|40 % · 30 % · 30 %|0
Belgique|Apport producteur Meuse & Fils|fonds propres|8615150|secured|extrait bancaire 02/02/2027|versé|8615150
France|Ateliers du Canal, Lille (34 %)|part coproducteur|118410100|signed|contrat de coproduction 21/05/2026|4 échéances : 30 · 30 · 30 · 10 %|71046060
Luxembourg|Alzette Images, Esch-sur-Alzette (15 %)|part coproducteur|52239750|signed|contrat de coproduction 21/05/2026|3 échéances : 50 · 40 · 10 %|26119875
"""
CONDITIONS = (
    Condition("Luxembourg", "dépenses au Luxembourg ≥ 522 397,50 €", "budgété 522 397,50 €", "marge 0,00 €"),
    Condition(
        "Tax Shelter",
        "dépenses éligibles dans les 18 mois, au plus tard 30/03/2027",
        "3 postes non payés : 86 412,00 €",
        "14 jours",
    ),
    Condition("Wallimage", "ratio de dépenses wallonnes paramétré au contrat", "412 jours sur 500", "en cours"),
    Condition("screen.brussels", "dépenses bruxelloises paramétrées au contrat", "61 % réalisés", "en cours"),
)


def accounts() -> tuple[Account, ...]:
    rows = [line.split("|") for line in ACCOUNTS.strip().splitlines()]
    return tuple(
        Account(number, name, Money(int(total)), tuple(Money(int(cut)) for cut in cuts), top == "1")
        for number, name, total, *cuts, top in rows
    )


def topsheet() -> Topsheet:
    return Topsheet(
        number=11,
        agreed_on=date(2027, 1, 8),
        territories=("Belgique", "France", "Luxembourg"),
        accounts=accounts(),
        total=TOTAL,
        cuts=(Money(1_776_151_50), Money(1_184_101_00), Money(522_397_50)),
        globals=(("Semaines de tournage", "6,5"), ("Jours de tournage", "32"), ("Change", "aucun, euro")),
        reserve="90",
    )


def groups() -> tuple[Country, ...]:
    found: dict[str, list[Funding]] = {}
    for line in SOURCES.strip().splitlines():
        country, name, kind, cents, status, paper, schedule, received = line.split("|")
        amount = Money(int(cents))
        decision = date(2027, 4, 30) if status == "hoped" else None
        found.setdefault(country, []).append(
            Funding(
                name=name,
                kind=kind,
                amount=amount,
                share=share(amount),
                status=status,
                paper=paper,
                schedule=schedule,
                received=Money(int(received)),
                decision_on=decision,
            )
        )
    return tuple(_group(country, lines) for country, lines in found.items())


def share(amount: Money) -> Rate:
    return Rate(amount.share_of(TOTAL))


def _group(country: str, lines: list[Funding]) -> Country:
    amount = Money.total(line.amount for line in lines)
    return Country(country, amount, share(amount), Money.total(line.received for line in lines), tuple(lines))


def plan() -> FinancingPlan:
    held = groups()
    lines = [line for group in held for line in group.lines]
    standings = []
    for code in ("secured", "signed", "hoped"):
        amount = Money.total(line.amount for line in lines if line.status == code)
        standings.append((code, amount, share(amount)))
    return FinancingPlan(
        film="La Drache",
        house="Meuse & Fils Films SRL",
        at=datetime(2027, 3, 15, tzinfo=BRUSSELS),
        number=6,
        day=date(2027, 3, 15),
        is_frozen=True,
        facts={
            "nature": "long métrage de fiction, 95 min, français et néerlandais",
            "shooting": "32 jours, 25/02–12/04/2027",
            "producer": "Meuse & Fils Films SRL, Liège (BE 51 %)",
            "coproducers": "Ateliers du Canal, Lille (FR 34 %) · Alzette Images, Esch-sur-Alzette (LU 15 %)",
            "currency": "euro, hors TVA",
        },
        groups=held,
        total=Money.total(line.amount for line in lines),
        received=Money.total(line.received for line in lines),
        standings=tuple(standings),
        conditions=CONDITIONS,
        topsheet=topsheet(),
        signatures=(
            Signature("Nadia Verhaeghen, administratrice de production", date(2027, 3, 15)),
            Signature("Solange De Backer, directrice de production", date(2027, 3, 15)),
            Signature("Meuse & Fils Films SRL"),
        ),
    )
