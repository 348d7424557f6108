"""Privacy is handled by whoever manages the audience desk; retention by whoever manages it for the whole house."""

from typing import Any

from coulisse.desks.audience.privacy.actions.requests import ask
from coulisse.desks.audience.privacy.actions.retention import retentions
from coulisse.desks.audience.privacy.models import PrivacyRequest
from tests.cast import AT, TODAY, Cast
from tests.desks.audience.scene import a_writer
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import Verdict


def a_request(cast: Cast, kind: str = "erasure", **fields: Any) -> PrivacyRequest:
    made = ask(
        kind=kind,
        writer=fields.pop("writer", None) or a_writer(),
        received_on=TODAY,
        production=cast.drache,
        by=cast.marc_olivier,
        at=AT,
    )
    PrivacyRequest.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    return made


def pk(cast: Cast) -> dict[str, Any]:
    return {"pk": a_request(cast).pk}


P = "audience:privacy"
VERDICTS = {
    f"{P}:home": Verdict(PUBLICS),
    f"{P}:ask": Verdict(PUBLICS),
    f"{P}:request": Verdict(PUBLICS, args=pk),
    f"{P}:identity": Verdict(PUBLICS, args=pk, method="post"),
    f"{P}:extend": Verdict(PUBLICS, args=pk, method="post"),
    f"{P}:decide": Verdict(PUBLICS, args=pk, method="post"),
    f"{P}:erase": Verdict(PUBLICS, args=pk, method="post"),
    f"{P}:gather": Verdict(PUBLICS, args=pk, method="post"),
    f"{P}:certificate": Verdict(PUBLICS, args=lambda cast: {**pk(cast), "language": "fr"}),
    f"{P}:retention": Verdict(PUBLICS, args=lambda cast: {"pk": retentions()[0].pk}),
    f"{P}:apply": Verdict(PUBLICS, method="post"),
}
