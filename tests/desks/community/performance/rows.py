"""Exports of networks, of an ad manager and of a panel, as tests hand them in."""

from datetime import date, datetime, timedelta
from typing import Final

from coulisse.desks.community.clients.models import Brief
from coulisse.desks.community.performance.actions import files
from coulisse.desks.community.performance.models import DataFile
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.strategy.models import Campaign, Objective
from coulisse.foundation.grid.models import Broadcast, Channel, Programme
from coulisse.kernel.times import BRUSSELS
from tests.cast import AT, Cast
from tests.desks.community.publishing.rows import an_account

FIRST: Final = date(2026, 12, 16)
ADS: Final = """Nom de la campagne;Début des rapports;Fin des rapports;Montant dépensé (EUR);Impressions;\
Clics sur un lien;Lectures de 3 secondes;Résultats;Indicateur de résultat;Coût par résultat;Humeur
Passes – vidéo;16/04/2027;18/04/2027;412,50;118 200;905;28 400;64;Passes vendus;6,45;bonne
Passes – image;16/04/2027;18/04/2027;227,50;64.200;515;3.550;;;;
;;;640,00;182.400;1.420;31 950;;;;
""".encode("utf-8-sig")
"""The money of D18 in two lines and a sum, as a Belgian spreadsheet saves it."""
INSTAGRAM: Final = """Post ID,Description,Publish time,Permalink,Post type,Data comment,Views,Reach,\
Likes,Comments,Shares,Saves,Mood
101,La péniche arrive,03/14/2027 20:05,https://www.instagram.com/p/a101/,IG reel,,1200,900,80,12,6,2,gai
102,Les passes sont en vente,03/12/2027 14:30,https://www.instagram.com/p/a102/,IG image,,300,250,9,1,0,0,
103,Rien de lu,03/10/2027 09:15,https://www.instagram.com/p/a103/,IG image,,,,,,,,
"""


def instagram(cast: Cast, **values: object) -> NetworkAccount:
    told: dict[str, object] = {"network": "instagram", "handle": "ladrache", "production": cast.drache}
    return an_account(**(told | values), server="", way=NetworkAccount.Way.BY_HAND)  # type: ignore[arg-type]


def give(
    cast: Cast, content: bytes | str, *, kind: str = "posts", name: str = "export.csv", **values: object
) -> DataFile:
    data = content.encode() if isinstance(content, str) else content
    told: dict[str, object] = {"production": cast.drache} | values
    given = files.Given(kind=kind, content=data, file_name=name, **told)  # type: ignore[arg-type]
    return files.give_file(given, by=cast.ines, at=AT)


def imported(cast: Cast, content: bytes | str, **values: object) -> DataFile:
    row = give(cast, content, **values)  # type: ignore[arg-type]
    return files.import_file(file=row, by=cast.ines, at=AT)


def a_brief(cast: Cast, account: str = "promo", cents: int = 64000) -> Brief:
    return Brief.objects.create(
        production=cast.drache, goals="1 200 passes", budget_account=account, budget_cents=cents, written_at=AT
    )


def a_campaign(cast: Cast) -> Campaign:
    objective = Objective.objects.create(
        production=cast.drache, name="1 200 passes vendus", starts_on=date(2027, 4, 1), ends_on=date(2027, 5, 10)
    )
    return Campaign.objects.create(
        objective=objective, name="Passes", tag="passes", starts_on=date(2027, 4, 1), ends_on=date(2027, 5, 10)
    )


def ninety_days(*, network: str = "instagram", first: date = FIRST, lift: int = 1) -> str:
    """A post a day at four hours, reels and images by turns; 20 h does well, 14 h badly, reels twice as well."""
    lines = ["Post ID,Description,Publish time,Permalink,Post type,Views,Reach,Likes,Comments,Shares,Saves,Mood"]
    for number in range(90):
        day = first + timedelta(days=number)
        hour = (9, 14, 20, 20, 14, 12)[number % 6]
        is_reel = number % 5 in {0, 2}
        likes = {9: 60, 12: 60, 14: 20, 20: 140}[hour] * (3 * lift if is_reel else 1) + number * 7 % 11
        kind = "IG reel" if is_reel else "IG image"
        where = f"https://www.{network}.com/p/d{number}/"
        lines.append(
            f"d{number},Jour {number},{day:%m/%d/%Y} {hour:02}:05,{where},{kind},"
            f"{likes * 9},{likes * 7},{likes},3,1,0,x"
        )
    return "\n".join(lines)


def twelve_broadcasts(cast: Cast) -> list[Broadcast]:
    """A programme every Sunday at 20:25 from 17/01/2027."""
    channel = Channel.objects.create(code="mediane.example", name="Médiane TV")
    programme = Programme.objects.create(key="plein jour", titles={"fr": "Plein Jour"}, production=cast.drache)
    starts = [datetime(2027, 1, 17, 20, 25, tzinfo=BRUSSELS) + timedelta(weeks=at) for at in range(12)]
    return [
        Broadcast.objects.create(
            channel=channel, programme=programme, starts_at=at, ends_at=at + timedelta(hours=1)
        )
        for at in starts
    ]


def ratings(broadcasts: list[Broadcast]) -> str:
    lines = ["Date;Heure;Chaîne;Programme;Audience (000);PDM (%)"]
    for number, one in enumerate(broadcasts):
        local = one.starts_at.astimezone(BRUSSELS)
        lines.append(
            f"{local:%d/%m/%Y};{local:%H:%M};Médiane TV;Plein Jour;{300 + 12 * number},5;{14 + number % 4},2"
        )
    return "\n".join(lines)


def posts_before(broadcasts: list[Broadcast]) -> str:
    """One post an hour before each broadcast, each liked more than the one before."""
    lines = ["Post ID,Description,Publish time,Permalink,Post type,Likes,Comments,Shares,Saves"]
    for number, one in enumerate(broadcasts):
        at = one.starts_at.astimezone(BRUSSELS) - timedelta(hours=1)
        lines.append(
            f"p{number},Dans une heure,{at:%m/%d/%Y %H:%M},https://www.instagram.com/p/p{number}/,IG reel,"
            f"{50 + 9 * number},2,1,0"
        )
    return "\n".join(lines)
