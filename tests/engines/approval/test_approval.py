"""D8 to D10: six roles, the client last; what an edit takes away; deputies; nobody approves by silence."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from coulisse.engines.approval import (
    EVERYTHING,
    Act,
    AroundTheClock,
    ClientNotLast,
    ClosesBeforeItOpens,
    DeputiesWithoutTurn,
    EmptyRoute,
    Event,
    Kind,
    Measure,
    NobodyHolds,
    NobodyToTurnTo,
    NothingSubmitted,
    NothingToApprove,
    Objection,
    OfficeHours,
    Outcome,
    Part,
    PartTwice,
    RefusedWithoutReason,
    Revision,
    RoleTwice,
    Route,
    Status,
    Step,
    Verdict,
    content_hash,
    may_decide,
    scope,
    state_of,
    touched,
)
from coulisse.kernel.times import NaiveTime
from coulisse.kernel.workingdays import DeadlineOutOfReach
from tests.engines.approval.cap_sambre import (
    ALL_SIX,
    BEFORE_CLIENT,
    FIRST,
    OFFICE,
    PARTS,
    ROUTE,
    asked,
    at,
    edited,
    moment,
    says,
)


def _step(role: str, **values: object) -> Step:
    given: dict[str, object] = {
        "role": role,
        "criterion": "any",
        "answers_for": frozenset({Kind.TEXT_FR}),
        "holders": ("somebody",),
    }
    return Step(**given | values)  # type: ignore[arg-type]


# ---- D8: six roles, two of them side by side, the client last


def test_the_roles_are_asked_in_order_two_of_them_side_by_side() -> None:
    expected = [["writer"], ["account"], ["art", "designer"], ["designer"], ["media"], ["client"], []]
    walls = ["09:00", "09:30", "10:00", "11:00", "11:30", "12:00", "14:00"]
    assert [asked(at(f"16 {wall}", ALL_SIX)) for wall in walls] == expected
    assert at("16 13:59", ALL_SIX).outcome is Outcome.OPEN
    done = at("16 14:00", ALL_SIX)
    assert (done.outcome, done.approved_at) == (Outcome.APPROVED, moment("16 14:00"))
    assert {role.status for role in done.roles} == {Status.APPROVED}


def test_the_log_tells_all_of_it_in_order() -> None:
    log = at("16 14:00", ALL_SIX).log
    assert [entry.event for entry in log[:2]] == [Event.SUBMITTED, Event.ASKED]
    assert [entry.at for entry in log] == sorted(entry.at for entry in log)
    assert [(entry.event, entry.role) for entry in log[-3:]] == [
        (Event.ASKED, "client"),
        (Event.APPROVED, "client"),
        (Event.COMPLETE, ""),
    ]
    assert [entry.role for entry in log if entry.event is Event.APPROVED] == [one.role for one in ALL_SIX]


@pytest.mark.parametrize(
    ("kind", "fallen"),
    [
        (Kind.TEXT_NL, ["writer", "account", "client"]),
        (Kind.VISUAL, ["art", "designer", "client"]),
        (Kind.FILE, ["designer", "client"]),
        (Kind.PAID, ["account", "media", "client"]),
        (Kind.LINKS, ["account", "media", "client"]),
        (Kind.HOUR, ["account", "client"]),
    ],
)
def test_an_edit_asks_again_only_those_whom_it_touches(kind: Kind, fallen: list[str]) -> None:
    after = edited(kind, "something else")
    revisions = (FIRST, Revision(moment("16 15:00"), "ines", after))
    state = at("16 15:01", ALL_SIX, revisions)
    assert state.outcome is Outcome.OPEN
    assert [role.role for role in state.roles if role.status is Status.VOID] == fallen
    assert [one.role for one in touched(ROUTE, PARTS, after)] == fallen
    for role in state.roles:
        if role.role in fallen:
            assert [(change.kind, role.fell_at, role.fell_by) for change in role.changes] == [
                (kind, moment("16 15:00"), "ines")
            ]
        else:
            assert (role.status, role.changes) == (Status.APPROVED, ())
    assert not state.role("client").is_asked
    fell = [entry for entry in state.log if entry.event is Event.FELL]
    assert {entry.role for entry in fell} == set(fallen)
    assert all(entry.changes and entry.by == "ines" for entry in fell)


def test_after_an_edit_the_client_is_asked_when_the_others_have_looked_again() -> None:
    after = edited(Kind.VISUAL, "blurred")
    revisions = (FIRST, Revision(moment("16 15:00"), "ines", after))
    again = [*ALL_SIX, says("art", "16 15:10", parts=after)]
    assert asked(at("16 15:10", again, revisions)) == ["designer"]
    again.append(says("designer", "16 15:20", parts=after))
    assert asked(at("16 15:20", again, revisions)) == ["client"]
    again.append(says("client", "16 16:00", parts=after))
    done = at("16 16:00", again, revisions)
    assert (done.outcome, done.approved_at) == (Outcome.APPROVED, moment("16 16:00"))


def test_what_is_put_back_as_it_was_is_approved_as_it_was() -> None:
    away = Revision(moment("16 15:00"), "ines", edited(Kind.HOUR, "noon"))
    back = Revision(moment("16 15:05"), "ines", PARTS)
    state = at("16 15:05", ALL_SIX, (FIRST, away, back))
    assert state.outcome is Outcome.APPROVED
    assert {entry.role for entry in state.log if entry.event is Event.STANDS_AGAIN} == {"account", "client"}


def test_a_part_added_or_removed_is_an_edit_too() -> None:
    more = (*PARTS, Part.of(Kind.VISUAL, b"second", "second"))
    less = tuple(part for part in PARTS if part.kind is not Kind.PAID)
    for parts, role in ((more, "art"), (less, "account")):
        state = at("16 15:01", ALL_SIX, (FIRST, Revision(moment("16 15:00"), "ines", parts)))
        assert state.role(role).status is Status.VOID
        assert state.outcome is Outcome.OPEN
    # Without paid part nor link there is nothing left for the media buyer.
    bare = tuple(part for part in less if part.kind is not Kind.LINKS)
    assert at("16 09:01", (), (Revision(FIRST.at, "ines", bare),)).role("media").status is Status.NOT_NEEDED


def test_an_hour_tied_to_a_broadcast_may_move_with_it() -> None:
    """D11: hashed as anchor and offset, the hour of a post is the same when the grid moves."""
    anchored = edited(Kind.HOUR, "broadcast 214 - 15 min")
    revisions = (
        Revision(moment("16 09:00"), "ines", anchored),
        Revision(moment("16 16:00"), "grid", edited(Kind.HOUR, "broadcast 214 - 15 min")),
    )
    decisions = [replace(one, saw=scope(_answers_for(one.role), anchored)) for one in ALL_SIX]
    assert at("16 16:01", decisions, revisions).outcome is Outcome.APPROVED


def _answers_for(role: str) -> frozenset[Kind]:
    step = ROUTE.step(role)
    assert step is not None
    return step.answers_for


def test_an_old_version_cannot_be_approved() -> None:
    after = edited(Kind.TEXT_FR, "Demain")
    revisions = (FIRST, Revision(moment("16 09:10"), "ines", after))
    state = at("16 09:20", [says("writer", "16 09:15")], revisions)
    assert state.role("writer").status is Status.ASKED
    assert [entry.objection for entry in state.log if entry.event is Event.IGNORED] == [Objection.OLD_CONTENT]


def test_an_edit_does_not_give_more_time_to_who_has_not_looked_yet() -> None:
    revisions = (FIRST, Revision(moment("16 12:00"), "ines", edited(Kind.TEXT_FR, "Demain")))
    assert at("16 12:01", (), revisions).role("writer").asked_at == FIRST.at


# ---- refusals


def test_a_refusal_goes_back_to_the_author_with_its_reason() -> None:
    refusal = says("art", "16 10:30", verdict=Verdict.REFUSED, reason="Logo illegible")
    state = at("16 10:30", [*BEFORE_CLIENT[:2], refusal])
    assert (state.outcome, state.is_with_author) == (Outcome.REFUSED, True)
    art = state.role("art")
    assert art.status is Status.REFUSED
    assert art.decision is not None
    assert art.decision.reason == "Logo illegible"
    # Who stands beside goes on, who comes after isn't asked.
    assert asked(state) == ["designer"]


def test_only_an_edit_of_what_was_refused_or_another_word_lifts_a_refusal() -> None:
    refused = [*BEFORE_CLIENT[:2], says("art", "16 10:30", verdict=Verdict.REFUSED, reason="Logo")]
    text = Revision(moment("16 10:40"), "ines", edited(Kind.TEXT_FR, "Demain"))
    picture = Revision(moment("16 10:40"), "ines", edited(Kind.VISUAL, "new logo"))
    assert at("16 10:41", refused, (FIRST, text)).outcome is Outcome.REFUSED
    lifted = at("16 10:41", refused, (FIRST, picture))
    assert (lifted.outcome, lifted.role("art").status) == (Outcome.OPEN, Status.ASKED)
    assert [change.kind for change in lifted.role("art").changes] == [Kind.VISUAL]
    assert at("16 10:45", [*refused, says("art", "16 10:45")]).role("art").status is Status.APPROVED


def test_who_approved_may_take_it_back_or_refuse_later() -> None:
    taken = at("16 14:30", [*ALL_SIX, says("account", "16 14:30", verdict=Verdict.WITHDRAWN)])
    assert (taken.outcome, asked(taken)) == (Outcome.OPEN, ["account"])
    refused = at("16 14:30", [*ALL_SIX, says("art", "16 14:30", verdict=Verdict.REFUSED, reason="No")])
    assert refused.outcome is Outcome.REFUSED


def test_a_refusal_needs_a_reason() -> None:
    with pytest.raises(RefusedWithoutReason):
        says("art", "16 10:30", verdict=Verdict.REFUSED, reason=" ")


# ---- D9: the designer is absent, the deputy takes over at H+4


def test_the_deputy_takes_over_after_four_working_hours() -> None:
    before = BEFORE_CLIENT[:3]
    waiting = at("16 13:59", before)
    assert (waiting.role("designer").status, waiting.role("designer").people) == (Status.ASKED, ("tess",))
    assert waiting.next_due is not None
    assert (waiting.next_due.at, waiting.next_due.event) == (moment("16 14:00"), Event.DEPUTY)
    late = at("16 14:00", before).role("designer")
    assert (late.status, late.deputy_since, late.people) == (Status.LATE, moment("16 14:00"), ("tess", "ilse"))
    for_tess = says("designer", "16 14:20", "ilse", in_the_name_of="tess")
    state = at("16 14:20", [*before, for_tess])
    assert asked(state) == ["media"]
    told = [(entry.event, entry.by, entry.in_the_name_of) for entry in state.log if entry.role == "designer"]
    assert told == [(Event.ASKED, "", ""), (Event.DEPUTY, "", ""), (Event.APPROVED, "ilse", "tess")]


@pytest.mark.parametrize(
    ("wall", "by", "name", "objection"),
    [
        ("16 13:59", "ilse", "tess", Objection.TOO_EARLY),
        ("16 14:20", "ilse", "", Objection.NOT_IN_A_NAME),
        ("16 14:20", "ilse", "malik", Objection.NOT_IN_A_NAME),
        ("16 14:20", "tess", "malik", Objection.NOT_IN_A_NAME),
        ("16 14:20", "odile", "tess", Objection.NOT_A_HOLDER),
        ("16 14:20", "tess", "", None),
        ("16 14:20", "ilse", "tess", None),
    ],
)
def test_who_may_decide(wall: str, by: str, name: str, objection: Objection | None) -> None:
    decision = says("designer", wall, by, in_the_name_of=name)
    assert may_decide(ROUTE, (FIRST,), BEFORE_CLIENT[:3], decision) is objection
    state = at(wall, [*BEFORE_CLIENT[:3], decision])
    assert (state.role("designer").status is Status.APPROVED) is (objection is None)


def test_four_working_hours_on_a_friday_evening_end_on_monday() -> None:
    late = says("account", "16 16:00")
    designer = at("16 16:00", [BEFORE_CLIENT[0], late])
    assert designer.next_due is not None
    assert designer.next_due.at == moment("19 11:00")


def test_the_worked_example_of_the_page() -> None:
    decisions = [
        *BEFORE_CLIENT[:3],
        says("designer", "16 14:20", "ilse", in_the_name_of="tess"),
        says("media", "16 15:00"),
        says("client", "16 16:00", is_guest=True),
    ]
    walls = ["09:00", "09:30", "10:00", "11:00", "14:20", "15:00"]
    assert [asked(at(f"16 {wall}", decisions)) for wall in walls] == [
        ["writer"],
        ["account"],
        ["art", "designer"],
        ["designer"],
        ["media"],
        ["client"],
    ]
    assert at("16 16:00", decisions).approved_at == moment("16 16:00")
    blurred = Revision(moment("16 16:30"), "ines", edited(Kind.VISUAL, "blurred"))
    after = at("16 16:30", decisions, (FIRST, blurred))
    assert [role.role for role in after.roles if role.status is Status.VOID] == ["art", "designer", "client"]
    # What fell is asked of the holder first, and the deputy waits four hours again.
    assert after.role("designer").people == ("tess",)


# ---- plan B: never by silence


def test_nobody_approves_by_silence() -> None:
    expected = [
        ("16 12:59", Status.ASKED, Outcome.OPEN),
        ("16 17:00", Status.LATE, Outcome.OPEN),  # eight hours
        ("19 16:00", Status.LATE, Outcome.STOPPED),  # sixteen
        ("30 09:00", Status.LATE, Outcome.STOPPED),
    ]
    found = [(wall, at(wall).role("writer").status, at(wall).outcome) for wall, _, _ in expected]
    assert found == expected
    assert at("30 09:00").approved_at is None
    # A late answer is an answer.
    assert at("30 10:00", [says("writer", "30 10:00")]).outcome is Outcome.OPEN


def test_reminding_escalating_and_stopping_are_told_once_each() -> None:
    plan = (
        Measure(timedelta(hours=1), Act.REMIND),
        Measure(timedelta(hours=2), Act.ESCALATE, ("odile",)),
        Measure(timedelta(hours=3), Act.STOP),
    )
    route = Route("short", "story", ((_step("writer", plan_b=plan, due_after=timedelta(minutes=90)),),))
    revision = Revision(moment("16 09:00"), "ines", (Part.of(Kind.TEXT_FR, "Ce soir"),))
    state = at("16 12:00", (), (revision,), route)
    assert [entry.event for entry in state.log] == [
        Event.SUBMITTED,
        Event.ASKED,
        Event.REMINDED,
        Event.OVERDUE,
        Event.ESCALATED,
        Event.STOPPED,
    ]
    assert [one.to for one in state.reached if one.event is Event.ESCALATED] == [("odile",)]
    assert state.role("writer").people == ("somebody", "odile")
    assert state.next_due is None
    assert state.outcome is Outcome.STOPPED


# ---- D10: the client, by phone, without an account


def test_the_client_cannot_decide_before_the_others() -> None:
    early = says("client", "16 11:45", is_guest=True)
    assert may_decide(ROUTE, (FIRST,), BEFORE_CLIENT[:4], early) is Objection.NOT_THEIR_TURN
    state = at("16 12:00", [*BEFORE_CLIENT, early])
    assert (state.outcome, asked(state)) == (Outcome.OPEN, ["client"])


def test_a_guest_leaves_the_same_record() -> None:
    entry = next(
        one for one in at("16 14:00", ALL_SIX).log if one.role == "client" and one.event is Event.APPROVED
    )
    assert (entry.by, entry.is_guest, entry.at) == ("cap-sambre", True, moment("16 14:00"))


def test_guests_do_not_read_private_notes() -> None:
    noted = says("writer", "16 09:30", note="The client will hate it", is_private=True)
    open_ = says("account", "16 10:00", note="Fine")
    state = at("16 10:00", [noted, open_])
    assert [entry.note for entry in state.log if entry.note] == ["The client will hate it", "Fine"]
    assert [entry.note for entry in state.log_for_guests if entry.note] == ["Fine"]


def test_guests_read_their_own_reasons_and_not_those_of_the_team() -> None:
    team = says("art", "16 10:30", verdict=Verdict.REFUSED, reason="The client has no taste")
    own = says("client", "16 14:00", verdict=Verdict.REFUSED, reason="Wrong sponsor", is_guest=True)
    state = at("16 14:00", [*BEFORE_CLIENT[:2], team, *BEFORE_CLIENT[2:], own])
    assert [entry.reason for entry in state.log_for_guests if entry.reason] == ["Wrong sponsor"]
    assert [entry.reason for entry in state.log if entry.reason] == ["The client has no taste", "Wrong sponsor"]


# ---- routes and contents that make no sense


def test_what_nobody_answers_for_is_never_approved() -> None:
    route = Route("texts", "post", ((_step("writer"),),))
    parts = (Part.of(Kind.TEXT_FR, "Ce soir"), Part.of(Kind.PAID, "10 EUR"))
    revision = Revision(moment("16 09:00"), "ines", parts)
    yes = replace(says("writer", "16 09:30", "somebody"), saw=parts[:1])
    state = at("16 10:00", [yes], (revision,), route)
    assert (state.role("writer").status, state.uncovered, state.outcome) == (
        Status.APPROVED,
        (Kind.PAID,),
        Outcome.OPEN,
    )


def test_routes_that_would_approve_nothing_are_refused() -> None:
    client = _step("client", answers_for=EVERYTHING, is_client=True)
    for stages in ((), ((),)):
        with pytest.raises(EmptyRoute):
            Route("r", "post", stages)
    with pytest.raises(RoleTwice):
        Route("r", "post", ((_step("a"), _step("a")),))
    for stages_ in (
        ((client,), (_step("a"),)),
        ((_step("a"), client),),
        ((_step("a"),), (_step("c", is_client=True),)),
    ):
        with pytest.raises(ClientNotLast):
            Route("r", "post", stages_)
    with pytest.raises(NobodyHolds):
        _step("a", holders=())
    for act in (Act.DEPUTY, Act.ESCALATE):
        with pytest.raises(NobodyToTurnTo):
            _step("a", plan_b=(Measure(timedelta(hours=4), act),))
    with pytest.raises(DeputiesWithoutTurn):
        _step("a", deputies=("ilse",), plan_b=(Measure(timedelta(hours=4), Act.REMIND),))


def test_without_a_plan_the_deputy_takes_over_after_four_hours() -> None:
    assert _step("a", deputies=("ilse",)).plan_b == (Measure(timedelta(hours=4), Act.DEPUTY),)
    assert _step("a").plan_b == (Measure(timedelta(hours=4), Act.REMIND),)


def test_contents_that_cannot_be_approved_are_refused() -> None:
    with pytest.raises(NothingToApprove):
        Revision(moment("16 09:00"), "ines", ())
    with pytest.raises(PartTwice):
        Revision(moment("16 09:00"), "ines", (PARTS[0], PARTS[0]))
    with pytest.raises(NaiveTime):
        Revision(datetime(2027, 4, 16), "ines", PARTS)
    with pytest.raises(NothingSubmitted):
        state_of(ROUTE, (FIRST,), (), at=moment("16 08:59"))


def test_unknown_roles_and_those_with_nothing_to_see_are_told() -> None:
    only_text = Revision(FIRST.at, "ines", PARTS[:2])
    unknown = replace(says("art", "16 09:30"), role="cook")
    assert may_decide(ROUTE, (FIRST,), (), unknown) is Objection.UNKNOWN_ROLE
    assert may_decide(ROUTE, (only_text,), (), says("art", "16 09:30")) is Objection.NOT_NEEDED
    assert may_decide(ROUTE, (), (), says("art", "16 09:30")) is Objection.NOTHING_SUBMITTED


# ---- hashes and hours


def test_the_hash_is_of_all_parts_and_of_their_names() -> None:
    assert content_hash(PARTS) == content_hash(PARTS[::-1])
    other = {content_hash(edited(part.kind, "x")) for part in PARTS} | {
        content_hash(PARTS),
        content_hash(PARTS[1:]),
    }
    assert len(other) == len(PARTS) + 2
    assert content_hash([Part(Kind.ALT, 'a","b', "c")]) != content_hash([Part(Kind.ALT, "a", 'b","c')])


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2027-04-16T07:00", 4, "2027-04-16T13:00"),  # before the office opens
        ("2027-04-16T17:00", 1, "2027-04-16T18:00"),  # to the minute of closing
        ("2027-04-30T17:00", 2, "2027-05-03T10:00"),  # 1 May is a Saturday
        ("2027-05-05T17:00", 2, "2027-05-07T10:00"),  # Ascension
        ("2027-04-17T12:00", 1, "2027-04-19T10:00"),  # a Saturday
    ],
)
def test_office_hours(start: str, hours: int, end: str) -> None:
    found = OFFICE.later(datetime.fromisoformat(f"{start}+02:00"), timedelta(hours=hours))
    assert found == datetime.fromisoformat(f"{end}+02:00")


def test_hours_around_the_clock_are_real_hours_when_clocks_change() -> None:
    start = datetime.fromisoformat("2027-03-28T01:00+01:00")
    assert AroundTheClock().later(start, timedelta(hours=4)).astimezone(UTC).hour == 4


def test_an_office_that_never_opens() -> None:
    with pytest.raises(ClosesBeforeItOpens):
        OfficeHours(OFFICE.rule, time(9), time(9))
    with pytest.raises(DeadlineOutOfReach):
        OFFICE.later(moment("16 09:00"), timedelta(days=30_000))
