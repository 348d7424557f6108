"""What the approvals announce."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutSubmission(Fact):
    submission_id: int
    title: str


@fact("community.approving.submitted", _("%(by)s handed in « %(title)s » for approval"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted(AboutSubmission):
    """So many publications are to be approved."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutDecision(AboutSubmission):
    """`who` as people read it, also a guest; `role` is a code."""

    who: str
    role: str


@fact("community.approving.approved", _("%(who)s approved « %(title)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RoleApproved(AboutDecision):
    """One role, on what it answers for."""


@fact("community.approving.refused", _("%(who)s sent « %(title)s » back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRefused(AboutDecision):
    """Its author is to change it."""


@fact("community.approving.withdrawn", _("%(who)s took the decision on « %(title)s » back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTakenBack(AboutDecision):
    """The role is asked again."""


@fact("community.approving.agreed", _("« %(title)s » is approved by everybody"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed(AboutSubmission):
    """It may leave as it stands."""


@fact("community.approving.stopped", _("« %(title)s » is stopped: nobody answers"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalStopped(AboutSubmission):
    """The last measure was taken, and silence never approves."""

    role: str


@fact("community.approving.taken-back", _("%(by)s took « %(title)s » out of approval"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionTakenBack(AboutSubmission):
    """Nobody is asked any more."""


@fact("community.approving.team-told", _("The team was told of « %(title)s » before the public"))
@dataclass(frozen=True, slots=True, kw_only=True)
class TeamTold(AboutSubmission):
    count: int


@fact("community.approving.route-changed", _("%(by)s changed the approval route of %(owner)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RouteChanged(Fact):
    route_id: int
    owner: str
