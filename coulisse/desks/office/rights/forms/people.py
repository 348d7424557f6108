"""Who is seen, what they agree to, and what they are asked to sign."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.office.rights.forms.fields import (
    OneFile,
    OneOf,
    Several,
    choose,
    offer_lands,
    refuse_backwards,
)
from coulisse.desks.office.rights.models import Concealment, Consent, Depiction, Portrayed, Release
from coulisse.desks.office.rights.models.people import Purpose
from coulisse.desks.office.rights.wording import land_choices, place_choices
from coulisse.foundation.ui.days import DayField

AGES: Final = (("adult", pgettext_lazy("age", "Adult")), ("minor", pgettext_lazy("age", "Minor")))


class ShowForm(forms.Form):
    """Somebody who is seen in a work: known already, or new with their age said by whoever enters them."""

    person = OneOf(label=gettext_lazy("Somebody known"))
    name = forms.CharField(
        label=gettext_lazy("Or somebody new"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("A name, or a description: « Hubert L. », « man with the umbrella »"),
    )
    age = forms.ChoiceField(
        label=gettext_lazy("Age of somebody new"), choices=AGES, required=False, widget=forms.RadioSelect
    )
    where = forms.CharField(label=gettext_lazy("Where in the picture"), max_length=120, required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "person", [("", "—"), *people])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        known, name = values.get("person"), (values.get("name") or "").strip()
        if bool(known) == bool(name):
            raise forms.ValidationError(_("Choose somebody known, or write the name of somebody new."))
        if name and not values.get("age"):
            self.add_error("age", _("Say whether they are an adult or a minor: nobody guesses it for you."))
        values["name"] = name
        return values


class CrowdForm(forms.Form):
    """What somebody decided about people whom nobody names."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    decision = forms.ChoiceField(label=gettext_lazy("A crowd"), choices=Depiction.Crowd.choices)
    where = forms.CharField(label=gettext_lazy("Where in the picture"), max_length=120, required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        exception = values.get("decision") == Depiction.Crowd.EXCEPTION
        if exception and not (values.get("reason") or "").strip():
            self.add_error("reason", _("Say which event, whose public life or which news it is."))
        return values


class HideForm(forms.Form):
    how = forms.ChoiceField(choices=Concealment.How.choices)


class PersonForm(forms.Form):
    """The sheet of somebody who is shown."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=pgettext_lazy("person shown", "Name or description"), max_length=160)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    age = forms.ChoiceField(label=gettext_lazy("Age"), choices=AGES, widget=forms.RadioSelect)
    guardian = forms.CharField(label=gettext_lazy("Parent or guardian"), max_length=160, required=False)
    second_guardian = forms.CharField(
        label=gettext_lazy("Second parent or guardian"), max_length=160, required=False
    )
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=300, required=False)

    def __init__(self, *args: Any, person: Portrayed | None = None, **kwargs: Any) -> None:
        if person is not None:
            plain = ("version", "name", "email", "guardian", "second_guardian", "note")
            kwargs["initial"] = {
                **{name: getattr(person, name) for name in plain},
                "age": "minor" if person.is_minor else "adult",
            }
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        plain = ("name", "email", "guardian", "second_guardian", "note")
        return {**{name: data[name] for name in plain}, "is_minor": data["age"] == "minor"}


class AgreedForm(OneFile):
    """What a paper that is signed already says."""

    work = OneOf(label=gettext_lazy("For"), help_text=gettext_lazy("Nothing chosen: every work that shows them."))
    taking = forms.BooleanField(label=Consent.Kind.TAKING.label, required=False)
    purposes = Several(label=gettext_lazy("To use them for"), choices=Purpose.choices)
    networks = Several(label=gettext_lazy("Networks"), help_text=gettext_lazy("None ticked: all of them."))
    territories = Several(
        label=gettext_lazy("Territories"), help_text=gettext_lazy("None ticked: the whole world.")
    )
    starts_on = DayField(label=gettext_lazy("From"))
    until = DayField(label=gettext_lazy("Until"), required=False)
    signed_by = forms.CharField(label=gettext_lazy("Signed by"), max_length=160, required=False)

    def __init__(
        self, *args: Any, person: Portrayed, works: Sequence[tuple[int, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"starts_on": today}, **kwargs})
        self.person = person
        choose(self, "work", [("", "—"), *works])
        choose(self, "networks", place_choices())
        offer_lands(self)
        if person.is_minor:
            self.fields["signed_by"].label = _("Signed by this parent or guardian")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        refuse_backwards(self, values)
        if not values.get("taking") and not values.get("purposes"):
            raise forms.ValidationError(_("Tick what was agreed to: the taking, a purpose, or both."))
        if self.person.is_minor and not (values.get("signed_by") or "").strip():
            self.add_error("signed_by", _("A minor’s paper is signed by a parent or guardian: write who."))
        return values

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        plain = ("networks", "territories", "starts_on", "until", "signed_by")
        return {
            **{name: data[name] for name in plain},
            "work_id": data["work"],
            "by_guardian": self.person.is_minor,
        }


class AskForm(forms.Form):
    """What somebody is asked to sign on their telephone."""

    ask_work = OneOf(
        label=gettext_lazy("For"), help_text=gettext_lazy("Nothing chosen: every work that shows them.")
    )
    ask_taking = forms.BooleanField(label=Consent.Kind.TAKING.label, required=False, initial=True)
    ask_purposes = Several(
        label=gettext_lazy("To use them for"), choices=Purpose.choices, initial=["promo", "press"]
    )
    ask_networks = Several(label=gettext_lazy("Networks"), help_text=gettext_lazy("None ticked: all of them."))
    ask_territories = Several(
        label=gettext_lazy("Territories"), help_text=gettext_lazy("None ticked: the whole world.")
    )
    ask_starts_on = DayField(label=gettext_lazy("From"))
    ask_until = DayField(label=gettext_lazy("Until"), required=False)
    ask_language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    ask_email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("Empty: no letter leaves, the link is shown to you once."),
    )

    def __init__(
        self, *args: Any, person: Portrayed, works: Sequence[tuple[int, str]], today: date, **kwargs: Any
    ) -> None:
        language = person.contact.document_language if person.contact else person.production.language
        first = {"ask_starts_on": today, "ask_email": person.email, "ask_language": language}
        super().__init__(*args, **{"initial": first, **kwargs})
        choose(self, "ask_work", [("", "—"), *works])
        choose(self, "ask_networks", place_choices())
        choose(self, "ask_territories", land_choices())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("ask_starts_on"), values.get("ask_until")
        if first and last and last < first:
            self.add_error("ask_until", _("The last day comes before the first: write a later one."))
        if not values.get("ask_taking") and not values.get("ask_purposes"):
            raise forms.ValidationError(_("Tick what is asked: the taking, a purpose, or both."))
        return values

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        plain = ("purposes", "networks", "territories", "starts_on", "until", "language", "email")
        return {
            **{name: data[f"ask_{name}"] for name in plain},
            "work_id": data["ask_work"],
            "asks_taking": data["ask_taking"],
        }


class WithdrawForm(forms.Form):
    """Which consents are taken back, and in which words."""

    consents = forms.TypedMultipleChoiceField(coerce=int, required=True)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)

    def __init__(self, *args: Any, standing: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "consents", [(pk, str(pk)) for pk in standing])


class SignForm(forms.Form):
    """What somebody ticks and writes on their telephone. Nothing is ticked for them."""

    taking = forms.BooleanField(
        label=gettext_lazy("I agree to be photographed, filmed or recorded."), required=False
    )
    purposes = Several(label=gettext_lazy("I agree that these pictures are used for"))
    signed_by = forms.CharField(
        label=gettext_lazy("Your name"), max_length=160, widget=forms.TextInput({"autocomplete": "name"})
    )
    second = forms.CharField(label=gettext_lazy("Second parent or guardian"), max_length=160, required=False)
    child_agrees = forms.BooleanField(
        label=gettext_lazy("The child was asked, as their age allows, and agrees."), required=False
    )
    drawn = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40_000)
    read = forms.BooleanField(
        label=gettext_lazy("I have read this and agree."),
        error_messages={"required": gettext_lazy("Tick that you have read this and agree.")},
    )

    def __init__(self, *args: Any, release: Release, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.release = release
        labels = dict(Purpose.choices)
        choose(self, "purposes", [(code, labels[code]) for code in release.purposes])
        if release.person.is_minor:
            self.fields["signed_by"].label = _("Your name, as parent or guardian")
            self.fields["taking"].label = _("I agree that the child is photographed, filmed or recorded.")
        else:
            del self.fields["second"], self.fields["child_agrees"]
        if not release.asks_taking:
            del self.fields["taking"]
        if not release.purposes:
            del self.fields["purposes"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("taking") and not values.get("purposes"):
            raise forms.ValidationError(_("Tick what you agree to, or say that you do not agree."))
        if self.release.person.is_minor and not values.get("child_agrees"):
            self.add_error("child_agrees", _("Ask the child, as their age allows, and tick this."))
        return values
