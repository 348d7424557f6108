import pytest

from coulisse.desks.floor.breakdown import queries
from coulisse.desks.floor.breakdown.actions import elements, proposals, tags
from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.search.models import Item
from tests.cast import AT, Cast
from tests.desks.floor.script.screenplays import received, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast: Cast) -> Cast:
    received(cast)
    return cast


def put(cast: Cast, number: str, category: str, name: str, **values: object) -> Tag:
    return tags.put(scene=scene(cast, number), category=category, name=name, by=cast.bastien, at=AT, **values)  # type: ignore[arg-type]


def states(element: Element) -> dict[str, str]:
    return dict(Tag.objects.filter(element=element).values_list("scene__number", "state"))


def element(name: str) -> Element:
    return Element.objects.get(name=name)


def test_a_proposal_adds_nothing(told: Cast) -> None:
    assert Tag.objects.exists() and not Tag.objects.exclude(state="proposed").exists()
    assert queries.groups_of(told.drache) == [] and not Item.objects.filter(kind="floor.element").exists()


def test_reading_again_proposes_nothing_twice_and_asks_nothing_twice(told: Cast) -> None:
    umbrella = Tag.objects.filter(element__name="lampe à pétrole").get()
    tags.decline(tag=umbrella, by=told.bastien, at=AT)
    assert proposals.propose(production=told.drache, by=told.bastien, at=AT) == 0
    umbrella.refresh_from_db()
    assert umbrella.state == "declined"
    assert tags.reopen(tag=umbrella, by=told.bastien, at=AT).state == "proposed"


def test_a_proposal_that_the_text_no_longer_bears_out_goes(told: Cast) -> None:
    cabin = scene(told, "34")
    cabin.paragraphs = cabin.paragraphs[:1]
    cabin.save()
    kept = Tag.objects.filter(scene=cabin, element__name="lampe à pétrole").get()
    tags.confirm(tag=kept, by=told.bastien, at=AT)
    proposals.propose(production=told.drache, scenes=[cabin.pk], by=told.bastien, at=AT)
    assert list(Tag.objects.filter(scene=cabin)) == [kept]


def test_one_element_whatever_its_capitals(told: Cast) -> None:
    first = put(told, "32", "prop", "Cafetière émaillée")
    second = put(told, "34", "prop", "cafetiere  ÉMAILLÉE", quantity=2)
    assert first.element_id == second.element_id and second.element.name == "Cafetière émaillée"
    again = put(
        told, "34", "prop", "cafetière émaillée", anchors=[{"paragraph": 1, "start": 0, "end": 3, "words": "Une"}]
    )
    assert (again.pk, again.quantity, len(again.anchors)) == (second.pk, 2, 1)
    with pytest.raises(tags.NameMissing):
        put(told, "34", "prop", " – ’ ")


def test_roles_are_numbered_as_they_appear_and_keep_their_number(told: Cast) -> None:
    patronne = Tag.objects.get(element__name="La patronne")
    tags.confirm(tag=patronne, by=told.bastien, at=AT)
    assert element("La patronne").number == 1
    tags.confirm_all(production=told.drache, categories=["role"], by=told.bastien, at=AT)
    numbers = dict(Element.objects.filter(category=Category.ROLE).values_list("name", "number"))
    assert numbers == {"La patronne": 1, "Noémie": 2, "Victor": 3, "L’éclusier": 4}
    assert elements.number_roles(production=told.drache, by=told.bastien, at=AT) == 4
    numbers = dict(Element.objects.filter(category=Category.ROLE).values_list("name", "number"))
    assert numbers == {"Noémie": 1, "Victor": 2, "L’éclusier": 3, "La patronne": 4}


