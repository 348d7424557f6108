"""The library asks where files stand, who is seen in them, and in which files a work is."""

import pytest

from coulisse.desks.community.composing.actions.media import crop
from coulisse.desks.community.publishing.crops import made_from
from coulisse.desks.community.questions import WhatShows, WhereFilesStand, WhoIsShown
from coulisse.foundation.journal.links import ask
from tests.cast import AT, Cast
from tests.desks.community.composing.rows import picture
from tests.desks.office.rights.rows import END, MAY, consent, licence, music, poster, teaser, work

pytestmark = pytest.mark.django_db


def test_each_file_is_cleared_or_each_obstacle_against_it_is_told(cast: Cast) -> None:
    visual, _crop, volunteer = poster(cast)
    whole, free, unlisted = (
        picture(cast, "affiche.png", work=visual),
        picture(cast, "quai.png", work=work(cast, "Le quai"), color=3),
        picture(cast, "trouvee.png", color=4),
    )
    answer = ask(WhereFilesStand("instagram", MAY, (whole.pk, free.pk, unlisted.pk)))
    assert {(one.code, one.params["document"]) for one in answer.reasons} == {
        ("rights.consent-missing", whole.pk),
        ("rights.cleared", free.pk),
        ("rights.not-listed", unlisted.pk),
    }
    (missing,) = [one for one in answer.reasons if one.code == "rights.consent-missing"]
    assert (missing.params["who"], missing.params["person"]) == ("Bénévole 2026", volunteer.pk)
    consent(cast, volunteer, until=END)
    (cleared,) = ask(WhereFilesStand("instagram", END, (whole.pk,))).reasons
    assert (cleared.code, cleared.params["day"]) == ("rights.cleared", END.isoformat())


def test_who_is_seen_and_who_is_not_the_music(cast: Cast) -> None:
    visual, _crop, _volunteer = poster(cast)
    whole = picture(cast, work=visual)
    names = {str(one.params["who"]) for one in ask(WhoIsShown((whole.pk,))).reasons}
    assert names == {"Bénévole 2026", *(f"Comédienne {number}" for number in range(1, 5))}
    song = music(cast, "Péniches")
    licence(cast, song)
    assert ask(WhoIsShown((picture(cast, "chanson.png", work=song, color=5).pk,))).reasons == ()


def test_a_work_is_in_its_own_files_in_those_of_its_crops_and_of_the_films_that_play_it(cast: Cast) -> None:
    visual, square, _volunteer = poster(cast)
    whole, cut = picture(cast, work=visual), picture(cast, "carre.png", work=square, color=5)
    assert set(ask(WhatShows((visual.pk,))).sources) == {f"documents.document:{one.pk}" for one in (whole, cut)}
    film, song, _licence = teaser(cast)
    played = picture(cast, "teaser.png", work=film, color=6)
    assert ask(WhatShows((song.pk,))).sources == (f"documents.document:{played.pk}",)


def test_a_crop_made_here_stands_where_its_original_does(cast: Cast) -> None:
    visual, _crop, _volunteer = poster(cast)
    whole = picture(cast, work=visual)
    assert whole.current is not None
    cut = crop(original=whole.current, ratio="1:1", across=0, down=0, part=100, by=cast.ines, at=AT).document
    (reason,) = ask(WhereFilesStand("x", MAY, (cut.pk,), made_from((cut.pk,)))).reasons
    assert (reason.code, reason.params["document"]) == ("rights.consent-missing", cut.pk)
    assert {str(one.params["who"]) for one in ask(WhoIsShown((cut.pk,), made_from((cut.pk,)))).reasons} >= {
        "Bénévole 2026"
    }
