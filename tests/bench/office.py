"""The books of the large house: a report and a list over 100,000 postings, and the walk of the whole chain."""

from collections.abc import Callable, Iterator
from typing import Final

from django.core.paginator import Paginator

from coulisse.desks.office.costs.queries.report import situation_of
from coulisse.desks.office.costs.queries.slices import slices_of
from coulisse.desks.office.ledger.listing import Wanted, listed, page_of, totals_of, used
from coulisse.desks.office.ledger.models import LedgerHead
from coulisse.desks.office.ledger.queries import last_day, open_commitments, verify_chain
from coulisse.foundation.productions.models import Production
from tests.bench.clock import Measured, measure

A_PAGE: Final = 100


def books() -> Iterator[Measured]:
    """What the pages of the books ask of the largest ledger in the house."""
    head = LedgerHead.objects.select_related("production__company").order_by("-sequence").first()
    if head is None:
        return
    film, until = head.production, last_day(head.production)
    if until is None:
        return
    works: tuple[tuple[str, Callable[[], object]], ...] = (
        ("the cost report", lambda: situation_of(film, until)),
        ("the same by shooting day", lambda: slices_of(film, until, "day")),
        ("the list, its first page and its sums", lambda: _page(film, Wanted(), 1)),
        ("the list, its five hundredth page", lambda: _page(film, Wanted(), 500)),
        ("the list, one account", lambda: _page(film, Wanted(account=_account(film)), 1)),
        ("the list, a word", lambda: _page(film, Wanted(words="taxi"), 1)),
        ("what the filters offer", lambda: used(film)),
        ("open commitments", lambda: open_commitments(film)),
    )
    for what, work in works:
        yield Measured(f"{head.sequence:,} postings: {what}", measure(work))
    yield Measured("the chain walked from end to end", measure(lambda: verify_chain(film), times=2))


def _account(film: Production) -> str:
    first = listed(film, Wanted()).first()
    return first.account if first else ""


def _page(film: Production, wanted: Wanted, number: int) -> object:
    found = listed(film, wanted)
    totals = totals_of(found)
    paginator = Paginator(found, A_PAGE)
    paginator.count = totals.count  # counted with the sums already
    page = paginator.get_page(number)
    return page_of(film, found, page.start_index() - 1, page.end_index())
