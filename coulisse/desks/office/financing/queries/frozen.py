"""Versions of the plan: what a frozen copy holds, and what differs between two of them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coulisse.desks.office.financing.models import PlanVersion, Source
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money

Content = Mapping[str, Any]


def content_of(rows: Sequence[Source]) -> dict[str, Any]:
    """Everything that the plan promises, as plain JSON values."""
    return {"sources": [_source(row) for row in rows]}


def _source(row: Source) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "kind": row.kind,
        "aid": row.aid,
        "country": row.country,
        "region": row.region,
        "cents": row.amount_cents,
        "status": row.status,
        "paper": row.paper,
        "decision_on": _iso(row.decision_on),
        "schedule": row.schedule,
        "tranches": [
            {
                "percent": None if one.percent is None else str(one.percent.normalize()),
                "cents": one.amount_cents,
                "trigger": one.trigger,
                "due_on": _iso(one.due_on),
                "received_on": _iso(one.received_on),
                "received": one.received_cents,
            }
            for one in row.tranches.all()
        ],
        "conditions": [one.text for one in row.conditions.all()],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def terms_of(content: Content) -> list[dict[str, Any]]:
    """What was agreed, without dates that move and money that came: those don't make another version."""
    moving = ("due_on", "received_on", "received")
    return [
        {
            **source,
            "tranches": [{name: one[name] for name in one if name not in moving} for one in source["tranches"]],
        }
        for source in content["sources"]
    ]


def fingerprint(content: Content) -> str:
    """SHA-256 of the content, written in one way only."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One frozen version in the list."""

    pk: int
    number: int
    day: date
    reason: str
    total: Money
    sha256: str
    by: str
    at: datetime
    intact: bool
    """Its content still has the fingerprint that it was frozen with."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One source that two versions tell differently; None where it isn't in one of them."""

    name: str
    before: Money | None
    after: Money | None
    status_before: str
    status_after: str

    @property
    def change(self) -> Money:
        return (self.after or Money.zero()) - (self.before or Money.zero())


def versions_of(production: Production) -> list[VersionLine]:
    """All versions, the newest first: one query."""
    rows = PlanVersion.objects.filter(production=production).select_related("by")
    return [version_line(row) for row in rows]


def version_line(row: PlanVersion) -> VersionLine:
    return VersionLine(
        pk=row.pk,
        number=row.number,
        day=row.day,
        reason=row.reason,
        total=Money(row.total_cents),
        sha256=row.sha256,
        by=str(row.by or ""),
        at=row.at,
        intact=fingerprint(row.content) == row.sha256,
    )


def differences(before: Content, after: Content) -> list[Difference]:
    """Sources whose amount or status differ, in the order of the newer plan; those that went come last."""
    old = {source["id"]: source for source in before["sources"]}
    new = {source["id"]: source for source in after["sources"]}
    pairs = [(old.get(pk), new.get(pk)) for pk in [*new, *(pk for pk in old if pk not in new)]]
    return [_difference(one, other) for one, other in pairs if _differs(one, other)]


def _differs(one: Content | None, other: Content | None) -> bool:
    if one is None or other is None:
        return True
    return any(one[name] != other[name] for name in ("cents", "status", "name"))


def _difference(one: Content | None, other: Content | None) -> Difference:
    words = dict(Source.Status.choices)
    shown = other or one or {}
    return Difference(
        name=shown["name"],
        before=Money(one["cents"]) if one else None,
        after=Money(other["cents"]) if other else None,
        status_before=str(words.get(one["status"], "")) if one else "",
        status_after=str(words.get(other["status"], "")) if other else "",
    )
