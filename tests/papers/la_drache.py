"""Day 15 of *La Drache*: its call sheet as first sent and as rectified, and the report of that day."""

from dataclasses import replace
from datetime import date, datetime, time

from coulisse.kernel.times import BRUSSELS
from coulisse.papers.call_sheet import (
    Ahead,
    AheadLine,
    CallSheet,
    Catering,
    Channel,
    Contact,
    Department,
    Diet,
    Extras,
    Hospital,
    Hours,
    Mark,
    MarkKind,
    Member,
    Need,
    PickUp,
    Place,
    Ride,
    Role,
    Scene,
    Span,
    Sun,
    Validation,
    Weather,
    WeatherHour,
    current,
)

DAY = date(2027, 3, 17)
FIRST_AT = datetime(2027, 3, 16, 18, 40, tzinfo=BRUSSELS)
SECOND_AT = datetime(2027, 3, 16, 21, 10, tzinfo=BRUSSELS)
THIRD_AT = datetime(2027, 3, 17, 7, 0, tzinfo=BRUSSELS)

# Whom the production knows each by.
NAMES = (
    "Solange De Backer, Nadia Verhaeghen, Bastien Crahay, Arnaud Delvigne, Hélène Poncelet, Sami Oukil, "
    "Brigitte Moreau, Lou Marchand, Dirk Van Acker, Anne-Sophie Legrand, Julien Thiry, Fien Baert, "
    "Olivier Nollet, Marc Lhoest, Pieter Goossens, Laura Dumont, Didier Hubert, Youssef Amrani, "
    "Tom Evrard, Katrien Maes, Loïc Gillard, Valérie Simonis, Hugo Lambotte, Nico Frère, Inge Willems, "
    "Sarah Piette, Aurore Jadin, Enzo Ricci, Frédéric Magnée, Elke Smets, Rayan Bakkali, Zoé Henrard, "
    "Alain Gobert, Benoît Castagne, Coralie Wauters, Yvan Grosjean, Philippe Noirhomme, Mireille Collignon, "
    "Jacqueline Stassart, Gilles Remacle"
)
PEOPLE = {name: number for number, name in enumerate(NAMES.split(", "), start=1)}


def hour(text: str) -> time:
    return time.fromisoformat(text)


def call(text: str) -> time | str:
    return hour(text) if text[0].isdigit() else text


def member(line: str) -> Member:
    job, name, calls = line.split("/")
    return Member(job, name, call(calls), person=PEOPLE[name])


def department(name: str, *lines: str) -> Department:
    return Department(name, tuple(member(line) for line in lines))


CREW = (
    department(
        "Production",
        "Directrice de production/Solange De Backer/06:30",
        "Administratrice/Nadia Verhaeghen/bureau",
        "Assistant de production/Bastien Crahay/05:45",
    ),
    department(
        "Mise en scène",
        "Réalisateur/Arnaud Delvigne/07:30",
        "1re assistante/Hélène Poncelet/06:30",
        "2e assistant/Sami Oukil/06:15",
        "Scripte/Brigitte Moreau/07:30",
        "Renfort figuration/Lou Marchand/06:30",
    ),
    department(
        "Image",
        "Chef opérateur/Dirk Van Acker/07:00",
        "Cadreuse/Anne-Sophie Legrand/07:00",
        "1er assistant caméra/Julien Thiry/06:45",
        "2e assistante caméra/Fien Baert/06:45",
        "DIT, data/Olivier Nollet/07:00",
    ),
    department(
        "Électricité",
        "Chef électricien/Marc Lhoest/06:30",
        "Électricien/Pieter Goossens/06:30",
        "Électricienne/Laura Dumont/06:30",
    ),
    department(
        "Machinerie",
        "Chef machiniste/Didier Hubert/06:30",
        "Machiniste/Youssef Amrani/06:30",
        "Machiniste/Tom Evrard/06:30",
    ),
    department("Son", "Ingénieure du son/Katrien Maes/07:15", "Perchman/Loïc Gillard/07:15"),
    department(
        "Décoration",
        "Cheffe décoratrice/Valérie Simonis/06:30",
        "Accessoiriste/Hugo Lambotte/06:30",
        "Ripeur/Nico Frère/06:00",
    ),
    department(
        "HMC",
        "Cheffe costumière/Inge Willems/06:30",
        "Habilleuse/Sarah Piette/06:30",
        "Cheffe maquilleuse/Aurore Jadin/06:30",
        "Coiffeur/Enzo Ricci/06:30",
    ),
    department(
        "Régie",
        "Régisseur général/Frédéric Magnée/05:30",
        "Régisseuse adjointe/Elke Smets/05:30",
        "Auxiliaire/Rayan Bakkali/05:30",
        "Auxiliaire/Zoé Henrard/05:30",
        "Chauffeur/Alain Gobert/05:45",
    ),
    department("Sécurité", "Infirmier de plateau/Benoît Castagne/07:00"),
)


