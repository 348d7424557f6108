"""Material to block: three in one act, released with a reason; no register answers, and that is said."""

from collections.abc import Iterator

import pytest

from coulisse.desks.audience.cases.actions import material as actions
from coulisse.desks.audience.cases.queries import strip
from coulisse.desks.audience.questions import AgreedToBeShown
from coulisse.foundation.journal.links import REGISTRY, Answer, gate
from coulisse.foundation.journal.models import Entry
from tests.cast import AT, Cast
from tests.desks.audience.cases.verdicts import some_material
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


def test_the_three_are_blocked_in_one_act(cast: Cast, django_assert_num_queries: object) -> None:
    one = a_conversation(cast, kind="image_right")
    some_material(cast, one)
    for label in ("Extrait « Le quai »", "Replay, vignette"):
        some_material(cast, one, kind="post", label=label, source="Agenda, dit par téléphone")
    cast.marc_olivier.scope()
    with django_assert_num_queries(1):  # type: ignore[operator]
        shown = strip(one, user=cast.marc_olivier)
    assert (shown.rushes, shown.posts, len(shown.to_block)) == (1, 2, 3)
    actions.block_all(conversation=one, reason="Droit à l’image", by=cast.marc_olivier, at=AT)
    shown = strip(one, user=cast.marc_olivier)
    assert shown.to_block == () and {row.who for row in shown.blocked} == {cast.marc_olivier.name}
    entry = Entry.objects.get(kind="audience.cases.material-blocked")
    assert entry.payload["count"] == 3 and len(entry.payload["material_ids"]) == 3
    with pytest.raises(actions.NothingToBlock):
        actions.block_all(conversation=one, reason="Encore", by=cast.marc_olivier, at=AT)


def test_what_is_released_says_why(cast: Cast) -> None:
    row = some_material(cast)
    with pytest.raises(actions.NotBlocked):
        actions.release(material=row, reason="Accord reçu", by=cast.marc_olivier, at=AT)
    actions.block_all(conversation=row.conversation, reason="Image", by=cast.marc_olivier, at=AT)
    with pytest.raises(actions.ReasonMissing):
        actions.release(material=row, reason=" ", by=cast.marc_olivier, at=AT)
    assert actions.release(material=row, reason="Accord reçu", by=cast.odile, at=AT).state == "released"


def test_no_register_answers_and_a_person_notes_what_was_found(cast: Cast) -> None:
    one = a_conversation(cast, kind="image_right")
    release = strip(one, user=cast.marc_olivier).release
    assert release is not None and not release.register_answers and release.found == ""
    actions.note_finding(
        conversation=one,
        person="Hubert L.",
        found="absent",
        note="Classeur des autorisations du 12/03",
        by=cast.marc_olivier,
        at=AT,
    )
    release = strip(one, user=cast.marc_olivier).release
    assert release is not None and (release.found, release.by) == ("absent", cast.marc_olivier.name)
    assert strip(a_conversation(cast), user=cast.marc_olivier).release is None


@pytest.fixture
def a_register() -> Iterator[None]:
    @gate(answers=AgreedToBeShown)
    def register_of_agreements(question: AgreedToBeShown) -> Answer:
        return Answer(question.person == "Anne")

    yield
    REGISTRY.gates.pop("test_material.register_of_agreements")


def test_a_register_that_answers_is_believed(cast: Cast, a_register: None) -> None:
    release = strip(a_conversation(cast, kind="image_right"), user=cast.marc_olivier).release
    assert release is not None and release.register_answers and release.is_agreed is False
