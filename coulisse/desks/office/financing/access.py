"""The only ways to a source, a tranche, a condition, a call or a dossier: they follow the books of the office."""

from django.shortcuts import get_object_or_404

from coulisse.desks.office.current import access_office
from coulisse.desks.office.financing.models import (
    Call,
    Condition,
    Dossier,
    DossierBuild,
    DossierPiece,
    PlanVersion,
    Source,
    Tranche,
)
from coulisse.foundation.accounts.models import User


def access_source(user: User, pk: int, *, to: str = "read") -> Source:
    source = get_object_or_404(Source.objects.select_related("production__company", "document"), pk=pk)
    access_office(user, source.production_id, to=to)
    return source


def access_tranche(user: User, pk: int, *, to: str = "read") -> Tranche:
    tranche = get_object_or_404(Tranche.objects.select_related("source__production"), pk=pk)
    access_office(user, tranche.source.production_id, to=to)
    return tranche


def access_condition(user: User, pk: int, *, to: str = "read") -> Condition:
    condition = get_object_or_404(Condition.objects.select_related("source__production"), pk=pk)
    access_office(user, condition.source.production_id, to=to)
    return condition


def access_version(user: User, pk: int) -> PlanVersion:
    version = get_object_or_404(PlanVersion.objects.select_related("production__company", "by"), pk=pk)
    access_office(user, version.production_id)
    return version


def access_call(user: User, pk: int, production: int, *, to: str = "read") -> Call:
    """A date of a fund is the whole house's: whoever keeps the books of a production reads and mends it."""
    access_office(user, production, to=to)
    return get_object_or_404(Call, pk=pk)


def access_dossier(user: User, pk: int, *, to: str = "read") -> Dossier:
    dossier = get_object_or_404(Dossier.objects.select_related("production__company", "call"), pk=pk)
    access_office(user, dossier.production_id, to=to)
    return dossier


def access_piece(user: User, pk: int, *, to: str = "read") -> DossierPiece:
    rows = DossierPiece.objects.select_related("dossier__production", "document")
    piece = get_object_or_404(rows, pk=pk)
    access_office(user, piece.dossier.production_id, to=to)
    return piece


def access_build(user: User, pk: int) -> DossierBuild:
    rows = DossierBuild.objects.select_related("dossier__production", "document__current")
    build = get_object_or_404(rows, pk=pk)
    access_office(user, build.dossier.production_id)
    return build
