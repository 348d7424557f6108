"""Sending a frozen report: to each person their own letter, with the PDF and the link to its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.desks.audience.facts.reports import ReportAnswered, ReportRead, ReportSent
from coulisse.desks.audience.reports.access import KIND
from coulisse.desks.audience.reports.models import Report, ReportCopy, ReportReply
from coulisse.desks.audience.reports.papers import document_of, file_name, proposals_of, writer_of, written
from coulisse.foundation.accounts.actions import guest_links
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.actions import Enclosed, NoRecipient, To, post

LINK_LASTS: Final = timedelta(days=60)
LONGEST_REPLY: Final = 4_000


class NotFrozen(Exception):
    """A draft is not sent: it is frozen first."""


class ReplyMissing(Exception):
    """An answer has words."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a copy, in which language."""

    email: str
    name: str = ""
    language: str = "fr"


def send(*, report: Report, to: Sequence[Addressee], by: User, at: datetime) -> list[ReportCopy]:
    """One letter and one link each; whoever has a copy of this version already gets none.

    Raises NotFrozen, NoRecipient, and what the mailroom refuses (BadAddress, BadHeader).
    """
    if not report.is_frozen:
        raise NotFrozen(report.identifier)
    with transaction.atomic():
        Report.objects.select_for_update().get(pk=report.pk)
        had = {email.lower() for email in report.copies.values_list("email", flat=True)}
        wanted: dict[str, Addressee] = {}
        for one in to:
            if one.email.lower() not in had:
                wanted.setdefault(one.email.lower(), one)
        if not wanted:
            raise NoRecipient
        papers = {
            language: written(report, form="pdf", language=language, at=at)
            for language in {one.language for one in wanted.values()}
        }
        copies = [_send(report, one, papers[one.language], by=by, at=at) for one in wanted.values()]
        _tell(ReportSent(**_of(report), count=len(copies)), report, by=by, at=at)
    return copies


def _send(report: Report, to: Addressee, paper: bytes, *, by: User, at: datetime) -> ReportCopy:
    row = ReportCopy.objects.create(
        report=report, name=to.name, email=to.email, language=to.language, by=by, sent_at=at
    )
    lent = guest_links.lend(
        KIND,
        row.pk,
        (to.name or to.email)[:120],
        expires_at=at + LINK_LASTS,
        by=by,
        at=at,
        email=to.email,
        language=to.language,
        production=report.production_id,
        desk=Desk.AUDIENCE,
    )
    subject, text = letter_words(
        report, to, settings.PUBLIC_URL + reverse("accounts:guest", args=[lent.token]), at
    )
    row.link = lent.link
    row.letter = post(
        subject=subject,
        text=text,
        to=[To(to.email, to.name)],
        by=by,
        at=at,
        language=to.language,
        production=report.production_id,
        about=report,
        enclosures=[
            Enclosed(
                file_name(report, form="pdf", language=to.language), content=paper, content_type="application/pdf"
            )
        ],
    )
    row.save(update_fields=["link", "letter"])
    return row


def letter_words(report: Report, to: Addressee, link: str, at: datetime) -> tuple[str, str]:
    """Subject and text, in the language of whoever gets it."""
    with translation.override(to.language):
        document = document_of(report, to.language, at=at)
        lead = report.texts.get(to.language, {}).get("lead") or proposals_of(report, to.language, at=at)["lead"]
        context = {
            "document": document,
            "lead": lead,
            "link": link,
            "name": to.name,
            "writer": writer_of(report),
            "asks": len(report.content.get("asks", ())),
        }
        return document.title[:250], render_to_string("audience/reports/letters/report.txt", context)


def note_opened(*, copy: ReportCopy, at: datetime) -> None:
    """The first opening is kept; the rest is in the receipts of the link."""
    ReportCopy.objects.filter(pk=copy.pk, opened_at__isnull=True).update(opened_at=at)


def note_read(*, copy: ReportCopy, at: datetime) -> ReportCopy:
    """« Lu ». Said twice it is said once."""
    with transaction.atomic():
        row = ReportCopy.objects.select_for_update(of=("self",)).select_related("report").get(pk=copy.pk)
        if row.read_at is None:
            row.read_at = at
            row.opened_at = row.opened_at or at
            row.save(update_fields=["read_at", "opened_at"])
            _tell(ReportRead(**_of(row.report), name=str(row)), row.report, by=None, at=at)
    return row


def reply(*, copy: ReportCopy, what: str, text: str, at: datetime) -> ReportReply:
    """An answer to one thing that was asked, or to the letter as a whole. It is an act of reading too.

    Raises ReplyMissing.
    """
    words = text.strip()[:LONGEST_REPLY]
    if not words:
        raise ReplyMissing
    with transaction.atomic():
        row = ReportReply.objects.create(copy=copy, what=what[:250], text=words, at=at)
        note_read(copy=copy, at=at)
        told = ReportAnswered(**_of(copy.report), name=str(copy), what=what[:250] or _("the letter as a whole"))
        _tell(told, copy.report, by=None, at=at)
    return row


def take_back(*, copy: ReportCopy, by: User, at: datetime) -> None:
    """The page of this copy opens no longer; the letter stays where it arrived."""
    link: GuestLink | None = copy.link
    if link is not None:
        guest_links.revoke(link=link, by=by, at=at)


def _of(report: Report) -> dict[str, Any]:
    return {"report_id": report.pk, "code": report.identifier}


def _tell(happened: Any, report: Report, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=report, production=report.production_id, desk=Desk.AUDIENCE)
