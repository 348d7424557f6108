"""The plan: what it finds, by country, with its tranches, its conditions and what is not sure; its papers."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.financing import exports
from coulisse.desks.office.financing.access import access_version
from coulisse.desks.office.financing.actions.versions import NothingToFreeze, NumberTaken, freeze_plan
from coulisse.desks.office.financing.forms.plan import FreezeForm
from coulisse.desks.office.financing.queries.frozen import content_of, differences, version_line, versions_of
from coulisse.desks.office.financing.queries.plan import Plan, plan_of, sources_of
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.money import Money
from coulisse.kernel.times import to_brussels

PLAN = "office:financing:plan"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@on_production
@require_GET
def plan(request: SignedInRequest, production: Production) -> HttpResponse:
    now = timezone.now()
    today = to_brussels(now).date()
    found = plan_of(production, day=today)
    versions = versions_of(production)
    context = {
        "production": production,
        "plan": found,
        "versions": versions,
        "today": today,
        "may_change": may(request.user, "change", production.pk),
        "may_manage": may(request.user, "manage", production.pk),
        "freeze": FreezeForm(today=today, following=_following(found, versions[0].number if versions else 0)),
        "languages": exports.LANGUAGES,
    }
    return render(request, "office/financing/plan.html", context)


def _following(found: Plan, last: int) -> int:
    return found.number if found.frozen_on is None else last + 1


@on_production
@require_GET
def paper(request: SignedInRequest, production: Production, language: str) -> HttpResponse:
    """The plan and the budget summary on two pages."""
    if language not in exports.LANGUAGES:
        raise Http404
    content = exports.paper_of(production, language=language, at=timezone.now())
    return file_answer(content, PDF, _name(production), f"{language}.pdf", inline=True)


@on_production
@require_GET
def workbook(request: SignedInRequest, production: Production) -> HttpResponse:
    language = (get_language() or "fr")[:2]
    content = exports.workbook_of(production, language=language, at=timezone.now())
    return file_answer(content, XLSX, _name(production), "xlsx")


def _name(production: Production) -> str:
    what = _("financing plan")
    return f"{production.title} {what}"


def file_answer(content: bytes, kind: str, name: str, ending: str, *, inline: bool = False) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    where = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f'{where}; filename="{slugify(name)}.{ending}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@on_production
@require_POST
def freeze(request: SignedInRequest, production: Production) -> HttpResponse:
    """Keep the plan as it stands, under the next number."""
    access_office(request.user, production.pk, to="manage")
    now = timezone.now()
    form = FreezeForm(request.POST, today=to_brussels(now).date(), following=1)
    if not form.is_valid():
        refused(request, _("Version not frozen. Write its day and a number."))
        return redirect(PLAN)
    data = form.cleaned_data
    try:
        version = freeze_plan(
            production=production,
            day=data["day"],
            number=data["number"],
            reason=data["reason"],
            by=request.user,
            at=now,
        )
    except NothingToFreeze:
        refused(request, _("Nothing to freeze: add the sources first."))
    except NumberTaken as taken:
        said = {"number": taken.asked, "next": taken.next}
        refused(request, _("Version %(number)s is taken. The next free number is %(next)s.") % said)
    else:
        done(request, _("Version %(number)s is frozen") % {"number": version.number})
    return redirect(PLAN)


@door(MEMBER)
@require_GET
def version(request: SignedInRequest, pk: int) -> HttpResponse:
    """A frozen version, and what differs from the plan of today."""
    row = access_version(request.user, pk)
    now = content_of(sources_of(row.production))
    sources = [{**one, "amount": Money(one["cents"])} for one in row.content["sources"]]
    context = {
        "production": row.production,
        "version": version_line(row),
        "sources": sources,
        "differences": differences(row.content, now),
    }
    return render(request, "office/financing/version.html", context)
