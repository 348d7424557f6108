"""What people send to moderation."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.community.moderation.actions.charter import LANGUAGES
from coulisse.desks.community.moderation.meaning import judging
from coulisse.desks.community.moderation.models import Charter, ModerationRule, ReportFile, WordList
from coulisse.desks.community.moderation.places import Place, here
from coulisse.desks.community.moderation.words import PROBLEMS, severity_choices, topic_choices
from coulisse.desks.community.publishing.access import accounts_within_reach
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.engines.moderation import read_terms
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk

MOST_BYTES: Final = 10 * 1024 * 1024
NONE: Final = ("", "—")


class NoteForm(forms.Form):
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=500, required=False)


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Answer in public"), max_length=5_000, widget=forms.Textarea({"rows": 4})
    )
    is_warning = forms.BooleanField(label=gettext_lazy("It is a warning: it recalls the charter"), required=False)


class AddressForm(forms.Form):
    """Where it stands: anybody may open it."""

    address = forms.URLField(label=gettext_lazy("Address of the answer"), max_length=500, assume_scheme="https")

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if not address.startswith("https://"):
            raise ValidationError(_("The address begins with https://"))
        return address


class SortForm(forms.Form):
    severity = forms.ChoiceField(label=gettext_lazy("How grave"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["severity"]
        assert isinstance(field, forms.ChoiceField)  # declared so
        field.choices = severity_choices()


class ReaderForm(forms.Form):
    reader = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Colleague"))

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reader"]
        assert isinstance(field, forms.ModelChoiceField)  # declared so
        field.queryset = User.objects.filter(pk__in=[one.pk for one in people]).order_by("name")


class ReadForm(forms.Form):
    answer = forms.CharField(label=gettext_lazy("What to know, without quoting"), max_length=500)


class OwnerField(forms.ChoiceField):
    """Whose something is; where nothing was chosen, whose the page is."""

    def clean(self, value: Any) -> Any:
        return super().clean(value or self.initial)


class OwnedForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself has no parameter here
    """A list or a rule: whose it is may be chosen while it is new, among what somebody may change here."""

    owner = OwnerField(label=gettext_lazy("Whose"))
    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        self.fields["read_version"].initial = row.version if row.pk else None
        self.owners = _owners(user, place)
        field = self.fields["owner"]
        assert isinstance(field, OwnerField)  # declared so
        field.choices = [(code, label) for code, (label, _owner) in self.owners.items()]
        field.initial = next(iter(self.owners), None)
        if row.pk or len(self.owners) < 2:
            del self.fields["owner"]

    def owned(self) -> dict[str, Any]:
        """Its production and its client; neither where it is the whole house's. Whose it is already it stays."""
        if self.instance.pk:
            return {"production": self.instance.production, "client": self.instance.client}
        chosen = self.cleaned_data.get("owner") or next(iter(self.owners))
        return self.owners[chosen][1]


def _owners(user: User, place: Place) -> dict[str, tuple[str, dict[str, Any]]]:
    """What each choice says, and whose the row is then; the one that the page is about first."""
    found = {}
    for one in place.workspaces:
        told = _("Of this client: %(name)s") if one.client else _("Of this production: %(name)s")
        if one.may(user, "change"):
            found[one.code] = (told % {"name": one}, one.values)
    if user.may("change", desk=Desk.COMMUNITY):
        found["house"] = (_("Of the whole house"), {"production": None, "client": None})
    return found


class ListForm(OwnedForm):
    """Words of one language, one a line."""

    class Meta:
        model = WordList
        fields = ("name", "language", "terms")
        widgets = {"terms": forms.Textarea({"rows": 18, "spellcheck": "false"})}  # noqa: RUF012  # Django reads it so

    def clean_terms(self) -> str:
        """What cannot be sought is named, line by line: nothing is left out in silence."""
        terms = str(self.cleaned_data["terms"])
        problems = read_terms(terms)[1]
        if problems:
            raise ValidationError(
                [str(PROBLEMS[one.code]) % {"line": one.line, "text": one.text} for one in problems[:12]]
            )
        return terms

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields} | self.owned()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        twins = WordList.objects.filter(name=cleaned["name"], language=cleaned["language"], **self.owned())
        if twins.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("There is such a list already."))
        return cleaned


class ListChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Lists by name, with the client whose they are."""

    def label_from_instance(self, obj: WordList) -> str:
        return f"{obj} · {obj.client}" if obj.client else str(obj)


class RuleForm(OwnedForm):
    """All conditions that are given must hold."""

    lists = ListChoice(
        WordList.objects.none(),
        label=gettext_lazy("Lists of words"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    severities = forms.MultipleChoiceField(
        label=gettext_lazy("What the words alone say"), required=False, widget=forms.CheckboxSelectMultiple
    )
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    severity = forms.ChoiceField(label=gettext_lazy("How grave"), required=False)

    class Meta:
        model = ModerationRule
        fields = (
            "name",
            "lists",
            "severities",
            "language",
            "topic",
            "links",
            "rate_count",
            "rate_minutes",
            "action",
            "severity",
        )

    def __init__(self, *args: Any, user: User, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, user=user, place=place, **kwargs)
        for name, choices in (
            ("severities", severity_choices()),
            ("topic", [NONE, *topic_choices()]),
            ("severity", [("", _("As the words say")), *severity_choices()]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # declared so
            field.choices = choices
        lists = self.fields["lists"]
        assert isinstance(lists, ListChoice)  # declared so
        lists.queryset = WordList.objects.filter(self._usable(place)).select_related("client")
        self.fields["rate_minutes"].min_value = 1  # type: ignore[attr-defined]  # a field of a number

    def _usable(self, place: Place) -> Q:
        """The lists of whoever the rule is of, and the house's; while it is new, of whoever it may be of."""
        row = self.instance
        return judging(production=row.production_id, client=row.client_id) if row.pk else here(place)

    def clean_rate_minutes(self) -> int:
        minutes = int(self.cleaned_data["rate_minutes"])
        if not 1 <= minutes <= 1_440:
            raise ValidationError(_("From 1 minute to 1,440, which is a day."))
        return minutes

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = ("lists", "severities", "language", "topic", "links", "rate_count")
        if not self.errors and not any(cleaned.get(name) for name in given):
            self.add_error(None, _("Give one condition at least: a rule that asks nothing never speaks."))
        return cleaned

    def values(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in self.Meta.fields if name != "lists"}
        return told | self.owned()

    def lists_chosen(self) -> list[WordList]:
        return list(self.cleaned_data["lists"])


class CharterForm(forms.Form):
    slug = forms.SlugField(label=gettext_lazy("Public address"), max_length=60)
    fr = forms.CharField(label="Français", required=False, max_length=20_000, widget=forms.Textarea({"rows": 14}))
    nl = forms.CharField(
        label="Nederlands", required=False, max_length=20_000, widget=forms.Textarea({"rows": 14})
    )
    en = forms.CharField(label="English", required=False, max_length=20_000, widget=forms.Textarea({"rows": 8}))
    is_public = forms.BooleanField(label=gettext_lazy("Anybody may read it"), required=False)
    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, row: Charter | None, *, slug: str) -> "CharterForm":
        if row is None:
            return cls(initial={"slug": slug})
        told = {"slug": row.slug, "is_public": row.is_public, "read_version": row.version}
        return cls(initial={**told, **row.texts})

    def texts(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code in LANGUAGES}


class ReportForm(forms.Form):
    to = forms.ChoiceField(label=gettext_lazy("For whom"), choices=ReportFile.To.choices)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    facts = forms.CharField(
        label=gettext_lazy("What happened"), max_length=5_000, widget=forms.Textarea({"rows": 5})
    )


class ImportForm(forms.Form):
    account = forms.ModelChoiceField(NetworkAccount.objects.none(), label=pgettext_lazy("network", "Account"))
    file = forms.FileField(label=gettext_lazy("Table (CSV, XLSX, ODS)"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["account"]
        assert isinstance(field, forms.ModelChoiceField)  # declared so
        field.queryset = accounts_within_reach(user, "change").filter(closed_at__isnull=True)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 10 MB: cut it in parts."))
        return file


class ResumeForm(forms.Form):
    sure = forms.BooleanField(label=gettext_lazy("I have read it again, and it may leave"))
