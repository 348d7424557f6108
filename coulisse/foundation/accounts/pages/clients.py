"""The clients of the house: a list, and what the owner does with it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coulisse.foundation.accounts.access import access_client
from coulisse.foundation.accounts.actions import clients as actions
from coulisse.foundation.accounts.forms import ClientForm
from coulisse.foundation.accounts.queries import clients_visible_to
from coulisse.foundation.ui.doors import OWNER, SIGNED_IN, SignedInRequest, door
from coulisse.foundation.ui.toasts import done

A_PAGE = 50


@door(SIGNED_IN)
def index(request: SignedInRequest) -> HttpResponse:
    return _list(request, ClientForm())


@door(OWNER)
@require_POST
def add(request: SignedInRequest) -> HttpResponse:
    form = ClientForm(request.POST)
    if not form.is_valid():
        return _list(request, form)
    try:
        client = actions.add_client(name=form.cleaned_data["name"], by=request.user, at=timezone.now())
    except actions.ClientNameTaken:
        form.add_error("name", _taken(form))
        return _list(request, form)
    done(
        request,
        _("Client %(name)s added") % {"name": client.name},
        undo=reverse("accounts:archive-client", args=[client.pk]),
    )
    return redirect("accounts:clients")


@door(OWNER)
def rename(request: SignedInRequest, pk: int) -> HttpResponse:
    client = access_client(request.user, pk, to="manage")
    form = ClientForm(request.POST or None, initial={"name": client.name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_client(
                client=client, name=form.cleaned_data["name"], by=request.user, at=timezone.now()
            )
        except actions.ClientNameTaken:
            form.add_error("name", _taken(form))
        else:
            done(request, _("Client renamed"))
            return redirect("accounts:clients")
    return render(request, "accounts/client.html", {"form": form, "client": client})


@door(OWNER)
@require_POST
def archive(request: SignedInRequest, pk: int) -> HttpResponse:
    client = actions.archive_client(
        client=access_client(request.user, pk, to="manage"), by=request.user, at=timezone.now()
    )
    done(
        request,
        _("Client %(name)s archived") % {"name": client.name},
        undo=reverse("accounts:reopen-client", args=[client.pk]),
    )
    return redirect("accounts:clients")


@door(OWNER)
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    client = actions.reopen_client(
        client=access_client(request.user, pk, to="manage"), by=request.user, at=timezone.now()
    )
    done(request, _("Client %(name)s is back") % {"name": client.name})
    return redirect("accounts:clients")


def _list(request: SignedInRequest, form: ClientForm) -> HttpResponse:
    archived = request.GET.get("state") == "archived"
    found = clients_visible_to(request.user).filter(archived_at__isnull=not archived)
    if search := request.GET.get("q", "").strip():
        found = found.filter(name__icontains=search)
    return render(
        request,
        "accounts/clients.html",
        {
            "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
            "form": form,
            "archived": archived,
            "search": search,
            "may_manage": request.user.may("manage"),
        },
    )


def _taken(form: ClientForm) -> str:
    name = form.cleaned_data["name"]
    return _("Name refused: %(name)s. A client carries it already. Choose another, or bring that one back.") % {
        "name": name
    }
