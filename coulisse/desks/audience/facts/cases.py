"""What the follow-up announces: cases, delays, recourse, questions, changes, material, handing over, letters."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


def in_words(day: date | str | None) -> str:
    """« 27/04/2027 »; the journal hands dates as it keeps them, in ISO."""
    if not day:
        return _now("no day")
    return date_format(date.fromisoformat(day) if isinstance(day, str) else day, "d/m/Y")


def a_day(value: Any) -> str:
    return in_words(str(value)[:10] if value else None)


DAYS: Final = {"due_on": a_day, "was_due_on": a_day, "sent_on": a_day}


BODIES: Final = {
    "mediator": _("mediator of the house"),
    "reply": _("right of reply"),
}


def in_full(body: Any) -> str:
    """« CSA », « droit de réponse »."""
    return str(BODIES.get(body, str(body).upper()))


TO: Final = {"body": in_full}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfConversation(Fact):
    """Which conversation."""

    conversation_id: int
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCase(Fact):
    """Which case."""

    case_id: int
    number: str
    title: str


@fact("audience.cases.opened", _("%(by)s opened case %(number)s, “%(title)s”, with %(count)s messages"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(OfCase):
    count: int


@fact("audience.cases.edited", _("%(by)s changed case %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEdited(OfCase):
    pass


@fact("audience.cases.joined", _("%(by)s added %(references)s to case %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationsJoined(OfCase):
    references: str


@fact("audience.cases.left", _("%(by)s took %(references)s out of case %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationLeft(OfCase):
    references: str


@fact("audience.cases.acted", _("%(by)s entered an act in case %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseActed(OfCase):
    pass


@fact("audience.cases.merged", _("%(by)s merged %(merged)s into case %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CasesMerged(OfCase):
    merged: str


@fact("audience.cases.closed", _("%(by)s closed case %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(OfCase):
    outcome: str


@fact("audience.cases.reopened", _("%(by)s opened case %(number)s again"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(OfCase):
    pass


@fact("audience.cases.due-set", _("%(by)s set the answer to %(reference)s due on %(due_on)s"), says=DAYS)
@dataclass(frozen=True, slots=True, kw_only=True)
class DueSet(Fact):
    """Of a conversation or of a case."""

    reference: str
    route: str
    due_on: date
    was_due_on: date | None
    conversation_id: int | None = None
    case_id: int | None = None


@fact("audience.cases.recourse-announced", _("%(reference)s: recourse announced (%(body)s)"), says=TO)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecourseAnnounced(OfConversation):
    body: str


@fact("audience.cases.recourse-changed", _("%(by)s changed the recourse of %(reference)s (%(body)s)"), says=TO)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecourseChanged(OfConversation):
    body: str
    state: str


@fact("audience.cases.addressee-written", _("%(by)s wrote what is told of %(body)s (%(language)s)"), says=TO)
@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeWritten(Fact):
    body: str
    language: str


@fact("audience.cases.dossier-asked", _("%(by)s had the dossier of %(reference)s bound"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DossierAsked(Fact):
    reference: str
    export_id: int


@fact("audience.cases.dossier-made", _("The dossier of %(reference)s is bound: %(files)s files"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DossierMade(Fact):
    reference: str
    export_id: int
    files: int
    paper_sha256: str
    archive_sha256: str


@fact("audience.cases.question-asked", _("%(by)s put a question to %(to)s about %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(OfConversation):
    question_id: int
    to: str
    due_on: date


@fact("audience.cases.question-answered", _("%(to)s answered the question about %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered(OfConversation):
    question_id: int
    to: str


@fact("audience.cases.question-withdrawn", _("%(by)s took back the question about %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWithdrawn(OfConversation):
    question_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRecommendation(Fact):
    """Which recommendation."""

    recommendation_id: int
    title: str


@fact("audience.cases.recommended", _("%(by)s recommended “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Recommended(OfRecommendation):
    due_on: date | None


@fact("audience.cases.recommendation-answered", _("%(by)s answered the recommendation “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationAnswered(OfRecommendation):
    decision: str


@fact("audience.cases.changed", _("“%(title)s” is in force"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMade(OfRecommendation):
    done_on: date


@fact("audience.cases.effect-measured", _("%(by)s noted an effect of “%(title)s”: %(label)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectMeasured(OfRecommendation):
    label: str


@fact("audience.cases.told-back", _("%(by)s told %(count)s people what “%(title)s” changed"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ToldBack(OfRecommendation):
    count: int


@fact("audience.cases.material-proposed", _("%(by)s proposed to block “%(label)s” (%(reference)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialProposed(OfConversation):
    material_id: int
    label: str


@fact("audience.cases.material-blocked", _("%(by)s blocked %(count)s items (%(reference)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialBlocked(OfConversation):
    """What the community desk and the rights register take up."""

    count: int
    material_ids: tuple[int, ...]
    reason: str


@fact("audience.cases.material-released", _("%(by)s released “%(label)s” (%(reference)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialReleased(OfConversation):
    material_id: int
    label: str
    reason: str


@fact("audience.cases.release-looked-for", _("%(by)s looked for the agreement of a person shown (%(reference)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseLookedFor(OfConversation):
    found: str


@fact("audience.cases.handed-over", _("%(by)s handed %(reference)s over to %(to)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(OfConversation):
    desk: str
    to: str


@fact("audience.cases.handover-received", _("%(to)s has %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverReceived(OfConversation):
    desk: str
    to: str


@fact("audience.cases.handover-taken-back", _("%(by)s took %(reference)s back from %(to)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverTakenBack(OfConversation):
    desk: str
    to: str


@fact("audience.cases.contact-written", _("%(by)s changed whom the house reaches: %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWritten(Fact):
    desk: str
    name: str


@fact("audience.cases.letters-written", _("%(by)s entered %(count)s letters in the outgoing register"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LettersWritten(Fact):
    count: int
    first: str
    last: str


@fact("audience.cases.letter-left", _("Letter %(number)s left on %(sent_on)s"), says=DAYS)
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLeft(Fact):
    letter_id: int
    number: str
    sent_on: date
