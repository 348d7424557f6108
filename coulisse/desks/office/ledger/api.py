"""The books for programs: postings in the order of their numbers, each with its hash. Amounts in cents."""

from datetime import date, datetime

from django.db.models import QuerySet
from ninja import Field, Query, Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from coulisse.desks.office.current import within_reach
from coulisse.desks.office.ledger.access import access_posting
from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.foundation.ui.doors import MEMBER, ApiDoor, SignedInRequest

router = Router(tags=["postings"], auth=ApiDoor(MEMBER))


class PostingOut(Schema):
    id: int
    production_id: int
    sequence: int
    nature: Nature
    day: date
    due_on: date | None
    account: str
    label: str
    net_cents: int
    vat_cents: int
    recoverable_cents: int
    currency: str
    territory: str
    group: str
    shooting_day: date | None
    supplier: str
    paper: str
    reverses_id: int | None
    settles_id: int | None
    at: datetime
    previous_hash: str
    hash: str


class PostingsIn(Schema):
    production: int | None = Field(None, ge=1, lt=2**63)
    account: str = Field("", max_length=20)
    nature: Nature | None = None
    after: int = Field(0, ge=0, lt=2**63)
    """Numbers greater than this: what was posted since."""


@router.get("", response=list[PostingOut], url_name="postings", summary="The postings that you may see")
@paginate(LimitOffsetPagination)
def listing(request: SignedInRequest, wanted: Query[PostingsIn]) -> QuerySet[Posting]:
    found = Posting.objects.filter(production__in=within_reach(request.user), sequence__gt=wanted.after)
    if wanted.production:
        found = found.filter(production_id=wanted.production)
    if wanted.account:
        found = found.filter(account=wanted.account)
    if wanted.nature:
        found = found.filter(nature=wanted.nature)
    return found.order_by("production_id", "sequence")


@router.get("/{int:pk}", response=PostingOut, url_name="posting", summary="One posting")
def detail(request: SignedInRequest, pk: int) -> Posting:
    return access_posting(request.user, pk)
