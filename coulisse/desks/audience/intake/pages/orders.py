"""Running orders: what went on air minute by minute, so that a minute in a message means something."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.intake.actions.ordering import keep_order
from coulisse.desks.audience.intake.forms import OrderForm
from coulisse.desks.audience.intake.pages.channels import whole_house
from coulisse.desks.audience.intake.queries.orders import access_broadcast, broadcasts_of, lines_of
from coulisse.desks.audience.intake.running_order import OrderProblem, read_order, written_order
from coulisse.foundation.productions.current import show_as_current
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done


@on_production
@require_GET
def orders(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk)
    context = {
        "production": production,
        "tab": "orders",
        "broadcasts": broadcasts_of(production.pk, until=timezone.now()),
        "may_change": may(request.user, "change", production.pk),
        "is_whole_house": whole_house(request.user),
    }
    return render(request, "audience/intake/orders.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def order(request: SignedInRequest, pk: int) -> HttpResponse:
    """One broadcast: its pieces, pasted as lines; nothing is kept while a line can't be read."""
    broadcast = access_broadcast(request.user, pk, to="change" if request.method == "POST" else "read")
    production = broadcast.programme.production
    assert production is not None  # access_broadcast has seen to it
    show_as_current(request, production.pk)
    held = lines_of(broadcast)
    form = OrderForm(request.POST or None, initial={"order": written_order(held)})
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        read = read_order(form.cleaned_data["order"], broadcast.starts_at, broadcast.ends_at)
        problems = [_sentence(one) for one in read.problems]
        if not problems:
            kept = keep_order(broadcast=broadcast, lines=read.lines, by=request.user, at=timezone.now())
            said = ngettext("Running order kept: %(n)d piece", "Running order kept: %(n)d pieces", len(kept))
            done(request, said % {"n": len(kept)})
            return redirect(reverse("audience:intake:order", args=[pk]))
    context = {
        "production": production,
        "tab": "orders",
        "broadcast": broadcast,
        "titles": broadcast.programme.titles,
        "lines": held,
        "form": form,
        "line_problems": problems,
        "may_change": may(request.user, "change", production.pk),
        "is_whole_house": whole_house(request.user),
    }
    return render(request, "audience/intake/order.html", context, status=422 if form.errors or problems else 200)


def _sentence(one: OrderProblem) -> str:
    said = {"line": one.line, "text": one.text}
    if one.code == "no-hour":
        return _("Line %(line)s, “%(text)s”: no hour at its beginning. Write it like 20:52 Archives.") % said
    if one.code == "no-title":
        return _("Line %(line)s, “%(text)s”: no title behind the hour.") % said
    if one.code == "outside":
        return _("Line %(line)s, “%(text)s”: not during this broadcast.") % said
    if one.code == "twice":
        return _("Line %(line)s, “%(text)s”: another piece begins at that moment.") % said
    return _("Line %(line)s: a running order has 300 pieces at most.") % said
