"""The companies of the house: list, sheet, add, change, archive."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coulisse.foundation.companies import actions
from coulisse.foundation.companies.access import access_company, access_recovery, may_manage_companies
from coulisse.foundation.companies.forms import CompanyForm, RecoveryForm
from coulisse.foundation.companies.models import Company
from coulisse.foundation.companies.queries import lines, list_companies, recoveries_of, sheet
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done

A_PAGE = 50


@door(MEMBER)
def index(request: SignedInRequest) -> HttpResponse:
    archived, search = request.GET.get("state") == "archived", request.GET.get("q", "").strip()
    found = list_companies(request.user, search=search, archived=archived, sort=request.GET.get("sort", "name"))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "companies/list.html",
        {
            "page": page,
            "lines": lines(page.object_list),
            "archived": archived,
            "search": search,
            "may_manage": may_manage_companies(request.user),
        },
    )


@door(MEMBER)
def company(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_company(request.user, pk)
    may_manage = may_manage_companies(request.user)
    return render(
        request,
        "companies/company.html",
        {
            "company": sheet(found, with_bank=may_manage),
            "may_manage": may_manage,
            "recoveries": recoveries_of(found),
        },
    )


@door(MEMBER)
def add(request: SignedInRequest) -> HttpResponse:
    if not may_manage_companies(request.user):
        raise PermissionDenied
    form = CompanyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = actions.add_company(values=form.values(), by=request.user, at=timezone.now())
        done(
            request,
            _("Company %(name)s added") % {"name": added},
            undo=reverse("companies:archive", args=[added.pk]),
        )
        return redirect("companies:company", pk=added.pk)
    return render(request, "companies/form.html", {"form": form, "company": None})


@door(MEMBER)
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_company(request.user, pk, to="manage")
    form = CompanyForm(request.POST or None, instance=found)
    if request.method != "POST" or not form.is_valid():
        return render(request, "companies/form.html", {"form": form, "company": Company.objects.get(pk=pk)})
    try:
        actions.change_company(
            company=found,
            values=form.values(),
            read_version=form.cleaned_data["read_version"] or 0,
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as refused:
        return render(
            request, "companies/stale.html", {"refused": refused, "form": form, "company": refused.row}, status=409
        )
    done(request, _("Company saved"))
    return redirect("companies:company", pk=pk)


@door(MEMBER)
@require_POST
def archive(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_company(request.user, pk, to="manage")
    actions.archive_company(company=found, by=request.user, at=timezone.now())
    done(request, _("Company %(name)s archived") % {"name": found}, undo=reverse("companies:reopen", args=[pk]))
    return redirect("companies:list")


@door(MEMBER)
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_company(request.user, pk, to="manage")
    actions.reopen_company(company=found, by=request.user, at=timezone.now())
    done(request, _("Company %(name)s is back") % {"name": found})
    return redirect("companies:company", pk=pk)


@door(MEMBER)
def recovery(request: SignedInRequest, pk: int) -> HttpResponse:
    """What part of the VAT comes back, from a day on."""
    found = access_company(request.user, pk, to="manage")
    form = RecoveryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_recovery(company=found, **form.cleaned_data, by=request.user, at=timezone.now())
        done(request, _("Recovery of VAT saved"))
        return redirect("companies:company", pk=pk)
    context = {"form": form, "company": found, "recoveries": recoveries_of(found)}
    return render(request, "companies/recovery.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def remove_recovery(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_recovery(request.user, pk)
    actions.remove_recovery(recovery=found, by=request.user, at=timezone.now())
    done(request, _("Recovery of VAT taken back"))
    return redirect("companies:company", pk=found.company_id)
