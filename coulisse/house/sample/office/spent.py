"""The accounts of La Drache on 15/03/2027: what was spent, what of it in week 10, what is promised, and on what.

Of each account the sums are those of cost report no. 6; the lines are drawn out of them by weight.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Told:
    """One kind of line: what it is called, who bills it, at which VAT, and its weight in the account."""

    label: str
    supplier: str = ""
    vat: str = "0"
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Spent:
    """One account, in cents: actual in all, actual in week 10, promised in all."""

    account: str
    actual: int
    week: int
    promised: int
    lines: tuple[Told, ...]


def _wages(*labels: str) -> tuple[Told, ...]:
    return tuple(Told(label, "SD Worx", "0", 3 - min(place, 2)) for place, label in enumerate(labels))


SPENT: Final = (
    Spent(
        "11",
        11_200_000,
        0,
        0,
        (
            Told("Cession des droits, scénario", "Arnaud Delvigne", "6", 3),
            Told("Dialogues, 2e version", "Arnaud Delvigne", "6"),
        ),
    ),
    Spent(
        "12",
        1_452_500,
        0,
        1_660_000,
        (
            Told("Musique originale", "Fanfare de Dave ASBL", "6", 3),
            Told("Droits musicaux, fanfare", "SABAM", "6"),
        ),
    ),
    Spent(
        "13",
        803_600,
        12_000,
        98_000,
        (
            Told("Traduction néerlandaise du scénario", "Vertaalhuis Demer BV", "21", 2),
            Told("Documentation, archives de la crue", "Archives de la Meuse ASBL", "21"),
        ),
    ),
    Spent(
        "21", 10_440_000, 870_000, 6_960_000, (Told("Rémunération des producteurs", "Meuse & Fils Films", "0"),)
    ),
    Spent(
        "22",
        8_584_000,
        920_000,
        6_216_000,
        (
            Told("Réalisation, honoraires", "Arnaud Delvigne", "0", 3),
            Told("Assistante à la réalisation, contrat", "SD Worx", "0"),
        ),
    ),
    Spent(
        "23",
        36_387_400,
        7_124_000,
        31_931_800,
        _wages(
            "Équipe image, paie",
            "Équipe régie et décors, paie",
            "Équipe son et électricité, paie",
            "Équipe machinerie, paie",
        ),
    ),
    Spent(
        "24",
        0,
        0,
        6_266_000,
        (Told("Monteuse, contrat", "SD Worx", "0", 2), Told("Assistant monteur, contrat", "SD Worx", "0")),
    ),
    Spent(
        "25",
        10_195_400,
        2_135_000,
        12_610_100,
        (
            Told("Rôle principal, cachets", "SD Worx", "0", 4),
            Told("Rôles secondaires, cachets", "SD Worx", "0", 3),
            Told("Post-synchronisation, rôle 8", "SD Worx", "0"),
        ),
    ),
    Spent(
        "26",
        2_509_200,
        598_500,
        734_400,
        (
            Told("Figurants, journées", "Figurants Meuse ASBL", "0", 3),
            Told("Fanfare, 22 musiciens", "Fanfare de Dave ASBL", "0"),
        ),
    ),
    Spent(
        "27",
        17_725_400,
        3_341_000,
        16_516_850,
        (Told("ONSS, équipe", "ONSS", "0", 3), Told("ONSS, interprétation", "ONSS", "0")),
    ),
    Spent(
        "31",
        5_448_700,
        811_800,
        4_738_000,
        (
            Told("Caméra et optiques", "Caméra Sambre SRL", "21", 4),
            Told("Stabilisateur, 6 jours", "Liège Optiques SRL", "21"),
            Told("Disques et sauvegardes", "Data Vesdre SRL", "21"),
        ),
    ),
    Spent(
        "32",
        3_269_200,
        530_000,
        3_566_400,
        (
            Told("Projecteurs et groupe électrogène", "Lumières du Condroz SRL", "21", 3),
            Told("Consommables lumière", "Lumières du Condroz SRL", "21"),
        ),
    ),
    Spent(
        "33",
        2_344_500,
        412_000,
        2_605_000,
        (
            Told("Travelling et grue", "Machino Hesbaye SRL", "21", 3),
            Told("Camion machinerie", "Machino Hesbaye SRL", "21"),
        ),
    ),
    Spent(
        "34",
        1_334_800,
        189_000,
        1_391_600,
        (Told("Matériel son", "Son & Écluse SRL", "21", 3), Told("Micros et piles", "Son & Écluse SRL", "21")),
    ),
    Spent(
        "41",
        13_944_400,
        624_000,
        2_946_000,
        (
            Told("Construction, salle des fêtes", "Ateliers de Seraing SRL", "21", 4),
            Told("Location, maison du bourgmestre", "Commune de Durbuy", "0", 2),
            Told("Bois et peinture", "Brico Ourthe SA", "21"),
        ),
    ),
    Spent(
        "42",
        3_841_200,
        142_000,
        814_800,
        (
            Told("Accessoires de la crue", "Brocante du Perron SRL", "21", 2),
            Told("Meubles, location", "Meubles Outremeuse SRL", "21"),
        ),
    ),
    Spent(
        "43",
        4_795_200,
        76_000,
        777_600,
        (
            Told("Costumes de fanfare", "Costumes Ardent SRL", "21", 3),
            Told("Nettoyage", "Pressing du Pont SRL", "21"),
        ),
    ),
    Spent(
        "44",
        1_516_800,
        131_000,
        948_000,
        (
            Told("Produits de maquillage", "Fards & Cie SRL", "21", 2),
            Told("Effets de pluie", "Météo Scène SRL", "21"),
        ),
    ),
    Spent(
        "51",
        3_792_600,
        596_000,
        2_910_600,
        (
            Told("Location de véhicules", "Autos Famenne SA", "21", 3),
            Told("Carburant", "Station-service, Marche-en-Famenne", "21"),
        ),
    ),
    Spent(
        "52",
        2_979_600,
        764_400,
        3_667_200,
        (
            Told("Chambres, Dinant", "Hôtel de la Citadelle", "6", 3),
            Told("Chambres, Durbuy", "Auberge de l’Ourthe", "6"),
        ),
    ),
    Spent(
        "53",
        2_910_600,
        703_000,
        2_425_500,
        (
            Told("Cantine du tournage", "La Louche mobile SRL", "12", 4),
            Told("Table régie", "La Louche mobile SRL", "12"),
        ),
    ),
    Spent(
        "54",
        2_348_500,
        221_500,
        597_800,
        (
            Told("Autorisations et gardiennage", "Communes de la vallée", "0", 2),
            Told("Parkings et barrières", "Signal Condroz SRL", "21"),
        ),
    ),
    Spent("61", 0, 0, 3_696_000, (Told("Salle de montage", "Alzette Images", "17"),)),
    Spent("62", 0, 0, 8_676_800, (Told("Montage son et mixage", "Ateliers du Canal", "20"),)),
    Spent(
        "63",
        0,
        0,
        5_418_800,
        (
            Told("Étalonnage", "Alzette Images", "17", 2),
            Told("Effets numériques, la crue", "Pixels du Nord SAS", "20", 3),
        ),
    ),
    Spent("64", 0, 0, 498_000, (Told("DCP et livrables", "Labo Sambre SRL", "21"),)),
    Spent(
        "71",
        4_340_000,
        0,
        0,
        (
            Told("Prime, tous risques tournage", "Assurances Val Mosan SA", "0", 3),
            Told("Prime, responsabilité civile", "Assurances Val Mosan SA", "0"),
        ),
    ),
    Spent(
        "72",
        2_007_200,
        34_000,
        772_000,
        (
            Told("Honoraires d’avocat", "Cabinet Lhoest", "21", 2),
            Told("Frais bancaires", "Banque de la Meuse", "0"),
        ),
    ),
    Spent(
        "73",
        223_200,
        0,
        372_000,
        (
            Told("Photographe de plateau", "Studio Terril", "21", 2),
            Told("Dossier de presse", "Imprimerie Jambes SRL", "21"),
        ),
    ),
    Spent("81", 7_104_000, 590_000, 0, (Told("Frais généraux, forfait mensuel", "Meuse & Fils Films", "0"),)),
)
