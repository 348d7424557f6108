"""Audits of accounts: made, read, held against an earlier one, printed."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.desks.community.performance.access import access_audit, serving
from coulisse.desks.community.performance.actions import audits as actions
from coulisse.desks.community.performance.forms import AuditForm
from coulisse.desks.community.performance.models import AccountAudit
from coulisse.desks.community.performance.queries.auditing import record_of
from coulisse.desks.community.performance.queries.scope import all_known
from coulisse.desks.community.publishing.access import access_account, accounts_within_reach
from coulisse.foundation.companies.models import Company
from coulisse.foundation.documents.names import attachment
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done
from coulisse.foundation.ui.translated import reading_language
from coulisse.papers.account_audit import account_audit, facts_of
from coulisse.papers.reporting import report_pdf

HERE = "community:performance:audit"
USUAL = timedelta(days=89)


@on_production
@require_http_methods(["GET", "POST"])
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    """The audits made; a new one is asked here."""
    is_new = request.method == "POST"
    access_owned(request.user, production=production.pk, client=None, to="change" if is_new else "read")
    accounts = accounts_within_reach(request.user).filter(serving(production))
    known = all_known(request.user, production)
    last = known.last or timezone.localdate()
    form = AuditForm(
        request.POST or None,
        accounts=accounts,
        initial={"first_on": max(known.first or last - USUAL, last - USUAL), "last_on": last},
    )
    if is_new and form.is_valid():
        values = form.cleaned_data
        account = access_account(request.user, values["account"].pk, to="change")
        try:
            made = actions.make(
                account=account,
                first_on=values["first_on"],
                last_on=values["last_on"],
                metric=values["metric"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.NothingToAudit:
            form.add_error("account", _("No post of this account is known then: import its export first."))
        else:
            done(request, _("Audit made, and kept as it is"))
            return redirect(HERE, made.pk)
    rows = AccountAudit.objects.filter(account__in=accounts).select_related("account", "made_by")
    context = {
        "production": production,
        "tab": "audits",
        "form": form,
        "audits": [(row, len(row.posts)) for row in rows[:100]],
        "may_change": may(request.user, "change", production=production.pk, client=None),
    }
    return render(request, "community/performance/audits.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_audit(request.user, pk)
    before = _before(request, row)
    language = reading_language(get_language() or "fr").value
    record = record_of(row, language, house=_house(row), before=before)
    others = AccountAudit.objects.filter(account=row.account_id, metric=row.metric, last_on__lt=row.last_on)
    context = {
        "production": row.account.production,
        "tab": "audits",
        "row": row,
        "record": record,
        "facts": facts_of(record, language),
        "before": before,
        "others": others.exclude(pk=row.pk),
        "most": max((n for _monday, n in record.weeks), default=0) or 1,
    }
    return render(request, "community/performance/audit.html", context)


@door(MEMBER)
@require_GET
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """The audit as a PDF, in the language asked for."""
    row = access_audit(request.user, pk)
    language = request.GET.get("language", "")
    language = language if language in {"fr", "nl", "en"} else reading_language(get_language() or "fr").value
    record = record_of(row, language, house=_house(row), before=_before(request, row))
    answer = HttpResponse(report_pdf(account_audit(record, language)), content_type="application/pdf")
    answer["Content-Disposition"] = attachment(f"audit {row.account.handle} {row.last_on:%Y-%m-%d} {language}.pdf")
    return answer


def _before(request: SignedInRequest, row: AccountAudit) -> AccountAudit | None:
    """The audit that it is held against: of the same account, by the same figure."""
    asked = request.GET.get("against", "")
    if not asked.isdecimal():
        return None
    return get_object_or_404(AccountAudit, pk=int(asked), account=row.account_id, metric=row.metric)


def _house(row: AccountAudit) -> str:
    production = row.account.production
    company = production.company if production else Company.objects.order_by("pk").first()
    return company.name if company else ""
