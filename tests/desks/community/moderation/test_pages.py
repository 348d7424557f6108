"""Comments through the screens: what is folded is not in the page, queries are constant, walls hold."""

import io
import re
import zipfile
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.community.composing.models import Snippet
from coulisse.desks.community.moderation.models import (
    Charter,
    Comment,
    CommentExposure,
    CommentImport,
    ModerationRule,
    PublicAnswer,
    ReportFile,
    WordList,
)
from coulisse.desks.community.publishing.models import Publication
from tests.cast import AT, Cast
from tests.desks.community.moderation.rows import (
    CRITICISM,
    HATE,
    NIGHT,
    PLAIN,
    THREAT,
    a_comment,
    by_hand,
    rules_on,
    taken,
)
from tests.desks.community.publishing.rows import armed

pytestmark = pytest.mark.django_db
HERE = "/community/moderation/"
STATE = Comment.State


@pytest.fixture
def ines(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.ines, backend="django.contrib.auth.backends.ModelBackend")
    return client


def pks(html: bytes) -> list[int]:
    return [int(found) for found in re.findall(r'data-row data-pk="(\d+)"', html.decode())]


def test_the_gravest_comes_first_then_who_waits_longest(ines: Client, cast: Cast) -> None:
    taken(by_hand(cast.drache), PLAIN, CRITICISM, THREAT, PLAIN)
    page = ines.get(f"{HERE}?production={cast.drache.pk}")
    order = [Comment.objects.get(pk=pk).text for pk in pks(page.content)]
    assert order == [THREAT, CRITICISM, PLAIN, PLAIN]


def test_a_folded_text_is_nowhere_in_the_pages_before_it_is_asked_for(ines: Client, cast: Cast) -> None:
    rules_on(cast.drache, by=cast.ines)
    account = by_hand(cast.drache)
    threat, hate = a_comment(account, THREAT), a_comment(account, HATE, number=2)
    ines.post(f"{HERE}files/add?production={cast.drache.pk}", {})
    pages = [
        f"{HERE}?production={cast.drache.pk}",
        f"{HERE}?production={cast.drache.pk}&view=all",
        f"{HERE}{threat.pk}",
        f"{HERE}{hate.pk}",
        f"{HERE}rules/{ModerationRule.objects.get(name='Haine').pk}/try",
        f"{HERE}files/add?production={cast.drache.pk}&comment={threat.pk}",
    ]
    for address in pages:
        html = ines.get(address).content.decode()
        assert "présentatrice" not in html, address
        assert "Vermine" not in html, address
        assert "vermine" not in html, f"not even as the word of a rule: {address}"
    fragment = ines.get(f"{HERE}{threat.pk}", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "présentatrice" not in fragment
    assert CommentExposure.objects.count() == 0
    shown = ines.post(f"{HERE}{threat.pk}/show", headers={"HX-Request": "true"})
    assert "présentatrice" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert CommentExposure.objects.count() == 1


def test_opening_is_seeing_and_a_peek_is_not(ines: Client, cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache))
    ines.get(f"{HERE}{row.pk}?peek=1")
    assert Comment.objects.get().seen_at is None
    ines.get(f"{HERE}{row.pk}")
    assert Comment.objects.get().seen_by == cast.ines


def test_the_next_pages_hold_every_comment_once(ines: Client, cast: Cast) -> None:
    taken(by_hand(cast.drache), *(CRITICISM if n % 3 else PLAIN for n in range(140)))
    address, seen = f"{HERE}?production={cast.drache.pk}", []
    while address:
        html = ines.get(address, headers={"HX-Request": "true"} if "after" in address else {}).content
        seen += pks(html)
        found = re.search(r'class="more" href="([^"]+)"', html.decode())
        address = found.group(1).replace("&amp;", "&") if found else ""
    assert len(seen) == 140
    assert len(set(seen)) == 140
    ranks = [Comment.objects.get(pk=pk).rank for pk in seen]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("place", ["x", "1_2_3", "5_2027-04-18T20:30:00_1", "_", "9" * 40])
def test_a_place_that_nobody_made_begins_at_the_top(place: str, ines: Client, cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache))
    assert pks(ines.get(f"{HERE}?production={cast.drache.pk}&after={place}").content) == [row.pk]


