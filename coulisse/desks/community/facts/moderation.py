"""What moderation announces."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.facts import Fact, fact

ACTS: Final[dict[str, Promise]] = {
    "keep": pgettext_lazy("done to comments", "left standing"),
    "hide": pgettext_lazy("done to comments", "to be hidden"),
    "done": pgettext_lazy("done to comments", "hidden there by hand"),
    "show": pgettext_lazy("done to comments", "let stand again"),
    "reopen": pgettext_lazy("done to comments", "put back in the queue"),
    "fold": pgettext_lazy("done to comments", "folded"),
    "unfold": pgettext_lazy("done to comments", "unfolded"),
    "block": pgettext_lazy("done to comments", "author blocked"),
    "report": pgettext_lazy("done to comments", "reported to the network"),
    "note": pgettext_lazy("done to comments", "noted"),
    "answer": pgettext_lazy("done to comments", "answered in public"),
    "sort": pgettext_lazy("done to comments", "sorted anew"),
}


CHANGES: Final[dict[str, Promise]] = {
    "written": pgettext_lazy("change of a rule", "written"),
    "on": pgettext_lazy("change of a rule", "switched on"),
    "off": pgettext_lazy("change of a rule", "switched off"),
    "archived": pgettext_lazy("change of a rule", "put away"),
    "words": pgettext_lazy("change of a rule", "its words"),
}


def change_in_words(code: str) -> str:
    return str(CHANGES[code]) if code in CHANGES else code


def act_in_words(code: str) -> str:
    return str(ACTS[code]) if code in ACTS else code


@fact("community.moderation.taken-in", _("%(count)s comments came in on %(account)s, %(proposed)s to review"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsTakenIn(Fact):
    """A batch of one account was kept and judged; `proposed` of them a rule would hide."""

    count: int
    account: str
    proposed: int = 0


@fact(
    "community.moderation.wave",
    _("%(comments)s comments of %(authors)s people since %(began)s: far more than usual"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsSurge(Fact):
    """A wave was seen for the first time. `organised` comments come from few accounts that act as one."""

    wave_id: int
    began: str
    comments: int
    authors: int
    organised: int = 0


@fact(
    "community.moderation.decided",
    _("%(by)s decided on %(count)s comments: %(act)s"),
    says={"act": act_in_words},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsDecided(Fact):
    """`act` is a code of `ACTS`; `comment_ids` the first of them."""

    act: str
    count: int
    comment_ids: tuple[int, ...] = ()


@fact("community.moderation.handed-over", _("%(by)s handed %(count)s comments to the audience desk"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsHandedOver(Fact):
    """The audience desk answers them from here on."""

    comment_ids: tuple[int, ...]
    count: int


@fact("community.moderation.shown", _("%(by)s asked to see a folded comment"))
@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedCommentShown(Fact):
    """Counted to protect."""

    comment_id: int


@fact(
    "community.moderation.rule-changed",
    _("%(by)s changed the rule “%(rule)s”: %(change)s"),
    says={"change": change_in_words},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChanged(Fact):
    """`change` is written, on, off, archived or words."""

    rule: str
    change: str


@fact("community.moderation.charter-changed", _("%(by)s changed the charter of comments"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CharterChanged(Fact):
    """Its text, or whether anybody may read it."""

    charter_id: int
    is_public: bool


@fact(
    "community.moderation.report-made",
    _("%(by)s made the file %(code)s with %(pieces)s pieces (SHA-256 %(sha256)s)"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMade(Fact):
    """For the police or for Unia."""

    file_id: int
    code: str
    pieces: int
    sha256: str


@fact("community.moderation.erased", _("%(count)s old comments were erased"))
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentsErased(Fact):
    """Their time is over; evidence stays."""

    count: int
