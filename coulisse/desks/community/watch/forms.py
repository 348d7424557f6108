"""The forms of the watch."""

from typing import Any, Final
from urllib.parse import quote, urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.community.clients.forms import VersionedForm, area
from coulisse.desks.community.clients.wording import folded, lines_of
from coulisse.desks.community.watch.models import WatchedName, WatchKeyword, WatchSource
from coulisse.desks.community.watch.reading import LONGEST_FILE

KIND: Final = WatchSource.Kind
BLUESKY_SEARCH: Final = "https://api.bsky.app/xrpc/app.bsky.feed.searchPosts"
MOST_SPELLINGS: Final = 20


def refuse_unless_web(address: str) -> str:
    """Raises ValidationError for what is not a web address."""
    if address and not address.lower().startswith(("https://", "http://")):
        raise forms.ValidationError(_("The address begins with https://"))
    return address


class SourceForm(forms.Form):
    """Where the watch looks. Which of the fields count depends on the kind."""

    kind = forms.ChoiceField(label=pgettext_lazy("watch", "Kind"), choices=KIND.choices)
    name = forms.CharField(label=pgettext_lazy("source", "Name"), max_length=120)
    address = forms.URLField(
        label=gettext_lazy("Address of the feed"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy(
            "Press, sites and forums: RSS or Atom. A profile of Bluesky has one: its page, then /rss."
        ),
    )
    server = forms.URLField(
        label=gettext_lazy("Server"),
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Mastodon: the server whose public timeline is read."),
    )
    words = forms.CharField(
        label=gettext_lazy("Tag, or words"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Mastodon: one tag. Bluesky: what is searched for."),
    )

    def clean_address(self) -> str:
        return refuse_unless_web(self.cleaned_data["address"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        kind = values.get("kind")
        if kind in (KIND.FEED, KIND.FORUM) and not values.get("address") and "address" not in self.errors:
            self.add_error("address", _("Give the address of the feed."))
        if kind == KIND.MASTODON and not values.get("server") and "server" not in self.errors:
            self.add_error("server", _("Each server has its own timeline: give the address of one."))
        if kind in (KIND.MASTODON, KIND.BLUESKY) and not values.get("words"):
            self.add_error("words", _("Say what is looked for there."))
        if kind == KIND.MASTODON and " " in values.get("words", "").strip():
            self.add_error("words", _("A tag is one word: a timeline is read for one tag."))
        return values

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"kind": told["kind"], "name": told["name"], "address": self._built()}

    def _built(self) -> str:
        told = self.cleaned_data
        match told["kind"]:
            case KIND.MASTODON:
                tag = quote(told["words"].strip().lstrip("#"), safe="")
                return f"{told['server'].rstrip('/')}/tags/{tag}.rss"
            case KIND.BLUESKY:
                return (
                    f"{BLUESKY_SEARCH}?{urlencode({'q': told['words'].strip(), 'sort': 'latest', 'limit': 100})}"
                )
            case KIND.NEWSLETTER:
                return ""
            case _:
                return str(told["address"])


class SourceEditForm(VersionedForm):
    """The name and the address of a source; its kind stays."""

    name = forms.CharField(label=pgettext_lazy("source", "Name"), max_length=120)
    address = forms.URLField(label=gettext_lazy("Address"), max_length=500, required=False, assume_scheme="https")

    fields_of_row: tuple[str, ...] = ("name", "address")

    def __init__(self, data: Any = None, *, row: WatchSource) -> None:
        super().__init__(data, row=row)
        if row.kind == KIND.NEWSLETTER:
            del self.fields["address"]
            self.fields_of_row = ("name",)
        else:
            self.fields["address"].required = True

    def clean_address(self) -> str:
        return refuse_unless_web(self.cleaned_data["address"])


class HandInForm(forms.Form):
    """A feed or a newsletter, as a file or pasted."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("A feed (.xml), or a newsletter (.eml)."),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or paste it here"), required=False, max_length=2_000_000, widget=area(6), strip=False
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        file = values.get("file")
        if file is not None and file.size > LONGEST_FILE:
            self.add_error("file", _("This file is larger than 8 MB."))
        if file is None and not values.get("pasted", "").strip() and not self.errors:
            self.add_error("file", _("Choose a file, or paste what it holds."))
        return values

    def content(self) -> bytes:
        file = self.cleaned_data["file"]
        return bytes(file.read()) if file is not None else self.cleaned_data["pasted"].encode()


class KeywordForm(VersionedForm):
    """What is looked for."""

    text = forms.CharField(
        label=gettext_lazy("Word, phrase or tag"),
        max_length=80,
        help_text=gettext_lazy("With # it is found as a tag only; without, in titles, texts and tags."),
    )
    weight = forms.TypedChoiceField(
        label=gettext_lazy("How much it matters"),
        choices=sorted(WatchKeyword.Weight.choices, reverse=True),
        coerce=int,
        initial=WatchKeyword.Weight.PLAIN,
    )

    fields_of_row = ("text", "weight")

    def __init__(self, data: Any = None, *, row: WatchKeyword | None = None) -> None:
        super().__init__(data, row=row)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        key = folded(text)
        if not any(sign.isalnum() for sign in key) or len(key) > 80:
            raise forms.ValidationError(_("A keyword holds letters or digits."))
        if key.startswith("#") and " " in key:
            raise forms.ValidationError(_("A tag is one word."))
        return text


class NameForm(VersionedForm):
    """A name whose voice is compared."""

    name = forms.CharField(label=pgettext_lazy("share of voice", "Name"), max_length=80)
    spellings = forms.CharField(
        label=gettext_lazy("Also written"),
        max_length=2_000,
        required=False,
        widget=area(3),
        help_text=gettext_lazy("One a line: « Cap Sambre », « #capsambre »."),
    )
    is_own = forms.BooleanField(label=gettext_lazy("Our own"), required=False)

    fields_of_row = ("name", "spellings", "is_own")

    def __init__(self, data: Any = None, *, row: WatchedName | None = None) -> None:
        super().__init__(data, row=row)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not any(sign.isalnum() for sign in folded(name)):
            raise forms.ValidationError(_("A name holds letters or digits."))
        return name

    def clean_spellings(self) -> str:
        lines = lines_of(self.cleaned_data["spellings"])
        if len(lines) > MOST_SPELLINGS:
            raise forms.ValidationError(_("At most %(most)s spellings.") % {"most": MOST_SPELLINGS})
        return "\n".join(lines)
