"""Sunday 18 April 2027, 20:30: a wave of comments, seen, sorted, braked, handed over, reported (D12 to D15)."""

import io
import re
import zipfile
from datetime import timedelta
from hashlib import sha256

import pytest
from django.test import Client

from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.audience.relations.actions.arrivals import writer_for
from coulisse.desks.community.moderation.actions.taking_in import take_in
from coulisse.desks.community.moderation.models import (
    Comment,
    CommentEvidence,
    CommentTransfer,
    CommentWave,
    PublicAnswer,
    ReportFile,
)
from coulisse.desks.community.publishing.models import Publication
from coulisse.engines.moderation import ORDER
from coulisse.foundation.journal.deliver import deliver_owed
from coulisse.house.sample.community.night import COMPLAINTS, SIX, the_night
from tests.cast import Cast
from tests.desks.community.moderation.rows import NIGHT, a_post, by_hand, rules_on
from tests.desks.community.publishing.rows import armed
from tests.papers.reading import text_of
from tests.stories.plein_jour import Clock, story_clock

pytestmark = pytest.mark.django_db
HERE = "/community/moderation/"
STATE = Comment.State


@pytest.fixture
def clock(cast: Cast) -> Clock:  # type: ignore[misc]  # a fixture that yields
    with story_clock() as clock:
        clock.now = NIGHT + timedelta(hours=3, minutes=5)
        yield clock


@pytest.fixture
def night(cast: Cast, clock: Clock) -> None:
    """The rules are on since Friday; 1,400 comments stand under the post of 18:30."""
    rules_on(cast.drache, by=cast.ines)
    account = by_hand(cast.drache)
    post = a_post(account)
    incoming = [one.comment for one in the_night(thread=post.remote_id)]
    take_in(account=account, incoming=incoming, by=None, at=NIGHT + timedelta(hours=3))


def screen(person: object) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client


def listed(client: Client, query: str) -> list[Comment]:
    """Every row of a list, page after page."""
    address, found = f"{HERE}?{query}", []
    while address:
        headers = {"HX-Request": "true"} if "after" in address else {}
        html = client.get(address, headers=headers).content.decode()
        found += [int(pk) for pk in re.findall(r'data-row data-pk="(\d+)"', html)]
        more = re.search(r'class="more" href="([^"]+)"', html)
        address = more.group(1).replace("&amp;", "&") if more else ""
    rows = Comment.objects.in_bulk(found)
    return [rows[pk] for pk in found]


def test_d12_a_wave_is_sorted_and_nothing_is_hidden_without_evidence(cast: Cast, night: None) -> None:
    ines = screen(cast.ines)
    production = f"production={cast.drache.pk}"
    queue = listed(ines, production)
    assert len(queue) == 1_400
    ranks = [ORDER.index(row.severity) for row in queue]
    assert ranks == sorted(ranks), "the gravest first"
    assert [row.severity for row in queue[:2]] == ["threat", "threat"]

    review = listed(ines, f"{production}&view=review")
    assert len(review) == 180
    assert {row.severity for row in review} <= {"hate", "insult"}
    assert CommentEvidence.objects.filter(comment__in=review).count() == 180
    spared = Comment.objects.filter(reasons__contains=[{"code": "spared"}])
    assert (spared.count(), set(spared.values_list("state", flat=True))) == (8, {STATE.OPEN})

    (wave,) = CommentWave.objects.all()
    assert wave.comments > 1_300
    (group,) = wave.groups
    assert (group["accounts"], group["comments"]) == (len(SIX), 40)
    members = listed(ines, f"{production}&view=all&group={group['key']}")
    assert {row.author.handle.removesuffix(".example") for row in members} == set(SIX)

    ines.post(f"{HERE}group?{production}", {"group": group["key"], "act": "hide"})
    assert Comment.objects.filter(state=STATE.BY_HAND).count() == 40
    rest = [str(row.pk) for row in listed(ines, f"{production}&view=review")]
    ines.post(f"{HERE}selection?{production}", {"comment": rest, "act": "hide"})
    ines.post(f"{HERE}selection?{production}", {"comment": rest, "act": "done"})
    hidden = Comment.objects.filter(state=STATE.HIDDEN)
    assert hidden.count() == 140
    assert not hidden.filter(evidence=None).exists()
    for piece in CommentEvidence.objects.all():
        assert piece.sha256 == sha256(piece.content.encode()).hexdigest()


