"""Figures are the community desk's."""

from datetime import date

from coulisse.desks.community.performance.actions import audits, direction
from coulisse.desks.community.performance.models import AccountAudit, DirectionPage, PageSchedule, PostRecord
from tests.cast import AT, Cast
from tests.desks.community.performance.rows import ADS, INSTAGRAM, give, imported, instagram
from tests.desks.community.verdicts import COMMUNITY
from tests.walk import Verdict

FIRST, LAST = date(2027, 3, 1), date(2027, 3, 31)


def record(cast: Cast) -> PostRecord:
    imported(cast, INSTAGRAM, account=instagram(cast))
    return PostRecord.objects.get(remote_id="101")


def audit(cast: Cast) -> AccountAudit:
    account = record(cast).account
    return audits.make(account=account, first_on=FIRST, last_on=LAST, metric="interactions", by=cast.ines, at=AT)


def page(cast: Cast) -> DirectionPage:
    return direction.make(production=cast.drache, first_on=FIRST, last_on=LAST, by=cast.ines, at=AT)


def schedule(cast: Cast) -> PageSchedule:
    return direction.set_schedule(
        production=cast.drache,
        every="week",
        language="fr",
        recipients="direction@meuse.example",
        objective=None,
        by=cast.ines,
        at=AT,
    )


def _figure(cast: Cast) -> dict[str, str]:
    imported(cast, ADS, kind="ads")
    return {"code": "ads-cpm-paid"}


VERDICTS = {
    "community:performance:home": Verdict(COMMUNITY),
    "community:performance:figure": Verdict(COMMUNITY, args=_figure),
    "community:performance:export": Verdict(COMMUNITY, args=lambda cast: {"form": "csv"}),
    "community:performance:posts": Verdict(COMMUNITY),
    "community:performance:post": Verdict(COMMUNITY, args=lambda cast: {"pk": record(cast).pk}),
    "community:performance:files": Verdict(COMMUNITY),
    "community:performance:file": Verdict(COMMUNITY, args=lambda cast: {"pk": give(cast, ADS, kind="ads").pk}),
    "community:performance:file-undo": Verdict(
        COMMUNITY, args=lambda cast: {"pk": give(cast, ADS, kind="ads").pk}, method="post"
    ),
    "community:performance:file-propose": Verdict(
        COMMUNITY, args=lambda cast: {"pk": imported(cast, ADS, kind="ads").pk}, method="post"
    ),
    "community:performance:audits": Verdict(COMMUNITY),
    "community:performance:audit": Verdict(COMMUNITY, args=lambda cast: {"pk": audit(cast).pk}),
    "community:performance:audit-paper": Verdict(COMMUNITY, args=lambda cast: {"pk": audit(cast).pk}),
    "community:performance:hours": Verdict(COMMUNITY),
    "community:performance:ratings": Verdict(COMMUNITY),
    "community:performance:pages": Verdict(COMMUNITY),
    "community:performance:schedule": Verdict(
        COMMUNITY,
        method="post",
        data=lambda cast: {
            "production": cast.drache.pk,
            "every": "week",
            "language": "fr",
            "recipients": "direction@meuse.example",
        },
    ),
    "community:performance:schedule-stop": Verdict(
        COMMUNITY, args=lambda cast: {"pk": schedule(cast).pk}, method="post"
    ),
    "community:performance:page": Verdict(COMMUNITY, args=lambda cast: {"pk": page(cast).pk}),
    "community:performance:page-paper": Verdict(COMMUNITY, args=lambda cast: {"pk": page(cast).pk}),
}
