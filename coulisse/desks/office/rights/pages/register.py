"""The register: every work with where it stands for a use; a new one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.office.current import access_office, may, on_production, within_reach
from coulisse.desks.office.financing.papers_of_the_house import documents_for
from coulisse.desks.office.rights.actions import works as actions
from coulisse.desks.office.rights.forms.works import ListForm, WorkForm
from coulisse.desks.office.rights.models import Work
from coulisse.desks.office.rights.queries.works import register_lines
from coulisse.desks.office.rights.wording import STATES
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest
from coulisse.foundation.ui.toasts import done
from coulisse.kernel.times import to_brussels

LIST = "office:rights:list"
WORK = "office:rights:work"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    """The works of a production, or of all within reach, with where they stand for the use in the bar."""
    today = to_brussels(timezone.now()).date()
    bar = ListForm(request.GET, today=today)
    everywhere = bar.chosen("where") == "all"
    works = Work.objects.filter(removed_at__isnull=True)
    works = (
        works.filter(production__in=within_reach(request.user))
        if everywhere
        else works.filter(production=production)
    )
    if kind := bar.chosen("kind"):
        works = works.filter(kind=kind)
    use, state = bar.use(), bar.chosen("state")
    lines = register_lines(works, use)
    counts = {code: sum(line.state.code == code for line in lines) for code in STATES}
    shown = tuple(line for line in lines if not state or line.state.code == state)
    context = {
        "production": production,
        "bar": bar,
        "use": use,
        "lines": shown,
        "all": len(lines),
        "counts": counts,
        "blocked": counts["refused"] + counts["withdrawn"],
        "everywhere": everywhere,
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "office/rights/list.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    form = WorkForm(request.POST or None, documents=documents_for(production, request.user))
    if request.method == "POST" and form.is_valid():
        made = actions.enter(
            production=production,
            values=form.values(),
            credits=form.credits(),
            by=request.user,
            at=timezone.now(),
        )
        done(request, _("“%(title)s” is in the register") % {"title": made.title})
        return redirect(WORK, made.pk)
    context = {"production": production, "form": form}
    return render(request, "office/rights/add.html", context, status=422 if form.errors else 200)
