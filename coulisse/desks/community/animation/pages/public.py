"""What the public opens without an account: taking part, the rules, the result, and how to check a draw."""

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.community.animation.access import public_animation
from coulisse.desks.community.animation.actions import entering
from coulisse.desks.community.animation.forms import JoinForm
from coulisse.desks.community.animation.models import Animation, Entrant, GameQuestion
from coulisse.desks.community.animation.participation import takes_entries
from coulisse.desks.community.animation.queries import public as queries
from coulisse.desks.community.animation.queries.desk import lots_of
from coulisse.desks.community.animation.queries.places import place_of
from coulisse.desks.community.animation.records import notice_of
from coulisse.desks.community.animation.ruling import seal_of
from coulisse.desks.community.animation.words import left_out_words
from coulisse.foundation.accounts.limits import Limit, limited
from coulisse.foundation.accounts.tokens import new_token
from coulisse.foundation.ui.doors import ANYONE, door
from coulisse.foundation.ui.translated import in_language

PAGES: Final = Limit("play-pages", amount=1_200, seconds=600)
ENTRIES: Final = Limit("play-entries", amount=300, seconds=600)
ANSWERS: Final = Limit("play-answers", amount=1_200, seconds=600)
STATES: Final = Limit("play-states", amount=30_000, seconds=600)
"""Wide, for a whole class or a mobile operator comes from one address; one browser asks every two seconds."""
LONGEST: Final = timedelta(days=120)
HERE: Final = "community:play:page"


def language_of(request: HttpRequest, animation: Animation) -> str:
    """`?lang=` in the address, else the reader's, as far as the animation speaks it."""
    known = animation.languages
    for wished in (request.GET.get("lang", ""), (get_language() or "fr")[:2]):
        if wished in known:
            return wished
    return known[0] if known else "fr"


def cookie_of(animation: Animation) -> str:
    return f"play_{animation.pk}"


def address_of(animation: Animation, language: str) -> str:
    return f"{reverse(HERE, args=[animation.slug])}?lang={language}"


@door(ANYONE)
@limited(PAGES)
@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    animation = public_animation(slug)
    language = language_of(request, animation)
    with translation.override(language):
        return _page(request, animation, language, _join_form(animation, language, None))


