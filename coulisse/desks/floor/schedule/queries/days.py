"""What the other slices read of the plan: the approved board, its days, and one day as it is to be shot."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, Sum

from coulisse.desks.floor.breakdown.models import Category, Tag
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.engines.stripboard.hours import DayHours, NoHours, TypedHours, hours_of
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of a board, in a list of days. `number` and `total` say J14 of 32; None on a day that isn't shot."""

    pk: int
    board_id: int
    version: int
    number: int | None
    total: int
    date: date
    unit: str
    kind: str
    place_id: int | None
    place: str
    scenes: int
    eighths: int
    minutes: int
    most_eighths: int | None
    is_cancelled: bool
    why: str
    note: str


@dataclass(frozen=True, slots=True)
class SheetRole:
    """A role wanted on a day, and who plays it. The minutes lie between arriving and being ready to shoot."""

    element_id: int
    number: int | None
    name: str
    contact_id: int | None
    actor: str
    dressing_minutes: int
    makeup_minutes: int
    hair_minutes: int
    travel_minutes: int
    pick_up_from: str

    @property
    def ready_minutes(self) -> int:
        return self.dressing_minutes + self.makeup_minutes + self.hair_minutes


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Where a scene is shot: the place of its set, else the place of the day."""

    pk: int
    name: str
    city: str


@dataclass(frozen=True, slots=True)
class SheetStrip:
    """A scene, a part of one or a banner, with its hours where those of the day are known."""

    pk: int
    kind: str
    scene_id: int | None
    number: str
    """« 12A », with the part of a split scene: « 12A b »."""
    part: str
    int_ext: str
    effect: str
    set: str
    synopsis: str
    script_page: str
    story_day: str
    place: SheetPlace | None
    eighths: int
    minutes: int
    seconds: int | None
    roles: tuple[SheetRole, ...]
    text: str
    note: str
    is_omitted: bool
    starts_at: datetime | None
    ends_at: datetime | None

    @property
    def is_banner(self) -> bool:
        return self.kind == Strip.Kind.BANNER


@dataclass(frozen=True, slots=True)
class DaySheet:
    """One day in the order in which it is to be shot. Hours are instants; None where nobody typed them."""

    pk: int
    board_id: int
    board_number: int
    production_id: int
    version: int
    number: int | None
    total: int
    date: date
    unit: str
    kind: str
    place: SheetPlace | None
    call_at: datetime | None
    ready_at: datetime | None
    meal: tuple[datetime, datetime] | None
    last_at: datetime | None
    """The end of the last strip."""
    wrap_at: datetime | None
    """As typed; without it, the end of the last strip."""
    strips: tuple[SheetStrip, ...]
    roles: tuple[SheetRole, ...]
    places: tuple[SheetPlace, ...]
    note: str
    is_cancelled: bool
    why: str

    @property
    def scenes(self) -> tuple[SheetStrip, ...]:
        return tuple(strip for strip in self.strips if strip.scene_id is not None)

    @property
    def eighths(self) -> int:
        return sum(strip.eighths for strip in self.strips)

    @property
    def minutes(self) -> int:
        return sum(strip.minutes for strip in self.strips)


def approved_board(production: Production) -> Board | None:
    """The board that the shoot follows."""
    return Board.objects.filter(production=production, state=Board.State.APPROVED).first()


def boards_of(production: Production) -> list[Board]:
    """Every board, the newest first."""
    return list(Board.objects.filter(production=production).order_by("-number"))


def days_of(production: Production) -> tuple[DayLine, ...]:
    """The days of the approved board in order of dates, in two queries; none without an approved board."""
    board = approved_board(production)
    return days_of_board(board) if board is not None else ()


def days_of_board(board: Board) -> tuple[DayLine, ...]:
    """The days of one board in order, in one query."""
    scenes = Q(strips__kind=Strip.Kind.SCENE)
    rows = list(
        Day.objects.filter(board=board)
        .select_related("place")
        .annotate(
            scenes=Count("strips__scene", filter=scenes, distinct=True),
            eighths=Sum("strips__eighths", default=0),
            minutes=Sum("strips__minutes", default=0),
        )
        .order_by("date", "unit", "pk")
    )
    totals = totals_by_unit(rows)
    return tuple(
        DayLine(
            pk=day.pk,
            board_id=day.board_id,
            version=day.version,
            number=day.number,
            total=totals[day.unit],
            date=day.date,
            unit=day.unit,
            kind=day.kind,
            place_id=day.place_id,
            place=day.place.name if day.place else "",
            scenes=day.scenes,
            eighths=day.eighths,
            minutes=day.minutes,
            most_eighths=day.most_eighths,
            is_cancelled=day.cancelled_at is not None,
            why=day.cancelled_why,
            note=day.note,
        )
        for day in rows
    )


def day_on(production: Production, on: date, *, unit: str = "") -> Day | None:
    """The day of the approved board on a date."""
    rows = Day.objects.filter(board__production=production, board__state=Board.State.APPROVED, date=on, unit=unit)
    return rows.select_related("board", "place").first()


def day_sheet(day: Day) -> DaySheet:
    """A day as it is to be shot, in five queries whatever it holds."""
    return day_sheets([day])[0]


def day_sheets(days: Sequence[Day]) -> list[DaySheet]:
    """Several days at once (the day, and the advance of the next two), in the same number of queries as one."""
    rows = list(
        Day.objects.filter(pk__in=[day.pk for day in days]).select_related("board", "place").order_by("date", "pk")
    )
    strips = Strip.objects.filter(day__in=rows).select_related("scene__set__place").defer("scene__paragraphs")
    by_day: dict[int, list[Strip]] = defaultdict(list)
    for strip in strips.order_by("position", "pk"):
        by_day[strip.day_id or 0].append(strip)
    roles = roles_of_scenes({strip.scene_id for found in by_day.values() for strip in found if strip.scene_id})
    boards = {row.board_id for row in rows}
    numbered = Day.objects.filter(board__in=boards, number__isnull=False).values_list("board", "unit", "number")
    totals: dict[tuple[int, str], int] = defaultdict(int)
    for board, unit, number in numbered:
        totals[board, unit] = max(totals[board, unit], number or 0)
    wanted = {day.pk: position for position, day in enumerate(days)}
    made = [_sheet(row, by_day[row.pk], roles, totals[row.board_id, row.unit]) for row in rows]
    return sorted(made, key=lambda sheet: wanted[sheet.pk])


def roles_of_scenes(scenes: Iterable[int]) -> dict[int, tuple[SheetRole, ...]]:
    """The roles of each scene in order of their numbers, in one query. Only what a person confirmed counts."""
    tags = (
        Tag.objects.filter(scene__in=list(scenes), state=Tag.State.CONFIRMED, element__category=Category.ROLE)
        .select_related("element__casting__contact")
        .order_by("element__number", "element__key")
    )
    found: dict[int, list[SheetRole]] = defaultdict(list)
    for tag in tags:
        found[tag.scene_id].append(_role(tag))
    return {scene: tuple(roles) for scene, roles in found.items()}


def typed_hours(day: Day) -> TypedHours:
    return TypedHours(
        date=day.date,
        call=day.call_at,
        ready=day.ready_at,
        meal=day.meal_at,
        meal_length=timedelta(minutes=day.meal_minutes),
        wrap=day.wrap_at,
    )


def clock_of(day: Day, strips: Iterable[Strip]) -> DayHours | None:
    """The clock of a day with these strips in this order; None where no hour was typed."""
    try:
        return hours_of(typed_hours(day), [(strip.pk, strip.minutes) for strip in strips])
    except NoHours:
        return None


def totals_by_unit(days: Iterable[Day]) -> dict[str, int]:
    """How many days each unit shoots: the highest number."""
    found: dict[str, int] = defaultdict(int)
    for day in days:
        found[day.unit] = max(found[day.unit], day.number or 0)
    return found


def _sheet(day: Day, strips: list[Strip], roles: dict[int, tuple[SheetRole, ...]], total: int) -> DaySheet:
    clock = clock_of(day, strips)
    hours = {shot.key: (shot.start, shot.end) for shot in clock.shots} if clock else {}
    place = _place(day.place)
    shown = tuple(_strip(strip, roles, place, hours.get(strip.pk, (None, None))) for strip in strips)
    return DaySheet(
        pk=day.pk,
        board_id=day.board_id,
        board_number=day.board.number,
        production_id=day.board.production_id,
        version=day.version,
        number=day.number,
        total=total,
        date=day.date,
        unit=day.unit,
        kind=day.kind,
        place=place,
        call_at=clock.call if clock else None,
        ready_at=clock.ready if clock else None,
        meal=clock.meal if clock else None,
        last_at=clock.last if clock else None,
        wrap_at=(clock.typed_wrap or clock.last) if clock else None,
        strips=shown,
        roles=tuple(
            sorted(
                {role.element_id: role for strip in shown for role in strip.roles}.values(),
                key=lambda role: (role.number is None, role.number or 0, role.name),
            )
        ),
        places=tuple({strip.place.pk: strip.place for strip in shown if strip.place}.values()),
        note=day.note,
        is_cancelled=day.cancelled_at is not None,
        why=day.cancelled_why,
    )


def _strip(
    strip: Strip,
    roles: dict[int, tuple[SheetRole, ...]],
    of_the_day: SheetPlace | None,
    hours: tuple[datetime | None, datetime | None],
) -> SheetStrip:
    scene = strip.scene
    return SheetStrip(
        pk=strip.pk,
        kind=strip.kind,
        scene_id=strip.scene_id,
        number=f"{scene.number} {strip.part}".strip() if scene else "",
        part=strip.part,
        int_ext=scene.int_ext if scene else "",
        effect=scene.effect if scene else "",
        set=scene.set.name if scene else "",
        synopsis=scene.synopsis if scene else "",
        script_page=scene.script_page if scene else "",
        story_day=scene.story_day if scene else "",
        place=(_place(scene.set.place) if scene else None) or of_the_day,
        eighths=strip.eighths,
        minutes=strip.minutes,
        seconds=scene.seconds if scene else None,
        roles=roles.get(strip.scene_id or 0, ()),
        text=strip.text,
        note=strip.note,
        is_omitted=bool(scene and scene.omitted_at),
        starts_at=hours[0],
        ends_at=hours[1],
    )


def _role(tag: Tag) -> SheetRole:
    casting = getattr(tag.element, "casting", None)
    contact = casting.contact if casting else None
    return SheetRole(
        element_id=tag.element_id,
        number=tag.element.number,
        name=tag.element.name,
        contact_id=contact.pk if contact else None,
        actor=contact.name if contact else "",
        dressing_minutes=casting.dressing_minutes if casting else 0,
        makeup_minutes=casting.makeup_minutes if casting else 0,
        hair_minutes=casting.hair_minutes if casting else 0,
        travel_minutes=casting.travel_minutes if casting else 0,
        pick_up_from=casting.pick_up_from if casting else "",
    )


def _place(place: Place | None) -> SheetPlace | None:
    return SheetPlace(place.pk, place.name, place.city) if place else None
