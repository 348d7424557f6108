"""The first words of a letter by post, in the language of its reader: a proposal to write over."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.desks.audience.cases.models import PostedLetter, Recommendation


def first_wording(kind: str, languages: Iterable[str], *, told: str = "") -> dict[str, str]:
    """`subject_fr`, `text_fr` …: an acknowledgement whole, an answer with its opening and its close.

    `told`: what goes in between, such as where a complainant may go.
    """
    found = {}
    for language in languages:
        with translation.override(language):
            subject, text = _acknowledgement() if kind != PostedLetter.Kind.ANSWER else _answer(told)
        found[f"subject_{language}"], found[f"text_{language}"] = subject, text
    return found


def _acknowledgement() -> tuple[str, str]:
    paragraphs = (
        "{salutation}",
        _("We have received your message of {received_on}. Thank you for writing to us."),
        _("We will answer you by {due_on} at the latest. Your file has the number {reference}: please quote it."),
        _("Yours sincerely,"),
    )
    return _("We have received your message"), "\n\n".join(paragraphs)


def _answer(told: str) -> tuple[str, str]:
    paragraphs = (
        "{salutation}",
        _("You wrote to us on {received_on} (file {reference})."),
        told,
        _("Yours sincerely,"),
    )
    return _("Our answer to your message"), "\n\n".join(part for part in paragraphs if part)


def closing_wording(recommendation: Recommendation, languages: Iterable[str]) -> dict[str, str]:
    """What changed, as its writers are told: the sentence of the register, and when the production decided.

    The register is kept in one language, that of the production: in another, its sentence stands between braces to
    be translated, and such a text does not leave (`answers.fields.left_open`).
    """
    found = {}
    changed = recommendation.what_changed or recommendation.title
    kept_in = recommendation.production.language
    for language in languages:
        with translation.override(language):
            day = f"{recommendation.done_on:%d/%m/%Y}" if recommendation.done_on else ""
            words = {"title": recommendation.production.title, "day": day}
            paragraphs = (
                _("You wrote to us about %(title)s. What you said was passed on, and something has changed.")
                % words,
                changed
                if language == kept_in
                else "{" + _("to translate: %(said)s") % {"said": _flat(changed)} + "}",
                (_("This has been in force since %(day)s.") % words) if day else "",
                _("Thank you for writing to us."),
            )
            found[f"subject_{language}"] = _("%(title)s: what has changed because of you") % words
            found[f"text_{language}"] = "\n\n".join(part for part in paragraphs if part)
    return found


def _flat(text: str) -> str:
    """On one line and without braces, so that it can stand between braces."""
    return " ".join(text.replace("{", "(").replace("}", ")").split())
