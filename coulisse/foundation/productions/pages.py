from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions import actions, queries
from coulisse.foundation.productions.access import access_production
from coulisse.foundation.productions.annexes import annexes
from coulisse.foundation.productions.blueprints import Blueprint, UnknownBlueprint, blueprint, table
from coulisse.foundation.productions.current import open_production, safe_next
from coulisse.foundation.productions.forms import (
    BeginForm,
    DuplicateForm,
    EditForm,
    FilterForm,
    ReasonForm,
    counted,
)
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SIGNED_IN, SignedInRequest, door
from coulisse.foundation.ui.stale import Show, without_left
from coulisse.foundation.ui.toasts import done, refused

PER_PAGE = 50


def _address(production: Production) -> str:
    return reverse("productions:detail", args=[production.pk])


def _now() -> datetime:
    return timezone.now()


@door(SIGNED_IN)
@require_GET
def listing(request: SignedInRequest) -> HttpResponse:
    form = FilterForm(request.GET, user=request.user)
    found = queries.listed(request.user, form.wanted(request.GET.get("sort", "title")))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "productions/list.html",
        {
            "form": form,
            "page": page,
            "rows": queries.rows(page.object_list),  # type: ignore[arg-type]  # a slice of the query set
            "headline": counted(page.paginator.count),
            "filtered": any(request.GET.get(name) for name in form.fields),
            "may_begin": request.user.may("change"),
        },
    )


@door(MEMBER)
@require_GET
def choose(request: SignedInRequest) -> HttpResponse:
    """The templates to begin from."""
    if not request.user.may("change"):
        raise Http404
    language = get_language()
    shown = [
        {
            "code": each.code,
            "label": each.label.in_(language),
            "about": each.about.in_(language),
            "tasks": len(each.tasks),
        }
        for each in table().blueprints.values()
    ]
    return render(request, "productions/choose.html", {"blueprints": shown})


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def begin(request: SignedInRequest, code: str) -> HttpResponse:
    template = _blueprint(code)
    if not request.user.may("change"):
        raise Http404
    form = BeginForm(
        request.POST or None,
        user=request.user,
        type_=template.type,
        initial={"language": request.user.language},
    )
    if request.method == "POST" and form.is_valid():
        values = form.values()
        values["code"] = values["code"] or queries.free_code(values["title"])
        try:
            production = actions.begin(blueprint=template, **values, by=request.user, at=_now())
        except actions.CodeTaken:
            form.add_error("code", _("Another production took this short code. Choose another one."))
        else:
            open_production(request, production.pk)
            done(request, _("%(title)s created") % {"title": production.title})
            return redirect(_address(production))
    context = {
        "form": form,
        "label": template.label.in_(get_language()),
        "tasks": [task.title.in_(get_language()) for task in template.tasks],
    }
    return render(request, "productions/begin.html", context, status=400 if form.errors else 200)


def _blueprint(code: str) -> Blueprint:
    try:
        return blueprint(code)
    except UnknownBlueprint:
        raise Http404 from None


@door(SIGNED_IN)
@require_GET
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    production = access_production(request.user, pk)
    user, today = request.user, timezone.localdate()
    member = user.may("read", production=pk)
    return render(
        request,
        "productions/detail.html",
        {
            "production": production,
            "details": queries.details_of(production, get_language()),
            "team": queries.team_of(production, today) if member else [],
            "missing": queries.missing_roles(production, today) if member else [],
            "member": member,
            "may_change": user.may("change", production=pk, client=production.client_id),
            "panels": [
                panel for annex in annexes() if annex.panel and (panel := annex.panel(user, production, today))
            ],
        },
    )


