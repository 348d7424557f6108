"""Whether a complaint can go to the CDJ, to the CSA, or be a right of reply: each condition with its rule and
source.

A check warns whoever prepares the dossier; the authority decides. Limits are terms given by the caller.

>>> from coulisse.kernel.confidence import Confidence
>>> two_months = Limit(2, "lecdj.be/fr/plaintes/procedure", date(2026, 11, 22), Confidence.HIGH)
>>> late = Complaint(filed=date(2027, 5, 15), published=date(2027, 3, 14), text="…", name="A. Collard",
...                  address="Namur", reference="Plein Jour, 14/03/2027, 20:43", motives=("truth",))
>>> findings = check_cdj(late, {"audience.cdj_delay": two_months})
>>> [(one.code, str(one.verdict), one.value, one.limit) for one in findings if one.verdict is not Verdict.MET]
[('cdj.delay', 'unmet', '2027-05-15', '2027-05-14'), ('cdj.mediation', 'unknown', '', '')]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from coulisse.engines.deadlines.terms import months_later
from coulisse.kernel.confidence import Confidence

READ_ON: Final = date(2026, 11, 22)
CDJ: Final = "lecdj.be/fr/plaintes/procedure"
CSA: Final = "csa.be; consoloisirs.be"
REPLY: Final = "loi du 23/06/1961; support.rtbf.be"


class Verdict(StrEnum):
    """Whether a condition holds."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of the parameter store: months, days or characters, with its source."""

    amount: int
    source: str
    read_on: date
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What is known of the complaint; None where nobody has said."""

    filed: date
    published: date | None
    text: str
    name: str = ""
    address: str = ""
    reference: str = ""
    """Programme, date and hour, or address of the page."""
    has_copy: bool = False
    motives: tuple[str, ...] = ()
    went_to_outlet: bool | None = None
    is_registered: bool | None = None
    is_named: bool | None = None
    """Whether who complains is named or implicitly designated in the broadcast."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition: `value` as found and `limit`, as plain texts (ISO dates, numbers), either may be empty."""

    code: str
    verdict: Verdict
    source: str
    read_on: date
    confidence: Confidence
    value: str = ""
    limit: str = ""


def check_cdj(complaint: Complaint, limits: Mapping[str, Limit]) -> tuple[Finding, ...]:
    """Two months, 5,000 characters without spaces, identity, precise reference or copy, motives, the outlet
    first."""
    found = []
    delay = limits.get("audience.cdj_delay")
    if delay:
        last = months_later(complaint.published, delay.amount) if complaint.published else None
        found.append(_in_time("cdj.delay", complaint, last, delay))
    length = limits.get("audience.cdj_length")
    if length:
        many = characters(complaint.text)
        verdict = Verdict.MET if many <= length.amount else Verdict.UNMET
        found.append(
            Finding(
                "cdj.length",
                verdict,
                length.source,
                length.read_on,
                length.confidence,
                str(many),
                str(length.amount),
            )
        )
    identity = bool(complaint.name.strip() and complaint.address.strip())
    found += [
        _told("cdj.identity", identity, CDJ, Confidence.HIGH),
        _told("cdj.reference", bool(complaint.reference.strip()) or complaint.has_copy, CDJ, Confidence.HIGH),
        _told("cdj.motives", bool(complaint.motives), CDJ, Confidence.HIGH),
        _told("cdj.mediation", complaint.went_to_outlet, CDJ, Confidence.HIGH),
    ]
    return tuple(found)


def check_csa(complaint: Complaint) -> tuple[Finding, ...]:
    """Anonymous complaints and those without an address are inadmissible; the programme should be told."""
    return (
        _told("csa.identity", bool(complaint.name.strip()), CSA, Confidence.MEDIUM),
        _told("csa.address", bool(complaint.address.strip()), CSA, Confidence.MEDIUM),
        _told("csa.reference", bool(complaint.reference.strip()), CSA, Confidence.LOW),
    )


def check_reply(complaint: Complaint, limits: Mapping[str, Limit]) -> tuple[Finding, ...]:
    """Thirty days after the broadcast, by registered letter, from somebody whom it names."""
    found = []
    delay = limits.get("audience.right_of_reply")
    if delay:
        last = complaint.published + timedelta(days=delay.amount) if complaint.published else None
        found.append(_in_time("reply.delay", complaint, last, delay))
    found += [
        _told("reply.registered", complaint.is_registered, REPLY, Confidence.MEDIUM),
        _told("reply.named", complaint.is_named, REPLY, Confidence.LOW),
        _told("reply.identity", bool(complaint.name.strip()), REPLY, Confidence.LOW),
        _told("reply.reference", bool(complaint.reference.strip()), REPLY, Confidence.LOW),
    ]
    return tuple(found)


def is_admissible(findings: tuple[Finding, ...]) -> bool | None:
    """No when a condition isn't met, None when one is unknown; a condition to be confirmed never blocks."""
    binding = [one.verdict for one in findings if not one.confidence.to_be_confirmed]
    if Verdict.UNMET in binding:
        return False
    return None if Verdict.UNKNOWN in binding else True


def characters(text: str) -> int:
    """Characters without any kind of space.

    >>> characters("Un mot\\u202f!\\n")
    6
    """
    return sum(not letter.isspace() for letter in text)


def _in_time(code: str, complaint: Complaint, last: date | None, limit: Limit) -> Finding:
    verdict = Verdict.UNKNOWN if last is None else Verdict.MET if complaint.filed <= last else Verdict.UNMET
    return Finding(
        code,
        verdict,
        limit.source,
        limit.read_on,
        limit.confidence,
        complaint.filed.isoformat(),
        last.isoformat() if last else "",
    )


def _told(code: str, holds: bool | None, source: str, confidence: Confidence) -> Finding:
    verdict = Verdict.UNKNOWN if holds is None else Verdict.MET if holds else Verdict.UNMET
    return Finding(code, verdict, source, READ_ON, confidence)
