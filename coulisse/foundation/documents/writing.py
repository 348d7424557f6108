"""Sizes and places as people read them."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coulisse.foundation.documents.vault import MEGABYTE

KILOBYTE = 1000


def written_size(size: int) -> str:
    """A thousand bytes are 1 kB, as telephones and computers now count. `number_format` cuts: round first."""
    if size < KILOBYTE:
        return _("%(size)s bytes") % {"size": size}
    if size < MEGABYTE:
        return _("%(size)s kB") % {"size": number_format(round(size / KILOBYTE))}
    megabytes = round(size / MEGABYTE, 1)
    return _("%(size)s MB") % {"size": number_format(megabytes, 0 if megabytes.is_integer() else 1)}


def written_position(latitude: float, longitude: float) -> str:
    """Degrees with the reader's decimal sign: `50,2606° N, 4,9122° E`."""
    north = pgettext("cardinal point", "N") if latitude >= 0 else pgettext("cardinal point", "S")
    east = pgettext("cardinal point", "E") if longitude >= 0 else pgettext("cardinal point", "W")
    degrees = (number_format(round(abs(value), 4), 4) for value in (latitude, longitude))
    return f"{next(degrees)}° {north}, {next(degrees)}° {east}"
