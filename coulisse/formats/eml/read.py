"""Mail in: at most 40 MB; any bytes are read as far as they go.

Codes: `empty` and `too-large` refuse the mail, nothing else does. Reported with the part ("2.1") or the header
that they lie in: those of `headers.cut`, `parts.taken_apart` and `bodies.gathered`; `headers-missing` (it is
read as text), `sender-missing`, `address-unreadable` (the name is kept), `date-missing` and `date-unreadable`
(both read as none), `date-without-zone` (read as Belgian), `identifiers-too-many` (the first and the last are
kept).
"""

import re
from datetime import datetime
from typing import Final

from coulisse.formats.eml.addresses import addresses
from coulisse.formats.eml.automatic import signs
from coulisse.formats.eml.bodies import gathered
from coulisse.formats.eml.dates import has_zone, moment
from coulisse.formats.eml.headers import Block, decoded, one_line
from coulisse.formats.eml.new_text import is_forward, new_text
from coulisse.formats.eml.parts import Part, taken_apart
from coulisse.formats.eml.records import Address, Message
from coulisse.formats.eml.reports import report_of
from coulisse.formats.problems import Problem, Reading, problem, unreadable
from coulisse.formats.source import Source, bounded

MOST_BYTES: Final = 40 * 1024 * 1024
MOST_IDENTIFIERS: Final = 200
IDENTIFIER: Final = re.compile(r"<([^<>]{1,998})>")


def read_message(source: Source, *, file: str = "") -> Reading[Message]:
    """The mail and what was wrong with it; raises Unreadable for nothing at all and for more than 40 MB."""
    data = bounded(source, limit=MOST_BYTES, file=file)
    if not data.strip():
        raise unreadable("empty", file=file)
    whole = taken_apart(data)
    found: list[Problem] = []
    message = _message(whole, found, file)
    for part in whole.walk():
        found.extend(problem(code, file=file, field=part.where) for code in dict.fromkeys(part.codes))
    return Reading(message, tuple(found))


def _message(whole: Part, problems: list[Problem], file: str) -> Message:
    block = whole.block
    if not block.fields:
        problems.append(problem("headers-missing", file=file))
    senders = addresses(*block.all("from")) or addresses(block.raw("sender"))
    _judge_senders(senders, block, problems, file)
    content = gathered(whole)
    subject = block.text("subject")
    text = content.text()
    automatic = signs(block, senders, subject, whole.type)
    from_robot = bool({"robot", "empty-sender", "report"} & set(automatic))
    return Message(
        senders=senders,
        to=addresses(*block.all("to")),
        cc=addresses(*block.all("cc")),
        reply_to=addresses(*block.all("reply-to")),
        subject=subject,
        date=_date(whole, problems, file),
        message_id=next(iter(_identifiers(block, "message-id", problems, file)), ""),
        in_reply_to=_identifiers(block, "in-reply-to", problems, file),
        references=_identifiers(block, "references", problems, file),
        list_id=_list_id(block),
        auto_submitted=block.text("auto-submitted").lower(),
        automatic=automatic,
        text=text,
        new_text=new_text(text, forwarded=is_forward(subject)),
        html=content.html(),
        attachments=tuple(content.attachments),
        report=report_of(whole, text, from_robot=from_robot),
        headers=tuple((name, one_line(decoded(value))) for name, value in block.fields),
    )


def _judge_senders(senders: tuple[Address, ...], block: Block, problems: list[Problem], file: str) -> None:
    if not senders and block.fields:
        problems.append(problem("sender-missing", file=file, field="from"))
    elif any("@" not in sender.address for sender in senders):
        problems.append(problem("address-unreadable", file=file, field="from"))


def _date(whole: Part, problems: list[Problem], file: str) -> datetime | None:
    written = one_line(whole.block.raw("date"))
    found = moment(written) if written else None
    if found is None:
        problems.append(problem("date-unreadable" if written else "date-missing", file=file, field="date"))
    elif not has_zone(written):
        problems.append(problem("date-without-zone", file=file, field="date"))
    return found


def _identifiers(block: Block, name: str, problems: list[Problem], file: str) -> tuple[str, ...]:
    """Message identifiers without brackets, once each; programs that forget the brackets are understood."""
    value = " ".join(block.all(name))
    found = ["".join(one.split()) for one in IDENTIFIER.findall(value)]
    if not found:
        found = [one.strip('<>",;') for one in value.split() if "@" in one or name == "message-id"]
    once = [one for one in dict.fromkeys(found) if one]
    if len(once) > MOST_IDENTIFIERS:
        problems.append(problem("identifiers-too-many", file=file, field=name, count=len(once)))
        once = [once[0], *once[1 - MOST_IDENTIFIERS :]]
    return tuple(once)


def _list_id(block: Block) -> str:
    value = block.text("list-id")
    found = IDENTIFIER.search(value)
    return found[1].strip() if found else value
