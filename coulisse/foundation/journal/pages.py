from collections.abc import Callable, Iterator

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.foundation.journal import actions, queries
from coulisse.foundation.journal.exports import LARGE, csv_lines, workbook
from coulisse.foundation.journal.forms import FilterForm
from coulisse.foundation.journal.models import Delivery
from coulisse.foundation.ui.doors import OWNER, SIGNED_IN, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _asked(request: SignedInRequest) -> tuple[FilterForm, queries.Filter]:
    form = FilterForm(request.GET, user=request.user)
    form.is_valid()
    return form, form.wanted()


@door(SIGNED_IN)
@require_GET
def listing(request: SignedInRequest) -> HttpResponse:
    form, wanted = _asked(request)
    try:
        after = queries.mark_of(request.GET["after"]) if request.GET.get("after") else None
    except queries.BadMark:
        raise Http404 from None
    page = queries.list_entries(request.user, wanted, after=after)
    asked = request.GET.copy()
    asked.pop("after", None)
    return render(
        request,
        "journal/list.html",
        {
            "form": form,
            "page": page,
            "asked": asked.urlencode(),
            "later": after is not None,
            "filtered": wanted != queries.Filter(),
        },
    )


@door(SIGNED_IN)
@require_GET
def export(request: SignedInRequest, form: str) -> HttpResponseBase:
    """The same lines as a file. A large workbook is proposed as a job."""
    _form, wanted = _asked(request)
    makers: dict[str, Callable[[SignedInRequest, queries.Filter], HttpResponseBase]] = {"csv": _csv, "xlsx": _xlsx}
    if form not in makers:
        raise Http404
    return makers[form](request, wanted)


def _csv(request: SignedInRequest, wanted: queries.Filter) -> HttpResponseBase:
    language = translation.get_language()

    def told() -> Iterator[bytes]:
        # The stream is read after the middleware that chose the language has left.
        with translation.override(language):
            yield from csv_lines(queries.every_line(request.user, wanted))

    return _as_file(StreamingHttpResponse(told(), content_type="text/csv; charset=utf-8"), "csv")


def _xlsx(request: SignedInRequest, wanted: queries.Filter) -> HttpResponseBase:
    if queries.count_up_to(request.user, wanted, LARGE + 1) > LARGE:
        return render(request, "journal/large.html", {"asked": request.GET, "limit": LARGE})
    content = workbook(queries.every_line(request.user, wanted), created=timezone.now())
    return _as_file(HttpResponse(content, content_type=XLSX), "xlsx")


def _as_file(response: HttpResponseBase, form: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = f'attachment; filename="journal.{form}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@door(OWNER)
@require_GET
def deliveries(request: SignedInRequest) -> HttpResponse:
    return render(
        request, "journal/deliveries.html", {"state": queries.delivery_state(), "owed": queries.list_owed()}
    )


@door(OWNER)
@require_POST
def retry(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(Delivery, pk=pk)
    try:
        actions.retry_delivery(delivery_id=pk, at=timezone.now())
    except actions.AlreadyDelivered:
        refused(request, _("This delivery has arrived meanwhile: there is nothing to try again."))
    else:
        done(request, _("Delivery queued again."))
    return redirect("journal:deliveries")


@door(OWNER)
@require_POST
def retry_stuck(request: SignedInRequest) -> HttpResponse:
    count = actions.retry_all_stuck(at=timezone.now())
    done(request, ngettext("%d delivery queued again.", "%d deliveries queued again.", count) % count)
    return redirect("journal:deliveries")
