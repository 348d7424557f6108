"""The shooting plan of *La Drache*: places, sets, roles, scenes, days, and the two boards v8 and v9.

Plain tuples, in the order of the paper « plan de travail v9 du 16/03/2027 ». Lengths are in eighths, timings in
seconds of film, shooting times in minutes, hours on the clocks of Brussels. Positions are read off a map by hand.
"""

from typing import Final, NamedTuple


class PlaceFacts(NamedTuple):
    key: str
    name: str
    city: str
    country: str
    latitude: str
    longitude: str


class RoleFacts(NamedTuple):
    """`minor_age` of the child who plays it; `day_rate_cents` and how sure of it one is."""

    number: int
    name: str
    actor: str
    minor_age: int | None
    day_rate_cents: int
    confidence: str


class SceneFacts(NamedTuple):
    number: str
    int_ext: str
    effect: str
    set: str
    eighths: int
    seconds: int
    minutes: int
    roles: tuple[int, ...]
    synopsis: str


class DayFacts(NamedTuple):
    """One shooting day of v9 and the scenes that it holds, in order."""

    number: int
    date: str
    place: str
    call: str
    ready: str
    meal: str
    wrap: str
    scenes: tuple[str, ...]
    note: str


PLACES: Final = (
    PlaceFacts("guillemins", "Liège-Guillemins", "Liège", "BE", "50.624500", "5.566800"),
    PlaceFacts("outremeuse", "Liège, Outremeuse", "Liège", "BE", "50.640000", "5.583000"),
    PlaceFacts("huy", "Huy, quai", "Huy", "BE", "50.519000", "5.240000"),
    PlaceFacts("salzinnes", "Namur, Salzinnes", "Namur", "BE", "50.461600", "4.845000"),
    PlaceFacts("namur", "Namur", "Namur", "BE", "50.463900", "4.867500"),
    PlaceFacts("durbuy", "Durbuy, pl. aux Foires", "Durbuy", "BE", "50.352800", "5.456100"),
    PlaceFacts("dinant", "Dinant", "Dinant", "BE", "50.260600", "4.912200"),
    PlaceFacts("leffe", "Dinant, Leffe", "Dinant", "BE", "50.268000", "4.905000"),
    PlaceFacts("esch", "Esch-sur-Alzette", "Esch-sur-Alzette", "LU", "49.495800", "5.980600"),
    PlaceFacts("moulins", "Lille, Moulins", "Lille", "FR", "50.620000", "3.070000"),
    PlaceFacts("wazemmes", "Lille, Wazemmes", "Lille", "FR", "50.627000", "3.048000"),
    PlaceFacts("jalhay", "Jalhay", "Jalhay", "BE", "50.588000", "5.970000"),
    PlaceFacts("waimes", "Waimes", "Waimes", "BE", "50.414000", "6.110000"),
)

SETS: Final = (
    ("Gare, parvis", "guillemins"),
    ("Hall de gare", "guillemins"),
    ("École – classe", "moulins"),
    ("Appartement Noémie – cuisine", "outremeuse"),
    ("Appartement Noémie – salon", "outremeuse"),
    ("Café «\xa0Le Batelier\xa0»", "huy"),
    ("Quai de Meuse, péniche", "huy"),
    ("Place du marché, la drache", "durbuy"),
    ("Commissariat – bureau", "salzinnes"),
    ("Hôtel de ville – bureau", "namur"),
    ("Appartement Noémie – chambre", "outremeuse"),
    ("Cour de l’immeuble", "outremeuse"),
    ("Quai de Meuse", "huy"),
    ("Hôtel de ville – salle", "namur"),
    ("Croisette", "dinant"),
    ("Escalier, rue Grande", "dinant"),
    ("Commissariat – couloir", "salzinnes"),
    ("Cuisine de Marthe", "esch"),
    ("Camionnette de Victor", ""),
    ("Salle paroissiale", "dinant"),
    ("Rocher Bayard, route", "dinant"),
    ("Couvent – parloir", "leffe"),
    ("Péniche – cale", ""),
    ("Cité minière, rue", "esch"),
    ("Maison Marthe – cuisine", "esch"),
    ("Maison Marthe – salon", "esch"),
    ("Voiture de police", ""),
    ("Commissariat – cellule", "salzinnes"),
    ("Hangar à minerai", "esch"),
    ("Passerelle", "esch"),
    ("Maison Marthe – grenier", "esch"),
    ("Maison Marthe – entrée", "esch"),
    ("Tribunal – audience", "moulins"),
    ("Canal, berge", "wazemmes"),
    ("Pont du canal", "wazemmes"),
    ("Canal, péniche", "wazemmes"),
    ("Barrage de la Gileppe", "jalhay"),
    ("Route des Fagnes", "waimes"),
)
"""Each set with the key of the place where it is shot; empty where none is found yet."""

