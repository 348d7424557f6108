"""The texts of a form in the language of whoever fills it; those of the house where nobody wrote others."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from coulisse.desks.audience.intake.forms_public.models import PublicForm

LANGUAGES: Final = (("fr", "Français"), ("nl", "Nederlands"), ("en", "English"))
CODES: Final = tuple(code for code, _name in LANGUAGES)


@dataclass(frozen=True, slots=True)
class Texts:
    """What a visitor reads."""

    title: str
    introduction: str
    notice: str
    thanks: str


def texts(form: PublicForm, language: str) -> Texts:
    """In this language, else in the first in which it was written, else the house's own words."""
    return Texts(
        title=_in(form.titles, language) or _("Write to us"),
        introduction=_in(form.introductions, language),
        notice=_in(form.notices, language) or house_notice(),
        thanks=_in(form.thanks, language) or _("Thank you. A person reads your message and answers you."),
    )


def house_notice() -> str:
    return _(
        "What you write is read by the people who answer the public, and used to answer you and to tell the "
        "makers what is said, without your name. You may ask to see, correct or erase it at any time."
    )


def _in(written: dict[str, str], language: str) -> str:
    return written.get(language, "") or next((text for text in written.values() if text), "")
