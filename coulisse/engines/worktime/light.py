"""The sun at a place: sunrise, sunset and civil twilight, and an exterior against that light.

Computed on the machine by `astral` (NOAA's equations), to the nearest minute as almanacs print it. Refraction
counts at sunrise and sunset; civil twilight is the true height of the sun, so none is added there. Above the polar
circles the sun may not rise or set: then there is no value, not a guess.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from coulisse.engines.worktime.spans import DAY, NOTHING, overlap
from coulisse.kernel.times import elapsed, to_brussels

HORIZON = 90.0
TWILIGHT = 96.0
"""Degrees from the zenith: the end of civil twilight is the sun's centre six degrees under the horizon."""
HALF_A_MINUTE = timedelta(seconds=30)


class NotOnEarth(ValueError):
    """A latitude beyond 90 or a longitude beyond 180 degrees."""


@dataclass(frozen=True, slots=True)
class Daylight:
    """The sun of one day on Brussels clocks, to the minute; None where it doesn't happen that day.

    `dawn` and `dusk` are civil: the sun six degrees under the horizon.
    """

    day: date
    dawn: datetime | None
    sunrise: datetime | None
    sunset: datetime | None
    dusk: datetime | None


class LightCode(StrEnum):
    """What goes against the light."""

    NO_DAYLIGHT = "no-daylight"  # an exterior day after dusk or before dawn
    NO_DARKNESS = "no-darkness"  # an exterior night in full day


@dataclass(frozen=True, slots=True)
class LightFlag:
    """An exterior whose hours go against the light: how long, and within which light."""

    code: LightCode
    scene: str
    day: date
    against: timedelta
    start: datetime
    end: datetime
    light: Daylight


def daylight(latitude: float, longitude: float, day: date) -> Daylight:
    """The sun over a place (degrees, north and east positive). Raises NotOnEarth.

    >>> dinant = daylight(50.2606, 4.9122, date(2027, 3, 17))
    >>> f"{dinant.dawn:%H:%M} {dinant.sunrise:%H:%M} {dinant.sunset:%H:%M} {dinant.dusk:%H:%M}"
    '06:18 06:51 18:48 19:20'
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise NotOnEarth(f"{latitude}, {longitude}")
    # Astral and its tables take a tenth of a second to load, and only days with an exterior need them.
    from astral import Observer, SunDirection
    from astral.sun import SUN_APPARENT_RADIUS, time_of_transit

    observer = Observer(latitude, longitude)

    def at(zenith: float, direction: SunDirection, *, refracted: bool) -> datetime | None:
        """The nearest minute of that day on which the sun passes a distance from the zenith, in degrees."""
        for near in (day, day - DAY, day + DAY):  # far from Brussels, its day isn't that of Greenwich
            try:
                moment = time_of_transit(observer, near, zenith, direction, with_refraction=refracted)
            except ValueError:  # astral's word for a sun that doesn't come to that height on that day
                continue
            minute = to_brussels(moment + HALF_A_MINUTE).replace(second=0, microsecond=0)
            if minute.date() == day:
                return minute
        return None

    return Daylight(
        day,
        dawn=at(TWILIGHT, SunDirection.RISING, refracted=False),
        sunrise=at(HORIZON + SUN_APPARENT_RADIUS, SunDirection.RISING, refracted=True),
        sunset=at(HORIZON + SUN_APPARENT_RADIUS, SunDirection.SETTING, refracted=True),
        dusk=at(TWILIGHT, SunDirection.SETTING, refracted=False),
    )


def exterior_day(scene: str, start: datetime, end: datetime, light: Daylight) -> LightFlag | None:
    """A flag when an exterior by day runs before civil dawn or after civil dusk; none where there is no value."""
    if light.dawn is None or light.dusk is None:
        return None
    against = elapsed(start, end) - overlap(start, end, light.dawn, light.dusk)
    return _flag(LightCode.NO_DAYLIGHT, scene, start, end, against, light)


def exterior_night(scene: str, start: datetime, end: datetime, light: Daylight) -> LightFlag | None:
    """A flag when an exterior by night runs between sunrise and sunset of the day given."""
    if light.sunrise is None or light.sunset is None:
        return None
    against = overlap(start, end, light.sunrise, light.sunset)
    return _flag(LightCode.NO_DARKNESS, scene, start, end, against, light)


def _flag(
    code: LightCode, scene: str, start: datetime, end: datetime, against: timedelta, light: Daylight
) -> LightFlag | None:
    if against <= NOTHING:
        return None
    return LightFlag(code, scene, light.day, against, start, end, light)
