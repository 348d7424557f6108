"""The story path on the screens: prepare, read the figures, quote, freeze, send, be answered."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from coulisse.desks.audience.crisis.models import Verbatim
from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.audience.relations.models import Writer
from coulisse.desks.audience.reports.models import Pivot, Report, ReportCopy, ReportReply
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.models import Letter
from tests.cast import Cast
from tests.desks.audience.reports.plein_jour import Story, the_week
from tests.desks.audience.reports.verdicts import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Cast) -> Story:
    return the_week(cast)


@pytest.fixture
def browser(cast: Cast, story: Story) -> Browser:
    User.objects.filter(pk=cast.marc_olivier.pk).update(language="en")
    found = Browser()
    found.force_login(cast.marc_olivier, backend="django.contrib.auth.backends.ModelBackend")
    return found


def words(answer: Any) -> str:
    text = re.sub(r"<[^>]*>", " ", answer.content.decode()).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def prepared(browser: Browser, story: Story) -> Report:
    answer = browser.post(f"{address('begin')}?production={story.production.pk}", {"due": "monday"})
    assert answer.status_code == 302
    return Report.objects.get()


def test_the_list_proposes_what_is_due(browser: Browser, story: Story) -> None:
    page = words(browser.get(f"{address('list')}?production={story.production.pk}"))
    assert "4 reports to prepare" in page and "Monday letter" in page and "08/03/2027, 00:00" in page
    prepared(browser, story)
    page = words(browser.get(f"{address('list')}?production={story.production.pk}"))
    assert "3 reports to prepare" in page and "PJ-2027-S10-v1" in page and "486" in page


def test_the_letter_on_the_screen(browser: Browser, story: Story) -> None:
    report = prepared(browser, story)
    answer = browser.get(address("report", pk=report.pk))
    page = words(answer)
    for said in (
        "486",
        "412",
        "441",
        "45",
        "median delay 6 h 20",
        "none overdue",
        "The family of 400",
        "PJ-2027-S10",
    ):
        assert said in page, said
    links = set(re.findall(rf'href="({address("report", pk=report.pk)}/figures/[^"]+)"', answer.content.decode()))
    assert len(links) > 30
    for link in sorted(links)[:6]:
        assert browser.get(link).status_code == 200
    listed = words(browser.get(address("figure", pk=report.pk, figure="topic:letter.guest")))
    assert "21 messages behind this figure" in listed


def test_words_are_typed_over_the_proposal(browser: Browser, story: Story) -> None:
    report = prepared(browser, story)
    page = browser.get(address("words", pk=report.pk, language="fr"))
    assert "une seule et même chose" in page.content.decode()
    data = {"version": report.version, "lead": "Une séquence a tout emporté.", "apart__threat__who": "sécurité"}
    assert browser.post(address("words", pk=report.pk, language="fr"), data).status_code == 302
    assert "Une séquence a tout emporté." in words(browser.get(address("report", pk=report.pk) + "?in=fr"))
    stale = browser.post(address("words", pk=report.pk, language="fr"), {**data, "lead": "Autre"})
    assert stale.status_code == 409


def test_a_quotation_is_read_and_validated(browser: Browser, story: Story) -> None:
    report = prepared(browser, story)
    page = browser.get(address("voices", pk=report.pk)).content.decode()
    assert "On ne comprend pas pourquoi sans prévenir." in page and "Anne Delcourt" not in page
    pk = int(re.findall(r'name="conversation" value="(\d+)"', page)[0])
    data = {"conversation": pk, "text": "On comprend pourquoi vous les montrez.", "reason": "calme"}
    assert browser.post(address("validate", pk=report.pk), data).status_code == 302
    row = Verbatim.objects.get()
    assert (row.text, row.conversation_id) == ("On comprend pourquoi vous les montrez.", pk)
    assert "On comprend pourquoi vous les montrez." in words(browser.get(address("report", pk=report.pk)))
    browser.post(address("withdraw", pk=report.pk, verbatim=row.pk))
    assert "No quotation was validated" in words(browser.get(address("report", pk=report.pk)))


def test_minors_and_folded_are_never_quoted(browser: Browser, story: Story) -> None:
    report = prepared(browser, story)
    rows = list(Conversation.objects.filter(received_at__gte=report.starts_at, family__isnull=True, kind="")[:2])
    Writer.objects.filter(pk=rows[0].writer_id).update(is_minor=True)
    Conversation.objects.filter(pk=rows[1].pk).update(is_folded=True)
    for row in rows:
        data = {"conversation": row.pk, "text": "Bonjour"}
        assert browser.post(address("validate", pk=report.pk), data).status_code == 404
    assert not Verbatim.objects.exists()


def test_frozen_sent_read_and_answered(cast: Cast, browser: Browser, story: Story) -> None:
    from coulisse.desks.audience.cases.models import Recommendation

    Recommendation.objects.create(
        production=story.production,
        title="Un avertissement avant toute archive de violence",
        due_on="2027-03-17",
        asked_by=cast.marc_olivier,
        asked_at="2027-03-15T09:00:00+01:00",
    )
    report = prepared(browser, story)
    refused_ = browser.post(
        address("send", pk=report.pk), {"others": "a@b.example", "language": "fr"}, follow=True
    )
    assert "freeze it first" in words(refused_)
    browser.post(address("freeze", pk=report.pk))
    page = words(browser.get(address("report", pk=report.pk)))
    assert "Send to the production" in page and "Un avertissement avant toute archive" in page
    bad = browser.post(address("send", pk=report.pk), {"others": "pas une adresse", "language": "fr"})
    assert bad.status_code == 422 and "Line 1 is not an e-mail address" in words(bad)
    data = {"others": "Fabienne Rasquin <fabienne@prod.example>", "language": "fr", "people": [cast.nadia.pk]}
    assert browser.post(address("send", pk=report.pk), data).status_code == 302
    assert ReportCopy.objects.count() == 2
    letter = Letter.objects.get(recipients__address="fabienne@prod.example")
    assert letter.enclosures.get().name == "pj-2027-s10-v1-fr.pdf" and "400 des 412" in letter.text
    link = re.search(r"https?://[^/]+(/\S+)", letter.text)
    assert link is not None
    guest = Browser()
    opened = words(guest.get(link[1]))
    assert (
        "Un avertissement avant toute archive de violence" in opened and "J’ai lu" in opened
    ) or "read" in opened
    token = link[1].rstrip("/").rsplit("/", 1)[1]
    guest.post(address("guest-read", token=token))
    what = "Un avertissement avant toute archive de violence"
    guest.post(address("guest-reply", token=token), {"what": what, "text": "Accepté dès le 21 mars."})
    guest.post(address("guest-reply", token=token), {"what": "autre chose", "text": "Non."})
    reply = ReportReply.objects.get()
    assert (reply.what, reply.text) == (what, "Accepté dès le 21 mars.")
    copy = ReportCopy.objects.get(email="fabienne@prod.example")
    assert copy.read_at is not None and copy.opened_at is not None
    assert guest.get(address("guest-paper", token=token)).content[:5] == b"%PDF-"
    page = words(browser.get(address("report", pk=report.pk)))
    assert "Accepté dès le 21 mars." in page
    browser.post(address("take-back", pk=copy.pk))
    assert guest.post(address("guest-read", token=token)).status_code == 404


def test_run_again_on_the_screen(browser: Browser, story: Story) -> None:
    report = prepared(browser, story)
    browser.post(address("freeze", pk=report.pk))
    assert "The same figures" in words(browser.get(address("check", pk=report.pk)))
    Conversation.objects.filter(topic=story.topics["praise"]).update(topic=story.topics["fact"])
    assert "messages moved since the count" in words(browser.get(address("check", pk=report.pk)))
    browser.post(address("again", pk=report.pk))
    assert Report.objects.get(number=2).state == "draft"


def test_a_typed_period_is_checked(browser: Browser, story: Story) -> None:
    data = {
        "kind": "monday",
        "first": "2027-03-15",
        "first_hour": "00:00",
        "last": "2027-03-08",
        "last_hour": "08:00",
    }
    answer = browser.post(f"{address('begin')}?production={story.production.pk}", data)
    assert answer.status_code == 422 and "ends before it starts" in words(answer)
    data |= {"first": "2027-03-08", "last": "2027-03-15"}
    assert browser.post(f"{address('begin')}?production={story.production.pk}", data).status_code == 302
    assert Report.objects.get().code == "PJ-2027-S10"


def test_a_table_opens_cell_by_cell(browser: Browser, story: Story) -> None:
    base = f"production={story.production.pk}&rows=topic&columns=channel&measure=count"
    answer = browser.get(f"{address('pivot')}?{base}")
    page = words(answer)
    assert "583 messages" in page and "Question sur un invité" in page
    links = [
        (link.replace("&amp;", "&"), int(n.replace("\u00a0", "")))
        for link, n in re.findall(r'<a class="fig" href="([^"]+)">([\d\u00a0]+)</a>', answer.content.decode())
    ]
    assert len(links) > 10
    for link, n in links[:14]:
        shown = browser.get(link)
        assert shown.status_code == 200
        counted = len(re.findall(r'class="row-link num"', shown.content.decode()))
        assert counted == min(n, 100), (link, n)


def test_a_table_is_kept_and_leaves_harmless(browser: Browser, story: Story) -> None:
    story.topics["guest"].labels = {"fr": "=HYPERLINK(1)", "en": "=HYPERLINK(1)"}
    story.topics["guest"].save()
    base = f"production={story.production.pk}&rows=topic&columns=language"
    csv = browser.get(f"{address('pivot-file', form='csv')}?{base}").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in csv and "\n=HYPERLINK" not in csv
    assert browser.get(f"{address('pivot-file', form='xlsx')}?{base}").content[:2] == b"PK"
    browser.post(
        f"{address('pivot-keep')}?production={story.production.pk}", {"title": "Langues", "rows": "topic"}
    )
    kept = Pivot.objects.get()
    assert "Langues" in words(browser.get(f"{address('pivot')}?production={story.production.pk}"))
    browser.post(address("pivot-drop", pk=kept.pk))
    assert not Pivot.objects.exists()


def test_two_seasons(browser: Browser, story: Story) -> None:
    page = words(browser.get(f"{address('seasons')}?production={story.production.pk}"))
    assert "583 messages this season, 0 the season before" in page and "more than chance alone" in page
    csv = browser.get(f"{address('seasons')}?production={story.production.pk}&form=csv")
    assert csv.content.decode("utf-8-sig").count("\n") > 20


@pytest.mark.parametrize("name", ["list", "pivot", "seasons", "pivot-messages"])
def test_few_queries(browser: Browser, story: Story, name: str) -> None:
    browser.get(f"{address(name)}?production={story.production.pk}")
    with CaptureQueriesContext(
        connection,
    ) as made:
        assert browser.get(f"{address(name)}?production={story.production.pk}").status_code == 200
    own = [one["sql"] for one in made if "audience_" in one["sql"] or "grid_" in one["sql"]]
    assert len(own) <= 12, "\n".join(own)


def test_of_another_production_nothing_shows(cast: Cast, browser: Browser, story: Story) -> None:
    report = prepared(browser, story)
    stranger = Browser()
    stranger.force_login(cast.pascaline, backend="django.contrib.auth.backends.ModelBackend")
    assert stranger.get(address("report", pk=report.pk)).status_code in {403, 404}
