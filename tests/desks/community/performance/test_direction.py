"""The page on its day: made once a turn, sent to each, stopped when whoever set it reads no more."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from django.test import Client

from coulisse.desks.community.performance.actions import direction
from coulisse.desks.community.performance.models import DirectionPage, PageSchedule
from coulisse.desks.community.performance.queries import progress_of
from coulisse.desks.community.strategy.models import Indicator, Reading
from coulisse.engines.reach import Pace
from coulisse.foundation.accounts.models import Grant
from coulisse.foundation.mailroom.models import Letter
from coulisse.kernel.times import BRUSSELS
from tests.cast import AT, Cast
from tests.desks.community.performance.rows import ADS, a_brief, a_campaign, imported

pytestmark = pytest.mark.django_db
HERE = "/community/performance/"
MONDAY = datetime(2027, 4, 19, 5, 25, tzinfo=BRUSSELS)


def a_schedule(cast: Cast, every: str = "week", at: datetime = AT) -> PageSchedule:
    return direction.set_schedule(
        production=cast.drache,
        every=every,
        language="nl",
        recipients="direction@meuse.example\nsolange@meuse.example",
        objective=None,
        by=cast.ines,
        at=at,
    )


def test_turns_are_mondays_and_firsts() -> None:
    assert direction.next_turn("week", date(2027, 4, 18)) == date(2027, 4, 19)
    assert direction.next_turn("week", date(2027, 4, 19)) == date(2027, 4, 26)
    assert direction.next_turn("month", date(2027, 12, 31)) == date(2028, 1, 1)
    assert direction.period_before("week", date(2027, 4, 19)) == (date(2027, 4, 12), date(2027, 4, 18))
    assert direction.period_before("month", date(2027, 3, 1)) == (date(2027, 2, 1), date(2027, 2, 28))


def test_it_is_made_and_sent_once_a_turn(cast: Cast) -> None:
    imported(cast, ADS, kind="ads")
    row = a_schedule(cast, at=MONDAY - timedelta(days=2))
    assert direction.make_due(at=MONDAY - timedelta(days=1)) == 0
    assert direction.make_due(at=MONDAY) == 1
    assert direction.make_due(at=MONDAY) == 0
    page = DirectionPage.objects.get()
    assert (page.first_on, page.last_on, page.schedule) == (date(2027, 4, 12), date(2027, 4, 18), row)
    assert page.content["spend"] == 64000 and page.sent_at == MONDAY
    letters = Letter.objects.all()
    assert letters.count() == 2
    for letter in letters:
        assert letter.language == "nl"
    row.refresh_from_db()
    assert row.next_on == date(2027, 4, 26)
    PageSchedule.objects.update(next_on=date(2027, 4, 19))  # a worker that died before it wrote the next turn
    assert direction.make_due(at=MONDAY) == 0 and DirectionPage.objects.count() == 1


def test_it_stops_when_whoever_set_it_reads_no_more(cast: Cast) -> None:
    row = a_schedule(cast, at=MONDAY - timedelta(days=2))
    Grant.objects.filter(user=cast.ines).delete()
    assert direction.make_due(at=MONDAY) == 0
    row.refresh_from_db()
    assert row.stopped_at == MONDAY and not DirectionPage.objects.exists()


def test_setting_it_again_changes_it_and_addresses_are_checked(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.ines, backend="django.contrib.auth.backends.ModelBackend")
    sent = {"production": cast.drache.pk, "every": "week", "language": "fr", "recipients": "a@meuse.example"}
    assert client.post(f"{HERE}pages/schedule", sent).status_code == 302
    assert client.post(f"{HERE}pages/schedule", {**sent, "every": "month"}).status_code == 302
    assert PageSchedule.objects.get().every == "month"
    assert client.post(f"{HERE}pages/schedule", {**sent, "recipients": "personne"}).status_code == 422
    row = PageSchedule.objects.get()
    assert client.post(f"{HERE}pages/schedule/{row.pk}/stop").status_code == 302
    row.refresh_from_db()
    assert row.stopped_at is not None


def test_a_page_is_sent_by_hand_with_its_paper(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.ines, backend="django.contrib.auth.backends.ModelBackend")
    page = direction.make(
        production=cast.drache, first_on=date(2027, 4, 12), last_on=date(2027, 4, 18), by=cast.ines, at=AT
    )
    sent = client.post(f"{HERE}pages/{page.pk}", {"recipients": "direction@meuse.example", "language": "fr"})
    assert sent.status_code == 302
    assert Letter.objects.count() == 1
    assert client.post(f"{HERE}pages/{page.pk}", {"recipients": "", "language": "fr"}).status_code == 422


def test_progress_by_hand_by_networks_and_not_available(cast: Cast) -> None:
    a_brief(cast)
    campaign = a_campaign(cast)
    sold = Indicator.objects.create(objective=campaign.objective, name="Passes vendus", target=1200)
    assert progress_of(sold, on=date(2027, 4, 20)).progress.pace is Pace.NOT_AVAILABLE
    Reading.objects.create(indicator=sold, on=date(2027, 4, 20), value=480, source="billetterie")
    way = progress_of(sold, on=date(2027, 4, 20))
    assert (way.progress.pace, way.progress.expected, way.source) == (Pace.BEHIND, Fraction(600), "billetterie")
    counted = Indicator.objects.create(
        objective=campaign.objective, name="Résultats", metric="results", target=100
    )
    imported(cast, ADS, kind="ads", campaign=campaign, name="ads.csv")
    told = progress_of(counted, on=date(2027, 4, 20))
    assert (told.progress.value, told.n, told.source) == (Fraction(64), 1, "ads.csv")
