"""The plan of *La Drache*, version 9: 32 days from 25/02/2027, 42 strips, 12 roles; and its DOOD as printed."""

from datetime import date, timedelta
from typing import NamedTuple

from coulisse.kernel.typography import french_spaces

EASTER_MONDAY = date(2027, 3, 29)
CANCELLED = 14
"""Called and owed, so it counts as worked."""
CALENDAR = (date(2027, 2, 22), date(2027, 4, 13))
"""The first and last day of the printed DOOD."""


class PlanStrip(NamedTuple):
    """One strip: the shooting day, where and when it plays, how long it is, and who is in it."""

    day: int
    inside: str
    effect: str
    set_name: str
    place: str
    scenes: tuple[str, ...]
    eighths: int
    seconds: int
    roles: tuple[int, ...]
    extras: int
    note: str


def _strip(line: str) -> PlanStrip:
    day, inside, effect, set_name, place, scenes, eighths, seconds, roles, extras, note = line.split("|")
    return PlanStrip(
        int(day),
        inside,
        effect,
        french_spaces(set_name),
        place,
        tuple(scenes.split(", ")),
        int(eighths),
        int(seconds),
        tuple(int(role) for role in roles.split()),
        int(extras),
        note,
    )


def shooting_days() -> tuple[date, ...]:
    """Thirty-two days from Monday to Friday, Easter Monday left out."""
    days: list[date] = []
    day = date(2027, 2, 25)
    while len(days) < 32:
        if day.weekday() < 5 and day != EASTER_MONDAY:
            days.append(day)
        day += timedelta(days=1)
    return tuple(days)


DAYS = shooting_days()
STRIPS = tuple(
    _strip(line)
    for line in """
1|EXT|day|Gare, parvis|Liège-Guillemins|1, 2|18|135|1 2|25|
1|INT|day|Hall de gare|Liège-Guillemins|3|8|60|1 2 12|25|
2|INT|day|Appartement Noémie – cuisine|Liège, Outremeuse|5, 9|21|155|1 7|0|Enfant
3|INT|day|Appartement Noémie – salon|Liège, Outremeuse|6, 16, 52|25|185|1 7 4|0|Enfant
4|INT|night|Appartement Noémie – salon|Liège, Outremeuse|18, 19|22|165|1 4|0|Borniol
5|INT|night|Appartement Noémie – chambre|Liège, Outremeuse|20, 61|20|150|1|0|
5|EXT|night|Cour de l’immeuble|Liège, Outremeuse|21|6|45|1 4|0|Pluie artif.
6|INT|day|Café « Le Batelier »|Huy, quai|7, 11|26|190|2 11 12|12|
7|INT|day|Café « Le Batelier »|Huy, quai|22, 48, 49|27|200|1 2 11|12|
8|INT|evening|Café « Le Batelier »|Huy, quai|50, 51|24|180|1 2 4 11|16|
9|EXT|day|Quai de Meuse, péniche|Huy, quai|8, 10|19|140|2 10|0|Sécurité eau
9|EXT|evening|Quai de Meuse|Huy, quai|23|7|50|2 10|0|Raccord soleil
10|INT|day|Commissariat – bureau|Namur, Salzinnes|13, 29|26|190|1 8|4|
11|INT|day|Commissariat – couloir|Namur, Salzinnes|30, 54|16|120|1 2 8|8|
11|INT|night|Commissariat – cellule|Namur, Salzinnes|55|9|65|2 8|0|
12|INT|day|Hôtel de ville – bureau|Namur|15, 24|25|185|1 6|0|
13|INT|day|Hôtel de ville – salle|Namur|25, 26|27|200|1 2 6 8|30|
14|EXT|day|Place du marché, la drache|Durbuy, pl. aux Foires|12, 14, 17|26|190|1 2 6 7|18|ANNULÉ 16/03
15|EXT|day|Croisette|Dinant|27|10|100|1 2 6 11|12|Rect. 2
15|EXT|day|Escalier, rue Grande|Dinant|28, 33A|8|90|1 11 12|6|
15|INT|day|Salle paroissiale|Dinant|34|11|110|1 2 6 9|0|
16|INT|day|Salle paroissiale|Dinant|35, 36|14|105|1 9|0|
16|EXT|day|Rocher Bayard, route|Dinant|37|10|75|1 2|0|Voiture travelling
17|INT|day|Couvent – parloir|Dinant, Leffe|38, 39|24|180|1 9|6|
18|INT|day|Maison Marthe – cuisine|Esch-sur-Alzette|44, 45|23|170|1 5|0|Arrivée LU
19|INT|day|Maison Marthe – salon|Esch-sur-Alzette|46, 47|25|185|1 5 4|0|
20|INT|night|Maison Marthe – salon|Esch-sur-Alzette|56, 57|24|180|1 5|0|
21|EXT|day|Cité minière, rue|Esch-sur-Alzette|41, 42, 43|27|200|1 2 3|14|Ex-J16 (plan v9)
22|INT|day|Hangar à minerai|Esch-sur-Alzette|58, 59|26|190|2 4 8 10|0|Armes factices
23|INT|night|Hangar à minerai|Esch-sur-Alzette|60, 62|25|185|2 4 8 10|0|Cascade
24|EXT|dawn|Passerelle|Esch-sur-Alzette|63|8|60|1 5|0|Heure dorée
24|INT|day|Maison Marthe – grenier|Esch-sur-Alzette|64, 65|17|125|1 5 7|0|Enfant
25|INT|day|Maison Marthe – entrée|Esch-sur-Alzette|66, 67|24|180|1 3 5|0|Retour BE
26|INT|day|École – classe|Lille, Moulins|4, 31|25|185|1 7|22|22 enfants
27|INT|day|Tribunal – audience|Lille, Moulins|68, 69|27|200|1 2 6 8|20|
28|INT|day|Tribunal – audience|Lille, Moulins|70, 71|26|190|1 2 5 8|20|
29|EXT|night|Canal, berge|Lille, Wazemmes|72|12|90|2 10|0|Grue
29|EXT|night|Pont du canal|Lille, Wazemmes|73|11|80|1 2|0|Pluie artif.
30|EXT|night|Canal, péniche|Lille, Wazemmes|74, 75|22|165|1 2 10|0|Sécurité eau
31|EXT|day|Barrage de la Gileppe|Jalhay|76|13|95|1 3|0|Drone
31|EXT|evening|Barrage de la Gileppe|Jalhay|77|9|65|1 2 3|0|
32|EXT|day|Route des Fagnes|Waimes|78, 79|20|150|1 2|0|Dernier jour
""".strip("\n").split("\n")
)
CAST = {
    int(number): (role, actor)
    for number, role, actor in (
        line.split("|")
        for line in """
1|NOÉMIE|Coralie Wauters
2|VICTOR|Yvan Grosjean
3|ADÈLE|Aminata Sarr
4|JEF|Ruben Claes
5|MARTHE|Élise Thonon
6|LE BOURGMESTRE|Philippe Noirhomme
7|LÉO (12 ans)|Basile Hennuy
8|L’INSPECTEUR PIRON|Karim Benali
9|SŒUR AGNÈS|Mireille Collignon
10|LE PASSEUR|Tomas Vervoort
11|LA TENANCIÈRE|Jacqueline Stassart
12|LE FACTEUR|Gilles Remacle
""".strip().split("\n")
    )
}

