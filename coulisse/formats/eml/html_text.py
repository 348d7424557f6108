r"""HTML mail as plain text: paragraphs, lists, links, quoted blocks marked by `> `; no scripts, no hidden text.

>>> text_of('<p>Bonjour,<br>voici&nbsp;: <a href="https://x.be/a">la page</a></p><ul><li>un<li>deux</ul>')
'Bonjour,\nvoici : la page <https://x.be/a>\n\n- un\n- deux'
>>> text_of('Oui.<blockquote type="cite"><p>Venez-vous ?</p></blockquote>')
'Oui.\n\n> Venez-vous ?'
"""

import re
from collections import Counter
from typing import Final

from coulisse.formats.eml.markup import RAW, Tag, tokens

LONGEST: Final = 4 * 1024 * 1024
DEEPEST_QUOTE: Final = 20
VOID: Final = {
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
}  # fmt: skip
BLOCK: Final = {
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "html", "legend", "li", "main", "menu",
    "nav", "section",
    "summary", "table", "tbody", "tfoot", "thead", "tr",
}  # fmt: skip
PARAGRAPH: Final = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "blockquote"}
# Elements that a new one of them closes.
CLOSED_BY_NEXT: Final = {"p", "li", "tr", "td", "th", "dt", "dd", "option"}
UNSEEN: Final = {"head", "template", "object", "select", "datalist"}
HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|\Z|!)",
    re.IGNORECASE,
)
# Programs that indent with the element of quoting: their own text, not another's.
INDENT: Final = re.compile(r"border(?:-left)?\s*:\s*(?:none|0)\b", re.IGNORECASE)
SPACES: Final = re.compile(r"[ \t\n\r\f\xa0]+")
BLANK_LINES: Final = re.compile(r"\n{3,}")
RULE: Final = "_" * 32
NO_BREAK: Final = "\N{NO-BREAK SPACE}"


def text_of(html: str) -> str:
    """The text that a reader of the page sees; nothing hidden, unless there is nothing else."""
    whole = html[:LONGEST]
    text = _Page(sees_hidden=False).read(whole)
    return text or _Page(sees_hidden=True).read(whole)


