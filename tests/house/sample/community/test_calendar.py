"""The sample house tells D5 and D11: 34 posts of Cap Sambre and who is on call, five tied to one broadcast."""

from datetime import date, datetime

import pytest

from coulisse.desks.community.calendar.periods import Stretch
from coulisse.desks.community.calendar.queries.days import Wanted, shown
from coulisse.desks.community.calendar.scope import Whose
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house import sample
from coulisse.kernel.times import BRUSSELS

NOW = datetime(2027, 4, 16, 9, tzinfo=BRUSSELS)


@pytest.mark.django_db
def test_the_calendar_of_cap_sambre_and_the_posts_of_plein_jour() -> None:
    sample.ensure(size="small", say=lambda _said: None)
    ines = User.objects.get(name="Inès Ouali")
    festival = Production.objects.get(title="Festival Cap Sambre")
    wanted = Wanted(Whose(production=festival), Stretch(date(2027, 4, 30), date(2027, 5, 9)))
    found = shown(ines, wanted, at=NOW)
    assert len(found.cards) == 34
    assert set(found.languages) == {"fr", "nl"}
    off = {day.date: day for day in found.days if day.holidays}
    assert sorted(off) == [date(2027, 5, 1), date(2027, 5, 6)]
    assert all(day.on_call for day in found.days if day.is_off)
    assert not found.without_on_call

    tied = Publication.objects.filter(broadcast__programme__production__title="Plein Jour")
    assert tied.filter(broadcast__starts_at=datetime(2027, 4, 18, 20, 25, tzinfo=BRUSSELS)).count() == 5
    assert [row.text for row in tied if "20 h 25" in row.text] == [tied.get(text__contains="20 h 25").text]
