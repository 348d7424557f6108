"""The story from the screen: write, check, send, take back; a line, its approval, the family, the progress."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from coulisse.desks.audience.answers.actions.settings import acknowledge, set_receipt
from coulisse.desks.audience.answers.heard import token_of
from coulisse.desks.audience.answers.models import Answer, BulkAnswer, Decision, Draft, Heard, Wording
from coulisse.desks.audience.answers.spelling import SHELF, NotOpenYet
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.models import Recipient, State
from coulisse.kernel.language import Language
from tests.cast import AT, Cast
from tests.desks.audience.answers.rows import LINE, a_box, a_family, a_member, a_seat, a_wording
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def open_dictionaries() -> None:
    """As they are in a process that has shown an editor."""
    for language in (Language.FR, Language.NL):
        SHELF.get(language, wait=300)


def signed_in(user: User) -> Browser:
    browser = Browser(headers={"accept-language": "fr"})
    browser.force_login(user, backend=BACKEND)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    return browser


def test_a_word_to_check_stops_the_sending_once(cast: Cast, open_dictionaries: None) -> None:
    found = a_conversation(cast, mailbox=a_box())
    browser = signed_in(cast.marc_olivier)
    send = reverse("audience:answers:send", args=[found.pk])
    data = {"text": "Bonjour,\n\nNous vérifions l’autoristion de tournage.", "language": "fr", "version": "0"}
    stopped = browser.post(send, data)
    assert stopped.status_code == 422
    page = stopped.content.decode()
    assert "autoristion" in page and "autorisation" in page and 'name="anyway"' in page
    assert not Recipient.objects.exists()
    anyway = page.split('name="anyway" value="')[1].split('"')[0]
    assert browser.post(send, {**data, "text": "Un autre txte.", "anyway": anyway}).status_code == 422
    assert browser.post(send, {**data, "anyway": anyway}).status_code == 302
    assert Recipient.objects.get().state == State.WAITING
    back = browser.post(reverse("audience:answers:recall-last", args=[found.pk]))
    assert back.status_code == 302 and Draft.objects.get().text.startswith("Bonjour")


def test_a_dictionary_that_is_still_being_opened_is_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_given: object, **_named: object) -> None:
        raise NotOpenYet

    monkeypatch.setattr("coulisse.desks.audience.answers.pages.writing.check_text", closed)
    found = a_conversation(cast, mailbox=a_box())
    browser = signed_in(cast.marc_olivier)
    data = {"text": "Merci.", "language": "fr", "version": "0"}
    assert browser.post(reverse("audience:answers:spelling", args=[found.pk]), data).status_code == 202
    page = browser.post(reverse("audience:answers:send", args=[found.pk]), data)
    assert page.status_code == 422 and 'name="anyway"' in page.content.decode()


@pytest.mark.parametrize(
    ("language", "text", "planted"),
    [
        (
            "fr",
            "Merci de nous avoir écrit. Nous aurions dû prévenir avant cette séquance. Nous lisons chacun de vos "
            "mesages et vérifions l’autoristion de tournage.",
            ["séquance", "mesages", "l’autoristion"],
        ),
        (
            "nl",
            "Dank u voor uw bericht. Wij hadden moeten verwitigen voor deze beelden. De uitzendig blijft dertig "
            "dagen beschikbaar. Wij lezen elk berricht.",
            ["verwitigen", "uitzendig", "berricht"],
        ),
    ],
)
def test_the_three_planted_faults_are_marked(
    cast: Cast, open_dictionaries: None, language: str, text: str, planted: list[str]
) -> None:
    found = a_conversation(cast, mailbox=a_box(), language=language)
    browser = signed_in(cast.marc_olivier)
    page = browser.post(
        reverse("audience:answers:send", args=[found.pk]), {"text": text, "language": language, "version": "0"}
    )
    assert page.status_code == 422
    answered = browser.post(
        reverse("audience:answers:spelling", args=[found.pk]), {"text": text, "language": language}
    )
    assert [one["word"] for one in answered.json()["words"]] == planted
    assert all(text[one["start"] : one["end"]] == one["word"] for one in answered.json()["words"])


def test_drafts_wordings_and_typography_without_a_script(cast: Cast) -> None:
    found = a_conversation(cast, mailbox=a_box())
    version = a_wording(cast)
    browser = signed_in(cast.marc_olivier)
    address = reverse("audience:answers:draft", args=[found.pk])
    browser.post(address, {"text": "", "version": "0", "insert": str(version.pk)})
    draft = Draft.objects.get()
    assert draft.text.startswith("Bonjour Hubert Lambot,") and draft.wording == version
    browser.post(address, {"text": 'Il dit "non" !', "version": str(draft.version), "mend": "1", "language": "fr"})
    assert Draft.objects.get().text == "Il dit «\u00a0non\u00a0»\u202f!"
    stale = browser.post(address, {"text": "x", "version": "1", "language": "fr"})
    assert stale.status_code == 409 and "Il dit" in stale.content.decode()
    assert browser.get(reverse("audience:answers:write", args=[found.pk])).status_code == 200
    assert "Il dit" in browser.get(reverse("audience:answers:list")).content.decode()


def test_a_refusal_keeps_what_was_typed(cast: Cast) -> None:
    found = a_conversation(cast, mailbox=a_box())
    data = {"text": "Bonjour {prénom}, merci.", "language": "fr", "version": "0"}
    send = reverse("audience:answers:send", args=[found.pk])
    browser = signed_in(cast.marc_olivier)
    page = browser.post(send, data).content.decode()
    assert "Bonjour {prénom}, merci." in page and "{prénom}" in page


def test_the_line_from_writing_to_sending(cast: Cast) -> None:
    family = a_family(cast, title="sans avertissement")
    for number in range(6):
        a_member(cast, family, number)
    agent, editor, owner = signed_in(cast.marc_olivier), signed_in(cast.solange), signed_in(cast.odile)
    seats = [a_seat("redaction", cast.solange, production=cast.drache), a_seat("direction", cast.odile)]
    page = reverse("audience:answers:family", args=[family.pk])
    assert reverse("audience:answers:line", args=[family.pk]) in agent.get(page).content.decode()
    assert (
        agent.post(reverse("audience:answers:line", args=[family.pk]), {**LINE, "title": "Ligne"}).status_code
        == 302
    )
    wording = Wording.objects.get()
    version = wording.versions.get()
    ask = {"seats": [str(seat.pk) for seat in seats], "sha256": version.sha256}
    agent.post(reverse("audience:answers:ask", args=[wording.pk]), ask)
    shown = editor.get(reverse("audience:answers:wording", args=[wording.pk])).content.decode()
    assert 'id="decide"' in shown and version.sha256 in shown
    for browser, code in ((editor, "redaction"), (owner, "direction")):
        decision = Decision.objects.get(seat__code=code)
        address = reverse("audience:answers:approve", args=[decision.pk])
        assert browser.post(address, {"sha256": version.sha256}).status_code == 302
    version.refresh_from_db()
    assert version.state == "approved"
    ready = agent.get(f"{page}?draw=5").content.decode()
    assert ready.count('<li class="sheet">') == 5 and "Bonjour" in ready
    prepare = reverse("audience:answers:prepare-family", args=[family.pk])
    data = {"wording": version.pk, "expected": "6", "per_minute": "30"}
    assert editor.post(prepare, data).status_code == 403
    agent.post(prepare, data)
    bulk = BulkAnswer.objects.get()
    again = agent.post(prepare, data)
    assert again.headers["Location"] == reverse("audience:answers:bulk", args=[bulk.pk])
    assert Recipient.objects.count() == 6
    following = agent.get(reverse("audience:answers:bulk", args=[bulk.pk])).content.decode()
    assert reverse("audience:answers:bulk-undo", args=[bulk.pk]) in following
    agent.post(reverse("audience:answers:bulk-pause", args=[bulk.pk]))
    assert Recipient.objects.filter(state=State.HELD).count() == 6
    agent.post(reverse("audience:answers:bulk-resume", args=[bulk.pk]))
    agent.post(reverse("audience:answers:bulk-undo", args=[bulk.pk]))
    assert Recipient.objects.filter(state=State.RECALLED).count() == 6
    assert Answer.objects.filter(recalled_at__isnull=True).count() == 0


def test_who_only_reads_the_desk_approves_and_writes_nothing(cast: Cast) -> None:
    found = a_conversation(cast, mailbox=a_box())
    reader = signed_in(cast.solange)
    assert reader.get(reverse("audience:answers:write", args=[found.pk])).status_code == 200
    for name in ("draft", "send", "recall-last", "look", "add-word"):
        assert reader.post(reverse(f"audience:answers:{name}", args=[found.pk]), {"text": "x"}).status_code == 403
    wording = a_wording(cast)
    assert (
        reader.post(reverse("audience:answers:wording", args=[wording.wording_id]), {"fr": "x"}).status_code == 403
    )
    assert reader.post(reverse("audience:answers:seats"), {"fr": "x", "code": "x"}).status_code == 403


def test_pages_open(cast: Cast) -> None:
    browser = signed_in(cast.marc_olivier)
    a_wording(cast)
    a_box()
    a_seat("direction", cast.odile)
    for name in ("list", "add", "seats", "settings", "chosen"):
        assert browser.get(reverse(f"audience:answers:{name}")).status_code == 200, name
    for show in ("waiting", "over", "archived"):
        assert browser.get(reverse("audience:answers:list"), {"show": show, "q": "merci"}).status_code == 200
    found = a_conversation(cast, mailbox=a_box())
    version = a_wording(cast, title="Choix")
    chosen = browser.get(reverse("audience:answers:chosen"), {"c": str(found.pk), "wording": str(version.pk)})
    assert "Bonjour Hubert Lambot," in chosen.content.decode()
    data = {"c": [found.pk], "wording": version.pk, "expected": "1"}
    browser.post(reverse("audience:answers:prepare-chosen"), data)
    assert Recipient.objects.count() == 1


def test_a_receipt_goes_once_and_never_to_a_machine(cast: Cast) -> None:
    box = a_box()
    set_receipt(
        mailbox=box,
        production=cast.drache,
        is_on=True,
        texts={"fr": "{salutation} bien reçu, {référence}. {signature}"},
        read_version=0,
        by=cast.marc_olivier,
        at=AT - timedelta(hours=3),
    )
    found = a_conversation(cast, mailbox=box, at=AT - timedelta(minutes=5))
    early = a_conversation(cast, mailbox=box, at=AT - timedelta(hours=5))
    machine = a_conversation(cast, mailbox=box, at=AT - timedelta(minutes=4))
    machine.messages.update(is_automatic=True)
    assert acknowledge(at=AT) == 1
    assert acknowledge(at=AT + timedelta(minutes=1)) == 0
    row = Answer.objects.get(is_receipt=True)
    letter = Recipient.objects.get().letter
    assert row.conversation == found and letter.is_automatic and found.reference in letter.text
    found.refresh_from_db()
    assert found.state == "open" and early.pk != found.pk


def test_the_one_question(cast: Cast) -> None:
    found = a_conversation(cast, state="answered", answered_at=timezone.now() - timedelta(days=1))
    browser = Browser()
    address = reverse("audience:answers:heard", args=[token_of(found.pk)])
    page = browser.get(address, {"lang": "nl"})
    assert page.status_code == 200 and page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert browser.get(reverse("audience:answers:heard", args=["12.forged"])).status_code == 404
    assert browser.post(address, {}).status_code == 422
    assert browser.post(address, {"helped": "no", "words": "pas vraiment", "reopen": "on"}).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.is_new, Heard.objects.get().helped) == ("open", True, "no")
    found.answered_at = timezone.now() - timedelta(days=61)
    found.save()
    browser.post(address, {"helped": "yes"})
    assert Heard.objects.get().helped == "no"
