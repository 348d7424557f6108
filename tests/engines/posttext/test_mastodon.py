"""How Mastodon counts, on any server, and what it links."""

import pytest

from coulisse.engines.posttext import Kind, Network, entities, for_instance, measure, rules_of

MASTODON = rules_of(Network.MASTODON)


def length(text: str, warning: str = "") -> int:
    return measure(text, MASTODON, warning=warning).length


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("https://www.rtbf.be/emission/plein-jour", 23),
        ("rtbf.be", 7),
        ("a https://a.be", 25),
        ("@anne", 5),
        ("@anne@mastodon.social", 5),
        (f"@anne@{'a' * 260}.be", 269),
        ("👨‍👩‍👧 é e\u0301", 5),
        (f"https://rtbf.be/{'a' * 4090}", 4106),
        (f"http://{'b' * 100}", 107),
        ("gemini://rtbf.be/a", 23),
        ("magnet:?xt=urn:btih:abc", 23),
    ],
)
def test_what_counts(text: str, counted: int) -> None:
    assert length(text) == counted


def test_a_content_warning_counts() -> None:
    assert length("Film", "Spoiler") == 11
    assert not measure("", MASTODON, warning="a" * 501).valid


def test_a_server_has_its_own_limits() -> None:
    answer = {
        "configuration": {
            "statuses": {"max_characters": 5000, "max_media_attachments": 16, "characters_reserved_per_url": 30},
            "media_attachments": {"image_size_limit": 1000, "description_limit": "many"},
        }
    }
    rules = for_instance(answer)
    assert (rules.limit, rules.images, rules.url_length, rules.image_bytes) == (5000, 16, 30, 1000)
    assert rules.alt_length == MASTODON.alt_length
    assert measure("https://rtbf.be", rules).length == 30
    assert "limit" not in rules.facts and "alt_length" in rules.facts


@pytest.mark.parametrize("answer", [{}, {"configuration": None}, {"configuration": {"statuses": [1]}}])
def test_a_server_that_says_nothing_has_the_usual_ones(answer: dict[str, object]) -> None:
    assert for_instance(answer) == MASTODON


def test_tags_begin_behind_a_blank() -> None:
    found = entities("#Été2027, (#non) a#non #2027 #été·e_", MASTODON)
    assert [one.value for one in found if one.kind is Kind.HASHTAG] == ["Été2027", "été·e_"]


def test_an_address_takes_letters_of_any_script_and_no_bracket_that_closes_outside() -> None:
    text = "(https://rtbf.be/à_voir?q=été) https://a.be/b_(c)."
    assert [one.value for one in entities(text, MASTODON)] == [
        "https://rtbf.be/à_voir?q=été",
        "https://a.be/b_(c)",
    ]
