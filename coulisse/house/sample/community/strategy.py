"""Why Festival Cap Sambre publishes (D4): 1,200 passes, the figure that tells, three pillars, a campaign, its ideas."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from coulisse.desks.community.strategy import actions
from coulisse.desks.community.strategy.models import Campaign, Idea, Objective, Pillar
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments

READINGS: Final = (
    (date(2027, 4, 1), 0, "Ouverture de la billetterie"),
    (date(2027, 4, 8), 231, "Billetterie, export du 08/04 à 8 h"),
    (date(2027, 4, 15), 402, "Billetterie, export du 15/04 à 8 h"),
)
PILLARS: Final = (
    ("Les coulisses du fleuve", "Familles de la vallée", "Facebook, Instagram", 40),
    ("Le programme, jour par jour", "Cinéphiles du soir", "Bluesky, Mastodon, Instagram", 40),
    ("Namur en fête", "Voisins néerlandophones, familles", "Facebook, Instagram", 20),
)
IDEAS: Final = (
    (0, "Jeanne, éclusière, présente la barge-cinéma", "Trois photos et une phrase de Jeanne. FR et NL.", "open"),
    (0, "Comment on fait flotter un écran de neuf mètres", "Vidéo de 40 secondes, sous-titrée.", "planned"),
    (1, "Les cinq soirées en cinq images", "Une image par soir, publiée la veille à midi.", "planned"),
    (1, "Ce qui est sous-titré en néerlandais", "Liste à jour, lien vers le programme.", "open"),
    (2, "La fanfare descend la Sambre", "Le samedi, en direct depuis le quai.", "open"),
    (2, "Compte à rebours quotidien", "Trop de publications pour rien dire : abandonné avec Kobe.", "dropped"),
)
BEHIND: Final = ("coulisses", "affiche", "teaser", "jury", "album", "file")
TOWN: Final = ("navettes", "pmr", "ateliers", "salle debout", "quiz", "ouverture", "marches", "dagen")
"""By what an idea of the calendar is about: the first pillar, the third, else the programme."""
PROGRAMME: Final = "https://capsambre.example/programme"


def set_the_objectives(
    *,
    productions: Mapping[str, Production],
    clients: Mapping[str, Client],
    people: Mapping[str, User],
    moments: Moments,
) -> None:
    ines, at = people["ines"], moments.ago(3, 10)
    goal = actions.set_objective(
        name="1 200 passes vendus",
        starts_on=date(2027, 4, 1),
        ends_on=date(2027, 5, 10),
        client=clients["capsambre"],
        by=ines,
        at=at,
    )
    _figures(goal, by=ines, moments=moments)
    pillars = [
        actions.add_pillar(
            objective=goal, values={"name": name, "publics": publics, "networks": networks, "share": share}
        )
        for name, publics, networks, share in PILLARS
    ]
    campaign = actions.add_campaign(
        objective=goal,
        values={
            "name": "Cap sur Namur",
            "tag": "cap-sambre-2027",
            "starts_on": date(2027, 4, 16),
            "ends_on": date(2027, 5, 9),
            "budget_cents": 64_000,
        },
        by=ines,
        at=at,
    )
    _ideas(clients["capsambre"], campaign, pillars, by=ines, moments=moments)
    asked = actions.set_objective(
        name="Des questions avant chaque émission",
        starts_on=date(2027, 3, 1),
        ends_on=date(2027, 6, 30),
        production=productions["plein-jour"],
        by=ines,
        at=at,
    )
    actions.add_indicator(
        objective=asked,
        values={
            "name": "Questions reçues avant l’antenne, par émission",
            "unit": "questions",
            "start": Decimal(40),
            "target": Decimal(150),
            "metric": "",
        },
    )


def _figures(goal: Objective, *, by: User, moments: Moments) -> None:
    sold = actions.add_indicator(
        objective=goal,
        values={
            "name": "Passes vendus",
            "unit": "passes",
            "start": Decimal(0),
            "target": Decimal(1200),
            "metric": "",
        },
    )
    for on, value, source in READINGS:
        actions.read_indicator(
            indicator=sold, on=on, value=Decimal(value), source=source, by=by, at=moments.ago(1, 8, 30)
        )


def _ideas(client: Client, campaign: Campaign, pillars: list[Pillar], *, by: User, moments: Moments) -> None:
    for n, (pillar, title, note, state) in enumerate(IDEAS):
        made = actions.add_idea(
            title=title,
            note=note,
            link=PROGRAMME if pillar == 1 else "",
            client=client,
            campaign=campaign,
            pillar=pillars[pillar],
            by=by,
            at=moments.ago(3, 11, n),
        )
        if state != made.state:
            actions.move_idea(idea=made, to=state, by=by, at=moments.ago(2, 11, n))


def hang_on_the_campaign(*, production: Production) -> None:
    """What the calendar of the festival tells belongs to its campaign: from the objective down to each publication."""
    campaign = Campaign.objects.select_related("objective").get(objective__client=production.client_id)
    pillars = list(campaign.objective.pillars.all())
    loose = Idea.objects.filter(production=production, campaign__isnull=True)
    for idea in loose.select_related("production", "client").order_by("pk"):
        about = idea.title.casefold()
        place = 0 if any(word in about for word in BEHIND) else 2 if any(word in about for word in TOWN) else 1
        values = {"campaign": campaign, "pillar": pillars[place]}
        actions.edit_idea(idea=idea, values=values, read_version=idea.version)
