"""Saved replies: the words that are written again and again."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.community.clients.workspaces import workspace_of
from coulisse.desks.community.composing.access import access_snippet
from coulisse.desks.community.composing.actions import snippets as actions
from coulisse.desks.community.composing.forms import SnippetForm
from coulisse.desks.community.composing.models import Snippet
from coulisse.desks.community.composing.queries.ideas import snippets_for
from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done

LIST: Final = "community:composing:snippets"


@on_production
@require_http_methods(["GET", "POST"])
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    """Those of the production, of its client and of the house; a new one belongs to the production."""
    form = SnippetForm(request.POST or None)
    if request.method == "POST":
        access_owned(request.user, production=production.pk, client=None, to="change")
        if form.is_valid():
            actions.add(values={**form.values(), "production": production})
            done(request, _("Saved"))
            return redirect(LIST)
    client = workspace_of(request.user, production).client_id
    context: dict[str, Any] = {
        "production": production,
        "rows": snippets_for(request.user, production=production.pk, client=client),
        "form": form,
        "may_change": may(request.user, "change", production=production.pk, client=None),
    }
    return render(request, "community/composing/snippets.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_snippet(request.user, pk, to="change")
    form = SnippetForm(request.POST or None, instance=row, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            fresh = Snippet.objects.get(pk=pk)
            actions.edit(snippet=fresh, values=form.values(), read_version=form.cleaned_data["version"] or 0)
        except StaleWrite as stale:
            return stale_answer(request, stale, back=request.path)
        done(request, _("Saved"))
        return redirect(LIST)
    context = {"form": form, "row": row}
    return render(request, "community/composing/snippet.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_snippet(request.user, pk, to="change")
    actions.remove(snippet=row, at=timezone.now())
    done(request, _("Removed: %(name)s") % {"name": row.name})
    return redirect(LIST)
