"""What a board is taken along as."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from coulisse.desks.floor.schedule.access import access_board
from coulisse.desks.floor.schedule.exports import WAYS, Asked, file_name
from coulisse.desks.floor.schedule.pages.chosen import is_private
from coulisse.desks.floor.schedule.plan_words import paper_language
from coulisse.desks.floor.schedule.queries.arrangement import arrangement_of
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door


@require_GET
@door(MEMBER)
def paper(request: SignedInRequest, pk: int, way: str) -> HttpResponse:
    """The board as one of the papers, in the reader's language."""
    if way not in WAYS:
        raise Http404
    board = access_board(request.user, pk)
    chosen, arrangement = WAYS[way], arrangement_of(board)
    asked = Asked(arrangement, paper_language(), is_private(request, board), timezone.now())
    response = HttpResponse(chosen.write(asked), content_type=chosen.content_type)
    name = file_name(arrangement, chosen)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
