"""What Festival Cap Sambre and Plein Jour asked of Inès (D1): briefs, audiences, a meeting, what colleagues still owe."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from coulisse.desks.community.clients import actions
from coulisse.desks.community.clients.workspaces import Workspace
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments

FESTIVAL_BRIEF: Final[dict[str, Any]] = {
    "goals": "1 200 passes vendus pour la septième édition, du 5 au 9 mai.\n"
    "Que Namur sache que le festival se passe sur l’eau, et pas seulement dans les salles.",
    "publics": "Familles de Namur et de la vallée ; cinéphiles de Charleroi et de Bruxelles ; "
    "public néerlandophone de Louvain et d’Anvers.",
    "tone": "Complice et précis. On tutoie l’eau, on vouvoie le public. Jamais de points d’exclamation en série.",
    "avoided": "gratuit\npas cher\nincontournable\nimmanquable\ngoedkoop\ngratis",
    "budget_cents": 64_000,
    "budget_account": "promo",
    "needs_approval": False,
    "starts_on": date(2027, 4, 1),
    "ends_on": date(2027, 5, 10),
}
PLEIN_JOUR_BRIEF: Final[dict[str, Any]] = {
    "goals": "Que chaque émission ait ses questions du public avant l’antenne.",
    "publics": "Celles et ceux qui vivent là où l’on tourne ; le public de la rediffusion en ligne.",
    "tone": "Calme, daté, vérifié.",
    "avoided": "polémique\nbuzz\nscandale",
    "budget_cents": None,
    "budget_account": "",
    "needs_approval": False,
    "starts_on": None,
    "ends_on": None,
}
PORTRAITS: Final = (
    {
        "name": "Familles de la vallée",
        "who": "Parents de 30 à 45 ans, deux enfants, entre Namur et Dinant. Décident le jeudi pour le samedi.",
        "seeks": "Une sortie courte, en plein air, sans réserver trois semaines avant.",
        "networks": "Facebook, Instagram",
        "languages": "FR",
        "hours": "20 h 30 – 22 h, et le samedi matin",
        "basis": "Billetterie de l’édition 6 (2026) : 412 acheteurs avec enfants ; enquête de sortie, n = 138.",
        "known_on": date(2026, 6, 30),
    },
    {
        "name": "Cinéphiles du soir",
        "who": "25 à 60 ans, abonnés d’un ciné-club ou d’une cinémathèque, viennent seuls ou à deux.",
        "seeks": "Les films qu’on ne verra pas ailleurs, et les noms de ceux qui les accompagnent.",
        "networks": "Bluesky, Mastodon, Instagram",
        "languages": "FR, NL",
        "hours": "12 h – 13 h 30",
        "basis": "Statistiques du compte Instagram, 90 jours au 31/03/2027 ; lettre du ciné-club, 1 860 abonnés.",
        "known_on": date(2027, 3, 31),
    },
    {
        "name": "Voisins néerlandophones",
        "who": "Couples de 45 ans et plus, Louvain et Anvers, en train ou à vélo le long de la Meuse.",
        "seeks": "Un week-end entier : où dormir, où manger, ce qui est sous-titré.",
        "networks": "Facebook",
        "languages": "NL",
        "hours": "dimanche soir",
        "basis": "Billetterie 2026 : 87 codes postaux flamands sur 1 043 passes. Petit nombre : à confirmer.",
        "known_on": date(2026, 6, 30),
    },
)
MEETING: Final[dict[str, Any]] = {
    "present": "Kobe Maes, Inès Ouali, Wannes Peeters",
    "said": "Le budget payant est de 640 € hors TVA, pas un euro de plus. L’affiche arrive le 19 avril. "
    "Le festival n’est pas gratuit : ne jamais le laisser croire.",
    "decided": "Kobe approuve la campagne depuis son téléphone. Tout paraît en français et en néerlandais le même jour.",
}


def meet_the_clients(
    *,
    productions: Mapping[str, Production],
    clients: Mapping[str, Client],
    people: Mapping[str, User],
    moments: Moments,
) -> None:
    ines = people["ines"]
    festival = Workspace(client=clients["capsambre"])
    for workspace, values in (
        (festival, FESTIVAL_BRIEF),
        (Workspace(production=productions["plein-jour"]), PLEIN_JOUR_BRIEF),
    ):
        actions.write_brief(workspace=workspace, values=values, read_version=None, by=ines, at=moments.ago(4, 9))
    for portrait in PORTRAITS:
        actions.draw_portrait(workspace=festival, values=portrait)
    met = {**MEETING, "on": moments.in_days(-4)}
    actions.note_meeting(workspace=festival, values=met, by=ines, at=moments.ago(4, 11))
    _ask_colleagues(festival, by=ines, moments=moments)


def _ask_colleagues(workspace: Workspace, *, by: User, moments: Moments) -> None:
    """One that is late, one that is promised, one that came."""
    asked = (
        ("it", "Joris, informatique", "Le pixel de mesure sur la billetterie", -2, "asked", ""),
        (
            "marketing",
            "Aïcha, marketing",
            "Les trois visuels de l’affiche, au carré",
            3,
            "promised",
            "Mercredi midi.",
        ),
        (
            "communication",
            "Bruno, communication",
            "Le communiqué de la soirée d’ouverture",
            -1,
            "delivered",
            "Envoyé.",
        ),
    )
    for service, addressee, what, days, state, answer in asked:
        values = {
            "service": service,
            "addressee": addressee,
            "what": what,
            "details": "",
            "due_on": moments.in_days(days),
        }
        row = actions.ask_colleague(workspace=workspace, values=values, by=by, at=moments.ago(6, 14))
        if state != "asked":
            actions.move_request(request=row, to=state, answer=answer, by=by, at=moments.ago(2, 10))
