"""A crisis is opened for a reason, pulls its brakes or fails whole, keeps its log, is stood down or resumed."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils.translation import override

from coulisse.desks.audience.answers.models import Draft
from coulisse.desks.audience.crisis import verbatims
from coulisse.desks.audience.crisis.actions import crises
from coulisse.desks.audience.crisis.actions.alarms import watch
from coulisse.desks.audience.crisis.models import Alarm, Crisis, CrisisAct, Verbatim
from coulisse.desks.audience.crisis.queries.cockpit import cockpit, time_left
from coulisse.desks.audience.crisis.queries.review import review
from coulisse.desks.audience.facts.crisis import CrisisOpened
from coulisse.desks.audience.families.actions import join
from coulisse.desks.audience.families.queries import banner
from coulisse.desks.audience.intake.models import Conversation, Family
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.links import REGISTRY, Happened, brake
from coulisse.foundation.mailroom.models import Letter
from tests.cast import AT, Cast
from tests.desks.audience.answers.rows import a_locked_line
from tests.desks.audience.care.rows import NEVER, a_threat
from tests.desks.audience.crisis.nights import BEGAN, LOOK, TOTAL, calm_weeks, the_night
from tests.desks.audience.crisis.rows import SAID, a_crisis, a_verbatim, an_alarm
from tests.desks.audience.scene import a_conversation, a_writer

pytestmark = pytest.mark.django_db


def browser_of(user: User) -> Browser:
    User.objects.filter(pk=user.pk).update(language="en")
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def words(answer: object) -> str:
    content: bytes = getattr(answer, "content", b"")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content.decode()).replace("\u00a0", " "))


@pytest.fixture
def a_brake() -> Iterator[list[int]]:
    """A desk that listens: it hears the opening in the same transaction."""
    heard: list[int] = []

    def pause(happened: Happened[CrisisOpened]) -> None:
        heard.append(happened.fact.crisis_id)
        if len(heard) > 1:
            raise RuntimeError("the networks do not answer")

    brake(on=CrisisOpened)(pause)
    yield heard
    for name in [name for name, (_fact, link) in REGISTRY.brakes.items() if link is pause]:
        del REGISTRY.brakes[name]


def test_opening_says_why_tells_the_team_and_keeps_a_list_by_hand(cast: Cast) -> None:
    with pytest.raises(crises.ReasonMissing):
        crises.open_crisis(
            production=cast.drache, alarm=None, title="Rue Haute", reason=" ", by=cast.marc_olivier, at=AT
        )
    crisis = a_crisis(cast)
    assert crisis.checks.count() == len(crises.BY_HAND)
    assert crisis.alarm is not None and Alarm.objects.get(pk=crisis.alarm.pk).state == Alarm.State.CRISIS
    told = {one.address for letter in Letter.objects.all() for one in letter.recipients.all()}
    assert {"odile@meuse.example", "solange@meuse.example"} <= told
    assert "marc-olivier@meuse.example" not in told
    with pytest.raises(crises.CrisisOpenAlready):
        crises.open_crisis(
            production=cast.drache, alarm=None, title="Rue Haute", reason="x", by=cast.marc_olivier, at=AT
        )


def test_a_brake_hears_it_at_once_and_its_failure_undoes_all(cast: Cast, a_brake: list[int]) -> None:
    crisis = a_crisis(cast)
    assert a_brake == [crisis.pk]
    crises.stand_down(crisis=crisis, reason="Calme", by=cast.marc_olivier, at=AT)
    with pytest.raises(RuntimeError):
        crises.open_crisis(
            production=cast.drache, alarm=None, title="Encore", reason="x", by=cast.marc_olivier, at=AT
        )
    assert Crisis.objects.count() == 1
    page = words(browser_of(cast.marc_olivier).get(f"/audience/crisis/?production={cast.drache.pk}"))
    assert "No community desk is open here" not in page


def test_only_an_approved_text_leaves_for_the_family_while_it_is_open(cast: Cast) -> None:
    calm_weeks(cast.drache)
    night = the_night(cast)
    (alarm,) = watch(production=cast.drache, at=LOOK)
    crisis = crises.open_crisis(
        production=cast.drache, alarm=alarm, title="Rue Haute", reason="x", by=cast.marc_olivier, at=LOOK
    )
    frozen = Family.objects.filter(frozen_at__isnull=False)
    assert set(frozen.values_list("pk", flat=True)) == {night.french.pk, night.dutch.pk}
    crises.stand_down(crisis=crisis, reason="Calme", by=cast.marc_olivier, at=LOOK)
    assert not frozen.exists()
    crises.resume(crisis=crisis, reason="Ça reprend", by=cast.marc_olivier, at=LOOK)
    assert frozen.count() == 2
    assert not Draft.objects.exists()


def test_the_log_keeps_every_act_with_its_minute(cast: Cast) -> None:
    crisis = a_crisis(cast)
    crises.note(crisis=crisis, text="Appel du Courrier", by=cast.marc_olivier, at=AT + timedelta(minutes=3))
    check = crisis.checks.all()[0]
    crises.tick(check=check, is_done=True, by=cast.odile, at=AT + timedelta(minutes=5))
    crises.tick(check=check, is_done=True, by=cast.odile, at=AT + timedelta(minutes=6))
    crises.tick(check=check, is_done=False, by=cast.odile, at=AT + timedelta(minutes=7))
    with pytest.raises(crises.NoteMissing):
        crises.note(crisis=crisis, text="  ", by=cast.marc_olivier, at=AT)
    crises.stand_down(crisis=crisis, reason="Calme", by=cast.odile, at=AT + timedelta(minutes=40))
    with pytest.raises(crises.NotOpen):
        crises.note(crisis=crisis, text="Trop tard", by=cast.marc_olivier, at=AT)
    kinds = list(CrisisAct.objects.values_list("kind", flat=True))
    assert kinds == ["opened", "told", "noted", "checked", "unchecked", "down"]
    found = review(Crisis.objects.get(), user=cast.marc_olivier, at=AT + timedelta(hours=1))
    assert [one.text.split(" · ")[0] for one in found.moments if one.is_ours][-1]
    assert found.lasted == timedelta(minutes=40)


def test_a_delay_that_cannot_be_told_is_left_out(cast: Cast) -> None:
    crisis = a_crisis(cast)
    crisis.opened_at = BEGAN - timedelta(days=200)  # the house's clock is not the messages'
    crisis.save()
    found = review(Crisis.objects.select_related("alarm").get(), user=cast.marc_olivier, at=AT)
    assert found.to_open is None and found.to_line is None and found.half_answered is None


def test_the_countdown_runs_only_between_the_alarm_and_the_deadline() -> None:
    due = BEGAN + timedelta(hours=15)
    with override("en"):
        assert time_left(due, BEGAN, due - timedelta(hours=2, minutes=5)) == "2 h 05"
    assert time_left(due, BEGAN, due) == ""
    assert time_left(due, BEGAN, BEGAN - timedelta(days=100)) == ""
    assert time_left(None, BEGAN, due) == ""


def test_the_cockpit_from_the_screen(cast: Cast) -> None:
    calm_weeks(cast.drache)
    the_night(cast)
    watch(production=cast.drache, at=LOOK)
    browser = browser_of(cast.marc_olivier)
    address = f"/audience/crisis/?production={cast.drache.pk}"
    page = browser.get(address)
    assert page.status_code == 200
    shown = words(page)
    assert "412 messages in one night, 400 about the same sequence" in shown
    assert "Stay on watch" in shown and "Open the crisis" in shown
    assert "Archives de la rue Haute" in page.content.decode()
    assert "style=" not in page.content.decode().split("<main")[1].split("</main")[0]
    alarm = Alarm.objects.get()
    opened = browser.post(
        f"/audience/crisis/open?production={cast.drache.pk}",
        {"alarm": alarm.pk, "title": "Rue Haute", "reason": "La presse appelle"},
    )
    assert opened.status_code == 302
    assert "Crisis open: Rue Haute" in words(browser.get(address))
    crisis = Crisis.objects.get()
    browser.post(f"/audience/crisis/{crisis.pk}/note", {"text": "Antenne prévenue"})
    down = browser.post(f"/audience/crisis/{crisis.pk}/stand-down", {"reason": "Calme"})
    assert down["Location"] == f"/audience/crisis/{crisis.pk}"
    after = words(browser.get(f"/audience/crisis/{crisis.pk}"))
    assert "Antenne prévenue" in after and f"{TOTAL}" in after
    assert (
        browser.post(
            f"/audience/crisis/{crisis.pk}", {"version": Crisis.objects.get().version, "lessons": "Avertir"}
        ).status_code
        == 302
    )
    assert Crisis.objects.get().lessons == "Avertir"


def test_an_alarm_of_another_production_opens_nothing(cast: Cast) -> None:
    alarm = an_alarm(cast)
    browser = browser_of(cast.marc_olivier)
    assert browser.get(f"/audience/crisis/?production={cast.gel.pk}&alarm={alarm.pk}").status_code == 404
    answer = browser.post(
        f"/audience/crisis/open?production={cast.gel.pk}", {"alarm": alarm.pk, "title": "x", "reason": "x"}
    )
    assert answer.status_code == 404 and not Crisis.objects.exists()


def test_words_are_quoted_only_once_somebody_looked(cast: Cast) -> None:
    row = a_verbatim(cast)
    with pytest.raises(verbatims.QuotedAlready):
        verbatims.validate(conversation=row.conversation, text=SAID, reason="", by=cast.odile, at=AT)
    since, until = AT - timedelta(days=1), AT + timedelta(days=1)
    assert [one.text for one in verbatims.validated(cast.drache, since=since, until=until)] == [SAID]
    verbatims.withdraw(verbatim=row, by=cast.odile, at=AT)
    verbatims.withdraw(verbatim=row, by=cast.odile, at=AT)
    assert verbatims.validated(cast.drache, since=since, until=until) == ()
    verbatims.validate(conversation=row.conversation, text=SAID, reason="", by=cast.odile, at=AT)
    assert Verbatim.objects.count() == 2


@pytest.mark.parametrize("kind", verbatims.NEVER)
def test_some_are_never_quoted(cast: Cast, kind: str) -> None:
    conversation = a_conversation(cast, SAID, kind=kind)
    with pytest.raises(verbatims.NotQuotable):
        verbatims.validate(conversation=conversation, text=SAID, reason="", by=cast.marc_olivier, at=AT)


def test_a_minor_and_a_folded_text_are_never_quoted_nor_proposed(cast: Cast) -> None:
    minor = a_writer("Lina", "lina@public.example", is_minor=True)
    for conversation in (a_conversation(cast, SAID, writer=minor), a_threat(cast)):
        with pytest.raises(verbatims.NotQuotable):
            verbatims.validate(conversation=conversation, text="x", reason="", by=cast.marc_olivier, at=AT)
    since, until = AT - timedelta(days=1), AT + timedelta(days=1)
    assert verbatims.candidates(cast.drache, since=since, until=until) == ()


def test_candidates_come_in_both_languages_without_names(cast: Cast) -> None:
    the_night(cast)
    found = verbatims.candidates(cast.drache, since=BEGAN, until=LOOK)
    assert {one.language for one in found} == {"fr", "nl"}
    assert any(one.words.startswith("Vous avez montré") for one in found)


def test_the_cockpit_counts_apart_what_the_inbox_counts_apart(cast: Cast) -> None:
    """Before the families of two languages are joined, the second is no heap of messages to answer one by one."""
    calm_weeks(cast.drache)
    the_night(cast)
    Family.objects.update(joined_to=None)
    watch(production=cast.drache, at=LOOK)
    alarm = Alarm.objects.get()
    shown = cockpit(alarm, user=cast.marc_olivier, at=LOOK)
    sizes = sorted(Family.objects.filter(size__gte=5).values_list("size", flat=True), reverse=True)
    assert len(sizes) == 2, sizes
    assert (shown.same_cause, shown.in_others) == (sizes[0], sizes[1])
    assert shown.apart == alarm.messages - sum(sizes)
    over = banner(cast.drache, user=cast.marc_olivier)
    assert over is not None and over.apart == shown.apart
    page = words(browser_of(cast.marc_olivier).get(f"/audience/crisis/?production={cast.drache.pk}"))
    assert f"Other families {sizes[1]}" in page
    large, small = Family.objects.filter(size__gte=5).order_by("-size")
    join(family=large, other=small, by=cast.marc_olivier, at=LOOK)
    watch(production=cast.drache, at=LOOK)
    joined = cockpit(Alarm.objects.get(), user=cast.marc_olivier, at=LOOK)
    assert (joined.same_cause, joined.in_others, joined.apart) == (sum(sizes), 0, shown.apart)


def test_the_line_is_shown_as_it_reads_without_raw_fields(cast: Cast) -> None:
    calm_weeks(cast.drache)
    the_night(cast)
    watch(production=cast.drache, at=LOOK)
    alarm = Alarm.objects.get()
    assert alarm.family is not None
    a_locked_line(cast, alarm.family, at=LOOK)
    page = browser_of(cast.marc_olivier).get(f"/audience/crisis/?production={cast.drache.pk}").content.decode()
    assert "Nous aurions dû prévenir." in page
    assert "{" not in page.partition('class="hold"')[2].partition("</p>")[0]


def test_no_page_of_the_crisis_lets_a_threat_through(cast: Cast) -> None:
    calm_weeks(cast.drache)
    the_night(cast)
    threat = a_threat(cast, at=BEGAN + timedelta(hours=9))
    Conversation.objects.filter(pk=threat.pk).update(reference="2027-0315-99")
    watch(production=cast.drache, at=LOOK)
    browser = browser_of(cast.marc_olivier)
    alarm = Alarm.objects.get()
    for address in (
        f"/audience/crisis/?production={cast.drache.pk}",
        f"/audience/crisis/verbatims?production={cast.drache.pk}&alarm={alarm.pk}",
    ):
        answer = browser.get(address)
        assert answer.status_code == 200
        assert not [one for one in NEVER if one in answer.content.decode()]
    assert "1 threat" in words(browser.get(f"/audience/crisis/?production={cast.drache.pk}"))
