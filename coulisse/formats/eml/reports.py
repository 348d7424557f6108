"""Delivery reports: RFC 3464, and what Exchange, Gmail, Postfix, Exim and qmail write in prose.

A report in prose is looked for only in a mail that a robot sent (mailer-daemon, postmaster, an empty Return-Path),
and only above the copy of the returned mail.
"""

import re
from typing import Final

from coulisse.formats.eml.addresses import ADDRESS
from coulisse.formats.eml.forms import plain
from coulisse.formats.eml.headers import Block, cut, decoded, one_line
from coulisse.formats.eml.parts import Part
from coulisse.formats.eml.records import DeliveryReport, Undelivered

MOST: Final = 1000
LONGEST_PROSE: Final = 32 * 1024
STATUS: Final = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
REPLY_CODE: Final = re.compile(r"(?<![\d.])([45])\d\d(?=[ -])")
GROUP: Final = re.compile(rb"(?:\r?\n[ \t]*){2,}")
RETURNED: Final = re.compile(
    r"^(?:-+ ?(?:This is a copy of|Below this line is a copy|The header of the original|Undelivered message|"
    r"Original message|Message original|Message d'origine|Oorspronkelijk|Returned message).*|"
    r"Original message headers ?:|En-têtes du message d'origine ?:|Oorspronkelijke berichtkoppen ?:|"
    r"Received: .*|Return-path: .*)$",
    re.IGNORECASE | re.MULTILINE,
)
# What a robot says of a mail that did not arrive; without it, it may well be a letter of the postmaster.
FAILED: Final = re.compile(
    r"could ?n[o']t be delivered|cannot be delivered|not delivered|delivery (?:has )?failed|undeliver|"
    r"failure notice|"
    r"permanent(?:ly)? (?:fatal )?(?:error|failure)|was ?n[o']t delivered|address not found|unable to deliver|"
    r"delivery to the following recipients? failed|returned mail|mail delivery failed|delivery incomplete|"
    r"échec de la (?:remise|distribution)|n'a pas (?:pu être|été) (?:remis|distribué|envoyé|délivré)|non remis|"
    r"message non distribuable|adresse introuvable|kon niet worden (?:bezorgd|afgeleverd)|onbestelbaar|"
    r"niet (?:bezorgd|afgeleverd)|bezorging .{0,60}mislukt|adres niet gevonden|unzustellbar|nicht zugestellt",
    re.IGNORECASE,
)
DELAYED: Final = re.compile(
    r"delayed|not yet been delivered|will (?:keep|continue) (?:trying|to try)|still being retried|"
    r"warning: could not send|retardée?|différée|sera retenté|vertraagd|nog niet (?:bezorgd|afgeleverd)|"
    r"verzögert|temporar(?:y|ily) ",
    re.IGNORECASE,
)
MESSAGE_ID: Final = re.compile(r"^[ >]*Message-ID:\s*<([^<>\s]+)>", re.IGNORECASE | re.MULTILINE)


def report_of(whole: Part, text: str, *, from_robot: bool) -> DeliveryReport | None:
    """The delivery report that a mail is, None where it is none. `text` is the mail's plain text."""
    status = next((part for part in whole.walk() if part.type == "message/delivery-status"), None)
    if status is not None and (found := _standard(status, whole)):
        return found
    if not from_robot and not whole.block.raw("x-failed-recipients"):
        return None
    return _prose(whole, text)


def _standard(status: Part, whole: Part) -> DeliveryReport | None:
    groups = [cut(group + b"\n\n")[0] for group in GROUP.split(status.body.strip())[: MOST + 1]]
    recipients = tuple(one for group in groups if (one := _recipient(group)))
    if not recipients:
        return None
    reporter = _typed(groups[0].text("reporting-mta"))
    return DeliveryReport(recipients, _original_id(whole, ""), reporter)


def _recipient(group: Block) -> Undelivered | None:
    final, original = _typed(group.text("final-recipient")), _typed(group.text("original-recipient"))
    if not final and not original:
        return None
    diagnostic = _typed(group.text("diagnostic-code"))
    status = STATUS.search(group.text("status")) or STATUS.search(diagnostic)
    action = group.text("action").lower().partition(" ")[0]
    return Undelivered(
        recipient=(final or original).strip("<>"),
        action=action or "failed",
        status=status[1] if status else "",
        diagnostic=diagnostic,
        original_recipient=original.strip("<>"),
    )


def _typed(value: str) -> str:
    """`rfc822; a@b.be` without its type."""
    kind, semicolon, rest = value.partition(";")
    return rest.strip() if semicolon and " " not in kind.strip() else value.strip()


def _original_id(whole: Part, text: str) -> str:
    for part in whole.walk():
        if part.type in ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"):
            return one_line(cut(part.body.lstrip())[0].raw("message-id")).strip("<> ")
    found = MESSAGE_ID.search(text)
    return found[1] if found else ""


def _prose(whole: Part, text: str) -> DeliveryReport | None:
    prose = text[:LONGEST_PROSE]
    returned = RETURNED.search(prose)
    told = prose[: returned.start()] if returned else prose
    subject = whole.block.text("subject")
    flat = plain(f"{subject}\n{told}")
    has_failed, is_late = FAILED.search(flat) is not None, DELAYED.search(flat) is not None
    named = tuple(dict.fromkeys(ADDRESS.findall(decoded(", ".join(whole.block.all("x-failed-recipients"))))))
    if not (has_failed or is_late or named):
        return None
    addresses = named or _addresses(told, {one.casefold() for one in ADDRESS.findall(whole.block.raw("from"))})
    if not addresses:
        return None
    action = "delayed" if is_late and not has_failed else "failed"
    recipients = tuple(_told(address, told, action) for address in addresses[:MOST])
    return DeliveryReport(recipients, _original_id(whole, text), standard=False)


def _addresses(told: str, robots: set[str]) -> tuple[str, ...]:
    """The addresses that did not get it: those that begin a line, else all, the robot's own aside."""
    begins = [found[0] for line in told.split("\n") if (found := ADDRESS.search(line)) and _leads(line, found)]
    named = begins or [one.strip(".") for one in ADDRESS.findall(told)]
    return tuple(dict.fromkeys(one for one in named if one.casefold() not in robots))


def _leads(line: str, found: re.Match[str]) -> bool:
    before = line[: found.start()].strip(" \t<*-'\"")
    return not before or line.rstrip().endswith((f"({found[0]})", f"<{found[0]}>"))


def _told(address: str, told: str, action: str) -> Undelivered:
    """What the prose says after the address, up to the next empty line but one."""
    after = told.partition(address)[2].lstrip(" >:)<*")
    diagnostic = one_line(re.split(r"\n[ \t]*\n[ \t]*\n|\n(?=<[^<>\s]+@)", after, maxsplit=1)[0])[:1000]
    status = STATUS.search(diagnostic) or STATUS.search(told)
    code = REPLY_CODE.search(diagnostic)
    given = status[1] if status else f"{code[1]}.0.0" if code else ""
    return Undelivered(
        address, "delayed" if given.startswith("4") and action == "delayed" else action, given, diagnostic
    )