# A dot is an empty cell, E a fitting (essayage); what is left out at the end is empty.
PRINTED = {
    1: "E . . SW W . . W W W H W . . W H W W W . . W W W W W . T W W W W H . . . H W W W . . W W W W W . . WF",
    2: ". E . SW H . . H H H W W . . W W H W H . . W W W W H . . H H H W W . . . W H H H . . W W W W W . . WF",
    3: ". . . . . . . . . . . . . . . . . E . . . . . . . . . . . . . SW H . . . H H WD . . . . . . . PWF",
    4: ". . . . . . . SW W W H H . . WD . . . . . . . . . . . . . . PW H H W . . . WF",
    5: ". . . . . . . . . . . . . . . . . E . . . . . . . . . T SW W W H H . . . H W W H . . H WF",
    6: ". . . . . . . . . . . . . . . . . . SW . . W W WD . . . . . . . . . . . . . . . . . . PWF",
    7: ". . E . SW . . WD . . . . . . . . . . . . . . PWD . . . . . . . . . . . . . . PW H WF",
    8: ". . . . . . . . . . . . . . . . SW W H . . WD . . . . . . . . . . PW . . . W H H H . . W WF",
    9: ". . . . . . . . . . . . . . . . . . E . . . . SW W WF",
    10: ". . . . . . . . . . . . . . . SWD . . . . . . . . . . . . . . . T PW . . . WD . . . . . . . PW WF",
    11: ". . . . . . . . . . SW W . . WD . . . . . . . . PWF",
    12: ". . . SW H . . H H H WD . . . . . . . . . . . . PWF",
}
# Work, hold, travel, fittings, start, finish.
PRINTED_TOTALS = {
    1: (28, 4, 1, 1, "25/02", "12/04"),
    2: (19, 13, 0, 1, "25/02", "12/04"),
    3: (3, 3, 0, 1, "25/03", "09/04"),
    4: (7, 4, 0, 0, "01/03", "30/03"),
    5: (6, 5, 1, 1, "22/03", "06/04"),
    6: (5, 0, 0, 0, "12/03", "05/04"),
    7: (5, 1, 0, 1, "26/02", "02/04"),
    8: (7, 4, 0, 0, "10/03", "06/04"),
    9: (3, 0, 0, 1, "17/03", "19/03"),
    10: (5, 0, 1, 0, "09/03", "08/04"),
    11: (4, 0, 0, 0, "04/03", "17/03"),
    12: (3, 4, 0, 0, "25/02", "17/03"),
}
PRINTED_PER_DAY = (
    0,
    0,
    0,
    3,
    2,
    0,
    0,
    3,
    2,
    2,
    3,
    3,
    0,
    0,
    4,
    2,
    2,
    3,
    2,
    0,
    0,
    4,
    4,
    6,
    3,
    2,
    0,
    0,
    2,
    3,
    2,
    3,
    4,
    0,
    0,
    0,
    4,
    3,
    3,
    2,
    0,
    0,
    4,
    4,
    3,
    3,
    3,
    0,
    0,
    2,
    0,
)
PRINTED_EXTRAS = (
    0,
    0,
    0,
    25,
    0,
    0,
    0,
    0,
    0,
    0,
    12,
    12,
    0,
    0,
    16,
    0,
    4,
    8,
    0,
    0,
    0,
    30,
    18,
    18,
    0,
    6,
    0,
    0,
    0,
    0,
    0,
    14,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    22,
    0,
    0,
    20,
    20,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
)
