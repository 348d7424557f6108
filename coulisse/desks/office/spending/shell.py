"""What the shell shows of the spending: how many tickets wait for one's decision."""

from typing import Any

from django.http import HttpRequest

from coulisse.desks.office.spending.queries.expenses import to_validate
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.shell import reader_at


def spending_to_validate(request: HttpRequest) -> dict[str, Any]:
    """On the pages of the office only: no other page shows the figure."""
    reader = reader_at(request, Desk.OFFICE)
    if reader is None:
        return {}
    return {"counts": {"spending_to_validate": to_validate(reader)}}
