"""What the codes of the clearance say, in the reader's language: what is refused, why, what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from coulisse.desks.office.financing.countries import territory_name
from coulisse.desks.office.rights.models import Licence, Portrayed, Work
from coulisse.desks.office.rights.models.licences import Medium
from coulisse.desks.office.rights.models.people import Purpose
from coulisse.engines.clearance import SOCIAL_NETWORKS, Code, Obstacle

NETWORKS: Final[dict[str, Promise | str]] = {
    "bluesky": "Bluesky",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "mastodon": "Mastodon",
    "threads": "Threads",
    "tiktok": "TikTok",
    "x": "X",
    "youtube": "YouTube",
}
PLACES: Final[dict[str, Promise | str]] = {
    **NETWORKS,
    **{medium.value: medium.label for medium in Medium if medium is not Medium.SOCIAL},
}
LANDS: Final = ("BE", "BE-WAL", "BE-BRU", "BE-VLG", "FR", "LU", "NL", "DE", "CH", "CA", "GB", "US")
"""Those that a form offers; a row may hold any other."""

SENTENCES: Final[Mapping[Code, Promise]] = {
    Code.CONSENT_WITHDRAWN: gettext_lazy("%(who)s took this consent back on %(day)s."),
    Code.TAKING_WITHDRAWN: gettext_lazy("%(who)s took back, on %(day)s, that pictures were taken."),
    Code.CONSENT_MISSING: gettext_lazy("No image right of %(who)s."),
    Code.GUARDIAN_MISSING: gettext_lazy("%(who)s is a minor: no parent or guardian signed."),
    Code.CONSENT_EXPIRED: gettext_lazy("The image right of %(who)s ended on %(day)s."),
    Code.CONSENT_ENDS_BEFORE: gettext_lazy("The image right of %(who)s ends on %(day)s, before the use does."),
    Code.CONSENT_NOT_YET: gettext_lazy("The image right of %(who)s begins on %(day)s only."),
    Code.CONSENT_PURPOSE: gettext_lazy("%(who)s did not agree to “%(wanted)s”, only to: %(held)s."),
    Code.CONSENT_NETWORK: gettext_lazy("%(who)s did not agree to %(wanted)s, only to: %(held)s."),
    Code.CONSENT_TERRITORY: gettext_lazy("%(who)s agreed for %(held)s, not for: %(wanted)s."),
    Code.CROWD_IDENTIFIABLE: gettext_lazy("Somebody in the crowd can be recognised, and has no name here."),
    Code.CROWD_UNDECIDED: gettext_lazy("Nobody decided about the crowd yet."),
    Code.PEOPLE_UNDECIDED: gettext_lazy("Nobody said yet that everybody who is seen is listed."),
    Code.LICENCE_MISSING: gettext_lazy("No licence: %(kind)s."),
    Code.LICENCE_EXPIRED: gettext_lazy("The licence of %(who)s ended on %(day)s."),
    Code.LICENCE_ENDS_BEFORE: gettext_lazy("The licence of %(who)s ends on %(day)s, before the use does."),
    Code.LICENCE_NOT_YET: gettext_lazy("The licence of %(who)s begins on %(day)s only."),
    Code.LICENCE_MEDIUM: gettext_lazy("The licence of %(who)s does not cover “%(wanted)s”, only: %(held)s."),
    Code.LICENCE_NETWORK: gettext_lazy("The licence of %(who)s does not cover %(wanted)s, only: %(held)s."),
    Code.LICENCE_TERRITORY: gettext_lazy("The licence of %(who)s is for %(held)s, not for: %(wanted)s."),
    Code.RIGHTS_UNDECIDED: gettext_lazy("Nobody said yet who holds its rights."),
}
WAYS_OUT: Final[Mapping[Code, Promise]] = {
    Code.CONSENT_WITHDRAWN: gettext_lazy("Take the work down, blur them, or choose another work."),
    Code.TAKING_WITHDRAWN: gettext_lazy("Take the work down, blur them, or choose another work."),
    Code.CONSENT_MISSING: gettext_lazy("Send a release to sign, or blur them in a copy."),
    Code.GUARDIAN_MISSING: gettext_lazy("Send a release to a parent or guardian."),
    Code.CROWD_IDENTIFIABLE: gettext_lazy("Name them, and send a release to sign."),
    Code.CROWD_UNDECIDED: gettext_lazy("Look at the picture and decide."),
    Code.PEOPLE_UNDECIDED: gettext_lazy("Look at the picture, list them, and say so."),
    Code.RIGHTS_UNDECIDED: gettext_lazy("Say on its sheet whether it is of the house or under licence."),
}
OF_A_CONSENT: Final = gettext_lazy("Send a wider release to sign, or choose another use.")
OF_A_LICENCE: Final = gettext_lazy("Extend the licence, or choose another day, place or work.")

STATES: Final[Mapping[str, Promise]] = {
    "cleared": pgettext_lazy("rights", "cleared"),
    "expiring": pgettext_lazy("rights", "expires soon"),
    "refused": pgettext_lazy("rights", "not cleared"),
    "withdrawn": pgettext_lazy("rights", "withdrawn"),
}
TONES: Final = {"cleared": "ok", "expiring": "warn", "refused": "stop", "withdrawn": "stop"}
ICONS: Final = {
    "cleared": "check-circle",
    "expiring": "hourglass-medium",
    "refused": "warning-octagon",
    "withdrawn": "prohibit",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One obstacle in words: in which work, about whom, why, what to do, and where."""

    code: str
    sentence: str
    way_out: str
    work: int
    title: str
    person: int | None
    address: str