def role(line: str, pick_up: PickUp) -> Role:
    number, name, actor, *hours = line.split("/")
    dressing, make_up, hair, pat, wrap = (hour(one) for one in hours)
    return Role(number, name, actor, pick_up, dressing, make_up, hair, pat, wrap, person=PEOPLE[actor])


CAST = (
    role("1/NOÉMIE/Coralie Wauters/06:40/07:10/07:30/08:00/18:15", PickUp(hour("06:10"), "hôtel")),
    role("2/VICTOR/Yvan Grosjean/07:05/07:25/07:40/08:00/18:15", PickUp(hour("06:20"), "gare de Dinant")),
    role("6/LE BOURGMESTRE/Philippe Noirhomme/07:15/07:30/07:45/08:00/18:15", PickUp()),
    role("9/SŒUR AGNÈS/Mireille Collignon/13:45/14:00/14:20/15:00/18:15", PickUp(hour("13:20"), "hôtel")),
    role("11/LA TENANCIÈRE/Jacqueline Stassart/06:55/07:20/07:50/08:00/13:00", PickUp(hour("06:25"), "hôtel")),
    role("12/LE FACTEUR/Gilles Remacle/10:20/10:35/10:50/11:15/13:00", PickUp(hour("10:00"), "gare de Dinant")),
)

SCENES = (
    Scene(
        "27",
        "EXT",
        "day",
        "Croisette",
        "Noémie retrouve Victor sous l’averse\u202f; la tenancière les voit depuis le quai.",
        ("1", "2", "6", "11"),
        10,
        100,
        hour("08:00"),
        "A",
    ),
    Scene(
        "28",
        "EXT",
        "day",
        "Escalier, rue Grande",
        "La tenancière remonte l’escalier, croise le facteur.",
        ("11", "12"),
        5,
        55,
        hour("11:15"),
        "A",
    ),
    Scene(
        "33A",
        "EXT",
        "day",
        "Escalier, rue Grande",
        "Noémie seule, cherche un abri.",
        ("1",),
        3,
        35,
        hour("13:30"),
        "A",
        Mark(MarkKind.ADDED, "pink"),
    ),
    Scene(
        "34",
        "INT",
        "day",
        "Salle paroissiale",
        "Le bourgmestre promet, Sœur Agnès se tait.",
        ("1", "2", "6", "9"),
        11,
        110,
        hour("15:00"),
        "B",
        Mark(MarkKind.CHANGED, "pink"),
    ),
)

NEEDS = (
    Need(
        "Mise en scène",
        "Répétition séq. 27 à 08:00 avec doublures lumière. Pages roses (33A, 34) distribuées ce matin.",
    ),
    Need("Image", "2 corps caméra, Ronin 2, housses pluie, filtres ND. 2e caméra séq. 27 seulement."),
    Need("Électricité", "Groupe 60 kVA quai\u202f; HMI 4 kW ×2 en rattrapage séq. 34 (16:00–18:00)."),
    Need("Machinerie", "Travelling 12 m Croisette, bâches et lests\u202f; praticable escalier 2 m."),
    Need("Son", "HF ×4, ambiance pluie seule (wild track) à 12:15."),
    Need(
        "Décoration",
        "Auvent café rapporté\u202f; flaques à l’eau tiède\u202f; rampe de pluie n° 2 testée à 07:30.",
    ),
    Need("Accessoires", "Parapluie noir ×2 (1 cassé), lettre mouillée ×6, sacoche facteur, registre paroissial."),
    Need("Costumes", "Jeux secs/mouillés ×3 pour 1, 2, 11. Peignoirs et bouillottes loge 1."),
    Need("Maquillage, coiffure", "Cheveux trempés raccord séq. 26 (J13). Continuité ecchymose NOÉMIE\u00a0: J+2."),
    Need(
        "Régie",
        "Arrosage voirie déclaré à la Ville\u202f; nettoyage quai avant 19:30. Riverains prévenus le 12/03.",
    ),
)


def ride(vehicle: str, at: str, route: str, who: str, driver: str, *people: str) -> Ride:
    numbers = tuple(sorted(PEOPLE[name] for name in people))
    return Ride(f"{vehicle}/{who}", vehicle, hour(at), route, who, driver, numbers)


