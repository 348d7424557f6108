"""A file into a budget: kept for a day, then written in one step or as a new version, all or nothing."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from coulisse.desks.office.budget.actions import versions
from coulisse.desks.office.budget.actions.steps import step_on
from coulisse.desks.office.budget.exchange.drafts import Draft
from coulisse.desks.office.budget.exchange.models import BudgetImport
from coulisse.desks.office.budget.exchange.writing import add, bring_over, replace_all
from coulisse.desks.office.budget.models import Budget, BudgetEdit
from coulisse.desks.office.budget.queries.opened import forget
from coulisse.desks.office.facts.budget import BudgetReadIn
from coulisse.formats.problems import as_json
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.people.imports import staging
from coulisse.foundation.productions.models import Production

KEPT_FOR: Final = timedelta(days=1)
MOST_PROBLEMS: Final = 2_000
Into = BudgetImport.Into


class AlreadyReadIn(Exception):
    """This file was taken in before, or is being taken in now."""


class NotUsable(Exception):
    """The file holds no line that can be taken in, or is one of ours with rows that cannot be read."""


def stage_file(
    *,
    production: Production,
    budget: Budget | None,
    chunks: Iterable[bytes],
    file_name: str,
    by: User,
    at: datetime,
) -> BudgetImport:
    """Keep a file for a day, under a random name. Raises staging.TooLarge."""
    sweep(at=at)
    key = secrets.token_urlsafe(32)
    staging.store(key, chunks)
    return BudgetImport.objects.create(
        key=key,
        production=production,
        budget=budget,
        file_name=file_name[-200:],
        into=Into.NEW if budget is None or budget.is_locked else Into.REPLACE,
        uploaded_by=by,
        uploaded_at=at,
    )


def choose(*, imported: BudgetImport, reading: Mapping[str, Any], into: str) -> BudgetImport:
    """Keep what somebody chose on the preview."""
    imported.reading, imported.into = dict(reading), into
    imported.save(update_fields=["reading", "into"])
    return imported


def drop(*, imported: BudgetImport) -> None:
    """A file of which nothing can be used: nothing of it is kept."""
    staging.staged_path(imported.key).unlink(missing_ok=True)
    imported.delete()


def sweep(*, at: datetime) -> None:
    """Remove the files whose day has passed, and what was never taken in."""
    old = BudgetImport.objects.filter(uploaded_at__lt=at - KEPT_FOR)
    for key in old.exclude(state=BudgetImport.State.RUNNING).values_list("key", flat=True):
        staging.staged_path(key).unlink(missing_ok=True)
    old.filter(state=BudgetImport.State.STAGED).delete()


def set_running(*, imported: BudgetImport) -> None:
    BudgetImport.objects.filter(pk=imported.pk, state=BudgetImport.State.STAGED).update(
        state=BudgetImport.State.RUNNING
    )


def set_waiting(*, imported: BudgetImport) -> None:
    """Its job ended without writing anything: it may be checked and begun again."""
    BudgetImport.objects.filter(pk=imported.pk, state=BudgetImport.State.RUNNING).update(
        state=BudgetImport.State.STAGED
    )


def read_in(
    *,
    imported: BudgetImport,
    draft: Draft,
    by: User,
    at: datetime,
    watch: Callable[[int, int], None] | None = None,
) -> BudgetImport:
    """Write the file into its budget. Raises AlreadyReadIn, NotUsable, BudgetIsLocked, BudgetIsPast."""
    with transaction.atomic():
        imported = (
            BudgetImport.objects.select_for_update(of=("self",))
            .select_related("budget", "production")
            .get(pk=imported.pk)
        )
        if imported.state == BudgetImport.State.DONE:
            raise AlreadyReadIn
        if not draft.usable:
            raise NotUsable
        if imported.budget is None or imported.into == Into.NEW:
            budget, edit = _new_version(imported, draft, by=by, at=at), None
        else:
            budget, edit = _one_step(imported.budget, imported, draft, by=by, at=at)
        if watch is not None:
            watch(len(draft.book.lines), len(draft.book.lines))
        _close(imported, draft, budget, edit, at=at)
        told = BudgetReadIn(
            budget_id=budget.pk, budget=budget.number, file=imported.file_name, lines=imported.lines
        )
        announce(told, by=by, at=at, about=budget, production=budget.production_id, desk=Desk.OFFICE)
    return imported


def _new_version(imported: BudgetImport, draft: Draft, *, by: User, at: datetime) -> Budget:
    """A version of its own; what it has in common with the one that it goes out from stays known."""
    name = imported.file_name.rpartition(".")[0] or imported.file_name
    made = versions.begin(production=imported.production, chart=None, name=name[:80], by=by, at=at)
    source = imported.budget
    made.currency = draft.book.currency if draft.is_own or source is None else source.currency
    made.based_on, made.chart = source, source.chart if source else ""
    made.save(update_fields=["currency", "based_on", "chart"])
    bring_over(made, draft.book, source=source, whole=draft.is_own)
    forget(made.pk)
    return made


def _one_step(
    budget: Budget, imported: BudgetImport, draft: Draft, *, by: User, at: datetime
) -> tuple[Budget, BudgetEdit | None]:
    before = budget.revision
    with step_on(budget, "import", by=by, at=at) as step:
        if imported.into == Into.ADD:
            add(step, draft.book)
        else:
            replace_all(step, draft.book, whole=draft.is_own)
    edit = BudgetEdit.objects.filter(budget=budget, revision__gt=before, by=by).order_by("-pk").first()
    return budget, edit


def _close(imported: BudgetImport, draft: Draft, budget: Budget, edit: BudgetEdit | None, *, at: datetime) -> None:
    imported.state, imported.finished_at = BudgetImport.State.DONE, at
    imported.made, imported.edit = budget, edit
    imported.lines, imported.accounts = len(draft.book.lines), len(draft.book.accounts)
    imported.refused = draft.refused
    imported.problems = [as_json(one) for one in draft.problems[:MOST_PROBLEMS]]
    imported.save()
