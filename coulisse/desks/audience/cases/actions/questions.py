"""A question put to a production, and its answer, which goes into the thread as a note."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.desks.audience.cases.access import QUESTION
from coulisse.desks.audience.cases.actions.telling import tell
from coulisse.desks.audience.cases.actions.threads import note
from coulisse.desks.audience.cases.models import RoutedQuestion
from coulisse.desks.audience.facts.cases import QuestionAnswered, QuestionAsked, QuestionWithdrawn
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.actions import guest_links
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.mailroom.actions import To, post
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks.actions import add as add_task
from coulisse.foundation.tasks.actions import drop, finish
from coulisse.foundation.tasks.models import Task
from coulisse.kernel.times import in_brussels

LINK_LASTS: Final = timedelta(days=30)
"""After the day by which to answer: late is better than never."""


class QuestionMissing(Exception):
    """A question says something."""


class NobodyAsked(Exception):
    """A question is asked of a person of the production, or of somebody by e-mail."""


class CannotRead(Exception):
    """That person does not read what the public writes to this production."""


class DueInThePast(Exception):
    """The day lies before today."""


class AnsweredAlready(Exception):
    """Somebody answered meanwhile."""


class Withdrawn(Exception):
    """The question was taken back."""


def route_question(
    *,
    conversation: Conversation,
    production: Production,
    text: str,
    due_on: date,
    by: User,
    at: datetime,
    to: User | None = None,
    guest_name: str = "",
    guest_email: str = "",
    language: str = "fr",
    address: Callable[[str], str] | None = None,
) -> RoutedQuestion:
    """Put a question to somebody of a production. A person of the house gets a task, a guest a letter with a link.

    `address` makes the guest's address from a token. Raises `QuestionMissing`, `NobodyAsked`, `CannotRead`,
    `DueInThePast`, and what `mailroom.post` raises.
    """
    if not text.strip():
        raise QuestionMissing
    if due_on < at.date():
        raise DueInThePast(due_on)
    if to is None and not (guest_email.strip() and address):
        raise NobodyAsked
    if to is not None and not to.may("read", desk=Desk.AUDIENCE, production=production.pk):
        raise CannotRead(to.name)
    with transaction.atomic():
        question = RoutedQuestion.objects.create(
            conversation=conversation,
            production=production,
            text=text.strip(),
            asked_to=to,
            guest_name="" if to else guest_name.strip(),
            guest_email="" if to else guest_email.strip(),
            due_on=due_on,
            asked_by=by,
            asked_at=at,
        )
        if to is not None:
            _remind(question, to, by=by, at=at)
        elif address is not None:
            _write_to_guest(question, language, address, by=by, at=at)
        told = QuestionAsked(**_of(question), to=name_of(question), due_on=due_on)
        tell(told, conversation, by=by, at=at)
    return question


def answer(
    *, question: RoutedQuestion, text: str, by: User | None, at: datetime, link: GuestLink | None = None
) -> RoutedQuestion:
    """The answer goes into the thread as a note. Raises `QuestionMissing`, `AnsweredAlready`, `Withdrawn`."""
    if not text.strip():
        raise QuestionMissing
    with transaction.atomic():
        fresh = RoutedQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
        if fresh.withdrawn_at is not None:
            raise Withdrawn(fresh.pk)
        if fresh.answered_at is not None:
            raise AnsweredAlready(fresh.pk)
        fresh.answer, fresh.answered_by, fresh.answered_at = text.strip(), by, at
        fresh.save(update_fields=["answer", "answered_by", "answered_at"])
        who = by.name if by else (link.lent_to if link else name_of(fresh))
        conversation = fresh.conversation
        note(
            conversation=conversation,
            sender=who,
            text=f"{_('Question:')} {fresh.text}\n\n{fresh.answer}",
            key=f"cases:question {fresh.pk}",
            by=by,
            at=at,
        )
        for task in _tasks(fresh):
            doer = by or task.created_by
            if doer is not None:
                finish(task=task, by=doer, at=at)
        tell(QuestionAnswered(**_of(fresh), to=who), conversation, by=by, at=at)
    return fresh


def withdraw(*, question: RoutedQuestion, by: User, at: datetime) -> RoutedQuestion:
    """Take a question back; its link opens nothing any more. Raises `AnsweredAlready`."""
    with transaction.atomic():
        fresh = RoutedQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
        if fresh.answered_at is not None:
            raise AnsweredAlready(fresh.pk)
        if fresh.withdrawn_at is not None:
            return fresh
        fresh.withdrawn_at = at
        fresh.save(update_fields=["withdrawn_at"])
        if fresh.guest_link is not None:
            guest_links.revoke(link=fresh.guest_link, by=by, at=at)
        for task in _tasks(fresh):
            drop(task=task, by=by, at=at)
        tell(QuestionWithdrawn(**_of(fresh)), fresh.conversation, by=by, at=at)
    return fresh


def name_of(question: RoutedQuestion) -> str:
    return question.asked_to.name if question.asked_to else question.guest_name or question.guest_email


def _remind(question: RoutedQuestion, to: User, *, by: User, at: datetime) -> None:
    add_task(
        title=_("Answer the question about %(reference)s") % {"reference": question.conversation.reference},
        notes=question.text,
        person=to,
        production=question.production,
        due_on=question.due_on,
        about=question,
        source=_source(question),
        by=by,
        at=at,
    )


def _write_to_guest(
    question: RoutedQuestion, language: str, address: Callable[[str], str], *, by: User, at: datetime
) -> None:
    lent = guest_links.lend(
        QUESTION,
        question.pk,
        question.guest_name or question.guest_email,
        expires_at=in_brussels(question.due_on, time(23, 59)) + LINK_LASTS,
        by=by,
        at=at,
        email=question.guest_email,
        language=language,
        production=question.production_id,
        desk=Desk.AUDIENCE,
    )
    question.guest_link = lent.link
    question.save(update_fields=["guest_link"])
    with translation.override(language):
        words = {"question": question, "link": address(lent.token), "by": by}
        subject = _("A question about %(title)s, answer by %(day)s") % {
            "title": question.production.title,
            "day": f"{question.due_on:%d/%m/%Y}",
        }
        text = render_to_string("audience/cases/letters/question.txt", words)
    post(
        subject=subject,
        text=text,
        to=[To(question.guest_email, question.guest_name)],
        language=language,
        production=question.production_id,
        about=question,
        by=by,
        at=at,
    )


def _tasks(question: RoutedQuestion) -> list[Task]:
    found = Task.objects.filter(source=_source(question), dropped_at__isnull=True)
    return list(found.exclude(state=Task.State.DONE).select_related("created_by"))


def _source(question: RoutedQuestion) -> str:
    return f"audience.routedquestion {question.pk}"


def _of(question: RoutedQuestion) -> dict[str, Any]:
    conversation = question.conversation
    return {
        "conversation_id": conversation.pk,
        "reference": conversation.reference,
        "question_id": question.pk,
    }
