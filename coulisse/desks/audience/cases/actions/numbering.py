"""The next number of a year, taken under a lock: cases and letters by post have no gaps and no doubles."""

from typing import Final

from django.db.models import F

from coulisse.desks.audience.cases.models import YearCount

CASE: Final = "case"
LETTER: Final = "letter"
LETTERS: Final = {CASE: "D", LETTER: "S"}


def take(what: str, year: int, many: int = 1) -> list[str]:
    """The next numbers: `D-2027-014`. Call inside a transaction; the row stays locked until it ends."""
    YearCount.objects.get_or_create(what=what, year=year)
    row = YearCount.objects.select_for_update().get(what=what, year=year)
    first = row.last + 1
    YearCount.objects.filter(pk=row.pk).update(last=F("last") + many)
    return [f"{LETTERS[what]}-{year}-{number:03}" for number in range(first, first + many)]
