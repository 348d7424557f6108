"""A validated call sheet proposes posts from behind the scenes: once, no address, decisions kept."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from coulisse.desks.community.animation.actions import behind
from coulisse.desks.community.animation.models import PlanLine, ShootPlan
from coulisse.desks.community.animation.queries.behind import lines_of
from coulisse.desks.community.strategy.models import Idea
from coulisse.desks.floor.callsheets.actions.preparing import reopen, type_block
from coulisse.desks.floor.callsheets.actions.validating import validate
from coulisse.desks.floor.facts.callsheets import SheetValidated
from coulisse.desks.floor.schedule.actions.days import cancel_day, reinstate_day
from coulisse.desks.floor.schedule.models import Strip
from coulisse.desks.office.rights.actions import consents, people
from coulisse.desks.office.rights.models import Portrayed
from coulisse.foundation.journal.deliver import deliver_owed
from coulisse.foundation.journal.links import Happened
from coulisse.foundation.journal.models import Delivery, Entry
from coulisse.foundation.people.models import Contact
from coulisse.links.call_sheet_proposes_posts import propose_posts
from coulisse.papers import call_sheet as paper
from tests.cast import AT, Cast
from tests.desks.floor.callsheets.drache import EVE, Stage, complete, stage

pytestmark = pytest.mark.django_db(transaction=True)


def shot(cast: Cast) -> Stage:
    on_stage = stage(cast)
    validate(sheet=complete(on_stage), job="Directrice de production", by=cast.solange, at=EVE)
    deliver_owed(at=EVE)
    return on_stage


def agrees(cast: Cast, name: str, **values: object) -> Portrayed:
    contact = Contact.objects.get(name=name)
    who = people.add_person(
        production=cast.drache, values={"name": name, "is_minor": False, "contact": contact}, by=cast.nadia, at=AT
    )
    told = {"starts_on": AT.date(), "signed_by": name, **values}
    consents.give(person=who, taking=True, purposes=("promo",), values=told, by=cast.nadia, at=AT)
    return who


def line(key: str) -> PlanLine:
    return PlanLine.objects.select_related("plan__production").get(key=key)


def all_words() -> str:
    plan = ShootPlan.objects.get()
    return "\n".join(f"{one.title}\n{one.note}" for one in lines_of(plan, at=EVE))


def test_the_day_s_scenes_and_crafts_are_proposed(cast: Cast) -> None:
    shot(cast)
    plan = ShootPlan.objects.get()
    assert (plan.production, plan.day, plan.of, plan.revision) == (cast.drache, 15, 17, 0)
    assert plan.wraps_at is not None
    keys = list(plan.lines.values_list("key", flat=True))
    assert keys[:5] == ["day", "scene:27", "scene:28", "scene:33A", "scene:34"]
    assert any(key.startswith("craft:") for key in keys)


def test_neither_address_nor_story_leaves_the_call_sheet(cast: Cast) -> None:
    shot(cast)
    kept = str(list(PlanLine.objects.values_list("facts", flat=True))) + all_words()
    for secret in ("Dinant", "5500", "averse", "bourgmestre promet", "cherche un abri", "+32", "@"):
        assert secret not in kept.replace("Croisette", ""), secret
    assert "Croisette" not in all_words(), "the set is named after where it is"
    assert "Salle paroissiale" in all_words()


def test_only_who_agreed_is_named(cast: Cast) -> None:
    shot(cast)
    agrees(cast, "Coralie Wauters")
    who = agrees(cast, "Yvan Grosjean")
    consents.withdraw(person=who, consents=list(who.consents.all()), reason="Ne veut plus", by=cast.nadia, at=AT)
    said = all_words()
    assert "Coralie Wauters (NOÉMIE)" in said
    for silent in ("Yvan Grosjean", "Philippe Noirhomme", "Bastien Crahay"):
        assert silent not in said
    craft = next(one for one in PlanLine.objects.all() if one.kind == PlanLine.Kind.CRAFT)
    with pytest.raises(behind.MayNotBeShown):
        behind.keep(line=craft, by=cast.ines, at=EVE)


def test_a_consent_for_the_press_or_one_network_is_none_here(cast: Cast) -> None:
    shot(cast)
    agrees(cast, "Coralie Wauters", networks=["instagram"])
    assert "Coralie Wauters" not in all_words()


def test_delivered_twice_it_happens_once(cast: Cast) -> None:
    shot(cast)
    before = PlanLine.objects.count()
    entry = Entry.objects.get(kind=SheetValidated.kind)
    fact = SheetValidated(**entry.payload)
    propose_posts(Happened(fact, entry.pk, at=EVE, now=EVE, by=cast.solange, production=cast.drache.pk))
    assert (ShootPlan.objects.count(), PlanLine.objects.count()) == (1, before)


def test_a_later_version_keeps_what_was_decided(cast: Cast) -> None:
    on_stage = shot(cast)
    behind.keep(line=line("scene:27"), by=cast.ines, at=EVE)
    behind.drop(line=line("scene:28"), by=cast.ines, at=EVE)
    sheet = on_stage.day.call_sheets.get()
    reopen(sheet=sheet, by=cast.bastien, at=EVE)
    type_block(
        sheet=sheet, kind="scenes", content={"27": {"set": "Préau"}}, read_version=0, by=cast.bastien, at=EVE
    )
    Strip.objects.filter(day=on_stage.day, scene__number__in=("28", "34")).delete()
    fewer = paper.Catering(0, 0, 0, guests=3, ordered=53)
    type_block(sheet=sheet, kind="catering", content=fewer, read_version=1, by=cast.bastien, at=EVE)
    validate(sheet=sheet, job="Directrice de production", by=cast.solange, at=EVE)
    deliver_owed(at=EVE)
    assert ShootPlan.objects.get().revision == 1
    kept, dropped = line("scene:27"), line("scene:28")
    assert (kept.state, kept.changed_at, kept.facts["set"]) == ("idea", EVE, "Préau")
    assert (dropped.state, dropped.is_gone) == ("dropped", True)
    assert line("scene:33A").state == "open"
    assert not PlanLine.objects.filter(key="scene:34").exists(), "nobody had decided: it goes with its scene"
    assert Idea.objects.count() == 1
    with pytest.raises(behind.NotProposed):
        behind.keep(line=dropped, by=cast.ines, at=EVE)


def test_a_cancelled_day_is_not_told_until_it_is_back(cast: Cast) -> None:
    on_stage = shot(cast)
    day = cancel_day(day=on_stage.day, reason="drache", by=cast.solange, at=EVE)
    deliver_owed(at=EVE)
    with pytest.raises(behind.NotProposed):
        behind.keep(line=line("day"), by=cast.ines, at=EVE)
    reinstate_day(day=day, by=cast.solange, at=EVE)
    deliver_owed(at=EVE)
    assert behind.keep(line=line("day"), by=cast.ines, at=EVE).state == "idea"


def test_an_idea_waits_for_the_wrap_and_hidden_sets_stay_hidden(cast: Cast) -> None:
    shot(cast)
    ines = Browser()
    ines.force_login(cast.ines, backend="django.contrib.auth.backends.ModelBackend")
    hide = f"{reverse('community:animation:hide-set')}?production={cast.drache.pk}"
    ines.post(hide, {"name": "salle paroissiale", "why": "Le curé le demande"})
    page = ines.get(reverse("community:animation:plan", args=[ShootPlan.objects.get().pk])).content.decode()
    assert "Le curé le demande" in page and "Salle paroissiale" not in page
    ines.post(reverse("community:animation:plan-act", args=[line("scene:34").pk]), {"act": "keep"})
    idea = Idea.objects.get()
    assert idea.not_before == ShootPlan.objects.get().wraps_at and idea.production == cast.drache
    assert "paroissiale" not in f"{idea.title}{idea.note}"


def test_a_failing_neighbour_leaves_the_sheet_validated_and_tries_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_values: object) -> None:
        raise RuntimeError("the community is away")

    with monkeypatch.context() as patch:
        patch.setattr("coulisse.links.call_sheet_proposes_posts.propose", broken)
        on_stage = stage(cast)
        validate(sheet=complete(on_stage), job="Directrice", by=cast.solange, at=EVE)
        assert deliver_owed(at=EVE).failed == 1
    assert on_stage.day.call_sheets.get().revisions.count() == 1 and not ShootPlan.objects.exists()
    Delivery.objects.update(not_before=EVE)
    deliver_owed(at=EVE)
    assert ShootPlan.objects.count() == 1
