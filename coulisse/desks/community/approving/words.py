"""What the codes of an approval say to people."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.community.approving.models import RouteStep
from coulisse.engines.approval import Event, Kind, Objection, Outcome, Status

CRITERIA: Final[dict[str, Promise]] = {
    "language": gettext_lazy("Are both languages right, and do they say the same?"),
    "brief": gettext_lazy("Is it what the client asked for?"),
    "style": gettext_lazy("Is it the look of the house or of the campaign?"),
    "file": gettext_lazy("Is it the right file, its size and its crop?"),
    "spend": gettext_lazy("Are the budget, the target groups and the links right?"),
    "moment": gettext_lazy("Is it the right network, at the right hour, with somebody there to answer?"),
    "whole": gettext_lazy("May all of it be published as it stands?"),
    "own": gettext_lazy("Is it right, as far as you can judge?"),
}
KINDS: Final[dict[str, Promise]] = {
    Kind.TEXT_FR: gettext_lazy("Text in French"),
    Kind.TEXT_NL: gettext_lazy("Text in Dutch"),
    Kind.TEXT_EN: gettext_lazy("Text in English"),
    Kind.TEXT_DE: gettext_lazy("Text in German"),
    Kind.ALT: gettext_lazy("Alternative text"),
    Kind.SUBTITLES: gettext_lazy("Subtitles"),
    Kind.TAGS: gettext_lazy("Hashtags"),
    Kind.LINKS: gettext_lazy("Links"),
    Kind.VISUAL: gettext_lazy("Picture or film"),
    Kind.FILE: gettext_lazy("File: format and size"),
    Kind.PAID: gettext_lazy("Paid media"),
    Kind.HOUR: pgettext_lazy("of a publication", "Hour"),
    Kind.NETWORKS: gettext_lazy("Network and account"),
}
STATUSES: Final[dict[str, tuple[Promise, str]]] = {
    Status.NOT_NEEDED: (pgettext_lazy("approval", "not needed"), ""),
    Status.WAITING: (pgettext_lazy("approval", "waits for its turn"), ""),
    Status.ASKED: (pgettext_lazy("approval", "is looking"), "info"),
    Status.LATE: (pgettext_lazy("approval", "late"), "warn"),
    Status.VOID: (pgettext_lazy("approval", "to look again"), "warn"),
    Status.APPROVED: (pgettext_lazy("approval", "approved"), "ok"),
    Status.REFUSED: (pgettext_lazy("approval", "refused"), "stop"),
}
OUTCOMES: Final[dict[str, tuple[Promise, str]]] = {
    Outcome.OPEN: (pgettext_lazy("whole approval", "under way"), "info"),
    Outcome.STOPPED: (pgettext_lazy("whole approval", "stopped: nobody answers"), "stop"),
    Outcome.APPROVED: (pgettext_lazy("whole approval", "approved by everybody"), "ok"),
    Outcome.REFUSED: (pgettext_lazy("whole approval", "sent back"), "stop"),
}
DOTS: Final[dict[str, str]] = {
    Status.NOT_NEEDED: "y",
    Status.APPROVED: "y",
    Status.ASKED: "h",
    Status.LATE: "h",
    Status.VOID: "h",
    Status.WAITING: "",
    Status.REFUSED: "n",
}
"""The classes of the dots that the calendar shows: filled, half, empty, refused."""
EVENTS: Final[dict[str, Promise]] = {
    Event.SUBMITTED: pgettext_lazy("log of an approval", "handed in"),
    Event.EDITED: pgettext_lazy("log of an approval", "changed"),
    Event.ASKED: pgettext_lazy("log of an approval", "asked"),
    Event.APPROVED: pgettext_lazy("log of an approval", "approved"),
    Event.WITHDRAWN: pgettext_lazy("log of an approval", "took the decision back"),
    Event.REFUSED: pgettext_lazy("log of an approval", "refused"),
    Event.IGNORED: pgettext_lazy("log of an approval", "does not count"),
    Event.FELL: pgettext_lazy("log of an approval", "approval fell with the change"),
    Event.STANDS_AGAIN: pgettext_lazy("log of an approval", "approval stands again: all is as it was"),
    Event.REMINDED: pgettext_lazy("log of an approval", "reminded"),
    Event.DEPUTY: pgettext_lazy("log of an approval", "the deputy may decide"),
    Event.ESCALATED: pgettext_lazy("log of an approval", "goes higher"),
    Event.STOPPED: pgettext_lazy("log of an approval", "everything stops until somebody decides"),
    Event.OVERDUE: pgettext_lazy("log of an approval", "term is past"),
    Event.COMPLETE: pgettext_lazy("log of an approval", "approved by everybody"),
}
WAYS: Final[dict[str, Promise]] = {
    "link": gettext_lazy("by %(who)s, with a link"),
    "signed-in": gettext_lazy("signed in as %(who)s"),
}
"""How a word from outside the house came in."""
OBJECTIONS: Final[dict[str, Promise]] = {
    Objection.NOTHING_SUBMITTED: gettext_lazy("There is nothing to approve yet."),
    Objection.UNKNOWN_ROLE: gettext_lazy("This role is not asked here."),
    Objection.NOT_NEEDED: gettext_lazy("Nothing in it concerns this role."),
    Objection.NOT_THEIR_TURN: gettext_lazy("It is not this role's turn yet: others look first."),
    Objection.OLD_CONTENT: gettext_lazy("It was changed while you were looking: read it again."),
    Objection.NOT_A_HOLDER: gettext_lazy("You do not hold this role here."),
    Objection.TOO_EARLY: gettext_lazy("The deputy may not decide yet: whoever holds the role still has time."),
    Objection.NOT_IN_A_NAME: gettext_lazy("Say in whose name you decide."),
}
NOT_CLEARED: Final = gettext_lazy("A right is missing: nobody can approve this picture or film yet.")


def role_label(code: str) -> str:
    return str(RouteStep.Role(code).label) if code in RouteStep.Role.values else code
