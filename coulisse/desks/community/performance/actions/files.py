"""A file of figures: given, its columns chosen, imported once, and taken back."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from coulisse.desks.community.clients.models import Brief
from coulisse.desks.community.facts.performance import FiguresImported, ImportUndone, SpendImported
from coulisse.desks.community.performance.actions.writing import (
    Written,
    take_out,
    write_ads,
    write_posts,
    write_ratings,
)
from coulisse.desks.community.performance.columns import Shape, shape_of_network, shapes, shapes_of
from coulisse.desks.community.performance.models import AdLine, DataFile
from coulisse.desks.community.performance.reading import (
    DayOrder,
    Opened,
    Trouble,
    open_table,
    read_ads,
    read_posts,
    read_ratings,
)
from coulisse.desks.community.performance.reading.cells import decimal_of, order_of
from coulisse.desks.community.performance.reading.opening import period_above
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.strategy.models import Campaign
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.documents.vault import vault
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import to_brussels

MOST_BYTES: Final = 20_000_000
MOST_PROBLEMS: Final = 500
KIND: Final = DataFile.Kind
STATE: Final = DataFile.State
DATES: Final = ("published_at", "first_on", "last_on", "day", "aired_on")
NEEDED: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    KIND.POSTS: (("remote_id", "address"), ("published_at",)),
    KIND.ADS: (("name",), ("spend",)),
    KIND.RATINGS: (("title",), ("aired_on",), ("viewers", "thousands")),
}
"""Of each group one at least has a column."""
OF_ADS: Final = {"meta_ads": "Meta", "google_ads": "Google Ads"}


class TooLarge(Exception):
    """The file passes the limit."""


class NothingKnown(Exception):
    """No heading of the file is one that the shape knows."""


class AlreadyGiven(Exception):
    """This file is here. Carries its row."""

    def __init__(self, file: DataFile) -> None:
        super().__init__(file.pk)
        self.file = file


class NotNow(Exception):
    """It was imported, or undone, meanwhile."""


class ColumnsMissing(Exception):
    """Carries the codes of which no column is known."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(*codes)
        self.codes = tuple(codes)


class OrderUnknown(Exception):
    """The file does not tell whether the day or the month comes first: a person says it."""


class PeriodMissing(Exception):
    """Neither the lines nor the file tell which days the money was spent on."""


class FileGone(Exception):
    """The document was destroyed: what was read stays, and cannot be read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody hands in, and what it is about. `read_on`: the day on which the export was made."""

    kind: str
    content: bytes
    file_name: str
    production: Production | None = None
    account: NetworkAccount | None = None
    campaign: Campaign | None = None
    first_on: date | None = None
    last_on: date | None = None


def give_file(given: Given, *, by: User, at: datetime) -> DataFile:
    """Keep the file as a document, its columns guessed; nothing is read into figures yet.

    Raises TooLarge, NothingKnown, AlreadyGiven, and Unreadable of the format; then nothing is kept.
    """
    if len(given.content) > MOST_BYTES:
        raise TooLarge(len(given.content))
    shape, opened = _recognised(given)
    production, client = _owner(given)
    row = DataFile(
        kind=given.kind,
        shape=shape.code,
        production=production,
        client=client,
        account=given.account,
        campaign=given.campaign,
        file_name=given.file_name[:200],
        sha256=hashlib.sha256(given.content).hexdigest(),
        first_on=given.first_on,
        last_on=given.last_on,
        by=by,
        at=at,
    )
    _map(row, shape.match(opened.sheet.header), opened)
    if given.kind == KIND.ADS and row.first_on is None and (period := period_above(opened.above)):
        row.first_on, row.last_on = period
    same = DataFile.objects.filter(
        kind=row.kind, sha256=row.sha256, account=row.account, production=production, client=client
    ).exclude(state=STATE.UNDONE)
    if found := same.first():
        raise AlreadyGiven(found)
    with transaction.atomic():
        row.document = keep(
            given.content,
            name=given.file_name,
            production=production.pk if production else None,
            client=client.pk if client else None,
            # The administrator reads the source of the money proposed; the other files are the desk's.
            desk="" if given.kind == KIND.ADS else Desk.COMMUNITY,
            by=by,
            at=at,
        )
        row.save()
    return row


