"""What is done to conversations, one or many, and that it can be taken back."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser

from coulisse.desks.audience.inbox.actions import Act, NothingChanges, handle, take_back
from coulisse.desks.audience.inbox.undo import NoUndo, read, written
from coulisse.desks.audience.intake.models import Conversation, Correction, Message, Topic, TopicSet
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.models import Entry
from tests.cast import AT, Cast
from tests.desks.audience.families.rows import somebody
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(cast: Cast) -> Browser:
    return browser_of(cast.marc_olivier)


def browser_of(user: User) -> Browser:
    User.objects.filter(pk=user.pk).update(language="en")
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def words(answer: object) -> str:
    content: bytes = getattr(answer, "content", b"")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content.decode()).replace("\u00a0", " "))


def three(cast: Cast) -> list[Conversation]:
    return [a_conversation(cast, writer=somebody(f"P{n}"), at=AT + timedelta(minutes=n)) for n in range(3)]


def states(rows: list[Conversation]) -> list[str]:
    return [Conversation.objects.get(pk=row.pk).state for row in rows]


def test_an_act_on_several_is_taken_back_whole(cast: Cast) -> None:
    rows = three(cast)
    handled = handle(conversations=[row.pk for row in rows], act=Act.CLOSE, by=cast.marc_olivier, at=AT)
    assert handled.count == 3 and states(rows) == ["closed"] * 3
    assert not Conversation.objects.filter(is_new=True).exists()
    assert take_back(act=Act.CLOSE, before=handled.before, by=cast.marc_olivier, at=AT) == 3
    assert states(rows) == ["open"] * 3 and Conversation.objects.filter(is_new=True).count() == 3
    assert Entry.objects.filter(kind="audience.inbox.restored").count() == 1


def test_what_somebody_wrote_since_is_left_alone(cast: Cast) -> None:
    rows = three(cast)
    handled = handle(conversations=[row.pk for row in rows], act=Act.CLOSE, by=cast.marc_olivier, at=AT)
    handle(conversations=[rows[0].pk], act=Act.REOPEN, by=cast.odile, at=AT)
    assert take_back(act=Act.CLOSE, before=handled.before, by=cast.marc_olivier, at=AT) == 2
    with pytest.raises(NothingChanges):
        take_back(act=Act.CLOSE, before=handled.before, by=cast.marc_olivier, at=AT)


def test_nothing_changes_twice_and_nothing_out_of_reach(cast: Cast) -> None:
    rows = three(cast)
    keys = [row.pk for row in rows]
    handle(conversations=keys, act=Act.ASSIGN, to=cast.marc_olivier, by=cast.marc_olivier, at=AT)
    with pytest.raises(NothingChanges):
        handle(conversations=keys, act=Act.ASSIGN, to=cast.marc_olivier, by=cast.marc_olivier, at=AT)
    with pytest.raises(NothingChanges):
        handle(conversations=keys, act=Act.CLOSE, by=cast.pascaline, at=AT)
    with pytest.raises(NothingChanges):
        handle(conversations=keys, act=Act.CLOSE, by=cast.solange, at=AT)  # reads this public, doesn't answer it


def test_the_way_back_is_signed_and_one_s_own(cast: Cast) -> None:
    handled = handle(
        conversations=[a_conversation(cast).pk], act=Act.ROUTE, desk="press", by=cast.marc_olivier, at=AT
    )
    token = written(handled, cast.marc_olivier)
    assert read(token, cast.marc_olivier) == (Act.ROUTE, list(handled.before))
    for bad, who in ((token, cast.odile), (token[:-2] + "xx", cast.marc_olivier), ("nothing", cast.marc_olivier)):
        with pytest.raises(NoUndo):
            read(bad, who)


def test_a_selection_is_closed_and_undone_from_the_screen(cast: Cast, officer: Browser) -> None:
    rows = three(cast)
    answer = officer.post(
        "/audience/inbox/selection", {"act": "close", "conversation": [row.pk for row in rows]}, follow=True
    )
    assert "3 conversations closed" in words(answer)
    undo = re.search(r'action="(/audience/inbox/undo/[^"]+)"', answer.content.decode())
    assert undo is not None
    answer = officer.post(undo.group(1), follow=True)
    assert "3 conversations as before" in words(answer) and states(rows) == ["open"] * 3
    assert "can’t be taken back" in words(officer.post(undo.group(1), follow=True))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"act": "close"}, "Tick the conversations first."),
        ({"conversation": "1"}, "Choose what to do."),
        ({"act": "route", "conversation": "1"}, "Choose to which desk."),
        ({"act": "topic", "conversation": "1"}, "Choose the topic."),
        ({"act": "assign", "conversation": "1", "person": "x"}, "Choose to whom."),
        ({"act": "close", "conversation": ["x", "9" * 30, "-1"]}, "Tick the conversations first."),
    ],
)
def test_a_selection_that_says_too_little_is_refused_in_words(
    officer: Browser, cast: Cast, data: dict[str, object], said: str
) -> None:
    assert said in words(officer.post("/audience/inbox/selection", data, follow=True))


def test_a_selection_is_handed_on_and_sorted(cast: Cast, officer: Browser) -> None:
    rows = three(cast)
    topic = Topic.objects.create(
        within=TopicSet.objects.create(code="house"), code="house.subtitles", labels={"fr": "Accessibilité"}
    )
    keys = [row.pk for row in rows]
    officer.post("/audience/inbox/selection", {"act": "route", "desk": "legal", "conversation": keys})
    officer.post("/audience/inbox/selection", {"act": "topic", "topic": topic.pk, "conversation": keys})
    assert set(Conversation.objects.values_list("routed_to", "topic")) == {("legal", topic.pk)}
    assert Correction.objects.count() == 3


def test_a_selection_is_gathered_in_a_case(cast: Cast, officer: Browser) -> None:
    rows = three(cast)
    answer = officer.post("/audience/inbox/selection", {"act": "case", "conversation": [row.pk for row in rows]})
    assert answer.status_code == 302 and "/audience/cases/" in answer.headers["Location"]
    again = officer.post("/audience/inbox/selection", {"act": "case", "conversation": [rows[0].pk]}, follow=True)
    assert "in another case already" in words(again)


def test_one_conversation_from_the_screen(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast)
    base = f"/audience/inbox/{one.pk}"
    officer.post(f"{base}/assign", {"person": "me"})
    officer.post(f"{base}/route", {"desk": "rights"})
    officer.post(f"{base}/note", {"text": "Appelé à 9 h."})
    one.refresh_from_db()
    assert (one.assigned_to, one.routed_to) == (cast.marc_olivier, "rights")
    assert Message.objects.get(direction="note").new_text == "Appelé à 9 h."
    for act, state in (("close", "closed"), ("reopen", "open"), ("spam", "spam"), ("reopen", "open")):
        officer.post(f"{base}/{act}")
        one.refresh_from_db()
        assert one.state == state
    officer.post(f"{base}/assign", {"person": str(cast.odile.pk)})
    one.refresh_from_db()
    assert one.assigned_to == cast.odile
    officer.post(f"{base}/release")
    officer.get(base)
    officer.post(f"{base}/unread")
    one.refresh_from_db()
    assert one.assigned_to is None and one.is_new
    assert officer.post(f"{base}/burn").status_code == 404


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("assign", {"person": "999999"}, "Choose to whom."),
        ("assign", {}, "Choose to whom."),
        ("route", {"desk": "moon"}, "Choose to which desk."),
        ("note", {"text": "  "}, "Write the note."),
    ],
)
def test_refusals_of_one_conversation(
    cast: Cast, officer: Browser, path: str, data: dict[str, str], said: str
) -> None:
    one = a_conversation(cast)
    assert said in words(officer.post(f"/audience/inbox/{one.pk}/{path}", data, follow=True))


def test_nobody_who_may_not_answer_it_is_given_a_conversation(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast)
    answer = officer.post(f"/audience/inbox/{one.pk}/assign", {"person": str(cast.pascaline.pk)}, follow=True)
    assert "Choose to whom." in words(answer)


def test_correcting_kind_topic_and_production(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast, kind="question")
    topic = Topic.objects.create(
        within=TopicSet.objects.create(code="house"), code="house.schedule", labels={"fr": "Horaire"}
    )
    page = officer.get(f"/audience/inbox/{one.pk}/sort").content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    values = {"kind": "complaint", "topic": topic.pk, "production": cast.gel.pk, "version": version.group(1)}
    assert officer.post(f"/audience/inbox/{one.pk}/sort", values).status_code == 302
    one.refresh_from_db()
    assert (one.kind, one.topic, one.production, one.confirmed_by) == (
        "complaint",
        topic,
        cast.gel,
        cast.marc_olivier,
    )
    assert officer.post(f"/audience/inbox/{one.pk}/sort", {**values, "kind": "nonsense"}).status_code == 422
    stale = officer.post(f"/audience/inbox/{one.pk}/sort", {**values, "production": cast.drache.pk})
    assert stale.status_code == 409


def test_the_way_back_stays_in_the_house(cast: Cast, officer: Browser) -> None:
    one = a_conversation(cast)
    for asked in ("https://ailleurs.example/", "//ailleurs.example"):
        answer = officer.post(f"/audience/inbox/{one.pk}/unread", {"next": asked})
        assert answer.headers["Location"] == f"/audience/inbox/{one.pk}"
