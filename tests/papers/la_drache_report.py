"""The report of day 15 of *La Drache*: the rain machine broke, and a scene was left for the next day."""

from datetime import date, datetime, time

from coulisse.kernel.times import BRUSSELS
from coulisse.papers.call_sheet import Span
from coulisse.papers.production_report import (
    Beyond,
    Clocked,
    Count,
    Equipment,
    Incident,
    IncidentKind,
    Minor,
    Moment,
    Presence,
    PresenceKind,
    ProductionReport,
    Progress,
    RestAtRisk,
    RoleHours,
    SceneDone,
    SceneState,
    ShortRest,
    Signature,
)


def hour(text: str) -> time:
    return time.fromisoformat(text)


def signed(text: str) -> datetime:
    return datetime.combine(date(2027, 3, 17), hour(text), BRUSSELS)


def beyond(line: str) -> Beyond:
    name, department, start, end, worked, over = line.split("/")
    hours, minutes = worked.split(":")
    return Beyond(name, department, hour(start), hour(end), int(hours) * 60 + int(minutes), int(over))


REPORT = ProductionReport(
    film="La Drache",
    director="Arnaud Delvigne",
    house="Meuse & Fils Films SRL",
    script="Brigitte Moreau, scripte",
    day=15,
    of=32,
    date=date(2027, 3, 17),
    at=signed("19:40"),
    closed_at=signed("19:40"),
    places="Dinant – Croisette, escalier rue Grande\u202f; salle paroissiale (non tournée)",
    weather=(
        "Relevé sur le plateau\u00a0: averses 08:50–09:20 et 11:40–12:05, sec ensuite. "
        "Température\u00a0: non relevée."
    ),
    hours=(
        Clocked(Moment.CALL, hour("06:30"), hour("06:30")),
        Clocked(Moment.READY, hour("08:30"), hour("09:10")),
        Clocked(Moment.FIRST_SHOT, hour("08:40"), hour("09:22")),
        Clocked(Moment.MEAL, Span(hour("12:30"), hour("13:30")), Span(hour("13:05"), hour("14:05"))),
        Clocked(Moment.LAST_SHOT, hour("18:15"), hour("19:05")),
        Clocked(Moment.WRAP, hour("18:30"), hour("19:35")),
    ),
    cause="Rampe de pluie n° 2 en panne à 08:20 (raccord fendu)\u202f; remplacée à 09:05.",
    progress=Progress(
        scenes=Count(4, 3, 35, 41),
        suppressed=Count(None, 0, 0),
        retakes=Count(0, 0, 2),
        eighths=Count(29, 18, 344, 449),
        useful_seconds=Count(None, 220, 2730),
        estimated_seconds=Count(300, 190, 2605, 3355),
        shots=Count(None, 27, 356),
        picture_cards=Count(None, 4, 61),
        sound_cards=Count(None, 1, 14),
    ),
    scenes=(
        SceneDone("27", "Croisette", 10, 10, 100, 115, 14, SceneState.COMPLETE),
        SceneDone("28", "Escalier, rue Grande", 5, 5, 55, 65, 8, SceneState.COMPLETE),
        SceneDone("33A", "Escalier, rue Grande", 3, 3, 35, 40, 5, SceneState.COMPLETE, is_new=True),
        SceneDone("34", "Salle paroissiale", 11, 0, 110, None, None, SceneState.NOT_SHOT, moved_to=16),
    ),
    cast=(
        RoleHours(
            "1",
            "NOÉMIE",
            "Coralie Wauters",
            hour("06:10"),
            hour("06:40"),
            hour("09:22"),
            hour("19:05"),
            hour("19:20"),
        ),
        RoleHours(
            "2",
            "VICTOR",
            "Yvan Grosjean",
            hour("06:50"),
            hour("07:05"),
            hour("09:22"),
            hour("13:00"),
            hour("18:20"),
        ),
        RoleHours(
            "6",
            "LE BOURGMESTRE",
            "Philippe Noirhomme",
            None,
            hour("07:15"),
            hour("09:22"),
            hour("13:00"),
            hour("18:20"),
            by_own_means=True,
        ),
        RoleHours(
            "9",
            "SŒUR AGNÈS",
            "Mireille Collignon",
            hour("13:20"),
            hour("13:45"),
            None,
            None,
            hour("18:20"),
            is_used=False,
        ),
        RoleHours(
            "11",
            "LA TENANCIÈRE",
            "Jacqueline Stassart",
            hour("06:25"),
            hour("06:55"),
            hour("09:22"),
            hour("13:05"),
            hour("13:25"),
        ),
        RoleHours(
            "12",
            "LE FACTEUR",
            "Gilles Remacle",
            hour("10:00"),
            hour("10:20"),
            hour("12:10"),
            hour("13:05"),
            hour("13:20"),
        ),
    ),
    cast_note=(
        "Rôle 9\u00a0: convoqué, non utilisé (séq. 34 reportée). Rôles 2 et 6\u00a0: non utilisés après le repas."
    ),
    presences=(
        Presence(PresenceKind.EXTRAS, 18, 17, "1 refusée à l’entrée\u00a0: 15 ans, sans autorisation"),
        Presence(PresenceKind.CREW, 34, 34, "3 arrivées après 06:30 (06:38, 06:41, 06:55)"),
        Presence(PresenceKind.REINFORCEMENTS, 1, 1, "figuration"),
        Presence(PresenceKind.CHILDREN, 0, 0),
    ),
    beyond=(
        beyond("Dirk Van Acker/Image/07:00/19:35/11:35/35"),
        beyond("Julien Thiry/Image/06:45/19:35/11:50/50"),
        beyond("Marc Lhoest/Électricité/06:30/19:35/12:05/65"),
        beyond("Didier Hubert/Machinerie/06:30/19:35/12:05/65"),
        beyond("Frédéric Magnée/Régie/05:30/19:50/13:20/140"),
        beyond("Elke Smets/Régie/05:30/19:50/13:20/140"),
    ),
    threshold=660,
    threshold_source="paramètre daté, CP 303.01, à confirmer par le secrétariat social",
    threshold_note="Les 28 autres personnes\u00a0: forfait journalier ou libérées avant le seuil.",
    rest=(
        RestAtRisk(
            date(2027, 3, 18),
            hour("06:30"),
            660,
            (ShortRest("Frédéric Magnée", 640), ShortRest("Elke Smets", 640)),
            "régie 07:00.",
        ),
    ),
    equipment=(
        Equipment("Groupe 60 kVA", "06:00–19:00"),
        Equipment("Rampe de pluie ×2", "n° 2 hors service 08:20–09:05"),
        Equipment("Ronin 2", "séq. 27"),
        Equipment("2e caméra", "09:10–11:30"),
    ),
    incidents=(
        Incident(
            hour("08:20"),
            IncidentKind.EQUIPMENT,
            "Raccord fendu, rampe de pluie n° 2. Photo jointe. Loueur prévenu 08:31.",
        ),
        Incident(
            hour("09:40"),
            IncidentKind.DAMAGE,
            "Porte de loge 1 abîmée à l’arrivée (photo 06:05, avant nous). Signalé au Centre culturel.",
        ),
        Incident(
            hour("11:52"),
            IncidentKind.PERSON,
            "T. Evrard\u00a0: glissade sur le quai, genou contusionné, soigné sur place par l’infirmier, reprise "
            "12:10. Déclaration d’accident\u00a0: à faire avant le 18/03 12:00.",
            is_insured=True,
        ),
        Incident(hour("18:30"), IncidentKind.EQUIPMENT, "Talkie n° 17 (régie) manquant au retour."),
    ),
    meals_ordered=61,
    meals_served=60,
    cash_cents=8745,
    cash_receipts=3,
    signatures=(
        Signature("Scripte", "Brigitte Moreau", signed("19:38")),
        Signature("1re assistante", "Hélène Poncelet", signed("19:39")),
        Signature("Directrice de production", "Solange De Backer", signed("19:40")),
    ),
)
CHILD = Minor("Léa Dubois", 9, hour("09:00"), hour("15:40"), "sa mère", 360)
