"""One idea, a variant for each account and language: written, measured, tagged, copied, translated."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.community.clients.models import Brief
from coulisse.desks.community.composing.actions import snippets
from coulisse.desks.community.composing.actions.limits import NotSaid, read_limits
from coulisse.desks.community.composing.limits import rules_for
from coulisse.desks.community.composing.models import AltText, ServerLimits
from coulisse.desks.community.publishing.actions import publications
from coulisse.desks.community.publishing.agreement import content_hash
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.networks.contract import Limits, Reason, Refused
from coulisse.desks.community.strategy.actions import add_campaign, set_objective
from coulisse.desks.community.strategy.models import Idea
from tests.cast import AT, TODAY, Cast
from tests.desks.community.composing.rows import LINK, a_variant, account, an_idea, picture
from tests.stories.test_rights_stop_the_posts import signed_in, words

pytestmark = pytest.mark.django_db
HERE = "/community/composing/"
CLICKED = "https://www.example.com/passes-2027"
FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"


@pytest.fixture
def ines(cast: Cast) -> Client:
    return signed_in(cast.ines)


def data(row: Publication, text: str, **values: Any) -> dict[str, Any]:
    row.refresh_from_db()
    return {
        "text": text,
        "language": row.language,
        "warning": "",
        "due_at": "2027-05-05T09:00",
        "version": row.version,
        **values,
    }


def test_from_the_idea_to_two_variants_and_what_is_missing(ines: Client, cast: Cast) -> None:
    campaign = add_campaign(
        objective=set_objective(
            name="1 200 passes", starts_on=TODAY, ends_on=TODAY, production=cast.drache, by=cast.ines, at=AT
        ),
        values={"name": "Passes", "tag": "passes-2027", "starts_on": TODAY, "ends_on": TODAY},
        by=cast.ines,
        at=AT,
    )
    ines.post(
        f"{HERE}add?production={cast.drache.pk}",
        {"production": cast.drache.pk, "title": "Les passes", "link": LINK, "campaign": campaign.pk},
    )
    idea = Idea.objects.get()
    bluesky, mastodon = account(cast), account(cast, "mastodon", server="https://m.example")
    for on, language in ((bluesky, "fr"), (mastodon, "nl")):
        told = {"account": on.pk, "language": language, "due_at": "2027-05-05T09:00"}
        answer = ines.post(f"{HERE}ideas/{idea.pk}/variants", told, follow=True)
        assert answer.status_code == 200
    first, _second = idea.publications.order_by("pk")
    assert f"utm_source=bluesky&amp;utm_medium=social&amp;utm_campaign={campaign.tag}" in (
        ines.get(f"{HERE}variants/{first.pk}").content.decode()
    )
    ines.post(f"{HERE}variants/{first.pk}", data(first, f"Les passes : {LINK}", tag="1"))
    first.refresh_from_db()
    assert first.text == f"Les passes : {LINK}?utm_source=bluesky&utm_medium=social&utm_campaign={campaign.tag}"
    publications.arm(publication=first, by=cast.ines, at=AT)
    page = ines.get(f"{HERE}ideas/{idea.pk}").content.decode()
    states = [one for one in ("missing", "draft", "ready", "manquant", "brouillon", "prêt") if one in page]
    assert len(states) >= 3, "French is ready, Dutch a draft, English missing"
    idea.refresh_from_db()
    assert idea.state == Idea.State.PLANNED


def test_what_is_measured_while_one_writes_is_the_engine_s(ines: Client, cast: Cast) -> None:
    row = a_variant(cast, text="")
    told = ines.post(f"{HERE}variants/{row.pk}/measure", data(row, f"Été {FAMILY}")).json()
    assert (told["length"], told["limit"], told["bytes"]) == (5, 300, 3000)
    assert told["size"] == len(f"Été {FAMILY}".encode())
    heavy = a_variant(cast, text="", on=account(cast, "x"))
    told = ines.post(f"{HERE}variants/{heavy.pk}/measure", data(heavy, f"日本 {CLICKED}")).json()
    assert told["length"] == 4 + 1 + 23 and told["bytes"] is None
    assert "url_costs_on_x" in {one["code"] for one in told["findings"]}
    assert {"text": CLICKED, "kind": "url"} in told["pieces"]


def test_a_text_too_long_is_refused_and_stays_in_the_form(ines: Client, cast: Cast) -> None:
    row = a_variant(cast)
    answer = ines.post(f"{HERE}variants/{row.pk}", data(row, "é" * 301))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "é" * 301 in page and "301" in words(answer.content)
    row.refresh_from_db()
    assert row.text == "Cap Sambre, du 5 au 9 mai"
    many = "e" * 10 + "\N{COMBINING ACUTE ACCENT}" * 1500
    assert ines.post(f"{HERE}variants/{row.pk}", data(row, many)).status_code == 422, "3,010 bytes in ten letters"


def test_a_draft_for_instagram_may_still_lack_its_picture(ines: Client, cast: Cast) -> None:
    row = a_variant(cast, on=account(cast, "instagram"))
    assert ines.post(f"{HERE}variants/{row.pk}", data(row, "Bientôt")).status_code == 302
    told = ines.post(f"{HERE}variants/{row.pk}/measure", data(row, "Bientôt")).json()
    assert "media_missing" in {one["code"] for one in told["findings"]}


def test_words_that_the_brief_avoids_tags_without_capitals_and_strings_of_emoji_are_pointed_at(
    ines: Client, cast: Cast
) -> None:
    Brief.objects.create(production=cast.drache, goals="Passes", avoided="gratuit\nincontournable*", written_at=AT)
    row = a_variant(cast)
    text = "Un rendez-vous incontournables #festivalcapsambre2027 🎬🎬🎬🎬"
    told = ines.post(f"{HERE}variants/{row.pk}/measure", data(row, text)).json()
    codes = {one["code"] for one in told["findings"]}
    assert {"taboo_word", "hashtag_not_camel_case", "emoji_string"} <= codes
    assert ines.post(f"{HERE}variants/{row.pk}", data(row, text)).status_code == 302, "advice refuses nothing"


def test_a_server_s_own_limits_take_the_place_of_mastodon_s(ines: Client, cast: Cast) -> None:
    row = a_variant(cast, on=account(cast, "mastodon", server="https://m.example"))
    ServerLimits.objects.create(
        server="https://m.example", configuration={"statuses": {"max_characters": 1000}}, read_at=AT
    )
    assert ines.post(f"{HERE}variants/{row.pk}", data(row, "a" * 900)).status_code == 302
    assert ines.post(f"{HERE}variants/{row.pk}", data(row, "a" * 1001)).status_code == 422


def test_what_is_said_of_a_picture_is_kept_by_language_and_offered_again(ines: Client, cast: Cast) -> None:
    document = picture(cast)
    row = a_variant(cast)
    missing = ines.post(f"{HERE}variants/{row.pk}", data(row, "Affiche", file_1=document.pk))
    assert missing.status_code == 422, "nobody said yet what is to be seen"
    ines.post(f"{HERE}variants/{row.pk}", data(row, "Affiche", file_1=document.pk, alt_1="Une péniche"))
    assert AltText.objects.get().text == "Une péniche"
    other = a_variant(cast)
    told = ines.post(f"{HERE}variants/{other.pk}/measure", data(other, "", file_1=document.pk)).json()
    assert told["alts"] == {"alt_1": "Une péniche"}
    ines.post(f"{HERE}variants/{other.pk}", data(other, "Affiche", file_1=document.pk))
    assert other.files.get().alt == "Une péniche"
    dutch = a_variant(cast, language="nl")
    assert ines.post(f"{HERE}variants/{dutch.pk}", data(dutch, "Affiche", file_1=document.pk)).status_code == 422


def test_a_copy_takes_words_and_files_along_and_the_other_language_s_alternative_text(
    ines: Client, cast: Cast
) -> None:
    document = picture(cast)
    AltText.objects.create(document=document, language="nl", text="Een aak")
    row = a_variant(cast, document)
    on = account(cast, "mastodon", server="https://m.example")
    ines.post(f"{HERE}variants/{row.pk}/copy", {"account": on.pk, "language": "nl"})
    made = Publication.objects.get(account=on)
    assert (made.text, made.idea_id, made.state) == (row.text, row.idea_id, Publication.State.DRAFT)
    assert made.files.get().alt == "Een aak"


def test_the_account_of_another_client_is_not_offered_nor_taken(ines: Client, cast: Cast) -> None:
    idea = an_idea(cast, client=cast.client)
    own, strange = (
        account(cast, production=None, client=cast.client),
        account(cast, production=None, client=cast.other_client),
    )
    page = ines.get(f"{HERE}ideas/{idea.pk}").content.decode()
    assert f'value="{own.pk}"' in page and f'value="{strange.pk}"' not in page
    ines.post(f"{HERE}ideas/{idea.pk}/variants", {"account": strange.pk, "language": "fr"})
    assert not Publication.objects.exists()


def test_what_is_armed_is_not_written_over(ines: Client, cast: Cast) -> None:
    row = a_variant(cast)
    publications.arm(publication=row, by=cast.ines, at=AT)
    answer = ines.post(f"{HERE}variants/{row.pk}", data(row, "Autre chose"), follow=True)
    row.refresh_from_db()
    assert row.text == "Cap Sambre, du 5 au 9 mai"
    assert "data-composer" not in answer.content.decode()


def test_two_people_at_once_lose_nothing(ines: Client, cast: Cast) -> None:
    row = a_variant(cast)
    stale = data(row, "Le mien")
    ines.post(f"{HERE}variants/{row.pk}", data(row, "Le sien"))
    answer = ines.post(f"{HERE}variants/{row.pk}", stale)
    assert answer.status_code == 409
    assert "Le mien" in answer.content.decode() and "Le sien" in answer.content.decode()


def test_saved_replies_are_offered_where_one_writes(ines: Client, cast: Cast) -> None:
    ines.post(
        f"{HERE}replies",
        {"production": cast.drache.pk, "name": "Merci", "language": "fr", "text": "Merci <à vous> !"},
    )
    row = a_variant(cast)
    assert 'data-insert="Merci &lt;à vous&gt; !"' in ines.get(f"{HERE}variants/{row.pk}").content.decode()
    snippets.add(values={"name": "Autre", "language": "fr", "text": "Non", "client": cast.other_client})
    assert "Autre" not in ines.get(f"{HERE}variants/{row.pk}").content.decode()


def test_subtitles_are_checked_counted_in_what_was_approved_and_go_with_the_pack(ines: Client, cast: Cast) -> None:
    row = a_variant(cast)
    before = content_hash(row)
    broken = SimpleUploadedFile("film.srt", b"Bonjour")
    told = ines.post(f"{HERE}variants/{row.pk}/subtitles", {"language": "fr", "file": broken}, follow=True)
    assert told.status_code == 200 and not row.subtitles.exists()
    good = SimpleUploadedFile("film.srt", b"1\n00:00:01,000 --> 00:00:04,000\nLa Meuse.\n")
    ines.post(f"{HERE}variants/{row.pk}/subtitles", {"language": "fr", "file": good})
    assert row.subtitles.get().content.name == "film.srt"
    assert content_hash(row) != before
    publications.arm(publication=row, by=cast.ines, at=AT)
    publications.take_by_hand(publication=row, by=cast.ines, at=AT)
    pack = zipfile.ZipFile(io.BytesIO(ines.get(f"/community/publishing/{row.pk}/pack.zip").content))
    assert "fr film.srt" in pack.namelist()


def test_the_lists_ask_the_same_number_of_questions_whatever_they_hold(
    ines: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    addresses = [f"{HERE}?production={cast.drache.pk}", f"{HERE}media?production={cast.drache.pk}"]
    a_variant(cast, picture(cast))
    for address in addresses:
        ines.get(address)
    counts = []
    for address in addresses:
        with CaptureQueriesContext(connection) as few:
            ines.get(address)
        counts.append(len(few))
    on = NetworkAccount.objects.get()
    for number in range(6):
        a_variant(cast, picture(cast, f"image-{number}.png", color=number), on=on)
    for address, count in zip(addresses, counts, strict=True):
        with django_assert_num_queries(count):
            ines.get(address)


def test_an_idea_of_a_client_is_the_client_s_alone(ines: Client, cast: Cast) -> None:
    address = f"{HERE}add?workspace=client-{cast.client.pk}"
    ines.post(address, {"title": "La billetterie", "workspace": f"client-{cast.client.pk}"})
    idea = Idea.objects.get()
    assert (idea.client, idea.production) == (cast.client, None)
    assert "La billetterie" not in words(ines.get(f"{HERE}?production={cast.drache.pk}").content)
    assert signed_in(cast.pascaline).get(f"{HERE}ideas/{idea.pk}").status_code == 404


@dataclass(frozen=True, slots=True)
class Saying:
    """A server that says its limits, or does not."""

    said: Limits | Refused

    def __call__(self, account: NetworkAccount, *, now: Callable[[], datetime]) -> Any:
        return self

    def limits(self) -> Limits | Refused:
        return self.said


def test_the_limits_of_a_server_are_read_and_stay_where_it_does_not_answer(cast: Cast) -> None:
    on = account(cast, "mastodon", server="https://m.example")
    said = Limits(characters=1000, media=6, alt_characters=3000, is_asked=True)
    read_limits(account=on, connect=Saying(said), at=AT)
    rules = rules_for(on)
    assert (rules.limit, rules.images, rules.alt_length, rules.url_length) == (1000, 6, 3000, 23)
    with pytest.raises(NotSaid):
        read_limits(account=on, connect=Saying(Refused(Reason.UNREACHABLE, False)), at=AT)
    assert rules_for(on).limit == 1000


@pytest.mark.parametrize("number", ["9" * 40, "0", "-1", "un"])
def test_a_file_that_is_not_offered_is_none(number: str, ines: Client, cast: Cast) -> None:
    row = a_variant(cast)
    told = ines.post(f"{HERE}variants/{row.pk}/measure", data(row, "Bonsoir", file_1=number))
    assert told.status_code == 200 and told.json()["alts"] == {}
    assert ines.post(f"{HERE}variants/{row.pk}", data(row, "Bonsoir", file_1=number)).status_code == 422
