"""The ways out of a refusal: another file everywhere at once, an override for one content only; by hand too."""

from datetime import timedelta

import pytest

from coulisse.desks.community.composing.actions.media import crop
from coulisse.desks.community.composing.actions.replacing import SameFile, replace
from coulisse.desks.community.publishing.actions import publications as actions
from coulisse.desks.community.publishing.actions.overrides import (
    NeverOverridden,
    NothingToOverride,
    ReasonMissing,
    arm_despite,
)
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.publishing.networks.contract import Confirmed
from coulisse.desks.community.publishing.sending import send_one
from coulisse.desks.community.publishing.watching import hand_over
from coulisse.desks.office.rights.actions import consents
from coulisse.desks.office.rights.models import Work
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.tasks.access import may_see
from coulisse.foundation.tasks.models import Task
from tests.cast import AT, Cast, give
from tests.cast import person as somebody
from tests.desks.community.composing.rows import MAY, a_variant, account, an_idea, picture
from tests.desks.community.publishing.scripted import Scripted
from tests.desks.office.rights.rows import consent, person, poster, show, teaser, work
from tests.stories.test_rights_stop_the_posts import signed_in

pytestmark = pytest.mark.django_db
STATE = Publication.State
WHY = "Licence prolongée, papier lundi"


def despite(cast: Cast, row: Publication, why: str = WHY) -> Publication:
    return arm_despite(publication=row, why=why, by=cast.ines, at=AT, due_at=row.due_at)


def music(cast: Cast) -> Publication:
    film, _song, _licence = teaser(cast)
    return a_variant(cast, picture(cast, "teaser.png", work=film), on=account(cast, way="itself"))


def test_an_override_is_asked_again_at_the_second_of_sending(cast: Cast) -> None:
    row = despite(cast, music(cast))
    assert row.state == STATE.ARMED
    network = Scripted([Confirmed("https://x.example/1", "1", MAY)])
    assert send_one(row.pk, now=lambda: MAY, connect=network)
    assert Publication.objects.get(pk=row.pk).state == STATE.CONFIRMED


def test_another_word_another_hour_or_another_obstacle_is_not_overridden(cast: Cast) -> None:
    row = despite(cast, music(cast))
    actions.pause(publications=Publication.objects.filter(pk=row.pk), why="", by=cast.ines, at=AT)
    row.refresh_from_db()
    with pytest.raises(actions.NotCleared):
        actions.arm(publication=row, by=cast.ines, at=AT, due_at=MAY + timedelta(hours=1))
    actions.arm(publication=row, by=cast.ines, at=AT)
    who = person(cast, "Quelqu’un")
    show(cast, Work.objects.get(kind="film"), who)
    network = Scripted([Confirmed("https://x.example/1", "1", MAY)])
    send_one(row.pk, now=lambda: MAY, connect=network)
    assert Publication.objects.get(pk=row.pk).reason == "rights.consent-missing"
    assert network.made == []


def test_an_override_says_why_stands_in_the_journal_and_overrides_something(cast: Cast) -> None:
    row = music(cast)
    with pytest.raises(ReasonMissing):
        despite(cast, row, " ")
    despite(cast, row)
    entry = Entry.objects.get(kind="community.composing.overridden")
    assert entry.by == cast.ines and WHY in str(entry.payload)
    with pytest.raises(NothingToOverride):
        despite(cast, a_variant(cast))


def test_withdrawn_after_the_override_it_does_not_leave(cast: Cast) -> None:
    photo, who = work(cast, "Montage", kind="photo"), person(cast)
    show(cast, photo, who)
    row = despite(cast, a_variant(cast, picture(cast, work=photo), on=account(cast, way="itself")))
    given = consent(cast, who)
    consents.withdraw(person=who, consents=given, reason="Ne veut plus", by=cast.nadia, at=AT)
    network = Scripted([Confirmed("https://x.example/1", "1", MAY)])
    send_one(row.pk, now=lambda: MAY, connect=network)
    assert Publication.objects.get(pk=row.pk).reason == "rights.consent-withdrawn"
    other = a_variant(cast, picture(cast, "autre.png", work=photo, color=3))
    with pytest.raises(NeverOverridden):
        despite(cast, other)


