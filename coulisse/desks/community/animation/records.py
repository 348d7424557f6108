"""Rows as the guard-rails and the rules read them."""

from collections.abc import Mapping, Sequence

from coulisse.desks.community.animation.guardrails import Asked, Checked
from coulisse.desks.community.animation.models import Animation, GameQuestion
from coulisse.desks.community.animation.ruling import Record, notice, rules_text
from coulisse.foundation.ui.translated import in_language

WORDED = ("titles", "intros", "ways", "prizes", "criteria", "tie_labels", "rules")
"""The fields that people read, by language."""


def record_of(animation: Animation, language: str, questions: int, *, freed_by: str = "") -> Record:
    """`freed_by`: the source that says that a draw needs no authorisation."""

    def told(texts: Mapping[str, str]) -> str:
        return in_language(texts, language)

    return Record(
        title=told(animation.titles),
        kind=animation.kind,
        mechanic=animation.mechanic,
        organiser=animation.organiser,
        starts_at=animation.starts_at,
        ends_at=animation.ends_at,
        ways=told(animation.ways),
        prize=told(animation.prizes),
        criteria=told(animation.criteria),
        tie_label=told(animation.tie_labels),
        tie_unit=animation.tie_unit,
        winners=animation.winners,
        questions=questions,
        least_age=animation.least_age,
        keep_days=animation.keep_days,
        asks_contact=animation.asks_contact,
        complaints=animation.complaints,
        authorisation=animation.authorisation,
        freed_by=freed_by,
    )


def rules_by_record(animation: Animation, *, freed_by: str = "") -> dict[str, str]:
    """The rules in each language of the animation, written from the record."""
    count = animation.questions.count()
    return {
        language: rules_text(record_of(animation, language, count, freed_by=freed_by), language)
        for language in animation.languages
    }


def rules_of(animation: Animation, *, freed_by: str = "") -> dict[str, str]:
    """The rules in each language of the animation: as somebody wrote them, else from the record."""
    by_record = rules_by_record(animation, freed_by=freed_by)
    return {language: animation.rules.get(language) or text for language, text in by_record.items()}


def notice_of(animation: Animation, language: str) -> str:
    return notice(record_of(animation, language, 0), language)


def checked_of(animation: Animation, questions: Sequence[GameQuestion]) -> Checked:
    written = [
        (language, text)
        for name in WORDED
        for language, text in getattr(animation, name).items()
        if isinstance(text, str) and text
    ]
    for one in questions:
        written += list(one.labels.items())
    return Checked(
        kind=animation.kind,
        mechanic=animation.mechanic,
        authorisation=animation.authorisation,
        least_age=animation.least_age,
        organiser=animation.organiser,
        complaints=animation.complaints,
        titles=animation.titles,
        prizes=animation.prizes,
        criteria=animation.criteria,
        tie_labels=animation.tie_labels,
        has_tie_answer=animation.tie_answer is not None,
        written=tuple(written),
        questions=tuple(_asked(one) for one in questions),
    )


def _asked(question: GameQuestion) -> Asked:
    languages = {
        code for code, text in question.labels.items() if text and all(one.get(code) for one in question.options)
    }
    return Asked(frozenset(languages), len(question.options), len(question.right))
