"""What was spent and promised on La Drache up to 15/03/2027, line by line, as cost report no. 6 tells it.

Of each account: what was spent before week 10, what was spent in it, and what is promised and not billed. An amount
is drawn out over a few lines with the weights below, so that a page of the books looks like one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from coulisse.desks.office.budget.queries.agreed import leaf_accounts
from coulisse.desks.office.ledger.actions import post
from coulisse.desks.office.ledger.entries import Entry, Share, allocate, with_vat
from coulisse.desks.office.ledger.models import Nature
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments
from coulisse.house.sample.office.due_days import due_on
from coulisse.house.sample.office.spending import CAMERA, KNOWN_NET
from coulisse.house.sample.office.spent import SPENT, Spent, Told
from coulisse.kernel import Money, Rate, largest_remainder

WEEK_10: Final = date(2027, 3, 8)
SOURCE: Final = "office.ledger.hand"
COUNTRIES: Final = (Share(51, territory="BE"), Share(34, territory="FR"), Share(15, territory="LU"))
ALL: Final = Rate.percent(100)


LUX_GRIP: Final = 12_005
"""A bill of the machinery that three countries share, 61,22 / 40,82 / 18,01."""
OF_ITS_OWN: Final = {"33": LUX_GRIP, "51": KNOWN_NET}
"""What is posted by an act of its own in week 10: that bill, and ticket n° 0311."""
PROMISED_APART: Final = {"31": CAMERA}
"""What is promised by an act of its own: the quote of Caméra Sambre that was chosen."""


def keep_the_ledger(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """All of it in two acts: what was known on 07/03, and what week 10 brought."""
    numbers = {account.number for account in leaf_accounts(production)}
    entries = [_on_leaf(entry, numbers) for spent in SPENT for entry in _entries(spent)]
    entries.extend(_on_leaf(entry, numbers) for entry in _lux_grip())
    before = sorted((entry for entry in entries if entry.day < WEEK_10), key=lambda entry: entry.day)
    after = sorted((entry for entry in entries if entry.day >= WEEK_10), key=lambda entry: entry.day)
    for part, at in (
        (before, moments.told(date(2027, 3, 7), 18, 10)),
        (after, moments.told(date(2027, 3, 15), 17, 40)),
    ):
        post(production=production, entries=part, by=people["nadia"], at=at)


def _on_leaf(entry: Entry, numbers: set[str]) -> Entry:
    """A heading without accounts under it is posted on itself: 81 is 80 where the budget has no 81."""
    if not numbers or entry.account in numbers:
        return entry
    return replace(entry, account=f"{entry.account[0]}0")


def _entries(spent: Spent) -> Iterator[Entry]:
    """First the older bills, then those of week 10, then the promises."""
    own = OF_ITS_OWN.get(spent.account, 0)
    earlier = spent.actual - spent.week
    yield from _drawn(spent, earlier, Nature.ACTUAL, "b", months=_months(earlier))
    yield from _drawn(spent, spent.week - own, Nature.ACTUAL, "w", months=1)
    yield from _drawn(
        spent, spent.promised - PROMISED_APART.get(spent.account, 0), Nature.COMMITTED, "c", months=1
    )


def _months(cents: int) -> int:
    """A large account was billed over several months."""
    return 3 if cents > 5_000_000 else 2 if cents > 1_000_000 else 1


def _drawn(spent: Spent, cents: int, nature: Nature, part: str, *, months: int) -> Iterator[Entry]:
    """A sum as its lines: weights of the kinds, and months; the last line bears what rounding leaves."""
    if not cents:
        return
    kinds = [(told, month) for told in spent.lines for month in range(months)]
    shares = largest_remainder(cents, [told.weight * (7 + month) for told, month in kinds])
    for place, ((told, month), net) in enumerate(zip(kinds, shares, strict=True)):
        if net:
            yield _entry(spent.account, told, net, nature, f"{spent.account}-{part}{place + 1}", month, place)


def _entry(account: str, told: Told, net: int, nature: Nature, number: str, month: int, place: int) -> Entry:
    day = _day(nature, number, month, place)
    vat, recoverable = with_vat(Money(net), Rate.percent(told.vat), ALL)
    shot = nature == Nature.ACTUAL and "-w" in number
    return Entry(
        nature=nature,
        day=day,
        account=account,
        label=told.label,
        net_cents=net,
        vat_cents=vat.cents,
        recoverable_cents=recoverable.cents,
        source=SOURCE,
        source_id=f"drache-{number}",
        due_on=due_on(account, told.label) if nature == Nature.COMMITTED else None,
        territory=("BE", "BE", "FR", "BE", "LU")[(place + int(account)) % 5],
        group=("BLOC 1", "BLOC 2")[place % 2] if account in {"23", "26", "51", "52", "53"} else "",
        shooting_day=day if shot and day.isoweekday() < 6 else None,
        supplier=told.supplier,
        paper=_paper(nature, account, place, month),
    )


def _paper(nature: Nature, account: str, place: int, month: int) -> str:
    serial = int(account) * 10 + place + month
    return f"Bon de commande {serial:04}" if nature == Nature.COMMITTED else f"Facture {serial:04}"


def _day(nature: Nature, number: str, month: int, place: int) -> date:
    if nature == Nature.COMMITTED:
        return date(2027, 1, 18) + timedelta(days=(place * 5 + int(number[:2])) % 40)
    if "-w" in number:
        return WEEK_10 + timedelta(days=(place + int(number[:2])) % 5)
    return date(2027, 1, 11) + timedelta(days=20 * month + (place * 3 + int(number[:2])) % 14)


def _lux_grip() -> tuple[Entry, ...]:
    """120,05 € shared between three countries without losing a cent."""
    vat, recoverable = with_vat(Money(LUX_GRIP), Rate.percent("17"), ALL)
    bill = Entry(
        nature=Nature.ACTUAL,
        day=date(2027, 3, 10),
        account="33",
        label="Rail courbe, location",
        net_cents=LUX_GRIP,
        vat_cents=vat.cents,
        recoverable_cents=recoverable.cents,
        source=SOURCE,
        source_id="drache-lux-grip",
        supplier="Lux Grip Sàrl",
        paper="Facture LG-2027-118",
        due_on=date(2027, 4, 9),
    )
    return allocate(bill, COUNTRIES)
