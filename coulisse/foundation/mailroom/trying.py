"""Trying a mailbox: what works and what does not, step by step, before anything depends on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coulisse.foundation.mailroom.folders import folder_names
from coulisse.foundation.mailroom.imap import opened_box
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.mailroom.problems import WORDS, ServerProblem
from coulisse.foundation.mailroom.smtp import opened_server

TIMEOUT: Final = 8
"""Somebody waits before the screen."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried. `detail` is what the server said, or what was found."""

    title: str
    works: bool
    told: str
    detail: str = ""


def try_mailbox(mailbox: Mailbox, *, now: Callable[[], datetime]) -> list[Step]:
    """Sign in to both servers, find the folders, send and change nothing."""
    steps = []
    if mailbox.imap_host:
        steps.append(_attempt(_("Receiving (IMAP)"), lambda: _receiving(mailbox, now)))
    if mailbox.smtp_host:
        steps.append(_attempt(_("Sending (SMTP)"), lambda: _sending(mailbox, now)))
    return steps


def _attempt(title: str, act: Callable[[], str]) -> Step:
    try:
        return Step(title, works=True, told=act())
    except ServerProblem as problem:
        return Step(title, works=False, told=str(WORDS.get(problem.code, problem.code)), detail=problem.detail)


def _receiving(mailbox: Mailbox, now: Callable[[], datetime]) -> str:
    with opened_box(mailbox, now=now, timeout=TIMEOUT) as box:
        names = folder_names(mailbox, box.folders())
        box.select(names.inbox, readonly=True)
        count = box.count()
    nothing = _("none found")
    inbox = ngettext(
        "Signed in. The inbox holds %(count)d mail.", "Signed in. The inbox holds %(count)d mails.", count
    )
    folders = _("Spam: %(spam)s. Sent mail: %(sent)s.") % {
        "spam": names.spam or nothing,
        "sent": names.sent or nothing,
    }
    return f"{inbox % {'count': count}} {folders}"


def _sending(mailbox: Mailbox, now: Callable[[], datetime]) -> str:
    with opened_server(mailbox, now=now, timeout=TIMEOUT):
        return _("Signed in. No letter was sent.")