def explain(obstacles: Iterable[Obstacle]) -> tuple[Told, ...]:
    """The obstacles as sentences, in three queries however many they are."""
    found = tuple(obstacles)
    titles = dict(Work.objects.filter(pk__in={one.work for one in found}).values_list("pk", "title"))
    people = {one.person for one in found if one.person is not None}
    names = dict(Portrayed.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}
    rights = {one.right for one in found if one.licence_kind is not None and one.right is not None}
    licensors = dict(Licence.objects.filter(pk__in=rights).values_list("pk", "licensor")) if rights else {}
    return tuple(
        _told(
            one,
            titles.get(one.work, ""),
            names.get(one.person or 0, "") if one.person else licensors.get(one.right or 0, ""),
        )
        for one in found
    )


def _told(one: Obstacle, title: str, who: str) -> Told:
    said = {
        "who": who or "—",
        "day": date_format(one.day, "d/m/Y") if one.day else "",
        "wanted": wording_of(one.wanted),
        "held": ", ".join(wording_of(code) for code in one.held),
        "kind": str(Work.LicenceKind(one.licence_kind.value).label) if one.licence_kind else "",
    }
    default = OF_A_LICENCE if one.licence_kind else OF_A_CONSENT
    return Told(
        code=one.code.value,
        sentence=str(SENTENCES[one.code]) % said,
        way_out=str(WAYS_OUT.get(one.code, default)),
        work=one.work,
        title=title,
        person=one.person,
        address=_where(one),
    )


def _where(one: Obstacle) -> str:
    if one.person is not None:
        return reverse("office:rights:person", args=[one.person])
    return reverse("office:rights:work", args=[one.work])


def wording_of(code: str) -> str:
    """A purpose, a place, a medium or a territory in words."""
    if code in Purpose.values:
        return str(Purpose(code).label)
    if code in PLACES:
        return str(PLACES[code])
    if code == Medium.SOCIAL:
        return str(Medium.SOCIAL.label)
    return land_name(code)


def land_name(code: str) -> str:
    return _("the whole world") if code in {"", "*"} else territory_name(code, get_language() or "fr")


def lands(codes: Iterable[str]) -> str:
    """« Belgique, France »; nothing: the whole world."""
    return ", ".join(land_name(code) for code in codes) or _("the whole world")


def networks(codes: Iterable[str]) -> str:
    """« Instagram, Site web »; nothing: all."""
    return ", ".join(str(PLACES.get(code, code)) for code in codes) or _("every network")


def media(codes: Iterable[str], of_social: Iterable[str] = ()) -> str:
    """« Site web, Réseaux sociaux (Instagram) »."""
    narrowed = ", ".join(str(PLACES.get(code, code)) for code in of_social)
    words = []
    for code in codes:
        word = str(Medium(code).label)
        words.append(f"{word} ({narrowed})" if code == Medium.SOCIAL and narrowed else word)
    return ", ".join(words)


def place_choices() -> list[tuple[str, object]]:
    return list(PLACES.items())


def network_choices() -> list[tuple[str, object]]:
    return [(code, NETWORKS[code]) for code in SOCIAL_NETWORKS]


def land_choices(held: Iterable[str] = ()) -> list[tuple[str, str]]:
    return [(code, territory_name(code)) for code in dict.fromkeys([*LANDS, *held])]
