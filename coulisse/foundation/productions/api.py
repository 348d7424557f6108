"""The productions for programs: the same rows as the pages, by the same rules."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.pagination import LimitOffsetPagination, paginate

from coulisse.foundation.companies.models import Company
from coulisse.foundation.productions import actions, queries
from coulisse.foundation.productions.access import access_production
from coulisse.foundation.productions.blueprints import UnknownBlueprint, blueprint
from coulisse.foundation.ui.doors import MEMBER, ApiDoor, SignedInRequest

router = Router(tags=["productions"])


class ProductionOut(Schema):
    id: int
    title: str
    code: str
    type: str
    state: str
    company_id: int
    client_id: int | None
    language: str
    starts_on: date | None
    ends_on: date | None
    summary: str
    details: dict[str, Any]
    version: int


class WantedIn(Schema):
    words: str = Field("", max_length=100)
    type: str = ""
    state: str = ""
    client: int | None = Field(None, ge=1, lt=2**63)
    sort: str = "title"


class BeginIn(Schema):
    blueprint: str
    title: str = Field(min_length=1, max_length=160)
    code: str = Field("", max_length=20, pattern=r"^[-a-zA-Z0-9_]*$")
    company_id: int = Field(ge=1, lt=2**63)
    client_id: int | None = Field(None, ge=1, lt=2**63)
    language: str = Field("fr", pattern="^(fr|nl|en)$")
    starts_on: date | None = None
    ends_on: date | None = None
    summary: str = ""


@router.get("", response=list[ProductionOut], url_name="productions", summary="The productions that you may see")
@paginate(LimitOffsetPagination)
def listing(request: SignedInRequest, wanted: Query[WantedIn]) -> Any:
    return queries.listed(request.user, queries.Wanted(**wanted.dict()))


@router.get("/{int:pk}", response=ProductionOut, url_name="production", summary="One production")
def detail(request: SignedInRequest, pk: int) -> Any:
    return access_production(request.user, pk)


@router.post(
    "/begin",
    response={201: ProductionOut},
    url_name="begin_production",
    auth=ApiDoor(MEMBER),
    summary="Begin a production from a template",
)
def begin(request: SignedInRequest, sent: BeginIn) -> Any:
    user = request.user
    if not user.may("change"):
        raise PermissionDenied
    values = sent.dict(exclude={"blueprint", "company_id", "client_id", "code"})
    company = Company.objects.filter(pk=sent.company_id, archived_at__isnull=True).first()
    client = queries.clients_for(user).filter(pk=sent.client_id).first() if sent.client_id else None
    if company is None or (sent.client_id and client is None):
        raise HttpError(422, "company_id or client_id: not one that you may choose")
    if sent.starts_on and sent.ends_on and sent.ends_on < sent.starts_on:
        raise HttpError(422, "ends_on: before starts_on")
    try:
        production = actions.begin(
            blueprint=blueprint(sent.blueprint),
            code=sent.code or queries.free_code(sent.title),
            company=company,
            client=client,
            by=user,
            at=timezone.now(),
            **values,
        )
    except UnknownBlueprint:
        raise HttpError(422, "blueprint: no template has this code") from None
    except actions.CodeTaken:
        raise HttpError(409, "code: another production has it") from None
    return Status(201, production)
