"""The printed plan of *La Drache* as the papers take it."""

from datetime import datetime

from coulisse.engines.daysout import days_out
from coulisse.kernel.times import BRUSSELS
from coulisse.papers.board import Board, Role, ShootingDay, Strip
from coulisse.papers.dood import Dood, Presence
from tests.engines.daysout.la_drache import AFTER_FIVE_FREE_DAYS, calendar, elements
from tests.engines.plan_of_la_drache import CANCELLED, CAST, DAYS, PRINTED_EXTRAS, STRIPS

AT = datetime(2027, 3, 16, 17, 30, tzinfo=BRUSSELS)


def board() -> Board:
    return Board(
        title="La\u00a0Drache",
        house="Meuse & Fils Films SRL",
        version="9",
        at=AT,
        days=[ShootingDay(number, day) for number, day in enumerate(DAYS, start=1)],
        strips=[
            Strip(
                day=strip.day,
                inside=strip.inside,
                effect=strip.effect,
                set_name=strip.set_name,
                place=strip.place,
                scenes=strip.scenes,
                eighths=strip.eighths,
                seconds=strip.seconds,
                roles=tuple(map(str, strip.roles)),
                extras=strip.extras,
                note=strip.note,
                cancelled=strip.day == CANCELLED,
            )
            for strip in STRIPS
        ],
        cast=[Role(str(number), role, actor) for number, (role, actor) in CAST.items()],
        made_by=[
            ("1re assistante mise en scène", "Hélène Poncelet"),
            ("directrice de production", "Solange De Backer"),
        ],
        change=(
            "Depuis la v8\u00a0: J14 (Durbuy) annulé le 16/03 à 07:25, séq. 12, 14, 17 à replacer (réserve\u00a0: "
            "mardi 13/04)\u202f; séq. 41–43 déplacées de J16 à J21. Lundi 29/03 férié, non tourné."
        ),
        replaces="v8",
    )


def days_of_presence() -> Dood:
    return Dood(
        title="La\u00a0Drache",
        house="Meuse & Fils Films SRL",
        version="9",
        at=AT,
        table=days_out(calendar(), elements()),
        roles=[
            Presence(
                str(number),
                role,
                actor,
                is_minor=number == 7,
                remark="permis unique" if number == 3 else "",
            )
            for number, (role, actor) in CAST.items()
        ],
        extras=PRINTED_EXTRAS,
        drop_after=AFTER_FIVE_FREE_DAYS.least,
        cancelled=[CANCELLED],
    )
