"""The calendar of the sample: five posts tied to « Plein Jour » of 18 April, 34 for Cap Sambre, who is on call.

The house loads it after everything else that plans for the festival, so that 34 is what a reader counts.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from coulisse.desks.community.calendar.actions import lending, planning
from coulisse.desks.community.publishing.actions import accounts
from coulisse.desks.community.publishing.actions import publications as actions
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.networks.contract import Credentials
from coulisse.desks.community.publishing.ties import minutes_after
from coulisse.desks.community.strategy.models import Idea
from coulisse.foundation.accounts.models import User
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.broadcasts import STAGE
from coulisse.house.sample.moments import Moments
from coulisse.kernel.times import to_brussels

ON_AIR: Final = date(2027, 4, 18)
FIRST: Final = date(2027, 4, 30)
LAST: Final = date(2027, 5, 9)
POSTS: Final = 34
LAST_ARMED: Final = 6
"""Until that day of May they are armed; what comes later is still a draft."""
ANNOUNCING: Final = ((5, 18, 30), (6, 19, 30), (7, 9, 30), (7, 12, 0), (9, 11, 0))
"""Day of May, hour and minute of the posts that hang on what is shown that day; the families' has none yet."""
ANTENNA: Final = "On est à l’antenne : Plein Jour, en direct de l’écluse de Rivière. #PleinJour"
HANDLES: Final = {
    "fb": ("facebook", "Cap Sambre", ""),
    "ig": ("instagram", "festivalcapsambre", ""),
    "ma": ("mastodon", "capsambre", "https://social.capsambre.example"),
    "bs": ("bluesky", "capsambre.example", ""),
    "tt": ("tiktok", "capsambre", ""),
    "yt": ("youtube", "capsambre.tv", ""),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """One post of the festival: day of May, hour, network, language, idea, text."""

    day: int
    hour: str
    network: str
    language: str
    idea: str
    text: str


def _p(day: int, hour: str, network: str, language: str, idea: str, text: str) -> Planned:
    return Planned(day, hour, network, language, idea, text)


PLANNED: Final = (
    # The first are always there; those at the end only where the composer has not written them.
    _p(
        3,
        "18:00",
        "fb",
        "nl",
        "Nog twee dagen",
        "Nog twee dagen. Cap Sambre begint woensdag aan de oevers van de Samber.",
    ),
    _p(
        4,
        "09:00",
        "fb",
        "fr",
        "Horaires des navettes",
        "Navettes gratuites depuis la gare de Namur, toutes les vingt minutes dès 16 h.",
    ),
    _p(
        5,
        "15:00",
        "ma",
        "fr",
        "Accès PMR",
        "Les cinq lieux sont accessibles aux personnes à mobilité réduite : le plan est en ligne.",
    ),
    _p(
        5,
        "18:30",
        "ig",
        "fr",
        "Montée des marches",
        "L’équipe de « La Drache » arrive par l’eau. On vous montre tout.",
    ),
    _p(
        5,
        "19:05",
        "yt",
        "fr",
        "Direct d’ouverture",
        "En direct : l’ouverture de Cap Sambre, depuis la grande péniche.",
    ),
    _p(
        6,
        "10:00",
        "ig",
        "fr",
        "Rencontre à 15 h",
        "Rencontre avec la réalisatrice Fatou Diallo à 15 h, entrée libre.",
    ),
    _p(
        6,
        "10:30",
        "fb",
        "nl",
        "Rencontre à 15 h",
        "Ontmoeting met regisseur Fatou Diallo om 15 u, gratis toegang.",
    ),
    _p(
        6,
        "13:00",
        "tt",
        "fr",
        "Coulisses du jury",
        "Que mange un jury entre deux films ? Trente secondes avec le nôtre.",
    ),
    _p(
        6,
        "16:00",
        "bs",
        "fr",
        "Trois films, trois avis",
        "Trois films, trois avis : la rédaction jeune a vu les courts de ce matin.",
    ),
    _p(6, "22:15", "fb", "fr", "Salle debout", "La salle s’est levée pour « La Drache ». Merci à vous."),
    _p(
        7,
        "09:30",
        "ma",
        "fr",
        "Programme des courts",
        "Douze courts métrages aujourd’hui, dès 18 h. Le programme est en ligne.",
    ),
    _p(
        7,
        "12:00",
        "ig",
        "nl",
        "Programme des courts",
        "Twaalf kortfilms vandaag, vanaf 18 u. Het programma staat online.",
    ),
    _p(7, "14:30", "yt", "fr", "Master class", "La master class son de ce matin, en entier."),
    _p(
        8,
        "09:00",
        "fb",
        "fr",
        "Ateliers enfants",
        "Ce matin, les enfants tournent leur premier film. Il reste six places.",
    ),
    _p(
        8, "09:15", "fb", "nl", "Ateliers enfants", "Vanmorgen draaien kinderen hun eerste film. Nog zes plaatsen."
    ),
    _p(
        8,
        "13:30",
        "ig",
        "fr",
        "Quiz : la cloche",
        "Qui a volé la cloche ? Trois questions, une péniche, un mystère.",
    ),
    _p(9, "11:00", "ig", "fr", "Palmarès, le rappel", "Palmarès cet après-midi, place du Grognon. Venez tôt."),
    _p(9, "17:30", "fb", "fr", "Les lauréats", "Les lauréats de Cap Sambre, tous les noms ici."),
    _p(9, "17:35", "fb", "nl", "Les lauréats", "De winnaars van Cap Sambre, alle namen hier."),
    _p(9, "20:50", "ig", "fr", "Ce soir dans Plein Jour", "Ce soir, Plein Jour raconte cinq jours de festival."),
    _p(5, "21:30", "fb", "fr", "Album du soir", "La première soirée en vingt images."),
    _p(7, "21:00", "tt", "fr", "30 secondes de courts", "Trente secondes de courts métrages, à voir avec le son."),
    _p(8, "15:30", "tt", "fr", "Dans la file", "Dans la file, on a demandé : votre film de la semaine ?"),
    _p(8, "23:00", "bs", "fr", "Palmarès dans 12 h", "Le jury délibère encore. Le palmarès tombe demain."),
    _p(3, "10:00", "ig", "fr", "J–2 : l’affiche", "L’affiche de Cap Sambre en grand : cinq visages, un fleuve."),
    _p(4, "14:00", "fb", "fr", "L’affiche", "L’affiche en détail : qui sont les cinq visages ?"),
    _p(4, "19:00", "ig", "nl", "L’affiche", "De affiche van Cap Sambre: vijf gezichten, één rivier."),
    _p(
        6,
        "19:30",
        "ig",
        "fr",
        "Avant-première, l’affiche",
        "Avant-première ce soir, et l’affiche dédicacée à la sortie.",
    ),
    _p(7, "18:00", "fb", "fr", "Ce soir, l’affiche", "Ce soir, les courts métrages, et l’affiche à emporter."),
    _p(8, "18:45", "ig", "nl", "Laatste avond, affiche", "Laatste avond: neem de affiche mee naar huis."),
    _p(5, "12:15", "tt", "fr", "Teaser, musique", "Une minute de festival, avec la musique de l’ouverture."),
    _p(9, "21:06", "bs", "fr", "On est à l’antenne", "On est à l’antenne : Plein Jour parle de nous."),
    _p(5, "11:00", "fb", "nl", "Vandaag begint het", "Vandaag begint het. Tot straks aan de oever."),
    _p(2, "18:00", "fb", "fr", "J–3", "Plus que trois jours. Les passes partent vite."),
)


def plan_the_calendar(
    *, productions: Mapping[str, Production], people: Mapping[str, User], moments: Moments
) -> None:
    _tie_to_the_broadcast(productions["plein-jour"], by=people["ines"], moments=moments)
    _plan_the_festival(productions["capsambre"], by=people["ines"], moments=moments)
    _tie_to_the_screenings(productions["capsambre"], moments=moments)
    _put_on_call(productions, people=people, moments=moments)
    _lend(productions["capsambre"], by=people["ines"], moments=moments)


def _tie_to_the_broadcast(production: Production, *, by: User, moments: Moments) -> None:
    """D11: what is planned for that day hangs on the broadcast, and moves with it."""
    day = (moments.on(ON_AIR, 5), moments.on(ON_AIR + timedelta(days=1), 5))
    slot = Broadcast.objects.get(programme__production=production, starts_at__range=day)
    account = NetworkAccount.objects.get(network="bluesky", production=production)
    values = {
        "text": ANTENNA,
        "language": "fr",
        "warning": "",
        "due_at": slot.starts_at,
        "production": production,
        "broadcast": slot,
        "offset_minutes": 0,
    }
    written_at = moments.ago(2, 10)
    row = actions.write(account=account, values=values, files=(), by=by, at=written_at)
    actions.arm(publication=row, by=by, at=written_at)
    for one in Publication.objects.filter(production=production, due_at__range=day, broadcast__isnull=True):
        _tie(one, slot)


def _tie(row: Publication, slot: Broadcast) -> None:
    row.broadcast, row.offset_minutes = slot, minutes_after(slot, row.due_at)
    row.save(update_fields=["broadcast", "offset_minutes"])


def _tie_to_the_screenings(production: Production, *, moments: Moments) -> None:
    shown = {
        to_brussels(slot.starts_at).day: slot
        for slot in Broadcast.objects.filter(channel__code=STAGE, starts_at__gte=moments.on(FIRST, 0))
    }
    for day, hour, minute in ANNOUNCING:
        due_at = moments.on(date(2027, 5, day), hour, minute)
        for one in Publication.objects.filter(production=production, due_at=due_at, broadcast__isnull=True):
            if day in shown:
                _tie(one, shown[day])


def _plan_the_festival(production: Production, *, by: User, moments: Moments) -> None:
    """D5: as many as make 34 with those that are there."""
    known = {key: _account(production, *HANDLES[key]) for key in HANDLES}
    begins, ends = moments.on(FIRST, 0), moments.on(LAST + timedelta(days=1), 0)
    there = Publication.objects.filter(production=production, due_at__gte=begins, due_at__lt=ends)
    ideas: dict[str, Idea] = {}
    for one in PLANNED[: POSTS - there.exclude(state=Publication.State.CANCELLED).count()]:
        idea = ideas.get(one.idea) or Idea.objects.create(
            title=one.idea,
            production=production,
            state=Idea.State.PLANNED,
            created_by=by,
            created_at=moments.ago(3, 14),
        )
        ideas[one.idea] = idea
        _write(one, idea, known[one.network], by=by, moments=moments)


def _write(one: Planned, idea: Idea, account: NetworkAccount, *, by: User, moments: Moments) -> None:
    hour, _colon, minute = one.hour.partition(":")
    written_at = moments.ago(2, 15)
    values = {
        "text": one.text,
        "language": one.language,
        "warning": "",
        "due_at": moments.on(date(2027, 5, one.day), int(hour), int(minute)),
        "production": idea.production,
        "idea": idea,
    }
    row = actions.write(account=account, values=values, files=(), by=by, at=written_at)
    if one.day <= LAST_ARMED:
        with suppress(actions.NotCleared):  # a brief may ask that everything be approved first
            actions.arm(publication=row, by=by, at=written_at)


def _account(production: Production, network: str, handle: str, server: str) -> NetworkAccount:
    found = NetworkAccount.objects.filter(production=production, network=network, closed_at__isnull=True).first()
    values = {
        "network": network,
        "handle": handle,
        "server": server,
        "production": production,
        "way": NetworkAccount.Way.BY_HAND,
    }
    return found or accounts.add(values=values, credentials=Credentials())


def _put_on_call(productions: Mapping[str, Production], *, people: Mapping[str, User], moments: Moments) -> None:
    festival, ines, at = productions["capsambre"], people["ines"], moments.ago(4, 11)
    of_festival = {"production": festival, "client": None, "phone": "+32 470 00 04 31", "note": ""}
    of_house = {"production": None, "client": None, "phone": "+32 470 00 04 31", "note": ""}
    for values in (
        {**of_house, "person": ines, "starts_on": ON_AIR, "ends_on": ON_AIR},
        {**of_festival, "person": ines, "starts_on": date(2027, 5, 1), "ends_on": date(2027, 5, 2)},
        {**of_festival, "person": ines, "starts_on": date(2027, 5, 5), "ends_on": date(2027, 5, 7)},
        {**of_festival, "person": people["marc_olivier"], "starts_on": date(2027, 5, 8), "ends_on": LAST},
    ):
        planning.put_on_call(values=values, by=ines, at=at)
    account = NetworkAccount.objects.get(network="bluesky", production=productions["plein-jour"])
    slot = {
        "account": account,
        "weekday": 2,
        "at": time(12),
        "pillar": None,
        "about": "Les coulisses de dimanche",
        "starts_on": date(2027, 3, 1),
        "ends_on": None,
    }
    planning.add_slot(values=slot, by=ines, at=at)


def _lend(production: Production, *, by: User, moments: Moments) -> None:
    """Kobe Maes reads the calendar of his festival, and has said a word."""
    values = {
        "client": None,
        "production": production,
        "name": "Kobe Maes",
        "email": "",
        "language": "nl",
        "starts_on": FIRST,
        "ends_on": LAST,
        "zone": "",
    }
    made = lending.lend(values=values, by=by, at=moments.ago(2, 16))
    about = Publication.objects.filter(production=production, idea__title="Horaires des navettes").first()
    if about is not None:
        text = "Kan er ook een Nederlandse versie van de shuttles komen?"
        lending.comment(publication=about, text=text, by=None, lent=made.row, at=moments.ago(1, 9))
