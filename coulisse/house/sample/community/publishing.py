"""Accounts and publications of Plein Jour and of Festival Cap Sambre, as Inès plans them.

No account of the sample holds a secret, so that nothing of it can reach a network: everything is published by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from coulisse.desks.community.publishing.actions import accounts
from coulisse.desks.community.publishing.actions import publications as actions
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.networks.contract import Credentials
from coulisse.desks.community.publishing.watching import hand_over
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments

BROADCAST: Final = date(2027, 4, 18)
FESTIVAL: Final = date(2027, 5, 5)


@dataclass(frozen=True, slots=True)
class Planned:
    """One publication: for which account, when, and how far it is. `days_ago` counts from the loading instead."""

    account: str
    language: str
    text: str
    day: date | None
    hour: int
    minute: int = 0
    days_ago: int = 0
    proof: str = ""
    is_draft: bool = False


ACCOUNTS: Final = (
    ("bluesky", "plein-jour", "bluesky", "pleinjour.mediane.example", ""),
    ("mastodon", "plein-jour", "mastodon", "pleinjour", "https://social.mediane.example"),
    ("instagram", "plein-jour", "instagram", "pleinjour.mediane", ""),
    ("festival", "capsambre", "instagram", "festivalcapsambre", ""),
)
PLANNED: Final = (
    Planned(
        "bluesky",
        "fr",
        "Dimanche dans Plein Jour : les éclusiers de la Meuse, une heure avec celles et ceux qui tiennent le fleuve. "
        "Sur Médiane TV, en soirée. #PleinJour",
        BROADCAST,
        12,
    ),
    Planned(
        "mastodon",
        "fr",
        "Ce soir à 20 h 25, Plein Jour descend la Meuse d’écluse en écluse. Posez vos questions ici avec "
        "#PleinJour : la rédaction répond après l’émission.",
        BROADCAST,
        18,
        30,
    ),
    Planned(
        "bluesky",
        "nl",
        "Vanavond in Plein Jour: de sluiswachters van de Maas. Kijk mee op Médiane TV, met Nederlandse ondertitels. "
        "#PleinJour",
        BROADCAST,
        18,
        30,
    ),
    Planned(
        "instagram", "fr", "Dans une heure. L’écluse de Rivière, vue de la péniche de Jeanne.", BROADCAST, 19, 25
    ),
    Planned(
        "festival",
        "fr",
        "Cap Sambre, cinq jours de films, de musique et de péniches à Namur. Les passes sont en vente. "
        "#FestivalCapSambre",
        FESTIVAL,
        9,
    ),
    Planned(
        "festival",
        "nl",
        "Cap Sambre: vijf dagen film, muziek en aken in Namen. #FestivalCapSambre",
        FESTIVAL,
        9,
        15,
        is_draft=True,
    ),
    Planned(
        "bluesky",
        "fr",
        "Merci pour vos 214 questions après l’émission de dimanche : les réponses de la rédaction sont en ligne.",
        None,
        11,
        days_ago=3,
        proof="https://bsky.example/profile/pleinjour.mediane.example/post/3lq7rzk2pds2x",
    ),
    Planned(
        "instagram",
        "fr",
        "Le tournage de la prochaine émission, en trois images : une barge, un héron, Jeanne qui rit.",
        None,
        17,
        days_ago=1,
    ),
)


def plan_publications(
    *, productions: Mapping[str, Production], people: Mapping[str, User], moments: Moments
) -> None:
    ines = people["ines"]
    known = {
        key: accounts.add(
            values={
                "network": network,
                "handle": handle,
                "server": server,
                "production": productions[production],
                "way": NetworkAccount.Way.BY_HAND,
            },
            credentials=Credentials(),
        )
        for key, production, network, handle, server in ACCOUNTS
    }
    for one in PLANNED:
        _plan(one, known[one.account], by=ines, moments=moments)


def _plan(one: Planned, account: NetworkAccount, *, by: User, moments: Moments) -> None:
    if one.day is not None:
        due_at, written_at = moments.on(one.day, one.hour, one.minute), moments.ago(2, 10)
    else:
        due_at = moments.ago(one.days_ago, one.hour, one.minute)
        written_at = moments.ago(one.days_ago + 1, 10)
    values = {
        "text": one.text,
        "language": one.language,
        "warning": "",
        "due_at": due_at,
        "production": account.production,
    }
    row = actions.write(account=account, values=values, files=(), by=by, at=written_at)
    if one.is_draft:
        return
    actions.arm(publication=row, by=by, at=written_at)
    if one.day is None:
        hand_over(at=due_at)
    if one.proof:
        actions.prove(publication=Publication.objects.get(pk=row.pk), address=one.proof, by=by, at=due_at)