@door(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    production = access_production(request.user, pk, to="change")
    form = EditForm(request.POST or None, user=request.user, type_=production.type, instance=production)
    if request.method == "POST" and form.is_valid():
        values, read_version = without_left(form.values(), request.POST), form.cleaned_data["version"]
        try:
            written = actions.edit(
                production=production, values=values, read_version=read_version, by=request.user, at=_now()
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=_address(production), show=_show_details(production))
        except actions.CodeTaken:
            form.add_error("code", _("Another production took this short code. Choose another one."))
        except actions.NotOpen:
            refused(
                request,
                _("%(title)s is closed. Reopen it before changing its sheet.") % {"title": production.title},
            )
            return redirect(_address(production))
        else:
            done(request, _("Sheet of %(title)s saved") % {"title": written.title})
            return redirect(_address(written))
    context = {"form": form, "production": production}
    return render(request, "productions/edit.html", context, status=400 if form.errors else 200)


def _show_details(production: Production) -> Show:
    """The details in words, one a line, where two versions of a sheet are compared."""

    def show(name: str, value: object) -> str | None:
        if name != "details" or not isinstance(value, dict):
            return None
        told = queries.details_in_words(production.type, value, get_language())
        return "\n".join(f"{label}{_(':')} {text}" for label, text in told)

    return show


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def duplicate(request: SignedInRequest, pk: int) -> HttpResponse:
    source = access_production(request.user, pk, to="change")
    form = DuplicateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        copy = actions.duplicate(
            source=source,
            title=typed["title"],
            code=queries.free_code(typed["title"]),
            parts=typed["parts"],
            starts_on=typed["starts_on"],
            by=request.user,
            at=_now(),
        )
        open_production(request, copy.pk)
        done(request, _("%(title)s created from %(source)s") % {"title": copy.title, "source": source.title})
        return redirect(_address(copy))
    context = {"form": form, "production": source}
    return render(request, "productions/duplicate.html", context, status=400 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is still open, then the reason: closing is never blocked, and never done unseen."""
    production = access_production(request.user, pk, to="change")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close(production=production, reason=form.cleaned_data["reason"], by=request.user, at=_now())
        except actions.NotOpen:
            refused(request, _("%(title)s is closed already.") % {"title": production.title})
        else:
            done(request, _("%(title)s closed") % {"title": production.title})
        return redirect(_address(production))
    context = {"form": form, "production": production, "unfinished": actions.unfinished(production)}
    return render(request, "productions/close.html", context, status=400 if form.errors else 200)


@door(MEMBER)
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    production = access_production(request.user, pk, to="change")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        refused(request, _("%(title)s stays closed: write why you reopen it.") % {"title": production.title})
        return redirect(_address(production))
    try:
        actions.reopen(production=production, reason=form.cleaned_data["reason"], by=request.user, at=_now())
    except actions.NotClosed:
        refused(request, _("%(title)s is not closed.") % {"title": production.title})
    else:
        done(request, _("%(title)s reopened") % {"title": production.title})
    return redirect(_address(production))


@door(MEMBER)
@require_POST
def archive(request: SignedInRequest, pk: int) -> HttpResponse:
    production = access_production(request.user, pk, to="change")
    try:
        actions.archive(production=production, by=request.user, at=_now())
    except actions.NotClosed:
        refused(request, _("%(title)s is still open. Close it before archiving it.") % {"title": production.title})
    else:
        undo = reverse("productions:unarchive", args=[pk])
        done(request, _("%(title)s archived") % {"title": production.title}, undo=undo)
    return redirect(_address(production))


@door(MEMBER)
@require_POST
def unarchive(request: SignedInRequest, pk: int) -> HttpResponse:
    production = access_production(request.user, pk, to="change")
    try:
        actions.unarchive(production=production, by=request.user, at=_now())
    except actions.NotArchived:
        refused(request, _("%(title)s is not in the archive.") % {"title": production.title})
    else:
        done(request, _("%(title)s taken out of the archive") % {"title": production.title})
    return redirect(_address(production))


@door(SIGNED_IN)
@require_POST
def open_in_bar(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make it the production of the bar, and go back to where one was."""
    production = access_production(request.user, pk)
    open_production(request, production.pk)
    return redirect(safe_next(request) or _address(production))
