"""What the register answers to the other desks: D6 and D7 from rows, in a number of queries that does not grow."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coulisse.desks.office.rights.actions import consents, people, works
from coulisse.desks.office.rights.models import Work
from coulisse.desks.office.rights.queries.clearing import clearance_of, what_uses
from coulisse.desks.office.rights.queries.works import register_lines, state_of
from coulisse.desks.office.rights.wording import explain
from coulisse.engines.clearance import Cleared, UnknownWork
from tests.cast import AT, Cast
from tests.desks.office.rights.rows import (
    END,
    consent,
    derive,
    music,
    person,
    poster,
    show,
    teaser,
    use,
    work,
)

pytestmark = pytest.mark.django_db


def refusals(found: object) -> list[str]:
    assert isinstance(found, tuple), "it was cleared"
    return [one.code.value for one in found]


def test_d6_the_poster_and_its_crop_are_refused_for_one_face(cast: Cast) -> None:
    visual, crop, volunteer = poster(cast)
    results = clearance_of([visual.pk, crop.pk], use())
    for pk in (visual.pk, crop.pk):
        (only,) = explain(results[pk])  # type: ignore[arg-type]  # refused: obstacles
        assert (only.code, only.person, only.work) == ("consent-missing", volunteer.pk, visual.pk)
        assert "Bénévole 2026" in only.sentence
    consent(cast, volunteer, work=visual)
    assert all(isinstance(one, Cleared) for one in clearance_of([visual.pk, crop.pk], use()).values())


def test_d6_a_copy_in_which_the_volunteer_is_blurred_is_cleared(cast: Cast) -> None:
    visual, crop, volunteer = poster(cast)
    depiction = visual.depictions.get(person=volunteer)
    people.hide(work=crop, depiction=depiction, how="blurred", by=cast.nadia, at=AT)
    results = clearance_of([visual.pk, crop.pk], use())
    assert isinstance(results[crop.pk], Cleared) and refusals(results[visual.pk]) == ["consent-missing"]


def test_d7_the_teaser_s_licence_is_over_on_the_day_of_the_post(cast: Cast) -> None:
    film, song, licence = teaser(cast)
    (only,) = explain(clearance_of([film.pk], use(network="web"))[film.pk])  # type: ignore[arg-type]
    assert (only.code, only.work) == ("licence-expired", song.pk)
    assert "30/04/2027" in only.sentence and licence.licensor in only.sentence
    before = clearance_of([film.pk], use(network="web", on=END))[film.pk]
    assert isinstance(before, Cleared) and before.until == END
    assert state_of(before, use(on=END)).code == "expiring"
    assert refusals(clearance_of([film.pk], use(on=END))[film.pk]) == ["licence-medium"]


def test_a_withdrawal_shows_at_once_and_on_what_is_made_from_the_work(cast: Cast) -> None:
    visual, crop = work(cast), work(cast, "Format carré")
    derive(cast, crop, visual)
    who = person(cast)
    show(cast, visual, who)
    given = consent(cast, who, "promo", "press")
    today = replace(use(), on=AT.date())
    assert isinstance(clearance_of([crop.pk], today)[crop.pk], Cleared)
    consents.withdraw(person=who, consents=given[:1], reason="Message du 16 mars", by=cast.nadia, at=AT)
    assert refusals(clearance_of([crop.pk], today)[crop.pk]) == ["consent-withdrawn"]
    (line, *_rest) = register_lines(Work.objects.filter(pk=crop.pk), today)
    assert (line.state.code, line.why.startswith("Affiche")) == ("withdrawn", True)


def test_what_left_the_register_is_cleared_for_nothing(cast: Cast) -> None:
    made = work(cast)
    assert isinstance(clearance_of([made.pk], use())[made.pk], Cleared)
    works.remove(work=made, by=cast.nadia, at=AT)
    assert refusals(clearance_of([made.pk], use())[made.pk]) == ["rights-undecided"]


def test_a_number_that_is_no_work_has_no_answer(cast: Cast) -> None:
    with pytest.raises(UnknownWork):
        clearance_of([work(cast).pk, 99999], use())


def test_what_uses_a_work_by_kind(cast: Cast) -> None:
    film, song, _licence = teaser(cast)
    cut = work(cast, "Extrait", kind="film")
    derive(cast, cut, film, "excerpt")
    assert {kind: [one.title for one in found] for kind, found in what_uses(song.pk).items()} == {
        "heard": ["Bande-annonce"],
        "derived": ["Extrait"],
    }
    assert [one.work for one in what_uses(film.pk)["excerpt"]] == [cut.pk]
    assert what_uses(cut.pk) == {}


def test_the_number_of_queries_does_not_grow_with_the_works_or_their_chain(cast: Cast) -> None:
    poster(cast)
    teaser(cast)
    few = [row.pk for row in Work.objects.all()]
    with CaptureQueriesContext(
        connection,
    ) as small:
        clearance_of(few, use())
    last = Work.objects.get(title="Affiche, format carré")
    for number in range(12):
        made = work(cast, f"Déclinaison {number}")
        derive(cast, made, last)
        last = made
        show(cast, made, person(cast, f"Passante {number}"))
        music(cast, f"Musique {number}")
    many = [row.pk for row in Work.objects.all()]
    with CaptureQueriesContext(connection) as large:
        clearance_of(many, use())
    assert len(many) > 20 and len(large) == len(small) == 9
    with CaptureQueriesContext(connection) as listed:
        lines = register_lines(Work.objects.all(), use())
    assert len(lines) == len(many) and len(listed) <= 14


def test_a_consent_of_another_day_is_told_with_its_day(cast: Cast) -> None:
    made, who = work(cast), person(cast)
    show(cast, made, who)
    consent(cast, who, until=date(2027, 5, 1))
    (only,) = explain(clearance_of([made.pk], use())[made.pk])  # type: ignore[arg-type]
    assert only.code == "consent-expired" and "01/05/2027" in only.sentence
