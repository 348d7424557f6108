"""Who may read the financing of a production, change it, and freeze its versions."""

from typing import Any

from coulisse.desks.office.financing.actions.calls import add_call
from coulisse.desks.office.financing.actions.conditions import add_condition
from coulisse.desks.office.financing.actions.dossiers import keep_pdf, open_dossier
from coulisse.desks.office.financing.actions.sources import add_source
from coulisse.desks.office.financing.actions.tranches import Part, set_tranches
from coulisse.desks.office.financing.actions.versions import freeze_plan
from coulisse.desks.office.financing.models import Dossier, DossierBuild, Source
from tests.cast import AT, TODAY, Cast
from tests.desks.office.verdicts import BOOKS
from tests.walk import OTHER_PRODUCTION, Verdict

CHANGERS = frozenset({"owner", "own"})
CALL_CHANGERS = CHANGERS | OTHER_PRODUCTION
"""The dates of the funds are the whole house's: whoever keeps the books of any production mends them."""


def a_source(cast: Cast) -> Source:
    values = {"name": "Fonds", "kind": "fund", "amount_cents": 100_00}
    return add_source(production=cast.drache, values=values, by=cast.nadia, at=AT)


def source(cast: Cast) -> dict[str, Any]:
    return {"pk": a_source(cast).pk}


def tranche(cast: Cast) -> dict[str, Any]:
    parts = [Part(cents=100_00)]
    (made,) = set_tranches(source=a_source(cast), parts=parts, read_version=1, by=cast.nadia, at=AT)
    return {"pk": made.pk}


def condition(cast: Cast) -> dict[str, Any]:
    made = add_condition(source=a_source(cast), values={"text": "Dépenser"}, by=cast.nadia, at=AT)
    return {"pk": made.pk}


def version(cast: Cast) -> dict[str, Any]:
    a_source(cast)
    return {"pk": freeze_plan(production=cast.drache, day=TODAY, by=cast.nadia, at=AT).pk}


def call(cast: Cast) -> dict[str, Any]:
    values = {"fund": "vaf", "title": "Dépôt", "day": TODAY}
    return {"pk": add_call(values=values, by=cast.nadia, at=AT).pk}


def a_dossier(cast: Cast) -> Dossier:
    return open_dossier(production=cast.drache, fund="vaf", title="Aanvraag", language="nl", by=cast.nadia, at=AT)


def dossier(cast: Cast) -> dict[str, Any]:
    return {"pk": a_dossier(cast).pk}


def piece(cast: Cast) -> dict[str, Any]:
    return {"pk": a_dossier(cast).pieces.get(code="synopsis").pk}


def build(cast: Cast) -> dict[str, Any]:
    row = DossierBuild.objects.create(dossier=a_dossier(cast), number=1, by=cast.nadia, at=AT)
    made = keep_pdf(build=row, content=b"%PDF-1.7 x", pages=1, rows=[], missing=[], name="d.pdf", at=AT)
    return {"pk": made.pk}


VERDICTS: dict[str, Verdict] = {
    "office:financing:plan": Verdict(BOOKS),
    "office:financing:workbook": Verdict(BOOKS),
    "office:financing:paper": Verdict(BOOKS, args=lambda cast: {"language": "nl"}),
    "office:financing:freeze": Verdict(CALL_CHANGERS, method="post"),
    "office:financing:version": Verdict(CHANGERS, args=version),
    "office:financing:add-source": Verdict(CALL_CHANGERS),
    "office:financing:source": Verdict(CHANGERS, args=source),
    "office:financing:remove-source": Verdict(CHANGERS, args=source, method="post"),
    "office:financing:restore-source": Verdict(CHANGERS, args=source, method="post"),
    "office:financing:tranches": Verdict(CHANGERS, args=source),
    "office:financing:add-condition": Verdict(
        CHANGERS, args=source, method="post", data=lambda cast: {"text": "x"}
    ),
    "office:financing:condition": Verdict(CHANGERS, args=condition),
    "office:financing:remove-condition": Verdict(CHANGERS, args=condition, method="post"),
    "office:financing:restore-condition": Verdict(CHANGERS, args=condition, method="post"),
    "office:financing:move-tranche": Verdict(CHANGERS, args=tranche, method="post"),
    "office:financing:receive-tranche": Verdict(CHANGERS, args=tranche),
    "office:financing:calls": Verdict(BOOKS),
    "office:financing:add-call": Verdict(CALL_CHANGERS),
    "office:financing:call": Verdict(CALL_CHANGERS, args=call),
    "office:financing:remove-call": Verdict(CALL_CHANGERS, args=call, method="post"),
    "office:financing:restore-call": Verdict(CALL_CHANGERS, args=call, method="post"),
    "office:financing:dossiers": Verdict(BOOKS),
    "office:financing:new-dossier": Verdict(CALL_CHANGERS),
    "office:financing:dossier": Verdict(CHANGERS, args=dossier),
    "office:financing:add-piece": Verdict(CHANGERS, args=dossier, method="post"),
    "office:financing:build-dossier": Verdict(CHANGERS, args=dossier, method="post"),
    "office:financing:piece": Verdict(CHANGERS, args=piece, method="post", data=lambda cast: {"version": "1"}),
    "office:financing:dossier-pdf": Verdict(CHANGERS, args=build),
    "office:financing:recoupment": Verdict(BOOKS),
    "office:financing:edit-recoupment": Verdict(CALL_CHANGERS),
}
