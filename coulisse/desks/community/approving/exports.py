"""The log of an approval on paper, in the language asked for."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.desks.community.approving.models import Submission
from coulisse.desks.community.approving.queries.pages import One, one
from coulisse.desks.community.approving.queries.shown import LogLine as Shown
from coulisse.foundation.accounts.models import User
from coulisse.kernel.times import to_brussels
from coulisse.papers.approval_log import ApprovalLog, ContentLine, LogLine, RoleLine, approval_log
from coulisse.papers.days import day_in_figures, hour_in_figures


def log_paper(user: User, row: Submission, *, language: str, at: datetime) -> bytes:
    """What `pages.log` shows, as a PDF."""
    with translation.override(language):
        found = one(user, row, at=at)
        record = ApprovalLog(
            house=str(row.production.company if row.production else row.client),
            title=row.title,
            state=found.line.words,
            roles=[
                RoleLine(bar.label, bar.words, bar.who, to_brussels(bar.at) if bar.at else None)
                for bar in found.line.bar
            ],
            lines=[_line(line) for line in found.log],
            content=list(_content(found)),
            sha256=found.content_hash,
            at=to_brussels(at),
        )
    return approval_log(record, language)


def _line(line: Shown) -> LogLine:
    what = f"{line.role}\u00a0: {line.words}" if line.role else line.words
    return LogLine(to_brussels(line.at), what, line.who or line.to, list(_more(line)))


def _more(line: Shown) -> Iterator[str]:
    if line.way:
        yield line.way
    if line.in_the_name_of:
        yield _("in the name of %(name)s") % {"name": line.in_the_name_of}
    yield from filter(None, (line.objection, line.reason, line.note))
    for change in line.changes:
        of = f"{change.kind} ({change.of})" if change.of else change.kind
        yield f"{of}\u00a0: {change.before or '—'} → {change.after or '—'}"


def _content(found: One) -> Iterator[ContentLine]:
    for shown in found.publications:
        where = f"{shown.network} · {shown.account} · {shown.language.upper()}"
        files = "".join(f"\n[{file.name}] {file.alt}" for file in shown.files)
        yield ContentLine(where, _moment(shown.due_at), f"{shown.text}{files}")


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    there = to_brussels(at)
    return f"{day_in_figures(there)} {hour_in_figures(there)}"
