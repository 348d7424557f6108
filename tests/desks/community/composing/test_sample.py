"""The sample house holds D6 and D7 as the design tells them, and a post that must be removed."""

from datetime import date

import pytest
from django.utils import timezone

from coulisse.desks.community.composing.models import Removal
from coulisse.desks.community.composing.queries.concerned import concerned
from coulisse.desks.community.publishing.actions.publications import NotCleared, arm
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.accounts.models import User
from tests.browser.sample import owner_of_the_sample

DAY = date(2027, 5, 3)


@pytest.mark.django_db
def test_six_posts_of_the_poster_and_two_of_the_teaser_may_not_leave() -> None:
    owner_of_the_sample()
    ines, at = User.objects.get(email="ines@meuse.example"), timezone.now()
    shown = Publication.objects.filter(idea__title="L’affiche, cinq visages")
    assert shown.count() == 6
    for post in shown:
        with pytest.raises(NotCleared) as refused:
            arm(publication=post, by=ines, at=at)
        assert {one.code for one in refused.value.reasons} == {"rights.consent-missing"}
        assert set(concerned(ines, refused.value.reasons, network="instagram", on=DAY)) == set(shown)
    for post in Publication.objects.filter(idea__title="Teaser, une minute de festival"):
        with pytest.raises(NotCleared) as refused:
            arm(publication=post, by=ines, at=at)
        told = {one.code: one.params.get("day") for one in refused.value.reasons}
        assert told["rights.licence-expired"] == "2027-04-30"
    assert Removal.objects.filter(seen_at__isnull=True).count() == 1
