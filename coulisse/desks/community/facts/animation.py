"""What animations announce, and what comes of the set from behind."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutAnimation(Fact):
    """Which one, by the title that people read."""

    animation_id: int
    title: str


@fact("community.animation.written", _("%(by)s wrote the animation « %(title)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AnimationWritten(AboutAnimation):
    """A draft, new or changed."""


@fact("community.animation.opened", _("%(by)s opened « %(title)s »: its rules are frozen"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AnimationOpened(AboutAnimation):
    """`seal` is the SHA-256 of its rules."""

    seal: str


@fact("community.animation.refused", _("« %(title)s » was not opened: the guard-rails refused it"))
@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRefused(AboutAnimation):
    """`codes` are those of `guardrails.Code`."""

    codes: tuple[str, ...]


@fact("community.animation.question-released", _("%(by)s released question %(number)s of « %(title)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReleased(AboutAnimation):
    """`opens` and `closes` are moments, the delay of the broadcast counted in."""

    number: int
    opens: str
    closes: str
    delay_seconds: int


@fact("community.animation.question-closed", _("%(by)s closed question %(number)s of « %(title)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionClosed(AboutAnimation):
    """Before its time was over."""

    number: int
    closes: str


@fact("community.animation.closed", _("%(by)s closed « %(title)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AnimationClosed(AboutAnimation):
    """Nobody takes part any more."""


@fact("community.animation.cancelled", _("%(by)s cancelled « %(title)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AnimationCancelled(AboutAnimation):
    """Its page is gone."""


@fact("community.animation.entry-ruled-out", _("%(by)s ruled an entry of « %(title)s » out: %(why)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRuledOut(AboutAnimation):
    """By the rules, with the reason; `code` stands for the person."""

    code: str
    why: str


@fact("community.animation.entry-let-in", _("%(by)s let an entry of « %(title)s » in again"))
@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLetIn(AboutAnimation):
    """Somebody had been left out by mistake."""

    code: str


@fact("community.animation.decided", _("%(by)s decided rank %(rank)s of « %(title)s »: %(reason)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RankDecided(AboutAnimation):
    """A person decided by the rules, in writing."""

    rank: int
    codes: tuple[str, ...]
    reason: str


@fact("community.animation.lots-bound", _("Seed and list of « %(title)s » are bound: %(commitment)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LotsBound(AboutAnimation):
    """Published before the closing is announced."""

    commitment: str
    entrants: int


@fact("community.animation.closing-announced", _("%(by)s announced the closing of « %(title)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingAnnounced(AboutAnimation):
    """After the commitment was published."""


@fact("community.animation.drawn", _("%(by)s drew the lots of « %(title)s » under %(authorisation)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LotsDrawn(AboutAnimation):
    """The seed is public now."""

    authorisation: str
    winners: tuple[str, ...]


@fact("community.animation.result-published", _("%(by)s published the result of « %(title)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class GameResultPublished(AboutAnimation):
    """It stands as it was published."""


@fact("community.animation.winners-read", _("%(by)s read the addresses of who won « %(title)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class WinnersRead(AboutAnimation):
    """To tell them; the addresses of nobody else were opened."""

    codes: tuple[str, ...]


@fact("community.animation.forgotten", _("Names and addresses of « %(title)s » were erased: %(entrants)s entries"))
@dataclass(frozen=True, slots=True, kw_only=True)
class EntrantsForgotten(AboutAnimation):
    """Their days were over."""

    entrants: int


@fact(
    "community.behind.proposed", _("The call sheet of %(date)s proposes posts from behind the scenes: %(lines)s")
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PostsProposed(Fact):
    """A call sheet was validated."""

    plan_id: int
    date: str
    revision: int
    lines: int


@fact("community.behind.set-hidden", _("%(by)s put the set « %(name)s » under embargo"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SetHidden(Fact):
    """Nobody names it, until a day or for good."""

    name: str
    until: str
    why: str


@fact("community.behind.set-shown", _("%(by)s lifted the embargo on the set « %(name)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SetShown(Fact):
    """It may be named again; nobody had to say why."""

    name: str


@fact("community.behind.set-shown", _("%(by)s lifted the embargo on the set « %(name)s »: %(why)s"), version=2)
@dataclass(frozen=True, slots=True, kw_only=True)
class SetShownAgain(Fact):
    """It may be named again, and why; the time that it was hidden stays told."""

    name: str
    why: str