class _Page:
    def __init__(self, *, sees_hidden: bool) -> None:
        self.sees_hidden = sees_hidden
        self.lines: list[str] = []
        self.line: list[str] = []
        self.prefix = ""
        self.depth = 0
        self.gap = False  # an empty line is due before the next text
        self.open: list[tuple[str, bool, int]] = []  # name, hides, quote levels that it added
        self.counts: Counter[str] = Counter()
        self.hiding = 0
        self.lists: list[int] = []  # the last number of each open list, -1 for bullets
        self.links: list[tuple[str, int]] = []
        self.written = 0

    def read(self, html: str) -> str:
        for token in tokens(html):
            if isinstance(token, str):
                self._text(token)
            elif token.is_closing:
                self._end(token.name)
            else:
                self._start(token)
        self._break()
        return BLANK_LINES.sub("\n\n", "\n".join(self.lines)).strip("\n")

    def _text(self, text: str) -> None:
        if self.hiding:
            return
        if self.counts["pre"]:
            first, *others = text.replace(NO_BREAK, " ").split("\n")
            self._add(first)
            for line in others:
                self._break(keep=True)
                self._add(line)
            return
        flat = SPACES.sub(" ", text)
        if flat[:1] == " " and (not self.line or self.line[-1].endswith(" ")):
            flat = flat[1:]
        self._add(flat)

    def _add(self, text: str) -> None:
        if text:
            self.line.append(text)
            self.written += len(text)

    def _break(self, *, keep: bool = False, gap: bool = False) -> None:
        """End the line; `keep` an empty one too; `gap`: an empty line comes before what follows."""
        content = "".join(self.line).rstrip()
        self.line = []
        if content or keep:
            mark = "> " * self.depth if content else ">" * self.depth
            if self.gap and self.lines:
                self.lines.append(">" * min(self.depth, self._last_depth()))
            self.gap = False
            self.lines.append(f"{mark}{self.prefix if content else ''}{content}".rstrip())
            if content:
                self.prefix = " " * len(self.prefix) if self.lists else ""
        self.gap = self.gap or gap

    def _last_depth(self) -> int:
        last = self.lines[-1]
        return (len(last) - len(last.lstrip("> "))) // 2 if last.startswith(">") else 0

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name == "br":
            self._break(keep=not self.hiding)
        elif name == "hr":
            self._rule()
        elif name == "img":
            self._picture(tag)
        if name in VOID or name in RAW:
            return
        if name in CLOSED_BY_NEXT and self.open and self.open[-1][0] == name:
            self._end(name)
        self._line_of(name)
        attributes = tag.attributes() if tag.written else {}
        hides = name in UNSEEN or (not self.sees_hidden and _is_hidden(attributes))
        quotes = self._quotes(name, attributes)
        self.open.append((name, hides, quotes))
        self.counts[name] += 1
        self.hiding += hides
        self.depth += quotes
        self._special(name, attributes)

    def _line_of(self, name: str) -> None:
        if name in PARAGRAPH:
            self._break(gap=not (name in ("ul", "ol") and self.lists))
        elif name in BLOCK:
            self._break()

    def _special(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("ul", "ol"):
            start = attributes.get("start", "")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
            self.lists.append(first - 1 if name == "ol" else -1)
        elif name == "li":
            indent = "  " * max(len(self.lists) - 1, 0)
            if self.lists and self.lists[-1] >= 0:
                self.lists[-1] += 1
                self.prefix = f"{indent}{self.lists[-1]}. "
            else:
                self.prefix = f"{indent}- "
        elif name in ("td", "th") and self.line:
            self._add("\t")
        elif name == "a":
            self.links.append((attributes.get("href", "").strip(), self.written))

    def _end(self, name: str) -> None:
        if name in ("p", "br") and not self.counts[name]:
            self._break(gap=name == "p")
            return
        if not self.counts[name]:
            return
        while self.open:
            closed, hides, quotes = self.open.pop()
            self.counts[closed] -= 1
            if closed == "a" and self.links:
                self._link(*self.links.pop())
            if closed in ("ul", "ol", "li"):
                self._leave_list(closed)
            elif closed in PARAGRAPH:
                self._break(gap=True)
            elif closed in BLOCK:
                self._break()
            self.hiding -= hides
            self.depth -= quotes
            if closed == name:
                return

    def _leave_list(self, name: str) -> None:
        self._break()
        self.prefix = ""
        if name != "li" and self.lists:
            self.lists.pop()
            self.gap = self.gap or not self.lists

    def _link(self, href: str, before: int) -> None:
        """The address after the words, where the words don't say it already."""
        if (
            self.hiding
            or not href.lower().startswith(("http:", "https:", "mailto:", "tel:"))
            or self.written == before
        ):
            return
        shown = "".join(self.line[-8:])[-len(href) - 8 :].rstrip().casefold()
        bare = re.sub(r"\A(?:mailto:|tel:|https?://)", "", href, flags=re.IGNORECASE).rstrip("/").casefold()
        if not shown.removesuffix("/").endswith(bare):
            self._add(f" <{href}>")

    def _picture(self, tag: Tag) -> None:
        alt = SPACES.sub(" ", tag.attributes().get("alt", "")).strip()
        if alt and not self.hiding:
            self._add(f"[{alt}]")

    def _rule(self) -> None:
        self._break()
        if not self.hiding:
            self._add(RULE)
            self._break()

    def _quotes(self, name: str, attributes: dict[str, str]) -> int:
        if self.depth >= DEEPEST_QUOTE or self.hiding:
            return 0
        classes = attributes.get("class", "").split()
        if name == "div":
            return int("yahoo_quoted" in classes)
        if name != "blockquote":
            return 0
        is_cited = attributes.get("type", "").lower() == "cite" or any("quote" in one for one in classes)
        return int(is_cited or not INDENT.search(attributes.get("style", "")))


def _is_hidden(attributes: dict[str, str]) -> bool:
    style = attributes.get("style", "")
    return "hidden" in attributes or bool(style and HIDDEN.search(style))
