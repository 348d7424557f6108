"""Rows as the networks know them: an account that can be spoken to, a publication in its final form."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, Protocol

from coulisse.desks.community.publishing.models import NetworkAccount, Publication, PublicationFile
from coulisse.desks.community.publishing.networks import contract
from coulisse.desks.community.publishing.networks.contract import Account, Network, NetworkName
from coulisse.desks.community.publishing.networks.registry import open_network
from coulisse.desks.community.publishing.vault import RowVault
from coulisse.engines import posttext
from coulisse.engines.posttext import rules_of
from coulisse.foundation.documents.vault import vault

FACETS: Final = {
    posttext.Kind.URL: contract.FacetKind.LINK,
    posttext.Kind.MENTION: contract.FacetKind.MENTION,
    posttext.Kind.HASHTAG: contract.FacetKind.TAG,
}


class Connect(Protocol):
    """How an account is opened; a test puts another in its place."""

    def __call__(self, account: NetworkAccount, *, now: Callable[[], datetime]) -> Network: ...


def connect(account: NetworkAccount, *, now: Callable[[], datetime]) -> Network:
    """The account, ready. One that somebody set to publish by itself is switched on, whatever its network."""
    name = NetworkName(account.network)
    told = Account(name, account.handle, account.server, str(account.pk), account.remote_id)
    return open_network(told, RowVault(), now=now, switched_on={name})


def final(row: Publication) -> contract.Publication:
    """The publication with its links, mentions and tags found, and its files in memory."""
    rules = rules_of(posttext.Network(row.account.network))
    return contract.Publication(
        key=str(row.key),
        text=row.text,
        dated=row.due_at,
        languages=(row.language,),
        facets=tuple(
            contract.Facet(one.start, one.end, FACETS[one.kind], one.value)
            for one in posttext.facets(row.text, rules)
            if one.kind in FACETS
        ),
        media=tuple(_media(one) for one in row.files.select_related("content")),
        warning=row.warning,
    )


def _media(one: PublicationFile) -> contract.Media:
    with vault().open(one.content.sha256) as file:
        content = file.read()
    version = one.content
    return contract.Media(
        content, version.media_type, one.alt, version.name, version.width or 0, version.height or 0
    )
