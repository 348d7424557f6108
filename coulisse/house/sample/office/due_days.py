"""When what La Drache has promised falls due: pay at the end of a month or of a block, suppliers by their terms."""

from datetime import date
from typing import Final

JUNE: Final = date(2027, 6, 30)
SOUND: Final = date(2027, 7, 23)
QUARTER: Final = date(2027, 7, 31)
DELIVERY: Final = date(2027, 11, 30)

DUE: Final[dict[tuple[str, str], date]] = {
    ("32", "Projecteurs et groupe électrogène"): date(2027, 3, 26),
    ("34", "Matériel son"): date(2027, 3, 26),
    ("43", "Costumes de fanfare"): date(2027, 3, 25),
    ("23", "Équipe son et électricité, paie"): date(2027, 3, 31),
    ("22", "Assistante à la réalisation, contrat"): date(2027, 3, 31),
    ("23", "Équipe machinerie, paie"): date(2027, 4, 9),
    ("51", "Carburant"): date(2027, 4, 8),
    ("53", "Table régie"): date(2027, 4, 8),
    ("23", "Équipe régie et décors, paie"): date(2027, 4, 16),
    ("53", "Cantine du tournage"): date(2027, 4, 15),
    ("25", "Rôles secondaires, cachets"): date(2027, 4, 23),
    ("25", "Rôle principal, cachets"): date(2027, 4, 30),
    ("42", "Accessoires de la crue"): date(2027, 4, 29),
    ("22", "Réalisation, honoraires"): date(2027, 5, 7),
    ("52", "Chambres, Durbuy"): date(2027, 5, 5),
    ("31", "Caméra et optiques"): date(2027, 5, 14),
    ("33", "Camion machinerie"): date(2027, 5, 12),
    ("52", "Chambres, Dinant"): date(2027, 5, 21),
    ("61", "Salle de montage"): date(2027, 5, 24),
    ("23", "Équipe image, paie"): date(2027, 6, 1),
    ("24", "Monteuse, contrat"): date(2027, 6, 1),
    ("24", "Assistant monteur, contrat"): date(2027, 6, 1),
    ("41", "Construction, salle des fêtes"): date(2027, 6, 3),
    ("33", "Travelling et grue"): date(2027, 6, 10),
    ("12", "Musique originale"): date(2027, 6, 11),
    ("32", "Consommables lumière"): date(2027, 6, 16),
    ("31", "Stabilisateur, 6 jours"): date(2027, 6, 24),
    ("31", "Disques et sauvegardes"): date(2027, 6, 24),
    ("25", "Post-synchronisation, rôle 8"): SOUND,
    ("62", "Montage son et mixage"): SOUND,
    ("63", "Effets numériques, la crue"): SOUND,
    ("63", "Étalonnage"): SOUND,
    ("27", "ONSS, équipe"): QUARTER,
    ("27", "ONSS, interprétation"): QUARTER,
    ("21", "Rémunération des producteurs"): DELIVERY,
    ("64", "DCP et livrables"): DELIVERY,
}


def due_on(account: str, label: str) -> date:
    """The agreed day; what has none of its own is settled at the end of June."""
    return DUE.get((account, label), JUNE)
