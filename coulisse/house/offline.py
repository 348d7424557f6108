"""The script that keeps call sheets readable without network.

A service worker rules over the addresses below its own: served from `/static/` it would not reach the pages, so
that the file that the front end's build made is given out once more, at the root.
"""

from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from coulisse.foundation.ui.doors import ANYONE, door

SCRIPT: Final = "coulisse/service-worker.js"


@door(ANYONE)
@require_GET
def service_worker(request: HttpRequest) -> HttpResponse:
    found = finders.find(SCRIPT)
    if not isinstance(found, str):
        raise Http404
    response = HttpResponse(Path(found).read_bytes(), content_type="text/javascript; charset=utf-8")
    # Asked for at each visit, so that a new release replaces the one at work.
    response.headers["Cache-Control"] = "no-cache"
    return response
