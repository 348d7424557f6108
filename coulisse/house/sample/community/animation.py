"""Animations of the sample: the quiz of the bell as it was played, a contest that is open, a poll, a refused draw.

The game is drawn from a fixed seed, so that it comes out alike each time. It was played on Sunday 18 April of the
story; the journal tells only what was done before the loading.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from coulisse.desks.community.animation.actions import running, writing
from coulisse.desks.community.animation.actions.entering import Entry, join
from coulisse.desks.community.animation.models import Animation, Entrant, GameQuestion, Given, Standing
from coulisse.desks.community.animation.queries.ranking import ranking_of
from coulisse.desks.community.animation.records import rules_of
from coulisse.desks.community.animation.ruling import seal_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments

SUNDAY: Final = date(2027, 4, 18)
SEED: Final = 2450
PLAYERS: Final = 132
TOO_YOUNG: Final = 9
BELL: Final = Decimal(2450)
MEDIANE: Final = "Médiane TV, boulevard Auguste Reyers 52, 1044 Bruxelles"
FESTIVAL: Final = "Festival Cap Sambre ASBL, rue du Grognon 1, 5000 Namur"
FIRST: Final = (
    *(
        "Cloche",
        "Halage",
        "Péniche",
        "Sonneur",
        "Éclusier",
        "Clocher",
        "Corneille",
        "Bourdon",
        "Ardoise",
        "Batelier",
    ),
    *("Koster", "Toren", "Sluis", "Maas", "Klepel", "Kraai", "Leisteen", "Schipper", "Galm", "Beiaard"),
)
LAST: Final = (
    "bleu",
    "du soir",
    "de Huy",
    "77",
    "en retard",
    "van Hasselt",
    "de Rivière",
    "24",
    "de Wépion",
    "op kot",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in two languages, its right option, how many in a hundred find it, when it was released."""

    fr: str
    nl: str
    options: tuple[tuple[str, str], ...]
    right: int
    found: int
    minute: int


QUESTIONS: Final = (
    Asked(
        "Où pendait la cloche volée en 1943 ?",
        "Waar hing de klok die in 1943 werd gestolen?",
        (
            ("À l’écluse", "Aan de sluis"),
            ("À l’église de Rivière", "In de kerk van Rivière"),
            ("Au beffroi", "In het belfort"),
        ),
        1,
        81,
        6,
    ),
    Asked(
        "Qui l’a vue le dernier ?",
        "Wie zag haar het laatst?",
        (("Le batelier", "De schipper"), ("L’institutrice", "De onderwijzeres"), ("Le sacristain", "De koster")),
        2,
        64,
        21,
    ),
    Asked(
        "Qui a volé la cloche ?",
        "Wie stal de klok?",
        (
            ("Le bourgmestre", "De burgemeester"),
            ("L’éclusier", "De sluiswachter"),
            ("Personne : elle a coulé", "Niemand: ze is gezonken"),
        ),
        2,
        38,
        38,
    ),
)
QUIZ: Final[dict[str, Any]] = {
    "kind": "quiz",
    "mechanic": "skill",
    "slug": "qui-a-vole-la-cloche",
    "titles": {"fr": "Qui a volé la cloche ?", "nl": "Wie stal de klok?"},
    "intros": {
        "fr": "Trois questions pendant l’émission sur les éclusiers de la Meuse, dimanche 18 avril.",
        "nl": "Drie vragen tijdens de uitzending over de sluiswachters van de Maas, zondag 18 april.",
    },
    "ways": {
        "fr": (
            "On s’inscrit avec un pseudonyme, puis on répond sur son téléphone quand la question arrive à l’écran."
        ),
        "nl": (
            "U schrijft zich in met een schuilnaam en antwoordt op uw telefoon wanneer de vraag op het "
            "scherm komt."
        ),
    },
    "prizes": {
        "fr": "Une journée sur la péniche de Jeanne, pour deux.",
        "nl": "Een dag op de aak van Jeanne, voor twee.",
    },
    "criteria": {},
    "tie_labels": {"fr": "Combien pèse la cloche de Rivière ?", "nl": "Hoeveel weegt de klok van Rivière?"},
    "tie_unit": "kg",
    "tie_answer": BELL,
    "organiser": MEDIANE,
    "complaints": "jeux@mediane.example",
    "delay_seconds": 8,
    "winners": 3,
}


