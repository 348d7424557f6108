"""What makes two ways of writing an address the same: small letters, E.164, `network:name`, words without accents.

>>> email_key(" Hubert.Lambot@Public.EXAMPLE "), phone_key("0470/12.34.56")
('hubert.lambot@public.example', '+32470123456')
>>> handle_key("Facebook: @Hubert.L"), handle_key("https://www.facebook.com/hubert.l?ref=1"), handle_key("@hubert")
('facebook:hubert.l', 'facebook:hubert.l', 'social:hubert')
>>> postal_key("Rue de la Procession, 12\\n6000 Charleroi"), postal_key("Charleroi")
('rue de la procession 12 6000 charleroi', '')
"""

import re
from typing import Final
from urllib.parse import urlsplit

from coulisse.foundation.people import keys as trade
from coulisse.foundation.people.phones import read_phone

LONGEST: Final = 250
SHORTEST_POSTAL: Final = 10
ONE_EMAIL: Final = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+\.[^\s@<>,;:\"()\[\].]{2,}")
EMAILS_IN_TEXT: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
PHONES_IN_TEXT: Final = re.compile(
    r"(?<![\w+/.-])(?:\+|00)?\d{1,4}(?:[ ./()-]{0,2}\d{2,4}){2,4}(?![\w/-])", re.ASCII
)
POSTCODE: Final = re.compile(r"(?:^|[\s,-])(?:B-?)?(\d{4,5})[ \u00a0]+([^\W\d_][\w' ’-]{1,60})")
NETWORKS: Final = {"facebook", "instagram", "x", "twitter", "tiktok", "youtube", "linkedin", "threads", "bluesky"}


def name_key(name: str) -> str:
    """The words of a name in one order; a form of address is no part of it.

    >>> name_key("Mme Élise LAMBOT") == name_key("Lambot, Elise")
    True
    """
    titles = {"m", "mr", "mme", "mlle", "monsieur", "madame", "dhr", "mevr", "mw", "mevrouw", "meneer", "me", "dr"}
    words = [word for word in trade.name_key(name).split() if word not in titles]
    return " ".join(words)[:200]


def email_key(text: str) -> str:
    """Small letters; empty where it is no address."""
    bare = text.strip().removeprefix("mailto:").strip("<>").lower()
    return bare if len(bare) <= LONGEST and ONE_EMAIL.fullmatch(bare) else ""


def phone_key(text: str) -> str:
    """E.164, a Belgian number where no country is written; empty where it cannot be dialled."""
    return read_phone(text.strip()) or ""


def handle_key(text: str) -> str:
    """`network:name`."""
    bare = text.strip().lower()
    if "://" in bare:
        try:
            parts = urlsplit(bare)
        except ValueError:
            return ""
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").rpartition(".")[0]
        bare = f"{host}:{parts.path.strip('/').partition('/')[0]}"
    network, colon, name = bare.partition(":")
    if not colon:
        network, name = "social", bare
    name = name.strip().lstrip("@").strip()
    return f"{network.strip() or 'social'}:{name}"[:LONGEST] if name else ""


def postal_key(text: str) -> str:
    """Words and figures in their order; empty for what is no address by itself: a town, a street."""
    folded = trade.plain(text)[:LONGEST]
    return folded if len(folded) >= SHORTEST_POSTAL and any(sign.isdigit() for sign in folded) else ""


def town_of(postal: str) -> str:
    """The town of a postal address, plain.

    >>> town_of("Rue du Pont 3\\n4000 Liège"), town_of("somewhere")
    ('liege', '')
    """
    found = POSTCODE.search(postal)
    return trade.plain(found[2].split("\n")[0]) if found else ""


def mentioned(text: str, *, most: int = 6) -> list[tuple[str, str]]:
    """The telephone numbers and e-mail addresses that a text gives, as (kind, key).

    >>> mentioned("Rappelez-moi au 0470 12 34 56 ou 04/222.33.44, sinon lea@public.example. Le 14/03 à 20:52.")
    [('email', 'lea@public.example'), ('phone', '+32470123456'), ('phone', '+3242223344')]
    """
    end = text[-4_000:]  # a signature stands at the end
    found = [("email", key) for one in EMAILS_IN_TEXT.findall(end) if (key := email_key(one))]
    for match in PHONES_IN_TEXT.finditer(end):
        typed = match[0]
        if len(re.sub(r"\D", "", typed)) < 9 or not typed.startswith(("0", "+")):
            continue
        if key := phone_key(typed):
            found.append(("phone", key))
    return list(dict.fromkeys(found))[:most]


def same_words(one: str, other: str) -> bool:
    """Whether two names may be one person: no name at all, or a word of at least two letters in common.

    >>> same_words("Hubert Lambot", "Monsieur Lambot"), same_words("Hubert L.", "Léa Colin"), same_words("", "x")
    (True, False, True)
    """
    ours, theirs = name_key(one).split(), name_key(other).split()
    if not ours or not theirs:
        return True
    return any(len(word) > 1 and word in theirs for word in ours)