def _page(
    request: HttpRequest, animation: Animation, language: str, form: JoinForm, status: int = 200
) -> HttpResponse:
    context = {
        **_context(request, animation, language),
        "form": form,
        "notice": notice_of(animation, language),
        "address": reverse(HERE, args=[animation.slug]),
    }
    answer = render(request, "community/animation/public.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _context(request: HttpRequest, animation: Animation, language: str) -> dict[str, Any]:
    """What the page and its changing part both show."""
    at = timezone.now()
    me = queries.entrant_with(animation, request.COOKIES.get(cookie_of(animation), ""))
    is_quiz = animation.kind == Animation.Kind.QUIZ
    stage = queries.stage_of(animation, at=at) if is_quiz else None
    standing = queries.standing_of(animation)
    choices = queries.choices_of(stage, me, language) if stage else ()
    shows = queries.shows_result(animation, at)
    is_poll = animation.kind == Animation.Kind.POLL
    return {
        "animation": animation,
        "language": language,
        "languages": animation.languages,
        "title": in_language(animation.titles, language),
        "intro": in_language(animation.intros, language),
        "ways": in_language(animation.ways, language),
        "prize": in_language(animation.prizes, language),
        "me": me,
        "left_out": left_out_words(me.excluded) if me and me.excluded else "",
        "takes": takes_entries(animation, at),
        "is_early": animation.state == animation.State.OPEN and at < animation.starts_at,
        "stage": stage,
        "choices": choices,
        "label": in_language(stage.question.labels, language) if stage and stage.question else "",
        "place": place_of(animation, stage, me) if stage else None,
        "has_answered": any(one.is_mine for one in choices),
        "standing": standing,
        "top": _top(standing.rows, me) if standing else (),
        "counted": queries.counted(animation, language) if is_poll and shows else (),
        "is_later": is_poll and not shows,
        "ideas": queries.shown_ideas(animation) if animation.kind == Animation.Kind.CALL else (),
        "lots": lots_of(animation),
        "decisions": animation.decisions.all() if standing else (),
        "tie_answer": animation.tie_answer if standing and animation.is_game else None,
    }


def _top(rows: list[dict[str, Any]], me: Entrant | None) -> list[dict[str, Any]]:
    """The first places, and one's own wherever it is."""
    mine = me.code if me else ""
    return [
        {**one, "mine": one["code"] == mine}
        for number, one in enumerate(rows)
        if number < queries.SHOWN or one["code"] == mine
    ]


def _join_form(animation: Animation, language: str, data: Any) -> JoinForm:
    questions: list[GameQuestion] = []
    if animation.kind != Animation.Kind.QUIZ and animation.mechanic in ("", Animation.Mechanic.SKILL):
        questions = list(animation.questions.all())
    return JoinForm(data, animation=animation, questions=questions, language=language)


@door(ANYONE)
@limited(ENTRIES)
@require_POST
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Take part: once for this browser, whatever is typed."""
    animation = public_animation(slug)
    language = language_of(request, animation)
    with translation.override(language):
        form = _join_form(animation, language, request.POST)
        if not form.is_valid():
            return _page(request, animation, language, form, 422)
        back = redirect(address_of(animation, language))
        if form.is_machine:
            return back
        key = request.COOKIES.get(cookie_of(animation), "") or new_token()
        _remember(back, animation, key, request)
        try:
            entering.join(
                animation=animation, entry=form.entry(), choices=form.choices(), key=key, at=timezone.now()
            )
        except (entering.LeftOut, entering.EnteredAlready):
            return back  # the page says why, and keeps saying so to this browser
        except entering.AddressUsed:
            form.add_error("contact", _("This address takes part already, from another browser."))
        except entering.NotOpen:
            form.add_error(None, _("One cannot take part now."))
        except entering.NoSuchChoice:
            form.add_error(None, _("Choose among what is offered."))
        else:
            return back
        return _page(request, animation, language, form, 422)


def _remember(answer: HttpResponse, animation: Animation, key: str, request: HttpRequest) -> None:
    """The one necessary cookie: for this page alone, unreadable to scripts."""
    answer.set_cookie(
        cookie_of(animation),
        key,
        max_age=LONGEST,
        path=reverse(HERE, args=[animation.slug]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


@door(ANYONE)
@limited(STATES)
@require_GET
def state(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the quiz is, in a hundred bytes; « not modified » while nothing happens."""
    animation = public_animation(slug)
    stage = queries.stage_of(animation, at=timezone.now())
    tag = f'"{stage.tag}"'
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = JsonResponse(stage.told)
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@door(ANYONE)
@limited(PAGES)
@require_GET
def part(request: HttpRequest, slug: str) -> HttpResponse:
    """The part of the page that changes with the stage."""
    animation = public_animation(slug)
    language = language_of(request, animation)
    with translation.override(language):
        return _part(request, animation, language)


def _part(
    request: HttpRequest, animation: Animation, language: str, said: str = "", status: int = 200
) -> HttpResponse:
    context = {**_context(request, animation, language), "said": said}
    answer = render(request, "community/animation/_stage.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@door(ANYONE)
@limited(ANSWERS)
@require_POST
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """An answer to the open question: it counts from when the house has it."""
    at = timezone.now()
    animation = public_animation(slug)
    language = language_of(request, animation)
    me = queries.entrant_with(animation, request.COOKIES.get(cookie_of(animation), ""))
    if me is None:
        return redirect(address_of(animation, language))
    with translation.override(language):
        said = _answered(animation, me, request, at)
        if request.headers.get("X-Requested-With") == "fetch":
            return _part(request, animation, language, said)
        return redirect(address_of(animation, language))


def _answered(animation: Animation, me: Entrant, request: HttpRequest, at: Any) -> str:
    """Why it does not count, or nothing."""
    question = animation.questions.filter(position=_number(request.POST.get("question"))).first()
    if question is None:
        return _("There is no such question.")
    try:
        entering.answer(entrant=me, question=question, choice=_number(request.POST.get("choice")), at=at)
    except entering.NotOpen:
        return _("Too late, or too early: this question is not open.")
    except entering.AnsweredAlready:
        return _("You answered already: the first answer counts.")
    except entering.LeftOut:
        return _("By the rules you do not take part.")
    except entering.NoSuchChoice:
        return _("Choose among what is offered.")
    return ""


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 5 else -1


@door(ANYONE)
@limited(PAGES)
@require_http_methods(["GET", "HEAD"])
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules as they were frozen, with the hash that proves it."""
    animation = public_animation(slug)
    language = language_of(request, animation)
    with translation.override(language):
        context = {
            "animation": animation,
            "language": language,
            "languages": animation.languages,
            "title": in_language(animation.titles, language),
            "text": animation.rules.get(language, ""),
            "is_whole": seal_of(animation.rules) == animation.rules_hash,
            "address": reverse(HERE, args=[animation.slug]),
        }
        return render(request, "community/animation/public_rules.html", context)


@door(ANYONE)
@limited(PAGES)
@require_GET
def proof(request: HttpRequest, slug: str) -> HttpResponse:
    """How anybody checks the draw by hand."""
    animation = public_animation(slug)
    lots = lots_of(animation)
    if lots is None:
        raise Http404
    language = language_of(request, animation)
    with translation.override(language):
        context = {
            "animation": animation,
            "language": language,
            "languages": animation.languages,
            "title": in_language(animation.titles, language),
            "lots": lots,
            "address": reverse(HERE, args=[animation.slug]),
        }
        return render(request, "community/animation/proof.html", context)
