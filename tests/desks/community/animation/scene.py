"""Animations for tests: the quiz of the bell, a contest, a poll, a call, and people who play."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from coulisse.desks.community.animation.actions import running, writing
from coulisse.desks.community.animation.actions.entering import Entry, join
from coulisse.desks.community.animation.models import Animation, Entrant
from coulisse.foundation.parameters.actions import load
from coulisse.foundation.parameters.models import Parameter
from tests.cast import AT, Cast

LIVE = datetime.fromisoformat("2027-04-18T20:30:00+02:00")
BELL = Decimal(2450)
TITLES = {"fr": "Qui a volé la cloche ?", "nl": "Wie stal de klok?"}
QUESTIONS = (
    (
        "Où pendait la cloche ?",
        "Waar hing de klok?",
        ("À l’église", "Au beffroi"),
        ("In de kerk", "In het belfort"),
        0,
    ),
    (
        "Qui l’a vue le dernier ?",
        "Wie zag haar het laatst?",
        ("Le maire", "Le sacristain"),
        ("De burgemeester", "De koster"),
        1,
    ),
    ("Qui l’a volée ?", "Wie stal haar?", ("Le curé", "Le sacristain"), ("De pastoor", "De koster"), 1),
)


def asked() -> list[writing.Asked]:
    return [
        writing.Asked(
            labels={"fr": fr, "nl": nl},
            options=[{"fr": one, "nl": two} for one, two in zip(in_fr, in_nl, strict=True)],
            right=(right,),
            seconds=60,
        )
        for fr, nl, in_fr, in_nl, right in QUESTIONS
    ]


def quiz_values(**fields: Any) -> dict[str, Any]:
    return {
        "kind": "quiz",
        "mechanic": "skill",
        "slug": "qui-a-vole-la-cloche",
        "titles": TITLES,
        "intros": {"fr": "Trois questions pendant l’émission.", "nl": "Drie vragen tijdens de uitzending."},
        "ways": {"fr": "On répond sur son téléphone.", "nl": "U antwoordt op uw telefoon."},
        "prizes": {"fr": "Une visite du clocher.", "nl": "Een bezoek aan de klokkentoren."},
        "criteria": {},
        "tie_labels": {"fr": "Combien pèse la cloche ?", "nl": "Hoeveel weegt de klok?"},
        "tie_unit": "kg",
        "tie_answer": BELL,
        "starts_at": LIVE,
        "ends_at": LIVE + timedelta(hours=1),
        "organiser": "Médiane TV, boulevard Reyers, Bruxelles",
        "complaints": "jeux@mediane.example",
        "winners": 1,
        **fields,
    }


def bounds_are_known() -> None:
    """The legal values are in the house: without them nothing opens at which somebody wins."""
    if not Parameter.objects.filter(group="contests").exists():
        load(at=AT)


def a_quiz(cast: Cast, **fields: Any) -> Animation:
    bounds_are_known()
    return writing.write(
        values=quiz_values(**fields),
        questions=asked(),
        by=cast.ines,
        at=LIVE - timedelta(days=2),
        production=cast.drache,
    )


def an_open_quiz(cast: Cast, **fields: Any) -> Animation:
    return running.open_up(animation=a_quiz(cast, **fields), by=cast.ines, at=LIVE - timedelta(minutes=5))


def a_contest(cast: Cast, mechanic: str = "skill", **fields: Any) -> Animation:
    bounds_are_known()
    values = quiz_values(kind="contest", mechanic=mechanic, slug=f"concours-{mechanic}", **fields)
    questions = asked() if mechanic == "skill" else ()
    return writing.write(
        values=values, questions=questions, by=cast.ines, at=LIVE - timedelta(days=2), production=cast.drache
    )


def a_poll(cast: Cast, **fields: Any) -> Animation:
    values = {
        "kind": "poll",
        "mechanic": "",
        "slug": "quel-quai",
        "titles": {"fr": "Quel quai ?", "nl": "Welke kade?"},
        "starts_at": LIVE,
        "ends_at": LIVE + timedelta(days=1),
        **fields,
    }
    options = [{"fr": "Gauche", "nl": "Links"}, {"fr": "Droit", "nl": "Rechts"}, {"fr": "Les deux", "nl": "Beide"}]
    questions = [
        writing.Asked({"fr": "Quel quai ?", "nl": "Welke kade?"}, options),
        writing.Asked({"fr": "Quand ?", "nl": "Wanneer?"}, options, most=3),
    ]
    return writing.write(values=values, questions=questions, by=cast.ines, at=LIVE, production=cast.drache)


def a_call(cast: Cast) -> Animation:
    values = {
        "kind": "call",
        "mechanic": "",
        "slug": "vos-questions",
        "titles": {"fr": "Vos questions", "nl": "Uw vragen"},
        "starts_at": LIVE,
        "ends_at": LIVE + timedelta(days=1),
    }
    return writing.write(values=values, questions=(), by=cast.ines, at=LIVE, production=cast.drache)


def opened(animation: Animation, cast: Cast, at: datetime = LIVE) -> Animation:
    return running.open_up(animation=animation, by=cast.ines, at=at)


def a_player(
    animation: Animation, name: str, guess: int | None = 2400, at: datetime = LIVE, **fields: Any
) -> Entrant:
    told = {"birth_year": 1990, "declares_age": True, "accepts_rules": True, **fields}
    entry = Entry("fr", pseudonym=name, guess=None if guess is None else Decimal(guess), **told)
    return join(animation=animation, entry=entry, key=f"key-{name}", at=at)
