"""What the public fills, and what its keeper decides about it."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.audience.intake.forms_public.actions import Sent
from coulisse.desks.audience.intake.forms_public.models import FIELDS, PublicForm
from coulisse.desks.audience.intake.forms_public.words import CODES, LANGUAGES
from coulisse.desks.audience.intake.incoming import IncomingFile
from coulisse.desks.audience.intake.models import Topic
from coulisse.desks.audience.relations.keys import phone_key
from coulisse.foundation.documents.sniffing import Kind, sniff
from coulisse.foundation.documents.writing import written_size
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.productions.models import Production

SALT: Final = "audience.forms"
SOONEST: Final = 3
"""Seconds between the page and its answer: a person needs more to write a line."""
LATEST: Final = 24 * 3600
MOST_FILES: Final = 3
LARGEST_FILE: Final = 8_000_000
LONGEST: Final = 20_000
WELCOME: Final = frozenset({Kind.PICTURE, Kind.PDF, Kind.TEXT, Kind.WORD, Kind.SOUND})
BREAKS: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def stamp(at: datetime) -> str:
    """When the page was made and under which number: a form sent twice is known by it."""
    return signing.dumps([int(at.timestamp()), str(uuid4())], salt=SALT)


def one_line(text: str) -> str:
    return " ".join(BREAKS.sub(" ", text).split())


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A few files, small, of kinds that a person sends."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        uploads: Sequence[UploadedFile[Any]] = [one for one in (data or []) if one]
        if not uploads and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > MOST_FILES:
            raise ValidationError(_("Three files at most. Send the others in a second message."))
        for upload in uploads:
            _check(upload)
        return uploads


def _check(upload: "UploadedFile[Any]") -> None:
    size = upload.size or 0
    said = {"name": one_line(upload.name or "")[:80], "limit": written_size(LARGEST_FILE)}
    if size == 0:
        raise ValidationError(_("“%(name)s” is empty. Choose the file again."), params=said)
    if size > LARGEST_FILE:
        raise ValidationError(_("“%(name)s” is too large: %(limit)s at most."), params=said)
    head = upload.read(4096)
    upload.seek(0)
    if sniff(head).kind not in WELCOME:
        raise ValidationError(_("“%(name)s” is not a picture, a sound, a PDF or a text."), params=said)


class AskForm(forms.Form):
    """The form of the public, as its keeper wants it."""

    stamp = forms.CharField(widget=forms.HiddenInput, max_length=300, required=False)
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    """Only a machine fills it."""
    text = forms.CharField(
        label=pgettext_lazy("form of the public", "Your message"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 8}),
    )
    subject = forms.CharField(label=pgettext_lazy("form of the public", "Subject"), max_length=200)
    moment = forms.CharField(
        label=pgettext_lazy("form of the public", "Date and hour of the programme"), max_length=80
    )
    name = forms.CharField(
        label=pgettext_lazy("form of the public", "Your name"),
        max_length=160,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=pgettext_lazy("form of the public", "Your e-mail address"),
        max_length=250,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=pgettext_lazy("form of the public", "Your telephone number"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    postal = forms.CharField(
        label=pgettext_lazy("form of the public", "Your postal address"),
        max_length=500,
        widget=forms.Textarea({"rows": 3, "autocomplete": "street-address"}),
    )
    age = forms.BooleanField(label=pgettext_lazy("form of the public", "I am under 18 years old"), required=False)
    files = FilesField(  # type: ignore[assignment]  # Django takes fields off the class
        label=pgettext_lazy("form of the public", "Pictures or documents"),
        help_text=gettext_lazy("Three files at most, 8 MB each."),
    )

    def __init__(self, *args: Any, form: PublicForm, now: datetime, **kwargs: Any) -> None:
        kwargs["initial"] = {"stamp": stamp(now)}
        super().__init__(*args, **kwargs)
        self.now = now
        self.key = ""
        for name in FIELDS:
            asked = form.ask(name)
            if asked == "no":
                del self.fields[name]
            elif name != "age":
                self.fields[name].required = asked == "must"

    def clean_website(self) -> str:
        if self.cleaned_data["website"].strip():
            raise ValidationError(_("This field must stay empty. Empty it, and send again."))
        return ""

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_subject(self) -> str:
        return one_line(self.cleaned_data["subject"])

    def clean_moment(self) -> str:
        return one_line(self.cleaned_data["moment"])

    def clean_phone(self) -> str:
        typed: str = one_line(self.cleaned_data["phone"])
        if typed and not phone_key(typed):
            raise ValidationError(
                _("This number cannot be dialled. Write it as 0470 12 34 56 or +33 1 42 68 53 00.")
            )
        return typed

    def clean(self) -> dict[str, Any]:
        """A page that was made by us, not a moment ago and not long ago."""
        values = super().clean() or {}
        try:
            made, self.key = signing.loads(values.get("stamp", ""), salt=SALT)
            age = self.now.timestamp() - float(made)
        except (signing.BadSignature, TypeError, ValueError):
            raise ValidationError(
                _("This page was open for too long. Send again: what you wrote is still here.")
            ) from None
        if age < SOONEST:
            raise ValidationError(_("That was very quick. Read your message once more, and send it again."))
        if age > LATEST:
            raise ValidationError(_("This page was open for too long. Send again: what you wrote is still here."))
        return values

    def again(self, now: datetime) -> "AskForm":
        """The refused form with a stamp of now where the old one cannot serve; what was typed stays."""
        if self.non_field_errors() and self.is_bound:
            data = MultiValueDict(self.data) if not isinstance(self.data, MultiValueDict) else self.data.copy()
            data["stamp"] = stamp(now)
            self.data = data
        return self

    def sent(self, language: str) -> Sent:
        read = self.cleaned_data
        text: str = read["text"]
        if read.get("moment"):
            text = f"{text.rstrip()}\n\n{self.fields['moment'].label}\u00a0: {read['moment']}"
        return Sent(
            key=self.key,
            language=language,
            text=text,
            subject=read.get("subject", ""),
            name=read.get("name", ""),
            email=read.get("email", ""),
            phone=read.get("phone", ""),
            postal=read.get("postal", ""),
            is_minor=bool(read.get("age")),
            files=[IncomingFile(one_line(one.name or "")[:200], one.read()) for one in read.get("files") or ()],
        )


class KeeperForm(forms.Form):
    """What the house decides: address, texts in three languages, what is asked."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    slug = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=60,
        help_text=gettext_lazy("Small letters, figures and hyphens: plein-jour."),
    )
    production = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        queryset=Production.objects.none(),
        required=False,
        empty_label=pgettext_lazy("programme", "none: for the house"),
    )
    topic = forms.ModelChoiceField(
        label=gettext_lazy("Topic proposed"), queryset=Topic.objects.none(), required=False, empty_label="—"
    )
    mailbox = forms.ModelChoiceField(
        label=gettext_lazy("Mailbox that answers"),
        queryset=Mailbox.objects.none(),
        required=False,
        empty_label=pgettext_lazy("mailbox", "the house's own address"),
    )
    sends_receipt = forms.BooleanField(
        label=gettext_lazy("Send a receipt by e-mail"), required=False, initial=True
    )

    def __init__(
        self, *args: Any, productions: QuerySet[Production], form: PublicForm | None = None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = _initial_of(form) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["production"].queryset = productions  # type: ignore[attr-defined]
        topics = Topic.objects.filter(within__code="house", archived_at__isnull=True)
        self.fields["topic"].queryset = topics  # type: ignore[attr-defined]
        boxes = Mailbox.objects.filter(desk="audience").order_by("name")
        self.fields["mailbox"].queryset = boxes  # type: ignore[attr-defined]
        for code, name in LANGUAGES:
            self.fields[f"title-{code}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": name}, max_length=160, required=code == "fr"
            )
            for part, heading in (
                ("introduction", _("Introduction (%(language)s)")),
                ("notice", _("What becomes of the data (%(language)s)")),
                ("thanks", _("Thanks (%(language)s)")),
            ):
                self.fields[f"{part}-{code}"] = forms.CharField(
                    label=heading % {"language": name},
                    max_length=2_000,
                    required=False,
                    widget=forms.Textarea({"rows": 3}),
                )
        for name, label in FIELDS.items():
            choices = PublicForm.Ask.choices if name != "age" else PublicForm.Ask.choices[:2]
            self.fields[f"ask-{name}"] = forms.ChoiceField(label=str(label), choices=choices)

    def clean_slug(self) -> str:
        slug: str = slugify(self.cleaned_data["slug"])
        if not slug:
            raise ValidationError(_("Write at least one letter or figure."))
        return slug

    def by_language(self) -> list[dict[str, Any]]:
        """The bound fields of each language, for the page."""
        parts = ("title", "introduction", "notice", "thanks")
        return [{"name": name, "fields": [self[f"{part}-{code}"] for part in parts]} for code, name in LANGUAGES]

    def asked(self) -> list[Any]:
        return [self[f"ask-{name}"] for name in FIELDS]

    def values(self) -> dict[str, Any]:
        read = self.cleaned_data
        plain = {name: read[name] for name in ("slug", "production", "topic", "mailbox", "sends_receipt")}
        columns = {"titles": "title", "introductions": "introduction", "notices": "notice", "thanks": "thanks"}
        texts = {
            column: {code: read[f"{part}-{code}"].strip() for code in CODES if read[f"{part}-{code}"].strip()}
            for column, part in columns.items()
        }
        return plain | texts | {"asks": {name: read[f"ask-{name}"] for name in FIELDS}}


def _initial_of(form: PublicForm | None) -> dict[str, Any]:
    if form is None:
        usual = {"name": "may", "email": "must", "subject": "may", "moment": "may", "age": "may", "files": "may"}
        return {f"ask-{name}": usual.get(name, "no") for name in FIELDS}
    initial: dict[str, Any] = {
        "version": form.version,
        "slug": form.slug,
        "production": form.production_id,
        "topic": form.topic_id,
        "mailbox": form.mailbox_id,
        "sends_receipt": form.sends_receipt,
    }
    written = {
        "title": form.titles,
        "introduction": form.introductions,
        "notice": form.notices,
        "thanks": form.thanks,
    }
    for part, texts in written.items():
        initial |= {f"{part}-{code}": texts.get(code, "") for code in CODES}
    return initial | {f"ask-{name}": form.ask(name) for name in FIELDS}
