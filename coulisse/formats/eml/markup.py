"""HTML cut into tags and text, in one pass over it, however broken it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

NAME: Final = re.compile(r"/?[a-zA-Z][a-zA-Z0-9:_-]{0,40}")
ATTRIBUTE: Final = re.compile(r"""(?<![\w-])([a-zA-Z-]{1,40})(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
DOUBLE: Final = re.compile(r'"[^"]*"')
LONGEST_TAG: Final = 16 * 1024
# Their content is no markup; it ends at their own closing tag only.
RAW: Final = {"script", "style", "title", "textarea", "xmp", "noembed", "noframes", "iframe"}


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening or a closing tag; `written` holds what follows its name."""

    name: str
    written: str = ""
    is_closing: bool = False

    def attributes(self) -> dict[str, str]:
        """Names in lower case; the first of several of a name counts."""
        found: dict[str, str] = {}
        for one in ATTRIBUTE.finditer(self.written):
            value = one[2] or ""
            if value[:1] in "\"'":
                value = value[1:-1]
            found.setdefault(one[1].lower(), unescape(value))
        return found


def tokens(html: str) -> Iterator[Tag | str]:
    """Tags and the text between them, entities read; comments and declarations left out."""
    at, text_from = 0, 0
    lowered = ""
    while (at := html.find("<", at)) >= 0:
        end, tag = _tag(html, at)
        if end < 0:
            at += 1
            continue
        if at > text_from:
            yield unescape(html[text_from:at])
        if tag is not None:
            yield tag
            if tag.name in RAW and not tag.is_closing:
                lowered = lowered or html.lower()
                stop = lowered.find(f"</{tag.name}", end)
                inner_end = len(html) if stop < 0 else stop
                if tag.name == "textarea":
                    yield unescape(html[end:inner_end])
                end = inner_end
        at = text_from = end
    if text_from < len(html):
        yield unescape(html[text_from:])


def _tag(html: str, at: int) -> tuple[int, Tag | None]:
    """Where the tag that begins at `at` ends, and the tag; -1 where none begins, no tag where it is a comment."""
    following = html[at + 1 : at + 2]
    if following in ("!", "?"):
        return _declaration(html, at)
    named = NAME.match(html, at + 1)
    if named is None:
        return -1, None
    end = html.find(">", named.end(), named.end() + LONGEST_TAG)
    if end < 0:
        return -1, None
    for _ in range(4):  # a > inside quotes doesn't end the tag
        inside = DOUBLE.sub("", html[named.end() : end])
        if '"' not in inside and not ("='" in inside and inside.count("'") % 2):
            break
        further = html.find(">", end + 1, named.end() + LONGEST_TAG)
        if further < 0:
            break
        end = further
    name = named[0].lower()
    return end + 1, Tag(name.lstrip("/"), html[named.end() : end], name[0] == "/")


def _declaration(html: str, at: int) -> tuple[int, Tag | None]:
    if html.startswith("<!--", at):
        end = html.find("-->", at + 2)
        if end < 0:
            end = html.find(">", at)
            return (end + 1 if end >= 0 else len(html)), None
        return end + 3, None
    end = html.find(">", at)
    return (end + 1 if end >= 0 else len(html)), None