def choose(
    *,
    file: DataFile,
    mapping: Sequence[str],
    day_order: str,
    decimal: str,
    first_on: date | None,
    last_on: date | None,
) -> DataFile:
    """What each column is read as, and how. Raises NotNow, FileGone."""
    opened = opened_of(file)
    fields = shapes()[file.shape].fields
    chosen: list[str] = []
    for code in mapping:
        chosen.append(code if code in fields and code not in chosen else "")
    with transaction.atomic():
        row = _waiting(file)
        _map(row, tuple(chosen), opened)
        row.day_order = day_order if day_order in {DayOrder.DAY, DayOrder.MONTH} else row.day_order
        row.decimal = "dot" if decimal == "dot" else "comma"
        row.first_on, row.last_on = first_on, last_on
        row.save()
    return row


def begin(*, file: DataFile) -> DataFile:
    """Say that a job does it. Raises NotNow, ColumnsMissing, OrderUnknown, PeriodMissing."""
    with transaction.atomic():
        row = _waiting(file)
        _refuse_unready(row, opened_of(row))
        row.state = STATE.RUNNING
        row.save(update_fields=["state"])
    return row


def set_waiting(*, file: DataFile) -> None:
    """The job stopped or failed: it can be imported again."""
    DataFile.objects.filter(pk=file.pk, state=STATE.RUNNING).update(state=STATE.GIVEN)


def import_file(
    *, file: DataFile, by: User | None, at: datetime, progress: Callable[[int, int], None] | None = None
) -> DataFile:
    """Read the rows into figures, all or none.

    Raises NotNow, ColumnsMissing, OrderUnknown, PeriodMissing, FileGone.
    """
    with transaction.atomic():
        row = (
            DataFile.objects.select_for_update(of=("self",)).select_related("account", "campaign").get(pk=file.pk)
        )
        if row.state not in {STATE.GIVEN, STATE.RUNNING}:
            raise NotNow(row.state)
        opened = opened_of(row)
        _refuse_unready(row, opened)
        read = list(read_rows(row, opened))
        troubles = [one for one in read if isinstance(one, Trouble)]
        if progress is not None:
            progress(0, len(read))
        written = _write(row, [one for one in read if one is not None and not isinstance(one, Trouble)], at)
        troubles += written.refused
        row.counts = {
            "added": written.added,
            "changed": written.changed,
            "same": written.same,
            "totals": sum(1 for one in read if one is None),
            "refused": len({one.line for one in troubles}),
        }
        row.problems = [one.as_json() for one in troubles[:MOST_PROBLEMS]]
        row.state, row.done_at = STATE.DONE, at
        row.save()
        if progress is not None:
            progress(len(read), len(read))
        rows = written.added + written.changed + written.same
        _tell(FiguresImported(file_id=row.pk, file=row.file_name, figures=row.kind, rows=rows), row, by=by, at=at)
        if row.kind == KIND.ADS:
            propose_spend(file=row, by=by, at=at)
    return row


def propose_spend(*, file: DataFile, by: User | None, at: datetime) -> bool:
    """Tell the office what the advertisements of a file cost; whether the brief names the account to tell.

    Said twice, the office hears it once: it knows the file.
    """
    account = budget_account(file)
    lines = list(AdLine.objects.filter(file=file, spend_cents__gt=0))
    if not account or not lines:
        return False
    told = SpendImported(
        file_id=file.pk,
        file=file.file_name,
        account=account,
        cents=sum(one.spend_cents or 0 for one in lines),
        first_on=min(one.first_on for one in lines),
        last_on=max(one.last_on for one in lines),
        supplier=OF_ADS.get(file.shape, ""),
        campaign=str(file.campaign or ""),
        document_id=file.document_id,
    )
    _tell(told, file, by=by, at=at)
    return True


def tell_spend(*, file: DataFile, by: User, at: datetime) -> bool:
    """The same, asked for by a person once the brief names the account."""
    with transaction.atomic():
        return propose_spend(file=file, by=by, at=at)


def budget_account(file: DataFile) -> str:
    """The account of the production's budget that its brief names; its client's brief where it has none."""
    if file.production is None:
        return ""
    briefs = Brief.objects.exclude(budget_account="")
    own = briefs.filter(production=file.production).first()
    if own is None and file.production.client_id:
        own = briefs.filter(client=file.production.client_id).first()
    return own.budget_account if own else ""


