"""Questionnaires with their figures, panels with their members, ideas."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coulisse.desks.audience.meetings.letters import title_in
from coulisse.desks.audience.meetings.models import Answered, Idea, Panel, Question, Questionnaire
from coulisse.formats.tabular import Column, Table
from coulisse.foundation.counted import counted
from coulisse.foundation.productions.models import Production

DEGREES = 5
MOST = 200


@dataclass(frozen=True, slots=True)
class QuestionnaireRow:
    """One questionnaire of a list."""

    pk: int
    title: str
    questions: int
    replies: int
    is_open: bool
    is_published: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """How many chose it, of how many who answered the question; `share` in whole hundredths."""

    label: str
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class Result:
    """One question and what was answered to it: `n` people."""

    label: str
    kind: str
    n: int
    bars: tuple[Bar, ...]
    mean: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A panel of the list."""

    pk: int
    name: str
    purpose: str
    members: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a panel; `is_agreed` while the consent holds."""

    pk: int
    name: str
    writer_id: int
    joined_at: datetime
    is_agreed: bool
    asked: int
    replied: int


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """An idea as the desk or the public reads it."""

    pk: int
    text: str
    language: str
    state: str
    state_label: str
    answer: str
    at: datetime
    is_shown: bool
    version: int


def questionnaires_of(production: Production, *, language: str) -> tuple[QuestionnaireRow, ...]:
    found = counted(
        Questionnaire.objects.filter(production=production),
        asked=Count("questions", distinct=True),
        came=Count("replies", distinct=True),
    )[:MOST]
    return tuple(
        QuestionnaireRow(
            one.pk, title_in(one.titles, language), one.asked, one.came, one.is_open, one.published_at is not None
        )
        for one in found
    )


def results_of(questionnaire: Questionnaire, *, language: str) -> tuple[Result, ...]:
    """Every question with its figures, in two queries."""
    questions = list(questionnaire.questions.all())
    answers: dict[int, list[Answered]] = {one.pk: [] for one in questions}
    for row in Answered.objects.filter(question__in=questions).order_by("pk"):
        answers[row.question_id].append(row)
    return tuple(_result(one, answers[one.pk], language) for one in questions)


def _result(question: Question, answers: Sequence[Answered], language: str) -> Result:
    label = title_in(question.labels, language)
    if question.kind == Question.Kind.TEXT:
        words = tuple(one.words for one in answers if one.words.strip())
        return Result(label, question.kind, len(words), (), "", words)
    chosen = Counter(number for one in answers for number in set(one.chosen))
    n = sum(1 for one in answers if one.chosen)
    if question.kind == Question.Kind.SCALE:
        labels = [(degree, str(degree)) for degree in range(1, DEGREES + 1)]
        total = sum(degree * count for degree, count in chosen.items())
        mean = f"{(total * 10 + n // 2) // n / 10:.1f}" if n else ""
    else:
        labels = [(at, title_in(option, language)) for at, option in enumerate(question.options)]
        mean = ""
    bars = tuple(
        Bar(words, chosen[number], (chosen[number] * 200 + n) // (2 * n) if n else 0) for number, words in labels
    )
    return Result(label, question.kind, n, bars, mean, ())


def replies_table(questionnaire: Questionnaire, language: str) -> Table:
    """A line a reply, a column a question, in two queries and one more."""
    questions = list(questionnaire.questions.all())
    heads = (_("Moment"), _("Language"), *(title_in(one.labels, language) for one in questions))
    rows = []
    for reply in questionnaire.replies.order_by("at", "pk").prefetch_related("answers"):
        said = {one.question_id: one for one in reply.answers.all()}
        cells = (_cell(one, said.get(one.pk), language) for one in questions)
        rows.append((timezone.localtime(reply.at).strftime("%Y-%m-%d %H:%M"), reply.language, *cells))
    return Table(str(questionnaire)[:31], tuple(Column(head) for head in heads), tuple(rows))


def _cell(question: Question, answer: Answered | None, language: str) -> str:
    if answer is None:
        return ""
    if question.kind in {Question.Kind.CHOICE, Question.Kind.SEVERAL}:
        return " | ".join(title_in(question.options[at], language) for at in answer.chosen)
    return answer.words or " ".join(map(str, answer.chosen))


def panels_of(production: Production) -> tuple[PanelRow, ...]:
    found = counted(
        Panel.objects.filter(production=production),
        members=Count("panelists", filter=Q(panelists__left_at__isnull=True)),
    )[:MOST]
    return tuple(PanelRow(one.pk, one.name, one.purpose, one.members) for one in found)


def members_of(panel: Panel) -> tuple[Member, ...]:
    found = (
        panel.panelists.filter(left_at__isnull=True)
        .select_related("writer")
        .annotate(
            agreed=Count(
                "writer__consents",
                filter=Q(writer__consents__purpose="panel", writer__consents__withdrawn_at__isnull=True),
                distinct=True,
            ),
            asked=Count("invitations", distinct=True),
            replied=Count("invitations__reply", distinct=True),
        )
        .order_by("writer__name", "pk")[:MOST]
    )
    return tuple(
        Member(one.pk, str(one.writer), one.writer_id, one.joined_at, bool(one.agreed), one.asked, one.replied)
        for one in found
    )


def ideas_of(production: Production, *, shown_only: bool = False) -> tuple[IdeaRow, ...]:
    found = Idea.objects.filter(production=production)
    if shown_only:
        found = found.filter(shown_at__isnull=False)
    return tuple(
        IdeaRow(
            one.pk,
            one.text,
            one.language,
            one.state,
            str(one.get_state_display()),
            one.answer,
            one.at,
            one.shown_at is not None,
            one.version,
        )
        for one in found[:MOST]
    )
