"""The identifiers of Bluesky's protocol: whether a text is one. Source: atproto.com/specs (read 2026-11-29).

>>> is_handle("anne.bsky.social"), is_handle("anne"), is_did("did:plc:7iza6de2dwap2sbkpav7c6c6")
(True, False, True)
>>> is_at_uri("at://anne.bsky.social/app.bsky.feed.post/3jzfcijpj2z2a")
True
"""

import re
from datetime import date
from typing import Final

_LABEL: Final = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_HANDLE: Final = re.compile(rf"(?:{_LABEL}\.)+[a-zA-Z](?:[a-zA-Z0-9-]{{0,61}}[a-zA-Z0-9])?")
_DID: Final = re.compile(r"did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]")
_NSID: Final = re.compile(
    rf"[a-zA-Z](?:[a-zA-Z0-9-]{{0,61}}[a-zA-Z0-9])?(?:\.{_LABEL})+\.[a-zA-Z][a-zA-Z0-9]{{0,62}}"
)
_RECORD_KEY: Final = re.compile(r"[a-zA-Z0-9_~.:-]{1,512}")
_TID: Final = re.compile("[234567a-j][234567a-z]{12}")
_AT_URI: Final = re.compile(
    r"at://(?P<authority>[^/?#]+)(?:/(?P<collection>[^/?#]+)(?:/(?P<key>[^/?#]+))?)?(?:#(?P<fragment>.*))?"
)
_FRAGMENT: Final = re.compile(r"/(?:[a-zA-Z0-9._~:@!$&')(*+,;=\[\]/-]|%[0-9A-Fa-f]{2})*")
_DATETIME: Final = re.compile(
    r"(?P<day>[0-9]{4}-[01][0-9]-[0-3][0-9])T(?P<hour>[0-2][0-9]):(?P<minute>[0-5][0-9]):(?P<second>[0-6][0-9])"
    r"(?:\.[0-9]{1,20})?(?:Z|[+-](?P<ahead>[0-2][0-9]):[0-5][0-9])"
)
# BCP 47: language and its parts, or what is registered as a whole, or private.
_LANGUAGE: Final = re.compile(
    r"(?:[a-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*)"
    r"(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?|[xX](?:-[A-Za-z0-9]{1,8})+)"
)
_REGISTERED: Final = re.compile(
    "en-GB-oed|i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)"
    "|sgn-(?:BE-FR|BE-NL|CH-DE)|art-lojban|cel-gaulish|no-(?:bok|nyn)|zh-(?:guoyu|hakka|min|min-nan|xiang)"
)
LONGEST_HANDLE: Final = 253
LONGEST_DID: Final = 2048
LONGEST_NSID: Final = 317
LONGEST_URI: Final = 8192
LONGEST_DATETIME: Final = 64


def is_handle(text: str) -> bool:
    """A name that is a host, as `anne.bsky.social`; the ending does not begin with a digit."""
    return len(text) <= LONGEST_HANDLE and _HANDLE.fullmatch(text) is not None


def is_did(text: str) -> bool:
    """A lasting identifier of somebody: `did:`, a method in small letters, and what the method says."""
    return len(text) <= LONGEST_DID and _DID.fullmatch(text) is not None


def is_at_identifier(text: str) -> bool:
    """A handle or a DID."""
    return is_did(text) if text.startswith("did:") else is_handle(text)


def is_nsid(text: str) -> bool:
    """The name of a kind of record: a host the other way round and a word, as `app.bsky.feed.post`."""
    return len(text) <= LONGEST_NSID and _NSID.fullmatch(text) is not None


def is_record_key(text: str) -> bool:
    """The key of a record within its kind. A post may choose its own: asked twice, it is made once."""
    return text not in (".", "..") and _RECORD_KEY.fullmatch(text) is not None


def is_tid(text: str) -> bool:
    """A key that says when: thirteen letters that sort by time."""
    return _TID.fullmatch(text) is not None


def is_at_uri(text: str) -> bool:
    """The address of somebody, of a kind of record of theirs, or of one record."""
    match = _AT_URI.fullmatch(text) if len(text) <= LONGEST_URI else None
    if match is None or not is_at_identifier(match["authority"]):
        return False
    collection, key, fragment = match["collection"], match["key"], match["fragment"]
    return (
        (collection is None or is_nsid(collection))
        and (key is None or is_record_key(key))
        and (fragment is None or _FRAGMENT.fullmatch(fragment) is not None)
    )


def is_datetime(text: str) -> bool:
    """A moment: day, hour with seconds, and an offset other than -00:00; a day that exists."""
    match = _DATETIME.fullmatch(text) if len(text) <= LONGEST_DATETIME else None
    if match is None or text.endswith("-00:00") or text.startswith("000"):
        return False
    # A leap second is written 60 and refused by the reference program, as hour 24 is.
    if int(match["hour"]) > 23 or int(match["second"]) > 59 or int(match["ahead"] or 0) > 23:
        return False
    try:
        date.fromisoformat(match["day"])
    except ValueError:
        return False
    return True


def is_language(text: str) -> bool:
    """A code of a language (BCP 47), well formed: no variant and no extension twice."""
    if _REGISTERED.fullmatch(text):
        return True
    match = _LANGUAGE.fullmatch(text)
    if match is None:
        return False
    variants = (match["variants"] or "").lower().split("-")[1:]
    singletons = [part for part in (match["extensions"] or "").lower().split("-") if len(part) == 1]
    return len(set(variants)) == len(variants) and len(set(singletons)) == len(singletons)
