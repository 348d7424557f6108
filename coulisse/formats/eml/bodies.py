"""Which parts of a mail are its text, and which are attachments.

Of alternatives the plain text is taken where it says anything, else the HTML; other alternatives (a calendar, say)
are attachments. Text parts that follow each other are one text. A text part that is named or called an
attachment is one. A mail inside a mail is an attachment, whole.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from coulisse.formats.eml.charsets import clean, labelled
from coulisse.formats.eml.flowed import unflowed
from coulisse.formats.eml.headers import one_line
from coulisse.formats.eml.html_text import text_of
from coulisse.formats.eml.parts import Part
from coulisse.formats.eml.records import Attachment
from coulisse.formats.eml.transfer import Enclosed, undone, uu_blocks

TEXT: Final = {"text/plain", "text/html"}
# Text that serves as the message where there is no other.
SECOND_CHOICE: Final = {"text/enriched", "text/richtext", "text/markdown", "text/x-markdown", "text/x-amp-html"}
ENRICHED: Final = re.compile(r"<(?!<)/?[a-zA-Z0-9-]{1,60}>")
PARAM: Final = re.compile(r"<param>.{0,200}?</param>", re.IGNORECASE | re.DOTALL)
# « Votre logiciel ne lit pas le HTML »: not what was meant to be read.
PLACEHOLDER: Final = re.compile(r"\bHTML\b")
LONGEST_NAME: Final = 255


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in its forms; either may be empty."""

    plain: str = ""
    html: str = ""

    def text(self) -> str:
        """The text to read."""
        if self.plain.strip() and not (self.html and len(self.plain) < 300 and PLACEHOLDER.search(self.plain)):
            return self.plain
        return (text_of(self.html) if self.html else "") or self.plain


@dataclass(slots=True)
class Gathered:
    """What a part and those inside it hold."""

    pieces: list[Piece] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)

    def take(self, other: "Gathered") -> None:
        self.pieces += other.pieces
        self.attachments += other.attachments

    def text(self) -> str:
        """All pieces, an empty line between them."""
        texts = (piece.text().strip("\n") for piece in self.pieces)
        return "\n\n".join(text for text in texts if text.strip())

    def html(self) -> str:
        """The HTML of all pieces, empty where there is none."""
        return "\n".join(piece.html for piece in self.pieces if piece.html)


def gathered(whole: Part) -> Gathered:
    """Text and attachments of the whole mail. Codes are added to the parts that they concern:

    those of `transfer.undone`, charset-unknown, charset-wrong (read in the one that it is in), bytes-replaced,
    nul-bytes, name-with-path (the path is left out), uuencoded (a file written into the text, taken out of it),
    winmail-dat (Outlook's own form, not opened), encrypted (not opened).
    """
    found = _gather(whole)
    if not found.pieces:
        _second_choice(whole, found)
    return found


def _gather(part: Part) -> Gathered:
    if part.parts:
        return _alternative(part) if part.type == "multipart/alternative" else _in_turn(part)
    found = Gathered()
    if part.is_multipart or (part.type in TEXT and not _is_named(part)):
        _read_text(part, found)
    else:
        found.attachments.append(_attachment(part))
    return found


def _in_turn(part: Part) -> Gathered:
    if part.type == "multipart/encrypted":
        part.codes.append("encrypted")
    found = Gathered()
    for inner in part.parts:
        found.take(_gather(inner))
    return found


def _alternative(part: Part) -> Gathered:
    found = Gathered()
    plain = html = ""
    for inner in part.parts:
        one = _gather(inner)
        found.attachments += one.attachments
        plain = plain if plain.strip() else "\n\n".join(piece.plain for piece in one.pieces if piece.plain.strip())
        html = "\n".join(piece.html for piece in one.pieces if piece.html) or html
    found.pieces.append(Piece(plain, html))
    return found


def _second_choice(whole: Part, found: Gathered) -> None:
    for part in whole.walk():
        if not part.parts and part.type in SECOND_CHOICE and not _is_named(part):
            text = _decoded(part, _content(part))
            if part.type in ("text/enriched", "text/richtext"):
                text = ENRICHED.sub("", PARAM.sub("", text)).replace("<<", "<")
            is_page = part.type == "text/x-amp-html"
            found.pieces.append(Piece(html=text) if is_page else Piece(text))
            return


def _is_named(part: Part) -> bool:
    """The part is an attachment by its disposition or its name; a text that is `inline` is read, named or not."""
    disposition = part.disposition[0]
    if disposition == "attachment":
        return True
    return bool(_written_name(part)) and disposition != "inline"


def _read_text(part: Part, found: Gathered) -> None:
    content = _content(part)
    if part.type != "text/html":
        content, enclosed = uu_blocks(content)
        for file in enclosed:
            part.codes.append("uuencoded")
            found.attachments.append(_enclosed(file))
    text = _decoded(part, content)
    if part.type == "text/html":
        found.pieces.append(Piece(html=text))
        return
    if part.parameters.get("format", "").lower() == "flowed":
        text = unflowed(text, without_space=part.parameters.get("delsp", "").lower() == "yes")
    found.pieces.append(Piece(text))


def _content(part: Part) -> bytes:
    content, code = undone(part.body, part.encoding)
    if code:
        part.codes.append(code)
    return content


def _decoded(part: Part, content: bytes) -> str:
    found = labelled(content, part.parameters.get("charset", ""))
    if not found.known:
        part.codes.append("charset-unknown")
    if not found.right:
        part.codes.append("charset-wrong")
    if found.replaced:
        part.codes.append("bytes-replaced")
    if "\0" in found.text:
        part.codes.append("nul-bytes")
    return clean(found.text)


def _attachment(part: Part) -> Attachment:
    is_mail = part.type.startswith("message/")
    content = _content(part)
    written = _written_name(part)
    name = _without_path(written)
    if name != written:
        part.codes.append("name-with-path")
    if part.type == "application/ms-tnef" or name.lower() == "winmail.dat":
        part.codes.append("winmail-dat")
    if part.type in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        part.codes.append("encrypted")
    content_id = one_line(part.block.raw("content-id")).strip("<> ")
    disposition = part.disposition[0]
    shown = disposition == "inline" or (disposition != "attachment" and bool(content_id) and not is_mail)
    return Attachment(name, part.type, content, shown, content_id)


def _enclosed(file: Enclosed) -> Attachment:
    name = _without_path(one_line(clean(labelled(file.name, "").text)))
    return Attachment(name, "application/octet-stream", file.content)


def _written_name(part: Part) -> str:
    return part.disposition[1].get("filename", "") or part.parameters.get("name", "")


def _without_path(name: str) -> str:
    """The last part of a path, shortened before its ending where no file system would take it."""
    bare = re.split(r"[/\\]", name.rstrip("/\\ "))[-1].strip()
    if bare in (".", ".."):
        return ""
    if len(bare) <= LONGEST_NAME:
        return bare
    stem, dot, ending = bare.rpartition(".")
    ending = dot + ending if stem and len(ending) < 20 else ""
    return bare[: LONGEST_NAME - len(ending)] + ending
