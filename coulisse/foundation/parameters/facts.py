"""What the parameters announce."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OneValue(Fact):
    """Which value of which parameter."""

    value_id: int
    parameter: str
    text: str


@fact("foundation.parameters.value-added", _("%(by)s set %(parameter)s to %(text)s from %(since)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAdded(OneValue):
    """From a date on, another value is in force; what was calculated before keeps its own."""

    since: str
    was: str


@fact("foundation.parameters.value-checked", _("%(by)s checked %(parameter)s: %(text)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChecked(OneValue):
    """A person of the house compared the value with its source."""