TRANSPORT = (
    ride(
        "Navette 1",
        "06:10",
        "hôtel → loges",
        "C. Wauters\u202f; 06:25 J. Stassart",
        "A. Gobert",
        "Coralie Wauters",
        "Jacqueline Stassart",
        "Alain Gobert",
    ),
    ride("Navette 2", "06:20", "gare → loges", "Y. Grosjean", "R. Bakkali", "Yvan Grosjean", "Rayan Bakkali"),
    ride("Navette 1", "10:00", "gare → loges", "G. Remacle", "A. Gobert", "Gilles Remacle", "Alain Gobert"),
    ride("Navette 1", "13:20", "hôtel → loges", "M. Collignon", "A. Gobert", "Mireille Collignon", "Alain Gobert"),
    ride("Retour", "18:30", "loges → gare, hôtel", "tous rôles", "A. Gobert, R. Bakkali"),
)

FIRST = CallSheet(
    film="La Drache",
    director="Arnaud Delvigne",
    house="Meuse & Fils Films SRL",
    house_line=(
        "rue Léopold, 4000 Liège · coproduction Ateliers du Canal (Lille), Alzette Images (Esch-sur-Alzette)"
    ),
    number=15,
    day=15,
    of=32,
    date=DAY,
    at=FIRST_AT,
    hours=Hours(hour("06:30"), hour("08:00"), Span(hour("12:30"), hour("13:30")), hour("18:30")),
    contacts=(
        Contact("Directrice de production", "Solange De Backer", "0470 00 01 01"),
        Contact("1re assistante mise en scène", "Hélène Poncelet", "0470 00 01 02"),
        Contact("Régisseur général", "Frédéric Magnée", "0470 00 01 03"),
        Contact("Assistant de production", "Bastien Crahay", "0470 00 01 04"),
        Contact("Bureau de production", "Nadia Verhaeghen", "0470 00 01 00", when="08–20 h"),
    ),
    sun=Sun(hour("06:51"), hour("18:47"), hour("06:18"), hour("19:19"), "Dinant", 50.26, 4.91),
    weather=Weather(
        "Pluie éparse, 6 / 10 °C, vent 25 km/h SO",
        "IRM, bulletin du 16/03 17:00, lu à 18:32",
        (
            WeatherHour("07", "6°", "20 %"),
            WeatherHour("10", "8°", "60 %"),
            WeatherHour("13", "10°", "70 %"),
            WeatherHour("16", "9°", "40 %"),
            WeatherHour("19", "7°", "20 %"),
        ),
    ),
    hospital=Hospital(
        "CHU UCL Namur – site de Dinant",
        "rue Saint-Jacques 501, 5500 Dinant",
        "Urgences 24 h/24 · 2,6 km du plateau",
    ),
    places=(
        Place(
            "A",
            "Plateau séq. 27, 28, 33A",
            "Croisette et escalier rue Grande, 5500 Dinant",
            "N96, sens Namur\u202f; tronçon fermé 07:00–14:00, laissez-passer sur le pare-brise",
            "Camions\u00a0: boulevard Léon Sasserath, côté Meuse",
            (50.2606, 4.9122),
        ),
        Place(
            "B",
            "Plateau séq. 34",
            "Salle paroissiale, rue Grande, 5500 Dinant",
            "Déchargement arrière avant 14:00",
            "Aucun\u202f; à pied depuis A (350 m)",
        ),
        Place(
            "C",
            "Loges, HMC, cantine",
            "Salle du Collège, avenue Winston Churchill",
            "Entrée des artistes, ascenseur PMR",
            "Équipe\u00a0: Place d’Armes (réservée 05:00–20:00)",
        ),
    ),
    scenes=SCENES,
    cast=CAST,
    extras=(
        Extras(
            "passants",
            12,
            "passants, tenue de pluie",
            ("27",),
            hour("07:00"),
            hour("08:00"),
            hour("12:30"),
            "Place d’Armes",
        ),
        Extras(
            "clients",
            6,
            "clients du café, dont 1 de 15 ans *",
            ("28", "33A"),
            hour("09:45"),
            hour("11:15"),
            hour("15:00"),
            "Place d’Armes",
            minors=1,
        ),
    ),
    extras_note=(
        "* Mineure de 15 ans\u00a0: convocation suspendue, autorisation de travail des enfants absente au "
        "dossier. Ne pas faire entrer sur le plateau."
    ),
    needs=NEEDS,
    catering=Catering(
        crew=34,
        cast=6,
        extras=18,
        guests=3,
        guests_note="presse 2, Wallimage 1",
        ordered=61,
        diets=(Diet("végétariens", 4), Diet("sans gluten", 2), Diet("allergie arachide", 1)),
        note=(
            "Traiteur\u00a0: Cuisine Mobile Mosane, 0470 00 01 40. Changement avant 10:00, ensuite facturé. "
            "Régimes sur étiquette\u202f; aucune trace d’arachide au buffet. Café et soupe en continu dès 06:00."
        ),
    ),
    transport=TRANSPORT,
    safety=(
        "Quai glissant\u00a0: chaussures antidérapantes, gilets de sauvetage à moins de 2 m de l’eau, un guetteur "
        "(T. Evrard).",
        "Rampe de pluie et 230 V\u00a0: différentiel 30 mA vérifié par M. Lhoest avant 08:00.",
        "Vent > 50 km/h\u00a0: arrêt de la bâche, décision de la directrice de production.",
        "Point de rassemblement\u00a0: parvis de la collégiale. Défibrillateur\u00a0: camion régie.",
    ),
    radio=(
        Channel("1", "Mise en scène, régie"),
        Channel("2", "Image"),
        Channel("3", "Électricité, machinerie"),
        Channel("4", "HMC, décoration"),
        Channel("5", "Circulation, sécurité"),
        Channel("8", "Libre – tête-à-tête"),
    ),
    ahead=(
        Ahead(
            16,
            date(2027, 3, 18),
            hour("08:00"),
            (
                AheadLine(("35", "36"), "INT", "day", "Salle paroissiale, Dinant", ("1", "9"), 14),
                AheadLine(("37",), "EXT", "day", "Rocher Bayard, route", ("1", "2"), 10),
            ),
        ),
        Ahead(
            17,
            date(2027, 3, 19),
            hour("08:30"),
            (AheadLine(("38", "39"), "INT", "day", "Couvent – parloir, Leffe", ("1", "9"), 24),),
        ),
    ),
    ahead_note=(
        "Séq. 41–43 déplacées à J21 (plan de travail v9). Repos quotidien\u00a0: respecter 11 h entre fin réelle "
        "et convocation suivante."
    ),
    crew=CREW,
    base="C",
    validation=Validation("Solange De Backer", "directrice de production", FIRST_AT),
)


