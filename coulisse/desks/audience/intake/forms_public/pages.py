"""The form itself, for anybody; its list, correction, preview and switch, for its keepers."""

from typing import Any, Final

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.current import access_audience, may, on_production, within_reach
from coulisse.desks.audience.intake.forms_public import actions
from coulisse.desks.audience.intake.forms_public.access import access_form, open_to_all
from coulisse.desks.audience.intake.forms_public.forms import AskForm, KeeperForm
from coulisse.desks.audience.intake.forms_public.models import PublicForm
from coulisse.desks.audience.intake.forms_public.queries import forms_of, human_of
from coulisse.desks.audience.intake.forms_public.words import CODES, LANGUAGES, texts
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.limits import Limit, TooMany, count, limited, too_many, visitor
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import ANYONE, MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

LIST: Final = "audience:intake:forms"
READING: Final = Limit("public-forms", amount=120, seconds=60)
TRYING: Final = Limit("public-forms-tried", amount=30, seconds=600)
SENDING: Final = Limit("public-forms-sent", amount=6, seconds=600)
"""Messages of one visitor in ten minutes."""
FLOOD: Final = Limit("public-forms-all", amount=3_000, seconds=3_600)
"""Messages through one form in an hour, whoever sends them: a campaign of 1,600 passes, a machine does not."""
THANKS_SALT: Final = "audience.forms.thanks"


@door(ANYONE)
@limited(READING)
@require_http_methods(["GET", "POST"])
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, in the language of `?lang=`, else of the browser. Works without an account and without script."""
    form = open_to_all(slug)
    language = _language(request)
    with translation.override(language):
        request.LANGUAGE_CODE = language
        if not form.is_open:
            return render(request, "audience/intake/form_closed.html", _shown(form, language), status=410)
        if request.method == "POST":
            return _sent(request, form, language)
        return _form_page(request, form, language, AskForm(form=form, now=timezone.now()))


def _sent(request: HttpRequest, form: PublicForm, language: str) -> HttpResponse:
    now = timezone.now()
    asked = AskForm(request.POST, request.FILES, form=form, now=now)
    try:
        count(TRYING, f"{form.pk}:{visitor(request)}", at=now)
        if not asked.is_valid():
            return _form_page(request, form, language, asked.again(now), status=422)
        count(SENDING, visitor(request), at=now)
        count(FLOOD, str(form.pk), at=now)
    except TooMany as waiting:
        return too_many(request, waiting)
    try:
        conversation = actions.take_in(form=form, sent=asked.sent(language), at=now)
    except actions.ClosedToWriter:
        context = _shown(form, language) | {"human": human_of(form), "text": asked.cleaned_data["text"]}
        return private(render(request, "audience/intake/form_refused.html", context, status=403))
    told = signing.dumps(conversation.reference, salt=THANKS_SALT)
    return redirect(f"{reverse('audience:intake:form-thanks', args=[form.slug, told])}?lang={language}")


def _form_page(
    request: HttpRequest, form: PublicForm, language: str, asked: AskForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = _shown(form, language) | {"asked": asked} | more
    return render(request, "audience/intake/form_public.html", context, status=status)


def _shown(form: PublicForm, language: str) -> dict[str, Any]:
    return {"form": form, "texts": texts(form, language), "languages": LANGUAGES, "language": language}


def _language(request: HttpRequest) -> str:
    wished = request.GET.get("lang", "")
    if wished in CODES:
        return wished
    spoken = (get_language() or "fr")[:2]
    return spoken if spoken in CODES else "fr"


@door(ANYONE)
@limited(READING)
@require_GET
def thanks(request: HttpRequest, slug: str, told: str) -> HttpResponse:
    """The number of what was sent; the address is of no use to anybody else."""
    form = open_to_all(slug)
    try:
        reference = signing.loads(told, salt=THANKS_SALT)
    except signing.BadSignature:
        raise Http404 from None
    language = _language(request)
    with translation.override(language):
        request.LANGUAGE_CODE = language
        context = _shown(form, language) | {"reference": reference}
        return private(render(request, "audience/intake/form_thanks.html", context))


@on_production
@require_GET
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk)
    context = {
        "production": production,
        "forms": forms_of(production, user=request.user),
        "may_change": may(request.user, "change", production.pk),
        "is_whole_house": request.user.may("read", desk=Desk.AUDIENCE),
    }
    return render(request, "audience/intake/forms.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk, to="change")
    keeper = KeeperForm(
        request.POST or None,
        productions=within_reach(request.user, "change").order_by("title"),
        initial={"production": production.pk},
    )
    if request.method == "POST" and keeper.is_valid():
        _may_keep(request, keeper)
        try:
            made = actions.make(values=keeper.values(), by=request.user, at=timezone.now())
        except actions.AddressTaken:
            keeper.add_error("slug", _("Another form has this address. Choose another one."))
        else:
            done(request, _("Form “%(name)s” opened") % {"name": made})
            return redirect(LIST)
    context = {"production": production, "keeper": keeper}
    return render(request, "audience/intake/form_edit.html", context, status=422 if keeper.errors else 200)


def _may_keep(request: SignedInRequest, keeper: KeeperForm) -> None:
    """A form of the house asks for a role on the house."""
    chosen: Production | None = keeper.cleaned_data["production"]
    require(
        request.user, "change", desk=Desk.AUDIENCE, production=chosen.pk if chosen is not None else None, seen=True
    )


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    form = access_form(request.user, pk)
    keeper = KeeperForm(
        request.POST or None, productions=within_reach(request.user, "change").order_by("title"), form=form
    )
    if request.method == "POST" and keeper.is_valid():
        _may_keep(request, keeper)
        try:
            actions.correct(
                form=form,
                values=keeper.values(),
                read_version=keeper.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse("audience:intake:form-edit", args=[pk]))
        except actions.AddressTaken:
            keeper.add_error("slug", _("Another form has this address. Choose another one."))
        else:
            done(request, _("Form saved"))
            return redirect(LIST)
    context = {"production": form.production, "keeper": keeper, "form": form}
    return render(request, "audience/intake/form_edit.html", context, status=422 if keeper.errors else 200)


@door(MEMBER)
@require_GET
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """As the public sees it, without sending."""
    form = access_form(request.user, pk, to="read")
    language = _language(request)
    with translation.override(language):
        request.LANGUAGE_CODE = language
        return _form_page(request, form, language, AskForm(form=form, now=timezone.now()), is_preview=True)


@door(MEMBER)
@require_POST
def switch(request: SignedInRequest, pk: int) -> HttpResponse:
    """`open` says to which side."""
    form = access_form(request.user, pk)
    wanted = request.POST.get("open", "")
    if wanted not in {"yes", "no"}:
        refused(request, _("Say whether the form is opened or closed."))
        return redirect(LIST)
    actions.switch(form=form, is_open=wanted == "yes", by=request.user, at=timezone.now())
    done(request, _("Form opened") if wanted == "yes" else _("Form closed: its address says so"))
    return redirect(LIST)