def play_along(*, productions: Mapping[str, Production], people: Mapping[str, User], moments: Moments) -> None:
    ines = people["ines"]
    _the_bell(productions["plein-jour"], ines, moments)
    _open_contest(productions["capsambre"], ines, moments)
    _open_poll(productions["plein-jour"], ines, moments)
    _refused_draw(productions["capsambre"], ines, moments)


def _owner(production: Production) -> dict[str, Any]:
    """What is made for a client is the client’s."""
    client = production.client
    return {"client": client} if client else {"production": production}


def _the_bell(production: Production, ines: User, moments: Moments) -> None:
    begins = moments.on(SUNDAY, 20, 25)
    broadcast = Broadcast.objects.filter(programme__production=production, starts_at=begins).first()
    values = {**QUIZ, "starts_at": begins, "ends_at": begins + timedelta(hours=1), "broadcast": broadcast}
    row = writing.write(
        values=values,
        questions=[
            writing.Asked(
                {"fr": one.fr, "nl": one.nl}, [{"fr": fr, "nl": nl} for fr, nl in one.options], (one.right,)
            )
            for one in QUESTIONS
        ],
        by=ines,
        at=moments.ago(3, 15),
        production=production,
    )
    row.rules = rules_of(row)
    row.rules_hash = seal_of(row.rules)
    row.state, row.opened_at, row.opened_by = Animation.State.SETTLED, moments.on(SUNDAY, 20, 15), ines
    row.closed_at = begins + timedelta(minutes=55)
    row.save()
    _released(row, begins, ines)
    _played(row, begins)
    rows = [one.as_json() for one in ranking_of(row, at=row.closed_at)]
    Standing.objects.create(
        animation=row,
        rows=rows,
        taking_part=PLAYERS,
        left_out=TOO_YOUNG,
        published_at=row.closed_at + timedelta(minutes=6),
        published_by=ines,
    )


def _released(row: Animation, begins: datetime, ines: User) -> None:
    for one, asked in zip(row.questions.all(), QUESTIONS, strict=True):
        one.opens_at = begins + timedelta(minutes=asked.minute, seconds=row.delay_seconds)
        one.closes_at = one.opens_at + timedelta(seconds=one.seconds)
        one.released_by = ines
        one.save()


def _played(row: Animation, begins: datetime) -> None:
    """Whoever knows answers sooner; guesses lie around the truth; some leave before the end."""
    chance = random.Random(SEED)  # noqa: S311  # a sample, not a secret
    questions = list(row.questions.all())
    players = Entrant.objects.bulk_create(
        Entrant(
            animation=row,
            code=f"{_letters(chance)}-{_letters(chance)}",
            pseudonym=f"{chance.choice(FIRST)} {chance.choice(LAST)}"[:30],
            birth_year=chance.randint(1948, 2009),
            declares_age=True,
            accepted_at=begins,
            guess=Decimal(max(40, round(chance.gauss(2300, 900) / 10) * 10)),
            key_hash=f"sample-{number}",
            language=chance.choice(("fr", "fr", "nl")),
            joined_at=begins + timedelta(seconds=chance.randint(-540, 300)),
        )
        for number in range(PLAYERS)
    )
    Entrant.objects.bulk_create(
        Entrant(
            animation=row,
            code=f"{_letters(chance)}-{_letters(chance)}",
            key_hash=f"sample-young-{number}",
            language="fr",
            joined_at=begins + timedelta(seconds=chance.randint(-540, 900)),
            excluded="under_age",
        )
        for number in range(TOO_YOUNG)
    )
    Given.objects.bulk_create(
        _answer(chance, player, one, asked)
        for player in players
        for one, asked in zip(questions, QUESTIONS, strict=True)
        if chance.random() < 0.92
    )


def _answer(chance: random.Random, player: Entrant, one: GameQuestion, asked: Asked) -> Given:
    knows = chance.random() * 100 < asked.found
    others = [number for number in range(len(asked.options)) if number != asked.right]
    choice = asked.right if knows else chance.choice(others)
    assert one.opens_at is not None  # released just before
    after = min(29.5, max(1.2, chance.gauss(7 if knows else 12, 4)))
    return Given(
        entrant=player, question=one, choices=[choice], at=one.opens_at + timedelta(seconds=round(after, 1))
    )


def _letters(chance: random.Random) -> str:
    return "".join(chance.choices("23456789ABCDEFGHJKMNPQRSTUVWXYZ", k=4))


