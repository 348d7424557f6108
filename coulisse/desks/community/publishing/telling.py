"""What the publish engine announces, with who may read it."""

from datetime import datetime
from typing import Any

from coulisse.desks.community.facts.publishing import (
    AccessEnds,
    AccessLost,
    PublicationArmed,
    PublicationAsks,
    PublicationHanded,
    PublicationLate,
    PublicationPublished,
    PublicationRefused,
    PublicationRewritten,
)
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.queries.due import at_risk
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact

OPENING = 60


def about(row: Publication) -> dict[str, Any]:
    return {"publication_id": row.pk, "account": str(row.account), "opening": row.text[:OPENING]}


def tell(row: Publication, fact: Fact, at: datetime, by: User | None = None) -> None:
    account = row.account
    announce(
        fact,
        by=by,
        at=at,
        about=row,
        production=None if account.client_id else row.production_id or account.production_id,
        client=account.client_id,
        desk=Desk.COMMUNITY,
    )


def tell_armed(row: Publication, at: datetime, by: User) -> None:
    tell(row, PublicationArmed(**about(row)), at, by)


def tell_rewritten(row: Publication, at: datetime, by: User | None) -> None:
    tell(row, PublicationRewritten(**about(row)), at, by)


def tell_published(row: Publication, address: str, at: datetime, by: User | None = None) -> None:
    tell(row, PublicationPublished(address=address, **about(row)), at, by)


def tell_refused(row: Publication, reason: str, at: datetime) -> None:
    tell(row, PublicationRefused(reason=reason, **about(row)), at)


def tell_asks(row: Publication, at: datetime) -> None:
    tell(row, PublicationAsks(**about(row)), at)


def tell_late(row: Publication, at: datetime) -> None:
    minutes = int((at - row.due_at).total_seconds() // 60)
    tell(row, PublicationLate(minutes=minutes, **about(row)), at)


def tell_handed(row: Publication, at: datetime) -> None:
    tell(row, PublicationHanded(**about(row)), at)


def tell_lost_access(account: NetworkAccount, at: datetime) -> None:
    _tell_of(account, AccessLost(account_id=account.pk, account=str(account), at_risk=at_risk(account.pk)), at)


def tell_access_ends(account: NetworkAccount, days: int, at: datetime) -> None:
    risk = at_risk(account.pk)
    _tell_of(account, AccessEnds(account_id=account.pk, account=str(account), days=days, at_risk=risk), at)


def _tell_of(account: NetworkAccount, fact: Fact, at: datetime) -> None:
    announce(
        fact,
        by=None,
        at=at,
        about=account,
        production=account.production_id,
        client=account.client_id,
        desk=Desk.COMMUNITY,
    )
