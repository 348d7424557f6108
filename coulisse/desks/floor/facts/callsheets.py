"""What the call sheets announce."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSheet(Fact):
    """Which sheet of which day."""

    sheet_id: int
    number: int
    date: str


@fact("floor.callsheets.sheet-prepared", _("%(by)s prepared call sheet %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPrepared(OneSheet):
    """A day of the plan has a sheet."""


@fact("floor.callsheets.block-typed", _("%(by)s changed call sheet %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChanged(OneSheet):
    """Somebody typed over the plan, or took the plan's words again. `what` is a block, or a person's hours."""

    what: str


@fact("floor.callsheets.sheet-validated", _("%(by)s validated call sheet %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SheetValidated(OneSheet):
    """A version is frozen. `revision` 0 is the first one; `touched` counts the people whom it changes."""

    revision_id: int
    revision: int
    touched: int


@fact(
    "floor.callsheets.red-light-overridden",
    _("%(by)s validated call sheet %(number)s under a red light: %(reason)s"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RedLightOverridden(OneSheet):
    """A named person answers for it, with a reason."""

    revision_id: int
    reason: str
    before: tuple[str, ...]


@fact("floor.callsheets.sheet-reopened", _("%(by)s opened a rectification of call sheet %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReopened(OneSheet):
    """The sheet is a draft again; the validated version stands until the next one."""


@fact("floor.callsheets.sheet-sent", _("%(by)s sent call sheet %(number)s to %(people)s people"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSent(OneSheet):
    """Everybody, or those whom a rectification touches."""

    revision_id: int
    revision: int
    people: int


@fact("floor.callsheets.people-reminded", _("%(by)s sent call sheet %(number)s again to %(people)s people"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleReminded(OneSheet):
    """Those who had not answered."""

    people: int


@fact("floor.callsheets.receipt-given", _("%(name)s received call sheet %(number)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptGiven(OneSheet):
    """« Bien reçu »."""

    delivery_id: int
    name: str
