"""What the networks of Festival Cap Sambre and of Plein Jour told: exports, advertisements, ratings, one page.

The exports are made here by rule: a festival that posts most days, at four hours, in three formats; evenings do
well, early afternoons badly. No chance is drawn: the same house has the same figures.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from coulisse.desks.community.performance.access import campaigns_of, objectives_of
from coulisse.desks.community.performance.actions import audits, direction, files
from coulisse.desks.community.performance.models import DataFile
from coulisse.desks.community.publishing.actions import accounts
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.publishing.networks.contract import Credentials
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments
from coulisse.kernel.times import BRUSSELS

FIRST: Final = date(2027, 1, 16)
LAST: Final = date(2027, 4, 15)
EXPORTED: Final = date(2027, 4, 16)
MEASURED: Final = date(2027, 4, 18)
SUNDAYS: Final = tuple(date(2027, 1, 31) + timedelta(weeks=at) for at in range(12))
SILENT: Final = (date(2027, 2, 13), date(2027, 2, 21))
"""A week of carnival without a post."""
HOURS: Final = (20, 9, 14, 18, 20, 7, 14, 12, 22, 14, 18, 8, 20)
WORTH: Final = {7: 55, 8: 70, 9: 75, 12: 90, 14: 24, 18: 130, 20: 240, 22: 60}
"""Interactions of an ordinary post of an hour."""
TEXTS: Final = (
    "Les passes sont en vente : cinq jours, une péniche, une ville.",
    "Une répétition, filmée depuis l’écluse de Salzinnes.",
    "Trois questions à la programmatrice.",
    "Le programme du vendredi tient sur une carte postale.",
    "Qui reconnaît ce pont ?",
    "Een avond op de aak: zo klinkt Cap Sambre.",
    "Les bénévoles répètent le montage de la scène flottante.",
    "Un an déjà : la foule du samedi soir, vue de la citadelle.",
    "Combien de marches jusqu’à l’embarcadère ?",
    "De passen zijn te koop. Tot in Namen!",
)
ADS: Final = (
    ("Passes – vidéo", "16/04/2027", "18/04/2027", "318,40", "91.200", "742", "17.480", "52", "Passes vendus"),
    ("Passes – image", "16/04/2027", "18/04/2027", "196,10", "58.700", "431", "8.120", "27", "Passes vendus"),
    ("Passen – video NL", "16/04/2027", "18/04/2027", "125,50", "32.500", "247", "6.350", "14", "Passes vendus"),
    ("", "", "", "640,00", "182.400", "1.420", "31.950", "93", ""),
)
"""Monday's measure: 640,00 €, 182 400 impressions, 1 420 clicks, 31 950 views."""
AD_HEADS: Final = (
    "Nom de la campagne",
    "Début des rapports",
    "Fin des rapports",
    "Montant dépensé (EUR)",
    "Impressions",
    "Clics sur un lien",
    "Lectures de 3 secondes",
    "Résultats",
    "Indicateur de résultat",
)
VIEWERS: Final = (298, 305, 287, 312, 330, 301, 341, 352, 318, 366, 349, 412)
"""In thousands, Sunday by Sunday; the last is that of the wave."""
LIKED: Final = (118, 96, 131, 84, 160, 142, 121, 188, 104, 176, 214, 402)