ROLES: Final = (
    RoleFacts(1, "NOÉMIE", "Coralie Wauters", None, 85_000, "signed"),
    RoleFacts(2, "VICTOR", "Yvan Grosjean", None, 78_000, "signed"),
    RoleFacts(3, "ADÈLE", "Aminata Sarr", None, 82_000, "agreed"),
    RoleFacts(4, "JEF", "Ruben Claes", None, 52_000, "signed"),
    RoleFacts(5, "MARTHE", "Élise Thonon", None, 65_000, "agreed"),
    RoleFacts(6, "LE BOURGMESTRE", "Philippe Noirhomme", None, 48_000, "signed"),
    RoleFacts(7, "LÉO", "Basile Hennuy", 12, 30_000, "signed"),
    RoleFacts(8, "L’INSPECTEUR PIRON", "Karim Benali", None, 45_000, "signed"),
    RoleFacts(9, "SŒUR AGNÈS", "Mireille Collignon", None, 32_000, "signed"),
    RoleFacts(10, "LE PASSEUR", "Tomas Vervoort", None, 40_000, "agreed"),
    RoleFacts(11, "LA TENANCIÈRE", "Jacqueline Stassart", None, 38_000, "signed"),
    RoleFacts(12, "LE FACTEUR", "Gilles Remacle", None, 35_000, "assumed"),
)

