"""What a server of Mastodon says of itself, kept until it is asked again."""

from datetime import datetime

from coulisse.desks.community.composing.models import ServerLimits
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.publishing.networks.contract import Limits, NotYet, Refused
from coulisse.desks.community.publishing.speaking import Connect


class NotSaid(Exception):
    """The server did not answer, or not what was asked."""


def read_limits(*, account: NetworkAccount, connect: Connect, at: datetime) -> ServerLimits:
    """Ask the server once. Raises `NotSaid`: what it said before stays."""
    said = connect(account, now=lambda: at).limits()
    if isinstance(said, NotYet | Refused) or not said.is_asked:
        raise NotSaid(account.server)
    row, _made = ServerLimits.objects.update_or_create(
        server=account.server, defaults={"configuration": _configuration(said), "read_at": at}
    )
    return row


def _configuration(said: Limits) -> dict[str, dict[str, int]]:
    """As the server's own answer writes it, which is what the engine reads."""
    told = {
        "statuses": {
            "max_characters": said.characters,
            "max_media_attachments": said.media,
            "characters_reserved_per_url": said.characters_per_address,
        },
        "media_attachments": {
            "image_size_limit": said.image_bytes,
            "video_size_limit": said.video_bytes,
            "description_limit": said.alt_characters,
        },
    }
    return {
        group: {name: value for name, value in values.items() if value is not None}
        for group, values in told.items()
    }
