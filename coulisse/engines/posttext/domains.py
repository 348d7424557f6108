"""Names of hosts: which endings exist, and how long a name may be once written in ASCII.

The endings come with `publicsuffixlist`, which carries the Public Suffix List, renewed every few weeks.

>>> is_ending("be"), is_ending("みんな"), is_ending("jpg")
(True, True, False)
>>> encoded_length("münchen.de"), encoded_length("a" * 64 + ".be")
(17, None)
"""

from functools import cache
from importlib.resources import files
from typing import Final

import publicsuffixlist

LONGEST_LABEL: Final = 63
LONGEST_HOST: Final = 253


@cache
def endings() -> frozenset[str]:
    """Every top-level domain, in small letters, in its own script."""
    listed = files(publicsuffixlist).joinpath("public_suffix_list.dat").read_text("utf-8")
    official, _, _private = listed.partition("===END ICANN DOMAINS===")
    rules = (line.strip() for line in official.splitlines())
    return frozenset(rule.rpartition(".")[2] for rule in rules if rule and not rule.startswith("//"))


def is_ending(label: str) -> bool:
    """Whether a label is a top-level domain."""
    return label.lower() in endings()


def has_ending(host: str) -> bool:
    """Whether a host has a dot and ends in a top-level domain."""
    name, _, last = host.rpartition(".")
    return bool(name) and is_ending(last)


def encoded_length(host: str) -> int | None:
    """How long a host is in ASCII (RFC 3490); None for one that cannot be written so."""
    labels = host.split(".")
    if host.isascii():
        return len(host) if all(0 < len(label) <= LONGEST_LABEL for label in labels) else None
    try:
        return len(host.encode("idna"))
    except UnicodeError:
        return None
