"""The list of the books, filtered, with its totals; and one posting with all that hangs on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Sum

from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.desks.office.ledger.settling import left, with_left
from coulisse.foundation.productions.models import Production
from coulisse.kernel import Money


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty means all."""

    account: str = ""
    nature: str = ""
    since: date | None = None
    until: date | None = None
    shooting_day: date | None = None
    supplier: str = ""
    territory: str = ""
    group: str = ""
    words: str = ""

    def __bool__(self) -> bool:
        return self != Wanted()


@dataclass(frozen=True, slots=True)
class Line:
    """One posting of the list."""

    pk: int
    sequence: int
    nature: str
    nature_words: str
    day: date
    due_on: date | None
    account: str
    label: str
    supplier: str
    paper: str
    territory: str
    group: str
    shooting_day: date | None
    net: Money
    vat: Money
    recoverable: Money
    is_reversed: bool
    is_reversal: bool
    is_consumption: bool

    @property
    def cost(self) -> Money:
        return self.net + self.vat - self.recoverable

    @property
    def cash(self) -> Money:
        return self.net + self.vat


@dataclass(frozen=True, slots=True)
class Totals:
    """How many, and their sums."""

    count: int
    net: Money
    vat: Money
    recoverable: Money

    @property
    def cost(self) -> Money:
        return self.net + self.vat - self.recoverable

    @property
    def cash(self) -> Money:
        return self.net + self.vat


def listed(production: Production, wanted: Wanted) -> QuerySet[Posting]:
    """The postings asked for, the newest day first."""
    found = Posting.objects.filter(production=production)
    exact = {
        "account": wanted.account,
        "nature": wanted.nature,
        "day__gte": wanted.since,
        "day__lte": wanted.until,
        "shooting_day": wanted.shooting_day,
        "territory": wanted.territory,
        "group": wanted.group,
        "supplier__icontains": wanted.supplier,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    return found.filter(_matching(wanted.words)).order_by("-day", "-sequence")


def _matching(words: str) -> Q:
    """Every word somewhere in the label, the supplier or the paper; a number alone also finds its line."""
    match = Q()
    for word in words.split()[:6]:
        one = Q(label__icontains=word) | Q(supplier__icontains=word) | Q(paper__icontains=word)
        if word.isdecimal() and len(word) < 18:
            one |= Q(sequence=int(word))
        match &= one
    return match


def totals_of(found: QuerySet[Posting]) -> Totals:
    """In one query."""
    sums = found.order_by().aggregate(
        count=Count("*"), net=Sum("net_cents"), vat=Sum("vat_cents"), recoverable=Sum("recoverable_cents")
    )
    return Totals(
        sums["count"],
        *(Money(sums[part] or 0) for part in ("net", "vat", "recoverable")),
    )


def lines_of(found: QuerySet[Posting]) -> list[Line]:
    """In one query."""
    return [line_of(row) for row in found.select_related("reversal")]


def page_of(production: Production, found: QuerySet[Posting], first: int, last: int) -> list[Line]:
    """The lines of one page in two queries: their numbers from the index alone, then those rows."""
    numbers = list(found.values_list("sequence", flat=True)[first:last])
    rows = Posting.objects.filter(production=production, sequence__in=numbers)
    return lines_of(rows.order_by("-day", "-sequence"))


def line_of(row: Posting) -> Line:
    return Line(
        pk=row.pk,
        sequence=row.sequence,
        nature=row.nature,
        nature_words=str(Nature(row.nature).label),
        day=row.day,
        due_on=row.due_on,
        account=row.account,
        label=row.label,
        supplier=row.supplier,
        paper=row.paper,
        territory=row.territory,
        group=row.group,
        shooting_day=row.shooting_day,
        net=Money(row.net_cents),
        vat=Money(row.vat_cents),
        recoverable=Money(row.recoverable_cents),
        is_reversed=hasattr(row, "reversal"),
        is_reversal=row.reverses_id is not None,
        is_consumption=row.nature == Nature.COMMITTED and row.settles_id is not None and row.reverses_id is None,
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One posting as its page shows it."""

    line: Line
    source: str
    source_id: str
    by: str
    at: datetime
    why: str
    previous_hash: str
    hash: str
    relatives: tuple[tuple[str, Line], ...]
    """Postings that hang on it: a code of the link, and the line."""
    left: Money | None
    """Of a commitment: what is open, without VAT."""

    @property
    def may_be_reversed(self) -> bool:
        is_spent = self.left is not None and not self.left
        return not (is_spent or self.line.is_reversed or self.line.is_reversal or self.line.is_consumption)


def sheet_of(posting: Posting) -> Sheet:
    """In a constant number of queries."""
    is_commitment = posting.nature == Nature.COMMITTED and posting.settles_id is None
    rest = with_left(Posting.objects.filter(pk=posting.pk)).first() if is_commitment else None
    return Sheet(
        line=line_of(posting),
        source=posting.source,
        source_id=posting.source_id,
        by=str(posting.by) if posting.by else "",
        at=posting.at,
        why=posting.why,
        previous_hash=posting.previous_hash,
        hash=posting.hash,
        relatives=tuple(_relatives(posting)),
        left=Money(left(rest).net) if rest is not None else None,
    )


def _relatives(posting: Posting) -> Iterable[tuple[str, Line]]:
    """What it reverses, settles or follows, and what does so to it, in one query."""
    towards = Q(reverses=posting) | Q(follows=posting) | Q(settles=posting, reverses__isnull=True)
    away = Q(pk__in=[key for key in (posting.reverses_id, posting.settles_id, posting.follows_id) if key])
    rows = Posting.objects.filter(towards | away, production=posting.production_id).select_related("reversal")
    for row in rows.order_by("sequence"):
        yield _link(posting, row), line_of(row)


def _link(posting: Posting, row: Posting) -> str:
    if row.reverses_id == posting.pk:
        return "reversal"
    if row.pk == posting.reverses_id:
        return "reversed"
    if row.pk == posting.settles_id:
        return "commitment"
    if row.pk == posting.follows_id:
        return "actual"
    return "consumed" if row.follows_id == posting.pk else "settled"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer."""

    territories: tuple[str, ...]
    groups: tuple[str, ...]


def used(production: Production) -> Choices:
    """The territories and groups that the books know, in one query."""
    found = Posting.objects.filter(production=production).exclude(territory="", group="")
    pairs = set(found.order_by().values_list("territory", "group").distinct())
    return Choices(
        tuple(sorted({territory for territory, _ in pairs if territory})),
        tuple(sorted({group for _, group in pairs if group})),
    )
