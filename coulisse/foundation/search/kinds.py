"""How each kind of object shows in the palette: a word and an icon."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Kind:
    label: Promise | str
    icon: str


KINDS: Final = {
    "people.contact": Kind(pgettext_lazy("kind of object", "Contact"), "users"),
    "places.place": Kind(pgettext_lazy("kind of object", "Place"), "map-pin"),
    "productions.production": Kind(pgettext_lazy("kind of object", "Production"), "film-strip"),
    "documents.document": Kind(pgettext_lazy("kind of object", "Document"), "files"),
    "tasks.task": Kind(pgettext_lazy("kind of object", "Task"), "check-square"),
    "companies.company": Kind(pgettext_lazy("kind of object", "Company"), "building-office"),
    "grid.programme": Kind(pgettext_lazy("kind of object", "Programme"), "television-simple"),
    "parameters.parameter": Kind(pgettext_lazy("kind of object", "Parameter"), "sliders-horizontal"),
}


def kind_of(label: str) -> Kind:
    return KINDS.get(label, Kind(label.rpartition(".")[2], "files"))
