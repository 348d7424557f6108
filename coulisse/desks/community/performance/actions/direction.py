"""The page for the direction: made, sent, and made by itself on its day."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation

from coulisse.desks.community.facts.performance import DirectionPageMade
from coulisse.desks.community.performance.models import DirectionPage, PageSchedule
from coulisse.desks.community.performance.queries.direction import content_of, record_of
from coulisse.desks.community.strategy.models import Objective
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.actions import Enclosed, To, post
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import to_brussels
from coulisse.papers.direction_page import direction_page

EVERY = PageSchedule.Every
WEEK = timedelta(days=7)


class NobodyToSendTo(Exception):
    """No address was given."""


def make(
    *,
    production: Production,
    first_on: date,
    last_on: date,
    objective: Objective | None = None,
    next_steps: str = "",
    schedule: PageSchedule | None = None,
    by: User,
    at: datetime,
) -> DirectionPage:
    """Freeze what is known of these days, as far as `by` reaches."""
    with transaction.atomic():
        page = DirectionPage.objects.create(
            production=production,
            schedule=schedule,
            first_on=first_on,
            last_on=last_on,
            content=content_of(production, by, first=first_on, last=last_on, objective=objective),
            next_steps=next_steps,
            made_by=by,
            made_at=at,
        )
        _tell(page, 0, by=by, at=at)
    return page


def send(*, page: DirectionPage, to: Sequence[str], language: str, by: User, at: datetime) -> None:
    """To each address its own letter, with the page as a PDF.

    Raises NobodyToSendTo, and what the mailroom refuses.
    """
    if not to:
        raise NobodyToSendTo(page.pk)
    record = record_of(page, language)
    paper = direction_page(record, language)
    with translation.override(language):
        days = {"first": f"{page.first_on:%d/%m/%Y}", "last": f"{page.last_on:%d/%m/%Y}"}
        context = {"page": page, "record": record, **days}
        subject = render_to_string("community/performance/letters/page_subject.txt", context).strip()
        text = render_to_string("community/performance/letters/page.txt", context)
    name = f"{page.production.title} {page.last_on:%Y-%m-%d} {language}.pdf"
    with transaction.atomic():
        for address in to:
            post(
                subject=subject[:250],
                text=text,
                to=[To(address)],
                by=by,
                at=at,
                language=language,
                production=page.production_id,
                about=page,
                enclosures=[Enclosed(name, content=paper, content_type="application/pdf")],
            )
        page.sent_at = at
        page.save(update_fields=["sent_at"])
        _tell(page, len(to), by=by, at=at)


def set_schedule(
    *,
    production: Production,
    every: str,
    language: str,
    recipients: str,
    objective: Objective | None,
    by: User,
    at: datetime,
) -> PageSchedule:
    """One a language: setting it again changes it, and the next turn is counted anew."""
    values = {
        "every": every,
        "recipients": recipients,
        "objective": objective,
        "next_on": next_turn(every, to_brussels(at).date()),
        "set_by": by,
        "set_at": at,
    }
    with transaction.atomic():
        row, is_new = PageSchedule.objects.select_for_update().get_or_create(
            production=production, language=language, stopped_at=None, defaults=values
        )
        if not is_new:
            row.write(values, read_version=row.version)
    return row


def stop_schedule(*, schedule: PageSchedule, at: datetime) -> None:
    PageSchedule.objects.filter(pk=schedule.pk, stopped_at__isnull=True).update(stopped_at=at)


def make_due(*, at: datetime) -> int:
    """Make and send what is due today; missed turns are made once, for the last period. Returns how many."""
    today = to_brussels(at).date()
    made = 0
    for pk in PageSchedule.objects.filter(next_on__lte=today, stopped_at__isnull=True).values_list(
        "pk", flat=True
    ):
        with transaction.atomic():
            made += _make_due(pk, today, at)
    return made


def next_turn(every: str, after: date) -> date:
    """The next Monday, or the next first of a month, after a day."""
    if every == EVERY.WEEK:
        return after + timedelta(days=7 - after.weekday())
    return (after.replace(day=1) + timedelta(days=32)).replace(day=1)


def period_before(every: str, turn: date) -> tuple[date, date]:
    """The whole week or month that ends before a day."""
    if every == EVERY.WEEK:
        monday = turn - timedelta(days=turn.weekday())
        return monday - WEEK, monday - timedelta(days=1)
    last = turn.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def _make_due(pk: int, today: date, at: datetime) -> int:
    rows = PageSchedule.objects.select_for_update(of=("self",), skip_locked=True)
    row = rows.select_related("production", "objective", "set_by").filter(pk=pk, next_on__lte=today).first()
    if row is None:
        return 0
    by = row.set_by
    if by is None or not by.may("read", desk=Desk.COMMUNITY, production=row.production_id):
        # Whoever set it reads the figures no more: nothing is told in that person's name.
        row.stopped_at = at
        row.save(update_fields=["stopped_at"])
        return 0
    first, last = period_before(row.every, today)
    row.next_on = next_turn(row.every, today)
    row.save(update_fields=["next_on"])
    try:
        with transaction.atomic():
            page = make(
                production=row.production,
                first_on=first,
                last_on=last,
                objective=row.objective,
                schedule=row,
                by=by,
                at=at,
            )
    except IntegrityError:
        return 0  # made already for this period
    send(page=page, to=row.recipients.splitlines(), language=row.language, by=by, at=at)
    return 1


def _tell(page: DirectionPage, sent_to: int, *, by: User, at: datetime) -> None:
    told = DirectionPageMade(page_id=page.pk, last_on=page.last_on, sent_to=sent_to)
    announce(told, by=by, at=at, about=page, production=page.production_id, desk=Desk.COMMUNITY)
