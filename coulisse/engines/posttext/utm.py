"""Marks of a campaign on an address, and what they must not break: its query, its fragment, what is there already.

>>> with_utm("https://rtbf.be/live?id=7&x#t=20", "Bluesky", "social", "Plein Jour")
'https://rtbf.be/live?id=7&x&utm_source=Bluesky&utm_medium=social&utm_campaign=Plein%20Jour#t=20'
>>> with_utm("https://rtbf.be/?utm_source=lettre", "x", "social", "a")
'https://rtbf.be/?utm_source=lettre&utm_medium=social&utm_campaign=a'
>>> has_utm("https://rtbf.be/?UTM_Source=lettre"), has_utm("https://rtbf.be/#utm_source=x")
(True, False)
"""

from urllib.parse import quote, unquote_plus

_WEB = ("http://", "https://")
_PREFIX = "utm_"


class NotALink(ValueError):
    """An address that is not of the web, or that holds blanks."""


def with_utm(url: str, source: str, medium: str, campaign: str, *, content: str = "", term: str = "") -> str:
    """The address with the marks that it lacks, each as given, escaped; empty ones are left out.

    A mark that stands there was put there by somebody, and stays. Raises NotALink.
    """
    if not url.lower().startswith(_WEB) or any(letter.isspace() for letter in url):
        raise NotALink(url)
    address, hash_sign, fragment = url.partition("#")
    there = _names(address)
    marks = {"source": source, "medium": medium, "campaign": campaign, "content": content, "term": term}
    added = "&".join(
        f"{_PREFIX}{name}={quote(value, safe='', errors='replace')}"
        for name, value in marks.items()
        if value and _PREFIX + name not in there
    )
    if not added:
        return url
    _, mark, query = address.partition("?")
    joint = "?" if not mark else "" if not query or query.endswith("&") else "&"
    return f"{address}{joint}{added}{hash_sign}{fragment}"


def has_utm(url: str) -> bool:
    """Whether an address says at least which source it was followed from."""
    return f"{_PREFIX}source" in _names(url.partition("#")[0])


def _names(address: str) -> set[str]:
    query = address.partition("?")[2]
    return {unquote_plus(pair.partition("=")[0]).lower() for pair in query.split("&")}
