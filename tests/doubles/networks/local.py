"""An account opened on a server of this machine, without encryption: the one thing that the engine never does."""

from collections.abc import Callable
from datetime import datetime

from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.publishing.networks.contract import Account, Network, NetworkName
from coulisse.desks.community.publishing.networks.registry import open_network
from coulisse.desks.community.publishing.networks.wire import Wire
from coulisse.desks.community.publishing.vault import RowVault


def connect_locally(account: NetworkAccount, *, now: Callable[[], datetime]) -> Network:
    name = NetworkName(account.network)
    told = Account(name, account.handle, account.server, str(account.pk), account.remote_id)
    return open_network(told, RowVault(), now=now, switched_on={name}, wire=Wire(local=True, timeout=20))
