"""What is written to whoever registers, waits, gets a place or is invited: in that person's language."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from coulisse.desks.audience.meetings.models import Evening, Questionnaire, Registration

LANGUAGES: Final = ("fr", "nl", "en")


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and text."""

    subject: str
    text: str
    language: str


def title_in(titles: dict[str, str], language: str) -> str:
    """The title in this language, else in the first that has one."""
    return titles.get(language) or next((titles[one] for one in LANGUAGES if titles.get(one)), "")


def registration_words(evening: "Evening", registration: "Registration", *, link: str = "") -> Letter:
    """A place, or a place on the waiting list; `link` is the registration's own page, told once."""
    title = title_in(evening.titles, registration.language)
    with translation.override(registration.language):
        has_place = registration.state == "confirmed"
        subject = _("You have a place: %(title)s") if has_place else _("You are on the waiting list: %(title)s")
        context = {
            "evening": evening,
            "registration": registration,
            "title": title,
            "link": link,
            "has_place": has_place,
            "from_the_list": registration.placed_at is not None,
        }
        text = render_to_string("audience/meetings/letters/registration.txt", context)
        return Letter(subject % {"title": title}, text, registration.language)


def invitation_words(evening: "Evening", *, language: str, link: str) -> Letter:
    """An invitation to an evening."""
    chosen = language if language in LANGUAGES else "fr"
    title = title_in(evening.titles, chosen)
    with translation.override(chosen):
        context = {"evening": evening, "title": title, "intro": title_in(evening.intros, chosen), "link": link}
        text = render_to_string("audience/meetings/letters/invitation.txt", context)
        return Letter(_("Invitation: %(title)s") % {"title": title}, text, chosen)


def panel_words(questionnaire: "Questionnaire", *, name: str, language: str, link: str) -> Letter:
    """A questionnaire for a member of a panel."""
    chosen = language if language in LANGUAGES else "fr"
    title = title_in(questionnaire.titles, chosen)
    with translation.override(chosen):
        context = {"name": name, "title": title, "intro": title_in(questionnaire.intros, chosen), "link": link}
        text = render_to_string("audience/meetings/letters/panel.txt", context)
        return Letter(_("Your opinion: %(title)s") % {"title": title}, text, chosen)