def test_by_hand_is_guarded_as_it_is_handed_over_and_as_its_pack_is_fetched(cast: Cast) -> None:
    photo, who = work(cast, "Montage", kind="photo"), person(cast)
    show(cast, photo, who)
    given = consent(cast, who)
    document = picture(cast, work=photo)
    early, late = (a_variant(cast, document) for _number in range(2))
    for row in (early, late):
        actions.arm(publication=row, by=cast.ines, at=AT)
    actions.take_by_hand(publication=early, by=cast.ines, at=AT)
    ines = signed_in(cast.ines)
    address = f"/community/publishing/{early.pk}/pack.zip"
    assert ines.get(address)["Content-Type"] == "application/zip"
    consents.withdraw(person=who, consents=given, reason="Ne veut plus", by=cast.nadia, at=AT)
    assert ines.get(address).status_code == 302, "no pack"
    assert hand_over(at=MAY) == 1
    late.refresh_from_db()
    assert (late.state, late.reason) == (STATE.FAILED, "rights.consent-withdrawn")
    page = ines.get(f"/community/publishing/{late.pk}").content.decode()
    assert f"/community/composing/variants/{late.pk}/refused" in page, "the ways out are one step away"
    with pytest.raises(actions.NotCleared):
        actions.take_by_hand(publication=late, by=cast.ines, at=MAY)


def test_replacing_keeps_what_is_said_arms_again_what_was_armed_and_leaves_what_is_out(cast: Cast) -> None:
    free, other = (picture(cast, f"{n}.png", work=work(cast, f"Photo {n}"), color=n) for n in (1, 2))
    armed, draft, out = (a_variant(cast, free) for _number in range(3))
    actions.arm(publication=armed, by=cast.ines, at=AT)
    Publication.objects.filter(pk=out.pk).update(
        state=STATE.CONFIRMED, address="https://x.example/9", confirmed_at=AT, armed_at=AT
    )
    assert other.current is not None
    put = replace(
        publications=[armed, draft, out], documents=[free.pk], old=free, new=other.current, by=cast.ines, at=AT
    )
    assert (put.count, put.armed) == (2, 1)
    states = {row.pk: (row.state, row.files.get().content.document_id) for row in Publication.objects.all()}
    assert states[armed.pk] == (STATE.ARMED, other.pk)
    assert states[draft.pk] == (STATE.DRAFT, other.pk)
    assert states[out.pk] == (STATE.CONFIRMED, free.pk)
    assert armed.files.get().alt == free.title
    with pytest.raises(SameFile):
        replace(publications=[draft], documents=[other.pk], old=other, new=other.current, by=cast.ines, at=AT)


def test_a_file_that_nobody_listed_stops_the_posts_of_its_crops_too(cast: Cast) -> None:
    found = picture(cast, "trouvee.png")
    assert found.current is not None
    cut = crop(original=found.current, ratio="1:1", across=0, down=0, part=100, by=cast.ines, at=AT).document
    whole, piece, other = a_variant(cast, found), a_variant(cast, cut), a_variant(cast)
    page = signed_in(cast.ines).get(f"/community/composing/variants/{whole.pk}/refused").content.decode()
    assert f'href="/community/publishing/{piece.pk}"' in page
    assert f'href="/community/publishing/{other.pk}"' not in page


def test_the_office_is_asked_once_by_a_task_that_names_nobody(cast: Cast) -> None:
    visual, _crop, volunteer = poster(cast)
    row = a_variant(cast, picture(cast, work=visual))
    ines = signed_in(cast.ines)
    for _time in range(2):
        ines.post(f"/community/composing/variants/{row.pk}/ask")
    task = Task.objects.get()
    assert task.production == cast.drache and task.due_on == MAY.date()
    assert volunteer.name not in task.title + task.notes
    assert may_see(cast.nadia, production=task.production_id, client=None, person=None)


def test_what_holds_neither_words_nor_a_picture_is_not_armed(cast: Cast) -> None:
    with pytest.raises(actions.NotCleared) as refused:
        actions.arm(publication=a_variant(cast, text=" "), by=cast.ines, at=AT)
    assert refused.value.reasons[0].code == "publishing.empty"


def test_whoever_only_writes_does_not_override(cast: Cast) -> None:
    writer = somebody("Wannes Peeters", "wannes@meuse.example")
    give(writer, "writer")
    row = music(cast)
    client = signed_in(writer)
    assert client.post(f"/community/composing/variants/{row.pk}/override", {"why": WHY}).status_code == 403
    page = client.get(f"/community/composing/variants/{row.pk}/refused").content.decode()
    assert "/override" not in page


def test_only_what_one_reaches_is_listed(cast: Cast) -> None:
    visual, _crop, _volunteer = poster(cast)
    document = picture(cast, work=visual)
    row = a_variant(cast, document)
    elsewhere = a_variant(
        cast, document, idea=an_idea(cast, production=cast.gel), on=account(cast, production=cast.gel)
    )
    someone = somebody("Lou Adam", "lou@meuse.example")
    give(someone, "community_manager", production=cast.drache)
    page = signed_in(someone).get(f"/community/composing/variants/{row.pk}/refused").content.decode()
    assert f"/community/publishing/{row.pk}" in page and f"/community/publishing/{elsewhere.pk}" not in page
