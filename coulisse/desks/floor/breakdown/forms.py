"""What is typed about tags and elements."""

import json
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.floor.breakdown.models import Category, Element
from coulisse.desks.floor.breakdown.script_page import paragraph_text
from coulisse.desks.floor.script.models import Scene
from coulisse.engines.breakdown import chosen_words
from coulisse.kernel.language import Language

MOST: int = 9999


class TagForm(forms.Form):
    """An element for a scene: typed, or chosen from words of the page."""

    category = forms.ChoiceField(label=_("Category"), choices=Category.choices)
    name = forms.CharField(label=_("Element"), max_length=160, required=False)
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, max_value=MOST, required=False)
    note = forms.CharField(label=_("Note"), max_length=160, required=False)
    anchor = forms.CharField(required=False, max_length=400)

    def __init__(self, *args: Any, scene: Scene, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scene = scene

    def clean_anchor(self) -> dict[str, Any] | None:
        """`paragraph`, `start` and `end` in the scene's text; what does not lie there is left aside."""
        try:
            sent = json.loads(self.cleaned_data["anchor"] or "null")
            place, start, end = (int(sent[name]) for name in ("paragraph", "start", "end"))
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        text = paragraph_text(self.scene, place)
        if text is None or not 0 <= start < end <= len(text):
            return None
        return {"paragraph": place, "start": start, "end": end, "words": text[start:end]}

    def clean(self) -> dict[str, Any]:
        """Without a name, the words of the page give it, and how many there are."""
        super().clean()
        typed = self.cleaned_data
        anchor, language = typed.get("anchor"), Language(self.scene.production.language)
        if not typed.get("name") and anchor:
            is_role = typed.get("category") in (Category.ROLE, Category.BIT_PART)
            name, quantity = chosen_words(anchor["words"], language, is_role=is_role)
            typed["name"], typed["quantity"] = name[:160], typed.get("quantity") or min(quantity, MOST)
        if not typed.get("name"):
            self.add_error("name", _("Type a name, or choose words on the page."))
        return typed

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "category": typed["category"],
            "name": typed["name"],
            "quantity": typed["quantity"] or 1,
            "note": typed["note"],
            "anchors": [typed["anchor"]] if typed["anchor"] else [],
        }


class TagChangeForm(forms.Form):
    """How many of an element a scene wants, and a note."""

    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, max_value=MOST)
    note = forms.CharField(label=_("Note"), max_length=160, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("quantity", "note")}


class ElementForm(forms.Form):
    """One element of the film. The age of a minor is only for those who may read private facts."""

    name = forms.CharField(label=_("Name"), max_length=160)
    category = forms.ChoiceField(label=_("Category"), choices=Category.choices)
    number = forms.IntegerField(
        label=_("Number"),
        min_value=1,
        max_value=9999,
        required=False,
        help_text=_("Of a role, on the plan and on call sheets."),
    )
    description = forms.CharField(
        label=_("Description"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )
    minor_age = forms.IntegerField(label=_("Age, if under 18"), min_value=0, max_value=17, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    FIELDS: ClassVar = ("name", "category", "number", "description", "minor_age")

    def __init__(self, *args: Any, element: Element, may_private: bool, **kwargs: Any) -> None:
        first = {name: getattr(element, name) for name in (*self.FIELDS, "version")}
        super().__init__(*args, **{**kwargs, "initial": first})
        if not may_private:
            del self.fields["minor_age"]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.FIELDS if name in self.fields}


class OtherElementForm(forms.Form):
    """Another element of the same film: to merge with, or to bring along."""

    other = forms.ModelChoiceField(
        Element.objects.none(), label=_("Element"), empty_label=pgettext_lazy("element", "choose")
    )
    why = forms.CharField(label=_("Why"), max_length=160, required=False)

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]