def _ready_at_half_past_eight(row: Role) -> Role:
    return replace(row, pat=hour("08:30")) if row.pat == hour("08:00") else row


def _later_role(row: Role) -> Role:
    late = _ready_at_half_past_eight(row)
    return replace(late, pick_up=PickUp(hour("06:50"), "gare de Dinant")) if row.number == "2" else late


# What the second rectification says, before it is compared with the first version.
THIRD = replace(
    FIRST,
    at=THIRD_AT,
    hours=replace(FIRST.hours, pat=hour("08:30")),
    weather=None,
    places=(*FIRST.places[:2], replace(FIRST.places[2], address="Centre culturel, rue Grande 37")),
    scenes=(replace(SCENES[0], hour=hour("08:30")), *SCENES[1:]),
    cast=tuple(_later_role(row) for row in CAST),
    extras=(replace(FIRST.extras[0], pat=hour("08:30")), FIRST.extras[1]),
    transport=(
        TRANSPORT[0],
        replace(TRANSPORT[1], hour=hour("06:50")),
        *TRANSPORT[2:],
    ),
    validation=Validation("Solange De Backer", "directrice de production", THIRD_AT),
)


def heavy(scenes: int = 13, roles: int = 16, crew: int = 68) -> CallSheet:
    """A heavy day of the same film: so many scenes, roles and technicians."""
    members = [member for department in CREW for member in department.members]
    per_department = -(-crew // len(CREW))
    names = [department.name for department in CREW]
    teams = [(members * 3)[start : start + per_department] for start in range(0, crew, per_department)]
    teams[-1] = teams[-1][: crew - per_department * (len(teams) - 1)]
    extras = sum(current(group.count) for group in FIRST.extras)
    return replace(
        THIRD,
        scenes=tuple(
            replace(SCENES[index % len(SCENES)], number=str(40 + index), mark=None) for index in range(scenes)
        ),
        cast=tuple(replace(CAST[index % len(CAST)], number=str(1 + index), person=None) for index in range(roles)),
        crew=tuple(Department(name, tuple(team)) for name, team in zip(names, teams, strict=False)),
        catering=Catering(crew=crew, cast=roles, extras=extras, ordered=crew + roles + extras),
    )
