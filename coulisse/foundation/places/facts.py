"""What happens to places."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfPlace(Fact):
    place_id: int
    name: str


@fact("foundation.places.added", _("%(by)s added the place %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAdded(_OfPlace):
    pass


@fact("foundation.places.edited", _("%(by)s changed the place %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEdited(_OfPlace):
    fields: list[str]


@fact("foundation.places.archived", _("%(by)s archived the place %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceArchived(_OfPlace):
    pass


@fact("foundation.places.restored", _("%(by)s took the place %(name)s out of the archive"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRestored(_OfPlace):
    pass


@fact("foundation.places.imported", _("%(by)s imported %(count)s places from %(file)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesImported(Fact):
    count: int
    file: str
