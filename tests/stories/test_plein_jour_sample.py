"""What the sample house shows of « Plein Jour » before anybody has touched it, and what the desk had prepared."""

from collections.abc import Iterator
from typing import Any

import pytest

from coulisse.desks.audience.families.queries import waiting_families
from coulisse.desks.audience.intake.models import Conversation, Family
from coulisse.desks.audience.relations.models import GestureLimit
from coulisse.house.sample.audience.followed import follow_the_night
from coulisse.house.sample.audience.weeks import THEMES
from coulisse.house.sample.moments import Moments
from tests.stories.plein_jour import LOADED, Clock, Screen, Stage, stage, story_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with django_db_blocker.unblock(), stage() as found:
        productions = {"plein-jour": found.production, "ecluses": found.theatre}
        follow_the_night(productions=productions, people=found.people, moments=Moments(LOADED))
        yield found


@pytest.fixture
def marc_olivier(house: Stage, db: None) -> Iterator[Screen]:
    with story_clock() as clock:
        assert isinstance(clock, Clock)
        yield Screen(house.people["marc_olivier"], production=house.production)


def test_only_the_night_makes_families(house: Stage, marc_olivier: Screen) -> None:
    sizes = Family.objects.filter(production=house.production, size__gte=2).order_by("-size")
    assert list(sizes.values_list("size", flat=True)) == [371, 29]
    page = marc_olivier.open("/audience/families/")
    page.says("2 familles attendent leur réponse")
    page.silent_on('<details class="more few">')
    assert waiting_families(house.production.pk) == 2


def test_every_theme_is_written_in_an_odd_number_of_sentences() -> None:
    rows = [len(row) for theme in THEMES for row in theme.rows if theme.before + theme.week > 2]
    assert rows and all(count % 2 for count in rows)


def test_the_journalist_is_shown_with_the_newspaper(marc_olivier: Screen) -> None:
    """C3."""
    marc_olivier.open("/audience/inbox/").says("Anne Delcourt, Le Courrier de la Senne")


def test_the_limit_of_gestures_is_two_seats_and_no_money(house: Stage, marc_olivier: Screen) -> None:
    """C14."""
    limit = GestureLimit.objects.get(production=house.theatre)
    assert (limit.seats, limit.cents, limit.approver) == (2, 0, house.people["odile"])
    angry = Conversation.objects.get(production=house.theatre, writer__name="Yolande Marchand")
    card = marc_olivier.open(f"/audience/people/{angry.writer_id}/?production={house.theatre.pk}")
    card.says("Sans demander : 2 places et 0,00 € au plus")


def test_the_line_and_its_signature_read_well(house: Stage, marc_olivier: Screen) -> None:
    """C6 and C7: nothing between braces, the programme once, each language signed in its own."""
    crisis = marc_olivier.open("/audience/crisis/")
    crisis.silent_on("{salutation}", "{signature}")
    crisis.says("Nous aurions dû prévenir avant cette séquence", "Autres familles 29", "Mis à part 12")
    family = Family.objects.get(size=371)
    marc_olivier.open("/audience/inbox/").send(r"/families/\d+/join")
    plan = marc_olivier.open(f"/audience/answers/family/{family.pk}?draw=7")
    plan.says("Marc-Olivier Lejeune Relations avec les auditeurs et spectateurs", "30")
    plan.says("plein-jour@mediane.example en laisse partir 30 par minute")
    samples = plan.words[plan.words.index("Marc-Olivier Lejeune Relations") :]
    assert "Plein Jour, relations avec le public" not in samples


def test_the_synthesis_has_one_line_of_others(house: Stage, marc_olivier: Screen) -> None:
    """C13."""
    begun = marc_olivier.open("/audience/reports/").send("reports/begin", having="due", due="midday")
    assert begun.status == 200
    assert begun.html.count(">Autres<") <= 1
