"""D6 and D7 through the door: a poster with a volunteer who never signed, a teaser whose music ends too early.

Five faces on the poster, and no paper of the volunteer of 2026: six posts show it or a crop of it, none may leave.
A blurred copy, entered in the register, takes its place in all of them at once. The teaser's music is licensed for
festival and web until 30/04/2027: its posts of 5 May are refused, with that date.
"""

import re

import pytest
from django.test import Client

from coulisse.desks.community.composing.actions.media import crop
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.office.rights.actions import consents, people
from coulisse.desks.office.rights.models import Depiction
from coulisse.foundation.accounts.models import User
from tests.cast import AT, Cast
from tests.desks.community.composing.rows import a_variant, account, an_idea, picture
from tests.desks.office.rights.rows import consent, derive, person, poster, show, teaser, work

pytestmark = pytest.mark.django_db
STATE = Publication.State


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(html: bytes) -> str:
    text = " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())
    return text.replace("\u202f", " ").replace("\xa0", " ").replace("&#x27;", "'")


def armed(client: Client, post: Publication) -> str:
    """What the screen says when one arms it."""
    return words(client.post(f"/community/publishing/{post.pk}/act", {"act": "arm"}, follow=True).content)


def test_one_face_without_a_right_stops_six_posts_until_a_blurred_copy_takes_its_place(cast: Cast) -> None:
    visual, square, volunteer = poster(cast)
    whole = picture(cast, "affiche.png", work=visual)
    cut_by_the_office = picture(cast, "affiche-carre.png", work=square, color=91)
    assert whole.current is not None
    cut_here = crop(
        original=whole.current, ratio="9:16", across=20, down=50, part=90, by=cast.ines, at=AT
    ).document
    on = account(cast)
    posts = [
        a_variant(cast, shown, idea=an_idea(cast), on=on, language=language)
        for shown in (whole, cut_by_the_office, cut_here)
        for language in ("fr", "nl")
    ]
    ines, odile = signed_in(cast.ines), signed_in(cast.odile)

    for post in posts:
        told = armed(ines, post)
        assert "6 publications à venir" in told or "6 publications to come" in told
        assert "Bénévole 2026" not in told, "names are the office's"
        post.refresh_from_db()
        assert post.state == STATE.DRAFT

    page = odile.get(f"/community/composing/variants/{posts[4].pk}/refused")
    told = words(page.content)
    assert "Bénévole 2026" in told
    assert f"/office/rights/people/{volunteer.pk}/ask" in page.content.decode(), "a release is offered"
    assert all(f'href="/community/publishing/{post.pk}"' in page.content.decode() for post in posts)

    blurred = work(cast, "Affiche, bénévole floutée")
    derive(cast, blurred, visual)
    seen = Depiction.objects.get(work=visual, person=volunteer)
    people.hide(work=blurred, depiction=seen, how="blurred", by=cast.nadia, at=AT)
    copy = picture(cast, "affiche-floutee.png", work=blurred, color=95)
    page = ines.get(f"/community/composing/variants/{posts[0].pk}/refused")
    assert page.content.decode().count('name="publications"') == 6
    told = words(
        ines.post(
            f"/community/composing/variants/{posts[0].pk}/replace",
            {"old": whole.pk, "new": copy.pk, "publications": [post.pk for post in posts]},
            follow=True,
        ).content
    )
    assert "6 publications" in told
    for post in posts:
        armed(ines, post)
        post.refresh_from_db()
        assert post.state == STATE.ARMED
        assert [one.content.document_id for one in post.files.all()] == [copy.pk]


def test_a_signed_release_opens_the_poster_and_its_crops_too(cast: Cast) -> None:
    visual, _square, volunteer = poster(cast)
    whole = picture(cast, work=visual)
    assert whole.current is not None
    cut = crop(original=whole.current, ratio="1:1", across=50, down=50, part=100, by=cast.ines, at=AT).document
    post = a_variant(cast, cut)
    ines = signed_in(cast.ines)
    armed(ines, post)
    post.refresh_from_db()
    assert post.state == STATE.DRAFT
    consent(cast, volunteer)
    armed(ines, post)
    post.refresh_from_db()
    assert post.state == STATE.ARMED


def test_a_teaser_whose_music_ended_before_the_day_is_refused_with_that_date(cast: Cast) -> None:
    film, _song, _licence = teaser(cast)
    document = picture(cast, "teaser.png", work=film)
    posts = [a_variant(cast, document, on=account(cast), language=code) for code in ("fr", "nl")]
    ines, odile = signed_in(cast.ines), signed_in(cast.odile)
    for post in posts:
        told = armed(ines, post)
        assert "30/04/2027" in told and "2 publications" in told
        assert "Disques de la Meuse" not in told
        post.refresh_from_db()
        assert post.state == STATE.DRAFT
    told = words(odile.get(f"/community/composing/variants/{posts[0].pk}/refused").content)
    assert "Disques de la Meuse" in told and "30/04/2027" in told


def test_whoever_manages_the_desk_lets_it_out_with_a_reason_and_only_as_it_stands(cast: Cast) -> None:
    film, _song, _licence = teaser(cast)
    document = picture(cast, "teaser.png", work=film)
    post = a_variant(cast, document)
    ines = signed_in(cast.ines)
    address = f"/community/composing/variants/{post.pk}/override"
    assert ines.post(address, {"why": ""}).status_code == 422
    ines.post(address, {"why": "Prolongation promise par téléphone le 3 mai"})
    post.refresh_from_db()
    assert post.state == STATE.ARMED
    kept = post.overrides.get()
    assert kept.by == cast.ines and any("licence-expired" in one for one in kept.obstacles)
    assert "Prolongation promise" in words(ines.get(f"/community/composing/variants/{post.pk}/refused").content)


@pytest.mark.parametrize("minor", [True, False])
def test_a_minor_and_a_consent_taken_back_are_nobodys_to_override(minor: bool, cast: Cast) -> None:
    photo, who = work(cast, "Atelier", kind="photo"), person(cast, "Fille au ciré rouge", minor=minor)
    show(cast, photo, who)
    given = consent(cast, who)
    if not minor:
        consents.withdraw(person=who, consents=given, reason="Ne veut plus", by=cast.nadia, at=AT)
    post = a_variant(cast, picture(cast, work=photo))
    signed_in(cast.ines).post(f"/community/composing/variants/{post.pk}/override", {"why": "Quand même"})
    post.refresh_from_db()
    assert post.state == STATE.DRAFT and not post.overrides.exists()
