"""Who may see and change a production: its team, and the roles on the whole house."""

from typing import Any

from coulisse.foundation.productions import actions
from tests.cast import AT, Cast
from tests.walk import DESKS, MEMBERS, OWN, SIGNED_IN, Verdict

TEAM = OWN | DESKS


def drache(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.drache.pk}


def closed(cast: Cast) -> dict[str, Any]:
    actions.close(production=cast.drache, reason="Copie zéro livrée", by=cast.nadia, at=AT)
    return {"pk": cast.drache.pk}


def archived(cast: Cast) -> dict[str, Any]:
    closed(cast)
    actions.archive(production=cast.drache, by=cast.nadia, at=AT)
    return {"pk": cast.drache.pk}


def begun(cast: Cast) -> dict[str, Any]:
    return {"blueprint": "short", "title": "Le Canal", "company_id": cast.company.pk}


VERDICTS = {
    "productions:list": Verdict(SIGNED_IN),
    "productions:choose": Verdict(MEMBERS),
    "productions:begin": Verdict(MEMBERS, args=lambda cast: {"code": "feature"}),
    "productions:detail": Verdict(TEAM, args=drache),
    "productions:edit": Verdict(TEAM, args=drache),
    "productions:duplicate": Verdict(TEAM, args=drache),
    "productions:close": Verdict(TEAM, args=drache),
    "productions:reopen": Verdict(TEAM, args=closed, method="post", data=lambda cast: {"reason": "Retakes"}),
    "productions:archive": Verdict(TEAM, args=closed, method="post"),
    "productions:unarchive": Verdict(TEAM, args=archived, method="post"),
    "productions:open": Verdict(TEAM, args=drache, method="post"),
    "api:productions": Verdict(SIGNED_IN),
    "api:production": Verdict(TEAM, args=drache),
    "api:begin_production": Verdict(MEMBERS, method="post", data=begun, json=True),
}
