"""The ordinary route of a post: six roles of the trade, then the client. Data to begin from; a house edits it.

Writer → account director → art director and designer side by side → media buyer → community manager → client.
"""

from collections.abc import Mapping
from datetime import timedelta

from coulisse.engines.approval.calendars import ALL_HOURS, Calendar
from coulisse.engines.approval.content import EVERYTHING, TEXTS, Kind
from coulisse.engines.approval.records import H4, Act, Measure, Route, Step

CLIENT = "client"
SCOPES: Mapping[str, frozenset[Kind]] = {
    "writer": TEXTS | {Kind.ALT, Kind.SUBTITLES, Kind.TAGS},
    "account": TEXTS | {Kind.LINKS, Kind.PAID, Kind.HOUR, Kind.NETWORKS},
    "art": frozenset({Kind.VISUAL}),
    "designer": frozenset({Kind.VISUAL, Kind.FILE}),
    "media": frozenset({Kind.PAID, Kind.LINKS}),
    "community": frozenset({Kind.HOUR, Kind.NETWORKS, Kind.LINKS, Kind.TAGS}),
    CLIENT: EVERYTHING,
}
CRITERIA: Mapping[str, str] = {
    "writer": "language",  # both languages right, saying the same
    "account": "brief",  # what the client asked for
    "art": "style",  # the look of the house or campaign
    "designer": "file",  # the right file, size and crop
    "media": "spend",  # budget, target, tracking
    "community": "moment",  # network, hour, people to answer
    CLIENT: "whole",
}
ORDER = (("writer",), ("account",), ("art", "designer"), ("media",), ("community",), (CLIENT,))


def six_roles(
    holders: Mapping[str, tuple[str, ...]],
    deputies: Mapping[str, tuple[str, ...]] | None = None,
    *,
    calendar: Calendar = ALL_HOURS,
    due_after: timedelta = timedelta(hours=8),
    content_type: str = "post",
) -> Route:
    """The route with the roles that somebody holds; a deputy takes over at H+4, all stops at twice the term.

    Raises EmptyRoute where nobody holds any role.
    """
    stages = tuple(
        tuple(
            Step(
                role=role,
                criterion=CRITERIA[role],
                answers_for=SCOPES[role],
                holders=holders[role],
                deputies=(deputies or {}).get(role, ()),
                due_after=due_after,
                plan_b=_plan((deputies or {}).get(role, ()), due_after),
                calendar=calendar,
                is_client=role == CLIENT,
            )
            for role in stage
            if holders.get(role)
        )
        for stage in ORDER
    )
    return Route("six_roles", content_type, tuple(stage for stage in stages if stage))


def _plan(deputies: tuple[str, ...], due_after: timedelta) -> tuple[Measure, ...]:
    first = Measure(H4, Act.DEPUTY if deputies else Act.REMIND)
    return (first, Measure(due_after, Act.REMIND), Measure(2 * due_after, Act.STOP))
