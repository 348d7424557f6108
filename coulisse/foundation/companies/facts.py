"""What this room announces. Bank data never enters a fact: the journal says that they changed."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("foundation.companies.added", _("%(by)s added the company %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyAdded(Fact):
    company_id: int
    name: str


@fact("foundation.companies.changed", _("%(by)s changed the company %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyChanged(Fact):
    company_id: int
    name: str
    fields: list[str]


@fact("foundation.companies.archived", _("%(by)s archived the company %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyArchived(Fact):
    company_id: int
    name: str


@fact("foundation.companies.reopened", _("%(by)s brought the company %(name)s back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyReopened(Fact):
    company_id: int
    name: str


@fact("foundation.companies.recovery-set", _("%(by)s set what part of the VAT %(name)s recovers from %(day)s on"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySet(Fact):
    company_id: int
    name: str
    day: date


@fact("foundation.companies.recovery-removed", _("%(by)s took back what VAT %(name)s recovers from %(day)s on"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryRemoved(Fact):
    company_id: int
    name: str
    day: date
