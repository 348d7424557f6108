"""Findings: what a network refuses and what somebody reads badly, by code."""

import pytest

from coulisse.engines.posttext import (
    Finding,
    Force,
    Image,
    Network,
    PostText,
    Video,
    check,
    for_instance,
    rules_of,
)
from coulisse.kernel.money import Money

ALT = Image(1000, alt="La digue, au matin")


def found(post: PostText, network: Network = Network.BLUESKY) -> list[tuple[str, dict[str, object]]]:
    return [(one.code, dict(one.parameters)) for one in check(post, rules_of(network))]


def codes(post: PostText, network: Network = Network.BLUESKY) -> list[str]:
    return [one[0] for one in found(post, network)]


def test_a_good_post_has_no_finding() -> None:
    assert found(PostText("Ce soir à 20 h 25 #PleinJour", images=(ALT,))) == []


@pytest.mark.parametrize(
    ("network", "post", "finding"),
    [
        (Network.X, PostText("a" * 281), ("too_long", {"length": 281, "limit": 280, "unit": "x-weight"})),
        (Network.BLUESKY, PostText("👨‍👩‍👧‍👦." * 121), ("too_many_bytes", {"bytes": 3146, "limit": 3000})),
        (Network.X, PostText("a\ufffe"), ("invalid_character", {"position": 1})),
        (Network.BLUESKY, PostText(" "), ("empty", {})),
        (
            Network.MASTODON,
            PostText("a", warning="b" * 500),
            ("too_long", {"length": 501, "limit": 500, "unit": "mastodon"}),
        ),
        (Network.YOUTUBE, PostText("a", videos=(Video(has_subtitles=True),)), ("title_missing", {})),
        (
            Network.YOUTUBE,
            PostText("a", title="b" * 101, videos=(Video(has_subtitles=True),)),
            ("title_too_long", {"length": 101, "limit": 100}),
        ),
        (Network.YOUTUBE, PostText("a", title="b"), ("video_missing", {})),
        (Network.INSTAGRAM, PostText("a"), ("media_missing", {})),
        (
            Network.INSTAGRAM,
            PostText("#a " * 31, images=(ALT,)),
            ("too_many_hashtags", {"count": 31, "limit": 30}),
        ),
        (Network.BLUESKY, PostText("a", images=(ALT,) * 5), ("too_many_images", {"count": 5, "limit": 4})),
        (
            Network.BLUESKY,
            PostText("a", images=(Image(2_000_001, alt="b"),)),
            ("image_too_big", {"image": 1, "bytes": 2_000_001, "limit": 2_000_000}),
        ),
        (Network.BLUESKY, PostText("a", images=(ALT, Image(alt=" "))), ("alt_missing", {"image": 2})),
        (
            Network.BLUESKY,
            PostText("a", images=(Image(alt="b" * 2001),)),
            ("alt_too_long", {"image": 1, "length": 2001, "limit": 2000}),
        ),
        (
            Network.BLUESKY,
            PostText("a", images=(Image(alt="Affiche", is_text=True),)),
            ("text_only_image", {"image": 1}),
        ),
        (Network.BLUESKY, PostText("a", videos=(Video(),)), ("no_subtitles", {"video": 1})),
        (
            Network.BLUESKY,
            PostText("a", videos=(Video(300_000_001, is_silent=True),)),
            ("video_too_big", {"video": 1, "bytes": 300_000_001, "limit": 300_000_000}),
        ),
        (
            Network.TIKTOK,
            PostText("a", videos=(Video(1, 601, has_subtitles=True),)),
            ("video_too_long", {"video": 1, "seconds": 601, "limit": 600}),
        ),
        (
            Network.X,
            PostText("rtbf.be a.be"),
            ("url_costs_on_x", {"count": 2, "price": Money.parse("0.20", "USD")}),
        ),
        (Network.MASTODON, PostText("Voir rtbf.be"), ("link_not_clickable", {"url": "rtbf.be"})),
        (Network.BLUESKY, PostText("🎬🎥 📽🎞"), ("emoji_string", {"count": 4})),
        (Network.BLUESKY, PostText("#PLEINJOURRTBF"), ("hashtag_not_camel_case", {"hashtag": "PLEINJOURRTBF"})),
        (
            Network.BLUESKY,
            PostText("#pleinjour", words=("Plein Jour",)),
            ("hashtag_not_camel_case", {"hashtag": "pleinjour", "better": "PleinJour"}),
        ),
        (
            Network.BLUESKY,
            PostText("C’est INCROYABLE !", taboo=("incroyabl*",)),
            ("taboo_word", {"word": "incroyabl*"}),
        ),
        (
            Network.BLUESKY,
            PostText("https://www.rtbf.be/a", tracked=("rtbf.be",)),
            ("link_without_utm", {"url": "https://www.rtbf.be/a"}),
        ),
    ],
)
def test_each_finding_alone(network: Network, post: PostText, finding: tuple[str, dict[str, object]]) -> None:
    assert found(post, network) == [finding]


def test_images_and_a_video_go_together_where_the_network_takes_both() -> None:
    post = PostText("a", images=(ALT,), videos=(Video(has_subtitles=True),))
    assert codes(post, Network.BLUESKY) == ["mixed_media"]
    assert codes(post, Network.INSTAGRAM) == []
    assert codes(PostText("a", videos=(Video(has_subtitles=True),) * 2), Network.BLUESKY) == ["too_many_videos"]


def test_no_description_is_asked_where_none_is_taken() -> None:
    assert codes(PostText("a", images=(Image(),)), Network.TIKTOK) == []


def test_force_tells_what_is_refused_from_what_is_advised() -> None:
    post = PostText("a" * 301 + " 🎬🎬🎬🎬")
    assert [(one.code, one.force) for one in check(post, rules_of(Network.BLUESKY))] == [
        ("too_long", Force.REFUSED),
        ("emoji_string", Force.ADVICE),
    ]


def test_a_taboo_word_is_a_whole_word_in_any_case_and_accent() -> None:
    assert codes(PostText("Un éveil", taboo=("veil",))) == []
    assert codes(PostText("L'EVEIL", taboo=("éveil",))) == ["taboo_word"]
    assert codes(PostText("c’est  du jamais\nvu", taboo=("jamais vu",))) == ["taboo_word"]
    assert codes(PostText("a", title="Jamais vu", taboo=("jamais vu", " ", "*"))) == ["taboo_word"]


def test_only_links_of_ours_ask_for_marks() -> None:
    marked = "https://rtbf.be/?utm_source=x"
    assert codes(PostText(f"{marked} https://le-rtbf.be a.be", tracked=("rtbf.be",))) == []
    assert codes(PostText("http://[rtbf.be/", tracked=("rtbf.be",))) == []


def test_a_server_of_mastodon_is_checked_by_its_own_limits() -> None:
    rules = for_instance({"configuration": {"statuses": {"max_characters": 600}}})
    assert check(PostText("a" * 600), rules) == ()
    assert isinstance(check(PostText("a" * 601), rules)[0], Finding)
