"""Writing a questionnaire, opening and closing it, taking replies, publishing the figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from coulisse.desks.audience.facts.meetings import (
    QuestionnaireClosed,
    QuestionnaireOpened,
    QuestionnaireWritten,
    ResultPublished,
)
from coulisse.desks.audience.meetings.models import Answered, PanelInvitation, Question, Questionnaire, Reply
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production

MOST_WORDS = 5_000


class AnsweredAlready(Exception):
    """Somebody answered: the questions can't change any more, or this invitation was used."""


class NotOpen(Exception):
    """The questionnaire takes no answers."""


class NothingToAsk(Exception):
    """It has no question."""


class SlugTaken(Exception):
    """Another questionnaire has this address."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to write: labels and options by language."""

    kind: str
    labels: Mapping[str, str]
    options: Sequence[Mapping[str, str]] = ()
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """The answer to one question."""

    question: int
    chosen: tuple[int, ...] = ()
    words: str = ""


def write(
    *, production: Production, values: Mapping[str, Any], questions: Sequence[Asked], by: User, at: datetime
) -> Questionnaire:
    """Raises SlugTaken."""
    with transaction.atomic():
        if Questionnaire.objects.filter(slug=values["slug"]).exists():
            raise SlugTaken(values["slug"])
        made = Questionnaire.objects.create(production=production, **values)
        _ask(made, questions)
        announce(QuestionnaireWritten(title=str(made)), by=by, at=at, about=made, production=production.pk)
    return made


def rewrite(
    *,
    questionnaire: Questionnaire,
    values: Mapping[str, Any],
    questions: Sequence[Asked],
    read_version: int,
    by: User,
    at: datetime,
) -> Questionnaire:
    """Words may change; the questions only while nobody answered.

    Raises StaleWrite, SlugTaken, AnsweredAlready.
    """
    with transaction.atomic():
        if Questionnaire.objects.filter(slug=values["slug"]).exclude(pk=questionnaire.pk).exists():
            raise SlugTaken(values["slug"])
        written = questionnaire.write(values, read_version=read_version)
        if not _is_same(written, questions):
            if written.replies.exists():
                raise AnsweredAlready(written.pk)
            written.questions.all().delete()
            _ask(written, questions)
        announce(
            QuestionnaireWritten(title=str(written)), by=by, at=at, about=written, production=written.production_id
        )
    return written


def _ask(questionnaire: Questionnaire, questions: Sequence[Asked]) -> None:
    Question.objects.bulk_create(
        Question(
            questionnaire=questionnaire,
            position=number,
            kind=one.kind,
            labels=dict(one.labels),
            options=[dict(option) for option in one.options],
            is_required=one.is_required,
        )
        for number, one in enumerate(questions)
    )


def _is_same(questionnaire: Questionnaire, questions: Sequence[Asked]) -> bool:
    kept = [(one.kind, one.labels, one.options, one.is_required) for one in questionnaire.questions.all()]
    asked = [
        (one.kind, dict(one.labels), [dict(option) for option in one.options], one.is_required)
        for one in questions
    ]
    return kept == asked


def open_up(*, questionnaire: Questionnaire, by: User, at: datetime) -> None:
    """Raises NothingToAsk."""
    with transaction.atomic():
        if not questionnaire.questions.exists():
            raise NothingToAsk(questionnaire.pk)
        Questionnaire.objects.filter(pk=questionnaire.pk).update(is_open=True)
        fact = QuestionnaireOpened(title=str(questionnaire))
        announce(fact, by=by, at=at, about=questionnaire, production=questionnaire.production_id)


def close(*, questionnaire: Questionnaire, by: User, at: datetime) -> None:
    with transaction.atomic():
        Questionnaire.objects.filter(pk=questionnaire.pk).update(is_open=False)
        fact = QuestionnaireClosed(title=str(questionnaire))
        announce(fact, by=by, at=at, about=questionnaire, production=questionnaire.production_id)


def publish(*, questionnaire: Questionnaire, by: User, at: datetime) -> None:
    """Everybody may read the figures from now on."""
    with transaction.atomic():
        Questionnaire.objects.filter(pk=questionnaire.pk, published_at__isnull=True).update(published_at=at)
        fact = ResultPublished(title=str(questionnaire))
        announce(fact, by=by, at=at, about=questionnaire, production=questionnaire.production_id)


def reply(
    *,
    questionnaire: Questionnaire,
    said: Sequence[Said],
    language: str,
    at: datetime,
    invitation: PanelInvitation | None = None,
) -> Reply:
    """Raises NotOpen, AnsweredAlready."""
    try:
        with transaction.atomic():
            held = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
            if not held.is_open:
                raise NotOpen(held.pk)
            made = Reply.objects.create(questionnaire=held, invitation=invitation, language=language, at=at)
            Answered.objects.bulk_create(
                Answered(
                    reply=made, question_id=one.question, chosen=list(one.chosen), words=one.words[:MOST_WORDS]
                )
                for one in said
            )
    except IntegrityError:
        raise AnsweredAlready(questionnaire.pk) from None
    return made
