"""What was found, and what is done with it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.community.clients.workspaces import asked_workspace
from coulisse.desks.community.current import on_production
from coulisse.desks.community.watch import actions, queries
from coulisse.desks.community.watch.access import access_item, access_keyword, home_of
from coulisse.desks.community.watch.models import WatchItem
from coulisse.foundation.productions.current import safe_next
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

LIST = "community:watch:list"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    """Scored finds; beside them what rises, whose voice is heard, and how the sources are."""
    workspace = asked_workspace(request, production)
    user, at = request.user, timezone.now()
    today = timezone.localdate(at)
    view = request.GET.get("view", "")
    view = view if view in queries.VIEWS else "scored"
    asked = request.GET.get("keyword", "")
    keyword = access_keyword(user, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 18 else None
    curves = queries.curves(workspace, user, today=today)
    context = {
        "workspace": workspace,
        "view": view,
        "keyword": keyword,
        "found": queries.found(
            workspace,
            user,
            view=view,
            at=at,
            rising=queries.rising_days(curves),
            keyword=keyword.pk if keyword else None,
        ),
        "ranked": queries.RANKED,
        "rising": queries.rising_lines(curves, today=today),
        "voice": queries.voice(workspace, user, today=today),
        "sources": queries.source_lines(workspace, user),
        "keywords": queries.keywords_of(workspace, user),
        "may_change": workspace.may(user, "change"),
    }
    return render(request, "community/watch/list.html", context)


@door(MEMBER)
@require_POST
def idea(request: SignedInRequest, pk: int) -> HttpResponse:
    """One click: it is worth telling."""
    row = access_item(request.user, pk, to="change")
    try:
        made = actions.make_idea(item=row, by=request.user, at=timezone.now())
    except actions.IdeaAlready as held:
        refused(request, _("Somebody made an idea of it already."))
        return redirect("community:strategy:idea", held.idea.pk)
    done(request, _("An idea: %(title)s") % {"title": made.title})
    return redirect("community:strategy:idea", made.pk)


@door(MEMBER)
@require_POST
def aside(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_item(request.user, pk, to="change")
    actions.set_aside(item=row, by=request.user, at=timezone.now())
    done(request, _("Set aside: %(title)s") % {"title": row.title})
    return _back(request, row)


@door(MEMBER)
@require_POST
def back(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_item(request.user, pk, to="change")
    actions.bring_back(item=row)
    done(request, _("Back among the finds: %(title)s") % {"title": row.title})
    return _back(request, row)


def _back(request: SignedInRequest, row: WatchItem) -> HttpResponse:
    return redirect(safe_next(request) or f"{reverse(LIST)}?of={home_of(row).code}")
