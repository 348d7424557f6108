"""What happens to tasks."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfTask(Fact):
    task_id: int
    title: str


@fact("foundation.tasks.added", _("%(by)s added the task “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAdded(_OfTask):
    person_id: int | None
    due_on: str | None


@fact("foundation.tasks.edited", _("%(by)s changed the task “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEdited(_OfTask):
    fields: list[str]


@fact("foundation.tasks.moved", _("%(by)s moved the task “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMoved(_OfTask):
    before: str
    after: str


@fact("foundation.tasks.done", _("%(by)s finished the task “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone(_OfTask):
    pass


@fact("foundation.tasks.reopened", _("%(by)s reopened the task “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReopened(_OfTask):
    pass


@fact("foundation.tasks.snoozed", _("%(by)s put the task “%(title)s” off to %(due_on)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSnoozed(_OfTask):
    was_due_on: str | None
    due_on: str


@fact("foundation.tasks.assigned", _("%(by)s gave the task “%(title)s” to %(person)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssigned(_OfTask):
    before_id: int | None
    person_id: int
    person: str


@fact("foundation.tasks.dropped", _("%(by)s took the task “%(title)s” off the list"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDropped(_OfTask):
    pass


@fact("foundation.tasks.brought-back", _("%(by)s brought the task “%(title)s” back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskBroughtBack(_OfTask):
    pass
