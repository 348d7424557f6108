"""Reading the tasks: the list in groups, the board, and what the morning shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.counted import counted
from coulisse.foundation.tasks.models import Check, Task

if TYPE_CHECKING:
    from django.utils.functional import Promise

COLUMN: Final = 50
"""How many cards a column of the board shows."""
DONE_FOR: Final = timedelta(days=14)
"""How long a finished task stays on the board."""


def visible_to(user: User) -> QuerySet[Task]:
    """The tasks on the list that the person may read: see `access.access_task`, line for line the same."""
    found = Task.objects.filter(dropped_at__isnull=True)
    if not user.is_active or not user.may("read", anywhere=True):
        return found.none()
    productions, clients = user.scope().productions(), user.scope().clients()
    if productions is None or clients is None:
        return found
    of_the_house = Q(production__isnull=True, client__isnull=True)
    if not user.may("read"):
        of_the_house &= Q(person=user)
    return found.filter(Q(production_id__in=productions) | Q(client_id__in=clients) | of_the_house)


class When(StrEnum):
    """The groups of the list."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    UNDATED = "undated"
    DONE = "done"


WHEN_LABELS: Final[dict[When, "Promise"]] = {
    When.OVERDUE: pgettext_lazy("tasks", "Overdue"),
    When.TODAY: _("Today"),
    When.WEEK: _("This week"),
    When.LATER: pgettext_lazy("tasks", "Later"),
    When.UNDATED: _("Without a date"),
    When.DONE: pgettext_lazy("task", "Done"),
}


def sunday_of(today: date) -> date:
    """The last day of the week, which starts on Monday."""
    return today + timedelta(days=6 - today.weekday())


def when(task: Task, today: date) -> When:
    if task.state == Task.State.DONE:
        return When.DONE
    if task.due_on is None:
        return When.UNDATED
    if task.due_on < today:
        return When.OVERDUE
    if task.due_on == today:
        return When.TODAY
    return When.WEEK if task.due_on <= sunday_of(today) else When.LATER


@dataclass(frozen=True, slots=True)
class Line:
    """One task as a list or a card shows it."""

    id: int
    title: str
    state: str
    state_label: str
    priority: int
    due_on: date | None
    due_time: time | None
    is_overdue: bool
    person: str
    production: str
    client: str
    subject_title: str
    checks: int
    checks_done: int
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Group:
    """The tasks of one stretch of time."""

    when: When
    label: "Promise"
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader of the list asks for. `whose` is mine, all or nobody."""

    words: str = ""
    whose: str = "mine"
    state: str = "open"
    production: int | None = None
    person: int | None = None


def listed(user: User, wanted: Wanted) -> QuerySet[Task]:
    """The tasks asked for: open ones by due date, finished ones the latest first."""
    found = _asked(user, wanted)
    if wanted.state == "done":
        return found.filter(state=Task.State.DONE).order_by("-done_at", "-pk")
    found = found.exclude(state=Task.State.DONE)
    if wanted.state in Task.State.values:
        found = found.filter(state=wanted.state)
    due = (F("due_on").asc(nulls_last=True), F("due_time").asc(nulls_last=True))
    return found.order_by(*due, "priority", "pk")


def _asked(user: User, wanted: Wanted) -> QuerySet[Task]:
    found = visible_to(user)
    for word in wanted.words.split():
        found = found.filter(Q(title__icontains=word) | Q(subject_title__icontains=word))
    if wanted.whose == "mine":
        found = found.filter(person=user)
    elif wanted.whose == "nobody":
        found = found.filter(person__isnull=True)
    if wanted.production:
        found = found.filter(production_id=wanted.production)
    if wanted.person:
        found = found.filter(person_id=wanted.person)
    return found


def with_names(found: QuerySet[Task]) -> QuerySet[Task]:
    """The rows with what a line shows, in the same query."""
    return counted(
        found.select_related("person", "production", "client"),
        checks_all=Count("checks"),
        checks_ticked=Count("checks", filter=Q(checks__done_at__isnull=False)),
    )


def groups(tasks: Iterable[Task], today: date) -> list[Group]:
    """A page of `listed`, cut where the time changes."""
    return [
        Group(stretch, WHEN_LABELS[stretch], tuple(line_of(task, today) for task in rows))
        for stretch, rows in groupby(tasks, key=lambda task: when(task, today))
    ]


def line_of(task: Task, today: date) -> Line:
    """One line; the row comes from `with_names`."""
    return Line(
        id=task.pk,
        title=task.title,
        state=task.state,
        state_label=task.get_state_display(),
        priority=task.priority,
        due_on=task.due_on,
        due_time=task.due_time,
        is_overdue=when(task, today) is When.OVERDUE,
        person=str(task.person) if task.person else "",
        production=task.production.title if task.production else "",
        client=task.client.name if task.client else "",
        subject_title=task.subject_title,
        checks=getattr(task, "checks_all", 0),
        checks_done=getattr(task, "checks_ticked", 0),
        done_at=task.done_at,
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board; `count` may exceed the lines shown."""

    state: str
    label: str
    count: int
    lines: tuple[Line, ...]


