"""The JSON of `coulisse mail read`: addresses as people write them, the time in ISO 8601 with offset or null."""

from typing import TypedDict

from coulisse.formats.eml.records import Address, Attachment, Message
from coulisse.formats.problems import ProblemJson, Reading, as_json


class AttachmentJson(TypedDict):
    """`bytes` is the size."""

    name: str
    type: str
    bytes: int


# `from` is a word of Python's own, hence the functional form.
MessageJson = TypedDict(
    "MessageJson",
    {
        "from": str,
        "to": str,
        "subject": str,
        "date": str | None,
        "text": str,
        "new_text": str,
        "language": str,
        "attachments": list[AttachmentJson],
        "warnings": list[ProblemJson],
    },
)


def message_as_json(reading: Reading[Message], *, language: str) -> MessageJson:
    """The line of one mail; the caller tells the language of its new text."""
    message = reading.records
    return {
        "from": _addresses(message.senders),
        "to": _addresses(message.to),
        "subject": message.subject,
        "date": message.date.isoformat() if message.date else None,
        "text": message.text,
        "new_text": message.new_text,
        "language": language,
        "attachments": [_attachment(one) for one in message.attachments],
        "warnings": [as_json(one) for one in reading.problems],
    }


def _addresses(found: tuple[Address, ...]) -> str:
    """`Name <address>`, a name with a comma in quotes, a comma between two."""
    return ", ".join(_address(one) for one in found)


def _address(one: Address) -> str:
    if not one.name or not one.address:
        return one.address or one.name
    name = f'"{one.name}"' if any(mark in one.name for mark in ',;<>"@') else one.name
    return f"{name} <{one.address}>"


def _attachment(one: Attachment) -> AttachmentJson:
    return {"name": one.name, "type": one.type, "bytes": len(one.content)}
