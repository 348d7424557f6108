"""Anybody may write, a robot may not, and nothing that is sent does harm."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from coulisse.desks.audience.care.models import Restriction
from coulisse.desks.audience.intake.forms_public import actions
from coulisse.desks.audience.intake.forms_public import forms as forms_module
from coulisse.desks.audience.intake.forms_public.models import PublicForm
from coulisse.desks.audience.intake.models import Attachment, Conversation, Message
from coulisse.desks.audience.relations.models import WriterAddress
from coulisse.foundation.companies.models import Company
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.mailroom.models import Letter, Recipient
from tests.cast import AT, Cast
from tests.desks.audience.answers.rows import a_box, restrict
from tests.desks.audience.intake.forms_public.forming import a_form
from tests.desks.audience.scene import a_writer

pytestmark = pytest.mark.django_db
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000154a24f5f0000000049454e44ae426082"
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits like a person; what waiting does has a test of its own."""
    cache.clear()
    monkeypatch.setattr(forms_module, "SOONEST", 0)


def address(form: PublicForm, language: str = "fr") -> str:
    return f"{reverse('audience:intake:form', args=[form.slug])}?lang={language}"


def filled(browser: Browser, form: PublicForm, **fields: Any) -> dict[str, Any]:
    page = browser.get(address(form))
    return {
        "stamp": page.context["asked"]["stamp"].value(),
        "text": "Pourquoi pas d’avertissement hier soir ?",
        "email": "lea@public.example",
        "name": "Léa Colin",
        **fields,
    }


def test_what_is_sent_is_a_conversation_with_a_number_and_a_receipt(cast: Cast) -> None:
    form, browser = a_form(cast), Browser()
    data = filled(browser, form, subject="Plein Jour", moment="14/03/2027 à 20 h 52")
    there = browser.post(address(form, "nl"), data)
    conversation = Conversation.objects.get()
    assert (conversation.channel, conversation.production) == ("form", cast.drache)
    assert conversation.writer.addresses.get().key == "lea@public.example"
    message = Message.objects.get()
    assert "14/03/2027 à 20 h 52" in message.text
    thanks = browser.get(there.headers["Location"])
    assert conversation.reference in thanks.content.decode()
    assert 'lang="nl-BE"' in thanks.content.decode()
    letter, recipient = Letter.objects.get(), Recipient.objects.get()
    assert (letter.language, recipient.address, letter.is_automatic) == ("nl", "lea@public.example", True)
    assert conversation.reference in letter.subject


def test_the_same_page_sent_twice_is_one_conversation(cast: Cast) -> None:
    form, browser = a_form(cast), Browser()
    data = filled(browser, form)
    first, second = browser.post(address(form), data), browser.post(address(form), data)
    assert first.status_code == second.status_code == 302
    assert Conversation.objects.count() == 1
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(("language", "title"), [("fr", "Écrire à"), ("nl", "Schrijf naar"), ("en", "Write to")])
def test_it_speaks_three_languages(cast: Cast, language: str, title: str) -> None:
    page = Browser().get(address(a_form(cast), language)).content.decode()
    assert title in page
    assert f'lang="{language}-BE"' in page


def test_the_browser_chooses_where_nobody_did(cast: Cast) -> None:
    form = a_form(cast)
    page = Browser().get(
        reverse("audience:intake:form", args=[form.slug]), headers={"accept-language": "nl-BE,nl"}
    )
    assert "Schrijf naar" in page.content.decode()


