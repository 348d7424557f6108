"""What the book announces."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("foundation.people.contact-added", _("%(by)s added %(name)s to the contacts"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAdded(Fact):
    contact_id: int
    name: str


@fact("foundation.people.contact-changed", _("%(by)s changed the contact %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChanged(Fact):
    contact_id: int
    name: str
    fields: tuple[str, ...]


@fact("foundation.people.contacts-tagged", _("%(by)s tagged %(count)s contacts “%(tag)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsTagged(Fact):
    contact_ids: tuple[int, ...]
    count: int
    tag: str


@fact("foundation.people.contact-affiliated", _("%(by)s linked %(person)s to %(company)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAffiliated(Fact):
    person_id: int
    person: str
    company_id: int
    company: str
    function: str


@fact("foundation.people.affiliation-ended", _("%(by)s removed the link between %(person)s and %(company)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AffiliationEnded(Fact):
    person_id: int
    person: str
    company_id: int
    company: str


@fact("foundation.people.part-given", _("%(by)s put %(name)s on the production as %(function)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PartGiven(Fact):
    contact_id: int
    name: str
    production_id: int
    function: str


@fact("foundation.people.part-taken-back", _("%(by)s took %(name)s off the production as %(function)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PartTakenBack(Fact):
    contact_id: int
    name: str
    production_id: int
    function: str


@fact("foundation.people.availability-noted", _("%(by)s noted the availability of %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityNoted(Fact):
    contact_id: int
    name: str
    state: str
    starts_on: str
    ends_on: str


@fact("foundation.people.availability-removed", _("%(by)s removed a period of availability of %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityRemoved(Fact):
    contact_id: int
    name: str
    state: str
    starts_on: str
    ends_on: str


@fact("foundation.people.private-facts-read", _("%(by)s read the private part of %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFactsRead(Fact):
    contact_id: int
    name: str


@fact("foundation.people.private-facts-changed", _("%(by)s changed the private part of %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFactsChanged(Fact):
    contact_id: int
    name: str
    fields: tuple[str, ...]


@fact("foundation.people.contacts-merged", _("%(by)s merged %(gone)s into %(kept)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsMerged(Fact):
    kept_id: int
    kept: str
    gone_id: int
    gone: str


@fact("foundation.people.merge-undone", _("%(by)s parted %(gone)s from %(kept)s again"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MergeUndone(Fact):
    kept_id: int
    kept: str
    gone_id: int
    gone: str


@fact("foundation.people.not-the-same", _("%(by)s said that %(one)s and %(other)s are not the same"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SaidNotTheSame(Fact):
    one_id: int
    one: str
    other_id: int
    other: str


@fact(
    "foundation.people.contacts-imported",
    _("%(by)s imported %(file)s: %(created)s created, %(completed)s completed"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsImported(Fact):
    import_id: int
    file: str
    created: int
    completed: int
    skipped: int
    refused: int


@fact("foundation.people.import-undone", _("%(by)s undid the import of %(file)s: %(removed)s contacts removed"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUndone(Fact):
    import_id: int
    file: str
    removed: int
    restored: int
    kept: int


@fact("foundation.people.contacts-exported", _("%(by)s exported %(count)s contacts"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsExported(Fact):
    count: int
    format: str
    private: bool
