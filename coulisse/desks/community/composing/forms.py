"""The forms of the composer."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from coulisse.desks.community.composing.checking import Checked, House, Medium, check
from coulisse.desks.community.composing.models import Snippet
from coulisse.desks.community.composing.queries.ideas import said_of
from coulisse.desks.community.composing.queries.media import MOST, SHOWABLE, media_of
from coulisse.desks.community.publishing.access import accounts_within_reach
from coulisse.desks.community.publishing.actions.publications import File
from coulisse.desks.community.publishing.forms import FILES, MOMENT
from coulisse.desks.community.publishing.models import Crop, NetworkAccount, Publication
from coulisse.desks.community.publishing.ties import FARTHEST, broadcasts_to_tie, minutes_after
from coulisse.desks.community.strategy.models import Campaign, Idea, Pillar
from coulisse.desks.community.strategy.queries import campaigns_of, pillars_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.models import Document
from coulisse.foundation.grid.models import Broadcast

INPUT: Final = ["%Y-%m-%dT%H:%M"]
YEARS_AHEAD: Final = 5
LONGEST: Final = 70_000
"""Longer than any network takes; nothing beyond is measured."""


class IdeaForm(forms.Form):
    """One thing to tell."""

    title = forms.CharField(label=gettext_lazy("Idea"), max_length=200)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=5000, widget=forms.Textarea({"rows": 3})
    )
    link = forms.URLField(label=gettext_lazy("Link"), required=False, max_length=500, assume_scheme="https")
    campaign = forms.ModelChoiceField(Campaign.objects.none(), label=gettext_lazy("Campaign"), required=False)
    pillar = forms.ModelChoiceField(Pillar.objects.none(), label=gettext_lazy("Pillar"), required=False)
    not_before = forms.DateTimeField(
        label=gettext_lazy("Not before"), required=False, widget=MOMENT, input_formats=INPUT
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any,
        *,
        production: int | None,
        client: int | None,
        row: Idea | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        names = ("title", "note", "link", "campaign", "pillar", "not_before", "version")
        super().__init__(data, initial={name: getattr(row, name) for name in names} if row else initial)
        for name, found in (
            ("campaign", campaigns_of(production=production, client=client)),
            ("pillar", pillars_of(production=production, client=client)),
        ):
            _offer(self, name, found)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class VariantPlaceForm(forms.Form):
    """For which account, in which language (and when): a new variant, or a copy of one."""

    account = forms.ModelChoiceField(NetworkAccount.objects.none(), label=pgettext_lazy("network", "Account"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    due_at = forms.DateTimeField(
        label=pgettext_lazy("publication", "Published on"), widget=MOMENT, input_formats=INPUT, required=False
    )

    def __init__(self, data: Any, *, user: User, idea: Idea | None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        client = (idea.client_id or (idea.production.client_id if idea.production else None)) if idea else None
        _offer(self, "account", _accounts(user, client))


class FirstPlaceForm(forms.Form):
    """Where and when a new idea is first told, as an empty place of the calendar asks; an idea alone asks neither.

    `broadcast` ties it: it then keeps its distance when the grid moves.
    """

    NAMES: ClassVar = ("account", "due_at", "broadcast")
    account = forms.ModelChoiceField(
        NetworkAccount.objects.none(), label=pgettext_lazy("network", "Account"), required=False
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES, required=False)
    due_at = forms.DateTimeField(
        label=pgettext_lazy("publication", "Published on"), widget=MOMENT, input_formats=INPUT, required=False
    )
    broadcast = forms.ModelChoiceField(Broadcast.objects.none(), widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, user: User, client: int | None, at: datetime, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        reached = user.scope().productions("read", desk=Desk.COMMUNITY)
        _offer(self, "account", _accounts(user, client))
        _offer(self, "broadcast", broadcasts_to_tie(productions=reached, at=at))

    @property
    def tied_to(self) -> Broadcast | None:
        """The broadcast that the form holds, sent or proposed."""
        field = self.fields["broadcast"]
        try:
            found: Broadcast | None = field.clean(self["broadcast"].value())
        except ValidationError:
            return None
        return found

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        due_at, broadcast = values.get("due_at"), values.get("broadcast")
        if values.get("account") and due_at is None and "due_at" not in self.errors:
            self.add_error("due_at", _("Say for when."))
        if due_at and due_at.year > timezone.now().year + YEARS_AHEAD:
            self.add_error("due_at", _("So far ahead nothing is planned: check the year."))
        elif due_at and broadcast and abs(minutes_after(broadcast, due_at)) > FARTHEST:
            self.add_error("due_at", _("More than sixty days from its broadcast: choose a nearer day."))
        return values

    def values(self) -> dict[str, Any]:
        """What a first variant takes; nothing where no account is chosen."""
        if self.cleaned_data["account"] is None:
            return {}
        return self.cleaned_data | {"language": self.cleaned_data["language"] or settings.LANGUAGES[0][0]}


def _accounts(user: User, client: int | None) -> QuerySet[NetworkAccount]:
    """On which this person may publish: of the house, of productions, of that client and of no other."""
    open_ones = accounts_within_reach(user, "change").filter(closed_at__isnull=True)
    accounts = open_ones.filter(client__isnull=True) | open_ones.filter(client=client, client__isnull=False)
    return accounts.order_by("network", "handle")


def _offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # declared so
    field.queryset = rows


class VariantForm(forms.Form):
    """The words of one variant, with up to four files, each with what is said of it to those who don't see it."""

    text = forms.CharField(
        label=gettext_lazy("Text"), widget=forms.Textarea({"rows": 9}), max_length=LONGEST, required=False
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    warning = forms.CharField(label=gettext_lazy("Content warning"), required=False, max_length=200)
    due_at = forms.DateTimeField(
        label=pgettext_lazy("publication", "Published on"), widget=MOMENT, input_formats=INPUT, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, user: User, row: Publication, house: House) -> None:
        names = ("text", "language", "warning", "due_at", "version")
        super().__init__(data, initial={name: getattr(row, name) for name in names})
        self.row, self.house = row, house
        held = list(row.files.select_related("content__document"))
        self.documents = self._offered(user, [one.content.document for one in held])
        choices = [("", pgettext("file", "none")), *((str(pk), one.title) for pk, one in self.documents.items())]
        self.held = {one.content.document_id: one.content for one in held}
        if row.broadcast_id is not None:
            del self.fields["due_at"]
        for number in range(1, FILES + 1):
            one = held[number - 1] if number <= len(held) else None
            self.fields[f"file_{number}"] = forms.ChoiceField(
                choices=choices,
                label=pgettext("attached", "File %(number)s") % {"number": number},
                required=False,
                initial=str(one.content.document_id) if one else "",
            )
            self.fields[f"alt_{number}"] = forms.CharField(
                label=_("Alternative text %(number)s") % {"number": number},
                required=False,
                max_length=1500,
                initial=one.alt if one else "",
            )

    def _offered(self, user: User, held: Sequence[Document]) -> dict[int, Document]:
        production = self.row.production_id or self.row.account.production_id
        found = media_of(user, production=production, client=self.row.account.client_id)
        offered = {one.pk: one for one in found.filter(kind__in=SHOWABLE)[:MOST]}
        return {one.pk: one for one in held} | offered

    @property
    def file_pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"file_{number}"], self[f"alt_{number}"]) for number in range(1, FILES + 1)]

    def _chosen(self) -> dict[int, Document]:
        """By the number of its field: what is chosen in the form as it was sent, valid or not."""
        sent = {number: str(self[f"file_{number}"].value() or "") for number in range(1, FILES + 1)}
        offered = {str(pk): one for pk, one in self.documents.items()}
        return {number: offered[pk] for number, pk in sent.items() if pk in offered}

    def chosen(self) -> list[Medium]:
        """The files of the form with what is said of them."""
        found = []
        for number, document in self._chosen().items():
            content = self.held.get(document.pk, document.current)
            if content is not None:
                found.append(Medium(content, str(self[f"alt_{number}"].value() or "")))
        return found

    def usual_alts(self) -> dict[str, str]:
        """What is usually said of each file that is chosen, by its field."""
        chosen = self._chosen()
        language = str(self["language"].value() or self.row.language)
        known = said_of((one.pk for one in chosen.values()), language)
        return {f"alt_{number}": known[one.pk] for number, one in chosen.items() if one.pk in known}

    def check(self) -> Checked:
        """As it stands in the form, valid or not."""
        return check(
            self.row.account,
            str(self["text"].value() or "")[:LONGEST],
            warning=str(self["warning"].value() or "")[:200],
            media=self.chosen(),
            has_subtitles=self.row.subtitles.exists(),
            house=self.house,
        )

    def clean_due_at(self) -> datetime:
        due_at: datetime | None = self.cleaned_data["due_at"]
        if due_at is None:
            return self.row.due_at
        if due_at.year > timezone.now().year + YEARS_AHEAD:
            raise ValidationError(_("So far ahead nothing is planned: check the year."))
        return due_at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        known = self.usual_alts()
        seen: set[str] = set()
        for number in range(1, FILES + 1):
            chosen = cleaned.get(f"file_{number}", "")
            if not chosen:
                continue
            if chosen in seen:
                self.add_error(f"file_{number}", _("This file goes along already."))
            seen.add(chosen)
            said = cleaned.get(f"alt_{number}", "").strip() or known.get(f"alt_{number}", "")
            cleaned[f"alt_{number}"] = said
            if not said:
                self.add_error(f"alt_{number}", _("Say what is to be seen, for those who do not see it."))
        for finding in self.check().findings:
            if not finding.is_kept:
                self.add_error("text", finding.text)
        return cleaned

    def values(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in ("text", "language", "warning")}
        return told | ({"due_at": self.cleaned_data["due_at"]} if "due_at" in self.fields else {})

    def attached(self) -> list[File]:
        found = []
        for number in range(1, FILES + 1):
            chosen = self.cleaned_data.get(f"file_{number}", "")
            document = self.documents.get(int(chosen)) if chosen else None
            content = self.held.get(document.pk, document.current) if document else None
            if content is not None:
                found.append(File(content, self.cleaned_data[f"alt_{number}"]))
        return found


