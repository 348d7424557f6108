"""A million messages in small: so many as promised, findable by their words and within their production."""

import pytest

from coulisse.desks.audience.inbox.filters import Filters
from coulisse.desks.audience.inbox.queries.listing import listed
from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.desks.audience.intake.topic_sets import bring_shipped
from coulisse.engines.triage.tone import TONES
from coulisse.house.sample.large import audience
from coulisse.house.sample.large.draw import Draw
from tests.cast import AT, TODAY, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    for name, count in (("CONVERSATIONS", 140), ("ANSWERS", 60), ("OPEN", 12), ("WRITERS", 30)):
        monkeypatch.setattr(audience, name, count)
    bring_shipped()
    assert audience.hear_the_public(Draw.seeded(AT), [cast.drache, cast.gel]) == 200
    return cast


def test_there_are_as_many_as_promised(heard: Cast) -> None:
    assert Message.objects.count() == 200
    assert Message.objects.filter(direction="out").count() == 60
    assert Conversation.objects.filter(state="answered", answered_at__isnull=False).count() == 60
    assert Conversation.objects.filter(state="open", answered_at__isnull=True).count() == 12
    assert set(Conversation.objects.values_list("tone", flat=True)) <= {*TONES, ""}


def test_their_words_are_found_in_their_production_only(heard: Cast) -> None:
    assert not Message.objects.filter(words__isnull=True).exists()
    for production in (heard.drache, heard.gel):
        answered = Conversation.objects.filter(production=production, state="answered")
        page = listed(production, Filters(q="transmettons"), user=heard.marc_olivier, today=TODAY)
        assert {row.pk for row in page.rows} == set(answered.values_list("pk", flat=True)) != set()
