"""The sample house holds D6, D7 and Hubert L. as the design tells them, and a work in every state."""

from datetime import date

import pytest
from django.utils import timezone

from coulisse.desks.office.rights.models import Consent, Portrayed, Work
from coulisse.desks.office.rights.queries.clearing import clearance_of
from coulisse.desks.office.rights.queries.works import register_lines
from coulisse.desks.office.rights.wording import explain
from coulisse.engines.clearance import Code
from tests.browser.sample import owner_of_the_sample
from tests.desks.office.rights.rows import use


@pytest.mark.django_db
def test_the_register_of_the_sample_house() -> None:
    owner_of_the_sample()
    today = timezone.localdate()
    poster = Work.objects.get(title="Affiche 2027")
    shown = Work.objects.filter(title__startswith="Affiche 2027")
    for found in clearance_of(shown.values_list("pk", flat=True), use(on=today)).values():
        assert isinstance(found, tuple) and [one.code for one in found] == [Code.CONSENT_MISSING]
        assert "Bénévole 2026" in explain(found)[0].sentence and found[0].work == poster.pk
    assert poster.depictions.count() == 5

    teaser = Work.objects.get(title="Teaser 2027")
    found = clearance_of([teaser.pk], use(network="web", on=date(2027, 5, 5)))[teaser.pk]
    assert isinstance(found, tuple) and (found[0].code, found[0].day) == (Code.LICENCE_EXPIRED, date(2027, 4, 30))

    hubert = Portrayed.objects.get(name="Hubert L.")
    assert hubert.production.title == "Plein Jour" and not Consent.objects.filter(person=hubert).exists()
    states = {line.state.code for line in register_lines(Work.objects.all(), use(on=today))}
    assert states == {"cleared", "expiring", "refused", "withdrawn"}
