"""The table of contents: which networks there are, where each lies, and how one is opened."""

from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from datetime import datetime
from time import sleep as really_sleep
from typing import Final

from coulisse.desks.community.publishing.networks.bluesky import Bluesky
from coulisse.desks.community.publishing.networks.contract import Account, Network, NetworkName, Vault
from coulisse.desks.community.publishing.networks.doorway import Doorway
from coulisse.desks.community.publishing.networks.facebook import Facebook
from coulisse.desks.community.publishing.networks.instagram import Instagram
from coulisse.desks.community.publishing.networks.linkedin import LinkedIn
from coulisse.desks.community.publishing.networks.mastodon import Mastodon
from coulisse.desks.community.publishing.networks.threads import Threads
from coulisse.desks.community.publishing.networks.tiktok import TikTok
from coulisse.desks.community.publishing.networks.wire import Wire
from coulisse.desks.community.publishing.networks.x import X
from coulisse.desks.community.publishing.networks.youtube import YouTube


@dataclass(frozen=True, slots=True)
class Entry:
    """`server` is empty where each account has its own."""

    kind: type[Doorway]
    label: str
    server: str = ""

    @property
    def is_on_by_default(self) -> bool:
        """Only what was exercised against a true server, or a double with its behaviour."""
        return self.kind.capabilities.exercised_live


NETWORKS: Final[dict[NetworkName, Entry]] = {
    NetworkName.BLUESKY: Entry(Bluesky, "Bluesky", "https://bsky.social"),
    NetworkName.MASTODON: Entry(Mastodon, "Mastodon"),
    NetworkName.FACEBOOK: Entry(Facebook, "Facebook", "https://graph.facebook.com"),
    NetworkName.INSTAGRAM: Entry(Instagram, "Instagram", "https://graph.instagram.com"),
    NetworkName.THREADS: Entry(Threads, "Threads", "https://graph.threads.net"),
    NetworkName.LINKEDIN: Entry(LinkedIn, "LinkedIn", "https://api.linkedin.com"),
    NetworkName.YOUTUBE: Entry(YouTube, "YouTube", "https://www.googleapis.com"),
    NetworkName.TIKTOK: Entry(TikTok, "TikTok", "https://open.tiktokapis.com"),
    NetworkName.X: Entry(X, "X", "https://api.x.com"),
}


class NetworkIsOff(Exception):
    """Nobody has switched this network on; what was never exercised live is off until somebody does."""

    def __init__(self, name: NetworkName) -> None:
        super().__init__(name.value)
        self.name = name


class ServerMissing(Exception):
    """Each account of this network has its own server, and this one names none."""


def open_network(
    account: Account,
    vault: Vault,
    *,
    now: Callable[[], datetime],
    switched_on: Set[NetworkName] = frozenset(),
    wire: Wire | None = None,
    sleep: Callable[[float], None] = really_sleep,
) -> Network:
    """One account, ready to be spoken to. Raises `NetworkIsOff` and `ServerMissing`; nothing is called yet."""
    entry = NETWORKS[account.network]
    if not (entry.is_on_by_default or account.network in switched_on):
        raise NetworkIsOff(account.network)
    server = account.server or entry.server
    if not server:
        raise ServerMissing
    return entry.kind(replace(account, server=server), vault, wire or Wire(), now=now, sleep=sleep)
