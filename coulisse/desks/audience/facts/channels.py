"""What the forms, the call log and the letters on paper announce. No name of the public is in a fact."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("audience.channels.call-logged", _("%(by)s noted a call: %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CallLogged(Fact):
    conversation_id: int
    reference: str
    ring_back_on: str
    """ISO, or empty."""


@fact("audience.channels.typed-in", _("%(by)s typed in %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TypedIn(Fact):
    """A private message or a letter that somebody typed."""

    conversation_id: int
    reference: str
    channel: str


@fact("audience.channels.rung-back", _("%(by)s rang back: %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RungBack(Fact):
    conversation_id: int
    reference: str


@fact("audience.channels.ring-back-moved", _("%(by)s will ring back on another day: %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RingBackMoved(Fact):
    conversation_id: int
    reference: str
    ring_back_on: str


@fact("audience.channels.form-saved", _("%(by)s saved the form “%(slug)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class FormSaved(Fact):
    form_id: int
    slug: str


@fact("audience.channels.form-switched", _("%(by)s opened or closed the form “%(slug)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class FormSwitched(Fact):
    form_id: int
    slug: str
    is_open: bool


@fact("audience.channels.letter-kept", _("%(by)s kept a letter of %(pages)s files"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKept(Fact):
    letter_id: int
    pages: int


@fact("audience.channels.letter-read", _("A letter was read: %(signs)s signs"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRead(Fact):
    letter_id: int
    signs: int


@fact("audience.channels.letter-typed", _("%(by)s checked the text of a letter"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTyped(Fact):
    letter_id: int
    signs: int


@fact("audience.channels.letter-filed", _("%(by)s said who wrote a letter: %(reference)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFiled(Fact):
    letter_id: int
    conversation_id: int
    reference: str