def measure(*, productions: Mapping[str, Production], people: Mapping[str, User], moments: Moments) -> None:
    """As Inès does on Friday and on Monday."""
    ines, festival, magazine = people["ines"], productions["capsambre"], productions["plein-jour"]
    for network, handle in (
        ("instagram", "festivalcapsambre"),
        ("facebook", "capsambre"),
        ("tiktok", "capsambre"),
    ):
        account = _account(network, handle, festival)
        _import(_posts(network), f"{handle}-{network}-90-jours.csv", account, by=ines, at=moments.ago(4, 9, 10))
        audits.make(
            account=account,
            first_on=FIRST,
            last_on=LAST,
            metric="interactions",
            by=ines,
            at=moments.ago(4, 9, 40),
        )
    _advertise(festival, by=ines, at=moments.ago(1, 9))
    account = _account("instagram", "pleinjour.mediane", magazine)
    _import(_sundays(), "pleinjour-instagram.csv", account, by=ines, at=moments.ago(1, 9, 20))
    rated = files.Given(
        kind=DataFile.Kind.RATINGS,
        content=_ratings(),
        file_name="audience-dimanche-2027.csv",
        production=magazine,
    )
    row = files.give_file(rated, by=ines, at=moments.ago(1, 9, 25))
    files.import_file(file=row, by=ines, at=moments.ago(1, 9, 26))
    direction.make(
        production=festival,
        first_on=date(2027, 4, 12),
        last_on=MEASURED,
        objective=objectives_of(ines, festival).first(),
        by=ines,
        at=moments.ago(1, 9, 45),
    )


def _account(network: str, handle: str, production: Production) -> NetworkAccount:
    found = NetworkAccount.objects.filter(network=network, handle=handle, closed_at__isnull=True).first()
    if found is not None:
        return found
    values = {
        "network": network,
        "handle": handle,
        "server": "",
        "production": production,
        "way": NetworkAccount.Way.BY_HAND,
    }
    return accounts.add(values=values, credentials=Credentials())


def _import(content: bytes, name: str, account: NetworkAccount, *, by: User, at: datetime) -> None:
    given = files.Given(
        kind=DataFile.Kind.POSTS, content=content, file_name=name, account=account, last_on=EXPORTED
    )
    row = files.give_file(given, by=by, at=at)
    files.import_file(file=row, by=by, at=at + timedelta(minutes=1))


def _advertise(festival: Production, *, by: User, at: datetime) -> None:
    given = files.Given(
        kind=DataFile.Kind.ADS,
        content=_table((AD_HEADS, *ADS)),
        file_name="meta-ads-passes-avril.csv",
        production=festival,
        campaign=campaigns_of(by, festival).first(),
    )
    row = files.give_file(given, by=by, at=at)
    files.import_file(file=row, by=by, at=at + timedelta(minutes=1))


def _posts(network: str) -> bytes:
    """Ninety days of an account of the festival, in the columns of its network."""
    heads, write = WRITERS[network]
    rows = [write(number, moment, text, worth) for number, moment, text, worth in _days(shift=SHIFTS[network])]
    return _table((heads, *rows), delimiter=",")


def _days(*, shift: int) -> Iterator[tuple[int, datetime, str, int]]:
    """Number, moment, text and interactions of each post; Mondays rest."""
    day, number = FIRST, shift
    while day <= LAST:
        if day.weekday() != 0 and not SILENT[0] <= day <= SILENT[1]:
            hour = HOURS[number % len(HOURS)]
            kind = number % 3
            worth = WORTH[hour] * (16, 9, 11)[kind] // 10 + (number * 37 + shift * 11) % 23
            yield number, datetime.combine(day, time(hour, 5 * (number % 6))), TEXTS[number % len(TEXTS)], worth
        number += 1
        day += timedelta(days=1)


SHIFTS: Final = {"instagram": 0, "facebook": 1, "tiktok": 2}


def _instagram(number: int, at: datetime, text: str, worth: int) -> Sequence[str]:
    kind = ("IG reel", "IG image", "IG carousel")[number % 3]
    likes, comments, shares, saves = _parts(worth)
    where = f"https://www.instagram.com/p/cs{number:03}/"
    # The first week of stories has no figure of reach any more: nothing, which is not 0.
    reach = "" if number < 7 else str(worth * 9)
    return (
        f"178{number:05}",
        text,
        f"{at:%m/%d/%Y %H:%M}",
        where,
        kind,
        str(worth * 14),
        reach,
        str(likes),
        str(comments),
        str(shares),
        str(saves),
        "joyeuse",
    )


