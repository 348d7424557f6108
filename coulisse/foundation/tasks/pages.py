from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.current import safe_next
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.tasks import actions, queries
from coulisse.foundation.tasks.access import access_task, may_change
from coulisse.foundation.tasks.forms import AssignForm, FilterForm, SnoozeForm, TaskForm
from coulisse.foundation.tasks.models import Task
from coulisse.foundation.ui.doors import MEMBER, SIGNED_IN, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused

PER_PAGE = 50


def address(pk: int) -> str:
    """Where a task is shown, for the sentences of the journal too."""
    return reverse("tasks:detail", args=[pk])


@door(SIGNED_IN)
@require_GET
def listing(request: SignedInRequest) -> HttpResponse:
    form, today = FilterForm(request.GET, user=request.user), timezone.localdate()
    wanted = form.wanted()
    page = Paginator(queries.with_names(queries.listed(request.user, wanted)), PER_PAGE).get_page(
        request.GET.get("page")
    )
    groups = queries.groups(page.object_list, today)
    context = {
        "form": form,
        "wanted": wanted,
        "page": page,
        "groups": groups,
        "headline": _headline(page.paginator.count, wanted, queries.late_count(request.user, wanted, today)),
        "filtered": bool(wanted.words or wanted.production or wanted.state != "open"),
        "people": queries.assignable(request.user, today) if request.user.may("change", anywhere=True) else [],
        "may_add": request.user.may("change", anywhere=True),
        "view": "list",
    }
    return render(request, "tasks/list.html", context)


def _headline(count: int, wanted: queries.Wanted, late: int) -> str:
    """The answer first: how many are overdue, else how many there are."""
    if late:
        return ngettext("%(count)s task is overdue", "%(count)s tasks are overdue", late) % {"count": late}
    if wanted.state == "done":
        return ngettext("%(count)s task done", "%(count)s tasks done", count) % {"count": count}
    return ngettext("%(count)s task to do", "%(count)s tasks to do", count) % {"count": count}


@door(SIGNED_IN)
@require_GET
def board(request: SignedInRequest) -> HttpResponse:
    form = FilterForm(request.GET, user=request.user)
    wanted = form.wanted()
    columns = queries.board(request.user, wanted, at=timezone.now(), today=timezone.localdate())
    context = {
        "form": form,
        "wanted": wanted,
        "columns": columns,
        "states": Task.State.choices,
        "may_add": request.user.may("change", anywhere=True),
        "view": "board",
    }
    return render(request, "tasks/board.html", context)


@door(SIGNED_IN)
@require_GET
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    task, today = access_task(request.user, pk), timezone.localdate()
    context = {
        "task": task,
        "checks": queries.checks_of(task),
        "is_overdue": queries.when(task, today) is queries.When.OVERDUE,
        "may_change": may_change(request.user, task),
        "days": _other_days(today),
    }
    return render(request, "tasks/detail.html", context)


def _other_days(today: date) -> list[tuple[str, date]]:
    """Tomorrow, next Monday, in two weeks: where one usually puts things off to."""
    monday = today + timedelta(days=7 - today.weekday())
    return [
        (_("tomorrow"), today + timedelta(days=1)),
        (_("next Monday"), monday),
        (_("in two weeks"), today + timedelta(days=14)),
    ]


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    if not request.user.may("change", anywhere=True):
        raise PermissionDenied
    today = timezone.localdate()
    proposed = {"person": request.user.pk, "production": request.GET.get("production")}
    form = TaskForm(request.POST or None, user=request.user, today=today, initial=proposed)
    if request.method == "POST" and form.is_valid():
        task = actions.add(**form.values(), checks=form.lines(), by=request.user, at=timezone.now())
        undo = reverse("tasks:drop", args=[task.pk])
        done(request, _("Task added: %(title)s") % {"title": task.title}, undo=undo)
        return redirect(address(task.pk))
    return render(request, "tasks/edit.html", {"form": form}, status=400 if form.errors else 200)


