"""The rules that a text is held against: the network's, or those that its server of Mastodon said."""

from coulisse.desks.community.composing.models import ServerLimits
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.engines import posttext


def rules_for(account: NetworkAccount) -> posttext.Rules:
    network = posttext.Network(account.network)
    if network is posttext.Network.MASTODON:
        said = ServerLimits.objects.filter(server=account.server).first()
        if said is not None:
            return posttext.for_instance({"configuration": said.configuration})
    return posttext.rules_of(network)


def has_own_limits(account: NetworkAccount) -> bool:
    """Whether its server has limits of its own, which somebody may read."""
    return account.network == NetworkAccount.Network.MASTODON
