"""Files that came along: saved, never opened here; pictures as we drew them ourselves."""

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_GET

from coulisse.desks.audience.intake.access import access_attachment
from coulisse.foundation.documents.darkroom.trouble import Troubled
from coulisse.foundation.documents.previews import NoPreview, thumbnail
from coulisse.foundation.documents.serving import download_content, no_picture
from coulisse.foundation.documents.serving import picture as as_picture
from coulisse.foundation.documents.vault import vault
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door


@door(MEMBER)
@require_GET
def download(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """As an attachment, typed from its bytes, in a sandbox should a browser open it all the same."""
    found = access_attachment(request.user, pk)
    if not vault().holds(found.sha256):
        raise Http404
    return download_content(found.sha256, found.media_type, found.name)


@door(MEMBER)
@require_GET
def picture(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Small, drawn anew from the picture that came: nothing of the file itself. None of a folded message."""
    found = access_attachment(request.user, pk)
    if found.message.conversation.is_folded:
        return no_picture()
    try:
        return as_picture(thumbnail(found))
    except (NoPreview, Troubled, FileNotFoundError):
        return no_picture()