def board(user: User, wanted: Wanted, *, at: datetime, today: date) -> list[Column]:
    """Four columns, in two queries whatever they hold; what was finished long ago is left out."""
    found = _asked(user, wanted).exclude(state=Task.State.DONE, done_at__lt=at - DONE_FOR)
    counts = dict(found.order_by().values_list("state").annotate(count=Count("pk")))
    place = Window(
        RowNumber(),
        partition_by="state",
        order_by=[F("done_at").desc(nulls_last=True), F("due_on").asc(nulls_last=True), "priority", "pk"],
    )
    shown = found.annotate(place=place).filter(place__lte=COLUMN).order_by("place").values_list("pk", flat=True)
    rows = with_names(Task.objects.filter(pk__in=list(shown)))
    rows = rows.order_by(F("done_at").desc(nulls_last=True), F("due_on").asc(nulls_last=True), "priority", "pk")
    by_state: dict[str, list[Line]] = {state: [] for state in Task.State.values}
    for task in rows:
        by_state[task.state].append(line_of(task, today))
    return [
        Column(state.value, str(state.label), counts.get(state.value, 0), tuple(by_state[state.value]))
        for state in Task.State
    ]


@dataclass(frozen=True, slots=True)
class MatinTasks:
    """What the morning shows of one's own tasks."""

    overdue: tuple[Line, ...]
    today: tuple[Line, ...]
    this_week: tuple[Line, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.overdue or self.today or self.this_week)


def for_matin(user: User, today: date) -> MatinTasks:
    """One's own open tasks due up to Sunday, in one query."""
    due = _mine(user).filter(due_on__lte=sunday_of(today))
    found: dict[When, list[Line]] = {When.OVERDUE: [], When.TODAY: [], When.WEEK: []}
    for task in due:
        found[when(task, today)].append(line_of(task, today))
    return MatinTasks(tuple(found[When.OVERDUE]), tuple(found[When.TODAY]), tuple(found[When.WEEK]))


def tomorrow(user: User, today: date) -> tuple[Line, ...]:
    """What one plans tonight: one's own open tasks due on the next day, and those of today still open."""
    due = _mine(user).filter(due_on__gte=today, due_on__lte=today + timedelta(days=1))
    return tuple(line_of(task, today) for task in due)


def _mine(user: User) -> QuerySet[Task]:
    return with_names(listed(user, Wanted(whose="mine")))


def open_count(user: User, today: date) -> int:
    """How many of one's own tasks are due by today: the figure beside « Tasks »."""
    return listed(user, Wanted(whose="mine")).filter(due_on__lte=today).order_by().count()


def late_count(user: User, wanted: Wanted, today: date) -> int:
    """How many of the asked tasks should have been done before today."""
    late = listed(user, wanted).exclude(state=Task.State.DONE).filter(due_on__lt=today)
    return late.order_by().count()


def tasks_of(user: User, subject: str, subject_id: int, today: date) -> list[Line]:
    """The open tasks tied to one object, as far as the reader may see them."""
    found = listed(user, Wanted(whose="all")).filter(subject=subject, subject_id=subject_id)
    return [line_of(task, today) for task in with_names(found)]


def of_production(user: User, production: int, today: date, *, limit: int) -> list[Line]:
    """The first open tasks of a production."""
    found = listed(user, Wanted(whose="all", production=production))
    return [line_of(task, today) for task in with_names(found)[:limit]]


def checks_of(task: Task) -> Sequence[Check]:
    return list(task.checks.all())


def assignable(user: User, today: date) -> QuerySet[User]:
    """Whom this person may give a task: those who hold a role within one's own reach, and oneself."""
    people = User.objects.filter(is_active=True).order_by("name")
    productions, clients = user.scope().productions(), user.scope().clients()
    held = Grant.objects.in_force(today)
    if productions is not None and clients is not None:
        house = Q(production__isnull=True, client__isnull=True)
        held = held.filter(house | Q(production_id__in=productions) | Q(client_id__in=clients))
    return people.filter(Q(pk__in=held.values("user_id")) | Q(pk=user.pk))
