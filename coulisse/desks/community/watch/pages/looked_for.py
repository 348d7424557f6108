"""What is looked for: keywords, and the names whose voice is compared."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.community.clients.forms import VersionedForm
from coulisse.desks.community.clients.workspaces import Workspace, asked_workspace
from coulisse.desks.community.current import access_owned, on_production
from coulisse.desks.community.watch import actions
from coulisse.desks.community.watch.access import access_keyword, access_name, home_of
from coulisse.desks.community.watch.forms import KeywordForm, NameForm
from coulisse.desks.community.watch.pages.sources import list_of
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done


@on_production
@require_http_methods(["GET", "POST"])
def keyword_add(request: SignedInRequest, production: Production) -> HttpResponse:
    workspace = asked_workspace(request, production)
    access_owned(request.user, production=workspace.production_id, client=workspace.client_id, to="change")
    form = KeywordForm(request.POST or None)

    def save() -> None:
        actions.add_keyword(workspace=workspace, **form.values(), at=timezone.now())

    return _filled(request, form, workspace, "keyword", _("Look for a word"), save)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def keyword(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_keyword(request.user, pk, to="change")
    form = KeywordForm(request.POST or None, row=row)

    def save() -> None:
        kept = without_left(form.values(), request.POST)
        text, weight = kept.get("text", row.text), kept.get("weight", row.weight)
        actions.edit_keyword(
            keyword=row, text=text, weight=weight, read_version=form.read_version, at=timezone.now()
        )

    return _filled(request, form, home_of(row), "keyword", row.text, save)


@door(MEMBER)
@require_POST
def keyword_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_keyword(request.user, pk, to="change")
    home, text = list_of(home_of(row)), row.text
    actions.remove_keyword(keyword=row)
    done(request, _("No longer looked for: %(text)s") % {"text": text})
    return redirect(home)


@on_production
@require_http_methods(["GET", "POST"])
def name_add(request: SignedInRequest, production: Production) -> HttpResponse:
    workspace = asked_workspace(request, production)
    access_owned(request.user, production=workspace.production_id, client=workspace.client_id, to="change")
    form = NameForm(request.POST or None)

    def save() -> None:
        actions.add_name(workspace=workspace, values=form.values(), at=timezone.now())

    return _filled(request, form, workspace, "name", _("Compare a name"), save)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def name(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_name(request.user, pk, to="change")
    form = NameForm(request.POST or None, row=row)

    def save() -> None:
        values = without_left(form.values(), request.POST)
        actions.edit_name(name=row, values=values, read_version=form.read_version, at=timezone.now())

    return _filled(request, form, home_of(row), "name", row.name, save)


@door(MEMBER)
@require_POST
def name_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_name(request.user, pk, to="change")
    home, text = list_of(home_of(row)), row.name
    actions.remove_name(name=row)
    done(request, _("No longer compared: %(name)s") % {"name": text})
    return redirect(home)


def _filled(
    request: SignedInRequest,
    form: VersionedForm,
    home: Workspace,
    kind: str,
    title: str,
    save: Callable[[], None],
) -> HttpResponse:
    back = list_of(home)
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except StaleWrite as stale:
            return stale_answer(request, stale, back=back)
        except actions.KeywordKnown:
            form.add_error("text", _("This is looked for already."))
        except actions.NameKnown:
            form.add_error("name", _("This name is compared already, or another one is said to be our own."))
        else:
            done(request, _("Saved; what was found lately was looked through again"))
            return redirect(back)
    context = {"form": form, "workspace": home, "title": title, "back": back, "row": form.row}
    return render(request, f"community/watch/{kind}.html", context, status=422 if form.errors else 200)
