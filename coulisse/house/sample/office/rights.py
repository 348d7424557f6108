"""The rights register: a poster with five faces and four rights, a teaser whose music ends before the festival,
somebody who complains and never signed, consents in every state, and the music of *La Drache* with its offers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from coulisse.desks.office.rights.actions import (
    consents,
    cues,
    licences,
    obligations,
    offers,
    people,
    works,
)
from coulisse.desks.office.rights.models import Depiction, Portrayed, Work
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments

FACES: Final = ("Ysaline Marchal", "Bram Coppens", "Fatou Diallo", "Corentin Lebrun")
VOLUNTEER: Final = "Bénévole 2026, gilet jaune"
MUSIC_ENDS: Final = date(2027, 4, 30)
FIRST: Final = date(2026, 9, 1)
EVERYWHERE: Final = ("promo", "press", "archive")


@dataclass(frozen=True, slots=True)
class Register:
    """Who writes in it, for which production, when."""

    production: Production
    by: User
    at: datetime
    today: date

    def work(self, kind: str, title: str, *authors: str, listed: bool = True, **values: Any) -> Work:
        wanted = {"kind": kind, "title": title, "holding": "own", **values}
        credits = [works.Named("author", name) for name in authors]
        made = works.enter(production=self.production, values=wanted, credits=credits, by=self.by, at=self.at)
        return people.list_is_complete(work=made, by=self.by, at=self.at) if listed else made

    def person(self, name: str, *, minor: bool = False, **values: Any) -> Portrayed:
        wanted = {"name": name, "is_minor": minor, **values}
        return people.add_person(production=self.production, values=wanted, by=self.by, at=self.at)

    def show(self, work: Work, who: Portrayed, where: str = "") -> Depiction:
        return people.show(work=work, person=who, where=where, by=self.by, at=self.at)

    def derive(self, made: Work, source: Work, kind: str) -> None:
        works.link(work=made, source=source, kind=kind, by=self.by, at=self.at)

    def agree(self, who: Portrayed, *purposes: str, **values: Any) -> list[Any]:
        wanted = {"starts_on": FIRST, "signed_by": who.name, **values}
        return consents.give(
            person=who, taking=True, purposes=purposes or EVERYWHERE, values=wanted, by=self.by, at=self.at
        )


def fill_the_register(
    *, productions: Mapping[str, Production], people: Mapping[str, User], moments: Moments
) -> None:
    """The works of the festival, of the magazine and of the film, as far as their rights are known."""
    nadia = people["nadia"]

    def of(key: str) -> Register:
        return Register(productions[key], nadia, moments.ago(9, 14), moments.today)

    _festival(of("capsambre"))
    _magazine(of("plein-jour"))
    _film(of("drache"), people)


def _festival(book: Register) -> None:
    poster = book.work("visual", "Affiche 2027", "Studio Terril")
    for number, name in enumerate(FACES, 1):
        who = book.person(name)
        book.show(poster, who, f"{number}ᵉ visage")
        book.agree(who)
    book.show(poster, book.person(VOLUNTEER, note="Montage des chapiteaux, édition 2026"), "à droite")
    for title in ("Affiche 2027, format carré", "Affiche 2027, format story"):
        book.derive(book.work("visual", title), poster, "crop")
    teaser = book.work("film", "Teaser 2027", "Corentin Lebrun")
    song = book.work("music", "Péniches", "Joke Van Damme", holding="licensed", needs=["music"], listed=False)
    cue = {"music": song, "starts_at": 2, "seconds": 38, "use": "featured", "publisher": "Éditions du Halage"}
    cues.write_cue(film=teaser, values=cue, by=book.by, at=book.at)
    licence = {
        "kind": "music",
        "licensor": "Disques de la Meuse",
        "media": ["festival", "web"],
        "territories": ["BE"],
        "starts_on": FIRST,
        "until": MUSIC_ENDS,
        "price_cents": 45_000,
        "note": "« festival, web, BE, jusqu’au 30/04/2027 »",
    }
    licences.enter(work=song, values=licence, by=book.by, at=book.at)
    _photos(book)


def _photos(book: Register) -> None:
    """Each state that a photo may be in."""
    evening = book.work("photo", "Public de la soirée d’ouverture 2026", listed=False)
    people.show_crowd(work=evening, decision="undecided", where="au fond", by=book.by, at=book.at)
    concert = book.work("photo", "Concert sur la péniche")
    people.show_crowd(
        work=concert, decision="exception", reason="Concert public, 7 mai 2026", by=book.by, at=book.at
    )
    quay = book.work("photo", "Le quai, de dos")
    people.show_crowd(work=quay, decision="unidentifiable", by=book.by, at=book.at)
    soon = book.person("Maud Stiernon")
    book.show(book.work("photo", "Portrait de la programmatrice"), soon)
    book.agree(soon, until=book.today + timedelta(days=20))
    gone = book.person("Loïc Evens")
    book.show(book.work("photo", "Bénévoles au montage"), gone)
    rows = book.agree(gone, "promo", "archive")
    consents.withdraw(
        person=gone, consents=rows[1:2], reason="Courriel : « plus sur les réseaux »", by=book.by, at=book.at
    )
    past = book.person("Nour Belkacem")
    book.show(book.work("photo", "Jury 2026"), past)
    book.agree(past, "promo", until=book.today - timedelta(days=3))
    pressed = book.person("Hilde Roels")
    book.show(book.work("photo", "Conférence de presse"), pressed)
    book.agree(pressed, "press", territories=["BE"])
    child = book.person("Fille au ciré rouge", minor=True)
    book.show(book.work("photo", "Atelier des enfants"), child)
    book.agree(child, "promo", signed_by="")
    signed = book.person("Basile Wauters", minor=True, guardian="Coralie Wauters")
    book.show(book.work("photo", "Atelier des enfants, la marionnette"), signed)
    book.agree(signed, "promo", "archive", by_guardian=True, signed_by="Coralie Wauters")
    bank: dict[str, Any] = {"holding": "licensed", "needs": ["image-bank"], "reference": "banque n° 884 120"}
    book.work("photo", "La Sambre au petit matin", **bank)


def _magazine(book: Register) -> None:
    """The image complaint of the broadcast: nobody has a paper of his."""
    report = book.work("film", "Reportage du 14 mars, rush 12")
    hubert = book.person("Hubert L.", note="Plainte pour image : aucun document signé")
    book.show(report, hubert, "3′12″, derrière le comptoir")
    still = book.work("photo", "Image du reportage, le comptoir")
    book.derive(still, report, "excerpt")


def _film(book: Register, team: Mapping[str, User]) -> None:
    film = book.work("film", "La Drache", "Arnaud Delvigne", reference="ISAN 0000-0006-3555")
    song = book.work(
        "music",
        "Vedette de la Meuse",
        "Joke Van Damme",
        holding="licensed",
        needs=["author", "music"],
        reference="ISWC T-034.524.680-1",
        listed=False,
    )
    rain = book.work("music", "Drache", "Joke Van Damme", listed=False)
    for music, starts, seconds, use, code in (
        (song, 65, 190, "featured", "4471 220"),
        (rain, 1_840, 75, "background", ""),
        (song, 5_460, 128, "background", "4471 220"),
    ):
        values = {
            "music": music,
            "starts_at": starts,
            "seconds": seconds,
            "use": use,
            "publisher": "Éditions du Halage",
            "sabam": code,
        }
        cues.write_cue(film=film, values=values, by=book.by, at=book.at)
    author = {
        "kind": "author",
        "licensor": "Éditions du Halage",
        "media": ["cinema", "festival", "tv", "vod"],
        "starts_on": FIRST,
        "price_cents": 180_000,
        "most_favoured": True,
    }
    licences.enter(work=song, values=author, by=book.by, at=book.at)
    excerpt = {
        "kind": "excerpt",
        "licensor": "Médiane TV, archives",
        "media": ["cinema", "festival", "tv", "vod"],
        "starts_on": FIRST,
        "until": date(2037, 8, 31),
        "price_cents": 120_000,
        "note": "La crue de 1993, 40 secondes",
    }
    licences.enter(work=film, values=excerpt, by=book.by, at=book.at)
    star = book.person("Élise Thonon")
    book.show(film, star, "premier rôle")
    book.show(book.work("photo", "Photo de plateau, jour 3", "Hélène Poncelet"), star)
    book.agree(star, "promo", "press", until=date(2029, 12, 31))
    _offers(book, film)
    _owed(book, film, team)


def _offers(book: Register, film: Work) -> None:
    offered = (
        ("Vedette de la Meuse", "publishing", "Éditions du Halage", 1_800, "track"),
        ("Vedette de la Meuse", "master", "Disques de la Meuse", 2_400, ""),
        ("Vedette de la Meuse", "master", "Fanfare de Dinant, nouvel enregistrement", 1_500, ""),
        ("Valse du barrage", "both", "Alzette Musique", 2_000, "film"),
    )
    rows = [
        offers.receive(
            film=film,
            values={
                "track": track,
                "side": side,
                "offered_by": by,
                "asked_cents": euros * 100,
                "favoured": favoured,
                "scope": "monde, tous médias, durée des droits",
                "received_on": book.today - timedelta(days=12),
                "valid_until": book.today + timedelta(days=30),
            },
            by=book.by,
            at=book.at,
        )
        for track, side, by, euros, favoured in offered
    ]
    offers.choose(offer=rows[0], reason="L’éditeur de la compositrice", by=book.by, at=book.at)


def _owed(book: Register, film: Work, team: Mapping[str, User]) -> None:
    nadia = team["nadia"]
    for kind, title, party, due_on, owner in (
        ("option", "Lever l’option sur le roman « Le Barrage »", "Éditions du Halage", date(2027, 6, 30), nadia),
        ("credit", "Logo du Tax Shelter au générique de fin", "", None, None),
        ("billing", "Nom d’Élise Thonon seul au-dessus du titre", "Élise Thonon", date(2027, 9, 15), None),
        ("delivery", "Livrer le relevé musical au diffuseur", "Médiane TV", date(2027, 11, 2), nadia),
    ):
        values = {"kind": kind, "title": title, "party": party, "due_on": due_on, "owner": owner, "work": film}
        obligations.set_obligation(production=book.production, values=values, by=book.by, at=book.at)
