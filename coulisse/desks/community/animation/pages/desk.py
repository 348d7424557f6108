"""Animations as the desk writes, opens and settles them."""

from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

import qrcode
import qrcode.image.svg
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.community.animation.access import access_animation, access_entrant
from coulisse.desks.community.animation.actions import hearing, running, settling, writing
from coulisse.desks.community.animation.actions.telling import NotNow
from coulisse.desks.community.animation.bounds import bases_of, what_frees_a_draw
from coulisse.desks.community.animation.forms import AnimationForm, DecisionForm, RulesForm
from coulisse.desks.community.animation.models import Animation, Entrant
from coulisse.desks.community.animation.queries import desk as queries
from coulisse.desks.community.animation.queries.public import counted, standing_of
from coulisse.desks.community.animation.queries.ranking import RankRow, ranking_of, ties_to_decide
from coulisse.desks.community.animation.records import rules_by_record, rules_of
from coulisse.desks.community.animation.words import left_out_words, refusal_words
from coulisse.desks.community.clients.workspaces import workspace_of
from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.engines import quiz
from coulisse.formats.tabular import write_csv
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.secret_pages import private
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE: Final = "community:animation:one"
TOP: Final = 30


def reading_language() -> str:
    return (get_language() or "fr")[:2]


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    place = workspace_of(request.user, production)
    context = {
        "production": production,
        "lines": queries.listing(request.user, place, production.pk),
        "may_change": place.may(request.user, "change"),
    }
    return render(request, "community/animation/list.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    place = workspace_of(request.user, production)
    access_owned(request.user, production=place.production_id, client=place.client_id, to="change")
    form = AnimationForm(request.POST or None, production=production.pk)
    if request.method == "POST" and form.is_valid():
        try:
            made = writing.write(
                values=form.values(),
                questions=form.asked(),
                by=request.user,
                at=timezone.now(),
                **place.values,
            )
        except writing.AddressTaken:
            form.add_error("slug", _("Another animation has this address: choose another one."))
        else:
            done(request, _("Draft written: read its rules, then open it"))
            return redirect(HERE, made.pk)
    return _form(request, form, None)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_animation(request.user, pk, to="change")
    form = AnimationForm(request.POST or None, production=row.production_id, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            writing.rewrite(
                animation=row,
                values=form.values(),
                questions=form.asked(),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except writing.AddressTaken:
            form.add_error("slug", _("Another animation has this address: choose another one."))
            return _form(request, form, row)
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(HERE, args=[pk]))
        except NotNow:
            refused(request, _("Its rules are frozen since it was opened: nothing was changed."))
        else:
            done(request, _("Animation saved"))
        return redirect(HERE, pk)
    return _form(request, form, row)


def _form(request: SignedInRequest, form: AnimationForm, row: Animation | None) -> HttpResponse:
    context = {"form": form, "animation": row}
    return render(request, "community/animation/edit.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_animation(request.user, pk)
    return _one(request, row)


def _one(
    request: SignedInRequest, row: Animation, decision: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    at, language = timezone.now(), reading_language()
    may_change = may(request.user, "change", production=row.production_id, client=row.client_id)
    ranking = ranking_of(row, at=at) if row.is_game and row.state != row.State.DRAFT else ()
    open_ties = ties_to_decide(ranking, row.winners) if row.state == row.State.CLOSED else ()
    address = _public_address(request, row)
    context = {
        "animation": row,
        "may_change": may_change,
        "address": address,
        "square": square_of(address) if row.state == row.State.OPEN else "",
        "obstacles": queries.obstacles_of(row) if row.state == row.State.DRAFT else (),
        "bases": queries.bases_shown(row),
        "questions": queries.asked_lines(row, at=at, language=language),
        "ranking": ranking[:TOP],
        "ranked": len(ranking),
        "ties": [(group, _decision_form(group)) for group in open_ties],
        "decision": decision or DecisionForm(initial={"rank": 1}),
        "decisions": row.decisions.all(),
        "counted": counted(row, language) if row.kind == row.Kind.POLL and row.state != row.State.DRAFT else (),
        "left_out": [(left_out_words(why), n) for why, n in queries.left_out_of(row).items()],
        "entrants": row.entrants.filter(excluded="").count(),
        "lots": queries.lots_of(row),
        "standing": standing_of(row),
        "forgotten_on": queries.forgotten_on(row),
    }
    return render(request, "community/animation/one.html", context, status=status)


def _decision_form(group: tuple[RankRow, ...]) -> DecisionForm:
    codes = " ".join(one.code for one in group)
    return DecisionForm(initial={"rank": group[0].rank, "codes": codes}, auto_id=f"id_{group[0].rank}_%s")


def _public_address(request: SignedInRequest, row: Animation) -> str:
    return request.build_absolute_uri(reverse("community:play:page", args=[row.slug]))


def square_of(address: str) -> str:
    """The address as a picture that any telephone reads."""
    drawn = BytesIO()
    qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage, border=2).save(drawn)
    return "data:image/svg+xml;base64," + b64encode(drawn.getvalue()).decode()


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def rules(request: SignedInRequest, pk: int) -> HttpResponse:
    """The rules as they stand: written from the record, worded by somebody, or frozen."""
    row = access_animation(request.user, pk, to="change" if request.method == "POST" else "read")
    freed_by = what_frees_a_draw(bases_of(row))
    generated = rules_by_record(row, freed_by=freed_by)
    texts = rules_of(row, freed_by=freed_by)
    form = RulesForm(request.POST or None, texts=texts, version=row.version)
    if request.method == "POST" and form.is_valid():
        try:
            writing.write_rules(
                animation=row,
                rules=form.changed_from(generated),
                read_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=request.path)
        except NotNow:
            refused(request, _("Its rules are frozen since it was opened: nothing was changed."))
        else:
            done(request, _("Rules saved"))
        return redirect("community:animation:rules", pk)
    context = {
        "animation": row,
        "form": form,
        "texts": texts,
        "worded": [one for one in row.languages if one in row.rules],
        "is_draft": row.state == row.State.DRAFT,
        "bases": queries.bases_shown(row),
        "may_change": may(request.user, "change", production=row.production_id, client=row.client_id),
    }
    return render(request, "community/animation/rules.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def act(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open, close, cancel, publish; bind, announce and draw; hand it to the calendar."""
    row = access_animation(request.user, pk, to="change")
    doing = ACTS.get(request.POST.get("act", ""))
    if doing is None:
        refused(request, _("There is no such act."))
        return redirect(HERE, pk)
    try:
        done(request, doing(request, row, request.user))
    except running.Refused as stopped:
        refused(request, " ".join(refusal_words(one) for one in stopped.reasons))
    except NotNow:
        refused(request, _("Meanwhile it is in another state: look again."))
    except settling.Undecided:
        refused(request, _("A prize hangs on it and nobody has decided: decide by the rules first, in writing."))
    except (running.NotBound, settling.NotAnnounced):
        refused(request, _("First bind seed and list in public, then announce the closing, then draw."))
    except settling.BoundAlready:
        refused(request, _("The list is bound already."))
    except quiz.TooManyPlaces:
        refused(request, _("Fewer people take part than can win: nothing was bound."))
    return redirect(HERE, pk)


def _open(request: SignedInRequest, row: Animation, user: User) -> str:
    running.open_up(animation=row, by=user, at=timezone.now())
    return _("Open: its rules are frozen")


def _close(request: SignedInRequest, row: Animation, user: User) -> str:
    running.close(animation=row, by=user, at=timezone.now())
    return _("Closed: nobody takes part any more")


def _cancel(request: SignedInRequest, row: Animation, user: User) -> str:
    running.cancel(animation=row, by=user, at=timezone.now())
    return _("Cancelled: its public page is gone")


def _publish(request: SignedInRequest, row: Animation, user: User) -> str:
    settling.publish(animation=row, by=user, at=timezone.now())
    return _("Result published")


def _bind(request: SignedInRequest, row: Animation, user: User) -> str:
    settling.bind_lots(animation=row, by=user, at=timezone.now())
    return _("Entries have stopped, and the hash of seed and list is public: announce the closing now")


def _announce(request: SignedInRequest, row: Animation, user: User) -> str:
    settling.announce_closing(animation=row, by=user, at=timezone.now())
    return _("Closing announced")


def _draw(request: SignedInRequest, row: Animation, user: User) -> str:
    settling.draw_lots(animation=row, by=user, at=timezone.now())
    return _("Drawn: winners, list and seed are public")


def _idea(request: SignedInRequest, row: Animation, user: User) -> str:
    address = _public_address(request, row)
    writing.announce_in_calendar(animation=row, address=address, by=user, at=timezone.now())
    return _("An idea to announce it waits in the calendar")


Doing = Callable[[SignedInRequest, Animation, User], str]
ACTS: Final[dict[str, Doing]] = {
    "open": _open,
    "close": _close,
    "cancel": _cancel,
    "publish": _publish,
    "bind": _bind,
    "announce": _announce,
    "draw": _draw,
    "idea": _idea,
}


@door(MEMBER)
@require_POST
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Equal ranks, or the jury's choice: by a person, with the reason."""
    row = access_animation(request.user, pk, to="change")
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _one(request, row, form, 422)
    try:
        settling.decide(
            animation=row,
            rank=form.cleaned_data["rank"],
            codes=form.in_order(),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except settling.NotThose:
        said = _("These are not the codes of those who share this rank, each once (or more than can win).")
        form.add_error("codes", said)
        return _one(request, row, form, 422)
    except NotNow:
        refused(request, _("Meanwhile it is in another state: look again."))
    else:
        done(request, _("Decided, and written down"))
    return redirect(HERE, pk)


@door(MEMBER)
@require_GET
def entrants(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who takes part, by pseudonym and code; what they handed in."""
    row = access_animation(request.user, pk)
    rows = queries.entrants_of(row)
    context = {
        "animation": row,
        "rows": [(one, left_out_words(one.excluded) if one.excluded else "") for one in rows],
        "most": queries.MOST,
        "is_cut": len(rows) == queries.MOST,
        "may_change": may(request.user, "change", production=row.production_id, client=row.client_id),
    }
    return render(request, "community/animation/entrants.html", context)


@door(MEMBER)
@require_POST
def entrant_act(request: SignedInRequest, pk: int) -> HttpResponse:
    """Rule an entry out or let it in again; show an idea, or keep it."""
    entrant = access_entrant(request.user, pk)
    at, act_ = timezone.now(), request.POST.get("act", "")
    try:
        done(request, _do_with(entrant, act_, request.POST.get("why", ""), request.user, at))
    except settling.NoReason:
        refused(request, _("Say why: whoever is ruled out may ask."))
    except settling.BoundAlready:
        refused(request, _("The list is bound already: nobody comes in or goes out."))
    except NotNow:
        refused(request, _("Meanwhile it is in another state: look again."))
    return redirect("community:animation:entrants", entrant.animation_id)


def _do_with(entrant: Entrant, what: str, why: str, user: User, at: Any) -> str:
    match what:
        case "out":
            settling.rule_out(entrant=entrant, why=why, by=user, at=at)
            return _("Ruled out, with the reason")
        case "in":
            settling.let_in(entrant=entrant, by=user, at=at)
            return _("Let in again")
        case "show":
            hearing.show(entrant=entrant, at=at)
            return _("Shown on the public page")
        case "hide":
            hearing.show(entrant=entrant, at=None)
            return _("Taken off the public page")
        case "idea":
            hearing.keep_as_idea(entrant=entrant, by=user, at=at)
            return _("Kept as an idea")
        case _:
            raise NotNow(what)


@door(MEMBER)
@require_POST
def winners(request: SignedInRequest, pk: int) -> HttpResponse:
    """The addresses of who won, opened to write to them; the journal keeps who did."""
    row = access_animation(request.user, pk, to="change")
    try:
        found = settling.read_winners(animation=row, by=request.user, at=timezone.now())
    except NotNow:
        refused(request, _("Meanwhile it is in another state: look again."))
        return redirect(HERE, pk)
    context = {"animation": row, "winners": found}
    return private(render(request, "community/animation/winners.html", context))


@door(MEMBER)
@require_GET
def export(request: SignedInRequest, pk: int) -> HttpResponse:
    """The published result as a table."""
    row = access_animation(request.user, pk)
    standing = standing_of(row)
    answer = HttpResponse(
        write_csv(queries.table_of(str(row), standing.rows if standing else ())), content_type="text/csv"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{row.slug}.csv"'
    return answer
