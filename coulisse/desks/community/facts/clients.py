"""What is announced of a client's or a production's workspace."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("community.clients.brief-written", _("%(by)s wrote the brief of %(owner)s, version %(edition)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BriefWritten(Fact):
    """`changed` are names of fields; empty for the first one."""

    owner: str
    edition: int
    changed: tuple[str, ...] = ()


@fact("community.clients.meeting-noted", _("%(by)s wrote down a meeting about %(owner)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNoted(Fact):
    """What was said, and what was decided."""

    owner: str
    on: date


@fact("community.clients.request-made", _("%(by)s asked %(addressee)s for « %(what)s » by %(due_on)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMade(Fact):
    """Something is asked of a colleague."""

    request_id: int
    what: str
    addressee: str
    due_on: date


@fact("community.clients.request-moved", _("The request « %(what)s » moved on"))
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMoved(Fact):
    """`state` is a code of `ColleagueRequest.State`."""

    request_id: int
    what: str
    state: str
