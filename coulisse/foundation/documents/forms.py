"""What is typed about documents, and the files that come with it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.queries import NEWEST, Wanted, name_of, place_named, tag_choices, where_choices
from coulisse.foundation.documents.subjects import Place
from coulisse.foundation.documents.tags import read_tags
from coulisse.foundation.documents.vault import LIMIT
from coulisse.foundation.documents.writing import written_size

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

MOST_FILES = 50
LONGEST_LOAN = 366


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


def check_file(upload: "UploadedFile[Any]") -> None:
    """Neither empty nor too large; anything else is kept."""
    size = upload.size or 0
    if size == 0:
        raise forms.ValidationError(
            gettext("“%(name)s” is refused: it is empty. Choose the file again."), params={"name": upload.name}
        )
    if size > LIMIT:
        raise forms.ValidationError(
            gettext("“%(name)s” is refused: %(size)s. A file may be %(limit)s at most."),
            params={"name": upload.name, "size": written_size(size), "limit": written_size(LIMIT)},
        )


class Files(forms.FileField):
    """Several files of any type."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        uploads: Sequence[UploadedFile[Any]] = data or []
        if not uploads:
            raise forms.ValidationError(gettext("No file came. Choose one, or drop it in the zone."))
        if len(uploads) > MOST_FILES:
            raise forms.ValidationError(
                gettext("%(count)s files came; %(most)s at most are taken at a time."),
                params={"count": len(uploads), "most": MOST_FILES},
            )
        for upload in uploads:
            check_file(upload)
        return list(uploads)


class ScopeForm(forms.Form):
    """Whose document it is, and whether it is private."""

    where = forms.ChoiceField(label=_("Belongs to"))
    private = forms.BooleanField(
        label=_("Private: pay, health or minors"),
        required=False,
        help_text=_("Read only by those who may read such things; never found by searching."),
    )

    def __init__(self, *args: Any, user: "User", place: Place | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        choices = where_choices(user, "change")
        if user.may("change"):
            choices = [("house", gettext("The whole house")), *choices]
        self.fields["where"].choices = choices  # type: ignore[attr-defined]
        if place is not None:
            self.initial.setdefault("where", name_of(place))
        if not user.scope().may_private():
            del self.fields["private"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        place = self.place
        if self.cleaned_data.get("private") and place is not None:
            number = 0 if place.client is not None else place.production
            if not self.user.scope().may_private(production=number):
                self.add_error(
                    "private", gettext("You may not read private documents there. Choose another place.")
                )
        return self.cleaned_data

    @property
    def place(self) -> Place | None:
        chosen = self.cleaned_data.get("where")
        return place_named(chosen) if chosen else None


class TagsField(forms.CharField):
    """Words separated by commas."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Tags"), required=False, max_length=400, help_text=_("Separated by commas."), **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return read_tags(value or "")


class UploadForm(ScopeForm):
    """New documents, one a file."""

    file = Files(label=_("Files"))
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("Left empty, it is the name of the file. With several files, each keeps its own name."),
    )
    tags = TagsField()
    field_order = ("file", "title", "where", "tags", "private")


class VersionForm(forms.Form):
    """Another content for a document."""

    file = forms.FileField(label=_("New version"), max_length=1000, allow_empty_file=True)
    note = forms.CharField(label=_("What changes"), required=False, max_length=300)

    def clean_file(self) -> "UploadedFile[Any]":
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        check_file(upload)
        return upload


class SheetForm(ScopeForm):
    """What is known of a document."""

    title = forms.CharField(label=_("Title"), max_length=200)
    tags = TagsField()
    language = forms.ChoiceField(label=_("Language"), required=False)
    note = forms.CharField(label=_("Remark"), required=False, max_length=5000, widget=forms.Textarea({"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("title", "where", "tags", "language", "note", "private", "version")

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        kwargs["initial"] = {
            name: getattr(document, name) for name in ("title", "tags", "language", "note", "private", "version")
        }
        place = Place(document.production_id, document.client_id)
        super().__init__(*args, place=place, **kwargs)
        self.fields["language"].choices = [("", "—"), *settings.LANGUAGES]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        typed, place = self.cleaned_data, self.place or Place()
        kept = {name: typed[name] for name in ("title", "tags", "language", "note")}
        private = {"private": typed["private"]} if "private" in typed else {}
        return {**kept, **private, "production_id": place.production, "client_id": place.client}


class LendForm(forms.Form):
    """A link for somebody without an account."""

    lent_to = forms.CharField(label=_("Lent to"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    until = forms.DateField(label=_("Good until"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("until", today + timedelta(days=14))

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError(gettext("This day is past. Choose today or a later day."))
        if until > self.today + timedelta(days=LONGEST_LOAN):
            raise forms.ValidationError(gettext("A link lasts a year at most. Choose an earlier day."))
        return until


class Numbers(forms.Field):
    """Keys of rows, as many as come; what is not a key is left aside."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[int]:
        sent = [each for each in value or [] if each.isascii() and each.isdecimal() and len(each) < 18]
        return [int(each) for each in sent]


class SelectionForm(forms.Form):
    """Documents ticked in a list, and one tag for all of them."""

    ids = Numbers()
    tag = forms.CharField(required=False, max_length=40)

    def clean_tag(self) -> str:
        read = read_tags(self.cleaned_data["tag"])
        return read[0] if read else ""


class FilterForm(forms.Form):
    """What the list shows."""

    q = forms.CharField(label=_("Search"), required=False, max_length=120)
    where = forms.ChoiceField(label=_("Belongs to"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    tag = forms.ChoiceField(label=_("Tag"), required=False)

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        house = [("house", gettext("The whole house"))] if user.may("read") else []
        choices: dict[str, list[Any]] = {
            "where": [("", gettext("Everywhere")), *house, *where_choices(user)],
            "kind": [("", gettext("All kinds")), *Document.Kind.choices],
            "tag": [("", gettext("All tags")), *((tag, tag) for tag in tag_choices(user))],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def wanted(self, sort: str) -> Wanted:
        """Whatever is readable of the filter; a value that is not is left aside."""
        self.is_valid()
        typed = self.cleaned_data
        return Wanted(
            words=typed.get("q", ""),
            where=typed.get("where", ""),
            kind=typed.get("kind", ""),
            tag=typed.get("tag", ""),
            sort=sort or NEWEST,
        )


def counted(number: int) -> str:
    return ngettext("%(count)s document", "%(count)s documents", number) % {"count": number}
