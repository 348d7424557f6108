"""What no sequence of edits and decisions may bring about."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.engines.approval import (
    Decision,
    Event,
    Kind,
    Outcome,
    Part,
    Revision,
    Status,
    Verdict,
    changes,
    content_hash,
    scope,
    state_of,
    touched,
)
from tests.engines.approval.cap_sambre import (
    ALL_SIX,
    BEFORE_CLIENT,
    DEPUTIES,
    FIRST,
    HOLDERS,
    OFFICE,
    PARTS,
    ROUTE,
    asked,
    at,
    edited,
    moment,
)

KINDS = [part.kind for part in PARTS]
ROLES = list(HOLDERS)
PEOPLE = [name for names in (*HOLDERS.values(), *DEPUTIES.values()) for name in names] + ["odile"]
START = moment("16 09:00")

contents = st.lists(st.sampled_from(["a", "b"]), min_size=len(KINDS), max_size=len(KINDS)).map(
    lambda values: tuple(Part.of(kind, value) for kind, value in zip(KINDS, values, strict=True))
)
partial = st.tuples(contents, st.sets(st.sampled_from(KINDS), min_size=1)).map(
    lambda pair: tuple(part for part in pair[0] if part.kind in pair[1])
)
minutes = st.integers(0, 3 * 24 * 60).map(lambda many: START + timedelta(minutes=many))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    role = draw(st.sampled_from(ROLES))
    step = ROUTE.step(role)
    assert step is not None
    return Decision(
        role=role,
        verdict=draw(st.sampled_from(list(Verdict))),
        by=draw(st.sampled_from(PEOPLE)),
        in_the_name_of=draw(st.sampled_from(["", *HOLDERS[role]])),
        at=draw(minutes),
        saw=scope(step.answers_for, draw(partial)),
        reason="because",
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Revision], list[Decision]]:
    """A first content and its edits; decisions at random, or what a holder would say of the content then."""
    is_done = draw(st.booleans())  # half of them begin where all have approved
    revisions = [FIRST if is_done else Revision(START, "ines", draw(partial))]
    given_decisions: list[Decision] = list(ALL_SIX) if is_done else []
    clock = ALL_SIX[-1].at if is_done else START
    for _ in range(draw(st.integers(0, 14))):
        clock += timedelta(minutes=draw(st.integers(0, 300)))
        move = draw(st.integers(0, 9))
        if move == 0:
            revisions.append(Revision(clock, "ines", draw(partial | st.just(PARTS)), number=len(revisions)))
        elif move == 1:
            given_decisions.append(draw(decisions()))
        else:
            queue = state_of(ROUTE, revisions, given_decisions, at=clock).queue
            if queue:
                role = draw(st.sampled_from(queue))
                step = ROUTE.step(role.role)
                assert step is not None
                verdict = Verdict.APPROVED if move < 9 else draw(st.sampled_from(list(Verdict)))
                given_decisions.append(
                    Decision(
                        role=role.role,
                        verdict=verdict,
                        by=step.holders[0],
                        at=clock,
                        saw=scope(step.answers_for, revisions[-1].parts),
                        reason="because",
                    )
                )
    return revisions, given_decisions


def _end(history: tuple[list[Revision], list[Decision]]) -> datetime:
    return max([one.at for one in history[0]] + [one.at for one in history[1]])


@settings(max_examples=60)
@given(histories())
def test_it_is_never_approved_when_the_hash_of_any_role_differs(
    history: tuple[list[Revision], list[Decision]],
) -> None:
    revisions, taken = history
    end = _end(history)
    state = state_of(ROUTE, revisions, taken, at=end)
    parts = revisions[-1].parts
    if state.outcome is not Outcome.APPROVED:
        return
    for _, step in ROUTE.steps():
        mine = scope(step.answers_for, parts)
        if mine:
            latest = state.role(step.role).decision
            assert latest is not None
            assert latest.verdict is Verdict.APPROVED
            assert latest.saw == mine
            assert latest.by in (*step.holders, *step.deputies)


@settings(max_examples=60)
@given(histories())
def test_the_client_is_never_asked_before_the_others(history: tuple[list[Revision], list[Decision]]) -> None:
    revisions, taken = history
    for now in sorted({one.at for one in revisions} | {one.at for one in taken}):
        state = state_of(ROUTE, revisions, taken, at=now)
        client = state.role("client")
        others = {role.status for role in state.roles if role.role != "client"}
        if client.is_asked or state.outcome is Outcome.APPROVED:
            assert others <= {Status.APPROVED, Status.NOT_NEEDED}


@settings(max_examples=40)
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_come_changes_nothing(
    history: tuple[list[Revision], list[Decision]], chance: random.Random
) -> None:
    revisions, taken = list(history[0]), list(history[1])
    end = _end(history)
    expected = state_of(ROUTE, revisions, taken, at=end)
    chance.shuffle(revisions)
    chance.shuffle(taken)
    assert state_of(ROUTE, revisions, taken, at=end) == expected


@given(st.permutations(["11:00", "11:00", "11:20"]), st.booleans())
def test_decisions_side_by_side_come_in_any_order(walls: list[str], is_art_first: bool) -> None:
    art, designer = (
        replace(one, at=moment(f"16 {wall}")) for one, wall in zip(BEFORE_CLIENT[2:4], walls, strict=False)
    )
    pair = [art, designer] if is_art_first else [designer, art]
    state = at("16 11:20", [*pair, *BEFORE_CLIENT[:2]])
    assert asked(state) == ["media"]
    assert {state.role(code).status for code in ("art", "designer")} == {Status.APPROVED}


@given(st.sampled_from(KINDS), st.text(max_size=8))
def test_editing_what_a_role_does_not_answer_for_leaves_it_approved(kind: Kind, value: str) -> None:
    after = edited(kind, value)
    state = at("16 15:00", ALL_SIX, (FIRST, Revision(moment("16 15:00"), "ines", after)))
    concerned = {one.role for one in touched(ROUTE, PARTS, after)}
    for _, step in ROUTE.steps():
        is_kept = state.role(step.role).status is Status.APPROVED
        assert is_kept == (step.role not in concerned)
        if kind not in step.answers_for:
            assert is_kept
    assert (state.outcome is Outcome.APPROVED) == (not changes(PARTS, after))
    assert "client" in concerned or not changes(PARTS, after)


@settings(max_examples=40)
@given(histories(), st.integers(0, 60 * 24 * 60))
def test_time_alone_never_approves(history: tuple[list[Revision], list[Decision]], later: int) -> None:
    revisions, taken = history
    end = _end(history)
    now, then = (state_of(ROUTE, revisions, taken, at=end + timedelta(minutes=many)) for many in (0, later))
    assert (then.outcome is Outcome.APPROVED) == (now.outcome is Outcome.APPROVED)
    assert then.approved_at == now.approved_at
    assert asked(then) == asked(now)
    assert then.log[: len(now.log)] == now.log


@settings(max_examples=40)
@given(histories())
def test_the_log_holds_every_revision_and_every_decision(history: tuple[list[Revision], list[Decision]]) -> None:
    revisions, taken = history
    log = state_of(ROUTE, revisions, taken, at=_end(history)).log
    assert sum(one.event in (Event.SUBMITTED, Event.EDITED) for one in log) == len(revisions)
    told = {Event.APPROVED, Event.WITHDRAWN, Event.REFUSED, Event.IGNORED}
    assert sum(one.event in told for one in log) == len(taken)
    assert all((one.objection is not None) == (one.event is Event.IGNORED) for one in log)


@given(partial, partial)
def test_the_hash_is_the_same_exactly_when_nothing_changed(one: tuple[Part, ...], other: tuple[Part, ...]) -> None:
    assert (content_hash(one) == content_hash(other)) == (not changes(one, other))


hours = st.integers(1, 40).map(lambda many: timedelta(minutes=15 * many))


@given(minutes, hours, hours)
def test_office_hours_add_up(start: datetime, one: timedelta, other: timedelta) -> None:
    assert OFFICE.later(OFFICE.later(start, one), other) == OFFICE.later(start, one + other)
    assert OFFICE.later(start, one) < OFFICE.later(start, one + other)
