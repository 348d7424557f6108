from typing import Any

import pytest

from coulisse.desks.floor.breakdown.actions import tags
from coulisse.desks.floor.breakdown.models import Tag
from coulisse.desks.floor.script import actions, queries
from coulisse.desks.floor.script.models import Draft, Scene, Set
from coulisse.formats.fdx import read_fdx, write_fdx
from coulisse.formats.fountain import read_fountain, write_fountain
from coulisse.formats.problems import Unreadable
from coulisse.foundation.documents.models import Document
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.search.models import Item
from coulisse.kernel.screenplay import ParagraphKind
from tests.cast import AT, Cast
from tests.desks.floor.script.screenplays import PINK, WHITE, received, scene

pytestmark = pytest.mark.django_db


def merge(cast: Cast, draft: Draft, **values: Any) -> actions.Merged:
    return actions.merge(draft=draft, by=cast.bastien, at=AT, **values)


def numbers() -> list[str]:
    return list(Scene.objects.order_by("order").values_list("number", flat=True))


def test_the_first_draft_is_taken_in_at_once_with_its_scenes_and_sets(cast: Cast) -> None:
    draft = received(cast)
    assert draft.state == Draft.State.CURRENT and draft.page_count == 1
    cabin = scene(cast, "34")
    assert (cabin.int_ext, cabin.effect, cabin.set.name) == ("INT", "night", "Cabine de l’éclusier")
    assert cabin.eighths > 0 and cabin.eighths_from == "measured" and cabin.synopsis == "Une lampe à pétrole."
    assert scene(cast, "35").effect == "dawn"
    assert Set.objects.count() == 4 and Document.objects.get().pk == draft.document_id
    assert Item.objects.filter(kind="floor.scene").count() == 4


