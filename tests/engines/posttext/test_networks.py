"""The data of the networks: whole, sourced, and refused where it is wrong."""

from importlib.resources import files

import pytest

from coulisse.engines.posttext import (
    Idempotency,
    Kind,
    Network,
    Unit,
    WrongRules,
    entities,
    measure,
    read_rules,
    rules_of,
)
from coulisse.kernel.money import Money

DOCUMENT = files("coulisse.engines.posttext").joinpath("networks.toml").read_text("utf-8")


@pytest.mark.parametrize("network", Network)
def test_every_value_has_its_source(network: Network) -> None:
    rules = rules_of(network)
    assert rules.limit > 0
    assert {"unit", "limit", "links", "schedules", "idempotency"} <= set(rules.facts)
    assert all(fact.source and fact.read_on.year >= 2026 for fact in rules.facts.values())


def test_a_few_that_matter() -> None:
    x = rules_of(Network.X)
    assert x.price_with_url == Money.parse("0.20", "USD")
    assert x.facts["price_with_url"].confidence.to_be_confirmed
    assert rules_of(Network.BLUESKY).idempotency is Idempotency.RECORD_KEY
    assert rules_of(Network.MASTODON).schedule_least_minutes == 5
    assert rules_of(Network.YOUTUBE).unit is Unit.UTF8


@pytest.mark.parametrize(
    ("was", "becomes", "where"),
    [
        ("[tiktok]", "[tictoc]", "tictoc"),
        ("limit = { value = 280,", 'limit = { value = "280",', "x.limit"),
        ("limit = { value = 280,", "limit = { value = -1,", "x.limit"),
        ("limit = { value = 280,", "limits = { value = 280,", "x.limits"),
        ('value = "0.20 USD"', 'value = "cheap"', "x.price_with_url"),
        ('value = "x-weight"', 'value = "feet"', "x.unit"),
        ('source = "x-prices", confidence = "L"', 'source = "x-prices", confidence = "sure"', "x.price_with_url"),
        ('source = "postiz", confidence = "M"', 'source = "rumour", confidence = "M"', "facebook.limit"),
        ("[sources]", "[sources", "line 5"),
    ],
)
def test_wrong_data_is_refused_with_its_place(was: str, becomes: str, where: str) -> None:
    assert was in DOCUMENT
    with pytest.raises(WrongRules, match=where):
        read_rules(DOCUMENT.replace(was, becomes, 1))


def test_a_network_without_a_limit_is_refused() -> None:
    lines = [line for line in DOCUMENT.splitlines() if not line.startswith("limit = { value = 3000")]
    with pytest.raises(WrongRules, match="linkedin"):
        read_rules("\n".join(lines))


@pytest.mark.parametrize(
    ("network", "text", "length"),
    [
        (Network.THREADS, "Été 🎬", 8),
        (Network.LINKEDIN, "Été 🎬", 6),
        (Network.FACEBOOK, "Été 🎬", 6),
        (Network.INSTAGRAM, "Été 🎬", 6),
        (Network.TIKTOK, "Été 🎬", 6),
        (Network.YOUTUBE, "Été 🎬", 10),
        (Network.BLUESKY, "Été 🎬", 5),
        (Network.MASTODON, "Été 🎬", 5),
        (Network.X, "Été 🎬", 6),
    ],
)
def test_one_text_has_as_many_lengths_as_networks(network: Network, text: str, length: int) -> None:
    assert measure(text, rules_of(network)).length == length


@pytest.mark.parametrize("network", Network)
def test_the_limit_is_the_last_that_fits(network: Network) -> None:
    rules = rules_of(network)
    assert measure("a" * rules.limit, rules).valid
    assert not measure("a" * (rules.limit + 1), rules).valid


def test_what_each_links() -> None:
    text = "@anne.collard. info@rtbf.be #CapSambre #2027 rtbf.be"

    def found(network: Network) -> list[tuple[Kind, str]]:
        return [(one.kind, one.value) for one in entities(text, rules_of(network))]

    tag, person = (Kind.HASHTAG, "CapSambre"), (Kind.MENTION, "anne.collard")
    assert found(Network.INSTAGRAM) == [person, tag]
    assert found(Network.TIKTOK) == [person, tag]
    assert found(Network.LINKEDIN) == [tag, (Kind.URL, "rtbf.be")]
    assert found(Network.YOUTUBE) == [person, tag, (Kind.URL, "rtbf.be")]
