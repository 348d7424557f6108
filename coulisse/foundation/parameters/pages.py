"""Browsing, comparing, adding and checking parameters."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coulisse.foundation.parameters import actions, queries
from coulisse.foundation.parameters.access import access_parameter, access_value, may_add_values
from coulisse.foundation.parameters.forms import ValueForm
from coulisse.foundation.parameters.subjects import SUBJECTS, UNITS
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door


@door(MEMBER)
def list_(request: SignedInRequest) -> HttpResponse:
    day = _day(request.GET.get("day", ""))
    group = request.GET.get("group", "")
    doubtful = request.GET.get("doubtful") == "1"
    lines = queries.listed(
        day, group=group if group in SUBJECTS else "", words=request.GET.get("q", ""), doubtful=doubtful
    )
    context = {
        "lines": lines,
        "day": day,
        "group": group,
        "q": request.GET.get("q", ""),
        "doubtful": doubtful,
        "subjects": SUBJECTS,
        "units": UNITS,
        "to_confirm": sum(value.to_be_confirmed for line in lines for value in line.values),
    }
    return render(request, "parameters/list.html", context)


@door(MEMBER)
def compare(request: SignedInRequest) -> HttpResponse:
    first = _day(request.GET.get("first", ""))
    second = _day(request.GET.get("second", ""))
    context = {"first": first, "second": second, "changes": queries.compare(first, second), "units": UNITS}
    return render(request, "parameters/compare.html", context)


@door(MEMBER)
def parameter(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_parameter(request.user, pk)
    context = {
        "parameter": found,
        "subject": SUBJECTS.get(found.group, found.group),
        "unit": UNITS.get(found.unit, found.unit),
        "values": queries.history_of(found),
        "uses": queries.uses_of(found, request.user),
        "may_add": may_add_values(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "parameters/parameter.html", context)


@door(MEMBER)
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_parameter(request.user, pk, to="change")
    today = timezone.localdate()
    form = ValueForm(
        request.POST or None,
        unit=found.unit,
        language=get_language() or "fr",
        initial={"since": today, "read_on": today, **request.GET.dict()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_value(found, **form.cleaned_data, by=request.user, at=timezone.now())
        except actions.BeginsBeforeTheLastOne as later:
            form.add_error(
                "since",
                _("A value from %(day)s stands already. Choose a later day.")
                % {"day": f"{later.standing.in_force.lower:%d/%m/%Y}"},
            )
        else:
            toasts.done(
                request, _("Value added from %(day)s.") % {"day": f"{form.cleaned_data['since']:%d/%m/%Y}"}
            )
            return redirect("parameters:parameter", pk=pk)
    context = {"parameter": found, "form": form, "unit": UNITS.get(found.unit, found.unit)}
    return render(request, "parameters/add.html", context, status=422 if form.errors else 200)


@require_POST
@door(MEMBER)
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    value = access_value(request.user, pk)
    actions.check(value, by=request.user, at=timezone.now())
    toasts.done(request, _("Value checked."))
    return redirect("parameters:parameter", pk=value.parameter_id)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
