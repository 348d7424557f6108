"""Comments come in once, are judged, belong to their publication; evidence is frozen where a rule would hide."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from coulisse.desks.community.moderation.actions.erasing import KEPT_FOR, erase_old
from coulisse.desks.community.moderation.actions.taking_in import take_in
from coulisse.desks.community.moderation.models import (
    Comment,
    CommentAuthor,
    CommentEvidence,
    CommentWave,
    ModerationStep,
)
from tests.cast import Cast
from tests.desks.community.moderation.rows import (
    CRITICISM,
    HATE,
    INSULT,
    NIGHT,
    PLAIN,
    THREAT,
    a_comment,
    a_post,
    by_hand,
    rules_on,
    said,
    taken,
)

pytestmark = pytest.mark.django_db
STATE = Comment.State


def test_a_comment_comes_in_once_by_account_and_number(cast: Cast) -> None:
    account = by_hand(cast.drache)
    first = take_in(account=account, incoming=[said(PLAIN), said(PLAIN)], by=None, at=NIGHT)
    again = take_in(account=account, incoming=[said("autre texte"), said(PLAIN, number=2)], by=None, at=NIGHT)
    assert (first.fresh, first.known) == (1, 1)
    assert (again.fresh, again.known) == (1, 1)
    assert [row.text for row in Comment.objects.order_by("pk")] == [PLAIN, PLAIN]
    other = by_hand(cast.drache, handle="autre.test")
    assert take_in(account=other, incoming=[said(PLAIN)], by=None, at=NIGHT).fresh == 1


def test_it_stands_under_its_publication_and_an_answer_under_the_same(cast: Cast) -> None:
    account = by_hand(cast.drache)
    post = a_post(account)
    row = a_comment(account, thread=post.remote_id)
    reply = a_comment(account, number=2, in_reply_to=row.remote_id)
    assert (row.publication_id, row.production_id) == (post.pk, cast.drache.pk)
    assert reply.publication_id == post.pk


def test_of_an_author_no_more_is_kept_than_network_number_name(cast: Cast) -> None:
    account = by_hand(cast.drache)
    a_comment(account, author_id="did:plc:h")
    a_comment(account, number=2, handle="hubert.renamed", author_id="did:plc:h")
    (author,) = CommentAuthor.objects.all()
    assert (author.network, author.key, author.handle) == ("bluesky", "did:plc:h", "hubert.renamed")
    assert {field.name for field in CommentAuthor._meta.get_fields() if not field.is_relation} == {
        *("id", "network", "key", "handle", "name", "blocked_at")
    }


def test_the_gravest_is_known_and_what_hurts_is_folded(cast: Cast) -> None:
    taken(by_hand(cast.drache), PLAIN, CRITICISM, HATE, "Bande de connards, vous êtes des ordures", THREAT)
    rows = Comment.objects.order_by("pk")
    assert [row.severity for row in rows] == ["plain", "criticism", "plain", "insult", "threat"]
    assert [row.is_folded for row in rows] == [False, False, False, True, True]
    assert {row.state for row in rows} == {STATE.OPEN}, "without a rule nothing is proposed"


def test_a_rule_proposes_and_freezes_evidence_at_once(cast: Cast) -> None:
    rules_on(cast.drache, by=cast.ines)
    found = taken(by_hand(cast.drache), PLAIN, HATE, CRITICISM, INSULT)
    assert found.proposed == 2
    rows = Comment.objects.order_by("pk")
    assert [row.state for row in rows] == [STATE.OPEN, STATE.REVIEW, STATE.OPEN, STATE.REVIEW]
    assert [row.severity for row in rows] == ["plain", "hate", "criticism", "insult"]
    evidence = CommentEvidence.objects.get(comment=rows[1])
    told = json.loads(evidence.content)
    assert (told["text"], told["address"], told["author"]["handle"]) == (
        HATE,
        "https://bsky.example/post/2",
        "person2.test",
    )
    assert evidence.sha256 == sha256(evidence.content.encode()).hexdigest()
    assert [step.kind for step in ModerationStep.objects.filter(comment=rows[1])] == ["proposed", "frozen"]


def test_evidence_is_final_and_nothing_is_hidden_without_it(cast: Cast) -> None:
    rules_on(cast.drache, by=cast.ines)
    account = by_hand(cast.drache)
    row = a_comment(account, HATE)
    bare = a_comment(account, PLAIN, number=2)
    with pytest.raises(DatabaseError, match="evidence"), transaction.atomic():
        CommentEvidence.objects.update(content="{}")
    with pytest.raises(DatabaseError, match="evidence"), transaction.atomic():
        CommentEvidence.objects.filter(comment=row).delete()
    for state in (STATE.HIDING, STATE.BY_HAND, STATE.HIDDEN):
        with pytest.raises(DatabaseError, match="only with its evidence"), transaction.atomic():
            Comment.objects.filter(pk=bare.pk).update(state=state)
    Comment.objects.filter(pk=row.pk).update(state=STATE.HIDDEN)
    assert Comment.objects.get(pk=row.pk).state == STATE.HIDDEN


def test_a_wave_is_noticed_once_with_those_who_act_as_one(cast: Cast) -> None:
    account = by_hand(cast.drache)
    same = (
        "Partagez partout avant la coupure, Plein Jour cache la vérité sur les barrages de la Meuse et les écluses"
    )
    incoming = [
        said(
            f"Bonsoir numéro {n} depuis la rive",
            number=n,
            handle=f"p{n}.test",
            at=NIGHT + timedelta(minutes=n % 50),
        )
        for n in range(60)
    ]
    incoming += [
        said(same, number=100 + n, handle=f"six{n % 6}.test", at=NIGHT + timedelta(minutes=n)) for n in range(40)
    ]
    take_in(account=account, incoming=incoming, by=None, at=NIGHT + timedelta(hours=1))
    (wave,) = CommentWave.objects.all()
    assert wave.comments == 100
    assert [(group["accounts"], group["comments"]) for group in wave.groups] == [(6, 40)]
    more = [
        said("Encore", number=300 + n, handle=f"q{n}.test", at=NIGHT + timedelta(minutes=55)) for n in range(5)
    ]
    take_in(account=account, incoming=more, by=None, at=NIGHT + timedelta(hours=1))
    assert CommentWave.objects.get().comments == 105, "one wave, drawn out"


def test_what_is_old_is_erased_and_evidence_stays(cast: Cast) -> None:
    rules_on(cast.drache, by=cast.ines)
    account = by_hand(cast.drache)
    gone = a_comment(account, PLAIN)
    kept = a_comment(account, HATE, number=2, handle="other.test")
    Comment.objects.filter(pk=gone.pk).update(state=STATE.KEPT)
    Comment.objects.filter(pk=kept.pk).update(state=STATE.KEPT)
    assert erase_old(at=NIGHT + KEPT_FOR / 2) == 0
    assert erase_old(at=NIGHT + KEPT_FOR + timedelta(days=1)) == 1
    assert [row.pk for row in Comment.objects.all()] == [kept.pk]
    assert [row.handle for row in CommentAuthor.objects.all()] == ["other.test"]


def test_a_moment_that_cannot_be_is_not_believed(cast: Cast) -> None:
    account = by_hand(cast.drache)
    row = a_comment(account, "Bonsoir\x00 de Huy", at=NIGHT + timedelta(days=900))
    assert (row.said_at, row.text) == (NIGHT + timedelta(minutes=1), "Bonsoir de Huy")


def test_a_program_brings_a_batch_and_reads_no_folded_text(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.ines, backend="django.contrib.auth.backends.ModelBackend")
    account = by_hand(cast.drache)
    told = {"remote_id": "1", "text": THREAT, "handle": "ombre", "said_at": "2027-04-18T20:31:00+02:00"}
    address, json, batch = "/api/comments", "application/json", {"account": account.pk, "comments": [told]}
    assert client.post(address, batch, content_type=json).json() == {
        "fresh": 1,
        "known": 0,
        "proposed": 0,
    }
    assert client.post(address, batch, content_type=json).json()["known"] == 1
    naive = {**told, "said_at": "2027-04-18T20:31:00"}
    assert client.post(address, {**batch, "comments": [naive]}, content_type=json).status_code == 422
    (listed,) = client.get("/api/comments").json()["items"]
    assert (listed["severity"], listed["is_folded"], listed["text"]) == ("threat", True, "")
