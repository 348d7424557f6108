"""A calendar for tests: broadcasts, publications, a lent calendar."""

from datetime import date, datetime, timedelta
from typing import Any

from coulisse.desks.community.calendar.actions import lending
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.foundation.grid.models import Broadcast, Channel, Programme
from coulisse.foundation.productions.models import Production
from tests.cast import AT, Cast
from tests.desks.community.publishing.rows import an_account, armed

MAY_6 = date(2027, 5, 6)
AT_NINE = datetime.fromisoformat("2027-05-06T09:00:00+02:00")
ON_AIR = datetime.fromisoformat("2027-05-06T20:25:00+02:00")


def an_account_of(production: Production, handle: str = "capsambre", network: str = "instagram") -> NetworkAccount:
    found = NetworkAccount.objects.filter(handle=handle, network=network).first()
    by_hand = NetworkAccount.Way.BY_HAND
    return found or an_account(production=production, handle=handle, network=network, way=by_hand)


def a_post(production: Production, *, due_at: datetime = AT_NINE, **values: Any) -> Publication:
    account = values.pop("account", None) or an_account_of(production)
    return armed(account, due_at=due_at, production=production, **values)


def a_broadcast(production: Production | None, *, starts_at: datetime = ON_AIR, **values: Any) -> Broadcast:
    channel, _new = Channel.objects.get_or_create(code="mediane.example", defaults={"name": "Médiane TV"})
    title = production.title if production else "Le Journal"
    programme, _new = Programme.objects.get_or_create(
        key=title.lower(), defaults={"titles": {"fr": title}, "production": production}
    )
    ends_at = starts_at + timedelta(hours=1)
    return Broadcast.objects.create(
        channel=channel, programme=programme, starts_at=starts_at, ends_at=ends_at, **values
    )


def lent(cast: Cast, **values: Any) -> lending.Lent:
    told = {
        "client": None,
        "production": cast.drache,
        "name": "Kobe Maes",
        "email": "",
        "language": "nl",
        "starts_on": date(2027, 4, 30),
        "ends_on": date(2027, 5, 9),
        "zone": "",
    }
    return lending.lend(values=told | values, by=cast.ines, at=AT)
