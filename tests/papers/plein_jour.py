"""The week 10 of « Plein Jour » as rows: 486 conversations, 412 of them in the night of the broadcast."""

from datetime import date, datetime, timedelta
from typing import Final

from coulisse.engines.digest import Frame, Row, told
from coulisse.kernel.times import BRUSSELS
from coulisse.papers.monday_letter import Ask, Changed, LetterRecord, Quote

STARTS: Final = datetime(2027, 3, 8, tzinfo=BRUSSELS)
ENDS: Final = datetime(2027, 3, 15, 8, tzinfo=BRUSSELS)
AIR: Final = datetime(2027, 3, 14, 20, 25, tzinfo=BRUSSELS)
BARS: Final = (2, 6, 19, 41, 63, 58, 44, 36, 28, 22, 17, 13, 10, 8, 6, 5)
FRAME: Final = Frame(
    STARTS,
    ENDS,
    STARTS - timedelta(days=7),
    ENDS - timedelta(days=7),
    as_of=datetime(2027, 3, 15, 17, tzinfo=BRUSSELS),
    air_starts=AIR,
    air_ends=AIR + timedelta(minutes=65),
    cue_at=datetime(2027, 3, 14, 20, 52, tzinfo=BRUSSELS),
    cue="archives de la rue Haute, sans avertissement",
)
TOPICS: Final = {
    "archives": "Séquence d’archives montrée sans avertissement",
    "guest": "Question sur un invité",
    "schedule": "Horaire, rediffusion",
    "subtitles": "Sous-titres et langue des signes",
    "praise": "Félicitations",
    "fact": "Erreur de fait signalée",
}
THEMES: Final = {"archives": 400, "guest": 21, "schedule": 17, "subtitles": 14, "praise": 13, "fact": 12, "": 9}
BEFORE: Final = {"archives": 2, "guest": 18, "schedule": 31, "subtitles": 9, "praise": 22, "fact": 8, "": 7}
CHANNELS: Final = {"mail": 448, "call": 19, "social": 14, "letter": 5}


def _night() -> list[datetime]:
    first = datetime(2027, 3, 14, 20, 15, tzinfo=BRUSSELS)
    found = [first + timedelta(minutes=15 * at, seconds=n) for at, many in enumerate(BARS) for n in range(many)]
    return [
        *found,
        *(datetime(2027, 3, 15, 0, 20, tzinfo=BRUSSELS) + timedelta(minutes=13 * n) for n in range(34)),
    ]


def week_10() -> list[Row]:
    """The night first, its family of 400 first in it; then the 74 of the days before."""
    moments = _night() + [STARTS + timedelta(hours=n) for n in range(74)]
    kinds = ["image_right", "threat", "press", "legal", "minor"]
    routes = ["rights", "security", "press", "legal", "minors"]
    topics = [code for code, many in THEMES.items() for _n in range(many)]
    channels = ["mail"] * 448 + ["call"] * 19 + ["social"] * 14 + ["letter"] * 5
    rows = []
    for n, (moment, topic, channel) in enumerate(zip(moments, topics, channels, strict=True)):
        place = n - 400
        serious = 0 <= place < 5
        answered = n < 400 or n >= 445
        rows.append(
            Row(
                n + 1,
                f"2027-{moment:%m%d}-{n + 1:03}",
                moment,
                channel,
                topic=topic,
                language="nl" if n < 29 else "fr",
                kind=kinds[place] if serious else "criticism" if n < 400 else "",
                tone="neg" if n < 300 else "neu",
                family=1 if n < 400 else None,
                answered=moment + timedelta(hours=6, minutes=20) if answered else None,
                due=date(2027, 4, 27),
                routed=routes[place] if serious else "",
                is_confirmed=True,
            )
        )
    return rows


def week_9() -> list[Row]:
    topics = [code for code, many in BEFORE.items() for _n in range(many)]
    return [
        Row(
            1000 + n, f"2027-0301-{n + 1:02}", STARTS - timedelta(days=6) + timedelta(hours=n), "mail", topic=topic
        )
        for n, topic in enumerate(topics)
    ]


VOICES: Final = (
    Quote(
        "Je regarde avec ma mère de 88 ans. Un mot avant les images, c’est tout ce que je demande.",
        "mail",
        "fr",
        True,
    ),
    Quote("On comprend pourquoi vous les montrez. On ne comprend pas pourquoi sans prévenir.", "mail", "fr", True),
    Quote("Mijn kinderen zaten erbij. Een waarschuwing was genoeg geweest.", "mail", "nl", True),
    Quote("Enfin des archives qu’on ne voit nulle part. Ne reculez pas.", "mail", "fr", False),
    Quote("La date donnée à l’écran est fausse de deux ans, document à l’appui.", "letter", "fr", False),
)


def the_letter(number: int | None = 1) -> LetterRecord:
    """As it was sent on Monday 15/03/2027 at 17:00."""
    return LetterRecord(
        production="Plein Jour",
        house="Médiane TV – Relations avec les publics",
        channel="Médiane TV",
        writer="Marc-Olivier Lejeune",
        at=datetime(2027, 3, 15, 17, tzinfo=BRUSSELS),
        code="PJ-2027-S10",
        number=number,
        frame=FRAME,
        told=told(week_10(), week_9(), FRAME),
        topics=TOPICS,
        voices=VOICES,
        asks=(
            Ask(
                "Un avertissement oral et écrit avant toute archive de violence",
                "Fabienne Rasquin",
                date(2027, 3, 17),
            ),
            Ask("Corriger la date à l’écran dans la version en ligne", "documentation", date(2027, 3, 16)),
        ),
        changed=(
            Changed(
                "La langue des signes est revenue dans la version en ligne",
                date(2027, 2, 22),
                14,
                date(2027, 3, 2),
            ),
        ),
        bounced=4,
        approved_by=("Fabienne Rasquin", "Odile Meuse"),
    )
