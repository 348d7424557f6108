"""The tasks' part in the life of a production: first tasks, copies, what is still open, a panel on its page."""

from collections.abc import Iterable
from datetime import date, datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.productions.annexes import Annex, Unfinished, register
from coulisse.foundation.productions.blueprints import Blueprint
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks import actions, queries
from coulisse.foundation.tasks.models import Task

SHOWN = 8


def begin(production: Production, blueprint: Blueprint, by: User, at: datetime) -> None:
    """The first tasks of the template, in the production's language, given to whoever holds the role alone."""
    holders = _holders(production, localtime(at).date())
    for number, task in enumerate(blueprint.tasks):
        actions.add(
            title=task.title.in_(production.language),
            due_on=task.due_on(production.starts_on, production.ends_on),
            person=holders.get(task.role),
            production=production,
            source=f"blueprint:{production.pk}:{blueprint.code}:{number}",
            by=by,
            at=at,
        )


def _holders(production: Production, today: date) -> dict[str, User]:
    """Who holds each role on this production, where one person only does."""
    held: dict[str, set[User]] = {}
    grants = Grant.objects.in_force(today).filter(production=production, user__is_active=True)
    for grant in grants.select_related("user"):
        held.setdefault(grant.role, set()).add(grant.user)
    return {role: next(iter(people)) for role, people in held.items() if len(people) == 1}


def duplicate(source: Production, copy: Production, by: User, at: datetime) -> None:
    actions.copy_open(source=source, into=copy, by=by, at=at)


def unfinished(production: Production) -> Iterable[Unfinished]:
    open_ = Task.objects.filter(production=production, dropped_at__isnull=True).exclude(state=Task.State.DONE)
    if count := open_.count():
        sentence = ngettext("%(count)s open task", "%(count)s open tasks", count) % {"count": count}
        yield Unfinished(sentence, f"{reverse('tasks:list')}?whose=all&production={production.pk}")


def panel(user: User, production: Production, today: date) -> SafeString:
    lines = queries.of_production(user, production.pk, today, limit=SHOWN + 1)
    context = {"lines": lines[:SHOWN], "more": len(lines) > SHOWN, "production": production}
    return render_to_string("tasks/panel.html", context)


register(
    Annex(
        "tasks",
        _("Tasks"),
        order=20,
        begin=begin,
        duplicate=duplicate,
        unfinished=unfinished,
        panel=panel,
    )
)
