"""The screens of families: what is shown of them, what is refused in words."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.audience.families.queries import name_of, waiting_families
from coulisse.desks.audience.families.queries.pages import at_random, listing, proposals, whole
from coulisse.desks.audience.intake.models import Conversation, Family, RunningItem, Topic, TopicSet
from coulisse.foundation.accounts.models import User
from coulisse.kernel.times import to_brussels
from tests.cast import AT, Cast
from tests.desks.audience.families.rows import PETITION, a_broadcast, a_family, a_member, items, members, somebody
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


def test_the_list_says_how_many_wait_and_what_share_is_answered(cast: Cast, officer: Browser) -> None:
    family = a_family(cast, title="Les archives")
    members(cast, family, 8)
    Conversation.objects.filter(pk__in=family.members.values("pk")[:2]).update(state="answered")
    a_conversation(cast, writer=somebody("Paul"), beside=family)
    page = words(officer.get("/audience/families/"))
    assert "1 family waits for its answer" in page
    assert "Les archives" in page and "2 (25 %)" in page
    assert "No family" in words(officer.get(f"/audience/families/?production={cast.gel.pk}"))


def test_the_page_and_the_tab_count_the_same_and_small_families_are_folded(cast: Cast, officer: Browser) -> None:
    members(cast, a_family(cast, title="Les archives"), 6)
    small = a_family(cast, key="small", title="Les horaires")
    members(cast, small, 3)
    done = a_family(cast, key="done", title="La musique")
    members(cast, done, 5)
    dutch = a_family(cast, key="nl", language="nl", joined_to=done)
    members(cast, dutch, 2)
    Conversation.objects.filter(family=done).update(state="answered")
    assert waiting_families(cast.drache.pk) == 2, "two of the joined family still wait"
    answer = officer.get("/audience/families/")
    page = words(answer)
    assert answer.context["waiting"] == 2 and "2 families wait for their answer" in page
    assert {line.family.title for line in answer.context["lines"]} == {"La musique", "Les archives"}
    folded = answer.content.decode().partition('<details class="more few">')
    assert "Les horaires" not in folded[0] and "Les horaires" in folded[2].partition("</details>")[0]
    assert "1 small family, of fewer than 5 messages" in page
    alone = words(officer.get("/audience/families/?show=small"))
    assert "Les horaires" in alone and "Les archives" not in alone


def test_a_family_without_a_name_is_called_by_its_topic(cast: Cast, officer: Browser) -> None:
    house, _made = TopicSet.objects.get_or_create(code="house")
    topic = Topic.objects.create(
        within=house, code="house.test-subs", labels={"fr": "Sous-titres", "en": "Subtitles"}
    )
    other = Topic.objects.create(within=house, code="house.test.other", labels={"fr": "Autres", "en": "Other"})
    slot = a_broadcast(cast)
    family = a_family(cast, broadcast=slot)
    members(cast, family, 7)
    keys = list(family.members.order_by("pk").values_list("pk", flat=True))
    Conversation.objects.filter(pk__in=keys[:4]).update(topic=other)
    Conversation.objects.filter(pk__in=keys[4:6]).update(topic=topic)
    name = f"Subtitles, Plein Jour of {to_brussels(slot.starts_at):%d/%m}"
    for address in ("/audience/families/", f"/audience/families/{family.pk}", "/audience/inbox/"):
        page = words(officer.get(address))
        assert name in page, address
        assert PETITION[:40] in page, address
    with override("en"):
        assert name_of(family) == name
    family.title = "Les sous-titres"
    assert name_of(family) == "Les sous-titres"
    Conversation.objects.filter(family=family).update(topic=None)
    family.title = ""
    assert name_of(family).startswith(PETITION[:40])
    [item] = items(slot, "Débat")
    RunningItem.objects.filter(pk=item.pk).update(is_cause=True)
    assert name_of(family) == "Débat"


def test_the_page_of_a_family_gives_the_reasons_in_words(cast: Cast, officer: Browser) -> None:
    family = a_family(cast)
    members(cast, family, 6)
    why = [{"reason": "kind", "words": ["image_right"]}, {"reason": "added", "words": ["mon", "fils"]}]
    a_conversation(cast, "On me voit à l’image", writer=somebody("Hubert"), beside=family, apart=why)
    page = words(officer.get(f"/audience/families/{family.pk}"))
    assert "Right to one’s image" in page and "mon fils" in page
    assert "1 resembles it and is answered by itself" in page
    assert "Prepare 6 answers" in page


def test_a_folded_exception_shows_no_word_of_it(cast: Cast, officer: Browser) -> None:
    family = a_family(cast)
    members(cast, family, 6)
    why = [{"reason": "kind", "words": ["threat"]}]
    a_conversation(cast, "horreurindicible", writer=somebody("X"), beside=family, apart=why, is_folded=True)
    answer = officer.get(f"/audience/families/{family.pk}")
    assert "horreurindicible" not in answer.content.decode()


def test_a_joined_family_leads_to_the_one_that_leads(cast: Cast, officer: Browser) -> None:
    leader = a_family(cast, size=9)
    joined = a_family(cast, key="nl", language="nl", size=3, joined_to=leader)
    answer = officer.get(f"/audience/families/{joined.pk}")
    assert answer.headers["Location"] == f"/audience/families/{leader.pk}"


def test_two_languages_are_proposed_joined_by_one_click_and_taken_back(cast: Cast, officer: Browser) -> None:
    slot = a_broadcast(cast)
    text = (
        "Gisteren om 20.52 uur in Plein Jour: archieven van de rue Haute zonder waarschuwing, met Hubert Lambert"
    )
    french = a_family(
        cast, broadcast=slot, memory={},
        text="Hier à 20h52 dans Plein Jour, les archives de la rue Haute sans avertissement, avec Hubert Lambert",
    )  # fmt: skip
    dutch = a_family(cast, key="nl", language="nl", broadcast=slot, memory={}, text=text)
    members(cast, french, 9)
    members(cast, dutch, 5)
    found = proposals(french, [french])
    assert [one.pk for one in found] == [dutch.pk] and "hubert lambert" in found[0].common
    page = officer.get(f"/audience/families/{french.pk}")
    assert "A family of 5 in NL seems to say the same." in words(page)
    answer = officer.post(f"/audience/families/{french.pk}/join", {"other": dutch.pk}, follow=True)
    assert "Two families joined: 14 messages" in words(answer)
    undo = re.search(r'action="(/audience/families/\d+/separate\?rows=[^"]*)"', answer.content.decode())
    assert undo is not None
    officer.post(undo.group(1).replace("&amp;", "&"))
    assert not Family.objects.filter(joined_to__isnull=False).exists()


def test_naming_from_the_page(cast: Cast, officer: Browser) -> None:
    slot = a_broadcast(cast)
    cause = items(slot, "Archives")[0]
    family = a_family(cast, broadcast=slot, size=5)
    answer = officer.post(
        f"/audience/families/{family.pk}/name", {"title": "Sans avertissement", "cause": cause.pk, "version": "1"}
    )
    family.refresh_from_db()
    assert answer.status_code == 302 and (family.title, family.cause) == ("Sans avertissement", cause)
    answer = officer.post(f"/audience/families/{family.pk}/name", {"title": "Autre", "version": "1"})
    assert answer.status_code == 409


def test_five_at_random_are_repeated_by_their_seed(cast: Cast, officer: Browser) -> None:
    family = a_family(cast)
    members(cast, family, 30)
    once = at_random([family.pk], user=cast.marc_olivier, seed=3)
    assert len(once) == 5 and once == at_random([family.pk], user=cast.marc_olivier, seed=3)
    assert once != at_random([family.pk], user=cast.marc_olivier, seed=4)
    assert all(text == PETITION for _one, text in once)
    assert "5 drawn at random" in words(officer.get(f"/audience/families/{family.pk}/sample?seed=3"))


def test_taking_out_offers_the_way_back(cast: Cast, officer: Browser) -> None:
    family = a_family(cast)
    one = a_member(cast, family)
    answer = officer.post(f"/audience/families/{family.pk}/take-out/{one.pk}", follow=True)
    assert f"{one.reference} taken out of the family" in words(answer)
    assert f"/audience/families/{family.pk}/put-in/{one.pk}" in answer.content.decode()
    elsewhere = a_conversation(cast, production=cast.gel)
    assert officer.post(f"/audience/families/{family.pk}/put-in/{elsewhere.pk}").status_code == 404


def test_members_are_read_by_pages_without_counting_far(cast: Cast, officer: Browser) -> None:
    family = a_family(cast)
    members(cast, family, 120)
    first = whole(family, user=cast.marc_olivier)
    assert len(first.members) == 50 and first.place
    seen = {one.pk for one in first.members}
    at, pk = first.place.rsplit("_", 1)
    answer = officer.get(f"/audience/families/{family.pk}", {"after": f"{at}_{pk}"})
    assert answer.status_code == 200
    second = whole(family, user=cast.marc_olivier, after=(first.members[-1].received_at, first.members[-1].pk))
    assert not seen & {one.pk for one in second.members}
    assert officer.get(f"/audience/families/{family.pk}?after=hier_x").status_code == 200


def test_a_constant_number_of_queries(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cast.marc_olivier.scope()
    family = a_family(cast)
    members(cast, family, 6)
    for count in (1, 12):
        for n in range(count):
            members(cast, a_family(cast, key=f"{count}-{n}"), 3, first=AT + timedelta(hours=count + n))
        with django_assert_num_queries(4):
            listing(cast.drache, user=cast.marc_olivier)
        with django_assert_num_queries(7):
            whole(family, user=cast.marc_olivier)
