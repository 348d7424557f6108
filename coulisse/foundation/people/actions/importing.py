"""A file into the book: staged, looked at, imported in one transaction, undone as a whole."""

import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from coulisse.formats.problems import ProblemJson, as_json
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.people.actions.contacts import new_contact
from coulisse.foundation.people.actions.copying import copy_in
from coulisse.foundation.people.actions.merging import links_to_contact
from coulisse.foundation.people.actions.suspecting import suspect_doubles
from coulisse.foundation.people.cards import card_of
from coulisse.foundation.people.facts import ContactsImported, ImportUndone
from coulisse.foundation.people.imports import staging
from coulisse.foundation.people.imports.rows import ReadRow
from coulisse.foundation.people.imports.staging import Draft
from coulisse.foundation.people.imports.twins import Known, Recognition, known_of
from coulisse.foundation.people.keys import keys_of, name_key
from coulisse.foundation.people.models import Affiliation, Contact, Import, ImportedContact
from coulisse.foundation.people.models.contact import FIELDS, KEYS
from coulisse.foundation.people.searchable import KIND, findable, findable_rows
from coulisse.foundation.search.actions import forget, index

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

BATCH: Final = 1_000
MOST_PROBLEMS: Final = 5_000
UNITED: Final = ("emails", "phones", "addresses", "languages", "skills", "tags")

Progress = Callable[[int, int], None]


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


class AlreadyImported(Exception):
    """This file was imported before, or is being imported now."""


class NotImported(Exception):
    """There is nothing to undo: the file was not imported, or the import was undone before."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of undoing an import."""

    removed: int
    restored: int
    kept: int
    """Contacts that somebody changed or used since: left alone."""


def stage_file(*, chunks: Iterable[bytes], file_name: str, by: "User | None", at: datetime) -> Import:
    """Keep a file for a day, under a random name; raises `staging.TooLarge`."""
    sweep_staging(at=at)
    key = secrets.token_urlsafe(32)
    staging.store(key, chunks)
    return Import.objects.create(key=key, file_name=file_name[-200:], uploaded_by=by, uploaded_at=at)


def sweep_staging(*, at: datetime) -> int:
    """Remove the files whose day has passed; returns how many."""
    old = Import.objects.filter(file_gone_at__isnull=True, uploaded_at__lt=at - staging.KEPT_FOR)
    keys = list(old.exclude(state=Import.State.RUNNING).values_list("key", flat=True))
    for key in keys:
        staging.staged_path(key).unlink(missing_ok=True)
    Import.objects.filter(key__in=keys).update(file_gone_at=at)
    return len(keys)


def choose_mapping(*, imported: Import, mapping: Sequence[str], twins: str) -> Import:
    """Keep what somebody chose on the preview."""
    imported.mapping, imported.twins = list(mapping), Import.Twins(twins)
    imported.save(update_fields=["mapping", "twins"])
    return imported


def set_running(*, imported: Import) -> None:
    """A job was begun for it."""
    Import.objects.filter(pk=imported.pk, state=Import.State.STAGED).update(state=Import.State.RUNNING)


def set_waiting(*, imported: Import) -> None:
    """Its job ended without writing anything: it may be checked and begun again."""
    Import.objects.filter(pk=imported.pk, state=Import.State.RUNNING).update(state=Import.State.STAGED)


def import_contacts(
    *,
    imported: Import,
    draft: Draft,
    choices: Mapping[int, str] | None = None,
    by: "User | None",
    at: datetime,
    progress: Progress = _silent,
) -> Import:
    """Write the rows of a staged file, all or none.

    `choices` gives the row (by its number) another answer than `imported.twins` for its twin in the book.
    """
    with transaction.atomic():
        imported = Import.objects.select_for_update().get(pk=imported.pk)
        if imported.state not in {Import.State.STAGED, Import.State.RUNNING}:
            raise AlreadyImported
        book = _Book.opened(imported, choices or {})
        total = draft.count
        for done, row in enumerate(draft.rows(imported.mapping or draft.guess), start=1):
            book.take(row)
            if done % BATCH == 0:
                progress(done, total)
        book.write(at=at)
        _close(imported, book, draft, at=at)
        _tell(imported, by=by, at=at)
        progress(total, total)
    return imported


def _close(imported: Import, book: "_Book", draft: Draft, *, at: datetime) -> None:
    problems = [*(as_json(one) for one in draft.problems), *book.problems]
    imported.state = Import.State.DONE
    imported.finished_at = at
    imported.created = sum(len(new.lines) > 0 for new in book.new)
    imported.completed, imported.skipped, imported.refused = len(book.changed), book.skipped, book.refused
    imported.problems = problems[:MOST_PROBLEMS]
    imported.save()


