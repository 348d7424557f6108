"""What people type about a contact."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.people.cards import (
    Refusal,
    full_name,
    language_of,
    read_address,
    read_emails,
    read_phones,
    read_vat,
    read_website,
)
from coulisse.foundation.people.imports.targets import LABELS, TARGETS
from coulisse.foundation.people.languages import SPOKEN, language_name
from coulisse.foundation.people.lines import Box, Lines, LinesField
from coulisse.foundation.people.models import Availability, Contact, Import, PrivateFacts
from coulisse.foundation.people.models.contact import FIELDS
from coulisse.foundation.people.models.private import PRIVATE_FIELDS
from coulisse.foundation.people.phones import read_phone
from coulisse.foundation.people.queries.book import SORTS, Asked
from coulisse.foundation.people.trades import skill_label, skill_of, trade_choices
from coulisse.foundation.people.words import SENTENCES
from coulisse.foundation.productions.models import Production

LABELS_OF_LINES: Final = set(Contact.Label.values)


def _label(line: Mapping[str, str]) -> str:
    return line["label"] if line.get("label") in LABELS_OF_LINES else ""


def _emails(lines: Lines) -> Any:
    return read_emails((_label(line), line["value"]) for line in lines)


def _phones(lines: Lines) -> Any:
    return read_phones((_label(line), line["value"]) for line in lines)


def _addresses(lines: Lines) -> Any:
    kept, refused = [], []
    for line in lines:
        parts = {name: line.get(name, "") for name in ("street", "postcode", "town", "country")}
        address = read_address(label=_label(line), **parts)
        if address is None:
            continue
        if not address["country"]:
            refused.append(Refusal("addresses", "country", parts["country"]))
        kept.append(address)
    return kept, refused


class WordsField(forms.CharField):
    """Several words in one box, parted by commas; `read` makes of each what is stored."""

    def __init__(self, *, most: int = 30, longest: int = 60, **options: Any) -> None:
        super().__init__(**options)
        self.most, self.longest = most, longest

    def clean(self, value: Any) -> Any:
        words = [" ".join(word.split())[: self.longest] for word in super().clean(value).split(",")]
        return list(dict.fromkeys(word for word in words if word))[: self.most]


class ContactForm(forms.Form):
    """One card, to add or to change."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("kind of contact", "Kind"), choices=Contact.Kind.choices, widget=forms.RadioSelect
    )
    first_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=120, required=False)
    name = forms.CharField(label=_("Name of the company or organisation"), max_length=200, required=False)
    emails = LinesField(
        label=_("E-mail addresses"),
        required=False,
        boxes=[Box("value", _("E-mail address"), "email")],
        read=_emails,
        refusals={"email": _("E-mail address refused: %(value)s. It is not of the form name@domain.")},
    )
    phones = LinesField(
        label=_("Telephone numbers"),
        required=False,
        boxes=[Box("value", _("Telephone"), "tel")],
        read=_phones,
        refusals={"phone": SENTENCES["phone"]},
    )
    addresses = LinesField(
        label=_("Addresses"),
        required=False,
        boxes=[
            Box("street", _("Street and number")),
            Box("postcode", _("Postcode")),
            Box("town", _("Town")),
            Box("country", _("Country")),
        ],
        read=_addresses,
        refusals={"country": SENTENCES["country"]},
    )
    skills = WordsField(
        label=_("Skills"),
        required=False,
        max_length=1000,
        help_text=_("Parted by commas. The words of the trade are understood in French, Dutch and English."),
    )
    languages = WordsField(
        label=_("Languages spoken"), required=False, max_length=400, help_text=_("Parted by commas.")
    )
    document_language = forms.ChoiceField(
        label=_("Language of documents"), choices=[("fr", "Français"), ("nl", "Nederlands"), ("en", "English")]
    )
    tags = WordsField(
        label=_("Tags"), required=False, max_length=600, longest=40, help_text=_("Parted by commas.")
    )
    website = forms.CharField(label=_("Website"), required=False, max_length=290)
    birthday = forms.DateField(
        label=_("Birthday"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    vat = forms.CharField(label=_("VAT number"), required=False, max_length=30)
    notes = forms.CharField(
        label=_("Notes"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    read = forms.CharField(required=False, widget=forms.HiddenInput)
    """The card as it was when the form was drawn: only what was changed since is written."""

    def clean_skills(self) -> list[str]:
        return list(dict.fromkeys(skill_of(word) for word in self.cleaned_data["skills"]))

    def clean_languages(self) -> list[str]:
        codes = []
        for word in self.cleaned_data["languages"]:
            code = language_of(word) or _by_shown_name(word)
            if code is None:
                raise forms.ValidationError(str(SENTENCES["language"]), code="language", params={"value": word})
            codes.append(code)
        return list(dict.fromkeys(codes))

    def clean_website(self) -> str:
        address, refused = read_website(self.cleaned_data["website"])
        _refuse(refused)
        return address

    def clean_vat(self) -> str:
        number, refused = read_vat(self.cleaned_data["vat"])
        _refuse(refused)
        return number

    def clean_birthday(self) -> date | None:
        day: date | None = self.cleaned_data["birthday"]
        if day is not None and day.year < 1880:
            raise forms.ValidationError(_("Birthday refused: before 1880. Check the year."), code="birthday")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        names = {name: cleaned.get(name, "") for name in ("kind", "first_name", "last_name", "name")}
        if names["kind"] == Contact.Kind.PERSON:
            cleaned["name"] = full_name(names)
        else:
            cleaned["first_name"] = cleaned["last_name"] = ""
        if not cleaned.get("name") and not self.errors:
            where = "last_name" if names["kind"] == Contact.Kind.PERSON else "name"
            self.add_error(where, _("Name missing. Write a first or last name, or the name of the firm."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The card as it was typed."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def changed_values(self) -> dict[str, Any]:
        """What was changed since the form was drawn; all of it where that is not known."""
        try:
            read = dict(json.loads(self.cleaned_data["read"]))
        except ValueError:
            return self.values()
        return {name: value for name, value in self.values().items() if as_read(value) != read.get(name)}


def _by_shown_name(word: str) -> str | None:
    return next((code for code in SPOKEN if language_name(code).casefold() == word.casefold()), None)


def _refuse(refused: list[Refusal]) -> None:
    for one in refused:
        raise forms.ValidationError(str(SENTENCES[one.code]), code=one.code, params={"value": one.value})


def as_read(value: Any) -> Any:
    """A value as it comes back from the hidden field."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def form_of(contact: Contact) -> ContactForm:
    """The form of a contact, as it stands."""
    language = (get_language() or "fr")[:2]
    card = {name: getattr(contact, name) for name in FIELDS}
    initial = {
        **card,
        "skills": ", ".join(skill_label(skill, language) for skill in contact.skills),
        "languages": ", ".join(language_name(code) for code in contact.languages),
        "tags": ", ".join(contact.tags),
        "name": "" if contact.is_person else contact.name,
        "version": contact.version,
        "read": json.dumps(card, cls=DjangoJSONEncoder),
    }
    return ContactForm(initial=initial)


class ListForm(forms.Form):
    """What the list is asked for; a value that makes no sense narrows nothing."""

    q = forms.CharField(label=_("Name, e-mail, telephone, town, skill"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=pgettext_lazy("kind of contact", "Kind"),
        required=False,
        choices=[("", _("Persons and companies")), *Contact.Kind.choices],
    )
    skill = forms.ChoiceField(label=_("Skill"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages")), *SPOKEN.items()]
    )
    town = forms.CharField(label=_("Town"), required=False, max_length=80)
    tag = forms.CharField(label=_("Tag"), required=False, max_length=40)
    free = forms.DateField(
        label=_("Not unavailable on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = trade_choices((get_language() or "fr")[:2])
        self.fields["skill"].choices = [("", _("All skills")), *choices]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        self.is_valid()
        given = self.cleaned_data
        sort = given.get("sort") or "name"
        return Asked(
            words=given.get("q", ""),
            kind=given.get("kind", ""),
            skill=given.get("skill", ""),
            language=given.get("language", ""),
            town=given.get("town", ""),
            tag=given.get("tag", ""),
            free_on=given.get("free"),
            sort=sort if sort in SORTS else "name",
        )


class AvailabilityForm(forms.Form):
    """Days when somebody can, cannot or perhaps can be had."""

    state = forms.ChoiceField(label=_("State"), choices=Availability.State.choices)
    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=200)
    source = forms.CharField(label=_("Said by"), required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first. Check both days."))
        return cleaned


class AffiliationForm(forms.Form):
    """The firm where a person works; written by its name, found or added."""

    company = forms.CharField(label=_("Company or organisation"), max_length=200)
    function = forms.CharField(label=_("Function"), required=False, max_length=120)


class PartForm(forms.Form):
    """What a contact does on a production."""

    production = forms.ModelChoiceField(label=_("Production"), queryset=Production.objects.none())
    function = forms.CharField(label=_("Function"), max_length=120)

    def __init__(self, *args: Any, productions: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["production"].queryset = productions  # type: ignore[attr-defined]


if TYPE_CHECKING:
    PrivateFactsModelForm = forms.ModelForm[PrivateFacts]
else:
    PrivateFactsModelForm = forms.ModelForm


class PrivateForm(PrivateFactsModelForm):
    """The private part."""

    version = forms.IntegerField(required=False, initial=0, widget=forms.HiddenInput)

    class Meta:
        model = PrivateFacts
        fields = PRIVATE_FIELDS

    def clean_emergency_phone(self) -> str:
        typed = self.cleaned_data["emergency_phone"]
        number = read_phone(typed) if typed else ""
        if number is None:
            raise forms.ValidationError(str(SENTENCES["phone"]), code="phone", params={"value": typed})
        return number

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PRIVATE_FIELDS}


class UploadForm(forms.Form):
    """A file of contacts, or rows pasted from a spreadsheet."""

    file = forms.FileField(
        label=_("File of contacts"),
        required=False,
        help_text=_("vCard, CSV, XLSX or ODS, up to 64 MB. Nothing is written before you have seen it."),
        widget=forms.FileInput(attrs={"accept": ".vcf,.vcard,.csv,.tsv,.txt,.xlsx,.ods"}),
    )
    pasted = forms.CharField(
        label=_("Or rows copied from a spreadsheet"),
        required=False,
        max_length=2_000_000,
        strip=False,
        help_text=_("Copy the cells with their headings, and paste them here."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not values.get("file") and not values.get("pasted", "").strip():
            self.add_error("file", _("Choose a file, or paste rows."))
        return values

    def content(self) -> tuple[str, Iterable[bytes]]:
        """The name and the bytes of what was given; a file goes before pasted rows."""
        if file := self.cleaned_data["file"]:
            return file.name or "", file.chunks()
        name = _("pasted rows")
        return f"{name}.tsv", [self.cleaned_data["pasted"].encode()]


class MappingForm(forms.Form):
    """Which column is which field, and what becomes of those already in the book."""

    twins = forms.ChoiceField(
        label=_("Contacts already in the book"), choices=Import.Twins.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, columns: int, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("leave out")), *((target.code, LABELS[target.code]) for target in TARGETS)]
        for column in range(columns):
            self.fields[f"column-{column}"] = forms.ChoiceField(required=False, choices=choices)

    def mapping(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields if name.startswith("column-")]


class TagForm(forms.Form):
    """One tag for several contacts."""

    tag = forms.CharField(label=_("Tag"), max_length=40)
