"""What is said around Festival Cap Sambre (D3): the press, two open networks, a forum, a newsletter.

The sources are paused, so that no sample house ever asks a server; what they told was taken in as they would tell it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from coulisse.desks.community.clients.workspaces import Workspace
from coulisse.desks.community.watch import actions
from coulisse.desks.community.watch.models import WatchItem, WatchSource
from coulisse.desks.community.watch.said import Said, tags_of
from coulisse.desks.community.watch.taking import take
from coulisse.foundation.accounts.models import Client, User
from coulisse.house.sample.moments import Moments

SOURCES: Final = {
    "sillon": ("feed", "Le Sillon de la Meuse", "https://sillon.example/culture.xml"),
    "forum": ("forum", "Forum des quais", "https://quais.example/forum/rss"),
    "mastodon": ("mastodon", "Mastodon, #namurfest", "https://social.mediane.example/tags/namurfest.rss"),
    "bluesky": (
        "bluesky",
        "Bluesky, #namurfest",
        "https://api.bsky.app/xrpc/app.bsky.feed.searchPosts?q=%23namurfest&sort=latest&limit=100",
    ),
    "lettre": ("newsletter", "Lettre du cinéma belge", ""),
}
KEYWORDS: Final = (
    ("#namurfest", 4),
    ("Cap Sambre", 4),
    ("péniche", 2),
    ("festival", 1),
    ("immobilier", -3),
)
NAMES: Final = (
    ("Cap Sambre", "Festival Cap Sambre\n#capsambre\n#FestivalCapSambre", True),
    ("Quai des Ondes", "#quaidesondes", False),
    ("Lumières de Mosane", "", False),
)
PRESS: Final = (
    ("sillon", 1, "Cap Sambre amarre un écran de neuf mètres au port de plaisance", "barge"),
    ("forum", 1, "Cap Sambre amarre un écran de neuf mètres, au port de plaisance !", "barge-forum"),
    ("sillon", 2, "Quai des Ondes dévoile son affiche : trois concerts sur une péniche", "ondes"),
    ("sillon", 4, "Le festival immobilier de Namur reporté en juin", "immobilier"),
    ("forum", 5, "Quelqu’un loue-t-il des vélos près du port pendant le festival ?", "velos"),
    ("sillon", 8, "Lumières de Mosane cherche deux cents bénévoles", "lumieres"),
    ("lettre", 6, "Dans la lettre d’avril : Cap Sambre, sept éditions sur l’eau", ""),
)
CALM: Final = (
    "On repère les quais pour le #namurfest, il fait déjà doux.",
    "Qui a gardé le programme papier du #namurfest de l’an passé ?",
    "Repetitie van de fanfare aan de kade, dat belooft voor #namurfest",
    "Le #namurfest approche, le port de plaisance se vide de ses voiliers.",
    "Vraag: zijn de films van #namurfest ondertiteld in het Nederlands?",
    "Une éclusière m’a parlé du #namurfest pendant vingt minutes.",
    "Première affiche du #namurfest vue en gare de Namur ce matin.",
    "On cherche un logement pour le #namurfest, plutôt côté Jambes.",
    "Le ciné-club de Floreffe prépare un car pour le #namurfest.",
    "Wie fietst er mee langs de Maas naar #namurfest?",
    "Des enfants ont peint la palissade du port pour le #namurfest.",
)
WAVE: Final = (
    "Neuf mètres d’écran sur une barge, le #namurfest ne fait rien à moitié.",
    "Ze hebben een bioscoop op het water gelegd, #namurfest wordt groots.",
    "Mon fils veut voir « le cinéma qui flotte » : on prend un passe #namurfest.",
    "Vu le montage de l’écran depuis le pont de Jambes #namurfest",
    "La fanfare répète sous ma fenêtre, vivement le #namurfest",
    "#namurfest : est-ce que la barge tourne avec le courant pendant le film ?",
    "Het scherm van #namurfest is te zien vanaf de citadel, wat een zicht.",
    "Un écran flottant et des transats, voilà mon mois de mai #namurfest",
    "Petit détour par le port pour voir la barge du #namurfest : immense.",
    "Question sérieuse pour #namurfest : et s’il pleut ?",
    "Gisteren de boot van #namurfest gezien, de kinderen willen nu al gaan.",
    "Le capitaine de la barge du #namurfest salue tout le monde, j’adore.",
)


def look_around(*, clients: Mapping[str, Client], people: Mapping[str, User], moments: Moments) -> None:
    ines, at = people["ines"], moments.ago(1, 20)
    home = Workspace(client=clients["capsambre"])
    sources = {
        key: actions.add_source(workspace=home, values={"kind": kind, "name": name, "address": address})
        for key, (kind, name, address) in SOURCES.items()
    }
    for text, weight in KEYWORDS:
        actions.add_keyword(workspace=home, text=text, weight=weight, at=at)
    for name, spellings, is_own in NAMES:
        actions.add_name(workspace=home, values={"name": name, "spellings": spellings, "is_own": is_own}, at=at)
    for key, said in _said(moments).items():
        take(source=sources[key], said=said, at=at, covers=key != "lettre")
    for source in sources.values():
        if source.address:
            actions.pause_source(source=source, paused=True)
    WatchSource.objects.filter(pk__in=[one.pk for one in sources.values()]).update(good_at=at, read_at=at)
    found = WatchItem.objects.get(client=home.client_id, title__startswith="Mon fils veut voir")
    actions.make_idea(item=found, by=ines, at=moments.ago(1, 21))


def _said(moments: Moments) -> dict[str, list[Said]]:
    """Thirty calm days on the two networks, a wave yesterday, and the press in between."""
    told: dict[str, list[Said]] = {key: [] for key in SOURCES}
    for n in range(2, 32):
        key = ("mastodon", "bluesky")[n % 2]
        told[key].append(_post(key, n, CALM[n % len(CALM)], moments.ago(n, 9 + n % 10, n)))
    for n, text in enumerate(WAVE):
        key = ("mastodon", "bluesky")[n % 2]
        told[key].append(_post(key, 100 + n, text, moments.ago(1, 18) + timedelta(minutes=7 * n)))
    for key, days, title, slug in PRESS:
        address = f"https://{'sillon' if key == 'sillon' else 'quais'}.example/{slug}" if slug else ""
        said_at = moments.ago(days, 7 if key == "sillon" else 11)
        told[key].append(Said(title, address=address, identifier=title, said_at=said_at))
    return told


def _post(key: str, number: int, text: str, said_at: datetime) -> Said:
    host = "social.mediane.example/@quai" if key == "mastodon" else "bsky.example/profile/quai.example/post"
    return Said(
        title=text,
        text=text,
        address=f"https://{host}/{number}",
        identifier=f"{key}-{number}",
        author=("Léa", "Wim", "Yasmina", "Joost", "Benoît")[number % 5],
        tags=tags_of(text),
        said_at=said_at,
    )