def undo(*, file: DataFile, by: User, at: datetime) -> DataFile:
    """What the file brought is taken out, the file itself stays. Raises NotNow."""
    with transaction.atomic():
        row = DataFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
        if row.state not in {STATE.GIVEN, STATE.DONE}:
            raise NotNow(row.state)
        was_done = row.state == STATE.DONE
        take_out(row)
        row.state, row.undone_by, row.undone_at = STATE.UNDONE, by, at
        row.save(update_fields=["state", "undone_by", "undone_at"])
        if was_done:
            _tell(ImportUndone(file_id=row.pk, file=row.file_name, figures=row.kind), row, by=by, at=at)
    return row


def read_rows(file: DataFile, opened: Opened) -> Sequence[object]:
    """Every row, read or not, or None for a row of totals; nothing is written."""
    rows, order = opened.sheet.rows, DayOrder(file.day_order)
    if file.kind == KIND.POSTS:
        return list(read_posts(rows, file.mapping, side=shapes()[file.shape].side, order=order))
    if file.kind == KIND.ADS:
        period = (file.first_on, file.last_on or file.first_on) if file.first_on else None
        return list(read_ads(rows, file.mapping, order=order, decimal=file.decimal, period=period))
    return list(read_ratings(rows, file.mapping, order=order))


def opened_of(file: DataFile) -> Opened:
    """Raises FileGone."""
    if not vault().holds(file.sha256):
        raise FileGone(file.pk)
    with vault().open(file.sha256) as kept:
        content = kept.read()
    return open_table(content, shapes()[file.shape].columns, file=file.file_name)


def order_is_asked(file: DataFile, opened: Opened) -> bool:
    return order_of(opened.column(file.mapping, *DATES))[1]


def _recognised(given: Given) -> tuple[Shape, Opened]:
    """The shape that knows the most headings; the network of the account goes first."""
    if given.kind == KIND.POSTS and given.account is not None:
        likely: tuple[Shape, ...] = (shape_of_network(given.account.network), shapes()["other"])
    else:
        likely = shapes_of(given.kind)
    best: tuple[int, Shape, Opened] | None = None
    for shape in likely:
        opened = open_table(given.content, shape.columns, file=given.file_name)
        known = sum(1 for field in shape.match(opened.sheet.header) if field)
        if known and (best is None or known > best[0]):
            best = (known, shape, opened)
    if best is None:
        raise NothingKnown
    return best[1], best[2]


def _owner(given: Given) -> tuple[Production | None, Client | None]:
    """Whose figures: of the account's owner, of the campaign's, else of the production."""
    if given.account is not None:
        return (None, given.account.client) if given.account.client_id else (given.account.production, None)
    if given.campaign is not None and given.campaign.objective.client_id and given.production is None:
        return None, given.campaign.objective.client
    return given.production, None


def _map(row: DataFile, mapping: Sequence[str], opened: Opened) -> None:
    shape = shapes()[row.shape]
    row.mapping = list(mapping)
    row.unread = list(shape.unread(opened.sheet.header, tuple(mapping)))
    order, _asked = order_of(opened.column(mapping, *DATES))
    row.day_order = order
    row.decimal = decimal_of(opened.column(mapping, "spend"), opened.sheet.delimiter)


def _waiting(file: DataFile) -> DataFile:
    row = DataFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if row.state != STATE.GIVEN:
        raise NotNow(row.state)
    return row


def _refuse_unready(row: DataFile, opened: Opened) -> None:
    missing = [group[0] for group in NEEDED[row.kind] if not any(code in row.mapping for code in group)]
    if missing:
        raise ColumnsMissing(missing)
    if not row.day_order and order_is_asked(row, opened):
        raise OrderUnknown
    dated = {"first_on", "day"} & set(row.mapping)
    if row.kind == KIND.ADS and not dated and row.first_on is None:
        raise PeriodMissing


def _write(row: DataFile, read: Sequence[object], at: datetime) -> Written:
    on = row.last_on if row.kind == KIND.POSTS and row.last_on else to_brussels(at).date()
    if row.kind == KIND.POSTS:
        return write_posts(row, read, on=on)
    return write_ads(row, read) if row.kind == KIND.ADS else write_ratings(row, read)


def _tell(happened: Fact, row: DataFile, *, by: User | None, at: datetime) -> None:
    announce(
        happened,
        by=by,
        at=at,
        about=row,
        production=row.production_id,
        client=row.client_id,
        desk=Desk.COMMUNITY,
    )
