"""« Changed because of you »: recommending, answering, doing, measuring, and telling those who wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from coulisse.desks.audience.answers.salutations import salutation
from coulisse.desks.audience.cases.actions.post import LANGUAGES, Kind, LettersRefused, Wording, write_letters
from coulisse.desks.audience.cases.actions.threads import mails_out
from coulisse.desks.audience.cases.models import Closing, Effect, Recommendation
from coulisse.desks.audience.cases.queries.closing import to_tell
from coulisse.desks.audience.facts.cases import (
    ChangeMade,
    EffectMeasured,
    OfRecommendation,
    RecommendationAnswered,
    Recommended,
    ToldBack,
)
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.actions.bulk import Posting, post_each
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks.actions import add as add_task
from coulisse.foundation.tasks.actions import finish
from coulisse.foundation.tasks.models import Task

MOST: Final = 2000
SPREAD: Final = timedelta(minutes=30)
"""Over how long many closing letters leave."""


class TitleMissing(Exception):
    """A recommendation says what is asked."""


class CannotRead(Exception):
    """Whoever decides must read what the public writes to this production."""


class AnswerMissing(Exception):
    """A decision comes with words."""


class ChangeMissing(Exception):
    """What changed is told in a sentence, with the day since when."""


class FigureMissing(Exception):
    """An effect has two figures, and a source."""


class NothingChanged(Exception):
    """Nothing was changed yet: there is nothing to tell."""


class NobodyLeftToTell(Exception):
    """Everybody concerned was told, or nobody can be reached."""


class TooMany(Exception):
    """More people than one sending holds."""


class WordingMissing(Exception):
    """Subject and text in the language of each of the readers."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


class NotTranslated(WordingMissing):
    """Something still stands between braces in the text of this language."""


@dataclass(frozen=True, slots=True)
class Told:
    """How many by mail, by post, and who could not be reached."""

    mailed: int
    posted: int
    unreachable: tuple[str, ...]


def recommend(*, production: Production, values: Mapping[str, Any], by: User, at: datetime) -> Recommendation:
    """Ask something of a production because of what the public says; whoever decides gets a task.

    Raises `TitleMissing`, `CannotRead`.
    """
    if not str(values.get("title", "")).strip():
        raise TitleMissing
    owner: User | None = values.get("owner")
    if owner is not None and not owner.may("read", desk=Desk.AUDIENCE, production=production.pk):
        raise CannotRead(owner.name)
    with transaction.atomic():
        row = Recommendation.objects.create(production=production, asked_by=by, asked_at=at, **values)
        if owner is not None:
            add_task(
                title=_("Answer the recommendation: %(title)s") % {"title": row.title[:150]},
                notes=row.why,
                person=owner,
                production=production,
                due_on=row.due_on,
                about=row,
                source=_source(row),
                by=by,
                at=at,
            )
        _tell(Recommended(**_of(row), due_on=row.due_on), row, by=by, at=at)
    return row


def answer(
    *, recommendation: Recommendation, decision: str, text: str, read_version: int, by: User, at: datetime
) -> Recommendation:
    """The production decides, with words. Raises `AnswerMissing`, `StaleWrite`."""
    if decision not in Recommendation.Decision.values or not decision or not text.strip():
        raise AnswerMissing
    with transaction.atomic():
        row = recommendation.write(
            {"decision": decision, "answer": text.strip(), "answered_by": by, "answered_at": at},
            read_version=read_version,
        )
        found = Task.objects.filter(source=_source(row), dropped_at__isnull=True)
        for task in found.exclude(state=Task.State.DONE):
            finish(task=task, by=by, at=at)
        _tell(RecommendationAnswered(**_of(row), decision=decision), row, by=by, at=at)
    return row


def put_in_force(
    *,
    recommendation: Recommendation,
    done_on: date,
    what_changed: str,
    read_version: int,
    by: User,
    at: datetime,
) -> Recommendation:
    """What was changed, since when: the sentence that the public is told. Raises `ChangeMissing`, `StaleWrite`."""
    if not what_changed.strip():
        raise ChangeMissing
    with transaction.atomic():
        row = recommendation.write(
            {"done_on": done_on, "what_changed": what_changed.strip()}, read_version=read_version
        )
        _tell(ChangeMade(**_of(row), done_on=done_on), row, by=by, at=at)
    return row


def measure(
    *, recommendation: Recommendation, values: Mapping[str, str], by: User, at: datetime, counted: bool = False
) -> Effect:
    """A figure before and after, with its source. Raises `FigureMissing`."""
    if not all(values.get(name, "").strip() for name in ("label", "before", "after", "source")):
        raise FigureMissing
    with transaction.atomic():
        row = Effect.objects.create(
            recommendation=recommendation,
            how=Effect.How.COUNTED if counted else Effect.How.TYPED,
            by=by,
            at=at,
            **{name: value.strip() for name, value in values.items()},
        )
        told = EffectMeasured(**_of(recommendation), label=row.label)
        _tell(told, recommendation, by=by, at=at)
    return row


