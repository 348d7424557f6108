"""What the composer is asked, so that an empty place of the calendar opens an idea that is filled in already."""

from datetime import datetime

from django.utils.http import urlencode

from coulisse.kernel.times import to_brussels


def asked(*, production: int | None, client: int | None, due_at: datetime, **told: str | int | None) -> str:
    """The query of the composer's page. `told`: title, pillar, account, broadcast.

    >>> asked(production=3, client=None, due_at=datetime.fromisoformat("2027-05-06T07:00+00:00"), account=12)
    'production=3&due_at=2027-05-06T09%3A00&account=12'
    """
    owner = {"production": production, "workspace": f"client-{client}" if client is not None else None}
    values = {**owner, "due_at": f"{to_brussels(due_at):%Y-%m-%dT%H:%M}", **told}
    return urlencode({name: value for name, value in values.items() if value})
