"""A post that shows or plays what is not cleared is refused when it is armed, and again as it leaves (D6, D7)."""

from datetime import timedelta

import pytest

from coulisse.desks.community.publishing.actions import publications as actions
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.publishing.networks.contract import Confirmed
from coulisse.desks.community.publishing.sending import send_one
from coulisse.desks.office.rights.actions import consents
from coulisse.desks.office.rights.models import Work
from coulisse.foundation.documents.actions import attach, keep
from coulisse.foundation.documents.models import Document
from tests.cast import AT, Cast
from tests.desks.community.publishing.rows import an_account
from tests.desks.community.publishing.scripted import Scripted
from tests.desks.office.rights.rows import consent, person, poster, show, teaser, work

pytestmark = pytest.mark.django_db
STATE = Publication.State
MOMENT = AT.replace(year=2027, month=5, day=5)


def a_document(cast: Cast, name: str) -> Document:
    return keep(name.encode(), name=name, by=cast.nadia, at=AT, production=cast.drache.pk)


def file_of(document: Document, alt: str) -> actions.File:
    assert document.current is not None  # just kept
    return actions.File(document.current, alt)


def a_post(cast: Cast, *shown: Work, text: str = "Cap Sambre, du 5 au 9 mai") -> Publication:
    """A draft with the file of each work."""
    files = []
    for one in shown:
        document = a_document(cast, f"{one.title}.txt")
        attach(document=document, row=one, by=cast.nadia, at=AT)
        files.append(file_of(document, one.title))
    values = {"text": text, "language": "fr", "warning": "", "due_at": MOMENT, "production": cast.drache}
    account = an_account(handle=f"cap-{Publication.objects.count()}.test", production=cast.drache)
    return actions.write(account=account, values=values, files=files, by=cast.ines, at=AT)


def codes(refused: pytest.ExceptionInfo[actions.NotCleared]) -> set[str]:
    return {one.code for one in refused.value.reasons}


def test_one_of_five_faces_without_a_right_stops_the_poster_and_its_crops(cast: Cast) -> None:
    visual, crop, volunteer = poster(cast)
    posts = [a_post(cast, visual), a_post(cast, crop)]
    for post in posts:
        with pytest.raises(actions.NotCleared) as refused:
            actions.arm(publication=post, by=cast.ines, at=AT)
        assert codes(refused) == {"rights.consent-missing"}
        assert Publication.objects.get(pk=post.pk).state == STATE.DRAFT
    consent(cast, volunteer)
    for post in posts:
        actions.arm(publication=post, by=cast.ines, at=AT)


def test_a_music_licence_that_has_ended_by_then_stops_the_teaser(cast: Cast) -> None:
    film, _song, _licence = teaser(cast)
    with pytest.raises(actions.NotCleared) as refused:
        actions.arm(publication=a_post(cast, film), by=cast.ines, at=AT)
    assert "rights.licence-expired" in codes(refused)


def test_what_is_withdrawn_after_it_was_armed_does_not_leave(cast: Cast) -> None:
    picture, who = work(cast), person(cast)
    show(cast, picture, who)
    consent(cast, who)
    post = a_post(cast, picture)
    actions.arm(publication=post, by=cast.ines, at=AT)
    given = list(who.consents.all())
    consents.withdraw(person=who, consents=given, reason="Ne veut plus", by=cast.nadia, at=AT)
    network = Scripted([Confirmed("https://x.example/1", "1", MOMENT)])
    assert send_one(post.pk, now=lambda: MOMENT, connect=network)
    told = Publication.objects.get(pk=post.pk)
    assert (told.state, told.reason) == (STATE.FAILED, "rights.consent-withdrawn")
    assert network.made == []


def test_a_file_that_is_in_no_work_is_nobodys_to_publish(cast: Cast) -> None:
    document = a_document(cast, "image trouvée.txt")
    post = a_post(cast)
    found = [file_of(document, "Une image")]
    actions.rewrite(publication=post, values={"text": "Vu !"}, files=found, read_version=1)
    with pytest.raises(actions.NotCleared) as refused:
        actions.arm(publication=post, by=cast.ines, at=AT)
    assert codes(refused) == {"rights.not-listed"}
    assert Document.objects.filter(pk=document.pk).exists()


def test_words_alone_show_nobody(cast: Cast) -> None:
    armed = actions.arm(publication=a_post(cast), by=cast.ines, at=AT)
    assert armed.state == STATE.ARMED
    assert armed.due_at - AT > timedelta(0)