def _tell(imported: Import, *, by: "User | None", at: datetime) -> None:
    told = ContactsImported(
        import_id=imported.pk,
        file=imported.file_name,
        created=imported.created,
        completed=imported.completed,
        skipped=imported.skipped,
        refused=imported.refused,
    )
    announce(told, by=by, at=at, about=imported)


@dataclass(slots=True, eq=False)
class _New:
    """A contact that the file brings: what its rows say of it together."""

    known: Known
    values: dict[str, Any]
    lines: list[int] = field(default_factory=list)
    """None for a firm that rows only name as an employer."""
    row: Contact | None = None


@dataclass(frozen=True, slots=True)
class _Bond:
    """A person of the file works at a firm."""

    who: int | _New
    firm_key: str
    firm: str
    function: str

    @property
    def words(self) -> str:
        return f"{self.function}, {self.firm}" if self.function else self.firm


@dataclass(slots=True)
class _Book:
    """The book while a file is read into it; nothing is written before `write`."""

    imported: Import
    choices: Mapping[int, str]
    recognition: Recognition
    new: list[_New] = field(default_factory=list)
    new_of: dict[int, _New] = field(default_factory=dict)
    existing: dict[int, list[tuple[int, dict[str, Any]]]] = field(default_factory=dict)
    firms: dict[str, int | _New] = field(default_factory=dict)
    bonds: list[_Bond] = field(default_factory=list)
    changed: list[Contact] = field(default_factory=list)
    problems: list[ProblemJson] = field(default_factory=list)
    skipped: int = 0
    refused: int = 0

    @classmethod
    def opened(cls, imported: Import, choices: Mapping[int, str]) -> "_Book":
        book = cls(imported, choices, recognise_everybody())
        for firms in book.recognition.by_name.values():
            for firm in firms:
                if firm.kind == Contact.Kind.COMPANY and firm.pk is not None:
                    book.firms.setdefault(firm.name_key, firm.pk)
        return book

    def take(self, row: ReadRow) -> None:
        self.problems.extend(as_json(one) for one in row.problems)
        if row.refused:
            self.refused += 1
            return
        known = known_of(row.values)
        twin = self.recognition.twin_of(known)
        answer = self.choices.get(row.line, self.imported.twins)
        if twin is None or answer == Import.Twins.CREATE:
            who: int | _New = self._bring(known, row.values, row.line)
        elif answer == Import.Twins.SKIP:
            self.skipped += 1
            return
        else:
            who = self._complete(twin, row)
        if row.employer:
            self._bind(who, row)

    def _bring(self, known: Known, values: dict[str, Any], line: int | None) -> _New:
        new = _New(known, values, [] if line is None else [line])
        self.new.append(new)
        self.new_of[id(known)] = new
        self.recognition.add(known)
        if known.kind == Contact.Kind.COMPANY:
            self.firms.setdefault(known.name_key, new)
        return new

    def _complete(self, twin: Known, row: ReadRow) -> int | _New:
        if twin.pk is not None:
            self.existing.setdefault(twin.pk, []).append((row.line, row.values))
            return twin.pk
        new = self.new_of[id(twin)]
        new.values |= lacking(new.values, row.values)
        new.lines.append(row.line)
        return new

    def _bind(self, who: int | _New, row: ReadRow) -> None:
        key = name_key(row.employer)
        if key and key not in self.firms:
            values = {"kind": Contact.Kind.COMPANY.value, "name": row.employer}
            self._bring(known_of(values), values, None)
        if key:
            self.bonds.append(_Bond(who, key, row.employer, row.function))

    def write(self, *, at: datetime) -> None:
        self._write_new(at)
        self._write_completed()
        self._write_bonds()
        pks = [contact.pk for contact in self.changed]
        pks += [new.row.pk for new in self.new if new.row is not None]
        suspect_doubles(pks)
        index(findable([contact.pk for contact in self.changed]))
        employers = {_pk(bond.who): bond.words for bond in reversed(self.bonds)}
        index(findable_rows((new.row for new in self.new if new.row is not None), employers))

    def _write_new(self, at: datetime) -> None:
        for new in self.new:
            new.row = new_contact(new.values, at=at)
        rows = [new.row for new in self.new if new.row is not None]
        copy_in(rows)
        ImportedContact.objects.bulk_create(
            [
                ImportedContact(
                    of=self.imported, contact_pk=new.row.pk, line=min(new.lines, default=0), version_after=1
                )
                for new in self.new
                if new.row is not None
            ],
            batch_size=BATCH,
        )

    def _write_completed(self) -> None:
        traces = []
        rows = Contact.objects.select_for_update().filter(pk__in=self.existing).order_by("pk")
        for contact in rows:
            before = card_of(contact)
            for _line, values in self.existing[contact.pk]:
                _apply(contact, lacking(card_of(contact), values))
            touched = [name for name in FIELDS if getattr(contact, name) != before[name]]
            if not touched:
                self.skipped += 1
                continue
            contact.version += 1
            self.changed.append(contact)
            traces.append(
                ImportedContact(
                    of=self.imported,
                    contact_pk=contact.pk,
                    line=self.existing[contact.pk][0][0],
                    version_after=contact.version,
                    before=_as_json({name: before[name] for name in touched}),
                )
            )
        Contact.objects.bulk_update(self.changed, [*FIELDS, *KEYS, "version"], batch_size=200)
        ImportedContact.objects.bulk_create(traces, batch_size=BATCH)

    def _write_bonds(self) -> None:
        bonds = [
            Affiliation(person_id=_pk(bond.who), company_id=_pk(self.firms[bond.firm_key]), function=bond.function)
            for bond in self.bonds
        ]
        Affiliation.objects.bulk_create(bonds, batch_size=BATCH, ignore_conflicts=True)


