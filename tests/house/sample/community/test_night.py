"""The sample house tells D12: 1,400 comments, 180 to review, two threats, six accounts as one, a charter."""

import re
from collections import Counter
from datetime import UTC, datetime

import pytest
from django.test import Client

from coulisse.desks.community.moderation.models import Comment, CommentEvidence, CommentWave, ModerationRule
from coulisse.desks.community.moderation.models.comments import WAITING
from coulisse.house.sample.community.moderation import receive_the_night
from coulisse.house.sample.community.night import SIX, TOTAL, the_night
from coulisse.house.sample.moments import Moments
from tests.cast import Cast
from tests.desks.community.moderation.rows import by_hand

MOMENTS = Moments(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))


def test_the_night_is_the_same_in_every_house() -> None:
    night = the_night()
    assert night == the_night()
    assert len(night) == TOTAL == 1_400
    assert len({one.comment.remote_id for one in night}) == 1_400
    assert [one.comment.said_at for one in night] == sorted(one.comment.said_at for one in night)
    kinds = Counter(re.split(r"[\d.]", one.comment.handle)[0] for one in night)
    same = sum(1 for one in night if one.comment.handle.removesuffix(".example") in SIX)
    assert same == 40
    assert sum(kinds[kind] for kind in ("colere", "boos", "aigri", "menace")) + same == 230
    assert kinds["plainte"] == 12


@pytest.mark.django_db
def test_the_queue_the_wave_and_the_charter(cast: Cast) -> None:
    for network in ("bluesky", "instagram"):
        by_hand(cast.drache, network=network)
    receive_the_night(productions={"plein-jour": cast.drache}, people={"ines": cast.ines}, moments=MOMENTS)
    states = Counter(Comment.objects.values_list("state", flat=True))
    assert states == {"open": 1_220, "review": 180}
    assert set(states) <= set(WAITING)
    assert CommentEvidence.objects.count() == 180
    assert Comment.objects.filter(severity="threat", is_folded=True).count() == 2
    assert not ModerationRule.objects.filter(is_on=False).exists()
    (wave,) = CommentWave.objects.all()
    assert [(group["accounts"], group["comments"]) for group in wave.groups] == [(6, 40)]
    page = Client().get("/community/moderation/charter/plein-jour?lang=nl").content.decode()
    assert "Welkom onder de berichten" in page