@door(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    task, today, at = access_task(request.user, pk, to="change"), timezone.localdate(), timezone.now()
    form = TaskForm(request.POST or None, user=request.user, today=today, instance=task)
    if request.method == "POST" and form.is_valid():
        try:
            written = actions.rewrite(
                task=task,
                values=without_left(form.values(), request.POST),
                checks=form.lines(),
                state=form.cleaned_data["state"],
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=at,
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=address(pk))
        done(request, _("Task saved: %(title)s") % {"title": written.title})
        return redirect(address(pk))
    context = {"form": form, "task": task}
    return render(request, "tasks/edit.html", context, status=400 if form.errors else 200)


@door(SIGNED_IN)
@require_POST
def finish(request: SignedInRequest, pk: int) -> HttpResponse:
    task = access_task(request.user, pk, to="change")
    try:
        actions.finish(task=task, by=request.user, at=timezone.now())
    except (actions.TaskAlreadyDone, actions.TaskDroppedAlready):
        refused(request, _("“%(title)s” is not open any more.") % {"title": task.title})
    else:
        undo = reverse("tasks:reopen", args=[pk])
        done(request, _("Task done: %(title)s") % {"title": task.title}, undo=undo)
    return redirect(safe_next(request) or "tasks:list")


@door(SIGNED_IN)
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    task = access_task(request.user, pk, to="change")
    try:
        actions.reopen(task=task, by=request.user, at=timezone.now())
    except actions.TaskDroppedAlready:
        refused(request, _("“%(title)s” is off the list. Bring it back first.") % {"title": task.title})
    else:
        done(request, _("Task reopened: %(title)s") % {"title": task.title})
    return redirect(safe_next(request) or address(pk))


@door(SIGNED_IN)
@require_POST
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Into another column of the board."""
    task = access_task(request.user, pk, to="change")
    to = request.POST.get("state", "")
    if to not in Task.State.values:
        raise PermissionDenied
    try:
        actions.move(task=task, to=to, by=request.user, at=timezone.now())
    except actions.TaskDroppedAlready:
        refused(request, _("“%(title)s” is off the list. Bring it back first.") % {"title": task.title})
    else:
        said = {"title": task.title, "state": Task.State(to).label}
        done(request, _("%(title)s: %(state)s") % said)
    return redirect(safe_next(request) or "tasks:board")


@door(SIGNED_IN)
@require_POST
def snooze(request: SignedInRequest, pk: int) -> HttpResponse:
    task = access_task(request.user, pk, to="change")
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        refused(request, _("“%(title)s” keeps its date: choose a day.") % {"title": task.title})
        return redirect(address(pk))
    due_on = form.cleaned_data["due_on"]
    try:
        actions.snooze(task=task, due_on=due_on, by=request.user, at=timezone.now())
    except (actions.TaskAlreadyDone, actions.TaskDroppedAlready):
        refused(request, _("“%(title)s” is not open any more.") % {"title": task.title})
    else:
        said = {"title": task.title, "day": date_format(due_on, "SHORT_DATE_FORMAT")}
        done(request, _("%(title)s put off to %(day)s") % said)
    return redirect(safe_next(request) or address(pk))


@door(MEMBER)
@require_POST
def assign(request: SignedInRequest) -> HttpResponse:
    """Give the ticked tasks to one person, all or none."""
    user, today = request.user, timezone.localdate()
    form = AssignForm(request.POST, user=user, tasks=queries.visible_to(user), today=today)
    if not form.is_valid():
        refused(request, _("Nothing given: tick tasks, then choose a person."))
        return redirect(safe_next(request) or "tasks:list")
    person = form.cleaned_data["person"]
    tasks = [access_task(user, task.pk, to="change") for task in form.cleaned_data["task"]]
    try:
        written = actions.assign(tasks=tasks, person=person, by=user, at=timezone.now())
    except actions.PersonCannotSee:
        sentence = _("Nothing given: %(person)s does not reach every one of these productions.")
        refused(request, sentence % {"person": person})
    else:
        count = len(written)
        sentence = ngettext("%(count)s task given to %(person)s", "%(count)s tasks given to %(person)s", count)
        done(request, sentence % {"count": count, "person": person})
    return redirect(safe_next(request) or "tasks:list")


@door(SIGNED_IN)
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    task = access_task(request.user, pk, to="change")
    try:
        actions.drop(task=task, by=request.user, at=timezone.now())
    except actions.TaskDroppedAlready:
        refused(request, _("“%(title)s” is off the list already.") % {"title": task.title})
    else:
        undo = reverse("tasks:bring_back", args=[pk])
        done(request, _("Task taken off the list: %(title)s") % {"title": task.title}, undo=undo)
    return redirect("tasks:list")


@door(SIGNED_IN)
@require_POST
def bring_back(request: SignedInRequest, pk: int) -> HttpResponse:
    task = access_task(request.user, pk, to="change")
    try:
        actions.bring_back(task=task, by=request.user, at=timezone.now())
    except actions.TaskNotDropped:
        refused(request, _("“%(title)s” is on the list.") % {"title": task.title})
    else:
        done(request, _("Task brought back: %(title)s") % {"title": task.title})
    return redirect(address(pk))


@door(SIGNED_IN)
@require_POST
def tick(request: SignedInRequest, pk: int, check: int) -> HttpResponse:
    task = access_task(request.user, pk, to="change")
    line = get_object_or_404(task.checks, pk=check)
    actions.tick(check=line, is_done=line.done_at is None, by=request.user, at=timezone.now())
    return redirect(f"{address(pk)}#checks")
