"""The documents for programs: the same rows as the pages, by the same access."""

from datetime import datetime
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.forms import ValidationError
from django.http import HttpResponseBase
from django.utils import timezone
from ninja import File, Form, Router, Schema, Status, UploadedFile
from ninja.errors import HttpError

from coulisse.foundation.documents import actions, queries, serving
from coulisse.foundation.documents.access import access_document, access_version
from coulisse.foundation.documents.forms import check_file
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.subjects import Place, access_subject
from coulisse.foundation.documents.tags import read_tags
from coulisse.foundation.ui.doors import SIGNED_IN, ApiDoor, SignedInRequest

router = Router(tags=["documents"], auth=ApiDoor(SIGNED_IN))
PER_PAGE = 50


class DocumentOut(Schema):
    id: int
    title: str
    kind: str
    production: int | None
    client: int | None
    private: bool
    tags: list[str]
    language: str
    name: str
    size: int
    sha256: str
    media_type: str
    version: int
    """The number of the current version."""
    changed_at: datetime


class VersionOut(Schema):
    number: int
    name: str
    size: int
    sha256: str
    media_type: str
    uploaded_at: datetime


class DocumentWithVersionsOut(DocumentOut):
    note: str
    versions: list[VersionOut]


class PageOut(Schema):
    documents: list[DocumentOut]
    page: int
    pages: int
    count: int


@router.get("", response=PageOut, url_name="documents", summary="The documents that one may read")
def listing(
    request: SignedInRequest,
    q: str = "",
    where: str = "",
    kind: str = "",
    tag: str = "",
    sort: str = queries.NEWEST,
    page: int = 1,
) -> Any:
    """`where` is `house`, `production:<id>` or `client:<id>`; fifty a page."""
    wanted = queries.Wanted(words=q, where=where, kind=kind, tag=tag, sort=sort)
    found = Paginator(queries.listed(queries.visible_to(request.user), wanted), PER_PAGE)
    shown = found.get_page(page)
    return {
        "documents": [_out(document) for document in shown.object_list],
        "page": shown.number,
        "pages": found.num_pages,
        "count": found.count,
    }


@router.get("/{pk}", response=DocumentWithVersionsOut, url_name="document", summary="One document")
def one(request: SignedInRequest, pk: int) -> Any:
    document = access_document(request.user, pk)
    versions = document.versions.defer("text").order_by("-number")
    return {
        **_out(document),
        "note": document.note,
        "versions": [{name: getattr(each, name) for name in VersionOut.model_fields} for each in versions],
    }


@router.get("/{pk}/versions/{number}/content", url_name="document_content", summary="The file itself")
def content(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    return serving.download(access_version(request.user, pk, number))


@router.post("", response={201: DocumentOut}, url_name="document_add", summary="Keep a file")
def add(
    request: SignedInRequest,
    file: Annotated[UploadedFile, File()],
    title: Annotated[str, Form()] = "",
    where: Annotated[str, Form()] = "house",
    tags: Annotated[str, Form()] = "",
    about: Annotated[str, Form()] = "",
) -> Any:
    """`about` attaches it to an object, as `people.contact:12`; `tags` are separated by commas."""
    place = _place(request, where)
    row = None
    if about:
        label, _colon, number = about.partition(":")
        if not number.isascii() or not number.isdecimal() or len(number) > 17:
            raise HttpError(422, "about: not an object")
        row = access_subject(request.user, label, int(number), to="change")
    try:
        check_file(file)
    except ValidationError as refusal:
        raise HttpError(422, " ".join(refusal.messages)) from None
    document = actions.keep(
        file.chunks(),
        name=file.name or "",
        title=title,
        production=place.production,
        client=place.client,
        tags=read_tags(tags),
        about=row,
        by=request.user,
        at=timezone.now(),
    )
    return Status(201, _out(document))


def _place(request: SignedInRequest, where: str) -> Place:
    allowed = {name for name, _label in queries.where_choices(request.user, "change")}
    if request.user.may("change"):
        allowed.add("house")
    if where not in allowed:
        raise HttpError(403, "where: no document may be added there by this person")
    return queries.place_named(where)


def _out(document: Document) -> dict[str, Any]:
    current = document.current
    return {
        "id": document.pk,
        "title": document.title,
        "kind": document.kind,
        "production": document.production_id,
        "client": document.client_id,
        "private": document.private,
        "tags": document.tags,
        "language": document.language,
        "name": current.name if current else "",
        "size": current.size if current else 0,
        "sha256": current.sha256 if current else "",
        "media_type": current.media_type if current else "",
        "version": current.number if current else 0,
        "changed_at": document.changed_at,
    }
