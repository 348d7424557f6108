"""What the findings of `engines/posttext` say to whoever writes."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.engines import posttext
from coulisse.foundation.documents.writing import written_size
from coulisse.foundation.ui.translated import reading_language
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_money

SENTENCES: Final[dict[str, Promise]] = {
    "too_long": gettext_lazy("%(length)s of %(limit)s on %(network)s: shorten the text."),
    "too_many_bytes": gettext_lazy("%(bytes)s bytes of %(limit)s on %(network)s: shorten the text."),
    "empty": gettext_lazy("Neither words nor a picture: write something."),
    "invalid_character": gettext_lazy("Sign %(position)s is one that %(network)s does not take: write it anew."),
    "title_missing": gettext_lazy("The first line is the title: write one."),
    "title_too_long": gettext_lazy("The first line is the title: %(length)s of %(limit)s, shorten it."),
    "too_many_hashtags": gettext_lazy("%(count)s hashtags, %(network)s takes %(limit)s: take some out."),
    "too_many_mentions": gettext_lazy("%(count)s mentions, %(network)s takes %(limit)s: take some out."),
    "hashtag_too_long": gettext_lazy("#%(hashtag)s is longer than the %(limit)s that %(network)s takes."),
    "media_missing": gettext_lazy("%(network)s wants a picture or a film: add one before it leaves."),
    "video_missing": gettext_lazy("%(network)s wants a film: add one before it leaves."),
    "mixed_media": gettext_lazy("%(network)s takes pictures or a film, not both: take one kind out."),
    "too_many_images": gettext_lazy("%(count)s pictures, %(network)s takes %(limit)s."),
    "too_many_videos": gettext_lazy("%(count)s films, %(network)s takes %(limit)s."),
    "image_too_big": gettext_lazy(
        "Picture %(image)s weighs %(bytes)s, %(network)s takes %(limit)s: make it lighter."
    ),
    "video_too_big": gettext_lazy(
        "Film %(video)s weighs %(bytes)s, %(network)s takes %(limit)s: make it lighter."
    ),
    "video_too_long": gettext_lazy("Film %(video)s lasts %(seconds)s s, %(network)s takes %(limit)s s: cut it."),
    "alt_too_long": gettext_lazy("Alternative text %(image)s: %(length)s of %(limit)s, shorten it."),
    "alt_missing": gettext_lazy("Picture %(image)s has no alternative text: say what is to be seen."),
    "text_only_image": gettext_lazy("Picture %(image)s is hardly more than words: write them in the post too."),
    "no_subtitles": gettext_lazy("Film %(video)s has no subtitles: add a file of them."),
    "hashtag_not_camel_case": gettext_lazy(
        "#%(hashtag)s is hard to hear: a capital at each word, like #%(better)s."
    ),
    "emoji_string": gettext_lazy("%(count)s emoji in a row: a screen reader says every one of them."),
    "taboo_word": gettext_lazy("“%(word)s” is among the words that the brief avoids."),
    "link_without_utm": gettext_lazy("%(url)s has no link tags: nobody will know what this post brought."),
    "link_not_clickable": gettext_lazy("%(url)s is no link on %(network)s: nobody can click it."),
    "url_costs_on_x": gettext_lazy("A link makes this post cost %(price)s on X (to be confirmed)."),
}
WITHOUT_PROPOSAL: Final = gettext_lazy("#%(hashtag)s is hard to hear: write a capital at each word.")
SIZES: Final = ("image_too_big", "video_too_big")
STATES: Final[dict[str, Promise]] = {
    "missing": pgettext_lazy("translation", "missing"),
    "draft": pgettext_lazy("translation", "draft"),
    "ready": pgettext_lazy("translation", "ready"),
}


def words_of(finding: posttext.Finding, account: NetworkAccount) -> str:
    """The sentence of a finding, in the reader's language."""
    told: dict[str, object] = {"network": account.get_network_display()}
    for name, value in finding.parameters.items():
        if isinstance(value, Money):
            told[name] = write_money(value, reading_language(get_language() or "fr"))
        elif finding.code in SIZES and name in ("bytes", "limit"):
            told[name] = written_size(int(value))
        elif name == "position":
            told[name] = int(value) + 1
        else:
            told[name] = value
    sentence = SENTENCES[finding.code]
    if finding.code == "hashtag_not_camel_case" and "better" not in told:
        sentence = WITHOUT_PROPOSAL
    return str(sentence) % told
