"""Publications and accounts are the community desk's."""

from typing import Any

from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from tests.cast import AT, Cast
from tests.desks.community.publishing.rows import an_account, armed
from tests.desks.community.verdicts import COMMUNITY
from tests.walk import Verdict


def account(cast: Cast) -> NetworkAccount:
    return an_account(production=cast.drache, way=NetworkAccount.Way.BY_HAND)


def row(cast: Cast, **fields: Any) -> Publication:
    return armed(account(cast), production=cast.drache, due_at=AT, **fields)


VERDICTS = {
    "community:publishing:list": Verdict(COMMUNITY),
    "community:publishing:add": Verdict(COMMUNITY),
    "community:publishing:pause-all": Verdict(COMMUNITY),
    "community:publishing:publication": Verdict(COMMUNITY, args=lambda cast: {"pk": row(cast).pk}),
    "community:publishing:edit": Verdict(COMMUNITY, args=lambda cast: {"pk": row(cast).pk}),
    "community:publishing:act": Verdict(
        COMMUNITY,
        args=lambda cast: {"pk": row(cast).pk},
        method="post",
        data=lambda cast: {"act": "pause"},
    ),
    "community:publishing:prove": Verdict(
        COMMUNITY,
        args=lambda cast: {"pk": row(cast, state=Publication.State.BY_HAND).pk},
        method="post",
        data=lambda cast: {"address": "https://example.com/post/1"},
    ),
    "community:publishing:pack": Verdict(COMMUNITY, args=lambda cast: {"pk": row(cast).pk}),
    "community:accounts:list": Verdict(COMMUNITY),
    "community:accounts:add": Verdict(COMMUNITY),
    "community:accounts:account": Verdict(COMMUNITY, args=lambda cast: {"pk": account(cast).pk}),
    "community:accounts:try": Verdict(COMMUNITY, args=lambda cast: {"pk": account(cast).pk}, method="post"),
    "community:accounts:close": Verdict(COMMUNITY, args=lambda cast: {"pk": account(cast).pk}, method="post"),
}
