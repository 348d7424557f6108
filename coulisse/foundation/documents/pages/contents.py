"""The contents themselves: files as attachments, and the pictures that we made of them."""

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from coulisse.foundation.documents import previews, serving
from coulisse.foundation.documents.access import access_version
from coulisse.foundation.documents.darkroom.trouble import Troubled
from coulisse.foundation.documents.jobs import PARCEL, parcel_path
from coulisse.foundation.jobs.access import access_job
from coulisse.foundation.ui.doors import SIGNED_IN, SignedInRequest, door


@door(SIGNED_IN)
@require_GET
def download(request: SignedInRequest, pk: int, number: int) -> FileResponse:
    return serving.download(access_version(request.user, pk, number))


@door(SIGNED_IN)
@require_GET
def thumbnail(request: SignedInRequest, pk: int, number: int) -> HttpResponseBase:
    version = access_version(request.user, pk, number)
    try:
        return serving.picture(previews.thumbnail(version))
    except (previews.NoPreview, Troubled):
        return serving.no_picture()


@door(SIGNED_IN)
@require_GET
def page(request: SignedInRequest, pk: int, number: int, page: int) -> HttpResponseBase:
    version = access_version(request.user, pk, number)
    try:
        return serving.picture(previews.page_picture(version, page))
    except (previews.NoPreview, Troubled):
        return serving.no_picture()


@door(SIGNED_IN)
@require_GET
def parcel(request: SignedInRequest, job: int) -> HttpResponse | FileResponse:
    """The ZIP that a job made, for whoever asked for it."""
    row = access_job(request.user, job)
    path = parcel_path(row.pk)
    if row.kind != PARCEL or not path.is_file():
        raise Http404
    return serving.download_path(path, f"{row.title}.zip", "application/zip")
