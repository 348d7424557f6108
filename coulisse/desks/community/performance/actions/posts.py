"""What a person says of a post."""

from coulisse.desks.community.performance.models import PostRecord
from coulisse.desks.community.strategy.models import Campaign
from coulisse.foundation.grid.models import Broadcast


def tie(*, record: PostRecord, campaign: Campaign | None, broadcast: Broadcast | None) -> PostRecord:
    """To which campaign it belongs, and which broadcast it was about. Later imports keep it."""
    record.campaign, record.broadcast = campaign, broadcast
    record.save(update_fields=["campaign", "broadcast"])
    return record