def test_the_list_asks_the_same_number_of_questions_whatever_it_holds(
    ines: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rules_on(cast.drache, by=cast.ines)
    account = by_hand(cast.drache)
    taken(account, THREAT, HATE, PLAIN)
    for address in (f"{HERE}?production={cast.drache.pk}", f"{HERE}?production={cast.drache.pk}&view=all"):
        ines.get(address)
        with CaptureQueriesContext(connection) as few:
            ines.get(address)
        taken(account, *([HATE, PLAIN, CRITICISM] * 10), first=Comment.objects.count() + 10)
        with django_assert_num_queries(len(few)):
            ines.get(address)


def test_a_comment_asks_the_same_number_of_questions_whatever_hangs_on_it(
    ines: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    account = by_hand(cast.drache)
    row = a_comment(account)
    fragment = {"HX-Request": "true"}
    a_comment(account, number=2, in_reply_to=row.remote_id)
    ines.get(f"{HERE}{row.pk}", headers=fragment)
    with CaptureQueriesContext(connection) as few:
        ines.get(f"{HERE}{row.pk}", headers=fragment)
    asked = len(few)
    for number in range(3, 12):
        a_comment(account, number=number, in_reply_to=row.remote_id)
    for _again in range(4):
        ines.post(f"{HERE}{row.pk}/act", {"act": "note", "note": "Vu."})
    with django_assert_num_queries(asked):
        ines.get(f"{HERE}{row.pk}", headers=fragment)


def test_one_decision_on_a_selection_and_on_a_whole_group(ines: Client, cast: Cast) -> None:
    found = taken(by_hand(cast.drache), PLAIN, PLAIN, HATE)
    address = f"{HERE}selection?production={cast.drache.pk}"
    ines.post(address, {"comment": [str(pk) for pk in found.comment_ids[:2]], "act": "keep"})
    assert Comment.objects.filter(state=STATE.KEPT).count() == 2
    Comment.objects.filter(pk__in=found.comment_ids[2:]).update(group="g1")
    ines.post(f"{HERE}group?production={cast.drache.pk}", {"group": "g1", "act": "hide"})
    assert Comment.objects.get(pk=found.comment_ids[2]).state == STATE.BY_HAND


def test_comments_of_another_production_are_behind_a_wall(cast: Cast, ines: Client) -> None:
    row = a_comment(by_hand(cast.gel))
    stranger = Client()
    stranger.force_login(cast.pascaline, backend="django.contrib.auth.backends.ModelBackend")
    assert stranger.get(f"{HERE}{row.pk}").status_code in {403, 404}
    assert pks(ines.get(f"{HERE}?production={cast.drache.pk}").content) == []
    of_client = a_comment(by_hand(None, client=cast.client, handle="client.test"))  # type: ignore[arg-type]
    assert ines.get(f"{HERE}{of_client.pk}").status_code == 200
    assert stranger.get(f"{HERE}{of_client.pk}").status_code in {403, 404}


def test_the_brake_is_one_click_and_each_publication_leaves_again_by_itself(ines: Client, cast: Cast) -> None:
    account = by_hand(cast.drache)
    coming = AT + timedelta(days=4_000)
    rows = [armed(account, production=cast.drache, due_at=coming, text=f"{n}") for n in range(3)]
    answer = ines.post(f"{HERE}brake?production={cast.drache.pk}", follow=True)
    assert {row.state for row in Publication.objects.all()} == {"paused"}
    assert answer.content.decode().count("/community/moderation/paused/") == 3
    ines.post(f"{HERE}paused/{rows[0].pk}", {})
    assert Publication.objects.get(pk=rows[0].pk).state == "paused", "without the confirmation nothing leaves"
    ines.post(f"{HERE}paused/{rows[0].pk}", {"sure": "on"})
    assert [row.state for row in Publication.objects.order_by("pk")] == ["armed", "paused", "paused"]


def test_a_rule_is_written_tried_and_switched_on_through_the_screens(ines: Client, cast: Cast) -> None:
    taken(by_hand(cast.drache), "Quels zinzins sur ce plateau", PLAIN)
    production = f"?production={cast.drache.pk}"
    refused = ines.post(f"{HERE}lists/add{production}", {"name": "À nous", "language": "fr", "terms": "x*\n!!"})
    assert refused.status_code == 422
    ines.post(f"{HERE}lists/add{production}", {"name": "À nous", "language": "fr", "terms": "zinzin*"})
    told = {"name": "Zinzins", "lists": WordList.objects.get().pk, "links": 0, "rate_count": 0, "rate_minutes": 10}
    made = ines.post(f"{HERE}rules/add{production}", {**told, "action": "hide", "severity": "insult"})
    rule = ModerationRule.objects.get()
    assert (made.status_code, made.headers["Location"]) == (302, f"{HERE}rules/{rule.pk}/try")
    ines.post(f"{HERE}rules/{rule.pk}/switch", {"to": "on"})
    assert not ModerationRule.objects.get().is_on, "nobody has looked yet"
    ines.get(f"{HERE}rules/{rule.pk}/try")
    ines.post(f"{HERE}rules/{rule.pk}/switch", {"to": "on"})
    found = ModerationRule.objects.get()
    assert (found.is_on, found.tried_count) == (True, 1)


def test_the_charter_is_read_by_anybody_once_it_is_public(ines: Client, cast: Cast) -> None:
    told = {"slug": "la-drache", "fr": "Restons <courtois>.", "nl": "Blijf beleefd.", "en": ""}
    address = f"{HERE}charter?production={cast.drache.pk}"
    ines.post(address, told)
    assert Client().get(f"{HERE}charter/la-drache").status_code == 404
    version = Charter.objects.get().version
    ines.post(address, {**told, "is_public": "on", "read_version": version})
    page = Client().get(f"{HERE}charter/la-drache?lang=nl")
    assert "Blijf beleefd." in page.content.decode()
    assert "Restons &lt;courtois&gt;." in Client().get(f"{HERE}charter/la-drache?lang=fr").content.decode()
    empty = ines.post(address, {"slug": "la-drache", "is_public": "on", "read_version": version + 1})
    assert empty.status_code == 422


def test_an_answer_is_kept_and_counts_with_its_address(ines: Client, cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache), CRITICISM)
    ines.post(f"{HERE}{row.pk}/answer", {"text": "Nous vérifions."})
    ines.post(f"{HERE}{row.pk}/prove", {"address": "http://bsky.example/a"})
    assert PublicAnswer.objects.get().address == ""
    ines.post(f"{HERE}{row.pk}/prove", {"address": "https://bsky.example/a"})
    assert Comment.objects.get().state == STATE.ANSWERED


def test_a_saved_reply_is_put_behind_what_was_typed(ines: Client, cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache), CRITICISM)
    saved = Snippet.objects.create(
        production=cast.drache, name="Merci", language="fr", text="Merci de l’avoir signalé."
    )
    elsewhere = Snippet.objects.create(production=cast.gel, name="Gel", language="fr", text="Rien à voir")
    page = ines.get(f"{HERE}{row.pk}").content.decode()
    assert f'value="{saved.pk}"' in page
    assert ">Gel " not in page
    ines.post(f"{HERE}{row.pk}/answer", {"text": "Bonjour,", "insert": saved.pk})
    assert PublicAnswer.objects.get().text == "Bonjour,\n\nMerci de l’avoir signalé."
    stranger = Client()
    stranger.force_login(cast.pascaline, backend="django.contrib.auth.backends.ModelBackend")
    assert stranger.post(f"{HERE}{row.pk}/answer", {"insert": elsewhere.pk}).status_code in {403, 404}