SCENES: Final = (
    SceneFacts(
        "1",
        "EXT",
        "day",
        "Gare, parvis",
        9,
        67,
        180,
        (1, 2),
        "Noémie descend du train de Namur, un théodolite sous le bras. Victor ne la reconnaît pas.",
    ),
    SceneFacts(
        "2",
        "EXT",
        "day",
        "Gare, parvis",
        9,
        68,
        180,
        (1, 2),
        "Sous l’auvent, ils comptent les minutes et les millimètres.",
    ),
    SceneFacts(
        "3",
        "INT",
        "day",
        "Hall de gare",
        8,
        60,
        160,
        (1, 2, 12),
        "Le facteur remet à Noémie une lettre que sa mère n’a jamais ouverte.",
    ),
    SceneFacts(
        "4",
        "INT",
        "day",
        "École – classe",
        12,
        88,
        170,
        (1, 7),
        "Vingt-deux enfants dessinent la crue de 1993 sans l’avoir vue.",
    ),
    SceneFacts(
        "5",
        "INT",
        "day",
        "Appartement Noémie – cuisine",
        11,
        81,
        200,
        (1, 7),
        "Léo fait ses devoirs ; la casserole recueille la fuite.",
    ),
    SceneFacts(
        "6",
        "INT",
        "day",
        "Appartement Noémie – salon",
        8,
        59,
        145,
        (1, 7, 4),
        "Jef rapporte le tuba et une mauvaise nouvelle.",
    ),
    SceneFacts(
        "7",
        "INT",
        "day",
        "Café «\xa0Le Batelier\xa0»",
        13,
        95,
        260,
        (2, 11, 12),
        "La tenancière tient le registre des crues depuis trente ans.",
    ),
    SceneFacts(
        "8",
        "EXT",
        "day",
        "Quai de Meuse, péniche",
        10,
        73,
        200,
        (2, 10),
        "Le passeur refuse de lever l’ancre sans papier signé.",
    ),
    SceneFacts(
        "9",
        "INT",
        "day",
        "Appartement Noémie – cuisine",
        10,
        74,
        180,
        (1, 7),
        "Léo a compté : une goutte toutes les quatre secondes.",
    ),
    SceneFacts(
        "10",
        "EXT",
        "day",
        "Quai de Meuse, péniche",
        9,
        67,
        180,
        (2, 10),
        "Victor paie d’avance ; le bac ne vient pas.",
    ),
    SceneFacts(
        "11",
        "INT",
        "day",
        "Café «\xa0Le Batelier\xa0»",
        13,
        95,
        260,
        (2, 11, 12),
        "Le facteur lit à voix haute une lettre qui n’est pas pour lui.",
    ),
    SceneFacts(
        "12",
        "EXT",
        "day",
        "Place du marché, la drache",
        9,
        65,
        180,
        (1, 2, 6),
        "L’averse éclate au milieu de la fanfare.",
    ),
    SceneFacts(
        "13",
        "INT",
        "day",
        "Commissariat – bureau",
        13,
        95,
        260,
        (1, 8),
        "L’inspecteur Piron cherche un registre, pas une personne.",
    ),
    SceneFacts(
        "14",
        "EXT",
        "day",
        "Place du marché, la drache",
        9,
        66,
        180,
        (1, 2, 7),
        "Le parapluie se retourne devant le kiosque ; Léo disparaît dans la foule.",
    ),
    SceneFacts(
        "15",
        "INT",
        "day",
        "Hôtel de ville – bureau",
        13,
        96,
        260,
        (1, 6),
        "Le bourgmestre n’a pas le temps d’avoir peur.",
    ),
    SceneFacts(
        "16", "INT", "day", "Appartement Noémie – salon", 9, 66, 160, (1, 4), "Jef propose de jouer pour rien."
    ),
    SceneFacts(
        "17", "EXT", "day", "Place du marché, la drache", 8, 59, 160, (1, 6), "La place vidée, un seul lampion."
    ),
    SceneFacts(
        "18",
        "INT",
        "night",
        "Appartement Noémie – salon",
        11,
        82,
        220,
        (1, 4),
        "La lettre dit ce que la mère savait.",
    ),
    SceneFacts(
        "19",
        "INT",
        "night",
        "Appartement Noémie – salon",
        11,
        83,
        220,
        (1, 4),
        "Ils décident de voler le registre.",
    ),
    SceneFacts(
        "20", "INT", "night", "Appartement Noémie – chambre", 10, 75, 200, (1,), "Noémie appelle un répondeur."
    ),
    SceneFacts("21", "EXT", "night", "Cour de l’immeuble", 6, 45, 120, (1, 4), "La pluie reprend, plus fort."),
    SceneFacts(
        "22",
        "INT",
        "day",
        "Café «\xa0Le Batelier\xa0»",
        9,
        66,
        180,
        (1, 2, 11),
        "La tenancière garde la clé sous le percolateur.",
    ),
    SceneFacts(
        "23", "EXT", "evening", "Quai de Meuse", 7, 50, 140, (2, 10), "Le passeur raconte la nuit de 1993."
    ),
    SceneFacts(
        "24",
        "INT",
        "day",
        "Hôtel de ville – bureau",
        12,
        89,
        240,
        (1, 6),
        "Le rapport est arrivé ; il est encore sous enveloppe.",
    ),
    SceneFacts(
        "25",
        "INT",
        "day",
        "Hôtel de ville – salle",
        14,
        103,
        280,
        (1, 2, 6, 8),
        "Le conseil vote contre la pluie.",
    ),
    SceneFacts(
        "26", "INT", "day", "Hôtel de ville – salle", 13, 97, 260, (1, 2, 6, 8), "Noémie montre la courbe de Léo."
    ),
    SceneFacts(
        "27",
        "EXT",
        "day",
        "Croisette",
        10,
        100,
        165,
        (1, 2, 6, 11),
        "Noémie retrouve Victor sous l’averse ; la tenancière les voit depuis le quai.",
    ),
    SceneFacts(
        "28",
        "EXT",
        "day",
        "Escalier, rue Grande",
        5,
        55,
        75,
        (11, 12),
        "La tenancière remonte l’escalier, croise le facteur.",
    ),
    SceneFacts(
        "29",
        "INT",
        "day",
        "Commissariat – bureau",
        13,
        95,
        260,
        (1, 8),
        "L’inspecteur rend le carnet, moins une page.",
    ),
    SceneFacts("30", "INT", "day", "Commissariat – couloir", 8, 60, 160, (1, 2, 8), "Victor avoue le parapluie."),
    SceneFacts(
        "31",
        "INT",
        "day",
        "École – classe",
        13,
        97,
        180,
        (1, 7),
        "Léo explique la crue à la classe avec un évier.",
    ),
    SceneFacts(
        "32",
        "INT",
        "night",
        "Cuisine de Marthe",
        21,
        157,
        420,
        (1, 5),
        "Marthe parle néerlandais quand elle a peur. Elle a peur.",
    ),
    SceneFacts(
        "33",
        "INT/EXT",
        "dusk",
        "Camionnette de Victor",
        22,
        165,
        440,
        (1, 2),
        "La camionnette cale au milieu du gué.",
    ),
    SceneFacts("33A", "EXT", "day", "Escalier, rue Grande", 3, 35, 90, (1,), "Noémie seule, cherche un abri."),
    SceneFacts(
        "34",
        "INT",
        "day",
        "Salle paroissiale",
        11,
        110,
        195,
        (1, 2, 6, 9),
        "Le bourgmestre promet, Sœur Agnès se tait.",
    ),
    SceneFacts("35", "INT", "day", "Salle paroissiale", 7, 52, 140, (1, 9), "Sœur Agnès a gardé les noms."),
    SceneFacts("36", "INT", "day", "Salle paroissiale", 7, 53, 140, (1, 9), "Un nom manque dans la colonne."),
    SceneFacts(
        "37",
        "EXT",
        "day",
        "Rocher Bayard, route",
        10,
        75,
        200,
        (1, 2),
        "La route passe sous le rocher ; la radio annonce la vigilance rouge.",
    ),
    SceneFacts(
        "38", "INT", "day", "Couvent – parloir", 12, 90, 240, (1, 9), "Derrière la grille, Sœur Agnès parle enfin."
    ),
    SceneFacts(
        "39",
        "INT",
        "day",
        "Couvent – parloir",
        12,
        90,
        240,
        (1, 9),
        "La mère de Noémie n’est pas morte dans l’eau.",
    ),
    SceneFacts(
        "40",
        "INT",
        "night",
        "Péniche – cale",
        22,
        165,
        440,
        (2, 10),
        "Dans la cale, le passeur cache des archives communales.",
    ),
    SceneFacts("41", "EXT", "day", "Cité minière, rue", 9, 66, 180, (1, 3), "Adèle ouvre la lettre de la Région."),
    SceneFacts("42", "EXT", "day", "Cité minière, rue", 9, 67, 180, (2, 3), "Seule, la pluie sur la lucarne."),
    SceneFacts("43", "EXT", "day", "Cité minière, rue", 9, 67, 180, (1, 2, 3), "Noémie revient avec le registre."),
    SceneFacts(
        "44", "INT", "day", "Maison Marthe – cuisine", 12, 88, 240, (1, 5), "Marthe met un couvert de trop."
    ),
    SceneFacts(
        "45", "INT", "day", "Maison Marthe – cuisine", 11, 82, 220, (1, 5), "La troisième assiette a un nom."
    ),
    SceneFacts(
        "46",
        "INT",
        "day",
        "Maison Marthe – salon",
        13,
        96,
        260,
        (1, 5, 4),
        "Jef joue pour Marthe un air qu’il ne connaît pas.",
    ),
    SceneFacts(
        "47", "INT", "day", "Maison Marthe – salon", 12, 89, 240, (1, 5, 4), "L’air vient de la fanfare de 1993."
    ),
    SceneFacts(
        "48",
        "INT",
        "day",
        "Café «\xa0Le Batelier\xa0»",
        9,
        67,
        180,
        (1, 2, 11),
        "La marque de 1993 n’est pas à la bonne hauteur.",
    ),
    SceneFacts(
        "49", "INT", "day", "Café «\xa0Le Batelier\xa0»", 9, 67, 180, (1, 2, 11), "Quelqu’un a regravé la marque."
    ),
    SceneFacts(
        "50",
        "INT",
        "evening",
        "Café «\xa0Le Batelier\xa0»",
        12,
        90,
        240,
        (1, 2, 4, 11),
        "La fanfare répète dans le café fermé.",
    ),
    SceneFacts(
        "51",
        "INT",
        "evening",
        "Café «\xa0Le Batelier\xa0»",
        12,
        90,
        240,
        (1, 2, 4, 11),
        "Le téléphone sonne : la vanne est ouverte.",
    ),
    SceneFacts(
        "52", "INT", "day", "Appartement Noémie – salon", 8, 60, 145, (1, 7), "Léo a dessiné la maison du passeur."
    ),
    SceneFacts(
        "53",
        "INT/EXT",
        "dawn",
        "Voiture de police",
        22,
        165,
        440,
        (1, 8),
        "L’inspecteur conduit Noémie là où la route s’arrête.",
    ),
    SceneFacts(
        "54",
        "INT",
        "day",
        "Commissariat – couloir",
        8,
        60,
        160,
        (1, 2, 8),
        "On libère Victor, on garde son parapluie.",
    ),
    SceneFacts(
        "55",
        "INT",
        "night",
        "Commissariat – cellule",
        9,
        65,
        180,
        (2, 8),
        "La cellule prend l’eau ; l’inspecteur apporte un seau.",
    ),
    SceneFacts(
        "56",
        "INT",
        "night",
        "Maison Marthe – salon",
        12,
        90,
        240,
        (1, 5),
        "Marthe brûle une photo et en garde une autre.",
    ),
    SceneFacts(
        "57", "INT", "night", "Maison Marthe – salon", 12, 90, 240, (1, 5), "Elles dorment dans les fauteuils."
    ),
    SceneFacts(
        "58", "INT", "day", "Hangar à minerai", 13, 95, 260, (2, 4, 8, 10), "Quatre hommes, un camion, pas de clé."
    ),
    SceneFacts(
        "59", "INT", "day", "Hangar à minerai", 13, 95, 260, (2, 4, 8, 10), "L’inspecteur choisit son camp."
    ),
    SceneFacts(
        "60", "INT", "night", "Hangar à minerai", 13, 96, 260, (2, 4, 8, 10), "La poursuite dans les trémies."
    ),
    SceneFacts("61", "INT", "night", "Appartement Noémie – chambre", 10, 75, 200, (1,), "Le répondeur rappelle."),
    SceneFacts(
        "62", "INT", "night", "Hangar à minerai", 12, 89, 240, (2, 4, 8, 10), "Le camion démarre sans eux."
    ),
    SceneFacts("63", "EXT", "dawn", "Passerelle", 8, 60, 160, (1, 5), "À l’heure dorée, Marthe traverse."),
    SceneFacts(
        "64", "INT", "day", "Maison Marthe – grenier", 9, 66, 180, (1, 5, 7), "Au grenier, les partitions de 1993."
    ),
    SceneFacts(
        "65",
        "INT",
        "day",
        "Maison Marthe – grenier",
        8,
        59,
        160,
        (1, 5, 7),
        "Les partitions portent des noms au dos.",
    ),
    SceneFacts(
        "66",
        "INT",
        "day",
        "Maison Marthe – entrée",
        12,
        90,
        240,
        (1, 3, 5),
        "Adèle vient chercher sa part du passé.",
    ),
    SceneFacts(
        "67", "INT", "day", "Maison Marthe – entrée", 12, 90, 240, (1, 3, 5), "On se dit au revoir trois fois."
    ),
    SceneFacts(
        "68", "INT", "day", "Tribunal – audience", 14, 103, 280, (1, 2, 6, 8), "Le bourgmestre à la barre."
    ),
    SceneFacts(
        "69", "INT", "day", "Tribunal – audience", 13, 97, 260, (1, 2, 6, 8), "Le registre est admis comme preuve."
    ),
    SceneFacts(
        "70", "INT", "day", "Tribunal – audience", 13, 95, 260, (1, 2, 5), "Marthe témoigne en deux langues."
    ),
    SceneFacts(
        "71", "INT", "day", "Tribunal – audience", 13, 95, 260, (1, 2, 8), "Le verdict attendra la décrue."
    ),
    SceneFacts("72", "EXT", "night", "Canal, berge", 12, 90, 180, (2, 10), "Le passeur prépare la traversée."),
    SceneFacts(
        "73",
        "EXT",
        "night",
        "Pont du canal",
        11,
        80,
        165,
        (1, 2),
        "Sur le pont, Noémie et Victor ne se disent rien de juste.",
    ),
    SceneFacts(
        "74",
        "EXT",
        "night",
        "Canal, péniche",
        11,
        82,
        165,
        (1, 2, 10),
        "La péniche dérive avec la fanfare à bord.",
    ),
    SceneFacts(
        "75", "EXT", "night", "Canal, péniche", 11, 83, 165, (1, 2, 10), "Ils jouent pour qu’on les repère."
    ),
    SceneFacts(
        "76",
        "EXT",
        "day",
        "Barrage de la Gileppe",
        13,
        95,
        155,
        (1, 3),
        "Depuis le barrage, on voit ce qu’on aurait pu voir.",
    ),
    SceneFacts(
        "77",
        "EXT",
        "evening",
        "Barrage de la Gileppe",
        9,
        65,
        110,
        (1, 2, 3),
        "Le soir, l’eau est plate comme une table.",
    ),
    SceneFacts(
        "78", "EXT", "day", "Route des Fagnes", 10, 75, 200, (1, 2), "La route est droite, la radio est éteinte."
    ),
    SceneFacts(
        "79",
        "EXT",
        "day",
        "Route des Fagnes",
        10,
        75,
        200,
        (1, 2),
        "Il ne pleut pas. Ils s’arrêtent pour écouter.",
    ),
)