def _pk(who: int | _New) -> int:
    if isinstance(who, int):
        return who
    if who.row is None:
        raise LookupError("the new contacts are written first")
    return int(who.row.pk)


def _apply(contact: Contact, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(contact, name, value)
    for name, value in keys_of(card_of(contact)).items():
        setattr(contact, name, value)


def lacking(card: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """What `values` add to a card: fields that stand empty on it, and lines that it has not.

    >>> lacking({"vat": "", "notes": "ici", "tags": ["a"]}, {"vat": "BE1", "notes": "là", "tags": ["a", "b"]})
    {'vat': 'BE1', 'tags': ['a', 'b']}
    """
    added = {}
    for name, value in values.items():
        if name in UNITED:
            had = list(card.get(name) or [])
            known = {_worth(item) for item in had}
            fresh = [item for item in value if _worth(item) not in known]
            if fresh:
                added[name] = had + fresh
        elif value and not card.get(name):
            added[name] = value
    return added


def _worth(item: Any) -> str:
    if isinstance(item, dict):
        return json.dumps({name: str(text).casefold() for name, text in item.items() if name != "label"})
    return str(item).casefold()


def recognise_everybody() -> Recognition:
    """The whole book, as far as it is needed to recognise a row."""
    recognition = Recognition()
    columns = ("pk", "name", "kind", "name_key", "email_keys", "phone_keys", "vat", "birthday")
    for pk, name, kind, key, emails, phones, vat, birthday in Contact.objects.order_by("pk").values_list(*columns):
        recognition.add(Known(pk, name, kind, key, set(emails), set(phones), vat, birthday))
    return recognition


def undo_import(*, imported: Import, by: "User | None", at: datetime) -> Undone:
    """Take back what an import wrote, except on the contacts that somebody changed or used since."""
    with transaction.atomic():
        imported = Import.objects.select_for_update().get(pk=imported.pk)
        if imported.state != Import.State.DONE:
            raise NotImported
        traces = {trace.contact_pk: trace for trace in imported.contacts.all()}
        rows = list(Contact.objects.select_for_update().filter(pk__in=traces).order_by("pk"))
        as_left = [row for row in rows if row.version == traces[row.pk].version_after]
        created = [row for row in as_left if traces[row.pk].before is None]
        restored = [row for row in as_left if traces[row.pk].before is not None]
        _restore(restored, traces)
        removed = _remove_unused({row.pk for row in created})
        suspect_doubles([row.pk for row in restored])
        index(findable([row.pk for row in restored]))
        imported.state = Import.State.UNDONE
        imported.save(update_fields=["state"])
        result = Undone(removed=removed, restored=len(restored), kept=len(traces) - removed - len(restored))
        told = ImportUndone(
            import_id=imported.pk,
            file=imported.file_name,
            removed=result.removed,
            restored=result.restored,
            kept=result.kept,
        )
        announce(told, by=by, at=at, about=imported)
    return result


def _restore(rows: Sequence[Contact], traces: Mapping[int, ImportedContact]) -> None:
    for row in rows:
        before = traces[row.pk].before or {}
        _apply(row, {name: Contact.from_json(name, value) for name, value in before.items()})
        row.version += 1
    Contact.objects.bulk_update(rows, [*FIELDS, *KEYS, "version"], batch_size=200)


def _remove_unused(pks: set[int]) -> int:
    """Delete these contacts, except those that another row of the house has come to rely on."""
    Affiliation.objects.filter(person_id__in=pks, company_id__in=pks).delete()
    used: set[int] = set()
    for model, column in links_to_contact():
        relying = model._base_manager.filter(**{f"{column}__in": pks})
        if model is Affiliation and column == "person_id":
            continue
        used.update(relying.values_list(column, flat=True))
    free = pks - used
    Contact.objects.filter(pk__in=free).delete()
    forget(KIND, free)
    return len(free)


def _as_json(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
