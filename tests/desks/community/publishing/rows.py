"""Accounts and publications for tests."""

from datetime import datetime, timedelta

from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.networks.contract import Credentials
from coulisse.desks.community.publishing.vault import sealed

DUE = datetime.fromisoformat("2027-04-18T20:25:00+02:00")


def an_account(
    *,
    network: str = "bluesky",
    handle: str = "pleinjour.test",
    server: str = "https://pds.example",
    way: str = NetworkAccount.Way.BY_ITSELF,
    credentials: Credentials | None = None,
    **values: object,
) -> NetworkAccount:
    return NetworkAccount.objects.create(
        network=network,
        handle=handle,
        server=server,
        way=way,
        secrets=sealed(credentials or Credentials(password="abcd-efgh")),
        **values,
    )


def armed(
    account: NetworkAccount, *, due_at: datetime = DUE, text: str = "Ce soir, 20 h 25.", **values: object
) -> Publication:
    told: dict[str, object] = {
        "text": text,
        "language": "fr",
        "state": Publication.State.ARMED,
        "created_at": due_at - timedelta(days=1),
        "armed_at": due_at - timedelta(days=1),
    }
    return Publication.objects.create(account=account, due_at=due_at, **(told | values))
