"""Who may see and change a task: whoever reaches its production, and the roles on the whole house."""

from typing import Any

from coulisse.foundation.tasks import actions
from coulisse.foundation.tasks.models import Task
from tests.cast import AT, Cast
from tests.walk import DESKS, MEMBERS, OWN, SIGNED_IN, Verdict

TEAM = OWN | DESKS


def task(cast: Cast) -> Task:
    return actions.add(
        title="Relancer le bourgmestre",
        production=cast.drache,
        person=cast.bastien,
        checks=("Plan", "Lettre"),
        by=cast.nadia,
        at=AT,
    )


def open_task(cast: Cast) -> dict[str, Any]:
    return {"pk": task(cast).pk}


def dropped(cast: Cast) -> dict[str, Any]:
    return {"pk": actions.drop(task=task(cast), by=cast.nadia, at=AT).pk}


def checked(cast: Cast) -> dict[str, Any]:
    made = task(cast)
    return {"pk": made.pk, "check": made.checks.all()[0].pk}


VERDICTS = {
    "tasks:list": Verdict(SIGNED_IN),
    "tasks:board": Verdict(SIGNED_IN),
    "tasks:add": Verdict(MEMBERS),
    "tasks:assign": Verdict(MEMBERS, method="post"),
    "tasks:detail": Verdict(TEAM, args=open_task),
    "tasks:edit": Verdict(TEAM, args=open_task),
    "tasks:finish": Verdict(TEAM, args=open_task, method="post"),
    "tasks:reopen": Verdict(TEAM, args=open_task, method="post"),
    "tasks:move": Verdict(TEAM, args=open_task, method="post", data=lambda cast: {"state": "waiting"}),
    "tasks:snooze": Verdict(TEAM, args=open_task, method="post", data=lambda cast: {"due_on": "2027-03-20"}),
    "tasks:drop": Verdict(TEAM, args=open_task, method="post"),
    "tasks:bring_back": Verdict(TEAM, args=dropped, method="post"),
    "tasks:tick": Verdict(TEAM, args=checked, method="post"),
    "api:tasks": Verdict(SIGNED_IN),
    "api:task": Verdict(TEAM, args=open_task),
    "api:add_task": Verdict(MEMBERS, method="post", data=lambda cast: {"title": "Appeler"}, json=True),
    "api:move_task": Verdict(TEAM, args=open_task, method="post", data=lambda cast: {"state": "done"}, json=True),
}
