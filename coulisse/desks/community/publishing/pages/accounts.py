"""The accounts of the house, of its productions and of its clients: added, changed, tried, closed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.community.current import access_owned
from coulisse.desks.community.publishing.access import access_account
from coulisse.desks.community.publishing.actions import accounts as actions
from coulisse.desks.community.publishing.forms import AccountForm
from coulisse.desks.community.publishing.health import check
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.publishing.queries.pages import account_lines
from coulisse.desks.community.publishing.speaking import connect
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused


@door(MEMBER)
@require_GET
def listing(request: SignedInRequest) -> HttpResponse:
    if not request.user.may("read", desk=Desk.COMMUNITY, anywhere=True):
        raise PermissionDenied
    lines = account_lines(request.user)
    may_add = request.user.may("change", desk=Desk.COMMUNITY, anywhere=True)
    return render(request, "community/publishing/accounts.html", {"lines": lines, "may_change": may_add})


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    form = AccountForm(request.POST or None, user=request.user)
    if not form.owners:
        access_owned(request.user, production=None, client=None, to="change")
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add(values=form.values(), credentials=form.credentials())
        except actions.AccountKnown:
            form.add_error("handle", _("The house has this account already."))
        else:
            done(request, _("Account added: %(account)s") % {"account": made})
            return redirect("community:accounts:list")
    return _form(request, form, None)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_account(request.user, pk, to="change")
    form = AccountForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(
                account=NetworkAccount.objects.get(pk=pk),
                values=form.values(),
                credentials=form.credentials(),
                read_version=form.cleaned_data["read_version"] or 0,
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=request.path)
        except actions.AccountKnown:
            form.add_error("handle", _("The house has this account already."))
        else:
            done(request, _("Account saved"))
            return redirect("community:accounts:list")
    return _form(request, form, NetworkAccount.objects.get(pk=pk))


def _form(request: SignedInRequest, form: AccountForm, row: NetworkAccount | None) -> HttpResponse:
    context = {"form": form, "account": row}
    return render(request, "community/publishing/account.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def try_now(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the network whether it still lets us in."""
    row = access_account(request.user, pk, to="change")
    found = check(row, now=timezone.now, connect=connect)
    if found == NetworkAccount.Access.GOOD:
        done(request, _("%(account)s lets us in") % {"account": row})
    elif found == NetworkAccount.Access.REFUSED:
        refused(request, _("%(account)s refuses our access: give a new password or token.") % {"account": row})
    else:
        refused(request, _("%(account)s could not be asked: try again later.") % {"account": row})
    return redirect("community:accounts:list")


@door(MEMBER)
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_account(request.user, pk, to="change")
    try:
        actions.close(account=row, at=timezone.now())
    except actions.StillAtWork as waiting:
        n = int(str(waiting))
        words = ngettext("%(n)s publication waits for it", "%(n)s publications wait for it", n) % {"n": n}
        refused(request, _("Not closed: %(waiting)s. Cancel or move them first.") % {"waiting": words})
    else:
        done(request, _("Account closed; its secrets are forgotten"))
    return redirect("community:accounts:list")
