"""What is on, what is off, and that every network keeps the contract."""

import inspect

import pytest

from coulisse.desks.community.publishing.networks.contract import Account, Credentials, Network, NetworkName
from coulisse.desks.community.publishing.networks.registry import (
    NETWORKS,
    NetworkIsOff,
    ServerMissing,
    open_network,
)
from tests.desks.community.publishing.networks.scene import REFERENCE, MemoryVault, now

LIVE = {NetworkName.BLUESKY, NetworkName.MASTODON}


def test_every_network_has_an_entry_and_only_what_was_exercised_is_on() -> None:
    assert set(NETWORKS) == set(NetworkName)
    assert {name for name, entry in NETWORKS.items() if entry.is_on_by_default} == LIVE
    assert all(entry.server.startswith("https://") for name, entry in NETWORKS.items() if name != "mastodon")


@pytest.mark.parametrize("name", NetworkName)
def test_what_is_off_stays_off_until_somebody_asks_for_it(name: NetworkName) -> None:
    account = Account(name, "pleinjour", "https://example.be", REFERENCE)
    vault = MemoryVault(Credentials())
    if name not in LIVE:
        with pytest.raises(NetworkIsOff):
            open_network(account, vault, now=now)
    opened = open_network(account, vault, now=now, switched_on={name})
    assert isinstance(opened, NETWORKS[name].kind)


def test_an_account_without_a_server_needs_a_network_with_one() -> None:
    vault = MemoryVault(Credentials())
    with pytest.raises(ServerMissing):
        open_network(Account(NetworkName.MASTODON, "a", "", REFERENCE), vault, now=now)
    assert open_network(Account(NetworkName.BLUESKY, "a", "", REFERENCE), vault, now=now)


@pytest.mark.parametrize("name", NetworkName)
def test_every_network_answers_to_the_same_calls(name: NetworkName) -> None:
    kind = NETWORKS[name].kind
    for method in ("prepare", "publish", "read_back", "remove", "token_health", "limits", "comments"):
        assert inspect.signature(getattr(kind, method)) == inspect.signature(getattr(Network, method))