DAYS: Final = (
    DayFacts(1, "2027-02-25", "guillemins", "07:30", "08:30", "12:30", "18:30", ("1", "2", "3"), ""),
    DayFacts(2, "2027-02-26", "outremeuse", "07:30", "08:30", "12:00", "18:30", ("5", "9"), "Enfant"),
    DayFacts(3, "2027-03-01", "outremeuse", "07:30", "08:30", "12:00", "18:30", ("6", "52", "16"), "Enfant"),
    DayFacts(4, "2027-03-02", "outremeuse", "07:30", "08:30", "12:30", "18:30", ("18", "19"), "Borniol"),
    DayFacts(
        5, "2027-03-03", "outremeuse", "09:30", "10:45", "15:00", "20:30", ("20", "61", "21"), "Pluie artif."
    ),
    DayFacts(6, "2027-03-04", "huy", "09:00", "10:00", "14:00", "20:00", ("7", "11"), ""),
    DayFacts(7, "2027-03-05", "huy", "08:30", "09:30", "13:30", "19:30", ("22", "48", "49"), ""),
    DayFacts(8, "2027-03-08", "huy", "07:30", "08:30", "12:30", "18:30", ("50", "51"), ""),
    DayFacts(
        9,
        "2027-03-09",
        "huy",
        "07:30",
        "08:30",
        "12:30",
        "18:30",
        ("8", "10", "23"),
        "Sécurité eau · Raccord soleil",
    ),
    DayFacts(10, "2027-03-10", "salzinnes", "07:30", "08:30", "12:30", "18:30", ("13", "29"), ""),
    DayFacts(11, "2027-03-11", "salzinnes", "07:30", "08:30", "12:30", "18:30", ("30", "54", "55"), ""),
    DayFacts(12, "2027-03-12", "namur", "07:30", "08:30", "12:30", "18:30", ("15", "24"), ""),
    DayFacts(13, "2027-03-15", "namur", "07:30", "08:30", "12:30", "18:30", ("25", "26"), ""),
    DayFacts(14, "2027-03-16", "durbuy", "07:30", "08:30", "12:00", "18:30", ("12", "14", "17"), ""),
    DayFacts(15, "2027-03-17", "dinant", "06:30", "08:30", "12:30", "18:30", ("27", "28", "33A", "34"), "Rect. 2"),
    DayFacts(
        16, "2027-03-18", "dinant", "07:30", "08:30", "12:30", "18:30", ("35", "36", "37"), "Voiture travelling"
    ),
    DayFacts(17, "2027-03-19", "leffe", "07:30", "08:30", "12:30", "18:30", ("38", "39"), ""),
    DayFacts(18, "2027-03-22", "esch", "07:30", "08:30", "12:30", "18:30", ("44", "45"), "Arrivée LU"),
    DayFacts(19, "2027-03-23", "esch", "07:30", "08:30", "12:30", "18:30", ("46", "47"), ""),
    DayFacts(20, "2027-03-24", "esch", "07:30", "08:30", "12:30", "18:30", ("56", "57"), ""),
    DayFacts(21, "2027-03-25", "esch", "07:30", "08:30", "12:30", "18:30", ("41", "42", "43"), "Ex-J16 (plan v9)"),
    DayFacts(22, "2027-03-26", "esch", "07:30", "08:30", "12:30", "18:30", ("58", "59"), "Armes factices"),
    DayFacts(23, "2027-03-30", "esch", "07:30", "08:30", "12:30", "18:30", ("60", "62"), "Cascade"),
    DayFacts(
        24, "2027-03-31", "esch", "05:30", "06:30", "11:30", "16:30", ("63", "64", "65"), "Heure dorée · Enfant"
    ),
    DayFacts(25, "2027-04-01", "esch", "07:30", "08:30", "12:30", "18:30", ("66", "67"), "Retour BE"),
    DayFacts(26, "2027-04-02", "moulins", "07:30", "08:30", "12:00", "18:30", ("4", "31"), "22 enfants"),
    DayFacts(27, "2027-04-05", "moulins", "07:30", "08:30", "12:30", "18:30", ("68", "69"), ""),
    DayFacts(28, "2027-04-06", "moulins", "07:30", "08:30", "12:30", "18:30", ("70", "71"), ""),
    DayFacts(
        29, "2027-04-07", "wazemmes", "19:30", "20:30", "00:00", "04:00", ("72", "73"), "Grue · Pluie artif."
    ),
    DayFacts(30, "2027-04-08", "wazemmes", "19:30", "20:45", "00:15", "03:30", ("74", "75"), "Sécurité eau"),
    DayFacts(31, "2027-04-09", "jalhay", "14:30", "15:30", "18:30", "21:30", ("76", "77"), "Drone"),
    DayFacts(32, "2027-04-12", "waimes", "07:30", "08:30", "12:30", "18:30", ("78", "79"), "Dernier jour"),
)
"""The days of v9. In v8, 16 and 21 hold each other's scenes, and 14 stands."""

