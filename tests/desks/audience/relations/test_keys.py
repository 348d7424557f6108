"""Two ways of writing one address are one key; what is no address is none."""

import pytest

from coulisse.desks.audience.relations.keys import (
    email_key,
    handle_key,
    mentioned,
    name_key,
    phone_key,
    postal_key,
    same_words,
    town_of,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0470 12 34 56", "+32 470/12.34.56"),
        ("04/222.33.44", "0032 4 222 33 44"),
        ("+33 1 42 68 53 00", "0033142685300"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert phone_key(one) == phone_key(other) != ""


@pytest.mark.parametrize("text", ["", "rappelez-moi", "12", "0" * 200, "\x00"])
def test_what_cannot_be_dialled_has_no_key(text: str) -> None:
    assert phone_key(text) == ""


@pytest.mark.parametrize("text", ["", "pas d’adresse", "a@b", "a b@c.be", "<script>@x.be", f"{'a' * 300}@x.be"])
def test_what_is_no_mail_address_has_no_key(text: str) -> None:
    assert email_key(text) == ""


def test_names_are_compared_without_order_accents_or_title() -> None:
    assert name_key("M. Hubert Lambot") == name_key("LAMBOT Hubert") == "hubert lambot"
    assert same_words("Famille Lambot", "Hubert Lambot")
    assert not same_words("Hubert Lambot", "Sofie Claes")


def test_an_account_has_its_network() -> None:
    assert handle_key("facebook:Hubert.L") == handle_key("https://facebook.com/hubert.l/") == "facebook:hubert.l"
    assert handle_key("facebook:") == ""
    assert handle_key("http://[broken") == ""


def test_a_postal_address_has_a_number() -> None:
    written = "Rue de la Procession 12\n6000 Charleroi"
    assert postal_key(written) == postal_key("rue de la procession, 12 – 6000 CHARLEROI")
    assert postal_key("Charleroi") == ""
    assert town_of(written) == "charleroi"


def test_a_signature_gives_numbers_and_addresses_and_a_date_gives_none() -> None:
    text = "Vu le 14/03/2027 à 20:52, n° 2027-0315-07.\nCordialement,\nHubert\n0470 12 34 56\nh@public.example"
    assert mentioned(text) == [("email", "h@public.example"), ("phone", "+32470123456")]


def test_a_long_text_of_figures_is_read_in_no_time() -> None:
    assert mentioned("1 " * 200_000) == []
    assert mentioned("a@" * 100_000) == []
