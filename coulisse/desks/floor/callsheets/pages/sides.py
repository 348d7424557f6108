"""The sides of a day, printed with a name behind each page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coulisse.desks.floor.callsheets.access import access_call_sheet
from coulisse.desks.floor.callsheets.queries.compose import compose, everybody
from coulisse.desks.floor.callsheets.queries.script_pages import sides_of
from coulisse.foundation.people.models import Contact
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import refused
from coulisse.papers.sides import NothingOfTheDay
from coulisse.papers.sides import sides as paper


@door(MEMBER)
@require_GET
def sides(request: SignedInRequest, pk: int) -> HttpResponse:
    """`?person=` names somebody whom the sheet calls: nobody else is given pages of the script."""
    sheet = access_call_sheet(request.user, pk)
    asked, at = request.GET.get("person", ""), timezone.now()
    called = [one for one in everybody(compose(sheet, at=at).now) if str(one) == asked]
    if not called:
        refused(request, _("Choose somebody whom the sheet calls."))
        return redirect("floor:callsheets:sheet", sheet.pk)
    person = get_object_or_404(Contact, pk=called[0])
    try:
        content = paper(sides_of(sheet, person=person.name, at=at), (get_language() or "fr")[:2])
    except NothingOfTheDay:
        refused(request, _("No page of the script holds a scene of this day."))
        return redirect("floor:callsheets:sheet", sheet.pk)
    answer = HttpResponse(content, content_type="application/pdf")
    name = f"{sheet.production.code}-J{sheet.number:02}-{slugify(person.name)}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