def _facebook(number: int, at: datetime, text: str, worth: int) -> Sequence[str]:
    kind = ("Vidéo", "Photo", "Lien")[number % 3]
    likes, comments, shares, _saves = _parts(worth * 2 // 3)
    where = f"https://www.facebook.com/capsambre/posts/{number:04}"
    total = likes + comments + shares
    views = worth * 11
    return (
        f"9{number:06}",
        text,
        f"{at:%d/%m/%Y %H:%M}",
        where,
        kind,
        str(worth * 7),
        str(views),
        str(views - views // 5),
        str(views // 5),
        str(total),
        str(worth // 4),
    )


def _tiktok(number: int, at: datetime, text: str, worth: int) -> Sequence[str]:
    likes, comments, shares, saves = _parts(worth * 4 // 3)
    where = f"https://www.tiktok.com/@capsambre/video/73{number:05}"
    views = str(worth * 31)
    return (text, where, f"{at:%Y-%m-%d %H:%M:%S}", str(likes), str(comments), str(shares), views, str(saves))


def _parts(worth: int) -> tuple[int, int, int, int]:
    """Likes, comments, shares and saves that sum to it."""
    comments, shares, saves = worth // 12, worth // 20, worth // 30
    return worth - comments - shares - saves, comments, shares, saves


WRITERS: Final = {
    "instagram": (
        (
            "Post ID",
            "Description",
            "Publish time",
            "Permalink",
            "Post type",
            "Views",
            "Reach",
            "Likes",
            "Comments",
            "Shares",
            "Saves",
            "Ambiance",
        ),
        _instagram,
    ),
    "facebook": (
        (
            "Identifiant de la publication",
            "Titre",
            "Heure de publication",
            "Permalien",
            "Type de publication",
            "Portée",
            "Vues",
            "Vues organiques",
            "Vues des publications boostées",
            "Réactions, commentaires et partages",
            "Clics sur un lien",
        ),
        _facebook,
    ),
    "tiktok": (
        (
            "Video title",
            "Video link",
            "Post time",
            "Total likes",
            "Total comments",
            "Total shares",
            "Total views",
            "Add to favorites",
        ),
        _tiktok,
    ),
}


def _sundays() -> bytes:
    """Two posts about each Plein Jour: one on Saturday, one an hour before."""
    rows = []
    for number, (sunday, liked) in enumerate(zip(SUNDAYS, LIKED, strict=True)):
        for part, day, wall, share in ((0, sunday - timedelta(days=1), time(18), 2), (1, sunday, time(19, 25), 3)):
            at = datetime.combine(day, wall, tzinfo=BRUSSELS)
            likes, comments, shares, saves = _parts(liked * share // 5)
            rows.append(
                (
                    f"55{number:02}{part}",
                    "Demain dans Plein Jour" if part == 0 else "Dans une heure : Plein Jour",
                    f"{at:%m/%d/%Y %H:%M}",
                    f"https://www.instagram.com/p/pj{number:02}{part}/",
                    "IG reel" if part else "IG image",
                    str(likes),
                    str(comments),
                    str(shares),
                    str(saves),
                )
            )
    heads = (
        "Post ID",
        "Description",
        "Publish time",
        "Permalink",
        "Post type",
        "Likes",
        "Comments",
        "Shares",
        "Saves",
    )
    return _table((heads, *rows), delimiter=",")


def _ratings() -> bytes:
    heads = ("Date", "Heure", "Chaîne", "Programme", "Audience (000)", "PDM (%)")
    rows = [
        (
            f"{day:%d/%m/%Y}",
            "20:25",
            "Médiane TV",
            "Plein Jour",
            f"{viewers},{number % 9}",
            f"{14 + number % 5},{number % 8}",
        )
        for number, (day, viewers) in enumerate(zip(SUNDAYS, VIEWERS, strict=True))
    ]
    return _table((heads, *rows))


def _table(rows: Sequence[Sequence[str]], *, delimiter: str = ";") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode("utf-8-sig")