def test_what_an_element_brings_is_proposed_wherever_it_is_wanted(told: Cast) -> None:
    tags.confirm_all(production=told.drache, categories=["role"], scene=scene(told, "32"), by=told.bastien, at=AT)
    nanny = put(told, "34", "crew", "Nounou").element
    elements.link(element=element("Noémie"), brings=nanny, why="12 ans", by=told.bastien, at=AT)
    assert states(nanny) == {"34": "confirmed", "32": "proposed"}
    tags.confirm(tag=Tag.objects.get(element__name="Noémie", scene__number="33"), by=told.bastien, at=AT)
    assert states(nanny) == {"34": "confirmed", "32": "proposed", "33": "proposed"}
    tags.decline(tag=Tag.objects.get(element=nanny, scene__number="32"), by=told.bastien, at=AT)
    put(told, "32", "role", "Noémie")
    assert states(nanny)["32"] == "declined", "an answer stands"
    with pytest.raises(elements.NotAlike):
        elements.link(element=nanny, brings=nanny, by=told.bastien, at=AT)


def test_the_age_in_the_text_is_kept_and_never_told(told: Cast) -> None:
    tags.confirm_all(production=told.drache, categories=["role"], by=told.bastien, at=AT)
    child = element("Noémie")
    assert child.minor_age == 12
    elements.edit(element=child, values={"minor_age": 11}, read_version=child.version, by=told.bastien, at=AT)
    entry = Entry.objects.get(kind="floor.breakdown.element-edited")
    assert entry.payload["fields"] == ["minor_age"] and "11" not in str(entry.payload["element"])


def test_elements_are_renamed_but_names_and_numbers_stay_single(told: Cast) -> None:
    tags.confirm_all(production=told.drache, by=told.bastien, at=AT)
    victor = element("Victor")
    same = {"name": "noemie"}
    with pytest.raises(elements.ElementNameTaken):
        elements.edit(element=victor, values=same, read_version=victor.version, by=told.bastien, at=AT)
    with pytest.raises(elements.RoleNumberTaken):
        elements.edit(element=victor, values={"number": 1}, read_version=victor.version, by=told.bastien, at=AT)
    moved = elements.edit(
        element=victor, values={"category": "bit_part"}, read_version=victor.version, by=told.bastien, at=AT
    )
    assert moved.number is None, "only roles bear numbers"
    with pytest.raises(StaleWrite):
        elements.edit(element=victor, values={"name": "V."}, read_version=victor.version, by=told.bastien, at=AT)


def test_two_elements_become_one_and_no_scene_is_lost(told: Cast) -> None:
    kept, gone = put(told, "32", "prop", "valise").element, put(told, "35", "prop", "malle", quantity=3).element
    put(told, "32", "prop", "malle", quantity=2)
    nanny = put(told, "34", "crew", "porteur").element
    elements.link(element=gone, brings=nanny, by=told.bastien, at=AT)
    merged = elements.merge(kept=kept, gone=gone, by=told.bastien, at=AT)
    wanted = Tag.objects.filter(element=merged, state="confirmed").values_list("scene__number", "quantity")
    assert set(wanted) == {("32", 2), ("35", 3)}
    assert [link.name for link in queries.brings(merged)] == ["porteur"]
    assert not Element.objects.filter(pk=gone.pk).exists()
    assert not Item.objects.filter(kind="floor.element", object_id=gone.pk).exists()


def test_an_element_that_is_cast_is_not_merged_away(told: Cast) -> None:
    from coulisse.desks.floor.schedule.models import ElementEvent

    kept, gone = put(told, "32", "role", "Jo").element, put(told, "33", "role", "Joe").element
    ElementEvent.objects.create(element=gone, kind="away", starts_on=AT.date(), ends_on=AT.date())
    with pytest.raises(elements.StillInUse):
        elements.merge(kept=kept, gone=gone, by=told.bastien, at=AT)
    assert states(gone) == {"33": "confirmed"}


def test_how_many_is_changed_with_its_version(told: Cast) -> None:
    tag = put(told, "32", "prop", "valise")
    tags.change(tag=tag, values={"quantity": 4}, read_version=tag.version, by=told.bastien, at=AT)
    with pytest.raises(StaleWrite):
        tags.change(tag=tag, values={"quantity": 5}, read_version=tag.version, by=told.bastien, at=AT)
