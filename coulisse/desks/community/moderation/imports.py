"""A table of comments that a network gave: columns recognised by their heads, the others named, lines once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Final

from coulisse.desks.community.moderation.incoming import Incoming
from coulisse.formats.tabular import Cell, Sheet, read_table
from coulisse.formats.tabular.mapping import Target, match_columns
from coulisse.kernel.times import BRUSSELS

FIELDS: Final = (
    Target("id", ("comment id", "id", "identifiant", "id du commentaire", "reactie id", "comment_id", "tweet id")),
    Target(
        "text",
        ("comment", "comment text", "text", "texte", "commentaire", "message", "reactie", "tekst", "contenu"),
    ),
    Target(
        "author", ("author", "username", "auteur", "nom d utilisateur", "gebruikersnaam", "from", "user", "de")
    ),
    Target("name", ("display name", "full name", "nom", "naam", "nom affiche", "author name")),
    Target("author_id", ("author id", "user id", "id de l auteur", "auteur id", "from id", "channel id")),
    Target(
        "date",
        (
            "date",
            "created time",
            "created at",
            "published at",
            "timestamp",
            "time",
            "datum",
            "heure",
            "date et heure",
        ),
    ),
    Target("address", ("permalink", "url", "link", "comment url", "lien", "adresse", "comment link")),
    Target("parent", ("parent id", "in reply to", "reply to", "en reponse a", "parent", "antwoord op")),
    Target(
        "thread", ("post id", "media id", "video id", "post", "publication", "post url", "id de la publication")
    ),
)
MOST_TOLD: Final = 100
FORMATS: Final = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d-%m-%Y %H:%M",
    "%Y-%m-%dT%H:%M:%S%z",
    "%a %b %d %H:%M:%S %z %Y",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is text, author or date; `value` what stood there."""

    line: int
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """`columns` are (head, field) with an empty field for a column that is not known."""

    columns: tuple[tuple[str, str], ...]
    comments: tuple[Incoming, ...]
    problems: tuple[Problem, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(head for head, field in self.columns if not field)


class NoComments(ValueError):
    """No column holds the text, the author or the date; carries which is missing."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = tuple(missing)


def read_comments(content: bytes) -> Read:
    """Raises `formats.problems.Unreadable`, and `NoComments` where a needed column is not there."""
    sheet: Sheet = read_table(content).records
    fields = match_columns(sheet.header, FIELDS)
    missing = [name for name in ("text", "author", "date") if name not in fields]
    if missing:
        raise NoComments(missing)
    comments: list[Incoming] = []
    problems: list[Problem] = []
    for row in sheet.rows:
        cells = {field: cell for field, cell in zip(fields, row.cells, strict=True) if field}
        found = _comment(cells, row.number)
        (comments if isinstance(found, Incoming) else problems).append(found)  # type: ignore[arg-type]
    return Read(tuple(zip(sheet.header, fields, strict=True)), tuple(comments), tuple(problems))


def _comment(cells: Mapping[str, Cell], line: int) -> Incoming | Problem:
    told = dict(_texts(cells))
    text, author = told.get("text", ""), told.get("author", "").removeprefix("@")
    if not text:
        return Problem(line, "text")
    if not author:
        return Problem(line, "author")
    said_at = _moment(cells.get("date"))
    if said_at is None:
        return Problem(line, "date", told.get("date", ""))
    # Without a number of its own a line is the same one if author, moment and words are.
    own = f"{author}\n{said_at.isoformat()}\n{text}".encode()
    return Incoming(
        remote_id=told.get("id") or f"line:{sha256(own).hexdigest()[:40]}",
        text=text,
        handle=author,
        said_at=said_at,
        author_id=told.get("author_id", ""),
        name=told.get("name", ""),
        address=told.get("address", ""),
        in_reply_to=told.get("parent", ""),
        thread=told.get("thread", ""),
    )


def _texts(cells: Mapping[str, Cell]) -> Iterator[tuple[str, str]]:
    for field, cell in cells.items():
        yield field, "" if cell is None else str(cell).strip()


def _moment(cell: Cell) -> datetime | None:
    """With an hour; without an offset it is Brussels' own, as the people who export a table read it."""
    if isinstance(cell, datetime):
        return cell if cell.tzinfo is not None else cell.replace(tzinfo=BRUSSELS)
    if isinstance(cell, date) or cell is None:
        return None
    text = str(cell).strip().replace("Z", "+00:00") if str(cell).endswith("Z") else str(cell).strip()
    if len(text) <= 10:
        return None
    found: datetime | None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = next((made for made in (_parsed(text, form) for form in FORMATS) if made is not None), None)
    if found is None or not 2000 <= found.year <= 2100:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=BRUSSELS)


def _parsed(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)  # a zone is given above
    except ValueError:
        return None
