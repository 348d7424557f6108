"""The cue sheet of a film with its papers, and the offers for its music."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.current import may
from coulisse.desks.office.financing.pages.plan import PDF, XLSX, file_answer
from coulisse.desks.office.rights import exports
from coulisse.desks.office.rights.access import access_cue, access_offer, access_work
from coulisse.desks.office.rights.actions import cues as actions
from coulisse.desks.office.rights.actions import offers
from coulisse.desks.office.rights.actions.works import MadeFromItself, OfAnotherProduction
from coulisse.desks.office.rights.forms.music import CueForm, DecideForm, OfferForm
from coulisse.desks.office.rights.models import Work
from coulisse.desks.office.rights.queries.music import cue_sheet, offers_for
from coulisse.desks.office.rights.queries.works import works_of
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.times import to_brussels

CUES = "office:rights:cues"
OFFERS = "office:rights:offers"
MUSICS = (Work.Kind.MUSIC, Work.Kind.RECORDING)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def cues(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sheet, and a new line of it."""
    film = access_work(request.user, pk, to="change" if request.method == "POST" else "read")
    form = CueForm(request.POST or None, musics=works_of(film.production_id, MUSICS, but=film.pk))
    if request.method == "POST" and form.is_valid():
        music = access_work(request.user, form.cleaned_data["music"])
        try:
            made = actions.write_cue(
                film=film, values={**form.values(), "music": music}, by=request.user, at=timezone.now()
            )
        except actions.HeardAtOnce:
            form.add_error("starts_at", _("This music is heard then already: change its line, or the minute."))
        except (MadeFromItself, OfAnotherProduction):
            form.add_error("music", _("This music cannot be heard in a work that it is made from."))
        else:
            undo = reverse("office:rights:remove-cue", args=[made.pk])
            done(request, _("“%(title)s” is on the cue sheet") % {"title": music.title}, undo=undo)
            return redirect(CUES, pk)
    lines = cue_sheet(film)
    context = {
        "production": film.production,
        "film": film,
        "lines": lines,
        "total": sum(line.seconds for line in lines),
        "form": form,
        "languages": exports.LANGUAGES,
        "may_change": may(request.user, "change", film.production_id),
    }
    return render(request, "office/rights/cues.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def cue(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_cue(request.user, pk, to="change")
    film = row.film
    form = CueForm(request.POST or None, musics=works_of(film.production_id, MUSICS, but=film.pk), cue=row)
    if request.method == "POST" and form.is_valid():
        music = access_work(request.user, form.cleaned_data["music"])
        try:
            actions.change_cue(
                cue=row,
                values=without_left({**form.values(), "music": music}, request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(CUES, args=[film.pk]))
        except actions.HeardAtOnce:
            form.add_error("starts_at", _("This music is heard then already: change its line, or the minute."))
        except (MadeFromItself, OfAnotherProduction):
            form.add_error("music", _("This music cannot be heard in a work that it is made from."))
        else:
            done(request, _("Line saved"))
            return redirect(CUES, film.pk)
    context = {"production": film.production, "film": film, "cue": row, "form": form}
    return render(request, "office/rights/cue.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def remove_cue(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_cue(request.user, pk, to="change")
    actions.remove_cue(cue=row, by=request.user, at=timezone.now())
    done(request, _("“%(title)s” is off the cue sheet") % {"title": row.music.title})
    return redirect(CUES, row.film_id)


@door(MEMBER)
@require_GET
def paper(request: SignedInRequest, pk: int, language: str) -> HttpResponse:
    film = access_work(request.user, pk)
    if language not in exports.LANGUAGES:
        raise Http404
    content = exports.cue_sheet_pdf(film, language=language, at=timezone.now())
    return file_answer(content, PDF, exports.name_of(film), f"{language}.pdf", inline=True)


@door(MEMBER)
@require_GET
def workbook(request: SignedInRequest, pk: int) -> HttpResponse:
    film = access_work(request.user, pk)
    content = exports.cue_sheet_workbook(film, language=(get_language() or "fr")[:2], at=timezone.now())
    return file_answer(content, XLSX, exports.name_of(film), "xlsx")


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """The offers side by side, with what the clause makes of them; and a new one."""
    film = access_work(request.user, pk, to="change" if request.method == "POST" else "read")
    now = timezone.now()
    today = to_brussels(now).date()
    form = OfferForm(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        made = offers.receive(film=film, values=form.values(), by=request.user, at=now)
        done(request, _("Offer of %(who)s entered") % {"who": made.offered_by})
        return redirect(OFFERS, pk)
    context = {
        "production": film.production,
        "film": film,
        "offers": offers_for(film, today=today),
        "form": form,
        "may_change": may(request.user, "change", film.production_id),
    }
    return render(request, "office/rights/offers.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an offer up, or decline it."""
    row = access_offer(request.user, pk, to="change")
    form = DecideForm(request.POST)
    if not form.is_valid():
        refused(request, _("Say why it is chosen or declined."))
        return redirect(OFFERS, row.film_id)
    act = offers.choose if form.cleaned_data["decision"] == "choose" else offers.decline
    try:
        act(offer=row, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
    except offers.DecidedAlready:
        refused(request, _("Somebody decided about this offer meanwhile. Open it again before another answer."))
    except offers.ReasonMissing:
        refused(request, _("Say why it is chosen or declined."))
    else:
        undo = reverse("office:rights:reopen-offer", args=[pk])
        done(request, _("Decided about the offer of %(who)s") % {"who": row.offered_by}, undo=undo)
    return redirect(OFFERS, row.film_id)


@door(MEMBER)
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_offer(request.user, pk, to="change")
    try:
        offers.reopen(offer=row, by=request.user, at=timezone.now())
    except offers.NotDecided:
        refused(request, _("This offer is open already."))
    else:
        done(request, _("The offer of %(who)s is open again") % {"who": row.offered_by})
    return redirect(OFFERS, row.film_id)
