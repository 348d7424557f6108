"""A form field of several lines, each of several boxes: e-mail addresses, telephone numbers, postal addresses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from coulisse.foundation.people.cards import MAX_LINES, Refusal
from coulisse.foundation.people.models import Contact

BLANK_LINES: Final = 1
Lines = list[dict[str, str]]
Reader = Callable[[Lines], tuple[Sequence[Mapping[str, str]], Sequence[Refusal]]]


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a line."""

    key: str
    label: Promise
    kind: str = "text"
    autocomplete: str = "off"


class LinesWidget(forms.Widget):
    """The lines that there are, and one more."""

    template_name = "people/lines.html"

    def __init__(self, boxes: Sequence[Box]) -> None:
        super().__init__()
        self.boxes = tuple(boxes)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        lines: Lines = [*(value or []), *({} for _ in range(BLANK_LINES))]
        context["labels"] = Contact.Label.choices
        context["lines"] = [
            {
                "label": line.get("label", ""),
                "boxes": [(box, f"{name}-{box.key}", line.get(box.key, "")) for box in self.boxes],
            }
            for line in lines[: MAX_LINES + BLANK_LINES]
        ]
        context["name"] = name
        context["shape"] = "pair" if len(self.boxes) == 1 else "trio"
        return context

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return super().render(name, value, attrs, forms.renderers.TemplatesSetting())

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> Lines:
        if not isinstance(data, MultiValueDict):
            return list(data.get(name) or [])
        columns = {key: data.getlist(f"{name}-{key}") for key in ("label", *(box.key for box in self.boxes))}
        count = min(max((len(column) for column in columns.values()), default=0), MAX_LINES)
        lines = [
            {key: column[at].strip() if at < len(column) else "" for key, column in columns.items()}
            for at in range(count)
        ]
        return [line for line in lines if any(line[box.key] for box in self.boxes)]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        return not any(f"{name}-{box.key}" in data for box in self.boxes)


class LinesField(forms.Field):
    """Reads its lines with `read`; a refused one keeps the whole form back, with what was typed."""

    def __init__(
        self, *, boxes: Sequence[Box], read: Reader, refusals: Mapping[str, Promise], **options: Any
    ) -> None:
        super().__init__(widget=LinesWidget(boxes), **options)
        self.read, self.refusals = read, refusals

    def clean(self, value: Any) -> Any:
        kept, refused = self.read(list(value or []))
        if refused:
            raise ValidationError(
                [
                    ValidationError(str(self.refusals[one.code]), code=one.code, params={"value": one.value})
                    for one in refused
                ]
            )
        return [dict(line) for line in kept]
