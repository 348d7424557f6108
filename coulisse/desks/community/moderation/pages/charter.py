"""The charter of comments: edited by the desk, read by anybody where it is public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coulisse.desks.community.current import access_owned, on_production
from coulisse.desks.community.moderation.access import public_charter
from coulisse.desks.community.moderation.actions.charter import (
    LANGUAGES,
    NothingToShow,
    SlugTaken,
    write_charter,
)
from coulisse.desks.community.moderation.forms import CharterForm
from coulisse.desks.community.moderation.models import Charter
from coulisse.desks.community.moderation.places import Place, place_asked
from coulisse.foundation.accounts.limits import Limit, limited
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import ANYONE, SignedInRequest, door
from coulisse.foundation.ui.toasts import done

HERE = "community:moderation:charter"
READING = Limit("charters", amount=120, seconds=60)


@on_production
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, production: Production) -> HttpResponse:
    place = place_asked(request, production)
    home = place.home
    row = Charter.objects.filter(**home.values).first()
    form = CharterForm.of(row, slug=slugify(str(home))[:60])
    if request.method == "POST":
        access_owned(request.user, production=home.production_id, client=home.client_id, to="change")
        form = CharterForm(request.POST)
        if form.is_valid():
            answer = _write(request, place, form)
            if answer is not None:
                return answer
    context = {
        "production": production,
        "place": place,
        "form": form,
        "charter": row,
        "may_change": home.may(request.user, "change"),
    }
    return render(request, "community/moderation/charter.html", context, status=422 if form.errors else 200)


def _write(request: SignedInRequest, place: Place, form: CharterForm) -> HttpResponse | None:
    here = f"{reverse(HERE)}?{place.query}"
    try:
        write_charter(
            **place.home.values,
            slug=form.cleaned_data["slug"],
            texts=form.texts(),
            is_public=form.cleaned_data["is_public"],
            read_version=form.cleaned_data["read_version"] or 0,
            by=request.user,
            at=timezone.now(),
        )
    except SlugTaken:
        form.add_error("slug", _("Another charter has this address."))
    except NothingToShow:
        form.add_error("fr", _("Write it in one language at least before anybody may read it."))
    except StaleWrite as stale:
        return stale_answer(request, stale, back=here)
    else:
        done(request, _("Charter kept"))
        return redirect(here)
    return None


@door(ANYONE)
@limited(READING)
@require_GET
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """Without an account, in the language of `?lang=`, else of the browser, else one that it is written in."""
    row = public_charter(slug)
    written = [code for code in LANGUAGES if row.texts.get(code)]
    wished = (request.GET.get("lang", "") or get_language() or "fr")[:2]
    language = wished if wished in written else written[0]
    with translation.override(language):
        request.LANGUAGE_CODE = language
        context = {"charter": row, "text": row.texts[language], "language": language, "written": written}
        return render(request, "community/moderation/charter_public.html", context)
