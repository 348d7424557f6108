"""Pictures of a production: cut for a network with their rights, said in each language, walled by owner."""

import doctest
import io

import pytest
from django.test import Client
from PIL import Image

from coulisse.desks.community.composing import cropping
from coulisse.desks.community.composing.actions.media import crop
from coulisse.desks.community.composing.models import AltText
from coulisse.desks.community.publishing.actions.publications import NotCleared, arm
from coulisse.desks.community.publishing.crops import made_from, with_crops
from coulisse.desks.community.publishing.models import Crop
from coulisse.foundation.documents.actions import attach, keep
from coulisse.foundation.documents.vault import vault
from tests.cast import AT, Cast
from tests.desks.community.composing.rows import a_variant, picture
from tests.desks.office.rights.rows import poster, work
from tests.stories.test_rights_stop_the_posts import signed_in, words

pytestmark = pytest.mark.django_db
HERE = "/community/composing/media"


@pytest.fixture
def ines(cast: Cast) -> Client:
    return signed_in(cast.ines)


def test_the_page_of_the_frame_tells_the_truth() -> None:
    assert doctest.testmod(cropping).failed == 0


def test_a_picture_is_cut_to_its_shape_and_the_crop_is_a_document_that_knows_its_original(
    ines: Client, cast: Cast
) -> None:
    whole = picture(cast)
    AltText.objects.create(document=whole, language="fr", text="Une péniche")
    ines.post(f"{HERE}/{whole.pk}/crop", {"ratio": "1:1", "part": "50", "across": "100", "down": "0"})
    made = Crop.objects.get()
    assert (made.left, made.top, made.width, made.height) == (100, 0, 60, 60)
    content = made.document.current
    assert content is not None
    with Image.open(vault().place(content.sha256)) as drawn:
        assert drawn.size == (60, 60)
    assert made.document.production == cast.drache
    assert AltText.objects.get(document=made.document).text == "Une péniche"
    assert made_from([made.document_id]) == ((made.document_id, whole.pk),)
    assert with_crops([whole.pk]) == {whole.pk, made.document_id}
    page = ines.get(f"{HERE}/{whole.pk}").content.decode()
    assert f"{HERE}/{made.document_id}" in page


def test_the_piece_is_cut_where_the_frame_lies(cast: Cast) -> None:
    """Red on the left, blue on the right; the right-hand square is blue to its edges."""
    target = io.BytesIO()
    whole = Image.new("RGB", (200, 100), (200, 0, 0))
    whole.paste((0, 0, 200), (100, 0, 200, 100))
    whole.save(target, "PNG")
    document = keep(target.getvalue(), name="deux.png", by=cast.ines, at=AT, production=cast.drache.pk)
    assert document.current is not None
    made = crop(original=document.current, ratio="1:1", across=100, down=0, part=100, by=cast.ines, at=AT)
    assert made.document.current is not None
    with Image.open(vault().place(made.document.current.sha256)) as drawn:
        assert {drawn.getpixel(at) for at in ((0, 0), (99, 99))} == {(0, 0, 200)}


def test_a_crop_of_a_crop_asks_for_the_first_original_and_one_whose_original_is_gone_clears_nothing(
    cast: Cast,
) -> None:
    visual, _crop, _volunteer = poster(cast)
    whole = picture(cast, work=visual)
    assert whole.current is not None
    first = crop(original=whole.current, ratio="1:1", across=0, down=0, part=100, by=cast.ines, at=AT).document
    assert first.current is not None
    second = crop(original=first.current, ratio="4:5", across=0, down=0, part=100, by=cast.ines, at=AT).document
    with pytest.raises(NotCleared) as refused:
        arm(publication=a_variant(cast, second), by=cast.ines, at=AT)
    assert {one.code for one in refused.value.reasons} == {"rights.consent-missing"}
    Crop.objects.filter(document=first).update(original=None)
    with pytest.raises(NotCleared) as refused:
        arm(publication=a_variant(cast, second), by=cast.ines, at=AT)
    assert {one.code for one in refused.value.reasons} == {"rights.original-gone"}


def test_a_crop_is_not_laundered_by_a_work_of_its_own(cast: Cast) -> None:
    """Entered as a work that is made from nothing, it still stands for its original."""
    visual, _crop, _volunteer = poster(cast)
    whole = picture(cast, work=visual)
    assert whole.current is not None
    made = crop(original=whole.current, ratio="1:1", across=0, down=0, part=100, by=cast.ines, at=AT).document
    attach(document=made, row=work(cast, "Visuel neuf"), by=cast.nadia, at=AT)
    with pytest.raises(NotCleared):
        arm(publication=a_variant(cast, made), by=cast.ines, at=AT)


def test_the_library_says_where_each_file_stands_and_names_people_to_whom_may_know(
    ines: Client, cast: Cast
) -> None:
    visual, _crop, _volunteer = poster(cast)
    whole, free = picture(cast, work=visual), picture(cast, "quai.png", work=work(cast, "Le quai"), color=9)
    nobody_s = picture(cast, "trouvee.png", color=12)
    told = words(ines.get(f"{HERE}?production={cast.drache.pk}&network=instagram&on=2027-05-05").content)
    assert "Bénévole 2026" not in told
    odile = signed_in(cast.odile)
    told = words(odile.get(f"{HERE}/{whole.pk}?network=instagram&on=2027-05-05").content)
    assert "Bénévole 2026" in told and "Comédienne 1" in told
    assert "Bénévole 2026" not in words(ines.get(f"{HERE}/{whole.pk}").content)
    cleared, unknown = (ines.get(f"{HERE}/{one.pk}").content.decode() for one in (free, nobody_s))
    assert 'class="note ok"' in cleared and 'class="note stop"' in unknown


def test_what_is_said_of_a_file_is_written_by_language(ines: Client, cast: Cast) -> None:
    whole = picture(cast)
    ines.post(f"{HERE}/{whole.pk}", {"fr": "Une péniche", "nl": "Een aak", "en": ""})
    assert dict(AltText.objects.values_list("language", "text")) == {"fr": "Une péniche", "nl": "Een aak"}
    ines.post(f"{HERE}/{whole.pk}", {"fr": "", "nl": "Een aak", "en": ""})
    assert AltText.objects.get().language == "nl"


def test_the_media_of_a_client_and_private_papers_are_no_media_of_a_production(ines: Client, cast: Cast) -> None:
    of_client = picture(cast, "client.png", client=cast.client.pk)
    private = picture(cast, "certificat.png", production=cast.drache.pk, private=True)
    page = ines.get(f"{HERE}?production={cast.drache.pk}").content.decode()
    assert f"{HERE}/{of_client.pk}" not in page and f"{HERE}/{private.pk}" not in page
    assert ines.get(f"{HERE}/{private.pk}").status_code == 404


def test_a_damaged_picture_is_not_cut(ines: Client, cast: Cast) -> None:
    broken = keep(b"\x89PNG\r\n\x1a\nrien", name="casse.png", by=cast.ines, at=AT, production=cast.drache.pk)
    told = {"ratio": "1:1", "part": "100", "across": "50", "down": "50"}
    answer = ines.post(f"{HERE}/{broken.pk}/crop", told, follow=True)
    assert answer.status_code == 200 and not Crop.objects.exists()
