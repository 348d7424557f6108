"""Who answers: one at a time, told to the others, taken over on purpose, ended by itself."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from coulisse.desks.audience.intake import presence
from coulisse.foundation.accounts.models import User
from tests.cast import AT, Cast
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


def browser_of(user: User) -> Browser:
    User.objects.filter(pk=user.pk).update(language="en")
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def test_the_pen_is_held_by_one_and_ends_by_itself(cast: Cast) -> None:
    one = a_conversation(cast)
    assert presence.holder(one, user=cast.odile, at=AT) is None
    assert presence.hold(one, by=cast.marc_olivier, at=AT).is_me
    seen = presence.hold(one, by=cast.odile, at=AT + timedelta(seconds=60))
    assert not seen.is_me and seen.name == "Marc-Olivier Lejeune"
    assert presence.hold(one, by=cast.odile, at=AT + presence.LASTS).is_me, "no sign of life: free again"


def test_a_sign_of_life_keeps_it_from_the_first_moment_on(cast: Cast) -> None:
    one = a_conversation(cast)
    for seconds in (0, 60, 120):
        kept = presence.hold(one, by=cast.marc_olivier, at=AT + timedelta(seconds=seconds))
    assert kept.since == AT
    seen = presence.holder(one, user=cast.odile, at=AT + timedelta(seconds=150))
    assert seen is not None and seen.minutes(AT + timedelta(seconds=150)) == 2


def test_taking_over_is_possible_and_told(cast: Cast) -> None:
    one = a_conversation(cast)
    presence.hold(one, by=cast.marc_olivier, at=AT)
    assert presence.hold(one, by=cast.odile, at=AT, take=True).is_me
    seen = presence.holder(one, user=cast.marc_olivier, at=AT)
    assert seen is not None and seen.was_mine and seen.name == "Odile Renard"


def test_laying_it_down_frees_it_and_only_one_s_own(cast: Cast) -> None:
    one = a_conversation(cast)
    presence.hold(one, by=cast.marc_olivier, at=AT)
    presence.release(one, by=cast.odile)
    assert presence.holder(one, user=cast.odile, at=AT) is not None
    presence.release(one, by=cast.marc_olivier)
    assert presence.holder(one, user=cast.odile, at=AT) is None
    assert presence.sweep(at=AT) == 0


def test_through_the_door(cast: Cast) -> None:
    one = a_conversation(cast)
    address = f"/audience/inbox/{one.pk}/presence"
    mine, other = browser_of(cast.marc_olivier), browser_of(cast.odile)
    assert mine.post(address).json() == {"free": False, "mine": True, "words": ""}
    assert other.get(address).json() == {
        "free": False,
        "mine": False,
        "words": "Marc-Olivier Lejeune is answering now",
    }
    page = other.get(f"/audience/inbox/{one.pk}").content.decode()
    assert "Marc-Olivier Lejeune is answering now" in page and "inert" in page
    assert other.post(address, {"take": "1"}).json()["mine"]
    assert mine.get(address).json()["words"] == "Odile Renard took over the answer"
    assert other.post(address, {"leave": "1"}).json()["free"]
    assert mine.post(address, {"take": "1", "by_button": "1"}).status_code == 302
    assert browser_of(cast.solange).post(address).status_code == 403
