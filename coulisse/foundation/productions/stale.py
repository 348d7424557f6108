"""The page of a refused write, with who saved meanwhile: shared by the rooms that stand on the productions."""

from django.http import HttpRequest, HttpResponse, QueryDict

from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.ui.stale import Show, stale_page


def stale_answer(
    request: HttpRequest,
    refused: StaleWrite,
    *,
    back: str,
    data: QueryDict | None = None,
    show: Show | None = None,
) -> HttpResponse:
    """409, with both values; `show` words what is neither text, date nor choice."""
    about = Entry.objects.filter(subject=refused.row._meta.label_lower, subject_id=refused.row.pk)
    last = about.select_related("by").order_by("-id").first()
    return stale_page(
        request,
        refused,
        title=str(refused.row),
        back=back,
        data=data,
        who=str(last.by) if last and last.by else "",
        when=last.at if last else None,
        show=show,
    )
