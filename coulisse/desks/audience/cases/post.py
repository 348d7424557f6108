"""From a row of the outgoing register to the paper, and an address as an envelope has it."""

from collections.abc import Iterable

from coulisse.desks.audience.cases.models import PostedLetter
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.companies.models import Company
from coulisse.papers.window_letter import MOST_LINES, WindowLetter


class NoAddress(Exception):
    """Nobody noted where this person lives."""


class AddressTooLong(Exception):
    """More lines than the window shows."""


def paper_of(row: PostedLetter) -> WindowLetter:
    """The letter as it is printed; the conversation comes with the row."""
    return WindowLetter(
        number=row.number,
        reference=row.conversation.reference,
        language=row.language,
        address=row.address.splitlines(),
        house=row.house.get("name", ""),
        house_lines=row.house.get("lines", []),
        place=row.house.get("place", ""),
        dated_on=row.dated_on,
        subject=row.subject,
        text=row.text,
        signed=row.signed,
        is_registered=row.is_registered,
    )


def window_lines(name: str, postal: str) -> str:
    """Name first, then the address as written. Raises `NoAddress`, `AddressTooLong`."""
    lines = [line.strip(" ,") for line in postal.splitlines() if line.strip(" ,")]
    if not lines:
        raise NoAddress(name)
    if name and lines[0].casefold() != name.casefold():
        lines.insert(0, name)
    if len(lines) > MOST_LINES:
        raise AddressTooLong(name)
    return "\n".join(lines)


def house_of(conversation: Conversation) -> dict[str, object]:
    """The sender: the company of the production, else the first of the house."""
    company = conversation.production.company if conversation.production else None
    return sender(company or Company.objects.order_by("id").first())


def sender(company: Company | None) -> dict[str, object]:
    if company is None:
        return {"name": "", "lines": [], "place": ""}
    town = " ".join(part for part in (company.postcode, company.city) if part)
    return {"name": company.name, "lines": _lines((company.street, town)), "place": company.city}


def _lines(parts: Iterable[str]) -> list[str]:
    return [part for part in parts if part]