def test_a_script_without_numbers_gets_one_to_the_last(cast: Cast) -> None:
    bare = WHITE
    for number in ("32", "33", "34", "35"):
        bare = bare.replace(f" #{number}#", "")
    received(cast, bare)
    assert numbers() == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("content", "refused"),
    [(b"%PDF-1.7 not a script", Unreadable), (b"Bonjour.\n\nComment allez-vous ?\n", actions.NoScene)],
)
def test_what_is_no_screenplay_is_refused_and_leaves_nothing(
    cast: Cast, content: bytes, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        received(cast, content=content)
    assert not Draft.objects.exists() and not Document.objects.exists()


def test_one_draft_waits_at_a_time_and_may_be_set_aside(cast: Cast) -> None:
    received(cast)
    pink = received(cast, PINK)
    with pytest.raises(actions.AnotherDraftWaits):
        received(cast, WHITE)
    actions.set_aside(draft=pink, by=cast.bastien, at=AT)
    assert Document.objects.count() == 2, "the file stays"
    with pytest.raises(actions.DraftNotWaiting):
        merge(cast, pink)


def test_a_merge_keeps_rows_and_what_was_typed(cast: Cast) -> None:
    received(cast)
    cabin = scene(cast, "34")
    typed = {"eighths": 7, "synopsis": "Ils sont trois.", "seconds": 65, "story_day": "3"}
    actions.edit_scene(scene=cabin, values=typed, read_version=cabin.version, by=cast.bastien, at=AT)
    merged = merge(cast, received(cast, PINK, paper="pink"))
    after = scene(cast, "34")
    assert (after.pk, after.eighths, after.synopsis, after.seconds) == (cabin.pk, 7, "Ils sont trois.", 65)
    assert merged.changed == (cabin.pk,) and len(merged.new) == 1 and not merged.omitted
    starred = [after.paragraphs[place]["text"] for place in after.starred]
    assert starred == ["Contre la porte, deux parapluies ruissellent.", "Vous êtes trois. Il y en a deux."]
    assert [draft.state for draft in Draft.objects.order_by("number")] == ["past", "current"]
    assert Draft.objects.get(number=2).summary == {
        "new": ["33A"],
        "changed": ["34"],
        "omitted": [],
        "renumbered": [],
    }


def test_an_omitted_scene_keeps_its_row_its_tags_and_its_place(cast: Cast) -> None:
    received(cast)
    quay = scene(cast, "33")
    tags.put(scene=quay, category="extra", name="fanfare", by=cast.bastien, at=AT)
    shorter = WHITE[: WHITE.index("EXT. QUAI")] + WHITE[WHITE.index("INT. CABINE") :]
    merge(cast, received(cast, shorter))
    gone = scene(cast, "33")
    assert gone.pk == quay.pk and gone.omitted_at == AT and gone.change == "omitted"
    assert numbers() == ["32", "33", "34", "35"]
    assert Tag.objects.filter(scene=gone, state="confirmed").count() == 1
    assert quay not in queries.scenes_of(cast.drache)

    merge(cast, received(cast, WHITE))
    back = scene(cast, "33")
    assert back.pk == quay.pk and back.omitted_at is None and back.to_review


def test_numbers_are_never_changed_silently_and_may_be_on_demand(cast: Cast) -> None:
    received(cast)
    keys = dict(Scene.objects.values_list("number", "pk"))
    shifted = WHITE
    for number in (35, 34, 33, 32):
        shifted = shifted.replace(f"#{number}#", f"#{number + 1}#")
    merge(cast, received(cast, shifted))
    assert dict(Scene.objects.values_list("number", "pk")) == keys

    wished = {place: str(number) for place, number in enumerate((33, 34, 35, 36))}
    merge(cast, received(cast, shifted), numbers=wished)
    assert dict(Scene.objects.values_list("number", "pk")) == {
        str(int(number) + 1): pk for number, pk in keys.items()
    }


def test_two_scenes_of_one_number_are_refused_and_nothing_is_written(cast: Cast) -> None:
    received(cast)
    pink = received(cast, PINK)
    with pytest.raises(actions.NumberTaken) as taken:
        merge(cast, pink, numbers={2: "34"})
    assert taken.value.number == "34" and numbers() == ["32", "33", "34", "35"]
    with pytest.raises(actions.NumberUnfit):
        merge(cast, pink, numbers={2: " "})
    assert Draft.objects.get(pk=pink.pk).state == Draft.State.WAITING


def test_a_refused_match_becomes_an_omitted_scene_and_a_new_one(cast: Cast) -> None:
    received(cast)
    renumbered = WHITE.replace("#35#", "#40#")
    draft = received(cast, renumbered)
    lock = scene(cast, "35")
    merge(cast, draft, apart={3})
    assert scene(cast, "35").pk == lock.pk and scene(cast, "35").omitted_at is not None
    assert scene(cast, "40").change == "new"


def test_a_scene_is_edited_with_its_version(cast: Cast) -> None:
    received(cast)
    cabin = scene(cast, "34")
    values = {"set_name": "Salle paroissiale", "number": "34A", "eighths": 11}
    written = actions.edit_scene(scene=cabin, values=values, read_version=cabin.version, by=cast.bastien, at=AT)
    assert written.set.name == "Salle paroissiale" and written.eighths_from == "typed"
    kinds = Entry.objects.filter(subject="floor.scene").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["floor.script.scene-renumbered", "floor.script.scene-edited"]
    with pytest.raises(StaleWrite):
        actions.edit_scene(scene=cabin, values={"unit": "B"}, read_version=cabin.version, by=cast.bastien, at=AT)
    with pytest.raises(actions.NumberTaken):
        actions.edit_scene(
            scene=written, values={"number": "32"}, read_version=written.version, by=cast.bastien, at=AT
        )


def test_a_set_is_renamed_but_two_sets_keep_two_names(cast: Cast) -> None:
    received(cast)
    one = Set.objects.get(name="Écluse")
    written = actions.edit_set(
        one=one, values={"name": "Écluse n° 1"}, read_version=one.version, by=cast.bastien, at=AT
    )
    assert written.key == "ecluse n° 1"
    with pytest.raises(actions.SetNameTaken):
        actions.edit_set(
            one=written,
            values={"name": "CABINE de l’éclusier"},
            read_version=written.version,
            by=cast.bastien,
            at=AT,
        )


def test_the_story_leaves_as_fountain_and_fdx_with_the_numbers_of_the_house(cast: Cast) -> None:
    received(cast)
    merge(cast, received(cast, PINK))
    cabin = scene(cast, "34")
    actions.edit_scene(scene=cabin, values={"number": "34B"}, read_version=cabin.version, by=cast.bastien, at=AT)
    manuscript = queries.current_manuscript(cast.drache)
    assert manuscript is not None
    for back in (read_fountain(write_fountain(manuscript)).records, read_fdx(write_fdx(manuscript)).records):
        headings = [each.number for each in back.paragraphs if each.kind is ParagraphKind.HEADING]
        assert headings == ["32", "33", "33A", "34B", "35"]
        assert [each.text for each in back.paragraphs] == [each.text for each in manuscript.paragraphs]


def test_a_review_is_marked_and_taken_back(cast: Cast) -> None:
    received(cast)
    reviewed = actions.mark_reviewed(scene=scene(cast, "34"), by=cast.bastien, at=AT)
    assert not reviewed.to_review and queries.to_review_count(cast.drache.pk) == 3
    assert actions.mark_to_review(scene=reviewed, by=cast.bastien, at=AT).reviewed_by is None