SWAPPED: Final = (16, 21)
CANCELLED: Final = 14
CANCELLED_WHY: Final = "Pluie annoncée de 9 h à 16 h, place inondable : pas de décor de repli."
CHANGE: Final = (
    "J14 (Durbuy) annulé le 16/03 à 07:25, séq. 12, 14, 17 à replacer (réserve : mardi 13/04) ; "
    "séq. 41–43 déplacées de J16 à J21. Lundi 29/03 férié, non tourné."
)
MOST_EIGHTHS: Final = 30
PRICES: Final = {"company_move": 120_000, "effect_switch": 40_000, "set_change": 15_000, "overtime_hour": 270_000}
"""Assumed, in cents."""
PERMIT: Final = (3, "2027-03-18", "Nationalité sénégalaise, engagée le 18/03. Demande du 02/02 sans décision.")
"""The single permit that is missing: role, from when, what is known."""
DROP_AFTER: Final = 5
"""Shooting days without work from which a role is released, then taken up again: every contract of the film says so.

With the rates above, 41–43 on J21 instead of J16 hold ADÈLE three days more (3 × 820,00) and SŒUR AGNÈS four days
less (4 × 320,00): 1 180,00 more.
"""
EVENTS: Final = (
    (1, "fitting", "2027-02-22"),
    (2, "fitting", "2027-02-23"),
    (7, "fitting", "2027-02-24"),
    (3, "fitting", "2027-03-11"),
    (5, "fitting", "2027-03-11"),
    (9, "fitting", "2027-03-12"),
    (1, "travel", "2027-03-21"),
    (5, "travel", "2027-03-21"),
    (10, "travel", "2027-03-25"),
)
"""What a role does on a day without a strip of it: its number, the kind of event, the date."""