def test_every_field_has_a_label_and_its_errors_are_tied(cast: Cast) -> None:
    form, browser = a_form(cast), Browser()
    answer = browser.post(address(form), filled(browser, form, text="", email="nulle-part"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in page
    for name in ("text", "email", "name", "files", "subject", "moment", "age"):
        assert re.search(rf'<label[^>]* for="id_{name}"', page)
    assert 'href="#id_email"' in page
    assert not Conversation.objects.exists()


def test_a_robot_that_fills_the_trap_is_refused_and_told(cast: Cast) -> None:
    form, browser = a_form(cast), Browser()
    answer = browser.post(address(form), filled(browser, form, website="https://spam.example"))
    assert answer.status_code == 422
    assert not Conversation.objects.exists()


def test_too_quick_is_refused_once_and_passes_then(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms_module, "SOONEST", 3)
    form, browser = a_form(cast), Browser()
    data = filled(browser, form)
    answer = browser.post(address(form), data)
    assert answer.status_code == 422
    assert "Pourquoi pas d’avertissement" in answer.content.decode()
    monkeypatch.setattr(forms_module, "SOONEST", 0)
    data["stamp"] = answer.context["asked"]["stamp"].value()
    assert browser.post(address(form), data).status_code == 302


@pytest.mark.parametrize("stamp", ["", "x", "WzEsIjIiXQ:1abc:forged", "A" * 400])
def test_a_forged_page_is_refused_and_given_anew(cast: Cast, stamp: str) -> None:
    form, browser = a_form(cast), Browser()
    answer = browser.post(address(form), filled(browser, form, stamp=stamp))
    assert answer.status_code == 422
    assert not Conversation.objects.exists()


def test_a_burst_of_one_visitor_is_slowed_down(cast: Cast) -> None:
    form, browser = a_form(cast), Browser()
    answers = [
        browser.post(address(form), filled(browser, form, email=f"p{n}@public.example")).status_code
        for n in range(9)
    ]
    assert answers == [302] * 6 + [429] * 3
    assert Conversation.objects.count() == 6


def test_a_burst_of_refused_tries_is_slowed_down_too(cast: Cast) -> None:
    form, browser = a_form(cast), Browser()
    data = filled(browser, form, text="")
    answers = [browser.post(address(form), data).status_code for _try in range(34)]
    assert answers.count(422) == 30
    assert answers[-1] == 429


def test_without_a_token_of_the_page_nothing_is_taken(cast: Cast) -> None:
    form = a_form(cast)
    strict = Browser(enforce_csrf_checks=True)
    assert strict.post(address(form), filled(strict, form)).status_code == 403
    assert not Conversation.objects.exists()


HOSTILE = (
    "'; DROP TABLE audience_message; --",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% include 'x' %}",
    "\u202egnirts desrever\ufeff\u0000"[:-1],
    "🙂" * 4_000,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_only_words(cast: Cast, text: str) -> None:
    form, browser = a_form(cast), Browser()
    there = browser.post(address(form), filled(browser, form, text=text, name=text[:100], subject=text[:100]))
    assert there.status_code == 302
    thanks = browser.get(there.headers["Location"]).content.decode()
    assert "<script>alert" not in thanks
    assert Message.objects.get().text.startswith(text[:10])


def test_a_mail_header_cannot_be_slipped_in(cast: Cast) -> None:
    form, browser = a_form(cast), Browser()
    evil = "Léa\r\nBcc: tous@public.example"
    browser.post(address(form), filled(browser, form, name=evil, subject=evil))
    assert "\n" not in Recipient.objects.get().name
    assert "\n" not in Conversation.objects.get().subject
    refused = browser.post(address(form), filled(browser, form, email="lea@public.example\r\nBcc: x@y.example"))
    assert refused.status_code == 422


def test_nul_signs_and_endless_texts_are_refused(cast: Cast) -> None:
    form, browser = a_form(cast), Browser()
    assert browser.post(address(form), filled(browser, form, text="a" * 20_001)).status_code == 422
    assert browser.post(address(form), filled(browser, form, text="a\x00b")).status_code in {400, 422}
    assert not Conversation.objects.exists()


def test_small_pictures_come_along_and_programs_do_not(cast: Cast, tmp_path: Any, settings: Any) -> None:
    settings.DOCUMENTS = tmp_path
    form, browser = a_form(cast), Browser()
    good = SimpleUploadedFile("../../photo.png", PNG, "text/html")
    assert browser.post(address(form), filled(browser, form, files=[good])).status_code == 302
    kept = Attachment.objects.get()
    assert kept.media_type == "image/png"
    assert "/" not in kept.name
    for name, content in (
        ("virus.png", b"MZ\x90\x00" + b"\x00" * 100),
        ("page.png", b"<!doctype html><script>x</script>"),
        ("vide.png", b""),
    ):
        bad = SimpleUploadedFile(name, content, "image/png")
        assert browser.post(address(form), filled(browser, form, files=[bad])).status_code == 422
    several = [SimpleUploadedFile(f"{n}.png", PNG) for n in range(4)]
    assert browser.post(address(form), filled(browser, form, files=several)).status_code == 422
    large = SimpleUploadedFile("grand.png", PNG + b"\x00" * 8_000_001)
    assert browser.post(address(form), filled(browser, form, files=[large])).status_code == 422
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("slug", ["nulle-part", "add-x", "x" * 300, "1-or-1-1"])
def test_a_wrong_address_is_not_found(cast: Cast, slug: str) -> None:
    assert Browser().get(f"/audience/channels/forms/{slug}/").status_code == 404
    assert Browser().post(f"/audience/channels/forms/{slug}/", {"text": "x"}).status_code == 404


@pytest.mark.parametrize("path", ["../../etc/passwd", "%00", "a%2Fb", "é"])
def test_a_mangled_address_breaks_nothing(cast: Cast, path: str) -> None:
    assert Browser().get(f"/audience/channels/forms/{path}/").status_code in {301, 302, 400, 404}


def test_the_number_of_another_message_cannot_be_guessed(cast: Cast) -> None:
    form = a_form(cast)
    forged = reverse("audience:intake:form-thanks", args=[form.slug, "2027-0316-01"])
    assert Browser().get(forged).status_code == 404


def test_a_closed_form_says_so_and_takes_nothing(cast: Cast) -> None:
    form, browser = a_form(cast), Browser()
    data = filled(browser, form)
    actions.switch(form=form, is_open=False, by=cast.marc_olivier, at=AT)
    assert browser.get(address(form)).status_code == 410
    assert browser.post(address(form), data).status_code == 410
    assert not Conversation.objects.exists()


def test_a_minor_is_marked(cast: Cast) -> None:
    form, browser = a_form(cast), Browser()
    browser.post(address(form), filled(browser, form, age="on"))
    conversation = Conversation.objects.get()
    assert conversation.writer.is_minor
    assert conversation.kind == "minor"


def test_a_field_that_is_not_asked_is_not_taken(cast: Cast) -> None:
    form, browser = a_form(cast), Browser()
    browser.post(address(form), filled(browser, form, phone="0470 12 34 56", postal="Rue Haute 1, 1000 Bruxelles"))
    assert Conversation.objects.get().writer.addresses.count() == 1


def test_the_keeper_makes_corrects_and_previews(cast: Cast) -> None:
    browser = Browser()
    browser.force_login(cast.marc_olivier, backend="django.contrib.auth.backends.ModelBackend")
    page = browser.get(reverse("audience:intake:form-add"))
    data = {name: bound.value() or "" for name, bound in ((b.name, b) for b in page.context["keeper"])}
    data |= {"slug": "Plein Jour !", "title-fr": "Écrire à Plein Jour", "ask-phone": "may"}
    assert browser.post(reverse("audience:intake:form-add"), data).status_code == 302
    form = PublicForm.objects.get()
    assert (form.slug, form.ask("phone"), form.production) == ("plein-jour", "may", cast.drache)
    assert browser.post(reverse("audience:intake:form-add"), data).status_code == 422
    assert browser.post(reverse("audience:intake:form-add"), data | {"slug": "add"}).status_code == 422
    preview = browser.get(reverse("audience:intake:form-preview", args=[form.pk])).content.decode()
    assert "Écrire à Plein Jour" in preview
    edit = reverse("audience:intake:form-edit", args=[form.pk])
    assert browser.post(edit, data | {"version": form.version, "title-nl": "Schrijf ons"}).status_code == 302
    assert browser.post(edit, data | {"version": form.version, "title-nl": "Anders"}).status_code == 409
    form.refresh_from_db()
    assert form.titles["nl"] == "Schrijf ons"


def test_two_keepers_do_not_overwrite_each_other(cast: Cast) -> None:
    form = a_form(cast)
    values = {"slug": form.slug, "titles": {"fr": "Autre"}}
    actions.correct(form=form, values=values, read_version=form.version, by=cast.marc_olivier, at=AT)
    with pytest.raises(StaleWrite):
        actions.correct(form=form, values=values, read_version=form.version, by=cast.odile, at=AT)


@pytest.mark.parametrize(("known", "typed"), [("email", " Lea@Public.EXAMPLE"), ("phone", "0470/12.34.56")])
def test_whoever_may_not_use_the_form_is_told_how_to_reach_a_person(cast: Cast, known: str, typed: str) -> None:
    writer = a_writer("Léa Colin", "lea@public.example")
    WriterAddress.objects.create(writer=writer, kind="phone", value="0470 12 34 56", key="+32470123456")
    Company.objects.update(name="Meuse Films", street="rue du Canal 4", postcode="1000", city="Bruxelles")
    asks = {"name": "may", "email": "may", "phone": "may"}
    form, browser = a_form(cast, mailbox=a_box(), asks=asks), Browser()
    other = {"email": "", "phone": "", known: typed}
    assert browser.post(address(form), filled(browser, form, **other)).status_code == 302
    restrict(cast, writer, Restriction.Scope.NO_FORM)
    Restriction.objects.update(ends_on=timezone.localdate())
    answer = browser.post(address(form, "nl"), filled(browser, form, **other))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "mailto:publics@mediane.example" in page and "rue du Canal 4, 1000 Bruxelles" in page
    assert "Pourquoi pas d’avertissement hier soir ?" in page
    assert "Quarante messages" not in page and 'lang="nl-BE"' in page
    assert Conversation.objects.count() == 1
    stranger = filled(browser, form, email="x@public.example", phone="")
    assert browser.post(address(form), stranger).status_code == 302


@pytest.mark.parametrize("scope", [Restriction.Scope.REVIEW, Restriction.Scope.NO_BULK])
def test_another_restriction_or_one_that_ended_leaves_the_form_open(cast: Cast, scope: str) -> None:
    writer = a_writer("Léa Colin", "lea@public.example")
    form, browser = a_form(cast), Browser()
    restrict(cast, writer, scope)
    ended = restrict(cast, writer, Restriction.Scope.NO_FORM)
    Restriction.objects.update(ends_on=timezone.localdate())
    Restriction.objects.filter(pk=ended.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert browser.post(address(form), filled(browser, form)).status_code == 302
    assert Conversation.objects.get().writer == writer
