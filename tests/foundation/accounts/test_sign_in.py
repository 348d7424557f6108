"""Signing in by password and code, and every page of allauth that the house keeps."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.models import Entry
from tests.cast import PASSWORD, Cast

OUTSIDE = [
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
]
INSIDE = [
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "socialaccount_connections",
]


@pytest.fixture(autouse=True)
def empty_cache(db: None) -> None:
    cache.clear()


def sign_in(browser: Client, user: User, password: str = PASSWORD) -> "object":
    return browser.post("/account/login/", {"login": user.email, "password": password})


def confirm(browser: Client) -> None:
    """Type the password again, as the pages that weaken or strengthen an account ask."""
    browser.post("/account/reauthenticate/", {"password": PASSWORD})


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06d}"


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_a_password_opens_the_house_and_the_journal_says_so(cast: Cast) -> None:
    browser = Client()
    sign_in(browser, cast.nadia)
    assert is_signed_in(browser)
    told = Entry.objects.get(kind="foundation.accounts.signed-in")
    assert (told.by, told.payload["method"], told.private) == (cast.nadia, "password", True)


def test_password_and_code(cast: Cast) -> None:
    secret = generate_totp_secret()
    TOTP.activate(cast.nadia, secret)
    browser = Client()
    sign_in(browser, cast.nadia)
    assert not is_signed_in(browser)
    assert browser.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert Entry.objects.filter(kind="foundation.accounts.second-step-failed").count() == 1
    browser.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert is_signed_in(browser)


@pytest.mark.django_db(transaction=True)  # allauth tells of it on commit
def test_setting_the_app_up_shows_a_code_and_gives_recovery_codes(cast: Cast) -> None:
    browser = Client()
    sign_in(browser, cast.nadia)
    assert "reauthenticate" in browser.get("/account/2fa/totp/activate/").headers["Location"]
    confirm(browser)
    page = browser.get("/account/2fa/totp/activate/")
    assert 'src="data:image/svg+xml' in page.content.decode()
    secret = page.context["form"].secret
    browser.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    kinds = set(Authenticator.objects.filter(user=cast.nadia).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert Entry.objects.filter(kind="foundation.accounts.second-step-added").exists()
    recovery = Authenticator.objects.get(user=cast.nadia, type="recovery_codes").wrap().get_unused_codes()
    other = Client()
    sign_in(other, cast.nadia)
    other.post("/account/2fa/authenticate/", {"code": recovery[0]})
    assert is_signed_in(other)


def test_a_refused_sign_in_is_told_without_what_was_typed(cast: Cast) -> None:
    browser = Client()
    sign_in(browser, cast.nadia, "wrong-password-typed")
    browser.post("/account/login/", {"login": "my-secret@typed.here", "password": "x"})
    told = Entry.objects.filter(kind="foundation.accounts.sign-in-failed").order_by("pk")
    assert [entry.payload["who"] for entry in told] == [cast.nadia.email, ""]
    assert not re.search("wrong-password|my-secret", str(list(told.values())))


def test_guessing_a_password_ends(cast: Cast) -> None:
    browser = Client()
    for _ in range(6):
        sign_in(browser, cast.nadia, "wrong-password-typed")
    sign_in(browser, cast.nadia)
    assert not is_signed_in(browser)


def test_somebody_switched_off_does_not_come_in(cast: Cast) -> None:
    User.objects.filter(pk=cast.nadia.pk).update(is_active=False)
    browser = Client()
    sign_in(browser, cast.nadia)
    assert not is_signed_in(browser)


def test_nobody_signs_up_without_an_invitation(db: None) -> None:
    browser = Client()
    answer = browser.post("/account/signup/", {"email": "new@elsewhere.example", "password1": "une-phrase-longue"})
    assert "invitation" in answer.content.decode()
    assert not User.objects.filter(email="new@elsewhere.example").exists()


@pytest.mark.parametrize(
    "name", ["account_signup_by_passkey", "account_request_login_code", "socialaccount_signup"]
)
def test_what_the_house_does_not_keep_does_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_forgotten_password_is_mended_by_letter(cast: Cast) -> None:
    browser = Client(headers={"accept-language": "fr"})
    browser.post("/account/password/reset/", {"email": cast.nadia.email})
    address = re.search(r"http\S+", str(mail.outbox[0].body))
    assert address is not None
    form = browser.get(address.group(), follow=True)
    browser.post(form.redirect_chain[-1][0], {"password1": "une-autre-phrase", "password2": "une-autre-phrase"})
    assert User.objects.get(pk=cast.nadia.pk).check_password("une-autre-phrase")
    assert Entry.objects.filter(kind="foundation.accounts.password-changed").exists()


def test_an_unknown_address_gets_no_letter(db: None) -> None:
    Client().post("/account/password/reset/", {"email": "nobody@elsewhere.example"})
    assert mail.outbox == []


def test_an_address_changes_once_its_letter_is_opened(cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.nadia, email=cast.nadia.email, verified=True, primary=True)
    browser = Client()
    sign_in(browser, cast.nadia)
    browser.post("/account/email/", {"email": "nadia@neuve.example", "action_add": ""})
    assert User.objects.get(pk=cast.nadia.pk).email == "nadia@meuse.example"
    waiting = browser.get("/account/email/").content.decode()
    assert "nadia@neuve.example" in waiting
    assert "style=" not in waiting
    [letter] = [each for each in mail.outbox if each.to == ["nadia@neuve.example"]]
    address = re.search(r"http\S+", str(letter.body))
    assert address is not None
    browser.post(address.group())
    assert User.objects.get(pk=cast.nadia.pk).email == "nadia@neuve.example"
    assert Entry.objects.filter(kind="foundation.accounts.address-changed").exists()


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("name", OUTSIDE + INSIDE)
def test_every_page_is_drawn_in_our_layout_and_within_the_content_policy(
    cast: Cast, name: str, language: str
) -> None:
    User.objects.filter(pk=cast.nadia.pk).update(language=language)
    browser = Client(headers={"accept-language": language})
    if name in INSIDE:
        sign_in(browser, cast.nadia)
        confirm(browser)
    page = browser.get(reverse(name))
    text = page.content.decode()
    assert page.status_code == (401 if name == "socialaccount_login_error" else 200)
    assert f'<html lang="{language}-BE"' in text
    assert "coulisse/coulisse.css" in text
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style", text)
    for script in re.findall(r"<script([^>]*)>", text):
        assert "src=" in script or "application/json" in script


def test_the_browser_in_use_is_noted(cast: Cast) -> None:
    browser = Client(headers={"user-agent": "Firefox sur le plateau"})
    sign_in(browser, cast.nadia)
    page = browser.get("/me/").content.decode()
    assert "Firefox sur le plateau" in page
