"""The client's view of a calendar: the same days for the screen of a guest, the PDF and the workbook."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from coulisse.desks.community.calendar.periods import Stretch
from coulisse.desks.community.calendar.queries.cards import beside
from coulisse.desks.community.calendar.queries.days import SATURDAY, days_off
from coulisse.desks.community.publishing.models import Publication, PublicationFile
from coulisse.foundation.documents.names import attachment
from coulisse.kernel.times import to_brussels
from coulisse.papers.content_calendar import (
    CalendarDay,
    CalendarPaper,
    Post,
    content_calendar,
    content_calendar_xlsx,
)

STATE: Final = Publication.State
PUBLISHED: Final = "published"
STATES: Final[dict[str, str]] = {
    STATE.DRAFT: "draft",
    STATE.PAUSED: "stopped",
    STATE.FAILED: "stopped",
    STATE.CONFIRMED: PUBLISHED,
}
TYPES: Final = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def state_for_client(row: Publication) -> str:
    """A code of the papers: draft, approval, planned, stopped or published. Our troubles are not the client's."""
    if row.state == STATE.DRAFT and row.agreement_asked:
        return "approval"
    return STATES.get(row.state, "planned")


def paper_of(
    rows: Iterable[Publication],
    *,
    owner: str,
    house: str,
    stretch: Stretch,
    on_call: Mapping[date, Sequence[str]],
    language: str,
    at: datetime,
    zone: str = "",
) -> CalendarPaper:
    """The record of the papers, one query for the files. `rows` in the order of their moments."""
    listed = list(rows)
    alts: dict[int, list[str]] = defaultdict(list)
    files = PublicationFile.objects.filter(publication__in=[row.pk for row in listed]).order_by("place", "pk")
    for pk, alt in files.values_list("publication_id", "alt"):
        alts[pk].append(alt)
    beyond = ZoneInfo(zone) if zone else None
    by_day: dict[date, list[Post]] = defaultdict(list)
    with override(language):
        for row in listed:
            post = _post(row, alts[row.pk], beyond)
            by_day[post.due_at.date()].append(post)
    days = tuple(
        CalendarDay(day, tuple(by_day.get(day, ())), days_off(day, language), _called(day, on_call, language))
        for day in stretch.days
    )
    return CalendarPaper(owner, house, stretch.first, stretch.last, to_brussels(at), days, zone)


def _called(day: date, on_call: Mapping[date, Sequence[str]], language: str) -> tuple[str, ...]:
    """Named where it matters: on weekends and holidays."""
    if day.weekday() < SATURDAY and not days_off(day, language):
        return ()
    return tuple(on_call.get(day, ()))


def _post(row: Publication, alts: Sequence[str], zone: ZoneInfo | None) -> Post:
    return Post(
        due_at=to_brussels(row.due_at),
        network=row.account.get_network_display(),
        account=row.account.handle,
        language=row.language,
        text=f"{row.warning}\n{row.text}" if row.warning else row.text,
        state=state_for_client(row),
        beside=beside(row.due_at, zone),
        tied_to=_tied(row),
        pictures=tuple(alts),
        address=row.address if row.state == STATE.CONFIRMED else "",
        title=row.idea.title if row.idea is not None else "",
    )


def _tied(row: Publication) -> str:
    if row.broadcast is None:
        return ""
    starts_at = to_brussels(row.broadcast.starts_at)
    return _("%(programme)s, %(when)s") % {
        "programme": row.broadcast.programme,
        "when": f"{starts_at:%d/%m %H:%M}",
    }


def answer(record: CalendarPaper, *, form: str, language: str) -> HttpResponse:
    """The file, to be saved. `form`: pdf or xlsx."""
    written = content_calendar if form == "pdf" else content_calendar_xlsx
    response = HttpResponse(written(record, language), content_type=TYPES[form])
    with override(language):
        name = _("publications %(owner)s %(first)s – %(last)s")
    told = {"owner": record.owner, "first": record.starts_on.isoformat(), "last": record.ends_on.isoformat()}
    response["Content-Disposition"] = attachment(f"{name % told}.{form}")
    return response
