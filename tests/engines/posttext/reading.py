"""HTML read back: the text that a reader sees, and the links under it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Shown(HTMLParser):
    """`text` as seen, `tags` and `links` in order."""

    text: str = ""
    tags: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "br":
            self.text += "\n"
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def read_html(document: str) -> Shown:
    """What is shown."""
    shown = Shown()
    shown.feed(document)
    shown.close()
    return shown
