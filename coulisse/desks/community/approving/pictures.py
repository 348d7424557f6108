"""The pictures of a submission, drawn by us: for guests, and for holders who need not know other rooms."""

from django.http import Http404, HttpResponseBase

from coulisse.desks.community.approving.models import Submission
from coulisse.desks.community.publishing.models import PublicationFile
from coulisse.foundation.documents import previews, serving
from coulisse.foundation.documents.darkroom.trouble import Troubled
from coulisse.foundation.documents.guests import may_leave
from coulisse.foundation.documents.models import Version


def picture_of(row: Submission, version: int, *, only: int | None = None) -> HttpResponseBase:
    """A picture of one of its publications; what we cannot draw comes as a file. Else `Http404`."""
    files = PublicationFile.objects.filter(publication__in=row.items.values("publication"), content=version)
    if only is not None:
        files = files.filter(publication=only)
    if not files.exists():
        raise Http404
    content = Version.objects.get(pk=version)
    if content.media_type not in previews.DRAWN:
        if not may_leave(content):
            raise Http404
        return serving.download(content)
    try:
        return serving.picture(previews.page_picture(content, 1))
    except (previews.NoPreview, Troubled):
        return serving.no_picture()
