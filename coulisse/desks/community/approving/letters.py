"""The letters of an approval, each in its reader's language."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.desks.community.approving.frozen import Person
from coulisse.desks.community.approving.models import Submission
from coulisse.desks.community.approving.words import role_label
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.actions import To, post


def write_to_role(
    submission: Submission,
    *,
    role: str,
    person: Person,
    event: str,
    link: str,
    due_at: datetime | None,
    at: datetime,
) -> None:
    """`event` is a code of the engine: asked, reminded, deputy, escalated. `link` is where one decides."""
    with translation.override(person.language):
        asks = _("To approve: %(title)s") if event == "asked" else _("Still to approve: %(title)s")
        words = {
            "submission": submission,
            "role": role_label(role),
            "event": event,
            "person": person,
            "link": link,
            "due_at": due_at,
        }
        subject = asks % {"title": submission.title}
        text = render_to_string("community/approving/letters/role.txt", words)
    _post(submission, subject, text, [To(person.email, person.name)], person.language, at)


def write_to_author(submission: Submission, *, event: str, role: str, who: str, reason: str, at: datetime) -> None:
    """`event`: refused, stopped or complete."""
    author = submission.asked_by
    if author is None or not author.is_active:
        return
    with translation.override(author.language):
        subjects = {
            "refused": _("Sent back: %(title)s"),
            "stopped": _("Stopped, nobody answers: %(title)s"),
            "complete": _("Approved by everybody: %(title)s"),
        }
        words = {
            "submission": submission,
            "role": role_label(role) if role else "",
            "event": event,
            "who": who,
            "reason": reason,
            "link": page_of(submission),
        }
        subject = subjects[event] % {"title": submission.title}
        text = render_to_string("community/approving/letters/author.txt", words)
    _post(submission, subject, text, [To(author.email, author.name)], author.language, at)


def write_to_team(
    submission: Submission, *, people: Sequence[User], lines: Sequence[Any], first: datetime | None, at: datetime
) -> None:
    """Before the public: what leaves, where and when; one letter a language, at once."""
    for language in sorted({user.language for user in people}):
        with translation.override(language):
            subject = _("Before the public: %(title)s") % {"title": submission.title}
            words = {"submission": submission, "lines": lines, "first": first}
            text = render_to_string("community/approving/letters/team.txt", words)
        to = [To(user.email, user.name) for user in people if user.language == language]
        _post(submission, subject, text, to, language, at, delay=timedelta())


def page_of(submission: Submission) -> str:
    return settings.PUBLIC_URL + reverse("community:approving:submission", args=[submission.pk])


def deciding_page(submission: Submission, role: str) -> str:
    return settings.PUBLIC_URL + reverse("community:approving:decide", args=[submission.pk, role])


def _post(
    submission: Submission,
    subject: str,
    text: str,
    to: Sequence[To],
    language: str,
    at: datetime,
    *,
    delay: timedelta | None = None,
) -> None:
    author = submission.asked_by
    post(
        subject=subject,
        text=text,
        to=to,
        language=language,
        reply_to=author.email if author else "",
        production=submission.production_id,
        about=submission,
        by=author,
        at=at,
        delay=delay,
    )
