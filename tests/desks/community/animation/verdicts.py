"""Animations are the community desk's; what the public opens is everybody's, and only while it is open."""

from typing import Any

from coulisse.desks.community.animation.actions import behind
from coulisse.desks.community.animation.models import Animation, Entrant, HiddenSet, PlanLine, ShootPlan
from tests.cast import AT, Cast
from tests.desks.community.animation.scene import LIVE, a_player, a_quiz, an_open_quiz, opened
from tests.desks.community.verdicts import COMMUNITY
from tests.walk import EVERYBODY, Verdict

EVERY = frozenset(EVERYBODY)
A, P = "community:animation", "community:play"


def quiz(cast: Cast) -> Animation:
    return Animation.objects.first() or an_open_quiz(cast)


def entrant(cast: Cast) -> Entrant:
    return a_player(quiz(cast), "Cloche")


def plan(cast: Cast) -> ShootPlan:
    shoot = behind.ShootDay("", LIVE.date(), 15, 32, 15, 0, LIVE, ())
    return behind.propose(production_id=cast.drache.pk, shoot=shoot, at=AT)


def line(cast: Cast) -> PlanLine:
    return plan(cast).lines.get()


def hidden(cast: Cast) -> HiddenSet:
    return behind.hide_set(production=cast.drache, name="Loges", until=None, why="", by=cast.ines, at=AT)


def shown_again(cast: Cast) -> HiddenSet:
    return behind.show_set(hidden=hidden(cast), why="Erreur de décor", by=cast.ines, at=AT)


def draw(cast: Cast) -> Animation:
    values = {"kind": "contest", "mechanic": "draw", "authorisation": "Namur 2027/14"}
    return Animation.objects.first() or opened(a_quiz(cast, slug="tirage", **values), cast)


def pk_of(make: Any) -> Any:
    return lambda cast: {"pk": make(cast).pk}


def slug_of(make: Any) -> Any:
    return lambda cast: {"slug": make(cast).slug}


VERDICTS = {
    f"{A}:list": Verdict(COMMUNITY),
    f"{A}:add": Verdict(COMMUNITY),
    f"{A}:one": Verdict(COMMUNITY, args=pk_of(quiz)),
    f"{A}:edit": Verdict(COMMUNITY, args=pk_of(quiz)),
    f"{A}:rules": Verdict(COMMUNITY, args=pk_of(quiz)),
    f"{A}:act": Verdict(COMMUNITY, args=pk_of(quiz), method="post", data=lambda cast: {"act": "close"}),
    f"{A}:decide": Verdict(COMMUNITY, args=pk_of(quiz), method="post"),
    f"{A}:entrants": Verdict(COMMUNITY, args=pk_of(quiz)),
    f"{A}:winners": Verdict(COMMUNITY, args=pk_of(quiz), method="post"),
    f"{A}:export": Verdict(COMMUNITY, args=pk_of(quiz)),
    f"{A}:entrant-act": Verdict(
        COMMUNITY, args=pk_of(entrant), method="post", data=lambda cast: {"act": "out", "why": "Deux fois"}
    ),
    f"{A}:live": Verdict(COMMUNITY, args=pk_of(quiz)),
    f"{A}:live-part": Verdict(COMMUNITY, args=pk_of(quiz)),
    f"{A}:live-act": Verdict(
        COMMUNITY, args=pk_of(quiz), method="post", data=lambda cast: {"act": "delay", "seconds": "12"}
    ),
    f"{A}:behind": Verdict(COMMUNITY),
    f"{A}:plan": Verdict(COMMUNITY, args=pk_of(plan)),
    f"{A}:plan-act": Verdict(COMMUNITY, args=pk_of(line), method="post", data=lambda cast: {"act": "drop"}),
    f"{A}:hide-set": Verdict(COMMUNITY, method="post", data=lambda cast: {"name": "Loges"}),
    f"{A}:show-set": Verdict(COMMUNITY, args=pk_of(hidden), method="post", data=lambda cast: {"why": "Erreur"}),
    f"{A}:hide-set-again": Verdict(COMMUNITY, args=pk_of(shown_again), method="post"),
    f"{P}:page": Verdict(EVERY, args=slug_of(quiz)),
    f"{P}:join": Verdict(EVERY, args=slug_of(quiz), method="post"),
    f"{P}:state": Verdict(EVERY, args=slug_of(quiz)),
    f"{P}:part": Verdict(EVERY, args=slug_of(quiz)),
    f"{P}:answer": Verdict(EVERY, args=slug_of(quiz), method="post", data=lambda cast: {"question": "1"}),
    f"{P}:rules": Verdict(EVERY, args=slug_of(quiz)),
    f"{P}:proof": Verdict(EVERY, args=slug_of(draw)),
}