def _open_contest(production: Production, ines: User, moments: Moments) -> None:
    """Open since yesterday, with the first entries: the jury chooses a legend for a picture of 2026."""
    begins = moments.ago(1, 9)
    values = {
        "kind": "contest",
        "mechanic": "jury",
        "slug": "une-legende-pour-l-affiche",
        "titles": {"fr": "Une légende pour l’affiche", "nl": "Een bijschrift voor de affiche"},
        "intros": {
            "fr": "Que dit le héron à la péniche ? Une phrase suffit.",
            "nl": "Wat zegt de reiger tegen de aak? Eén zin volstaat.",
        },
        "ways": {
            "fr": "Une phrase par personne, vingt mots au plus.",
            "nl": "Eén zin per persoon, hoogstens twintig woorden.",
        },
        "prizes": {"fr": "Deux passes de cinq jours.", "nl": "Twee passen voor vijf dagen."},
        "criteria": {"fr": "L’humour, la justesse, la langue.", "nl": "De humor, de juistheid, de taal."},
        "starts_at": begins,
        "ends_at": begins + timedelta(days=14),
        "organiser": FESTIVAL,
        "complaints": "concours@capsambre.example",
        "asks_contact": True,
    }
    row = writing.write(values=values, questions=(), by=ines, at=begins, **_owner(production))
    row = running.open_up(animation=row, by=ines, at=begins)
    entries = (
        ("Ardoise", "fr", "Toi, au moins, on ne te demande pas de sourire.", 1991),
        ("Klepel", "nl", "Jij hebt ruim, ik heb tijd.", 1984),
        ("Bourdon du soir", "fr", "Avance : tu caches mon meilleur profil.", 2003),
    )
    for number, (name, language, words, year) in enumerate(entries):
        contact = f"joueur{number + 1}@public.example"
        entry = Entry(language, name, year, True, True, contact=contact, words=words)
        join(animation=row, entry=entry, key=f"sample-{number}", at=begins + timedelta(hours=number + 1))


def _open_poll(production: Production, ines: User, moments: Moments) -> None:
    begins = moments.ago(1, 10)
    values = {
        "kind": "poll",
        "mechanic": "",
        "slug": "quelle-ecluse",
        "titles": {"fr": "Quelle écluse à l’automne ?", "nl": "Welke sluis in de herfst?"},
        "starts_at": begins,
        "ends_at": begins + timedelta(days=10),
    }
    options = [{"fr": one, "nl": one} for one in ("Waulsort", "Hastière", "Anseremme")]
    labels = {"fr": "Où tourner la prochaine émission ?", "nl": "Waar draaien we de volgende uitzending?"}
    asked = [writing.Asked(labels, options)]
    row = writing.write(values=values, questions=asked, by=ines, at=begins, production=production)
    row = running.open_up(animation=row, by=ines, at=begins)
    (question,) = row.questions.all()
    for number, choice in enumerate((0, 2, 2, 1, 2, 0, 2, 1, 2, 2, 0, 2, 1, 2, 0, 2, 2)):
        join(
            animation=row,
            entry=Entry("fr" if number % 3 else "nl"),
            key=f"sample-{number}",
            at=begins + timedelta(minutes=7 * number + 5),
            choices={question.pk: [choice]},
        )


def _refused_draw(production: Production, ines: User, moments: Moments) -> None:
    """A prize by lot among those who share: two reasons against it, and it stays a draft."""
    values = {
        "kind": "contest",
        "mechanic": "draw",
        "slug": "deux-passes-a-gagner",
        "titles": {"fr": "Deux passes à gagner", "nl": "Twee passen te winnen"},
        "ways": {
            "fr": "Pour participer, partagez la publication et identifiez deux amis.",
            "nl": "Vul het formulier in.",
        },
        "prizes": {"fr": "Deux passes de cinq jours.", "nl": "Twee passen voor vijf dagen."},
        "starts_at": moments.on(moments.in_days(5), 9, 0),
        "ends_at": moments.on(moments.in_days(12), 9, 0),
        "organiser": FESTIVAL,
        "complaints": "concours@capsambre.example",
    }
    row = writing.write(values=values, questions=(), by=ines, at=moments.ago(2, 16), **_owner(production))
    try:
        running.open_up(animation=row, by=ines, at=moments.ago(2, 16, 5))
    except running.Refused:
        return
    raise AssertionError("the guard-rails let a draw without authorisation through")
