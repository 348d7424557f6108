"""Who pays for La Drache, in which tranches; dates of funds, as examples; an application; who earns back what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from coulisse.desks.office.financing.actions.calls import add_call
from coulisse.desks.office.financing.actions.conditions import add_condition
from coulisse.desks.office.financing.actions.dossiers import ask_for_pdf, fill_piece, open_dossier
from coulisse.desks.office.financing.actions.sources import add_source, edit_source
from coulisse.desks.office.financing.actions.tranches import Part, set_tranches
from coulisse.desks.office.financing.actions.versions import freeze_plan
from coulisse.desks.office.financing.actions.waterfall import write_waterfall
from coulisse.desks.office.financing.models import Call, Source
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.documents.models import Document
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import FIRST_DAY, LAST_DAY, Moments
from coulisse.house.sample.written import docx

CONTRACT: Final = "contrat de coproduction 21/05/2026"
LUXEMBOURG: Final = 522_397_50


@dataclass(frozen=True, slots=True)
class Pays:
    """A source of the plan. Tranches: percent, what sets it off, due on, received on (received in full)."""

    values: dict[str, Any]
    tranches: tuple[tuple[str, str, date | None, date | None], ...]
    condition: dict[str, Any] = field(default_factory=dict)


def _source(name: str, kind: str, aid: str, cents: int, status: str, paper: str, **more: Any) -> dict[str, Any]:
    held = {"name": name, "kind": kind, "aid": aid, "amount_cents": cents, "status": status, "paper": paper}
    return {**held, **more}


BEFORE_VAF: Final = (
    Pays(
        _source(
            "Centre du Cinéma (CCA)",
            "fund",
            "aide à la production",
            450_000_00,
            "letter",
            "convention 12/11/2025",
            fund="ccf",
            paper_on=date(2025, 11, 12),
        ),
        (
            ("40", "signature", date(2025, 12, 5), date(2025, 12, 5)),
            ("40", "1er jour", FIRST_DAY, date(2027, 3, 4)),
            ("20", "copie", date(2027, 4, 28), None),
        ),
    ),
    Pays(
        _source(
            "Tax Shelter",
            "tax-shelter",
            "investissement exonéré",
            900_000_00,
            "signed",
            "convention-cadre 30/09/2025, dépenses jusqu’au 30/03/2027",
            paper_on=date(2025, 9, 30),
            schedule="50 % à la signature · 50 % au 31/05/2027",
        ),
        (
            ("30", "signature de la convention-cadre", date(2025, 10, 15), date(2025, 10, 15)),
            ("20", "signature, deuxième levée", date(2026, 12, 18), date(2026, 12, 18)),
            ("50", "solde", date(2027, 5, 31), None),
        ),
        {
            "text": "dépenses éligibles dans les 18 mois, au plus tard 30/03/2027",
            "measure": "deadline",
            "until": date(2027, 3, 30),
            "situation": "3 postes non payés : 86 412,00 €",
        },
    ),
    Pays(
        _source(
            "Wallimage",
            "fund",
            "investissement régional",
            200_000_00,
            "letter",
            "convention 04/02/2026",
            fund="wallimage",
            region="BE-WAL",
            paper_on=date(2026, 2, 4),
        ),
        (
            ("50", "signature", date(2026, 2, 27), date(2026, 2, 27)),
            ("50", "sur décompte", date(2027, 3, 26), None),
        ),
        {
            "text": "ratio de dépenses wallonnes paramétré au contrat",
            "situation": "412 jours sur 500",
            "margin": "en cours",
            "parameter": "funds.wallimage.spend_ratio",
        },
    ),
    Pays(
        _source(
            "screen.brussels",
            "fund",
            "investissement régional",
            80_000_00,
            "letter",
            "lettre 19/06/2026",
            fund="screenbrussels",
            region="BE-BRU",
            paper_on=date(2026, 6, 19),
        ),
        (
            ("60", "début de tournage", date(2027, 3, 8), date(2027, 3, 8)),
            ("40", "décompte", date(2027, 4, 9), None),
        ),
        {
            "text": "dépenses bruxelloises paramétrées au contrat",
            "situation": "61 % réalisés",
            "margin": "en cours",
            "parameter": "funds.screenbrussels.spend_least",
        },
    ),
    Pays(
        _source(
            "Apport producteur Meuse & Fils",
            "own",
            "fonds propres",
            146_151_50,
            "paid",
            "extrait bancaire 02/02/2027",
            paper_on=date(2027, 2, 2),
            schedule="versé",
        ),
        (("100", "versé", date(2027, 2, 2), None),),
    ),
    Pays(
        _source(
            "Ateliers du Canal, Lille (34 %)",
            "coproducer",
            "part coproducteur",
            1_184_101_00,
            "signed",
            CONTRACT,
            country="FR",
            paper_on=date(2026, 5, 21),
            schedule="4 échéances : 30 · 30 · 30 · 10 %",
        ),
        (
            ("30", "signature", date(2026, 6, 12), date(2026, 6, 12)),
            ("30", "1er jour de tournage", FIRST_DAY, date(2027, 2, 26)),
            ("30", "fin du montage image", date(2027, 7, 15), None),
            ("10", "livraison", date(2027, 11, 30), None),
        ),
    ),
    Pays(
        _source(
            "Alzette Images, Esch-sur-Alzette (15 %)",
            "coproducer",
            "part coproducteur",
            LUXEMBOURG,
            "signed",
            CONTRACT,
            country="LU",
            paper_on=date(2026, 5, 21),
            schedule="3 échéances : 50 · 40 · 10 %",
        ),
        (
            ("50", "signature", date(2026, 6, 15), date(2026, 6, 15)),
            ("40", "fin de tournage", LAST_DAY, None),
            ("10", "copie zéro", date(2027, 6, 18), None),
        ),
        {
            "text": "dépenses au Luxembourg ≥ 522 397,50 €",
            "measure": "territory",
            "territory": "LU",
            "least_cents": LUXEMBOURG,
        },
    ),
)
"""Version 5: without the VAF, the producer carries 60 000,00 € more."""
VAF: Final = Pays(
    _source(
        "VAF / Screen Flanders",
        "fund",
        "avance récupérable",
        60_000_00,
        "asked",
        "comité : décision attendue 30/04/2027",
        fund="vaf",
        region="BE-VLG",
        decision_on=date(2027, 4, 30),
        schedule="40 % · 30 % · 30 %",
        position=45,
    ),
    (
        ("40", "signature", date(2027, 7, 15), None),
        ("30", "copie", date(2027, 10, 15), None),
        ("30", "décompte", date(2028, 1, 14), None),
    ),
)
OWN: Final = 86_151_50

EXAMPLE: Final = "Date d’exemple de la maison type : à remplacer par celle que le fonds publie."
CALLS: Final = (
    ("vaf", "decision", "Décision du comité VAF / Screen Flanders", date(2027, 4, 30)),
    ("wallimage", "deadline", "Wallimage, dépôt de la deuxième session", date(2027, 5, 14)),
    ("screenbrussels", "deadline", "screen.brussels, dépôt de la session d’été", date(2027, 6, 4)),
    ("ccf", "session", "Commission du Centre du Cinéma, session d’automne", date(2027, 9, 20)),
    ("eurimages", "deadline", "Eurimages, troisième appel", date(2027, 9, 7)),
)
TIERS: Final = (
    {
        "kind": "fee",
        "name": "Commission du vendeur",
        "percent": "25",
        "cap": None,
        "to": [["Vendeur international", "1"]],
    },
    {
        "kind": "expenses",
        "name": "Frais d’édition",
        "percent": "",
        "cap": 40_000_00,
        "to": [["Vendeur international", "1"]],
    },
    {
        "kind": "recoup",
        "name": "Minimum garanti",
        "percent": "",
        "cap": None,
        "to": [["Distributeur Benelux", "60000.00"]],
    },
    {
        "kind": "corridor",
        "name": "Couloir du producteur",
        "percent": "10",
        "cap": None,
        "to": [["Meuse & Fils Films", "1"]],
    },
    {
        "kind": "recoup",
        "name": "Investisseurs, pari passu",
        "percent": "",
        "cap": None,
        "to": [["Wallimage", "200000.00"], ["screen.brussels", "80000.00"]],
    },
    {
        "kind": "profit",
        "name": "Recettes nettes",
        "percent": "",
        "cap": None,
        "to": [["Meuse & Fils Films", "51"], ["Ateliers du Canal", "34"], ["Alzette Images", "15"]],
    },
)
"""The worked example of docs/engines/recoupment.md."""


BEFORE, AFTER = date(2027, 1, 8), date(2027, 3, 15)
"""The days on which the plan was drawn up: without the VAF, and with it."""


def draw_the_financing(*, production: Production, people: Mapping[str, User], moments: Moments) -> None:
    """Version 5, then version 6 with the VAF; the rest hangs on it."""
    nadia = people["nadia"]
    rows = [add_pays(production, pays, by=nadia, moments=moments) for pays in BEFORE_VAF]
    freeze_plan(
        production=production,
        day=BEFORE,
        number=5,
        reason="Budget agréé, sans le VAF",
        by=nadia,
        at=moments.told(BEFORE, 17),
    )
    add_pays(production, VAF, by=nadia, moments=moments)
    _lower_the_own_money(rows[4], by=nadia, moments=moments)
    freeze_plan(
        production=production,
        day=AFTER,
        number=6,
        reason="VAF demandé, apport réduit",
        by=nadia,
        at=moments.told(AFTER, 18, 30),
    )
    _attach_a_paper(rows[0], by=nadia, moments=moments)
    calls = _note_the_calls(by=nadia, moments=moments)
    _apply_to_the_vaf(production, calls["vaf"], by=nadia, moments=moments)
    write_waterfall(production=production, tiers=TIERS, receipts_cents=620_000_00, by=nadia, at=moments.ago(3, 15))


def add_pays(production: Production, pays: Pays, *, by: User, moments: Moments) -> Source:
    """One source with its tranches and its condition."""
    at = moments.ago(20, 10)
    source = add_source(production=production, values=pays.values, by=by, at=at)
    parts = [
        Part(
            percent=Decimal(percent),
            trigger=trigger,
            due_on=due,
            received_on=came,
            received_cents=int(Decimal(percent) * source.amount_cents / 100) if came else 0,
        )
        for percent, trigger, due, came in pays.tranches
    ]
    set_tranches(source=source, parts=parts, read_version=source.version, by=by, at=at)
    if pays.condition:
        add_condition(source=source, values=pays.condition, by=by, at=at)
    source.refresh_from_db()
    return source


def _lower_the_own_money(row: Source, *, by: User, moments: Moments) -> None:
    at = moments.ago(10, 11)
    written = edit_source(source=row, values={"amount_cents": OWN}, read_version=row.version, by=by, at=at)
    (tranche,) = written.tranches.all()
    came = Part(
        percent=Decimal(100),
        trigger=tranche.trigger,
        due_on=tranche.due_on,
        received_on=date(2027, 2, 2),
        received_cents=OWN,
        pk=tranche.pk,
    )
    set_tranches(source=written, parts=[came], read_version=written.version, by=by, at=at)


def _attach_a_paper(row: Source, *, by: User, moments: Moments) -> None:
    at = moments.ago(9, 9)
    text = (
        "Convention d’aide à la production",
        "Entre le Centre du Cinéma et Meuse & Fils Films SRL.",
        "450 000,00 €.",
    )
    paper = keep(
        docx(text),
        name="convention-cca.docx",
        title="Convention CCA, 12/11/2025",
        by=by,
        at=at,
        production=row.production_id,
        desk=Desk.OFFICE,
        tags=("financement",),
        language="fr",
    )
    fresh = Source.objects.get(pk=row.pk)
    edit_source(source=fresh, values={"document_id": paper.pk}, read_version=fresh.version, by=by, at=at)


def _note_the_calls(*, by: User, moments: Moments) -> dict[str, Call]:
    made = {}
    for fund, kind, title, day in CALLS:
        values = {
            "fund": fund,
            "kind": kind,
            "title": title,
            "day": day,
            "is_example": True,
            "confidence": "L",
            "note": EXAMPLE,
        }
        made[fund] = add_call(values=values, by=by, at=moments.ago(12, 14))
    return made


def _apply_to_the_vaf(production: Production, call: Call, *, by: User, moments: Moments) -> None:
    """A dossier that isn't complete; its first PDF says so."""
    at = moments.ago(6, 16)
    dossier = open_dossier(
        production=production,
        fund="vaf",
        title="La Drache – aanvraag VAF / Screen Flanders",
        language="nl",
        call=call,
        by=by,
        at=at,
    )
    held = {
        "synopsis": Document.objects.filter(production=production, title__icontains="synopsis").first(),
        "screenplay": Document.objects.filter(production=production, tags__contains=["scénario"]).first(),
    }
    for code, document in held.items():
        if document is not None:
            piece = dossier.pieces.get(code=code)
            values = {"document_id": document.pk}
            fill_piece(piece=piece, values=values, read_version=piece.version, by=by, at=at)
    # In the background: the typesetter keeps threads, which a server that forks after the loading would miss.
    ask_for_pdf(dossier=dossier, by=by, at=at, title="PDF – La Drache, VAF / Screen Flanders")
