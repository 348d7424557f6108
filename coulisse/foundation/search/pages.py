"""The answer to the palette, and the same search as a page of its own."""

from django.http import HttpResponse
from django.shortcuts import render

from coulisse.foundation.search.kinds import kind_of
from coulisse.foundation.search.queries import find as find_items
from coulisse.foundation.ui.doors import SIGNED_IN, SignedInRequest, door

IN_THE_PALETTE, ON_A_PAGE = 8, 50


@door(SIGNED_IN)
def find(request: SignedInRequest) -> HttpResponse:
    question = request.GET.get("q", "")
    as_fragment = "HX-Request" in request.headers
    hits = find_items(request.user, question, most=IN_THE_PALETTE if as_fragment else ON_A_PAGE)
    found = [(hit, kind_of(hit.kind)) for hit in hits]
    template = "search/options.html" if as_fragment else "search/page.html"
    return render(request, template, {"found": found, "question": question})
