"""A file of the box office: given, its columns chosen, imported once; the same rows again change nothing."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from coulisse.desks.audience.facts.relations import TicketsImported
from coulisse.desks.audience.relations.imports import CODES, NEEDED, TARGETS, TicketRow, read_rows
from coulisse.desks.audience.relations.models import TicketImport, TicketOrder, WriterAddress
from coulisse.formats.problems import unreadable
from coulisse.formats.tabular import Sheet, read_table
from coulisse.formats.tabular.mapping import match_columns
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production

MOST_BYTES: Final = 20_000_000
MOST_PROBLEMS: Final = 500
AT_A_TIME: Final = 500
IDENTITY: Final = ("order_number", "performed_on", "starts_at", "seat_key", "rank")
CARRIED: Final = ("name", "email", "phone", "seat", "category", "price_cents", "status")


class TooLarge(Exception):
    """The file passes the limit."""


class AlreadyImported(Exception):
    """This file was imported, or its import is under way."""


class ColumnsMissing(Exception):
    """Nothing says which column holds the order number, or the date. Carries the codes."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(*codes)
        self.codes = tuple(codes)


def give_file(*, production: Production, content: bytes, file_name: str, by: User, at: datetime) -> TicketImport:
    """Keep a file until it is imported; columns guessed. Raises `TooLarge`, `Unreadable`; then nothing is kept."""
    if len(content) > MOST_BYTES:
        raise TooLarge(len(content))
    sheet = read_table(content, file=file_name).records
    if not sheet.rows:
        raise unreadable("empty", file=file_name)
    return TicketImport.objects.create(
        production=production,
        file_name=file_name[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        mapping=list(match_columns(sheet.header, TARGETS)),
        by=by,
        at=at,
    )


def choose_columns(*, imported: TicketImport, mapping: Sequence[str]) -> TicketImport:
    """What each column holds; a field is taken once. Raises `AlreadyImported`."""
    with transaction.atomic():
        stored = _waiting(imported)
        chosen: list[str] = []
        for code in mapping:
            chosen.append(code if code in CODES and code not in chosen else "")
        stored.mapping = chosen
        stored.save(update_fields=["mapping"])
    return stored


def begin_import(*, imported: TicketImport) -> TicketImport:
    """Say that a job does it. Raises `AlreadyImported`, `ColumnsMissing`."""
    with transaction.atomic():
        stored = _waiting(imported)
        _refuse_missing(stored)
        stored.state = TicketImport.State.RUNNING
        stored.save(update_fields=["state"])
    return stored


def set_waiting(*, imported: TicketImport) -> None:
    """The job stopped or failed: the file can be imported again."""
    TicketImport.objects.filter(pk=imported.pk, state=TicketImport.State.RUNNING).update(
        state=TicketImport.State.GIVEN
    )


def import_tickets(
    *, imported: TicketImport, by: User | None, at: datetime, progress: Callable[[int, int], None] | None = None
) -> TicketImport:
    """Write the rows, all or none. Raises `AlreadyImported`, `ColumnsMissing`, `Unreadable`."""
    with transaction.atomic():
        stored = TicketImport.objects.select_for_update().select_related("production").get(pk=imported.pk)
        if stored.state == TicketImport.State.DONE:
            raise AlreadyImported(stored.pk)
        _refuse_missing(stored)
        sheet = sheet_of(stored)
        counts = {"added": 0, "changed": 0, "same": 0}
        problems: list[dict[str, Any]] = []
        done = 0
        rows = list(read_rows(sheet.rows, stored.mapping))
        for start in range(0, len(rows), AT_A_TIME):
            several = rows[start : start + AT_A_TIME]
            problems += [one.as_json() for row in several for one in row.troubles]
            for word, count in _write(stored, [row for row in several if not row.is_refused]).items():
                counts[word] += count
            done += len(several)
            if progress is not None:
                progress(done, len(sheet.rows))
        stored.added, stored.changed, stored.same = counts["added"], counts["changed"], counts["same"]
        stored.problems = problems[:MOST_PROBLEMS]
        stored.state, stored.content = TicketImport.State.DONE, b""
        stored.save(update_fields=["added", "changed", "same", "problems", "state", "content"])
        told = TicketsImported(import_id=stored.pk, problems=len(problems), **counts)
        announce(told, by=by, at=at, about=stored, production=stored.production_id, desk=Desk.AUDIENCE)
    return stored


def sheet_of(imported: TicketImport) -> Sheet:
    return read_table(bytes(imported.content), file=imported.file_name).records


def _waiting(imported: TicketImport) -> TicketImport:
    stored = TicketImport.objects.select_for_update().get(pk=imported.pk)
    if stored.state != TicketImport.State.GIVEN:
        raise AlreadyImported(stored.pk)
    return stored


def _refuse_missing(imported: TicketImport) -> None:
    missing = [code for code in NEEDED if code not in imported.mapping]
    if missing:
        raise ColumnsMissing(missing)


def _write(imported: TicketImport, rows: Sequence[TicketRow]) -> dict[str, int]:
    """Add what is new, correct what changed. Four queries for up to five hundred rows."""
    orders = {row.values["order_number"] for row in rows}
    known = {
        tuple(getattr(ticket, name) for name in IDENTITY): ticket
        for ticket in TicketOrder.objects.filter(production=imported.production, order_number__in=orders)
    }
    writers = _holders(rows)
    new: list[TicketOrder] = []
    changed: list[TicketOrder] = []
    for row in rows:
        ticket = known.get(tuple(row.values[name] for name in IDENTITY))
        if ticket is None:
            new.append(_new(imported, row, writers))
        elif any(getattr(ticket, name) != row.values[name] for name in CARRIED):
            for name in CARRIED:
                setattr(ticket, name, row.values[name])
            ticket.imported, ticket.line = imported, row.line
            ticket.writer_id = ticket.writer_id or _writer_of(row, writers)
            changed.append(ticket)
    TicketOrder.objects.bulk_create(new)
    TicketOrder.objects.bulk_update(changed, [*CARRIED, "imported", "line", "writer"])
    return {"added": len(new), "changed": len(changed), "same": len(rows) - len(new) - len(changed)}


def _new(imported: TicketImport, row: TicketRow, writers: dict[tuple[str, str], int]) -> TicketOrder:
    return TicketOrder(
        production=imported.production,
        imported=imported,
        line=row.line,
        writer_id=_writer_of(row, writers),
        **row.values,
    )


def _holders(rows: Sequence[TicketRow]) -> dict[tuple[str, str], int]:
    """The cards that these buyers have already. Nobody gets one for having bought a place."""
    keys = {key for row in rows for _kind, key in _keys(row)}
    found = WriterAddress.objects.filter(key__in=keys, kind__in=("email", "phone"))
    return {(kind, key): writer for kind, key, writer in found.values_list("kind", "key", "writer_id")}


def _keys(row: TicketRow) -> Iterator[tuple[str, str]]:
    if row.values["email"]:
        yield "email", row.values["email"]
    elif row.values["phone"]:
        yield "phone", row.values["phone"]


def _writer_of(row: TicketRow, writers: dict[tuple[str, str], int]) -> int | None:
    return next((writers[key] for key in _keys(row) if key in writers), None)