def test_d13_one_click_pauses_all_and_each_leaves_again_confirmed(cast: Cast, clock: Clock) -> None:
    ines = screen(cast.ines)
    account = by_hand(cast.drache)
    for number in range(4):
        armed(account, production=cast.drache, due_at=clock.now + timedelta(hours=1 + number), text=f"{number}")
    elsewhere = armed(by_hand(cast.gel, handle="gel.test"), production=cast.gel, due_at=clock.now)
    page = ines.post(f"{HERE}brake?production={cast.drache.pk}", follow=True).content.decode()
    assert Publication.objects.filter(state="paused").count() == 4
    assert Publication.objects.get(pk=elsewhere.pk).state == "armed"
    assert "publicités payantes" in page, "paid advertisements are recalled"
    forms = re.findall(rf"{HERE}paused/(\d+)", page)
    assert len(forms) == 4
    ines.post(f"{HERE}paused/{forms[0]}", {"sure": "on"})
    assert Publication.objects.filter(state="paused").count() == 3


def test_d14_twelve_complaints_go_to_marc_olivier_and_nobody_answers_twice(
    cast: Cast, night: None, clock: Clock
) -> None:
    ines, marc_olivier = screen(cast.ines), screen(cast.marc_olivier)
    known = writer_for(
        name="Claire Dewez", email="claire@public.example", handle="bluesky:plainte0.example", at=NIGHT
    )
    complaints = Comment.objects.filter(author__handle__startswith="plainte").order_by("pk")
    assert complaints.count() == COMPLAINTS == 12
    told = {"comment": [str(row.pk) for row in complaints], "act": "transfer"}
    ines.post(f"{HERE}selection?production={cast.drache.pk}", told)
    deliver_owed(at=clock.now)
    deliver_owed(at=clock.now)
    cases = Conversation.objects.filter(channel="social")
    assert cases.count() == 12
    assert known.conversations.count() == 1, "the same person, with the history of the mails"

    first = complaints.get(author__handle="plainte0.example")
    case = CommentTransfer.objects.get(comment=first)
    page = ines.get(f"{HERE}{first.pk}").content.decode()
    assert case.reference in page
    ines.post(f"{HERE}{first.pk}/answer", {"text": "Bonjour, nous regardons."})
    assert not PublicAnswer.objects.exists(), "the audience desk answers it"

    second = CommentTransfer.objects.exclude(pk=case.pk).order_by("pk")[0]
    marc_olivier.post(f"/audience/answers/to/{second.conversation_id}/public", {"text": "C’est corrigé, merci."})
    deliver_owed(at=clock.now)
    assert CommentTransfer.objects.get(pk=second.pk).answer == "C’est corrigé, merci."
    assert "C’est corrigé, merci." in ines.get(f"{HERE}{second.comment_id}").content.decode()
    ines.post(f"{HERE}{second.comment_id}/answer", {"text": "C’est corrigé, merci."})
    ines.post(f"{HERE}{second.comment_id}/prove", {"address": "https://bsky.example/reponse"})
    assert PublicAnswer.objects.get().proved_by == cast.ines


def test_d15_two_threats_make_a_file_for_the_police(cast: Cast, night: None) -> None:
    ines = screen(cast.ines)
    threats = listed(ines, f"production={cast.drache.pk}&severity=threat")
    assert len(threats) == 2
    add = f"{HERE}files/add?production={cast.drache.pk}"
    assert threats[0].text not in ines.get(add).content.decode()
    told = {"to": "police", "language": "fr", "facts": "Deux menaces pendant l’émission du 18 avril."}
    ines.post(add, {**told, "comment": [str(row.pk) for row in threats]})
    made = ReportFile.objects.get()
    pdf = ines.get(f"{HERE}files/{made.pk}/file.pdf").content
    assert sha256(pdf).hexdigest() == made.sha256
    text = text_of(pdf)
    wanted = ["Index des pièces", "Chronologie", *(row.address for row in threats)]
    wanted += list(CommentEvidence.objects.filter(comment__in=threats).values_list("sha256", flat=True))
    assert [words for words in wanted if words not in text] == []
    packed = zipfile.ZipFile(io.BytesIO(ines.get(f"{HERE}files/{made.pk}/file.zip").content))
    assert packed.namelist() == ["S-0001.pdf", "01-comment.json", "02-comment.json", "SHA256SUMS"]
