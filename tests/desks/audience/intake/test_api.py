"""The conversations for programs."""

import json

import pytest
from django.test import Client

from coulisse.desks.audience.intake import learning
from coulisse.desks.audience.intake.models import Conversation
from tests.cast import Cast
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


def _send(client: Client, address: str, body: dict[str, object]) -> object:
    return client.post(address, json.dumps(body), content_type="application/json")


def test_a_message_comes_in_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.marc_olivier)
    body = {
        "key": "42",
        "text": "Pourquoi le film a-t-il commencé en retard ?",
        "received_at": "2026-03-15T08:05:00+01:00",
        "production": cast.drache.pk,
        "email": "lea@public.example",
    }
    made = _send(client, "/api/conversations", body)
    again = _send(client, "/api/conversations", body)
    assert (made.status_code, again.status_code) == (201, 200)  # type: ignore[attr-defined]
    assert made.json()["conversation"]["kind"] == "question"  # type: ignore[attr-defined]
    assert _send(client, "/api/conversations", {**body, "received_at": "2026-03-15T08:05:00"}).status_code == 422  # type: ignore[attr-defined]
    assert Conversation.objects.get().channel == "api"


def test_each_sees_the_conversations_of_his_productions(cast: Cast, client: Client) -> None:
    own, other = a_conversation(cast), a_conversation(cast, production=cast.gel)
    client.force_login(cast.solange)
    listed = client.get("/api/conversations").json()
    assert [one["id"] for one in listed["items"]] == [own.pk]
    assert client.get(f"/api/conversations/{own.pk}").json()["messages"][0]["direction"] == "in"
    assert client.get(f"/api/conversations/{other.pk}").status_code == 404


def test_a_folded_text_stays_folded(cast: Cast, client: Client) -> None:
    row = a_conversation(cast, is_folded=True, gist="threat")
    client.force_login(cast.marc_olivier)
    told = client.get(f"/api/conversations/{row.pk}").json()
    assert (told["subject"], told["preview"], told["messages"], told["gist"]) == ("", "", [], "threat")


def test_a_label_is_corrected(cast: Cast, client: Client) -> None:
    learning.forget_all()
    row = a_conversation(cast)
    client.force_login(cast.marc_olivier)
    address = f"/api/conversations/{row.pk}/correct"
    told = _send(client, address, {"about": "kind", "label": "complaint", "version": 1})
    assert told.json()["kind"] == "complaint"  # type: ignore[attr-defined]
    stale = _send(client, address, {"about": "kind", "label": "praise", "version": 1})
    wrong = _send(client, address, {"about": "kind", "label": "pigeon"})
    assert (stale.status_code, wrong.status_code) == (409, 422)  # type: ignore[attr-defined]
