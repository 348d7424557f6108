"""A table of comments in: where a network does not give them itself."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.community.current import access_owned, on_production
from coulisse.desks.community.moderation.access import access_import
from coulisse.desks.community.moderation.actions.importing import import_table
from coulisse.desks.community.moderation.forms import ImportForm
from coulisse.desks.community.moderation.imports import NoComments
from coulisse.desks.community.moderation.models import CommentImport
from coulisse.desks.community.moderation.words import FIELDS, IMPORT_PROBLEMS
from coulisse.desks.community.publishing.access import access_account
from coulisse.formats.problems import Unreadable
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done

HERE: Final = "community:moderation:imported"
LATEST: Final = 20


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_owned(request.user, production=production.pk, client=None, to="change")
    form = ImportForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        account = access_account(request.user, form.cleaned_data["account"].pk, to="change")
        file = form.cleaned_data["file"]
        try:
            made = import_table(
                account=account, name=file.name, content=file.read(), by=request.user, at=timezone.now()
            )
        except Unreadable:
            form.add_error("file", _("This file cannot be read as a table."))
        except NoComments as missing:
            named = ", ".join(str(FIELDS[name]) for name in missing.missing)
            form.add_error("file", _("No column is known for: %(fields)s.") % {"fields": named})
        else:
            done(request, _("Table read"))
            return redirect(HERE, made.pk)
    context = {
        "production": production,
        "form": form,
        "imports": CommentImport.objects.filter(production=production).select_related("account", "by")[:LATEST],
    }
    return render(request, "community/moderation/import.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was found: new and known comments, columns that nobody knows, lines that say nothing."""
    row = access_import(request.user, pk)
    context = {
        "production": row.production,
        "row": row,
        "known": [(head, str(FIELDS.get(field, field))) for head, field in row.columns if field],
        "unknown": [head for head, field in row.columns if not field],
        "problems": [
            str(IMPORT_PROBLEMS[one["code"]]) % {"line": one["line"], "value": one["value"]}
            for one in row.problems
        ],
    }
    return render(request, "community/moderation/imported.html", context)
