"""The only way to a task.

A task follows its production and its client; one of neither belongs to the house, and is read by its members and
by the person who has it. Whoever has a task may change it, even with a role that only reads.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.foundation.accounts.models import User
from coulisse.foundation.tasks.models import Task


def may_see(user: User, *, production: int | None, client: int | None, person: int | None) -> bool:
    """Whether a task of that production, client and person may be read."""
    own = production is None and client is None and person == user.pk
    return user.may("read", production=production, client=client) or (own and user.may("read", anywhere=True))


def may_change(user: User, task: Task) -> bool:
    """Whether somebody who sees the task may change it."""
    return task.person_id == user.pk or user.may("change", production=task.production_id, client=task.client_id)


def access_task(user: User, pk: int, *, to: str = "read") -> Task:
    task = get_object_or_404(Task.objects.select_related("person", "production", "client", "created_by"), pk=pk)
    if not may_see(user, production=task.production_id, client=task.client_id, person=task.person_id):
        raise Http404
    if to != "read" and not may_change(user, task):
        raise PermissionDenied
    return task
