"""The few rows that the tests of the register begin with: D6's poster, D7's teaser, and Hubert L."""

from datetime import date
from typing import Any

from coulisse.desks.office.rights.actions import consents, cues, licences, people, works
from coulisse.desks.office.rights.actions.obligations import set_obligation
from coulisse.desks.office.rights.actions.offers import receive
from coulisse.desks.office.rights.actions.releases import Asked, ask
from coulisse.desks.office.rights.models import (
    Consent,
    Cue,
    Depiction,
    Licence,
    MusicOffer,
    Obligation,
    Portrayed,
    Work,
)
from coulisse.engines.clearance import Purpose, Use
from coulisse.kernel.territory import Territory
from tests.cast import AT, TODAY, Cast

MAY = date(2027, 5, 5)
END = date(2027, 4, 30)


def use(**values: Any) -> Use:
    wanted = {"purpose": Purpose.PROMO, "network": "instagram", "territory": Territory("BE"), "on": MAY, **values}
    return Use(**wanted)


def work(cast: Cast, title: str = "Affiche", **values: Any) -> Work:
    """A visual of the house in which everybody is listed."""
    production = values.pop("production", cast.drache)
    listed = values.pop("listed", True)
    wanted = {"kind": "visual", "title": title, "holding": "own", **values}
    made = works.enter(production=production, values=wanted, by=cast.nadia, at=AT)
    return people.list_is_complete(work=made, by=cast.nadia, at=AT) if listed else made


def person(cast: Cast, name: str = "Hubert L.", *, minor: bool = False, **values: Any) -> Portrayed:
    production = values.pop("production", cast.drache)
    wanted = {"name": name, "is_minor": minor, **values}
    return people.add_person(production=production, values=wanted, by=cast.nadia, at=AT)


def show(cast: Cast, on: Work, who: Portrayed) -> Depiction:
    return people.show(work=on, person=who, by=cast.nadia, at=AT)


def consent(cast: Cast, who: Portrayed, *purposes: str, taking: bool = False, **values: Any) -> list[Consent]:
    wanted = {"starts_on": date(2027, 1, 1), **values}
    return consents.give(
        person=who, taking=taking, purposes=purposes or ("promo",), values=wanted, by=cast.nadia, at=AT
    )


def derive(cast: Cast, made: Work, source: Work, kind: str = "crop", **values: Any) -> None:
    works.link(work=made, source=source, kind=kind, by=cast.nadia, at=AT, **values)


def licence(cast: Cast, on: Work, **values: Any) -> Licence:
    wanted = {
        "kind": "music",
        "licensor": "Disques de la Meuse",
        "media": ["festival", "web"],
        "territories": ["BE"],
        "starts_on": date(2027, 1, 1),
        "until": END,
        **values,
    }
    return licences.enter(work=on, values=wanted, by=cast.nadia, at=AT)


def music(cast: Cast, title: str = "Vedette", **values: Any) -> Work:
    wanted = {"kind": "music", "holding": "licensed", "needs": ["music"], "listed": False, **values}
    return work(cast, title, **wanted)


def cue(cast: Cast, film: Work, played: Work, starts_at: int = 65, seconds: int = 30, **values: Any) -> Cue:
    wanted = {"music": played, "starts_at": starts_at, "seconds": seconds, **values}
    return cues.write_cue(film=film, values=wanted, by=cast.nadia, at=AT)


def poster(cast: Cast) -> tuple[Work, Work, Portrayed]:
    """D6: five faces, one of them a volunteer of 2026 without a right; and a crop of it."""
    visual = work(cast, "Affiche Cap Sambre")
    crop = work(cast, "Affiche, format carré")
    derive(cast, crop, visual)
    for number in range(1, 5):
        who = person(cast, f"Comédienne {number}")
        show(cast, visual, who)
        consent(cast, who)
    volunteer = person(cast, "Bénévole 2026")
    show(cast, visual, volunteer)
    return visual, crop, volunteer


def teaser(cast: Cast) -> tuple[Work, Work, Licence]:
    """D7: a teaser whose music is licensed for festival and web, in Belgium, until 30/04/2027."""
    film = work(cast, "Bande-annonce", kind="film")
    song = music(cast)
    cue(cast, film, song)
    return film, song, licence(cast, song)


def release(cast: Cast, who: Portrayed, **values: Any) -> Asked:
    wanted = {
        "work": None,
        "asks_taking": True,
        "purposes": ["promo", "ad"],
        "networks": [],
        "territories": [],
        "starts_on": TODAY,
        "until": None,
        "language": "fr",
        "email": "",
        **values,
    }
    return ask(person=who, values=wanted, by=cast.nadia, at=AT)


def offer(cast: Cast, film: Work, euros: int, by: str = "Éditions de la Meuse", **values: Any) -> MusicOffer:
    wanted = {
        "track": "Vedette",
        "side": "publishing",
        "offered_by": by,
        "asked_cents": euros * 100,
        "received_on": TODAY,
        **values,
    }
    return receive(film=film, values=wanted, by=cast.nadia, at=AT)


def obligation(cast: Cast, title: str = "Logo au générique de fin", **values: Any) -> Obligation:
    wanted = {"kind": "credit", "title": title, **values}
    production = wanted.pop("production", cast.drache)
    return set_obligation(production=production, values=wanted, by=cast.nadia, at=AT)
