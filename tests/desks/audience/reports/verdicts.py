"""Who may reach this slice: the audience desk and the owner; a copy is read by whoever holds its link."""

from typing import Any

from django.urls import reverse

from coulisse.desks.audience.reports.actions import pivots, sending, writing
from coulisse.desks.audience.reports.models import Report
from coulisse.desks.audience.reports.periods import week_span
from coulisse.foundation.accounts.actions import guest_links
from tests.cast import AT, TODAY, Cast
from tests.desks.audience.scene import a_conversation
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import EVERYBODY, Verdict


def draft(cast: Cast) -> Report:
    a_conversation(cast)
    return writing.begin(
        kind="monday",
        production=cast.drache,
        span=week_span(TODAY.replace(day=15)),
        by=cast.marc_olivier,
        at=AT,
    )


def frozen(cast: Cast) -> Report:
    return writing.freeze(report=draft(cast), by=cast.marc_olivier, at=AT)


def one(cast: Cast) -> dict[str, Any]:
    return {"pk": draft(cast).pk}


def one_frozen(cast: Cast) -> dict[str, Any]:
    return {"pk": frozen(cast).pk}


def quoted(cast: Cast) -> dict[str, Any]:
    from coulisse.desks.audience.crisis.verbatims import validate

    report = draft(cast)
    row = validate(
        conversation=a_conversation(cast, "Merci pour tout."), text="Merci", reason="", by=cast.marc_olivier, at=AT
    )
    return {"pk": report.pk, "verbatim": row.pk}


def copy(cast: Cast) -> dict[str, Any]:
    made = sending.send(
        report=frozen(cast),
        to=[sending.Addressee("fabienne@prod.example", "Fabienne Rasquin")],
        by=cast.marc_olivier,
        at=AT,
    )
    return {"pk": made[0].pk}


def lent(cast: Cast) -> dict[str, Any]:
    """A link of its own: a letter's token is never read back."""
    from django.utils import timezone

    pk = copy(cast)["pk"]
    at = timezone.now()
    link = guest_links.lend(
        "audience.reportcopy",
        pk,
        "Fabienne Rasquin",
        expires_at=at + sending.LINK_LASTS,
        by=cast.marc_olivier,
        at=at,
        production=cast.drache.pk,
        desk="audience",
    )
    return {"token": link.token}


def kept(cast: Cast) -> dict[str, Any]:
    return {"pk": pivots.keep(production=cast.drache, title="Par heure", spec={}, by=cast.marc_olivier, at=AT).pk}


def due(cast: Cast) -> dict[str, Any]:
    a_conversation(cast)
    return {"due": "monday"}


VERDICTS: dict[str, Verdict] = {
    "audience:reports:list": Verdict(PUBLICS),
    "audience:reports:begin": Verdict(PUBLICS, method="post", data=due),
    "audience:reports:report": Verdict(PUBLICS, args=one),
    "audience:reports:words": Verdict(PUBLICS, args=lambda cast: {**one(cast), "language": "fr"}),
    "audience:reports:count": Verdict(PUBLICS, args=one, method="post"),
    "audience:reports:freeze": Verdict(PUBLICS, args=one, method="post"),
    "audience:reports:drop": Verdict(PUBLICS, args=one, method="post"),
    "audience:reports:again": Verdict(PUBLICS, args=one_frozen, method="post"),
    "audience:reports:paper": Verdict(PUBLICS, args=lambda cast: {**one(cast), "language": "fr", "form": "csv"}),
    "audience:reports:figure": Verdict(PUBLICS, args=lambda cast: {**one(cast), "figure": "week"}),
    "audience:reports:check": Verdict(PUBLICS, args=one_frozen),
    "audience:reports:voices": Verdict(PUBLICS, args=one),
    "audience:reports:validate": Verdict(PUBLICS, args=one, method="post"),
    "audience:reports:choose": Verdict(PUBLICS, args=one, method="post"),
    "audience:reports:withdraw": Verdict(PUBLICS, args=quoted, method="post"),
    "audience:reports:send": Verdict(
        PUBLICS,
        args=one_frozen,
        method="post",
        data=lambda cast: {"others": "a@prod.example", "language": "fr"},
    ),
    "audience:reports:take-back": Verdict(PUBLICS, args=copy, method="post"),
    "audience:reports:guest-read": Verdict(EVERYBODY, args=lent, method="post"),
    "audience:reports:guest-reply": Verdict(
        EVERYBODY, args=lent, method="post", data=lambda cast: {"text": "Oui."}
    ),
    "audience:reports:guest-paper": Verdict(EVERYBODY, args=lent),
    "audience:reports:pivot": Verdict(PUBLICS),
    "audience:reports:pivot-messages": Verdict(PUBLICS),
    "audience:reports:pivot-file": Verdict(PUBLICS, args=lambda cast: {"form": "csv"}),
    "audience:reports:pivot-run": Verdict(PUBLICS, method="post"),
    "audience:reports:pivot-keep": Verdict(PUBLICS, method="post", data=lambda cast: {"title": "Par heure"}),
    "audience:reports:pivot-drop": Verdict(PUBLICS, args=kept, method="post"),
    "audience:reports:seasons": Verdict(PUBLICS),
}


def address(name: str, **arguments: Any) -> str:
    return reverse(f"audience:reports:{name}", kwargs=arguments)
