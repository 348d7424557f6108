"""The calendar is the community desk's; a lent one is read by whoever holds its link."""

from typing import Any

from coulisse.desks.community.calendar.models import OnCall, PostSlot
from tests.cast import AT, TODAY, Cast
from tests.desks.community.calendar.rows import a_broadcast, a_post, an_account_of, lent
from tests.desks.community.verdicts import COMMUNITY
from tests.walk import EVERYBODY, Verdict


def one(cast: Cast) -> dict[str, Any]:
    return {"pk": a_post(cast.drache).pk}


def slot(cast: Cast) -> dict[str, Any]:
    row = PostSlot.objects.create(
        account=an_account_of(cast.drache), weekday=0, at="09:00", starts_on=TODAY, created_at=AT
    )
    return {"pk": row.pk}


def on_call(cast: Cast) -> dict[str, Any]:
    row = OnCall.objects.create(
        person=cast.ines, production=cast.drache, starts_on=TODAY, ends_on=TODAY, written_at=AT
    )
    return {"pk": row.pk}


def token(cast: Cast) -> dict[str, Any]:
    return {"token": lent(cast).token, "form": "pdf"}


def said(cast: Cast) -> dict[str, Any]:
    return {"token": lent(cast).token, "pk": a_post(cast.drache).pk}


VERDICTS = {
    "community:calendar:board": Verdict(COMMUNITY),
    "community:calendar:paper": Verdict(COMMUNITY, args=lambda cast: {"form": "xlsx"}),
    "community:calendar:post": Verdict(COMMUNITY, args=one),
    "community:calendar:pane": Verdict(COMMUNITY, args=one),
    "community:calendar:told": Verdict(COMMUNITY, args=one),
    "community:calendar:move": Verdict(
        COMMUNITY,
        args=one,
        method="post",
        data=lambda cast: {"day": "2027-05-08", "hour": "10:00", "version": 1},
    ),
    "community:calendar:tie": Verdict(
        COMMUNITY,
        args=one,
        method="post",
        data=lambda cast: {
            "broadcast": a_broadcast(cast.drache).pk,
            "amount": 60,
            "unit": "minutes",
            "side": "before",
            "version": 1,
        },
    ),
    "community:calendar:untie": Verdict(COMMUNITY, args=one, method="post", data=lambda cast: {"version": 1}),
    "community:calendar:seen": Verdict(COMMUNITY, args=one, method="post"),
    "community:calendar:comment": Verdict(COMMUNITY, args=one, method="post", data=lambda cast: {"text": "Oui."}),
    "community:calendar:settle": Verdict(COMMUNITY, args=one, method="post"),
    "community:calendar:slots": Verdict(COMMUNITY),
    "community:calendar:slot-end": Verdict(COMMUNITY, args=slot, method="post"),
    "community:calendar:on-call": Verdict(COMMUNITY),
    "community:calendar:off-call": Verdict(COMMUNITY, args=on_call, method="post"),
    "community:calendar:lent": Verdict(COMMUNITY),
    "community:calendar:take-back": Verdict(COMMUNITY, args=lambda cast: {"pk": lent(cast).row.pk}, method="post"),
    "community:calendar:guest-comment": Verdict(
        EVERYBODY, args=said, method="post", data=lambda cast: {"text": "Goed."}
    ),
    "community:calendar:guest-paper": Verdict(EVERYBODY, args=token),
}