def test_a_table_is_imported_and_its_unknown_column_named(ines: Client, cast: Cast) -> None:
    account = by_hand(cast.drache, network="instagram")
    table = b"Username;Comment;Created time;Mood\nanouk;Bonsoir;2027-04-18 20:31:07;calm\n"
    file = SimpleUploadedFile("instagram.csv", table)
    answer = ines.post(
        f"{HERE}import?production={cast.drache.pk}", {"account": account.pk, "file": file}, follow=True
    )
    assert "Mood" in answer.content.decode()
    assert CommentImport.objects.get().fresh == 1
    assert Comment.objects.get().said_at == NIGHT.replace(minute=31, second=7)
    broken = SimpleUploadedFile("b.csv", b"Username;When\nanouk;2027\n")
    refused = ines.post(f"{HERE}import?production={cast.drache.pk}", {"account": account.pk, "file": broken})
    assert refused.status_code == 422


def test_a_file_for_the_police_is_handed_out_as_it_was_kept(ines: Client, cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache), THREAT)
    told = {"to": "police", "language": "fr", "facts": "Une menace."}
    ines.post(f"{HERE}files/add?production={cast.drache.pk}", told)
    assert not ReportFile.objects.exists(), "without a comment there is no file"
    ines.post(f"{HERE}files/add?production={cast.drache.pk}", {**told, "comment": [row.pk]})
    made = ReportFile.objects.get()
    page = ines.get(f"{HERE}files/{made.pk}").content.decode()
    assert made.sha256 in page
    assert "présentatrice" not in page
    pdf = ines.get(f"{HERE}files/{made.pk}/file.pdf")
    assert sha256(pdf.content).hexdigest() == made.sha256
    packed = zipfile.ZipFile(io.BytesIO(ines.get(f"{HERE}files/{made.pk}/file.zip").content))
    assert packed.read("S-0001.pdf") == pdf.content


def test_what_came_in_since_is_counted(ines: Client, cast: Cast) -> None:
    taken(by_hand(cast.drache), PLAIN, PLAIN)
    since = (NIGHT - timedelta(minutes=1)).isoformat().replace("+", "%2B")
    told = ines.get(f"{HERE}fresh?production={cast.drache.pk}&since={since}").json()
    assert told["count"] == 2
    assert ines.get(f"{HERE}fresh?production={cast.drache.pk}&since=x").json() == {"count": 0, "words": ""}