def count_weeks(*, recommendation: Recommendation, weeks: int, until: date, by: User, at: datetime) -> Effect:
    """Conversations on the topic in as many weeks before the change as after it, counted from the messages.

    Raises `NothingChanged` without a day of change, `FigureMissing` without a topic.
    """
    done_on, topic = recommendation.done_on, recommendation.topic
    if done_on is None:
        raise NothingChanged
    if topic is None:
        raise FigureMissing
    span = timedelta(weeks=weeks)
    before, after = (
        _on_topic(recommendation, done_on - span, done_on),
        _on_topic(recommendation, done_on, min(done_on + span, until + timedelta(days=1))),
    )
    last = min(done_on + span - timedelta(days=1), until)
    values = {
        "label": _("Messages on “%(topic)s”") % {"topic": topic},
        "before": str(before),
        "after": str(after),
        "before_on": f"{done_on - span:%d/%m/%Y}–{done_on - timedelta(days=1):%d/%m/%Y}",
        "after_on": f"{done_on:%d/%m/%Y}–{last:%d/%m/%Y}",
        "source": _("Conversations of the audience desk"),
    }
    return measure(recommendation=recommendation, values=values, by=by, at=at, counted=True)


def tell_back(*, recommendation: Recommendation, wordings: Mapping[str, Wording], by: User, at: datetime) -> Told:
    """Write to everybody who wrote about it and was not told: by mail in their thread, else on paper, once each.

    Each letter greets its reader and carries their number. Raises `NothingChanged`, `NobodyLeftToTell`, `TooMany`,
    `WordingMissing`, `NotTranslated`.
    """
    with transaction.atomic():
        row = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
        if row.done_on is None:
            raise NothingChanged
        group = to_tell(row)
        if len(group.by_mail) + len(group.by_post) > MOST:
            raise TooMany
        if not group.by_mail and not group.by_post:
            raise NobodyLeftToTell
        for language in {_language(one.conversation) for one in group.by_mail} | {
            _language(one) for one in group.by_post
        }:
            wording = wordings.get(language)
            if wording is None or not wording.subject.strip() or not wording.text.strip():
                raise WordingMissing(language)
            if "{" in wording.subject + wording.text:
                raise NotTranslated(language)
        mailed = _mail(row, group.by_mail, wordings, by=by, at=at) if group.by_mail else []
        posted, refused = _post(group.by_post, wordings, by=by, at=at)
        Closing.objects.bulk_create(
            Closing(recommendation=row, conversation_id=message.conversation_id, message=message, by=by, at=at)
            for message in [*mailed, *posted]
        )
        _tell(ToldBack(**_of(row), count=len(mailed) + len(posted)), row, by=by, at=at)
    return Told(len(mailed), len(posted), (*group.unreachable, *refused))


def _mail(
    row: Recommendation, reached: Sequence[Any], wordings: Mapping[str, Wording], *, by: User, at: datetime
) -> list[Any]:
    postings, written = [], []
    for one in reached:
        conversation, language = one.conversation, _language(one.conversation)
        wording = wordings[language]
        subject = f"{wording.subject.strip()} [{conversation.reference}]"
        text = f"{salutation(conversation.writer.name, language)}\n\n{wording.text.strip()}\n\n{by.name}"
        postings.append(
            Posting(
                address=one.address,
                name=conversation.writer.name,
                subject=subject,
                text=text,
                language=language,
                mailbox=conversation.mailbox,
                in_reply_to=one.message_id,
                references=(one.message_id,) if one.message_id else (),
                production=row.production_id,
                about=row._meta.label_lower,
                about_id=row.pk,
            )
        )
        written.append((conversation, subject, text))
    recipients = post_each(postings, by=by, at=at, spread=SPREAD if len(postings) > 1 else None)
    return mails_out(written, recipients, by=by, at=at)


def _post(
    conversations: Sequence[Conversation], wordings: Mapping[str, Wording], *, by: User, at: datetime
) -> tuple[list[Any], tuple[str, ...]]:
    """Letters to whoever has no e-mail address; those without a usable address are named."""
    if not conversations:
        return [], ()
    left: list[Conversation] = list(conversations)
    refused: tuple[str, ...] = ()
    try:
        letters = _letters(left, wordings, by=by, at=at)
    except LettersRefused as problem:
        refused = tuple(reference for reference, _why in problem.problems)
        left = [one for one in left if one.reference not in refused]
        letters = _letters(left, wordings, by=by, at=at) if left else []
    return [letter.message for letter in letters if letter.message is not None], refused


def _letters(
    left: Sequence[Conversation], wordings: Mapping[str, Wording], *, by: User, at: datetime
) -> list[Any]:
    return write_letters(
        conversations=left,
        wordings={
            language: Wording(one.subject, "{salutation}\n\n" + one.text.strip())
            for language, one in wordings.items()
        },
        kind=Kind.CLOSING,
        dated_on=localdate(at),
        by=by,
        at=at,
    )


def _on_topic(recommendation: Recommendation, first: date, end: date) -> int:
    found = Conversation.objects.filter(
        production=recommendation.production_id,
        topic=recommendation.topic_id,
        received_at__date__gte=first,
        received_at__date__lt=end,
    )
    return found.exclude(state=Conversation.State.SPAM).count()


def _language(conversation: Conversation) -> str:
    return conversation.language if conversation.language in LANGUAGES else "fr"


def _source(row: Recommendation) -> str:
    return f"audience.recommendation {row.pk}"


def _of(row: Recommendation) -> dict[str, Any]:
    return {"recommendation_id": row.pk, "title": row.title}


def _tell(happened: OfRecommendation, row: Recommendation, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=row, production=row.production_id, desk=Desk.AUDIENCE)