class CropForm(forms.Form):
    """A shape, and where it lies: in per cent of the room that there is."""

    ratio = forms.ChoiceField(
        label=gettext_lazy("Shape"),
        choices=Crop.Ratio.choices,
        widget=forms.RadioSelect,
        initial=Crop.Ratio.SQUARE,
    )
    part = forms.IntegerField(
        label=gettext_lazy("Size of the piece, in %"), min_value=20, max_value=100, initial=100
    )
    across = forms.IntegerField(
        label=pgettext_lazy("crop", "From left to right"), min_value=0, max_value=100, initial=50
    )
    down = forms.IntegerField(
        label=pgettext_lazy("crop", "From top to bottom"), min_value=0, max_value=100, initial=50
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("part", "across", "down"):
            self.fields[name].widget = forms.NumberInput({"type": "range", "step": 1, "data-crop": name})
            field = self.fields[name]
            assert isinstance(field, forms.IntegerField)  # declared so
            field.widget.attrs |= {"min": field.min_value, "max": field.max_value}


class AltForm(forms.Form):
    """What is said of a file, a field a language."""

    def __init__(self, data: Any, *, known: dict[str, str]) -> None:
        super().__init__(data)
        for code, label in settings.LANGUAGES:
            self.fields[code] = forms.CharField(
                label=label,
                required=False,
                max_length=1500,
                initial=known.get(code, ""),
                widget=forms.Textarea({"rows": 2, "lang": code}),
            )


class ShownForm(forms.Form):
    """For which network and day the library says where its files stand."""

    network = forms.ChoiceField(label=gettext_lazy("Network"), choices=NetworkAccount.Network.choices)
    on = forms.DateField(
        label=pgettext_lazy("reading", "On"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, data: Any, *, today: date) -> None:
        told = {"network": data.get("network") or "instagram", "on": data.get("on") or today.isoformat()}
        super().__init__(told)


class SnippetForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself has no parameter here
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Snippet
        fields = ("name", "language", "text")

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ReplaceForm(forms.Form):
    """Which file takes the place of the refused one, and where."""

    old = forms.IntegerField(widget=forms.HiddenInput)
    new = forms.ChoiceField(label=gettext_lazy("File that takes its place"))
    publications = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, *, offered: Sequence[tuple[str, str]], wanted: Sequence[int]) -> None:
        super().__init__(data)
        new, publications = self.fields["new"], self.fields["publications"]
        assert isinstance(new, forms.ChoiceField) and isinstance(publications, forms.MultipleChoiceField)
        new.choices = [("", ""), *offered]
        publications.choices = [(str(pk), str(pk)) for pk in wanted]


class OverrideForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why it goes out all the same"), max_length=500, widget=forms.Textarea({"rows": 2})
    )


class SeenForm(forms.Form):
    seen_at = forms.DateTimeField(
        label=gettext_lazy("Seen to be gone at"), widget=MOMENT, input_formats=INPUT, required=False
    )


class SubtitleForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    file = forms.FileField(label=gettext_lazy("Subtitles, .srt or .vtt"))
