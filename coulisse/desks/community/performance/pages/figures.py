"""Figures of a production, each opening to its rows; posts one by one."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.community.current import current_production, may, on_production
from coulisse.desks.community.performance import exports
from coulisse.desks.community.performance.access import access_record, campaigns_of, objectives_of, serving
from coulisse.desks.community.performance.actions.posts import tie
from coulisse.desks.community.performance.forms import TieForm
from coulisse.desks.community.performance.models import PostRecord
from coulisse.desks.community.performance.queries.behind import page_behind
from coulisse.desks.community.performance.queries.figures import ADS, POSTS, Post, figures_of, posts_of
from coulisse.desks.community.performance.queries.listing import (
    COLUMNS,
    extremes,
    lines_of,
    opened,
    post_line,
)
from coulisse.desks.community.performance.queries.scope import Scope, records_in
from coulisse.desks.community.performance.queries.sums import ranked
from coulisse.desks.community.performance.words import SIDES, label_of
from coulisse.desks.community.publishing.access import accounts_within_reach
from coulisse.foundation.documents.names import attachment
from coulisse.foundation.grid.models import Programme
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done

A_PAGE: Final = 50
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def scope_asked(request: SignedInRequest, production: Production) -> Scope:
    return Scope.of(request.GET.dict(), request.user, production, today=timezone.localdate())


def around(request: SignedInRequest, scope: Scope, tab: str) -> dict[str, Any]:
    """What every page of the slice has: its tab, its period, and what may be asked."""
    production = scope.production
    return {
        "production": production,
        "scope": scope,
        "tab": tab,
        "accounts": accounts_within_reach(request.user).filter(serving(production)),
        "campaigns": campaigns_of(request.user, production),
        "objectives": objectives_of(request.user, production),
        "programmes": Programme.objects.filter(production=production),
        "may_change": may(request.user, "change", production=production.pk, client=None),
    }


@on_production
@require_GET
def home(request: SignedInRequest, production: Production) -> HttpResponse:
    scope = scope_asked(request, production)
    found = figures_of(scope, request.user)
    best, worst = extremes(ranked(found.posts))
    context = {
        **around(request, scope, "figures"),
        "found": found,
        "of_posts": lines_of(found, POSTS),
        "of_ads": lines_of(found, ADS),
        "best": [post_line(one) for one in best],
        "worst": [post_line(one) for one in worst],
        "interactions_at": COLUMNS.index("interactions"),
    }
    return render(request, "community/performance/figures.html", context)


@on_production
@require_GET
def figure(request: SignedInRequest, production: Production, code: str) -> HttpResponse:
    """One figure: definition, formula, operands, and the rows behind it."""
    scope = scope_asked(request, production)
    found = figures_of(scope, request.user)
    told = found.named(code)
    if told is None:
        raise Http404
    behind = page_behind(found, told, request.user, number=request.GET.get("page"))
    context = {
        **around(request, scope, "figures"),
        "one": opened(told),
        "page": behind.page,
        "rows": behind.rows,
    }
    return render(request, "community/performance/figure.html", context)


@on_production
@require_GET
def export(request: SignedInRequest, production: Production, form: str) -> HttpResponse:
    """The figures as a table; posts as CSV on their own."""
    scope = scope_asked(request, production)
    period = f"{scope.first:%Y-%m-%d} {scope.last:%Y-%m-%d}"
    if form == "xlsx":
        book = exports.figures_xlsx(figures_of(scope, request.user), _posts(scope, request), at=timezone.now())
        answer = HttpResponse(book, content_type=XLSX)
    elif form == "posts.csv":
        answer = HttpResponse(exports.posts_csv(_posts(scope, request)), content_type="text/csv; charset=utf-8")
    else:
        found = figures_of(scope, request.user)
        answer = HttpResponse(exports.figures_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = attachment(f"{production.title} {period}.{form.rpartition('.')[2]}")
    return answer


@on_production
@require_GET
def posts(request: SignedInRequest, production: Production) -> HttpResponse:
    scope = scope_asked(request, production)
    page = Paginator(records_in(scope, request.user).select_related("account"), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        **around(request, scope, "posts"),
        "page": page,
        "heads": [label_of(code) for code in COLUMNS],
        "lines": [post_line(one) for one in posts_of(page.object_list)],
    }
    return render(request, "community/performance/posts.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def post(request: SignedInRequest, pk: int) -> HttpResponse:
    """All readings of one post, and what it was about."""
    record = access_record(request.user, pk, to="change" if request.method == "POST" else "read")
    production = _production_of(request, record)
    form = TieForm(request.POST or None, instance=record, user=request.user, production=production)
    if request.method == "POST" and form.is_valid():
        tie(record=record, campaign=form.cleaned_data["campaign"], broadcast=form.cleaned_data["broadcast"])
        done(request, _("Saved"))
        return redirect("community:performance:post", pk)
    readings = record.readings.select_related("file").order_by("metric", "side", "-on", "-file_id")
    account = record.account
    context = {
        "production": production,
        "tab": "posts",
        "record": record,
        "form": form,
        "readings": [(label_of(one.metric), SIDES.get(one.side, one.side), one) for one in readings],
        "may_change": may(request.user, "change", production=account.production_id, client=account.client_id),
    }
    return render(request, "community/performance/post.html", context, status=422 if form.errors else 200)


def _posts(scope: Scope, request: SignedInRequest) -> tuple[Post, ...]:
    return posts_of(records_in(scope, request.user).select_related("account"))


def _production_of(request: SignedInRequest, record: PostRecord) -> Production:
    """Whose campaigns and broadcasts are offered: the account's, the publication's, else the one at work."""
    own = record.account.production or (record.publication.production if record.publication else None)
    found = own or current_production(request)
    if found is None:
        raise Http404
    return found
